import { type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from "kysely";
import type { Doors, TenantTx } from "#db/doors.ts";
import type { Role } from "#db/schema.ts";
import {
  type Choice,
  checkShape,
  type Filter,
  type KeyKind,
  type Kinds,
  type ListShape,
  type Order,
  wholeOrder,
} from "./list-shape.ts";
import { type ListState, type Place, splitKind } from "./list-state.ts";

/** Who reads a list, and where. */
export interface ListScope<Facts = unknown> {
  tenantId: string;
  /** Of a list of an organization. */
  organizationId: string;
  /** Those that the path of the list names. */
  ids?: Readonly<Record<string, string>>;
  userId: string;
  role: Role;
  now: Date;
  /** What the list gathers before its rows are asked for. */
  facts?: Facts;
}

// biome-ignore lint/suspicious/noExplicitAny: a list is read the same way, whatever tables its query names
export type RowQuery<Row> = SelectQueryBuilder<any, any, Row>;

/** A row of what a function selects. */
// biome-ignore lint/suspicious/noExplicitAny: of any parameters
export type RowOf<Select extends (...parameters: any[]) => { execute: () => Promise<unknown[]> }> = Awaited<
  ReturnType<ReturnType<Select>["execute"]>
>[number];

export type ListDoors = Pick<Doors, "withTenant" | "withSystem" | "withPublic">;

interface ListSource<Row, View, Right extends string, Facts> {
  right: Right;
  /** Who may make the first row, where it is others than those who read. */
  startRight?: Right;
  /** What is asked besides the right, before anything is read. @throws AppError */
  check?: (doors: ListDoors, scope: ListScope) => Promise<void>;
  /** What no statement of one tenant reads: of other tenants, or worked out here. Once for a page or a file. */
  gather?: (doors: ListDoors, scope: ListScope) => Promise<Facts>;
  rows: (tx: TenantTx, scope: ListScope<Facts>) => RowQuery<Row>;
  read: (row: Row, scope: ListScope<Facts>) => View;
  /** What is asked of the rows of a page, or of a batch of the file: it would take too long for all. */
  complete?: (doors: ListDoors, views: readonly View[]) => Promise<View[]>;
  /** Of filters without a column: what a choice asks of the row `r`, by the name of the filter. */
  where?: Record<string, (choice: string) => RawBuilder<SqlBool>>;
  /** The time zone in which its instants have their day; that of the workspace without one. */
  zone?: RawBuilder<string>;
  /** The things that `reference` filters name, by the name of the filter. */
  choices?: (tx: TenantTx, scope: ListScope<Facts>) => Promise<Record<string, readonly Choice[]>>;
}

/** A list: what its rows are, who may read them, and how page and file show them. */
export interface List<Row, View, Right extends string>
  // biome-ignore lint/suspicious/noExplicitAny: what it gathers is its own affair
  extends ListSource<Row, View, Right, any>,
    ListShape<Row, View> {}

/**
 * Its query alone says what a row is, and `read` what columns are written from. Functions that take what is gathered have
 * their types written: nothing else says them.
 */
export function defineList<Row, View, Right extends string, Facts = undefined>(
  list: ListSource<Row, View, Right, Facts> & ListShape<NoInfer<Row>, NoInfer<View>>,
): List<Row, View, Right> {
  checkShape(list);
  for (const filter of list.filters)
    if (filter.kind !== "text" && filter.column === null && !list.where?.[filter.name])
      throw new Error(`list ${list.path}: nothing says what ${filter.name} asks for`);
  return list;
}

/** The scope with what the list gathers. */
export async function gather<Row, View>(
  { gather: read }: List<Row, View, string>,
  doors: ListDoors,
  scope: ListScope,
): Promise<ListScope> {
  return read ? { ...scope, facts: await read(doors, scope) } : scope;
}

/** The rows with what the list asks of them alone. */
export async function complete<Row, View>(
  { complete: ask }: List<Row, View, string>,
  doors: ListDoors,
  rows: FoundRow<View>[],
): Promise<FoundRow<View>[]> {
  if (!ask || rows.length === 0) return rows;
  const views = await ask(
    doors,
    rows.map(({ view }) => view),
  );
  return rows.map((row, index) => ({ ...row, view: views[index]! }));
}

interface Gathered<Fact, Row> {
  gather: (doors: ListDoors, scope: ListScope) => Promise<readonly Fact[]>;
  /** What one is sorted and narrowed by. */
  row: (fact: Fact, index: number) => Row;
  kinds: { [K in keyof NoInfer<Row> & string]: NonNullable<Kinds<NoInfer<Row>>[K]> };
}

/** What a list is whose rows no statement has: they are gathered, each becomes a row, and is found again by its place. */
export function gathered<Fact, Row extends Record<string, string | number | null>>(list: Gathered<Fact, Row>) {
  return {
    gather: list.gather,
    kinds: list.kinds as unknown as Kinds<Row & { at: number }>,
    rows: (tx: TenantTx, { facts = [] }: ListScope<readonly Fact[]>) =>
      selectGathered(tx, list.kinds, facts.map(list.row)),
    read: ({ at }: { at: number }, { facts = [] }: ListScope<readonly Fact[]>): Fact => facts[at]!,
  };
}

/** Rows that were gathered, as a query: `at` is the place of each in the order given. */
function selectGathered<Row extends Record<string, string | number | null>>(
  tx: TenantTx,
  kinds: Record<string, string>,
  rows: readonly Row[],
): RowQuery<Row & { at: number }> {
  const columns = Object.entries(kinds).map(
    ([name, kind]) => sql`${sql.ref(name)} ${sql.raw(TYPES[kind.replace("?", "") as KeyKind])}`,
  );
  const json = JSON.stringify(rows.map((row, at) => ({ ...row, at })));
  const recordset = sql<Row & { at: number }>`jsonb_to_recordset(${json}::jsonb)`;
  const query = tx.selectFrom(recordset.as<"g">(sql`g(${sql.join([...columns, sql`"at" int`])})`)).selectAll("g");
  return query as unknown as RowQuery<Row & { at: number }>;
}

// biome-ignore lint/suspicious/noExplicitAny: what is asked of any list
export type AnyList = List<any, any, any>;

export const PAGE_ROWS = 50;

export interface FoundRow<View> {
  key: string;
  view: View;
  /** Its values in the order that was asked for, as the database writes them. */
  place: readonly (string | null)[];
}

export interface FoundPage<View> {
  rows: FoundRow<View>[];
  previous: Place | null;
  next: Place | null;
}

/** A page of a list. Where the rows are gone that an address goes on from, it is the first. */
export async function readPage<Row, View>(
  tx: TenantTx,
  list: List<Row, View, string>,
  scope: ListScope,
  { size = PAGE_ROWS, ...state }: Pick<ListState<Row>, "typed" | "order" | "place"> & { size?: number },
): Promise<FoundPage<View>> {
  const { place } = state;
  const found = await readRows(tx, list, scope, { ...state, limit: size + 1 });
  const isMore = found.length > size;
  if (place?.side === "before") {
    if (!isMore && found.length < size) return readPage(tx, list, scope, { ...state, place: null, size });
    const rows = found.slice(0, size).reverse();
    return { rows, previous: isMore ? before(rows) : null, next: after(rows) };
  }
  const rows = found.slice(0, size);
  if (place && rows.length === 0) return readPage(tx, list, scope, { ...state, place: null, size });
  return { rows, previous: place ? before(rows) : null, next: isMore ? after(rows) : null };
}

function before(rows: readonly FoundRow<unknown>[]): Place {
  return { side: "before", values: rows[0]!.place };
}

function after(rows: readonly FoundRow<unknown>[]): Place {
  return { side: "after", values: rows.at(-1)!.place };
}

const FILE_BATCH = 1000;

/**
 * Every row that the filters leave, in the list's own order, a batch in each transaction: the reader's speed holds none
 * open.
 */
export async function* readBatches<Row, View>(
  within: <T>(work: (tx: TenantTx) => Promise<T>) => Promise<T>,
  list: List<Row, View, string>,
  scope: ListScope,
  { typed, size = FILE_BATCH }: { typed: ListState<Row>["typed"]; size?: number },
): AsyncGenerator<FoundRow<View>[]> {
  const order = wholeOrder(list, list.order);
  let place: Place | null = null;
  for (;;) {
    const asked: RowsAsked<Row> = { typed, order, place, limit: size };
    const rows: FoundRow<View>[] = await within((tx) => readRows(tx, list, scope, asked));
    if (rows.length > 0) yield rows;
    if (rows.length < size) return;
    place = after(rows);
  }
}

interface RowsAsked<Row> extends Pick<ListState<Row>, "typed" | "order" | "place"> {
  limit: number;
}

/** Rows from a place on; before a place the nearest first. */
async function readRows<Row, View>(
  tx: TenantTx,
  list: List<Row, View, string>,
  scope: ListScope,
  { typed, order, place, limit }: RowsAsked<Row>,
): Promise<FoundRow<View>[]> {
  const isAfter = place?.side !== "before";
  const isForward = (order.direction === "asc") === isAfter;
  const texts = (names: readonly string[]) => sql.join(names.map((name) => sql`${columnOf(name)}::text`));
  const conditions = list.filters.flatMap((filter) => whereOf(list, filter, typed[filter.name]));
  if (place) conditions.push(beyond(list, order, place, isForward));
  // What is missing comes last in either direction.
  const nulls = (name: keyof Row & string) => (splitKind(list, name)[1] ? `nulls ${isAfter ? "last" : "first"}` : "");
  const ordered = sql.join(
    order.by.map((name) => sql`${columnOf(name)} ${sql.raw(`${isForward ? "asc" : "desc"} ${nulls(name)}`)}`),
  );
  const { rows } = await sql<Row & { list_key: string[]; list_place: (string | null)[] }>`
    select r.*, jsonb_build_array(${texts(list.key)}) as list_key, jsonb_build_array(${texts(order.by)}) as list_place
    from (${list.rows(tx, scope)}) as r
    ${conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``}
    order by ${ordered} limit ${limit}`.execute(tx);
  return rows.map((row) => ({
    key: row.list_key.join(" "),
    view: list.read(row, scope),
    place: row.list_place,
  }));
}

function columnOf(name: string): RawBuilder<unknown> {
  return sql.ref(`r.${name}`);
}

const TYPES: Record<KeyKind, string> = {
  text: "text",
  uuid: "uuid",
  day: "date",
  instant: "timestamptz",
  whole: "bigint",
};

/**
 * Rows behind a place. Where no value can be missing, the row is compared as a whole, which an index serves.
 */
function beyond<Row, View>(
  list: ListShape<Row, View>,
  { by }: Order<Row>,
  { side, values }: Place,
  isForward: boolean,
): RawBuilder<SqlBool> {
  const parts = by.map((name, index) => {
    const [kind, isNullable] = splitKind(list, name);
    const value = values[index]!;
    const typed = value === null ? null : sql`${value}::text::${sql.raw(TYPES[kind])}`;
    return { column: columnOf(name), typed, isNullable };
  });
  const sign = sql.raw(isForward ? ">" : "<");
  if (parts.every(({ isNullable }) => !isNullable)) {
    const columns = sql.join(parts.map(({ column }) => column));
    return sql`(${columns}) ${sign} (${sql.join(parts.map(({ typed }) => typed))})`;
  }
  return parts.reduceRight<RawBuilder<SqlBool>>((rest, { column, typed, isNullable }) => {
    if (typed === null)
      return side === "after" ? sql`(${column} is null and ${rest})` : sql`(${column} is not null or ${rest})`;
    const isMissing = side === "after" && isNullable ? sql`or ${column} is null` : sql``;
    return sql`(${column} ${sign} ${typed} ${isMissing} or (${column} = ${typed} and ${rest}))`;
  }, sql`false`);
}

/** What a filter asks of a row; nothing where nothing was typed. */
function whereOf<Row, View>(
  list: List<Row, View, string>,
  filter: Filter<Row>,
  text: string | undefined,
): RawBuilder<SqlBool>[] {
  if (text === undefined) return [];
  if (filter.kind === "text")
    return wordsOf(text).map((word) => {
      const pattern = `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
      const hits = filter.columns.map((name) => sql`lower(${columnOf(name)}) like ${pattern}`);
      return sql`(${sql.join(hits, sql` or `)})`;
    });
  const { kind, column } = filter;
  if (column === null) return [list.where![filter.name]!(text)];
  const value = columnOf(column);
  switch (kind) {
    case "choice":
      return [sql`${value} = ${text}`];
    case "reference":
      return [sql`${value} = ${text}::${sql.raw(TYPES[splitKind(list, column)[0]])}`];
    case "from":
      return [sql`${value} >= ${startOf(list, column, sql`${text}::date`)}`];
    case "to":
      return [sql`${value} < ${startOf(list, column, sql`${text}::date + 1`)}`];
    case "month": {
      const first = sql`${`${text}-01`}::date`;
      const next = sql`(${first} + interval '1 month')::date`;
      return [sql`${value} >= ${startOf(list, column, first)}`, sql`${value} < ${startOf(list, column, next)}`];
    }
  }
}

/** Where a day begins for a column: of instants in the zone of the list. */
function startOf<Row, View>(
  list: List<Row, View, string>,
  name: keyof Row & string,
  day: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const [kind] = splitKind(list, name);
  return kind === "instant"
    ? sql`((${day})::timestamp at time zone ${list.zone ?? sql`(select time_zone from tenant)`})`
    : sql`(${day})`;
}

/** The words that each have to be in a row. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
}
