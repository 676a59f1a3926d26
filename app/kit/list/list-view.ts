import { formatInstant, formatShortDay } from "#app/day/format-day.ts";
import { localName } from "#app/i18n/locale.ts";
import type { ChipTone } from "#app/kit/chip.tsx";
import type { Money } from "#app/money/money.ts";
import { formatMoney, printAmount } from "#app/money/money-text.ts";
import { type Choice, type Column, type Filter, fillPath, type ListShape, type Reader } from "./list-shape.ts";
import { type ListState, type Place, printState } from "./list-state.ts";

export interface CellView {
  text: string;
  to?: string | undefined;
  tone?: ChipTone | undefined;
  below?: string | undefined;
  figure?: { value: string; unit: string; digits: number } | undefined;
}

export interface ColumnView {
  key: string;
  head: string;
  isNumeric: boolean;
  isHiddenOnPhone: boolean;
  /** The link of its head, and how the rows are sorted by it now. */
  sort: { to: string; current: "ascending" | "descending" | null } | null;
}

export interface FilterView {
  name: string;
  label: string;
  kind: Filter<never>["kind"];
  value: string;
  error: string | null;
  /** The first, empty choice. */
  everything: string;
  options: { value: string; label: string }[];
}

/** A list as its page shows it, in the reader's language. */
export interface ListView {
  title: string;
  about: string;
  columns: ColumnView[];
  rows: { key: string; cells: CellView[] }[];
  filters: FilterView[];
  /** The selected order, which the filter form keeps. */
  sort: string;
  /** Other parameters that the form keeps. */
  kept: Record<string, string>;
  isNarrowed: boolean;
  errors: { field?: string; message: string }[];
  address: string;
  /** Address of the list without filters. */
  all: string;
  first: string | null;
  previous: string | null;
  next: string | null;
  file: string;
  empty: { title: string; reason: string };
  noMatch: { title: string; reason: string };
  start: { to: string; label: string; isPrimary: boolean } | null;
}

interface Shown<Row, View> {
  /** Address of the workspace or organization. */
  base: string;
  /** Ids from the path of the list. */
  ids?: Readonly<Record<string, string>> | undefined;
  state: ListState<Row>;
  rows: readonly { key: string; view: View }[];
  previous: Place | null;
  next: Place | null;
  choices: Record<string, readonly Choice[]>;
  mayStart: boolean;
}

export function toView<Row, View>(list: ListShape<Row, View>, reader: Reader, shown: Shown<Row, View>): ListView {
  const { base, ids, state, rows, previous, next, choices, mayStart } = shown;
  const address = `${base}/${fillPath(list, ids)}`;
  const hrefOf = (place: Place | null) => `${address}${printState(state, place)}`;
  const columns = list.columns.filter(({ only }) => only !== "file");
  const words = list.words(reader.t);
  const { start } = list;
  return {
    title: words.title,
    about: words.about ?? "",
    columns: columns.map((column) => toColumn(column, reader, { address, state })),
    rows: rows.map(({ key, view }) => ({ key, cells: columns.map((column) => toCell(column, view, reader, base)) })),
    filters: list.filters.map((filter) => toFilter(filter, reader, state, choices)),
    sort: state.sort ? `${state.sort.direction === "desc" ? "-" : ""}${state.sort.column}` : "",
    kept: state.kept,
    isNarrowed: Object.keys(state.typed).length > 0,
    errors: toErrors(list, reader, state),
    all: `${address}${printState({ typed: {}, sort: null, kept: state.kept })}`,
    address,
    first: state.place && previous ? hrefOf(null) : null,
    previous: previous && hrefOf(previous),
    next: next && hrefOf(next),
    file: `${address}/export.csv${printState({ typed: state.typed, sort: null })}`,
    empty: words.empty,
    noMatch: words.noMatch ?? { title: reader.t.list.noMatch, reason: reader.t.list.noMatchReason },
    start:
      start && mayStart
        ? { to: `${base}/${start.to}`, label: start.label(reader.t), isPrimary: start.isPrimary ?? false }
        : null,
  };
}

