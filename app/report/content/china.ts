import type { EmissionFactor } from "#app/carbon/document/inventory-document.ts";
import { countryOf } from "#app/carbon/factor/place.ts";
import { Decimal, printDecimal } from "#app/number/decimal.ts";
import type { Block, TableRow } from "#app/press/block.ts";
import { keyValues, lines, muted, paragraph, part, section } from "#app/press/block-builders.ts";
import type { StatedAmount } from "#app/report/disclosure/statements.ts";
import {
  type DocumentLine,
  groupBy,
  isInTotals,
  linesOf,
  sourceKey,
  sumCo2e,
  sumDecimals,
} from "#app/runs/line-sums.ts";
import { methodOf } from "../factor-register.ts";
import type { ReportModel } from "../model.ts";
import { facilityName } from "./facilities.ts";
import { labelOf } from "./factor-label.ts";
import type { Words } from "./words.ts";

const CHINA = "CN";

/** Documents that a row names; the embedded document has all of them. */
const LISTED = 3;

/**
 * The reporter's facts and the amounts in the division of GB/T 32150; printed where it is chosen. The guideline covers
 * facilities of the legal entity in China, so those abroad are left out.
 */
export function describeChina(model: ReportModel, words: Words): Block[] {
  const t = words.annex.china;
  const stated = model.facts.china;
  const inChina = linesInChina(model);
  return [
    section("china", t.heading),
    paragraph(t.text),
    paragraph(boundaryOf(model, words)),
    part("china.reporter", t.reporter),
    keyValues([
      [t.name, words.name(model.facts.organization.legalName)],
      [t.nature, words.name(stated?.nature)],
      [t.year, model.period.start.slice(0, 4)],
      [t.sector, words.name(stated?.sector)],
      [t.code, model.facts.organization.legalId],
      [t.legalRepresentative, stated?.legalRepresentative ?? ""],
      [t.preparer, stated?.preparer ?? ""],
      [t.contact, stated?.preparerContact ?? ""],
    ]),
    part("china.amounts", t.amounts),
    amountTable(model, inChina, words),
    part("china.sources", t.sources),
    paragraph(t.sourcesText),
    sourceTable(model, inChina, words),
    part("china.assurance", t.assurance),
    paragraph(words.name(stated?.qualityAssurance) || "–"),
  ];
}

function isInChina(model: ReportModel, facility: string): boolean {
  return model.facts.boundary.facilities.find(({ id }) => id === facility)?.country === CHINA;
}

function linesInChina(model: ReportModel): DocumentLine[] {
  return linesOf(model.document).filter(({ activity }) => isInChina(model, activity.facility));
}

function boundaryOf(model: ReportModel, words: Words): string {
  const t = words.annex.china;
  const { facilities } = model.facts.boundary;
  const name = ({ id }: { id: string }) => facilityName(model, id, words);
  const within = facilities.filter(({ country }) => country === CHINA).map(name);
  const abroad = facilities.filter(({ country }) => country !== CHINA).map(name);
  const list = (names: string[]) => names.join(words.t.listSeparator);
  if (within.length === 0) return t.noFacility;
  return abroad.length === 0 ? t.allFacilities(list(within)) : t.someFacilities(list(within), list(abroad));
}

/** Fuels, processes and energy: what the guideline asks for. Scope 3 is outside of it. */
function amountTable({ facts }: ReportModel, inChina: DocumentLine[], words: Words): Block {
  const t = words.annex.china;
  const recorded = (item: string, ...categories: string[]): TableRow => {
    const own = inChina.filter(({ activity }) => categories.includes(activity.category));
    if (own.length === 0) return { cells: [item, [muted(words.t.results.notQuantified)], t.noRecord] };
    return { cells: [item, words.tonnesOrZero(sumCo2e(own)), t.fromRecords] };
  };
  const counted = inChina.filter(({ activity }) => isInTotals(activity));
  const biomass = sumDecimals(counted.map(({ result }) => result.biogenicCo2Kg));
  return {
    kind: "table",
    columns: [
      { header: t.columns.item, width: 4 },
      { header: t.columns.tonnes, width: "fit", align: "right", gap: 18 },
      { header: t.columns.basis, width: 5 },
    ],
    rows: [
      recorded(t.combustion, "stationary_combustion", "mobile_combustion"),
      recorded(t.process, "process", "fugitive"),
      statedRow(t.recovered, facts.china?.recoveredCo2, words),
      recorded(t.purchasedElectricity, "purchased_electricity"),
      recorded(t.purchasedHeat, "purchased_heat", "purchased_steam", "purchased_cooling"),
      statedRow(t.exportedElectricity, facts.china?.exportedElectricity, words),
      statedRow(t.exportedHeat, facts.china?.exportedHeat, words),
      { cells: [t.biomass, words.tonnesOrZero(biomass), t.fromRecords] },
      {
        cells: [t.total, words.tonnesOrZero(sumCo2e(inChina.filter(isOfGuideline))), t.totalBasis],
        isTotal: true,
      },
    ],
  };
}

