import { recordsOf } from "#app/carbon/condense/merged-records.ts";
import { UNSPLIT } from "#app/carbon/factor/gas.ts";
import { CONSOLIDATION_APPROACHES } from "#app/carbon/line/boundary.ts";
import { validateUncertainty } from "#app/carbon/uncertainty/validate-uncertainty.ts";
import { BOUNDS, Decimal } from "#app/number/decimal.ts";
import { DocumentReader, type JsonObject, pointerToken } from "./document-reader.ts";
import type { DocumentActivity, Fault, InventoryDocument } from "./inventory-document.ts";
import { type ActivitySurroundings, validateActivity } from "./validate-activity.ts";
import { validateCount } from "./validate-count.ts";
import { validateFactor } from "./validate-factor.ts";

export const DOCUMENT_SCHEMA = "truetonne/inventory-document/v1";

export type Validation = { ok: true; document: InventoryDocument } | { ok: false; faults: Fault[] };

/**
 * Whether a value is an inventory document that can be calculated. Finds every error with its JSON pointer: violations
 * of `inventory-document.schema.json`, and those that no schema can express (references, sums, dates, duplicates).
 * Ignores `results` and unknown fields.
 */
export function validateDocument(value: unknown): Validation {
  const reader = new DocumentReader();
  const document = reader.object(value === undefined ? null : value, "");
  if (document) validateParts(reader, document);
  return reader.faults.length === 0
    ? { ok: true, document: value as InventoryDocument }
    : { ok: false, faults: reader.faults };
}

function validateParts(reader: DocumentReader, document: JsonObject): void {
  reader.oneOf(reader.need(document, "schema", ""), [DOCUMENT_SCHEMA], "/schema");
  validateOrganization(reader, reader.need(document, "organization", ""));
  const period = reader.period(reader.need(document, "period", ""), "/period");
  reader.period(reader.optional(document, "vintage"), "/vintage");
  validateGwp(reader, reader.need(document, "gwp", ""));
  validateFacilities(reader, reader.optional(document, "facilities"));
  const events = reader.array(reader.optional(document, "eventSources"), "/eventSources") ?? [];
  for (const [index, source] of events.entries()) reader.words(source, `/eventSources/${index}`);
  const kinds = validateFactors(reader, reader.need(document, "factors", ""));
  const ids = validateActivities(reader, reader.need(document, "activities", ""), { period, kinds });
  validateUncertainty(reader, reader.optional(document, "uncertainty"), ids);
  validateDetail(reader, document);
}

/** The detail must have as many records as its activities represent. */
function validateDetail(reader: DocumentReader, document: JsonObject): void {
  const detail = reader.object(reader.optional(document, "detail"), "/detail");
  if (!detail) return;
  const stated = validateCount(reader, reader.need(detail, "records", "/detail"), "/detail/records");
  validateCount(reader, reader.need(detail, "pieces", "/detail"), "/detail/pieces");
  const root = reader.text(reader.need(detail, "root", "/detail"), "/detail/root");
  if (root !== null && !/^[0-9a-f]{64}$/.test(root)) reader.fault("value_unknown", "/detail/root", { value: root });
  if (stated === null || reader.faults.length > 0) return;
  const found = (document.activities as DocumentActivity[]).reduce((count, one) => count + recordsOf(one), 0);
  if (found !== stated) reader.fault("detail_count", "/detail/records", { stated: `${stated}`, found: `${found}` });
}

function validateOrganization(reader: DocumentReader, value: unknown): void {
  const organization = reader.object(value, "/organization");
  if (!organization) return;
  reader.names(reader.need(organization, "name", "/organization"), "/organization/name", true);
  reader.words(reader.optional(organization, "legalId"), "/organization/legalId");
  const approach = reader.need(organization, "consolidationApproach", "/organization");
  reader.oneOf(approach, CONSOLIDATION_APPROACHES, "/organization/consolidationApproach");
}

