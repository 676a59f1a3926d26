import { isSerialRange } from "#app/carbon/factor/serial-range.ts";
import { validateFactorQuality } from "#app/carbon/quality/validate-quality.ts";
import { BOUNDS } from "#app/number/decimal.ts";
import { sign } from "#app/number/ratio.ts";
import { type DocumentReader, type JsonObject, pointerToken } from "./document-reader.ts";

/** What a factor may state about its content or purpose. */
const TRAITS = {
  boundary: ["tank_to_wheel", "well_to_tank", "well_to_wheel", "life_cycle"],
  radiativeForcing: ["included", "excluded"],
  distanceCorrection: ["included", "excluded"],
  priceBasis: ["purchaser", "producer"],
  quantification: ["average", "marginal", "avoided"],
  otherGases: ["ratio"],
  primaryData: ["supplier", "own_process"],
} as const;

export const FACTOR_KINDS = ["emission", "grid_residual", "property"] as const;
const HEAT_BASES = ["gross", "net"] as const;

/** The five ways in which a factor is published. Each factor uses exactly one. */
const BASES = ["gases", "gasesCo2e", "co2e", "carbon", "nitrogen"] as const;
/** Fields that one basis requires and others may not have. */
const COMPANIONS = { gasesCo2e: "gasesGwp", co2e: "co2eGwpSet" } as const;

/** Checks one factor. Returns what references need, or null if it has no identity or kind. */
export function validateFactor(
  reader: DocumentReader,
  value: unknown,
  pointer: string,
): { reference: string; kind: (typeof FACTOR_KINDS)[number] } | null {
  const factor = reader.object(value, pointer);
  if (!factor) return null;
  const id = reader.text(reader.need(factor, "id", pointer), `${pointer}/id`);
  const version = reader.text(reader.need(factor, "version", pointer), `${pointer}/version`);
  const kind = reader.oneOf(reader.need(factor, "kind", pointer), FACTOR_KINDS, `${pointer}/kind`);
  validateDescription(reader, factor, pointer);
  reader.oneOf(reader.optional(factor, "heatBasis"), HEAT_BASES, `${pointer}/heatBasis`);
  if (kind === "property") validateProperty(reader, factor, pointer);
  else if (kind) {
    validateEmission(reader, factor, pointer);
    validateFactorQuality(reader, factor, pointer);
  }
  return id !== null && version !== null && kind !== null ? { reference: `${id}@${version}`, kind } : null;
}

function validateDescription(reader: DocumentReader, factor: JsonObject, pointer: string): void {
  for (const key of ["publisher", "region"]) reader.words(reader.optional(factor, key), `${pointer}/${key}`);
  reader.names(reader.optional(factor, "name"), `${pointer}/name`);
  const source = reader.object(reader.optional(factor, "source"), `${pointer}/source`);
  for (const key of source ? ["title", "table", "cell", "url", "licence"] : []) {
    reader.words(reader.optional(source!, key), `${pointer}/source/${key}`);
  }
  const [from, to] = (["validFrom", "validTo"] as const).map((key) => {
    const date = reader.optional(factor, key);
    return date === null ? null : reader.date(date, `${pointer}/${key}`);
  });
  if (from && to && from > to) reader.fault("period_reversed", `${pointer}/validTo`, { start: from, end: to });
}

function validateProperty(reader: DocumentReader, factor: JsonObject, pointer: string): void {
  reader.text(reader.need(factor, "property", pointer), `${pointer}/property`);
  reader.unit(reader.need(factor, "from", pointer), `${pointer}/from`);
  reader.unit(reader.need(factor, "to", pointer), `${pointer}/to`);
  const value = reader.ratio(reader.need(factor, "value", pointer), BOUNDS.factor, `${pointer}/value`);
  // One of its directions divides by it, and a negative density would turn emissions into credits.
  if (value && sign(value) <= 0)
    reader.fault("property_not_positive", `${pointer}/value`, { value: String(factor.value) });
}

function validateEmission(reader: DocumentReader, factor: JsonObject, pointer: string): void {
  reader.unit(reader.need(factor, "unit", pointer), `${pointer}/unit`);
  for (const [trait, values] of Object.entries(TRAITS)) {
    reader.oneOf(reader.optional(factor, trait), values, `${pointer}/${trait}`);
  }
  reader.year(reader.optional(factor, "priceYear"), `${pointer}/priceYear`);
  const biogenic = reader.optional(factor, "biogenicCo2");
  reader.number(biogenic, BOUNDS.factor, `${pointer}/biogenicCo2`);

  const found = BASES.filter((basis) => Object.hasOwn(factor, basis));
  if (found.length !== 1) {
    reader.fault("factor_basis", pointer, { found: found.join(", "), allowed: BASES.join(", ") });
  }
  for (const [basis, companion] of Object.entries(COMPANIONS)) {
    const hasBasis = Object.hasOwn(factor, basis);
    if (hasBasis) reader.need(factor, companion, pointer);
    else if (Object.hasOwn(factor, companion)) {
      reader.fault("factor_basis", `${pointer}/${companion}`, { found: companion, allowed: basis });
    }
  }
  const hasGases = numbersByGas(reader, factor, "gases", pointer);
  if (hasGases === 0 && biogenic === undefined) reader.fault("factor_empty", `${pointer}/gases`);
  validateCo2eByGas(reader, factor, pointer);
  reader.number(reader.optional(factor, "co2e"), BOUNDS.factor, `${pointer}/co2e`);
  reader.text(reader.optional(factor, "co2eGwpSet"), `${pointer}/co2eGwpSet`);
  validateElements(reader, factor, pointer);
  validateInstrument(reader, reader.optional(factor, "instrument"), `${pointer}/instrument`);
}

