import type { DataQuality, Period } from "#app/carbon/document/inventory-document.ts";
import type { SourceConversion } from "#app/carbon/unit/fuel-conversion.ts";
import {
  applyMultiple,
  dimensionOf,
  isConvertible,
  isUnitCode,
  parseUnit,
  type UnitCode,
} from "#app/carbon/unit/unit.ts";
import { missingLink } from "#app/carbon/unit/unit-link.ts";
import { parsePeriodText } from "#app/day/entry-period.ts";
import { foldName } from "#app/encoding/text/name-match.ts";
import { findTextFault, isPlainText } from "#app/encoding/text/plain-text.ts";
import { CarbonError } from "#app/number/carbon-error.ts";
import { BOUNDS, checkDecimal, normalizeDecimal, numberFacts } from "#app/number/decimal.ts";
import { readTypedNumber } from "#app/number/read-number.ts";
import { remembering } from "#app/number/remember.ts";

/** An activity record as a person typed it or a file contains it: text only, in its author's words. */
export interface ActivityEntry {
  facility: string;
  source: string;
  period: string;
  quantity: string;
  unit: string;
  dataQuality: string;
  evidence: string;
  note: string;
}

export type ActivityField = keyof ActivityEntry;

/** The error of one field. `code` is a message key, and `facts` are the values for its sentence. */
export interface EntryFault {
  field: ActivityField;
  code: string;
  facts: Record<string, string>;
}

/** Everything that an entry may refer to. */
export interface EntryContext {
  period: Period;
  sources: {
    id: string;
    facilityNames: string[];
    names: string[];
    unit: string;
    scope: number;
    category: string;
    /** Conversions to its unit by a published property. Only needed to offer fixes. */
    conversions?: SourceConversion[];
  }[];
  /** Names of each facility, including those without a source. Default: the facilities of the sources. */
  facilities?: readonly (readonly string[])[];
}

export interface CheckedActivity {
  sourceId: string;
  period: Period;
  /** In `unit`, after exactly applying a multiple such as 万. */
  quantity: string;
  unit: UnitCode;
  /** As entered, without thousands separators. */
  enteredQuantity: string;
  enteredUnit: string;
  dataQuality: DataQuality;
  evidence: string;
  note: string;
}

export type CheckedEntry = { ok: true; value: CheckedActivity } | { ok: false; faults: EntryFault[] };

const DEFAULT_LIMIT = 200;
const LIMITS: Partial<Record<ActivityField, number>> = { unit: 40, note: 1000 };
const limitOf = (field: ActivityField): number => LIMITS[field] ?? DEFAULT_LIMIT;
const DATA_QUALITY: ReadonlyMap<string, DataQuality> = new Map([
  ["", "measured"],
  ["measured", "measured"],
  ["calculated", "calculated"],
  ["estimated", "estimated"],
  ["实测", "measured"],
  ["计算", "calculated"],
  ["估算", "estimated"],
]);
/**
 * Checks one entry against the organization's sources and the inventory's period, with all fields at once, so that a
 * row with three errors reports all three. The grid, imports and the server use the same check.
 */
export function checkActivityEntry(entry: ActivityEntry, context: EntryContext): CheckedEntry {
  const alike = likenessesOf(context);
  const words = nameWords(entry);
  const known = alike.get(words);
  const value = known && likeKnown(entry, known);
  if (value) return { ok: true, value };
  const checked = checkEveryField(entry, context);
  if (checked.ok && isPlain(checked.value)) {
    if (alike.size >= MOST_LIKENESSES) alike.clear();
    alike.set(words, checked.value);
  }
  return checked;
}

