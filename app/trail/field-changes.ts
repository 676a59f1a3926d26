import { type Locale, localName, translator } from "#app/i18n/index.ts";
import type { FieldChange } from "./trail-view.ts";

/** Names by id, in both languages. */
export type Names = ReadonlyMap<string, { en: string; zh: string }>;

type Leaf = [path: string[], value: unknown];

/** The fields that differ between two values of an entry, in words. If one side is missing, all fields of the other. */
export function describeFields(
  before: object | null,
  after: object | null,
  names: Names,
  locale: Locale,
): FieldChange[] {
  const earlier = new Map(leavesOf(before).map(([path, value]) => [path.join("."), value]));
  const later = new Map(leavesOf(after).map(([path, value]) => [path.join("."), value]));
  const paths = new Set([...later.keys(), ...earlier.keys()]);
  const isChange = before !== null && after !== null;
  const show = (path: string, value: unknown) =>
    value === undefined ? null : printValue(value, { key: path.split(".").at(-1)!, names, locale });
  return [...paths].flatMap((path) => {
    const [old, now] = [show(path, earlier.get(path)), show(path, later.get(path))];
    if (isChange && old === now) return [];
    if ((old ?? "") === "" && (now ?? "") === "") return [];
    return [{ label: labelOf(path.split("."), locale), before: old, after: now }];
  });
}

/** Descends into plain objects. Lists and other types are one value. */
function leavesOf(value: object | null, path: string[] = []): Leaf[] {
  return Object.entries(value ?? {}).flatMap(([key, inner]): Leaf[] => {
    const at = [...path, key];
    return isPeriod(inner) || !isPlain(inner) || path.length > 2 ? [[at, inner]] : leavesOf(inner, at);
  });
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
}

function isPeriod(value: unknown): value is { start: string; end: string } {
  return typeof value === "object" && value !== null && Object.keys(value).sort().join() === "end,start";
}

function labelOf(path: string[], locale: Locale): string {
  const { field } = translator(locale).auditTrail;
  return path.map((key) => (Object.hasOwn(field, key) ? field[key]! : key)).join(" · ");
}

function printValue(value: unknown, { key, names, locale }: { key: string; names: Names; locale: Locale }): string {
  const t = translator(locale).auditTrail;
  if (value === null) return "";
  if (typeof value === "boolean") return value ? t.yes : t.no;
  if (typeof value === "number") return String(value);
  if (isPeriod(value)) return value.start === value.end ? value.start : `${value.start} – ${value.end}`;
  if (Array.isArray(value)) return value.map((one) => printItem(one, { key, names, locale })).join(", ");
  if (typeof value === "object") return JSON.stringify(value);
  const text = key === "quantity" ? groupDigits(String(value)) : String(value);
  const name = names.get(text);
  return name ? localName(name, locale) : (wordFor(key, text, locale) ?? text);
}

/** An item of a list. An item with several fields, such as a source and its month, shows their values. */
function printItem(item: unknown, { key, names, locale }: { key: string; names: Names; locale: Locale }): string {
  if (!isPlain(item) || isPeriod(item)) return printValue(item, { key, names, locale });
  return Object.entries(item)
    .map(([name, value]) => printValue(value, { key: name, names, locale }))
    .join(" ");
}

/** Adds thousands separators and keeps every digit. Text that is not a plain number is unchanged. */
function groupDigits(text: string): string {
  const [, whole, rest] = /^(-?\d+)(\.\d+)?$/.exec(text) ?? [];
  // pattern: our own text, a figure of the audit trail.
  return whole === undefined ? text : `${whole.replace(/\B(?=(?:\d{3})+$)/g, ",")}${rest ?? ""}`;
}

/** The word for a code, only in fields that hold codes. User input is never translated. */
function wordFor(key: string, code: string, locale: Locale): string | undefined {
  const t = translator(locale);
  const books: Record<string, Record<string, string>> = {
    category: t.carbon.category,
    unit: t.carbon.unit,
    locales: t.reportPage.languages,
    role: t.organization.roleName,
    dataQuality: t.carbon.dataQuality,
    activityBasis: t.carbon.uncertaintyBasis,
    factorBasis: t.carbon.uncertaintyBasis,
    recordsEvery: t.facility.sources.recordsEveryName,
    consolidationApproach: t.carbon.consolidationApproach,
    yearFallback: t.organization.fallbackName,
    kind: { ...t.evidence.kinds, ...t.tenant.kind.name, ...t.auditTrail.value },
    state: t.auditTrail.value,
    scan: t.evidence.scanned,
    type: t.instrument.typeName,
    technology: t.instrument.technologyName,
    scope2Method: t.auditTrail.value,
    decision: t.auditTrail.value,
    reason: t.activity.panel.reason,
    fapiaoKind: t.fapiao.kinds,
    ebops: t.service.ebopsItems,
    supplyMode: t.service.supplyModes,
  };
  const book = books[key];
  return book && Object.hasOwn(book, code) ? book[code] : undefined;
}
