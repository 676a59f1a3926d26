import type { DocumentFactor, EmissionFactor, HeatBasis } from "#app/carbon/document/inventory-document.ts";

/** The dataset id of custom factors in a policy and a selection. */
export const OWN_DATASET = "own";

const OWN_ID = /^own-[0-9a-f]{12}$/;

/** The library rejects ids of this format. */
export function isOwnFactorId(id: string): boolean {
  return OWN_ID.test(id);
}

/** The forms in which the figures of a custom factor can be published. */
export const OWN_BASES = ["gases", "co2e_by_gas", "co2e", "carbon"] as const;
export type OwnBasis = (typeof OWN_BASES)[number];

/** Whose data a custom factor is. All but averages are primary data (Scope 3 Standard, chapter 7). */
export const DATA_KINDS = ["average", "supplier", "own_process"] as const;
export type DataKind = (typeof DATA_KINDS)[number];

export interface OwnSource {
  title: string;
  publisher: string;
  url: string;
  page: string;
}

export interface OwnFactorContent {
  nameEn: string;
  nameZh: string;
  category: string | null;
  region: string;
  unit: string;
  heatBasis: HeatBasis | null;
  validFrom: string | null;
  validTo: string | null;
  figures: OwnFigures;
  dataKind: DataKind;
  source: OwnSource;
  licence: string;
  /** Where another person finds the proof: a file name, a document number or a link. */
  evidence: string;
  /** ± % at 95% confidence, or empty. */
  uncertainty: string;
  note: string;
}

/** The figures of a factor in an inventory document. */
export type OwnFigures = Pick<
  EmissionFactor,
  "gases" | "gasesCo2e" | "gasesGwp" | "co2e" | "co2eGwpSet" | "carbon" | "biogenicCo2"
>;

export function basisOf(figures: OwnFigures): OwnBasis {
  if (figures.gasesCo2e) return "co2e_by_gas";
  if (figures.co2e !== undefined) return "co2e";
  return figures.carbon ? "carbon" : "gases";
}

/** The factor as frozen in a calculation, with figures, publisher, source and licence. */
export function toOwnDocumentFactor(id: string, version: number, content: OwnFactorContent): DocumentFactor {
  const { source } = content;
  return {
    kind: "emission",
    id,
    version: String(version),
    publisher: source.publisher,
    name: { ...(content.nameEn ? { en: content.nameEn } : {}), ...(content.nameZh ? { zh: content.nameZh } : {}) },
    ...(content.region ? { region: content.region } : {}),
    validFrom: content.validFrom,
    validTo: content.validTo,
    source: {
      title: source.title,
      ...(source.page ? { cell: source.page } : {}),
      ...(source.url ? { url: source.url } : {}),
      licence: content.licence,
    },
    unit: content.unit,
    ...(content.heatBasis ? { heatBasis: content.heatBasis } : {}),
    ...content.figures,
    ...(content.dataKind === "average" ? {} : { primaryData: content.dataKind }),
  };
}

/** Whether the days of a version are within those of another. An open end has no limit. */
export function isCovered(
  one: { from: string | null; to: string | null },
  by: { from: string | null; to: string | null },
) {
  const startsInside = by.from === null || (one.from !== null && one.from >= by.from);
  return startsInside && (by.to === null || (one.to !== null && one.to <= by.to));
}

/** A changed field of a version. Values are codes and figures, not words. */
export interface FieldChange {
  field: string;
  before: string;
  after: string;
}

/** The changed fields in the order of the form. */
export function compareVersions(before: OwnFactorContent, after: OwnFactorContent): FieldChange[] {
  const [old, now] = [flatten(before), flatten(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .map((field) => ({ field, before: old[field] ?? "", after: now[field] ?? "" }))
    .filter((change) => change.before !== change.after);
}

function flatten(content: OwnFactorContent): Record<string, string> {
  const { figures, source } = content;
  return {
    nameEn: content.nameEn,
    nameZh: content.nameZh,
    category: content.category ?? "",
    region: content.region,
    unit: content.unit,
    heatBasis: content.heatBasis ?? "",
    basis: basisOf(figures),
    figures: printFigures(figures),
    gwpSet: figures.co2eGwpSet ?? "",
    biogenicCo2: figures.biogenicCo2 ?? "",
    dataKind: content.dataKind,
    validity: printValidity(content),
    title: source.title,
    publisher: source.publisher,
    url: source.url,
    page: source.page,
    licence: content.licence,
    evidence: content.evidence,
    uncertainty: content.uncertainty,
    note: content.note,
  };
}

/** Figures in one line, such as `CO2 2.1; CH4 0.002`. */
export function printFigures({ gases, gasesCo2e, co2e, carbon }: OwnFigures): string {
  if (carbon) return `C ${carbon.kgCarbonPerUnit} × ${carbon.oxidation}`;
  if (co2e !== undefined) return `CO2e ${co2e}`;
  return Object.entries(gases ?? gasesCo2e ?? {})
    .map(([gas, kg]) => `${gas} ${kg}`)
    .join("; ");
}

export function printValidity({ validFrom, validTo }: Pick<OwnFactorContent, "validFrom" | "validTo">): string {
  return validFrom || validTo ? `${validFrom ?? "…"} – ${validTo ?? "…"}` : "";
}
