import { type ActivityEntry, sourceOfEntry } from "#app/carbon/entry/activity-entry.ts";
import { formatDecimal, formatTonnes, roundDecimal } from "#app/carbon/format.ts";
import { compatibleUnits, isUnitCode, UNIT_CODES, type UnitCode } from "#app/carbon/unit/unit.ts";
import { offerUnits, type UnitOffer } from "#app/carbon/unit/unit-offer.ts";
import { contentLanguageFor, type Locale, localName, type Messages } from "#app/i18n/index.ts";
import { BOUNDS, checkDecimal } from "#app/number/decimal.ts";
import { readTypedNumber } from "#app/number/read-number.ts";
import { unitText } from "./fault-text.ts";
import type { GridColumn } from "./grid-column.ts";
import type { GridData } from "./grid-data.ts";
import type { Evaluation, Evaluator } from "./row-evaluation.ts";

export interface Words {
  messages: Messages;
  locale: Locale;
}

/** Significant digits of a factor in the sheet. The panel shows the exact value. */
const FACTOR_DIGITS = 4;
export const TONNES_DIGITS = 2;

/** The displayed text of a cell. Editing and copying use its content instead. */
export function shownText(column: GridColumn, cells: ActivityEntry, evaluation: Evaluation, words: Words): string {
  const { messages, locale } = words;
  switch (column.key) {
    case "quantity":
      return quantityText(cells.quantity, locale);
    case "unit":
      return unitText(messages, cells.unit);
    case "dataQuality":
      return shortQuality(cells.dataQuality, messages);
    case "factor": {
      const { factor } = evaluation;
      if (!factor) return "";
      return `${significant(factor.co2eKg, locale)} kg/${unitText(messages, factor.unit)}`;
    }
    case "tonnes":
      return tonnesText(evaluation, words);
    case "state":
      return "";
    default:
      return column.field ? cells[column.field] : "";
  }
}

function quantityText(text: string, locale: Locale): string {
  const number = readTypedNumber(text);
  return checkDecimal(number, BOUNDS.quantity) === null ? formatDecimal(number, { locale }) : text;
}

function tonnesText({ preview, faults }: Evaluation, { messages, locale }: Words): string {
  if (preview?.ok) return formatTonnes(preview.co2eKg, { locale, digits: TONNES_DIGITS });
  return faults.length > 0 || preview ? messages.activity.notComputed : "";
}

function shortQuality(text: string, { activity }: Messages): string {
  const names = activity.shortQuality as Record<string, string>;
  return Object.hasOwn(names, text) ? names[text]! : text;
}

export function qualityText(text: string, { carbon }: Messages): string {
  const names = carbon.dataQuality as Record<string, string>;
  return Object.hasOwn(names, text) ? names[text]! : text;
}

/** Four significant digits: 0.5827, 0.00001234, 2,186. */
function significant(value: string, locale: Locale): string {
  const [whole = "", fraction = ""] = value.replace("-", "").split(".");
  const leadingZeros = /^0*/.exec(fraction)![0].length;
  const digits = whole === "0" ? FACTOR_DIGITS + leadingZeros : Math.max(0, FACTOR_DIGITS - whole.length);
  return formatDecimal(roundDecimal(roundDecimal(value, digits)), { locale });
}

export interface CellChoice {
  text: string;
  /** An explanation, if the text needs one. */
  about: string;
}

/** The options of a cell: facilities, the facility's sources, or units of the source's dimension. */
export function choicesOf(
  column: GridColumn,
  cells: ActivityEntry,
  { grid, evaluator, words }: { grid: GridData; evaluator: Evaluator; words: Words },
): CellChoice[] {
  const { messages, locale } = words;
  if (column.key === "facility")
    return grid.facilities.map(({ name }) => ({ text: localName(name, locale), about: "" }));
  if (column.key === "source") {
    const facility = grid.facilities.find(({ name }) => [name.en, name.zh].includes(cells.facility.trim()));
    return grid.sources
      .filter((source) => !facility || source.facilityId === facility.id)
      .map(({ name, category }) => ({
        text: localName(name, locale),
        about: (messages.carbon.category as Record<string, string>)[category] ?? "",
      }));
  }
  if (column.key === "unit") return unitChoices(sourceOfEntry(cells, evaluator.context)?.unit, words);
  if (column.key === "dataQuality") {
    return ["measured", "calculated", "estimated"].map((text) => ({ text, about: qualityText(text, messages) }));
  }
  return [];
}

/** The source's unit first, then common units of its dimension, then other convertible units. */
function unitChoices(unit: string | undefined, { messages, locale }: Words): CellChoice[] {
  const names = messages.carbon.unitName as Record<string, string>;
  const choice = (code: UnitCode) => ({ text: code, about: names[code] ?? "" });
  if (!unit || !isUnitCode(unit)) return UNIT_CODES.map(choice);
  const offers = offerUnits(unit, contentLanguageFor(locale));
  const offered = new Set(offers.filter(({ multiple }) => multiple === "1").map(({ code }) => code));
  const rest = compatibleUnits(unit).filter((code) => !offered.has(code));
  return [...offers.map((offer) => offeredChoice(offer, { messages, locale })), ...rest.map(choice)];
}

/** Explains 万千瓦时 as 10,000 kWh, 吉焦 as GJ, and kWh by its name. */
function offeredChoice({ text, code, multiple }: UnitOffer, { messages, locale }: Words): CellChoice {
  if (text === code) return { text, about: messages.carbon.unitName[code] };
  const symbol = unitText(messages, code);
  return { text, about: multiple === "1" ? symbol : `${formatDecimal(multiple, { locale })} ${symbol}` };
}
