import { z } from "zod";
import type { DocumentGwp } from "#app/carbon/document/inventory-document.ts";
import { readShare } from "#app/carbon/line/boundary.ts";
import { isCategory } from "#app/carbon/line/scope.ts";
import { isUnitCode } from "#app/carbon/unit/unit.ts";
import { isDate } from "#app/day/period.ts";
import { isPlainText } from "#app/encoding/text/plain-text.ts";
import type { Messages } from "#app/i18n/index.ts";
import { listErrors } from "#app/kit/form-errors.tsx";
import { BOUNDS, checkDecimal } from "#app/number/decimal.ts";
import {
  basisOf,
  DATA_KINDS,
  OWN_BASES,
  type OwnBasis,
  type OwnFactorContent,
  type OwnFigures,
} from "./own-factor-content.ts";

/** The form's fields for single gases, and their gases. */
export const GAS_FIELDS = {
  co2: "CO2",
  ch4Fossil: "CH4_fossil",
  ch4NonFossil: "CH4_nonfossil",
  ch4: "CH4",
  n2o: "N2O",
} as const;
type GasField = keyof typeof GAS_FIELDS;
export const GAS_FIELD_NAMES = Object.keys(GAS_FIELDS) as GasField[];

const text = (maxLength: number) =>
  z.string("too_long").max(maxLength, "too_long").refine(isPlainText, "text_forbidden").default("");
const needed = (maxLength: number, fault: string) => text(maxLength).refine((value) => value !== "", fault);
const figure = z
  .string("number_invalid")
  .refine((value) => value === "" || !checkDecimal(value, BOUNDS.factor), "number_invalid")
  .refine((value) => !value.startsWith("-"), "negative")
  .default("");
const day = z
  .string("date_invalid")
  .refine((value) => value === "" || isDate(value), "date_invalid")
  .default("");

/** Errors are message keys of custom factors. */
export const OwnFactorForm = z
  .object({
    nameEn: text(200),
    nameZh: text(200),
    category: text(60).refine((value) => value === "" || isCategory(value), "choice_missing"),
    region: text(40).refine((value) => /^([A-Z]{2}(-[A-Z0-9-]{1,30})?)?$/.test(value), "choice_missing"),
    unit: z.string("unit_missing").refine(isUnitCode, "unit_missing"),
    heatBasis: z.enum(["", "gross", "net"], "choice_missing").default(""),
    basis: z.enum(OWN_BASES, "choice_missing"),
    co2: figure,
    ch4Fossil: figure,
    ch4NonFossil: figure,
    ch4: figure,
    n2o: figure,
    otherGases: text(1000),
    gwpSet: text(20),
    co2e: figure,
    carbon: figure,
    oxidation: text(20),
    biogenicCo2: figure,
    validFrom: day,
    validTo: day,
    dataKind: z.enum(DATA_KINDS, "choice_missing").default("average"),
    sourceName: needed(300, "title_missing"),
    sourcePublisher: needed(200, "publisher_missing"),
    sourceUrl: text(500).refine((value) => value === "" || isWebAddress(value), "url_invalid"),
    sourcePage: text(200),
    licence: needed(200, "licence_missing"),
    evidence: needed(2000, "evidence_missing"),
    uncertainty: text(12).refine(
      (value) => value === "" || (!value.startsWith("-") && !checkDecimal(value, BOUNDS.percentage)),
      "percent_invalid",
    ),
    note: text(2000),
  })
  .refine(({ nameEn, nameZh }) => nameEn !== "" || nameZh !== "", { error: "name_missing", path: ["nameEn"] })
  .refine(({ validFrom, validTo }) => validFrom === "" || validTo === "" || validFrom <= validTo, {
    error: "period_reversed",
    path: ["validTo"],
  });

export type OwnFactorFormValue = z.output<typeof OwnFactorForm>;

function isWebAddress(value: string): boolean {
  return URL.canParse(value) && ["http:", "https:"].includes(new URL(value).protocol);
}

type Read<T> = { ok: true; value: T } | { ok: false; field: string; fault: string };

/** Converts a form to stored content. Rejects figures that do not match the form of publication. */
export function readContent(form: OwnFactorFormValue, sets: Record<string, DocumentGwp>): Read<OwnFactorContent> {
  const figures = readFigures(form, sets);
  if (!figures.ok) return figures;
  return {
    ok: true,
    value: {
      nameEn: form.nameEn,
      nameZh: form.nameZh,
      category: form.category || null,
      region: form.region,
      unit: form.unit,
      heatBasis: form.heatBasis || null,
      validFrom: form.validFrom || null,
      validTo: form.validTo || null,
      figures: { ...figures.value, ...(form.biogenicCo2 ? { biogenicCo2: form.biogenicCo2 } : {}) },
      dataKind: form.dataKind,
      source: {
        title: form.sourceName,
        publisher: form.sourcePublisher,
        url: form.sourceUrl,
        page: form.sourcePage,
      },
      licence: form.licence,
      evidence: form.evidence,
      uncertainty: form.uncertainty,
      note: form.note,
    },
  };
}

const FIELDS_OF: Record<OwnBasis, readonly string[]> = {
  gases: [...GAS_FIELD_NAMES, "otherGases"],
  co2e_by_gas: [...GAS_FIELD_NAMES, "otherGases", "gwpSet"],
  co2e: ["co2e", "gwpSet"],
  carbon: ["carbon", "oxidation"],
};

