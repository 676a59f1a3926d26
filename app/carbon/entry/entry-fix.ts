import { convertExactly, type SourceConversion } from "#app/carbon/unit/fuel-conversion.ts";
import { isConvertible, isUnitCode, parseUnit } from "#app/carbon/unit/unit.ts";
import { parsePeriodText, printPeriodText } from "#app/day/entry-period.ts";
import { countDays } from "#app/day/period.ts";
import { prorateToDecimals } from "#app/day/prorate.ts";
import { foldName } from "#app/encoding/text/name-match.ts";
import { BOUNDS, checkDecimal } from "#app/number/decimal.ts";
import { readForeignNumber, readTypedNumber } from "#app/number/read-number.ts";
import {
  type ActivityEntry,
  type ActivityField,
  type EntryContext,
  type EntryFault,
  sourceOfEntry,
} from "./activity-entry.ts";

/**
 * Texts that correct an error. They are offered, but never applied automatically. None changes the amount used:
 * - `meaning` selects one of the possible meanings of the text (a gallon, a source's full name).
 * - `conversion` converts quantity and unit into an exactly equal amount, by a property that it names. With an assumed
 *   density, the amount is no longer measured: its data quality becomes `calculated`.
 * - `share` keeps the days of a bill inside the inventory, with their share of the quantity.
 */
export type EntryFix = { field: ActivityField; texts: Partial<ActivityEntry> } & (
  | { kind: "meaning" }
  | { kind: "conversion"; conversion: SourceConversion }
  | { kind: "share"; days: number; allDays: number }
);

/** As many as a person can compare at a glance. */
const OFFERED = 3;

/** Decimals of a bill's share. The rounding difference goes to the other part, so that the parts add up to the bill. */
const SHARE_PLACES = 6;

export function suggestFixes(fault: EntryFault, entry: ActivityEntry, context: EntryContext): EntryFix[] {
  if (fault.code === "unit_mismatch") return conversionsOf(entry, context);
  if (fault.code === "period_outside") return shareOf(entry, context);
  const texts = meaningsOf(fault, entry, context).filter((text) => text !== entry[fault.field]);
  return [...new Set(texts)]
    .slice(0, OFFERED)
    .map((text) => ({ kind: "meaning", field: fault.field, texts: { [fault.field]: text } }));
}

/** The only fix, which may be applied to many rows at once. With several fixes, a person chooses for each row. */
export function onlyFix(fault: EntryFault, entry: ActivityEntry, context: EntryContext): EntryFix | null {
  const fixes = suggestFixes(fault, entry, context);
  return fixes.length === 1 ? fixes[0]! : null;
}

function meaningsOf(fault: EntryFault, entry: ActivityEntry, context: EntryContext): string[] {
  const text = entry[fault.field].trim();
  switch (fault.code) {
    case "unit_ambiguous":
      return meaningsOfUnit(fault, entry, context);
    case "number_grammar":
      return [readForeignNumber(text) ?? []].flat();
    case "facility_unknown":
      return completions(text, [
        ...(context.facilities ?? []),
        ...context.sources.map((source) => source.facilityNames),
      ]);
    case "source_unknown":
      return completions(text, sourcesAt(entry, context));
    case "data_quality_unknown":
      return ["measured", "calculated", "estimated"];
    default:
      return [];
  }
}

/** Possible meanings of an ambiguous unit in which the source can be entered. */
function meaningsOfUnit(fault: EntryFault, entry: ActivityEntry, context: EntryContext): string[] {
  const unit = sourceOfEntry(entry, context)?.unit;
  return (fault.facts.candidates ?? "")
    .split(", ")
    .filter((one) => isUnitCode(one) && (!isUnitCode(unit) || isConvertible(one, unit)));
}

function conversionsOf(entry: ActivityEntry, context: EntryContext): EntryFix[] {
  const entered = { quantity: readTypedNumber(entry.quantity), unit: entry.unit };
  return (sourceOfEntry(entry, context)?.conversions ?? []).flatMap((conversion): EntryFix[] => {
    const texts = convertExactly(entered, conversion);
    if (!texts) return [];
    const quality = conversion.density ? { dataQuality: "calculated" } : {};
    return [{ kind: "conversion", field: "unit", texts: { ...texts, ...quality }, conversion }];
  });
}

function shareOf(entry: ActivityEntry, { period: bounds }: EntryContext): EntryFix[] {
  const bill = parsePeriodText(entry.period);
  const quantity = readTypedNumber(entry.quantity);
  const isAmount = parseUnit(entry.unit).ok && !checkDecimal(quantity, BOUNDS.quantity);
  if (!bill || !isAmount) return [];
  const parts = prorateToDecimals(quantity, bill, { periods: [bounds], places: SHARE_PLACES });
  const own = parts.find(({ index }) => index === 0);
  if (!own) return [];
  const texts = { period: printPeriodText(own.period), quantity: own.quantity };
  return [{ kind: "share", field: "period", texts, days: own.days, allDays: countDays(bill) }];
}

function sourcesAt(entry: ActivityEntry, context: EntryContext): string[][] {
  const folded = foldName(entry.facility);
  const unit = parseUnit(entry.unit);
  return context.sources
    .filter(({ facilityNames }) => facilityNames.some((name) => foldName(name) === folded))
    .filter((source) => !unit.ok || !isUnitCode(source.unit) || isConvertible(unit.code, source.unit))
    .map(({ names }) => names);
}

/**
 * Names that complete the text, or that equal it without an addition other than a number: "Boiler 2" never becomes
 * "Boiler".
 */
function completions(text: string, names: readonly (readonly string[])[]): string[] {
  const wanted = foldName(text);
  if (wanted === "") return [];
  const inHan = /\p{Script=Han}/u.test(wanted);
  const all = [...new Set(names.map(([first = "", second]) => (inHan ? (second ?? first) : first)))];
  return all.filter((name) => {
    const known = foldName(name);
    return known.includes(wanted) || (wanted.includes(known) && !/\d/.test(wanted.replace(known, "")));
  });
}