function checkEveryField(entry: ActivityEntry, context: EntryContext): CheckedEntry {
  const faults: EntryFault[] = [];
  const fault = (field: ActivityField, code: string, facts: Record<string, string> = {}) => {
    faults.push({ field, code, facts });
    return undefined;
  };
  checkTexts(entry, fault);
  const source = findSource(entry, context, fault);
  const period = checkPeriod(entry.period, context.period, fault);
  const amount = checkAmount(entry, source, fault);
  const dataQuality = DATA_QUALITY.get(entry.dataQuality.trim().toLowerCase());
  if (!dataQuality) fault("dataQuality", "data_quality_unknown", { value: shorten(entry.dataQuality) });
  if (faults.length > 0 || !source || !period || !amount || !dataQuality) return { ok: false, faults };
  const { quantity, unit } = amount;
  return {
    ok: true,
    value: {
      sourceId: source.id,
      period,
      quantity,
      unit,
      enteredQuantity: readTypedNumber(entry.quantity),
      enteredUnit: entry.unit.trim(),
      dataQuality,
      evidence: entry.evidence.trim(),
      note: entry.note.trim(),
    },
  };
}

/**
 * Valid records by their descriptive texts. A file repeats the same few hundred combinations, so for further rows only
 * the amount, evidence and note are checked.
 */
const LIKENESSES = new WeakMap<EntryContext, Map<string, CheckedActivity>>();
const MOST_LIKENESSES = 2000;

function likenessesOf(context: EntryContext): Map<string, CheckedActivity> {
  let alike = LIKENESSES.get(context);
  if (!alike) {
    alike = new Map();
    LIKENESSES.set(context, alike);
  }
  return alike;
}

/** Separated by a character that no text of a valid record contains. */
function nameWords({ facility, source, period, unit, dataQuality }: ActivityEntry): string {
  return `${facility}\0${source}\0${period}\0${unit}\0${dataQuality}`;
}

/** Without a multiple of the unit, the amount is what was typed. */
function isPlain({ enteredUnit }: CheckedActivity): boolean {
  const unit = unitOf(enteredUnit);
  return unit.ok && unit.multiple === "1";
}

/** The result for an entry with the same texts as a valid record. Undefined if each field must be checked. */
function likeKnown(entry: ActivityEntry, known: CheckedActivity): CheckedActivity | undefined {
  const { quantity, evidence, note } = entry;
  if (!isUsual("evidence", evidence) || !isUsual("note", note)) return undefined;
  if (quantity.startsWith("-") || checkDecimal(quantity, BOUNDS.quantity)) return undefined;
  return {
    sourceId: known.sourceId,
    period: known.period,
    quantity: normalizeDecimal(quantity, BOUNDS.quantity),
    unit: known.unit,
    enteredQuantity: quantity,
    enteredUnit: known.enteredUnit,
    dataQuality: known.dataQuality,
    evidence: evidence.trim(),
    note: note.trim(),
  };
}

/** Whether a text has no problems. */
function isUsual(field: ActivityField, text: string): boolean {
  return text === "" || isShortAndUsual(text) || (text.length <= limitOf(field) && isPlainText(text));
}

/** Printable letters and ideographs within all limits, which need no further check. */
function isShortAndUsual(text: string): boolean {
  return text.length <= 40 && USUAL.test(text);
}

const USUAL = /^[\x20-\x7e\u4e00-\u9fff]*$/;

type Report = (field: ActivityField, code: string, facts?: Record<string, string>) => undefined;
type Source = EntryContext["sources"][number];

function checkTexts(entry: ActivityEntry, fault: Report): void {
  for (const field of FIELDS) {
    const text = entry[field];
    if (text === "" || isShortAndUsual(text)) continue;
    const limit = limitOf(field);
    if (text.length > limit) fault(field, "text_too_long", { length: String(text.length), limit: String(limit) });
    else {
      const found = findTextFault(text);
      if (found) fault(field, "text_forbidden", { kind: found.kind, codePoint: found.codePoint });
    }
  }
}

function findSource(entry: ActivityEntry, context: EntryContext, fault: Report): Source | undefined {
  const ofFacility = sourcesByFacility(context).get(fold(entry.facility));
  if (!ofFacility) return fault("facility", "facility_unknown", { value: shorten(entry.facility) });
  const found = ofFacility.byName.get(fold(entry.source)) ?? [];
  if (found.length === 1) return found[0];
  if (found.length > 1) return fault("source", "source_ambiguous", { value: shorten(entry.source) });
  return fault("source", "source_unknown", { value: shorten(entry.source), known: shorten(ofFacility.known, 200) });
}

interface FacilitySources {
  byName: Map<string, Source[]>;
  /** Names to suggest. */
  known: string;
}

