import { readShare } from "#app/carbon/line/boundary.ts";
import { ALL_CATEGORIES, SCOPES, scopeOf } from "#app/carbon/line/scope.ts";
import { validateMethod } from "#app/carbon/method/validate-method.ts";
import { validateStatedQuality } from "#app/carbon/quality/validate-quality.ts";
import { DATA_QUALITIES } from "#app/carbon/total/data-quality.ts";
import { validateStatedUncertainty } from "#app/carbon/uncertainty/validate-uncertainty.ts";
import { isWithin } from "#app/day/period.ts";
import { BOUNDS } from "#app/number/decimal.ts";
import type { DocumentReader, JsonObject } from "./document-reader.ts";
import type { Period } from "./inventory-document.ts";
import { validateMerged } from "./validate-merged.ts";
import { validateWithheld } from "./validate-withheld.ts";

/** The context for checking an activity. `kinds` maps `id@version` to the kind of the factor. */
export interface ActivitySurroundings {
  period: Period | null;
  kinds: ReadonlyMap<string, string>;
}

export function validateActivity(
  reader: DocumentReader,
  value: unknown,
  { pointer, surroundings }: { pointer: string; surroundings: ActivitySurroundings },
): string | null {
  const activity = reader.object(value, pointer);
  if (!activity) return null;
  const id = reader.text(reader.need(activity, "id", pointer), `${pointer}/id`);
  reader.text(reader.need(activity, "facility", pointer), `${pointer}/facility`);
  const scope = validateScope(reader, activity, pointer);
  validatePeriod(reader, activity, { pointer, period: surroundings.period });
  const isStated = validateWithheld(reader, activity, { pointer, scope });
  const isMerged = validateMerged(reader, activity, pointer);
  if (!isStated && !isMerged) validateQuantity(reader, activity, pointer);
  reader.text(reader.optional(activity, "chain"), `${pointer}/chain`);
  reader.oneOf(reader.optional(activity, "heatBasis"), ["gross", "net"] as const, `${pointer}/heatBasis`);

  const refer = (reference: unknown, at: string, kind: string) =>
    checkReference(reader, reference, { at, kind, kinds: surroundings.kinds });
  for (const [index, reference] of (reader.array(reader.optional(activity, "via"), `${pointer}/via`) ?? []).entries()) {
    refer(reference, `${pointer}/via/${index}`, "property");
  }
  if (!isStated) refer(reader.need(activity, "factor", pointer), `${pointer}/factor`, "emission");
  validateShare(reader, activity, pointer);
  validateQuality(reader, activity, pointer);
  validateEntry(reader, activity, pointer);
  validateMarket(reader, activity, { pointer, scope, refer });
  reader.names(reader.optional(activity, "description"), `${pointer}/description`);
  reader.words(reader.optional(activity, "evidence"), `${pointer}/evidence`);
  return id;
}

/** A quantity with its unit, or a method that calculates one. */
function validateQuantity(reader: DocumentReader, activity: JsonObject, pointer: string): void {
  const method = reader.optional(activity, "method");
  if (method === undefined) {
    reader.number(reader.need(activity, "quantity", pointer), BOUNDS.quantity, `${pointer}/quantity`);
    reader.unit(reader.need(activity, "unit", pointer), `${pointer}/unit`);
    return;
  }
  if (Object.hasOwn(activity, "quantity") || Object.hasOwn(activity, "unit")) {
    reader.fault("quantity_or_method", pointer, { found: "both" });
  }
  validateMethod(reader, method, { category: reader.optional(activity, "category"), pointer: `${pointer}/method` });
}

function validateScope(reader: DocumentReader, activity: JsonObject, pointer: string): number | null {
  const scope = reader.oneOf(reader.need(activity, "scope", pointer), SCOPES, `${pointer}/scope`);
  const category = reader.oneOf(reader.need(activity, "category", pointer), ALL_CATEGORIES, `${pointer}/category`);
  if (scope !== null && category !== null && scopeOf(category) !== scope) {
    const detail = { scope: String(scope), category, fits: String(scopeOf(category)) };
    reader.fault("scope_category_mismatch", `${pointer}/scope`, detail);
  }
  return scope;
}

function validatePeriod(
  reader: DocumentReader,
  activity: JsonObject,
  { pointer, period: outer }: { pointer: string; period: Period | null },
): void {
  const period = reader.period(reader.need(activity, "period", pointer), `${pointer}/period`);
  if (!period || !outer || isWithin(period, outer)) return;
  const detail = { ...period, documentStart: outer.start, documentEnd: outer.end };
  reader.fault("activity_outside_period", `${pointer}/period`, detail);
}