const isOfGuideline = ({ activity }: DocumentLine) => activity.scope !== 3;

/** By facility and source: the factor with its region and the reason for it, and the source documents. */
function sourceTable(model: ReportModel, inChina: DocumentLine[], words: Words): Block {
  const t = words.annex.china;
  const sources = groupBy(inChina.filter(isOfGuideline), ({ activity }) =>
    JSON.stringify([activity.facility, sourceKey(activity), activity.factor]),
  );
  return {
    kind: "table",
    isDense: true,
    columns: [
      { header: t.sourceColumns.source, width: 4 },
      { header: t.sourceColumns.factor, width: 3 },
      { header: t.sourceColumns.reason, width: 5 },
      { header: t.sourceColumns.evidence, width: 4, gap: 12 },
      { header: t.sourceColumns.tonnes, width: "fit", align: "right" },
    ],
    rows: sources.map((source) => sourceRow(model, source, words)),
  };
}

function sourceRow(model: ReportModel, source: DocumentLine[], words: Words): TableRow {
  const { activity } = source[0]!;
  const found = model.factors.find(({ reference }) => reference === activity.factor)?.factor;
  return {
    cells: [
      lines([
        { text: words.name(activity.description) || words.category(activity.category) },
        muted(facilityName(model, activity.facility, words)),
      ]),
      lines([{ text: labelOf(model, activity.factor) }, muted(found ? regionOf(found, words) : "")]),
      reasonOf(model, source, found, words),
      evidenceOf(source, words),
      words.tonnesOrZero(sumCo2e(source)),
    ],
  };
}

/** Whether a factor is of a province, a grid or the whole country. */
function regionOf({ region }: EmissionFactor, words: Words): string {
  const t = words.annex.china;
  if (!region) return t.noRegion;
  if (countryOf(region) !== CHINA) return words.place(region);
  if (region === CHINA) return t.national;
  return region.includes("GRID") ? t.ofGrid(words.place(region)) : t.ofProvince(words.place(region));
}

/** The organization's words, or for grid factors how near the factor is to the facility, or the form of the factor. */
function reasonOf(
  model: ReportModel,
  source: DocumentLine[],
  factor: EmissionFactor | undefined,
  words: Words,
): string {
  const t = words.annex.china;
  const { activity } = source[0]!;
  const stated = activity.emissionSource ? model.facts.sourceReasons?.[activity.emissionSource] : undefined;
  if (words.name(stated)) return words.name(stated);
  if (activity.category !== "purchased_electricity" || !factor?.region) {
    return words.annex.methods.reasons[factor ? methodOf(factor) : "withheld"];
  }
  const own = model.facts.boundary.facilities.find(({ id }) => id === activity.facility)?.gridRegion;
  return factor.region === own ? t.ownGrid : t.widerGrid;
}

/** The first source documents by name, then how many more there are. */
function evidenceOf(source: DocumentLine[], words: Words): string {
  const named = source.flatMap(({ activity }) => activity.evidence?.split("; ") ?? []);
  // Files are named with their hash, which Annex F prints.
  const names = [...new Set(named.map((text) => text.replace(/ \(sha256 [0-9a-f]{64}\)$/, "")))];
  if (names.length === 0) return words.annex.china.noEvidence;
  const more = names.length - LISTED;
  const shown = names.slice(0, LISTED).join("\n");
  return more > 0 ? `${shown}\n${words.annex.china.moreEvidence(String(more))}` : shown;
}

/** An amount in tonnes as the organization stated it; a dash where it stated none. */
function statedRow(item: string, amount: StatedAmount | undefined, words: Words): TableRow {
  if (!amount || amount.tonnes === "") return { cells: [item, "–", ""] };
  const kg = printDecimal(new Decimal(amount.tonnes).times(1000));
  const basis = words.name(amount.basis);
  return { cells: [item, words.tonnesOrZero(kg), basis ? words.annex.china.stated(basis) : ""] };
}
