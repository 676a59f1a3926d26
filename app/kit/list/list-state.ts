import { isDate } from "#app/day/period.ts";
import { UUID } from "#app/encoding/uuid.ts";
import type { Filter, KeyKind, ListShape, Order } from "./list-shape.ts";
import { wholeOrder } from "./list-shape.ts";

/** The values of a row after which a page starts, or before which it ends. */
export interface Place {
  side: "after" | "before";
  values: readonly (string | null)[];
}

export type QueryFault = "choice" | "day" | "month" | "reference" | "text" | "period" | "sort" | "place";

/** What an address requests of a list. */
export interface ListState<Row> {
  /** By name of the filter, as typed. Filters that exclude nothing are left out. */
  typed: Record<string, string>;
  /** Parameters of the page besides the list. */
  kept: Record<string, string>;
  /** Key of the selected sort column, null for the default order. */
  sort: { column: string; direction: "asc" | "desc" } | null;
  order: Order<Row>;
  place: Place | null;
  /** Unusable parameters of the address, by name. */
  faults: Record<string, QueryFault>;
}

const INSTANT = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d{1,6})?)([+-]\d\d)(?::?\d\d)?$/;
const MOST_LETTERS = 200;

const IS_OF_KIND: Record<KeyKind, (text: string) => boolean> = {
  text: (text) => text.length <= 4000 && !text.includes("\0"),
  uuid: (text) => UUID.test(text),
  day: isDate,
  instant: (text) => {
    const [, day, time, zone] = INSTANT.exec(text) ?? [];
    return day !== undefined && isDate(day) && !Number.isNaN(Date.parse(`${day}T${time!.slice(0, 12)}${zone}:00`));
  },
  whole: (text) => /^-?\d{1,18}$/.test(text),
};

function faultOf<Row, View>(list: ListShape<Row, View>, filter: Filter<Row>, text: string): QueryFault | null {
  switch (filter.kind) {
    case "text":
      return text.length <= MOST_LETTERS && !text.includes("\0") ? null : "text";
    case "choice":
      return filter.choices.includes(text) ? null : "choice";
    case "month":
      return isDate(`${text}-01`) ? null : "month";
    case "reference":
      return isReference(filter.column ? splitKind(list, filter.column)[0] : "uuid", text) ? null : "reference";
    default:
      return isDate(text) ? null : "day";
  }
}

/** The id of an entity or author, or a code such as that of a country. */
function isReference(kind: KeyKind, text: string): boolean {
  return kind === "uuid" ? UUID.test(text) : /^[\w:-]{1,120}$/.test(text);
}

/** Reads an address. Parameters that can't be used are named, and no rows are shown then. */
export function readState<Row, View>(list: ListShape<Row, View>, search: URLSearchParams): ListState<Row> {
  const typed: Record<string, string> = {};
  const faults: Record<string, QueryFault> = {};
  for (const filter of list.filters) {
    const text = (search.get(filter.name) ?? "").trim();
    if (text === "") continue;
    typed[filter.name] = text;
    const fault = faultOf(list, filter, text);
    if (fault) faults[filter.name] = fault;
  }
  const [from, to] = (["from", "to"] as const).map((kind) => list.filters.find((filter) => filter.kind === kind)?.name);
  const isBackwards = from && to && typed[from] && typed[to] && typed[from] > typed[to];
  if (isBackwards && !faults[from] && !faults[to]) faults[to] = "period";
  const sort = readSort(list, search.get("sort"));
  if (sort === "fault") faults.sort = "sort";
  const chosen = sort === "fault" ? null : sort;
  const order = wholeOrder(list, chosen ? { by: chosen.by, direction: chosen.direction } : list.order);
  const place = readPlace(list, order, search);
  if (place === "fault") faults.place = "place";
  const kept = (list.keeps ?? []).flatMap((name) => (search.get(name) ? [[name, search.get(name)!]] : []));
  return {
    typed,
    kept: Object.fromEntries(kept),
    sort: chosen && { column: chosen.column, direction: chosen.direction },
    order,
    place: place === "fault" ? null : place,
    faults,
  };
}

function readSort<Row, View>(list: ListShape<Row, View>, text: string | null) {
  if (text === null || text === "") return null;
  const direction = text.startsWith("-") ? ("desc" as const) : ("asc" as const);
  const column = list.columns.find(({ key }) => key === text.replace(/^-/, ""));
  return column?.sort ? { column: column.key, by: column.sort, direction } : "fault";
}

function readPlace<Row, View>(list: ListShape<Row, View>, { by }: Order<Row>, search: URLSearchParams) {
  const side = search.get("after") ? "after" : search.get("before") ? "before" : null;
  if (side === null) return null;
  const values = readCursor(search.get(side)!);
  if (values?.length !== by.length) return "fault";
  const isRight = by.every((name, index) => {
    const [kind, isNullable] = splitKind(list, name);
    const value = values[index]!;
    return value === null ? isNullable : IS_OF_KIND[kind](value);
  });
  return isRight ? ({ side, values } as const) : "fault";
}

/** The kind of a value, and whether it can be missing. */
export function splitKind<Row, View>(list: Pick<ListShape<Row, View>, "kinds">, name: keyof Row & string) {
  const kind = String(list.kinds[name]);
  return [kind.replace("?", "") as KeyKind, kind.endsWith("?")] as const;
}

function readCursor(text: string): (string | null)[] | null {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
    const values: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    const isList = Array.isArray(values) && values.every((value) => value === null || typeof value === "string");
    return isList ? values : null;
  } catch {
    return null;
  }
}

function printCursor(values: readonly (string | null)[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(values));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** The query string of a state. */
export function printState(
  { typed, sort, kept = {} }: Pick<ListState<never>, "typed" | "sort"> & Partial<Pick<ListState<never>, "kept">>,
  place: Place | null = null,
): string {
  const search = new URLSearchParams({ ...typed, ...kept });
  if (sort) search.set("sort", `${sort.direction === "desc" ? "-" : ""}${sort.column}`);
  if (place) search.set(place.side, printCursor(place.values));
  return search.size === 0 ? "" : `?${search}`;
}