function checkReference(
  reader: DocumentReader,
  reference: unknown,
  { at, kind, kinds }: { at: string; kind: string; kinds: ReadonlyMap<string, string> },
): void {
  const text = reader.text(reference, at);
  if (text === null) return;
  const found = kinds.get(text);
  if (found === undefined) reader.fault("reference_unknown", at, { reference: text.slice(0, 120) });
  else if (found !== kind) reader.fault("factor_wrong_kind", at, { reference: text, kind: found, wanted: kind });
}

function validateShare(reader: DocumentReader, activity: JsonObject, pointer: string): void {
  for (const key of ["share", "biogenicFraction"]) {
    const share = reader.optional(activity, key);
    if (reader.ratio(share, BOUNDS.share, `${pointer}/${key}`) && readShare(share as string) === null) {
      reader.fault("share_out_of_range", `${pointer}/${key}`, { value: share as string });
    }
  }
}

function validateQuality(reader: DocumentReader, activity: JsonObject, pointer: string): void {
  reader.oneOf(reader.optional(activity, "dataQuality"), DATA_QUALITIES, `${pointer}/dataQuality`);
  const at = `${pointer}/estimate`;
  const estimate = reader.object(reader.optional(activity, "estimate"), at);
  if (estimate) {
    reader.text(reader.need(estimate, "method", at), `${at}/method`);
    reader.text(reader.need(estimate, "reason", at), `${at}/reason`);
    if (reader.optional(activity, "dataQuality") !== "estimated")
      reader.fault("value_unknown", at, { found: "estimate" });
  }
  validateStatedUncertainty(reader, activity, pointer);
  validateStatedQuality(reader, activity, pointer);
}

function validateEntry(reader: DocumentReader, activity: JsonObject, pointer: string): void {
  const at = `${pointer}/entry`;
  const entry = reader.object(reader.optional(activity, "entry"), at);
  if (entry) {
    reader.oneOf(reader.need(entry, "kind", at), ["correction", "credit", "lifetime"] as const, `${at}/kind`);
    reader.text(reader.need(entry, "reason", at), `${at}/reason`);
    reader.text(reader.optional(entry, "corrects"), `${at}/corrects`);
  }
  const list = reader.array(reader.optional(activity, "accepted"), `${pointer}/accepted`) ?? [];
  for (const [index, value] of list.entries()) {
    const where = `${pointer}/accepted/${index}`;
    const accepted = reader.object(value, where);
    if (!accepted) continue;
    reader.text(reader.need(accepted, "code", where), `${where}/code`);
    reader.text(reader.need(accepted, "reason", where), `${where}/reason`);
  }
}

function validateMarket(
  reader: DocumentReader,
  activity: JsonObject,
  {
    pointer,
    scope,
    refer,
  }: { pointer: string; scope: number | null; refer: (reference: unknown, at: string, kind: string) => void },
): void {
  const at = `${pointer}/market`;
  const market = reader.object(reader.optional(activity, "market"), at);
  if (!market) return;
  if (scope !== null && scope !== 2) reader.fault("market_outside_scope_2", at, { scope: String(scope) });
  const residual = reader.optional(market, "residualFactor");
  if (residual !== null) refer(residual, `${at}/residualFactor`, "grid_residual");
  for (const [index, value] of (reader.array(reader.optional(market, "claims"), `${at}/claims`) ?? []).entries()) {
    const claim = reader.object(value, `${at}/claims/${index}`);
    if (!claim) continue;
    reader.text(reader.need(claim, "name", `${at}/claims/${index}`), `${at}/claims/${index}/name`);
    reader.words(reader.optional(claim, "proof"), `${at}/claims/${index}/proof`);
  }
  const instruments = reader.array(reader.optional(market, "instruments"), `${at}/instruments`) ?? [];
  for (const [index, value] of instruments.entries()) {
    const where = `${at}/instruments/${index}`;
    const instrument = reader.object(value, where);
    if (!instrument) continue;
    reader.text(reader.need(instrument, "type", where), `${where}/type`);
    const bounds = Object.hasOwn(activity, "merged") ? BOUNDS.sum : BOUNDS.quantity;
    const quantity = reader.number(reader.need(instrument, "quantity", where), bounds, `${where}/quantity`);
    if (quantity?.lt(0)) {
      reader.fault("instrument_negative", `${where}/quantity`, { quantity: String(instrument.quantity) });
    }
    reader.unit(reader.need(instrument, "unit", where), `${where}/unit`);
    refer(reader.need(instrument, "factor", where), `${where}/factor`, "emission");
    reader.words(reader.optional(instrument, "reference"), `${where}/reference`);
  }
}