function validateInstrument(reader: DocumentReader, value: unknown, pointer: string): void {
  const instrument = reader.object(value, pointer);
  if (!instrument) return;
  const texts = ["registry", "contract", "plant", "technology", "market", "beneficiary", "statement"];
  for (const key of texts) reader.text(reader.optional(instrument, key), `${pointer}/${key}`);
  reader.period(reader.need(instrument, "generation", pointer), `${pointer}/generation`);
  const quantity = reader.number(reader.need(instrument, "quantity", pointer), BOUNDS.quantity, `${pointer}/quantity`);
  if (quantity?.lt(0)) {
    reader.fault("instrument_negative", `${pointer}/quantity`, { quantity: String(instrument.quantity) });
  }
  reader.unit(reader.need(instrument, "unit", pointer), `${pointer}/unit`);
  reader.date(reader.optional(instrument, "cancelledOn"), `${pointer}/cancelledOn`);
  const at = `${pointer}/serials`;
  const serials = reader.object(reader.optional(instrument, "serials"), at);
  if (!serials) return;
  reader.need(instrument, "registry", pointer);
  const first = reader.text(reader.need(serials, "first", at), `${at}/first`);
  const last = reader.text(reader.need(serials, "last", at), `${at}/last`);
  if (first !== null && last !== null && !isSerialRange({ first, last })) {
    reader.fault("serials_no_range", at, { first: first.slice(0, 60), last: last.slice(0, 60) });
  }
}

/** Reads `{ gas: number }`. Returns the number of gases, or null if the field is absent or not an object. */
function numbersByGas(reader: DocumentReader, factor: JsonObject, key: string, pointer: string): number | null {
  const numbers = reader.object(reader.optional(factor, key), `${pointer}/${key}`);
  if (!numbers) return null;
  for (const [gas, value] of Object.entries(numbers)) {
    reader.number(value, BOUNDS.factor, `${pointer}/${key}/${pointerToken(gas)}`);
  }
  return Object.keys(numbers).length;
}

function validateCo2eByGas(reader: DocumentReader, factor: JsonObject, pointer: string): void {
  const count = numbersByGas(reader, factor, "gasesCo2e", pointer);
  if (count === 0) reader.fault("factor_empty", `${pointer}/gasesCo2e`);
  const gwps = reader.object(reader.optional(factor, "gasesGwp"), `${pointer}/gasesGwp`);
  if (!gwps) return;
  for (const [gas, value] of Object.entries(gwps)) {
    const at = `${pointer}/gasesGwp/${pointerToken(gas)}`;
    if (reader.number(value, BOUNDS.gwp, at)?.isZero()) reader.fault("gwp_zero", at, { gas });
  }
  if (count === null) return;
  for (const gas of Object.keys(factor.gasesCo2e as JsonObject)) reader.need(gwps, gas, `${pointer}/gasesGwp`);
}

function validateElements(reader: DocumentReader, factor: JsonObject, pointer: string): void {
  const carbon = reader.object(reader.optional(factor, "carbon"), `${pointer}/carbon`);
  if (carbon) {
    const at = `${pointer}/carbon`;
    reader.number(reader.need(carbon, "kgCarbonPerUnit", at), BOUNDS.factor, `${at}/kgCarbonPerUnit`);
    const oxidation = reader.number(reader.need(carbon, "oxidation", at), BOUNDS.factor, `${at}/oxidation`);
    if (oxidation && (oxidation.lt(0) || oxidation.gt(1))) {
      reader.fault("share_out_of_range", `${at}/oxidation`, { value: String(carbon.oxidation) });
    }
    reader.oneOf(reader.optional(carbon, "co2PerCarbon"), ["44/12", "3.664"], `${at}/co2PerCarbon`);
  }
  const nitrogen = reader.object(reader.optional(factor, "nitrogen"), `${pointer}/nitrogen`);
  if (nitrogen) {
    const at = `${pointer}/nitrogen`;
    reader.number(reader.need(nitrogen, "kgN2ONPerUnit", at), BOUNDS.factor, `${at}/kgN2ONPerUnit`);
  }
}