function readFigures(form: OwnFactorFormValue, sets: Record<string, DocumentGwp>): Read<OwnFigures> {
  const values = form as unknown as Record<string, string>;
  // Rejected, because a figure of another form of publication would be lost silently.
  const used = FIELDS_OF[form.basis];
  const extra = [...new Set(Object.values(FIELDS_OF).flat())].find((name) => !used.includes(name) && values[name]);
  if (extra && extra !== "gwpSet") return { ok: false, field: extra, fault: "figure_extra" };
  if (form.basis === "carbon") return readCarbon(form);
  if (form.basis === "co2e") {
    if (!form.co2e) return { ok: false, field: "co2e", fault: "figure_missing" };
    if (!sets[form.gwpSet]) return { ok: false, field: "gwpSet", fault: "gwp_set_missing" };
    return { ok: true, value: { co2e: form.co2e, co2eGwpSet: form.gwpSet } };
  }
  const gases = readGases(form, sets);
  if (!gases.ok || form.basis === "gases") return gases.ok ? { ok: true, value: { gases: gases.value } } : gases;
  const set = sets[form.gwpSet];
  if (!set) return { ok: false, field: "gwpSet", fault: "gwp_set_missing" };
  const gwps = Object.keys(gases.value).map((gas) => [gas, set.values[gas]] as const);
  if (gwps.some(([, gwp]) => gwp === undefined || /^0(\.0+)?$/.test(gwp))) {
    return { ok: false, field: "gwpSet", fault: "gas_not_in_set" };
  }
  return { ok: true, value: { gasesCo2e: gases.value, gasesGwp: Object.fromEntries(gwps) as Record<string, string> } };
}

function readCarbon({ carbon, oxidation }: OwnFactorFormValue): Read<OwnFigures> {
  if (!carbon) return { ok: false, field: "carbon", fault: "figure_missing" };
  if (checkDecimal(oxidation, BOUNDS.share) || readShare(oxidation) === null) {
    return { ok: false, field: "oxidation", fault: "oxidation_invalid" };
  }
  return { ok: true, value: { carbon: { kgCarbonPerUnit: carbon, oxidation } } };
}

function readGases(form: OwnFactorFormValue, sets: Record<string, DocumentGwp>): Read<Record<string, string>> {
  const gases: [string, string][] = GAS_FIELD_NAMES.flatMap((name) =>
    form[name] === "" ? [] : [[GAS_FIELDS[name], form[name]] as [string, string]],
  );
  for (const part of form.otherGases.split(/[;；\n]/).map((one) => one.trim())) {
    if (part === "") continue;
    const [gas = "", kg = "", ...rest] = part.split(/[\s=:：]+/);
    if (rest.length > 0 || kg.startsWith("-") || checkDecimal(kg, BOUNDS.factor)) {
      return { ok: false, field: "otherGases", fault: "gases_form" };
    }
    gases.push([gas, kg]);
  }
  const names = gases.map(([gas]) => gas);
  const isKnown = (gas: string) =>
    Object.values(sets).some(({ values, blends }) => Object.hasOwn(values, gas) || Object.hasOwn(blends ?? {}, gas));
  if (names.some((gas) => !isKnown(gas))) return { ok: false, field: "otherGases", fault: "gas_unknown" };
  if (new Set(names).size < names.length) return { ok: false, field: "otherGases", fault: "gas_twice" };
  // Biogenic CO2 alone is a valid factor.
  if (gases.length === 0 && (form.biogenicCo2 === "" || form.basis !== "gases")) {
    return { ok: false, field: "co2", fault: "figure_missing" };
  }
  return { ok: true, value: Object.fromEntries(gases) };
}

/** The values of the form: a version's content, or empty. */
export function toFormValues(
  content: OwnFactorContent | null,
  sets: Record<string, DocumentGwp>,
): Record<string, string> {
  if (!content) return { basis: "gases" };
  const { figures, source } = content;
  const gases = { ...(figures.gases ?? figures.gasesCo2e) };
  const values: Record<string, string> = {};
  for (const name of GAS_FIELD_NAMES) {
    values[name] = gases[GAS_FIELDS[name]] ?? "";
    delete gases[GAS_FIELDS[name]];
  }
  return {
    ...values,
    otherGases: Object.entries(gases)
      .map(([gas, kg]) => `${gas} ${kg}`)
      .join("; "),
    nameEn: content.nameEn,
    nameZh: content.nameZh,
    category: content.category ?? "",
    region: content.region,
    unit: content.unit,
    heatBasis: content.heatBasis ?? "",
    basis: basisOf(figures),
    gwpSet: figures.co2eGwpSet ?? findSet(figures.gasesGwp, sets),
    co2e: figures.co2e ?? "",
    carbon: figures.carbon?.kgCarbonPerUnit ?? "",
    oxidation: figures.carbon?.oxidation ?? "",
    biogenicCo2: figures.biogenicCo2 ?? "",
    validFrom: content.validFrom ?? "",
    validTo: content.validTo ?? "",
    dataKind: content.dataKind,
    sourceName: source.title,
    sourcePublisher: source.publisher,
    sourceUrl: source.url,
    sourcePage: source.page,
    licence: content.licence,
    evidence: content.evidence,
    uncertainty: content.uncertainty,
    note: content.note,
  };
}

/** Finds the GWP set of a version by its values. Only values are stored, because they determine the result. */
function findSet(gwps: Record<string, string> | undefined, sets: Record<string, DocumentGwp>): string {
  if (!gwps) return "";
  const isFrom = ({ values }: DocumentGwp) => Object.entries(gwps).every(([gas, gwp]) => values[gas] === gwp);
  return Object.entries(sets).find(([, set]) => isFrom(set))?.[0] ?? "";
}

/** The message for the error of a field. */
export function faultText(t: Messages["ownFactor"], key: string | undefined): string | undefined {
  return key === undefined ? undefined : (t.fault[key] ?? key);
}

/** One sentence per error, for the box above the form. */
export function listFaults(t: Messages["ownFactor"], errors: Record<string, string>) {
  return listErrors(errors, (key) => faultText(t, key));
}
