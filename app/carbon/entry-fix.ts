import {
  type ActivityEntry,
  type ActivityField,
  type EntryContext,
  type EntryFault,
  sourceOfEntry,
} from "./activity-entry.ts";
import { parsePeriodText } from "./entry-period.ts";
import { toHalfWidth } from "./half-width.ts";
import { isUnitCode } from "./unit.ts";
import { offerUnits } from "./unit-offer.ts";

/** A text that would put a fault right. It is offered, never applied unasked. */
export interface EntryFix {
  field: ActivityField;
  text: string;
}

/** At most so many are offered: a person reads them at a glance. */
const OFFERED = 3;

/** What a person probably meant: units that fit the source, a date in our order, a number without its separators. */
export function suggestFixes(fault: EntryFault, entry: ActivityEntry, context: EntryContext): EntryFix[] {
  const texts = suggestTexts(fault, entry, context).filter((text) => text !== entry[fault.field]);
  return [...new Set(texts)].slice(0, OFFERED).map((text) => ({ field: fault.field, text }));
}

function suggestTexts(fault: EntryFault, entry: ActivityEntry, context: EntryContext): string[] {
  const text = entry[fault.field].trim();
  switch (fault.code) {
    case "unit_missing":
    case "unit_unknown":
    case "unit_mismatch":
      return unitsOfSource(entry, context) ?? splitList(fault.facts.candidates);
    case "unit_ambiguous":
      return splitList(fault.facts.candidates);
    case "number_grammar":
      return withoutSeparators(text);
    case "period_invalid":
      return periodInOurOrder(text);
    case "period_reversed":
      return [text.split("/").reverse().join("/")].filter((one) => parsePeriodText(one));
    case "facility_unknown":
      return similar(
        text,
        context.sources.map((source) => source.facilityNames),
      );
    case "source_unknown":
      return similar(text, sourcesAt(entry.facility, context));
    case "data_quality_unknown":
      return ["measured", "calculated", "estimated"];
    default:
      return [];
  }
}

/** The unit of the source first, then the usual ones that convert to it, in the language that was typed. */
function unitsOfSource(entry: ActivityEntry, context: EntryContext): string[] | null {
  const unit = sourceOfEntry(entry, context)?.unit;
  if (!unit || !isUnitCode(unit)) return null;
  return offerUnits(unit, isHan(entry.unit) ? "zh" : "en").map(({ text }) => text);
}

function isHan(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

/** `1,234.5` and `1 234` are read as people write them; a single comma stays open, so nothing is offered for `1,5`. */
function withoutSeparators(text: string): string[] {
  const half = toHalfWidth(text).replace(/^\+/, "");
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(half)) return [half.replaceAll(",", "")];
  if (/^\d{1,3}([\s'’]\d{3})+(\.\d+)?$/.test(half)) return [half.replace(/[\s'’]/g, "")];
  return /^-?\d+(\.\d+)?$/.test(half) ? [half] : [];
}

const YEAR_MONTH = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?$/;
const YEAR_MONTH_DAY = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/;
const COMPACT_MONTH = /^(\d{4})(\d{2})$/;

/** `2025/3`, `2025年3月`, `202503` and `2025.3.5` with the year first; `05/03/2025` stays open and is not guessed. */
function periodInOurOrder(text: string): string[] {
  const half = text.normalize("NFKC");
  const day = YEAR_MONTH_DAY.exec(half);
  const month = YEAR_MONTH.exec(half) ?? COMPACT_MONTH.exec(half);
  const parts = day ? day.slice(1) : (month?.slice(1) ?? []);
  const ours = parts.map((part) => part.padStart(2, "0")).join("-");
  return parsePeriodText(ours) ? [ours] : [];
}

function sourcesAt(facility: string, context: EntryContext): string[][] {
  const folded = fold(facility);
  return context.sources
    .filter(({ facilityNames }) => facilityNames.some((name) => fold(name) === folded))
    .map(({ names }) => names);
}

/** Names that hold the text or are held by it, else those that begin alike; in the language it was typed in. */
function similar(text: string, names: string[][]): string[] {
  const wanted = fold(text);
  if (wanted === "") return [];
  const inHan = isHan(wanted);
  const all = [...new Set(names.map(([first = "", second]) => (inHan ? (second ?? first) : first)))];
  const held = all.filter((name) => fold(name).includes(wanted) || wanted.includes(fold(name)));
  return held.length > 0 ? held : all.filter((name) => fold(name)[0] === wanted[0]);
}

function splitList(text: string | undefined): string[] {
  return (text ?? "").split(", ").filter((part) => part !== "");
}

function fold(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}
