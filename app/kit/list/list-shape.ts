import type { Zone } from "#app/day/zone.ts";
import type { Messages } from "#app/i18n/index.ts";
import type { Locale } from "#app/i18n/locale.ts";
import type { ChipTone } from "#app/kit/chip.tsx";
import type { Money } from "#app/money/money.ts";

type Name<Row> = keyof Row & string;
type Words = (t: Messages) => string;

/** How a value is compared in the query and written into an address. */
export type KeyKind = "text" | "uuid" | "day" | "instant" | "whole";

type KindOf<T> = T extends Date ? "instant" : T extends string ? "text" | "uuid" | "day" | "whole" : "whole";

/** The kind of each value for sorting and filtering, with `?` if the value can be missing. */
export type Kinds<Row> = {
  [K in Name<Row>]?: null extends Row[K] ? `${KindOf<NonNullable<Row[K]>>}?` : KindOf<Row[K]>;
};

export interface Order<Row> {
  /** Rows are ordered by these values in turn, and finally by the key of the list. */
  by: readonly Name<Row>[];
  direction: "asc" | "desc";
}

interface ColumnBase<Row, View> {
  key: string;
  head: Words;
  /** The values that a click on the column head sorts by. Without them the column is not sortable. */
  sort?: readonly Name<Row>[];
  /** Only on the page or only in the file. Both if absent. */
  only?: "page" | "file";
  isHiddenOnPhone?: boolean;
  /** Whether the file has the column, by what the list gathered. Always if absent. */
  isShown?: (facts: unknown) => boolean;
  /** Link of the text, below the workspace or organization, or an absolute path with a leading slash. */
  link?: (row: View) => string | null;
  /** A second, smaller line on the page. */
  below?: (row: View, reader: Reader) => string;
}

/** A column of page and file. The file has plain values: decimals, ISO days and instants. */
export type Column<Row, View> = ColumnBase<Row, View> &
  (
    | { kind: "text"; value: (row: View, reader: Reader) => string | null }
    | { kind: "number"; value: (row: View) => string | number | bigint | null }
    /** An exact decimal, rounded on the page but not in the file. */
    | { kind: "figure"; value: (row: View) => string | null; unit: string; digits: number }
    | { kind: "day"; value: (row: View) => string | null }
    | { kind: "instant"; value: (row: View) => Date | null }
    | { kind: "money"; value: (row: View) => Money | null; zero?: "blank" }
    | { kind: "flag"; value: (row: View) => boolean }
    | { kind: "state"; value: (row: View, reader: Reader) => string; tone: (row: View) => ChipTone }
  );

/** A filter with its own parameter in the address. Without a column, the `where` of the list filters by related data. */
export type Filter<Row> = { label: Words } & (
  | { kind: "text"; name: string; columns: readonly Name<Row>[] }
  | {
      kind: "choice";
      name: string;
      column: Name<Row> | null;
      choices: readonly string[];
      word: (t: Messages, choice: string) => string;
    }
  | { kind: "month"; name: string; column: Name<Row> | null }
  | { kind: "from" | "to"; name: string; column: Name<Row> }
  /** A related entity: by id, or by a code if the column is no id. */
  | { kind: "reference"; name: string; column: Name<Row> | null; everything: Words }
);

export interface Choice {
  value: string;
  label: { en: string; zh: string };
}

/** The reader, with language and time zone. */
export interface Reader {
  t: Messages;
  locale: Locale;
  zone: Zone;
}

/** A list without its query. `Row` is a row of the query, `View` the input of its columns. */
export interface ListShape<Row, View> {
  /**
   * Address below the workspace or organization. The file is `export.csv` below it and is named after it. `:name` is an
   * id from the address.
   */
  path: string;
  words: (t: Messages) => ListWords;
  /** A unique combination of values, which completes every order. */
  key: readonly Name<Row>[];
  kinds: Kinds<Row>;
  /** The default order, also of the file. Its values don't change while a row exists. */
  order: Order<Row>;
  columns: readonly Column<Row, View>[];
  filters: readonly Filter<Row>[];
  /** Parameters of the page besides the list, which its links and its form keep. */
  keeps?: readonly string[];
  /** Where to create the first row, shown if the list is empty. */
  start?: { to: string; label: Words; isPrimary?: boolean };
}

export interface ListWords {
  title: string;
  about?: string;
  empty: { title: string; reason: string };
  /** Shown if no row matches the filters, instead of the default text. */
  noMatch?: { title: string; reason: string };
}

/** The path of a list with the ids of an address. */
export function fillPath({ path }: { path: string }, ids: Readonly<Record<string, string>> = {}): string {
  return path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? "");
}

/** @throws Error for an inconsistent declaration, so that loading the module fails */
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

/** The complete order of rows, with the key last. */
export function wholeOrder<Row>(list: Pick<ListShape<Row, never>, "key">, { by, direction }: Order<Row>): Order<Row> {
  return { by: [...by, ...list.key.filter((name) => !by.includes(name))], direction };
}
