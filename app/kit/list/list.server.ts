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

/** The reader and the scope of a list. */
export interface ListScope<Facts = unknown> {
  tenantId: string;
  /** For a list of an organization. */
  organizationId: string;
  /** Ids from the path of the list. */
  ids?: Readonly<Record<string, string>>;
  userId: string;
  role: Role;
  now: Date;
  /** What `gather` returned before the rows are queried. */
  facts?: Facts;
}

// biome-ignore lint/suspicious/noExplicitAny: a list is read the same way, whatever tables its query names
export type RowQuery<Row> = SelectQueryBuilder<any, any, Row>;

/** The row type of a select function. */
// biome-ignore lint/suspicious/noExplicitAny: of any parameters
export type RowOf<Select extends (...parameters: any[]) => { execute: () => Promise<unknown[]> }> = Awaited<
  ReturnType<ReturnType<Select>["execute"]>
>[number];

export type ListDoors = Pick<Doors, "withTenant" | "withSystem" | "withPublic">;

interface ListSource<Row, View, Right extends string, Facts> {
  right: Right;
  /** The permission to create the first row, if it differs from the permission to read. */
  startRight?: Right;
  /** Checks more than the permission, before anything is read. @throws AppError */
  check?: (doors: ListDoors, scope: ListScope) => Promise<void>;
  /** Data that a query of one tenant can't read: of other tenants, or calculated. Runs once per page or file. */
  gather?: (doors: ListDoors, scope: ListScope) => Promise<Facts>;
  rows: (tx: TenantTx, scope: ListScope<Facts>) => RowQuery<Row>;
  read: (row: Row, scope: ListScope<Facts>) => View;
  /** Adds data to the rows of a page or of a batch of the file, which would take too long for all rows. */
  complete?: (doors: ListDoors, views: readonly View[]) => Promise<View[]>;
  /** The SQL of filters without a column, for the row `r`, by the name of the filter. */
  where?: Record<string, (choice: string) => RawBuilder<SqlBool>>;
  /** The time zone that assigns instants to days. That of the workspace if absent. */
  zone?: RawBuilder<string>;
  /** The choices of `reference` filters, by the name of the filter. */
  choices?: (tx: TenantTx, scope: ListScope<Facts>) => Promise<Record<string, readonly Choice[]>>;
}

/** A list: its rows, who may read them, and how page and file show them. */
export interface List<Row, View, Right extends string>
  // biome-ignore lint/suspicious/noExplicitAny: what it gathers is its own affair
  extends ListSource<Row, View, Right, any>,
    ListShape<Row, View> {}

/**
 * The query determines the type of a row, and `read` the input of the columns. Functions that use the gathered data
 * need explicit types, since nothing else determines them.
 */
export function defineList<Row, View, Right extends string, Facts = undefined>(
  list: ListSource<Row, View, Right, Facts> & ListShape<NoInfer<Row>, NoInfer<View>>,
): List<Row, View, Right> {
  checkShape(list);
  for (const filter of list.filters)
    if (filter.kind !== "text" && filter.column === null && !list.where?.[filter.name])
      throw new Error(`list ${list.path}: no condition for the filter ${filter.name}`);
  return list;
}

export async function gather<Row, View>(
  { gather: read }: List<Row, View, string>,
  doors: ListDoors,
  scope: ListScope,
): Promise<ListScope> {
  return read ? { ...scope, facts: await read(doors, scope) } : scope;
}

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
  /** The values that rows are sorted and filtered by. */
  row: (fact: Fact, index: number) => Row;
  kinds: { [K in keyof NoInfer<Row> & string]: NonNullable<Kinds<NoInfer<Row>>[K]> };
}

/**
 * The source of a list without a table: its facts are gathered, each becomes a row, and is found again by its index.
 */
export function gathered<Fact, Row extends Record<string, string | number | null>>(list: Gathered<Fact, Row>) {
  return {
    gather: list.gather,
    kinds: list.kinds as unknown as Kinds<Row & { at: number }>,
    rows: (tx: TenantTx, { facts = [] }: ListScope<readonly Fact[]>) =>
      selectGathered(tx, list.kinds, facts.map(list.row)),
    read: ({ at }: { at: number }, { facts = [] }: ListScope<readonly Fact[]>): Fact => facts[at]!,
  };
}

/** Gathered rows as a query. `at` is the index of each row. */
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
  /** Its values in the requested order, as the database writes them. */
  place: readonly (string | null)[];
}

export interface FoundPage<View> {
  rows: FoundRow<View>[];
  previous: Place | null;
  next: Place | null;
}

/** Reads a page of a list. If the rows of the cursor no longer exist, it is the first page. */
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
 * Every row that matches the filters, in the default order. Each batch has its own transaction, so that a slow reader
 * keeps none open.
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

/** Rows after a position, or before one with the nearest first. */
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
  // Missing values come last in both directions.
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
 * The condition for rows after a position. If no value can be missing, it compares the row as a whole, which can use an
 * index.
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

/** The condition of a filter. None if nothing was typed. */
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

/** The start of a day for a column, in the time zone of the list for instants. */
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

/** The words that a row must all contain. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
}
