import type {
  DocumentActivity,
  DocumentFactor,
  EmissionFactor,
  InventoryDocument,
  ResultLine,
} from "#app/carbon/document/inventory-document.ts";
import { lineQuantity } from "#app/carbon/line/line-quantity.ts";
import { type Locale, localName, type Messages } from "#app/i18n/index.ts";
import { printDecimal, UnroundedDecimal } from "#app/number/decimal.ts";

/** A row of a file with results. Figures are exact decimals. */
interface Row {
  activity: DocumentActivity;
  result: ResultLine | undefined;
  factor: DocumentFactor | undefined;
}

interface Reader {
  t: Messages;
  locale: Locale;
}

export interface ResultColumn {
  head: string;
  width: number;
  isNumber: boolean;
  of: (row: Row) => string;
}

const MOST_ROWS = 500;

/**
 * The columns of every line of a calculation: what was entered, the factor and where it comes from, and the result by
 * gas and with both methods of scope 2.
 */
export function resultColumns(document: InventoryDocument, { t, locale }: Reader): ResultColumn[] {
  const w = t.inventory.resultFile;
  const gases = gasesOf(document);
  const text = (head: string, width: number, of: ResultColumn["of"]) => ({ head, width, isNumber: false, of });
  const number = (head: string, width: number, of: ResultColumn["of"]) => ({ head, width, isNumber: true, of });
  const categories = t.carbon.category as Record<string, string>;
  const emission = ({ factor }: Row) => (factor && factor.kind !== "property" ? factor : undefined);
  return [
    text(w.line, 9, ({ activity }) => activity.id),
    text(w.source, 32, ({ activity }) => localName(activity.description ?? {}, locale)),
    text(w.facility, 22, ({ activity }) => localName(document.facilities?.[activity.facility]?.name ?? {}, locale)),
    text(w.start, 11, ({ activity }) => activity.period.start),
    text(w.end, 11, ({ activity }) => activity.period.end),
    number(w.scope, 7, ({ activity }) => String(activity.scope)),
    text(w.category, 30, ({ activity }) => categories[activity.category] ?? activity.category),
    text(w.records, 10, ({ activity }) => activity.merged?.records ?? "1"),
    text(w.quantity, 18, ({ activity, result }) => lineQuantity(activity, result).quantity),
    text(w.unit, 10, ({ activity, result }) => lineQuantity(activity, result).unit),
    text(w.inputs, 30, ({ activity }) => (activity.method ? JSON.stringify(activity.method) : "")),
    text(w.via, 34, ({ activity }) => (activity.via ?? []).join("; ")),
    text(w.factorQuantity, 22, ({ result }) => result?.factorQuantity ?? ""),
    text(w.factorUnit, 10, (row) => emission(row)?.unit ?? ""),
    text(w.share, 8, ({ activity }) => activity.share ?? "1"),
    text(w.factorName, 36, ({ factor }) => localName(factor?.name ?? {}, locale)),
    text(w.factorId, 36, ({ factor, activity }) => factor?.id ?? activity.factor),
    text(w.release, 12, ({ factor }) => factor?.version ?? ""),
    text(w.publisher, 30, ({ factor }) => factor?.publisher ?? ""),
    text(w.factorSource, 40, ({ factor }) => sourceOf(factor)),
    text(w.region, 10, ({ factor }) => factor?.region ?? ""),
    text(w.factorValue, 36, (row) => printFactor(emission(row))),
    text(w.marketFactors, 36, ({ activity }) => marketOf(activity)),
    text(w.quality, 12, ({ activity }) => t.carbon.dataQuality[activity.dataQuality ?? "measured"]),
    text(w.estimate, 24, ({ activity }) => activity.estimate?.reason ?? ""),
    text(w.evidence, 24, ({ activity }) => activity.evidence ?? ""),
    text(w.entry, 14, ({ activity }) => (activity.entry ? w.entries[activity.entry.kind] : "")),
    ...gases.map((gas) => text(w.gas(gas), 22, ({ result }) => result?.gasesKg[gas] ?? "")),
    ...gases.map((gas) => text(w.gasCo2e(gas), 22, ({ result }) => co2eOf(document, gas, result))),
    text(w.location, 26, ({ result }) => result?.co2eKg ?? ""),
    text(w.market, 26, ({ result }) => result?.co2eKgMarketBased ?? result?.co2eKg ?? ""),
    text(w.biogenic, 22, ({ result }) => result?.biogenicCo2Kg ?? ""),
    text(w.apart, 22, ({ result }) => result?.reportedApartCo2eKg ?? ""),
    text(w.uncertainty, 12, ({ result }) => result?.uncertaintyPercent ?? ""),
    text(w.gwp, 10, () => document.gwp.set),
  ];
}

/** Every line of a calculation in the order of its document, in batches. */
export function* resultRows(document: InventoryDocument): Generator<Row[]> {
  const results = new Map((document.results?.lines ?? []).map((line) => [line.activity, line]));
  const factors = new Map(document.factors.map((factor) => [`${factor.id}@${factor.version}`, factor]));
  const { activities } = document;
  for (let start = 0; start < activities.length; start += MOST_ROWS) {
    yield activities.slice(start, start + MOST_ROWS).map((activity) => ({
      activity,
      result: results.get(activity.id),
      factor: factors.get(activity.factor),
    }));
  }
}

/** The gases of the lines, CO2 first. */
function gasesOf(document: InventoryDocument): string[] {
  const found = new Set((document.results?.lines ?? []).flatMap(({ gasesKg }) => Object.keys(gasesKg)));
  const known = ["CO2", "CH4", "N2O"].filter((gas) => found.delete(gas));
  return [...known, ...[...found].sort()];
}

/** kg CO2e of a gas, exact. Empty for a line without it, and for a gas that the GWP set states no value for. */
function co2eOf({ gwp }: InventoryDocument, gas: string, result: ResultLine | undefined): string {
  const [kg, value] = [result?.gasesKg[gas], gwp.values[gas]];
  return kg === undefined || value === undefined ? "" : printDecimal(new UnroundedDecimal(kg).times(value));
}

function sourceOf(factor: DocumentFactor | undefined): string {
  const { title, table, cell } = factor?.source ?? {};
  return [title, table, cell].filter(Boolean).join(", ");
}

/** kg per unit of a factor, as it was published. */
function printFactor(factor: EmissionFactor | undefined): string {
  if (!factor) return "";
  const { gases, gasesCo2e, co2e, carbon, nitrogen } = factor;
  if (gases) return listOf(gases, "");
  if (gasesCo2e) return listOf(gasesCo2e, " CO2e");
  if (co2e !== undefined) return `CO2e ${co2e} (${factor.co2eGwpSet ?? ""})`;
  if (carbon) return `C ${carbon.kgCarbonPerUnit} × ${carbon.oxidation} × ${carbon.co2PerCarbon ?? "44/12"}`;
  return nitrogen ? `N2O-N ${nitrogen.kgN2ONPerUnit}` : "";
}

function listOf(gases: Record<string, string>, unit: string): string {
  return Object.entries(gases)
    .map(([gas, kg]) => `${gas}${unit} ${kg}`)
    .join("; ");
}

function marketOf({ market }: DocumentActivity): string {
  if (!market) return "";
  const parts = market.instruments.map(({ factor, quantity, unit }) => `${factor}: ${quantity} ${unit}`);
  return [...parts, ...(market.residualFactor ? [market.residualFactor] : [])].join("; ");
}
