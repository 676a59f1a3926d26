import type { Zone } from "#app/day/zone.ts";
import type { Messages } from "#app/i18n/index.ts";
import type { Locale } from "#app/i18n/locale.ts";
import type { ChipTone } from "#app/kit/chip.tsx";
import type { Money } from "#app/money/money.ts";

type Name<Row> = keyof Row & string;
type Words = (t: Messages) => string;

/** How a value of the query is compared and written into an address. */
export type KeyKind = "text" | "uuid" | "day" | "instant" | "whole";

type KindOf<T> = T extends Date ? "instant" : T extends string ? "text" | "uuid" | "day" | "whole" : "whole";

/** The kind of each value that rows are sorted or narrowed by; `?` where the value can be missing. */
export type Kinds<Row> = {
  [K in Name<Row>]?: null extends Row[K] ? `${KindOf<NonNullable<Row[K]>>}?` : KindOf<Row[K]>;
};

export interface Order<Row> {
  /** A row is placed by these values from the first on, and by the key of the list last. */
  by: readonly Name<Row>[];
  direction: "asc" | "desc";
}

interface ColumnBase<Row, View> {
  key: string;
  head: Words;
  /** The values that a click on its head sorts by; without them it is not sorted by. */
  sort?: readonly Name<Row>[];
  /** Shown on the page alone or written to the file alone; without it both. */
  only?: "page" | "file";
  isHiddenOnPhone?: boolean;
  /** Where its text leads, beneath the workspace or organization; from a slash on anywhere. */
  link?: (row: View) => string | null;
  /** A second, smaller line on the page. */
  below?: (row: View, reader: Reader) => string;
}

/** A column once for page and file. The file has plain values: decimals, ISO days and instants. */
export type Column<Row, View> = ColumnBase<Row, View> &
  (
    | { kind: "text"; value: (row: View, reader: Reader) => string | null }
    | { kind: "number"; value: (row: View) => string | number | bigint | null }
    /** An exact decimal, rounded on the page and whole in the file. */
    | { kind: "figure"; value: (row: View) => string | null; unit: string; digits: number }
    | { kind: "day"; value: (row: View) => string | null }
    | { kind: "instant"; value: (row: View) => Date | null }
    | { kind: "money"; value: (row: View) => Money | null; zero?: "blank" }
    | { kind: "flag"; value: (row: View) => boolean }
    | { kind: "state"; value: (row: View, reader: Reader) => string; tone: (row: View) => ChipTone }
  );

/** A choice that the reader of a list has, each under its own name in the address. */
export type Filter<Row> = { label: Words } & (
  | { kind: "text"; name: string; columns: readonly Name<Row>[] }
  | {
      kind: "choice";
      name: string;
      column: Name<Row>;
      choices: readonly string[];
      word: (t: Messages, choice: string) => string;
    }
  /** Without a column, rows are found by `where` of the list: by what belongs to a row. */
  | { kind: "month"; name: string; column: Name<Row> | null }
  | { kind: "from" | "to"; name: string; column: Name<Row> }
  /** One of the things that the list names besides its rows: by id, or by a code where the column is no id. */
  | { kind: "reference"; name: string; column: Name<Row> | null; everything: Words }
);

export interface Choice {
  value: string;
  label: { en: string; zh: string };
}

/** Who reads, in which language and by which clock. */
export interface Reader {
  t: Messages;
  locale: Locale;
  zone: Zone;
}

/** What a list is without its query. `Row` is a row of the query, `View` what its columns are written from. */
export interface ListShape<Row, View> {
  /**
   * Address beneath the workspace or organization; the file is `export.csv` beneath it, and has its name. `:name` stands for
   * an id that the address names.
   */
  path: string;
  words: (t: Messages) => ListWords;
  /** Values that no two rows share; the last order of every sorting. */
  key: readonly Name<Row>[];
  kinds: Kinds<Row>;
  /** Without a choice, and of the file. Its values don't change while a row exists. */
  order: Order<Row>;
  columns: readonly Column<Row, View>[];
  filters: readonly Filter<Row>[];
  /** Parameters of the page besides the list, which its links and its form keep. */
  keeps?: readonly string[];
  /** Where the first row comes from, said where there is none; who may go there. */
  start?: { to: string; label: Words; isPrimary?: boolean };
}

export interface ListWords {
  title: string;
  about?: string;
  empty: { title: string; reason: string };
  /** Where filters leave nothing; without it that no row fits them. */
  noMatch?: { title: string; reason: string };
}

/** The path of a list with the ids that an address names. */
export function fillPath({ path }: { path: string }, ids: Readonly<Record<string, string>> = {}): string {
  return path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? "");
}

/** @throws Error for a declaration that contradicts itself: it fails where the module is loaded */
export function checkShape<Row, View>({ path, key, kinds, order, columns, filters }: ListShape<Row, View>): void {
  const known = (name: Name<Row>) => {
    if (!kinds[name]) throw new Error(`list ${path}: the kind of ${name} is not declared`);
  };
  for (const name of [...key, ...order.by]) known(name);
  if (key.some((name) => String(kinds[name]).endsWith("?"))) throw new Error(`list ${path}: a key can be missing`);
  for (const { sort = [] } of columns) sort.forEach(known);
  for (const filter of filters)
    if (filter.kind !== "text" && filter.kind !== "choice" && filter.column !== null) known(filter.column);
  const names = [columns.map((column) => column.key), filters.map(({ name }) => name)];
  for (const all of names)
    if (new Set(all).size < all.length) throw new Error(`list ${path}: two of one name: ${all.join(", ")}`);
}

/** The order of rows by every value, the key last. */
export function wholeOrder<Row>(list: Pick<ListShape<Row, never>, "key">, { by, direction }: Order<Row>): Order<Row> {
  return { by: [...by, ...list.key.filter((name) => !by.includes(name))], direction };
}