/** A file has fifty thousand rows and the same few hundred names, so their folded forms are cached. */
const INDEX = new WeakMap<EntryContext["sources"], Map<string, FacilitySources>>();

function sourcesByFacility({ sources, facilities = [] }: EntryContext): Map<string, FacilitySources> {
  const known = INDEX.get(sources);
  if (known) return known;
  const index = new Map<string, FacilitySources>();
  for (const name of facilities.flat()) index.set(fold(name), { byName: new Map<string, Source[]>(), known: "" });
  for (const source of sources) {
    for (const facility of new Set(source.facilityNames.map(fold))) {
      const { byName, known: names } = index.get(facility) ?? { byName: new Map<string, Source[]>(), known: "" };
      for (const name of new Set(source.names.map(fold))) byName.set(name, [...(byName.get(name) ?? []), source]);
      const name = source.names[0] ?? "";
      index.set(facility, { byName, known: names === "" ? name : `${names}, ${name}` });
    }
  }
  INDEX.set(sources, index);
  return index;
}

/** The source that an entry names, if it is unambiguous. */
export function sourceOfEntry(entry: ActivityEntry, context: EntryContext): Source | undefined {
  return findSource(entry, context, () => undefined);
}

export const EMPTY_ENTRY: Readonly<ActivityEntry> = {
  facility: "",
  source: "",
  period: "",
  quantity: "",
  unit: "",
  dataQuality: "",
  evidence: "",
  note: "",
};

const FIELDS = Object.keys(EMPTY_ENTRY) as ActivityField[];

const periodOf = remembering(parsePeriodText);
const unitOf = remembering(parseUnit);

function checkPeriod(text: string, bounds: Period, fault: Report): Period | undefined {
  const period = periodOf(text);
  if (!period) return fault("period", "period_invalid", { value: shorten(text) });
  if (period.start > period.end) return fault("period", "period_reversed", { start: period.start, end: period.end });
  if (period.start < bounds.start || period.end > bounds.end) {
    const reaches = period.end < bounds.start || period.start > bounds.end ? "" : "partly";
    return fault("period", "period_outside", { start: bounds.start, end: bounds.end, reaches });
  }
  return period;
}

function checkAmount(entry: ActivityEntry, source: Source | undefined, fault: Report) {
  const text = readTypedNumber(entry.quantity);
  const problem = text === "" ? "quantity_missing" : checkDecimal(text, BOUNDS.quantity);
  const unit = checkUnit(entry.unit.trim(), source, fault);
  if (problem) return fault("quantity", problem, numberFacts(text, BOUNDS.quantity));
  if (text.startsWith("-")) return fault("quantity", "quantity_negative", { value: text });
  if (!unit) return undefined;
  const quantity = scaled(text, unit.multiple, fault);
  return quantity === undefined ? undefined : { quantity, unit: unit.code };
}

/** A quantity after the multiple of its unit: 999 billion in 万 may exceed the limit of a document. */
function scaled(text: string, multiple: string, fault: Report): string | undefined {
  try {
    return normalizeDecimal(multiple === "1" ? text : applyMultiple(text, multiple), BOUNDS.quantity);
  } catch (error) {
    if (!(error instanceof CarbonError)) throw error;
    return fault("quantity", error.code, numberFacts(text, BOUNDS.quantity));
  }
}

function checkUnit(text: string, source: Source | undefined, fault: Report) {
  if (text === "") return fault("unit", "unit_missing");
  const unit = unitOf(text);
  if (!unit.ok) return fault("unit", unit.code, { value: shorten(text), candidates: unit.candidates.join(", ") });
  if (source && isUnitCode(source.unit) && !isConvertible(unit.code, source.unit)) {
    return fault("unit", "unit_mismatch", {
      from: unit.code,
      to: source.unit,
      fromDimension: dimensionOf(unit.code),
      toDimension: dimensionOf(source.unit),
      needs: missingLink(unit.code, source.unit, source.scope),
    });
  }
  return unit;
}

const fold = remembering(foldName);

function shorten(text: string, limit = 60): string {
  const trimmed = text.trim();
  return trimmed.length > limit ? `${trimmed.slice(0, limit - 1)}…` : trimmed;
}