function validateGwp(reader: DocumentReader, value: unknown): void {
  const gwp = reader.object(value, "/gwp");
  if (!gwp) return;
  reader.text(reader.need(gwp, "set", "/gwp"), "/gwp/set");
  reader.words(reader.optional(gwp, "source"), "/gwp/source");
  const values = reader.object(reader.need(gwp, "values", "/gwp"), "/gwp/values") ?? {};
  for (const [gas, number] of Object.entries(values)) {
    const at = `/gwp/values/${pointerToken(gas)}`;
    checkGasName(reader, gas, at);
    reader.number(number, BOUNDS.gwp, at);
  }
  validateApart(reader, gwp, values);
  const blends = reader.object(reader.optional(gwp, "blends"), "/gwp/blends") ?? {};
  for (const [blend, shares] of Object.entries(blends)) {
    const at = `/gwp/blends/${pointerToken(blend)}`;
    checkGasName(reader, blend, at);
    if (Object.hasOwn(values, blend)) reader.fault("gas_twice", at, { gas: blend });
    validateBlend(reader, shares, at);
  }
}

/** A gas reported outside the totals must have a GWP, otherwise it can't be quantified. */
function validateApart(reader: DocumentReader, gwp: JsonObject, values: JsonObject): void {
  const apart = reader.array(reader.optional(gwp, "reportedApart"), "/gwp/reportedApart") ?? [];
  for (const [index, value] of apart.entries()) {
    const gas = reader.text(value, `/gwp/reportedApart/${index}`);
    if (gas !== null && !Object.hasOwn(values, gas)) {
      reader.fault("reference_unknown", `/gwp/reportedApart/${index}`, { reference: gas.slice(0, 120) });
    }
  }
}

function checkGasName(reader: DocumentReader, gas: string, at: string): void {
  if (gas.trim() === "") reader.fault("text_empty", at);
  if (gas === UNSPLIT) reader.fault("gas_name_reserved", at, { gas });
}

function validateBlend(reader: DocumentReader, value: unknown, at: string): void {
  const shares = reader.object(value, at);
  if (!shares) return;
  let sum: Decimal | null = new Decimal(0);
  for (const [gas, text] of Object.entries(shares)) {
    const pointer = `${at}/${pointerToken(gas)}`;
    const share = reader.number(text, BOUNDS.share, pointer);
    if (share && (share.lt(0) || share.gt(1))) reader.fault("share_out_of_range", pointer, { value: String(text) });
    sum = share === null ? null : (sum?.plus(share) ?? null);
  }
  if (sum && !sum.eq(1)) reader.fault("blend_sum", at, { sum: sum.toFixed() });
}

function validateFacilities(reader: DocumentReader, value: unknown): void {
  const facilities = reader.object(value, "/facilities") ?? {};
  for (const [id, facility] of Object.entries(facilities)) {
    const at = `/facilities/${pointerToken(id)}`;
    const found = reader.object(facility, at);
    if (!found) continue;
    reader.names(reader.need(found, "name", at), `${at}/name`);
    for (const key of ["country", "gridRegion"]) reader.words(reader.optional(found, key), `${at}/${key}`);
  }
}

function validateFactors(reader: DocumentReader, value: unknown): ReadonlyMap<string, string> {
  const kinds = new Map<string, string>();
  for (const [index, factor] of (reader.array(value, "/factors") ?? []).entries()) {
    const found = validateFactor(reader, factor, `/factors/${index}`);
    if (!found) continue;
    if (kinds.has(found.reference)) {
      reader.fault("duplicate_factor", `/factors/${index}`, { reference: found.reference });
    } else kinds.set(found.reference, found.kind);
  }
  return kinds;
}

function validateActivities(reader: DocumentReader, value: unknown, surroundings: ActivitySurroundings): Set<string> {
  const ids = new Set<string>();
  for (const [index, activity] of (reader.array(value, "/activities") ?? []).entries()) {
    const pointer = `/activities/${index}`;
    const id = validateActivity(reader, activity, { pointer, surroundings });
    if (id === null) continue;
    if (ids.has(id)) reader.fault("duplicate_id", `${pointer}/id`, { id });
    ids.add(id);
  }
  return ids;
}