function toColumn<Row, View>(
  { key, head, kind, sort, isHiddenOnPhone = false }: Column<Row, View>,
  { t }: Reader,
  { address, state }: { address: string; state: ListState<Row> },
): ColumnView {
  const current = state.sort?.column === key ? state.sort.direction : null;
  const direction = current === "asc" ? ("desc" as const) : ("asc" as const);
  const to = `${address}${printState({ ...state, sort: { column: key, direction } })}`;
  return {
    key,
    head: head(t),
    isNumeric: kind === "number" || kind === "figure" || kind === "money",
    isHiddenOnPhone,
    sort: sort ? { to, current: current && (current === "asc" ? "ascending" : "descending") } : null,
  };
}

const MISSING = "–";

function toCell<Row, View>(column: Column<Row, View>, row: View, reader: Reader, base: string): CellView {
  const to = column.link?.(row);
  const below = column.below?.(row, reader);
  const isBlank = column.kind === "money" && column.zero === "blank" && column.value(row)?.minor === 0n;
  return {
    text: isBlank ? "" : pageText(column, row, reader) || MISSING,
    ...(to ? { to: to.startsWith("/") ? to : `${base}/${to}` } : {}),
    ...(below ? { below } : {}),
    ...(column.kind === "state" ? { tone: column.tone(row) } : {}),
    ...figureOf(column, row),
  };
}

function figureOf<Row, View>(column: Column<Row, View>, row: View): Pick<CellView, "figure"> {
  const value = column.kind === "figure" ? column.value(row) : null;
  return column.kind === "figure" && value ? { figure: { value, unit: column.unit, digits: column.digits } } : {};
}

function pageText<Row, View>(column: Column<Row, View>, row: View, reader: Reader): string {
  const { locale, t, zone } = reader;
  switch (column.kind) {
    case "day":
      return write(column.value(row), (day) => formatShortDay(day, locale));
    case "instant":
      return write(column.value(row), (at) => formatInstant(at, locale, zone));
    case "money":
      return write(column.value(row), formatMoney);
    case "number":
    case "figure":
      return write<string | number | bigint>(column.value(row), String);
    case "flag":
      return column.value(row) ? t.list.yes : t.list.no;
    default:
      return column.value(row, reader) ?? "";
  }
}

function write<T extends Money | Date | string | number | bigint>(
  value: T | null,
  print: (value: T) => string,
): string {
  return value === null ? "" : print(value);
}

/** A cell of the file, readable for programs without knowing the reader's language, except words. */
export function fileText<Row, View>(column: Column<Row, View>, row: View, reader: Reader): string {
  switch (column.kind) {
    case "day":
      return column.value(row) ?? "";
    case "instant":
      return write(column.value(row), (at) => at.toISOString());
    case "money":
      return write(column.value(row), printAmount);
    case "number":
    case "figure":
    case "flag":
    case "text":
    case "state":
      return pageText(column, row, reader);
  }
}

function toFilter<Row>(
  filter: Filter<Row>,
  { t, locale }: Reader,
  { typed, faults }: ListState<Row>,
  choices: Record<string, readonly Choice[]>,
): FilterView {
  const { name, kind, label } = filter;
  const fault = faults[name];
  const options =
    kind === "choice"
      ? filter.choices.map((value) => ({ value, label: filter.word(t, value) }))
      : (choices[name] ?? []).map(({ value, label }) => ({ value, label: localName(label, locale) }));
  return {
    name,
    kind,
    label: label(t),
    value: typed[name] ?? "",
    error: fault ? t.list.faults[fault] : null,
    everything: kind === "reference" ? filter.everything(t) : t.list.everything,
    options,
  };
}

function toErrors<Row, View>({ filters }: ListShape<Row, View>, { t }: Reader, { faults }: ListState<Row>) {
  return Object.entries(faults).map(([name, fault]) => {
    const filter = filters.find((one) => one.name === name);
    const message = t.list.faults[fault];
    return filter ? { field: `filter-${name}`, message: t.common.labelled(filter.label(t), message) } : { message };
  });
}
