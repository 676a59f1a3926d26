import { sql } from "kysely";
import { hashLinkToken, makeLinkToken } from "#app/access/link-token.server.ts";
import { EMPTY_ENTRY, sourceOfEntry } from "#app/carbon/entry/activity-entry.ts";
import { isConvertible, isUnitCode, parseUnit } from "#app/carbon/unit/unit.ts";
import { daysByMonth, isWithin, lastDayOfMonth } from "#app/day/period.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { Locale } from "#app/i18n/locale.ts";
import { getInventory } from "#app/organization/inventory.server.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { entryContext } from "#app/records/activity.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { DataRequestStepKind, StoredRemark } from "#db/data-request-schema.ts";
import type { TenantTx } from "#db/doors.ts";
import { type DataRequest, getDataRequest, isAsked } from "./data-request-list.server.ts";
import { DATA_REQUEST, type DataRequestState, isLinkOpen, stateOfRequest } from "./data-request-state.ts";
import { addProduct } from "./supplier/supplier-product.server.ts";

export interface RequestedItem {
  sourceId: string;
  /** The default. Other units of the same dimension are accepted too. */
  unit: string;
  isEvidenceRequired: boolean;
}

export interface DataRequestInput {
  inventoryId: string;
  /** `YYYY-MM`, whole months of the inventory. */
  months: string[];
  items: RequestedItem[];
  recipientName: string;
  /** Lower case. */
  recipientEmail: string;
  locale: Locale;
  message: string;
  expiresAt: Date;
}

/** A request for the emission factor of a product. */
export interface SupplierRequestInput
  extends Pick<DataRequestInput, "recipientName" | "recipientEmail" | "locale" | "message" | "expiresAt"> {
  product: { name: string; unit: string };
}

/** Message keys. */
export type DataRequestFault = "sources" | "months" | "unit" | "source_ambiguous" | "too_many" | "expiry";

/** Keeps the form short enough to complete on a phone. */
export const MOST_CELLS = 360;
const LONGEST_DAYS = 366;

type Author = ChangeAuthor & { organizationId: string };

/** The author of the records that answer a request: a person with a link and no account. */
export function recipientAuthor(request: { tenantId: string; organizationId: string; id: string }): Author {
  const { tenantId, organizationId, id } = request;
  return { tenantId, organizationId, userId: `request:${id}`, source: "link" };
}

/**
 * Creates a data request to a person without an account. The token opens the request. It is sent by email and shown
 * once.
 *
 * @throws AppError `not_found` for an inventory or source of another organization
 */
export async function makeDataRequest(
  tx: TenantTx,
  author: Author,
  input: DataRequestInput,
  now: Date = new Date(),
): Promise<{ ok: true; id: string; token: string } | { ok: false; fault: DataRequestFault }> {
  const fault = (await findFault(tx, author.organizationId, input)) ?? expiryFault(input.expiresAt, now);
  if (fault) return { ok: false, fault };
  const months = [...new Set(input.months)].sort();
  const id = await insertRequest(tx, author, { ...input, months });
  const items = input.items.map((item, position) => ({
    tenant_id: author.tenantId,
    request_id: id,
    emission_source_id: item.sourceId,
    position,
    unit: item.unit.trim(),
    is_evidence_required: item.isEvidenceRequired,
  }));
  await tx.insertInto("data_request_item").values(items).execute();
  const token = await addLink(tx, author, id, input.expiresAt);
  await insertStep(tx, author, id, { kind: "sent" });
  await recordChange(tx, author, {
    action: "data_request.sent",
    subject: "data_request",
    subjectId: id,
    after: {
      name: bothWays(input.recipientName),
      recipient: input.recipientEmail,
      months,
      sources: input.items.map(({ sourceId }) => sourceId),
      expires: input.expiresAt.toISOString(),
    },
  });
  return { ok: true, id, token };
}

/** Asks a supplier for the emission factor of a product, in the same way. */
export async function makeSupplierRequest(
  tx: TenantTx,
  author: Author,
  input: SupplierRequestInput,
  now: Date = new Date(),
): Promise<{ ok: true; id: string; token: string } | { ok: false; fault: "expiry" }> {
  const fault = expiryFault(input.expiresAt, now);
  if (fault) return { ok: false, fault };
  const id = await insertRequest(tx, author, { ...input, inventoryId: null, months: [] });
  await addProduct(tx, { tenantId: author.tenantId, requestId: id, ...input.product });
  const token = await addLink(tx, author, id, input.expiresAt);
  await insertStep(tx, author, id, { kind: "sent" });
  await recordChange(tx, author, {
    action: "data_request.sent",
    subject: "data_request",
    subjectId: id,
    after: {
      name: bothWays(input.recipientName),
      recipient: input.recipientEmail,
      product: input.product.name,
      unit: input.product.unit,
      expires: input.expiresAt.toISOString(),
    },
  });
  return { ok: true, id, token };
}

type NewRequest = Omit<DataRequestInput, "inventoryId" | "items"> & { inventoryId: string | null };

async function insertRequest(tx: TenantTx, author: Author, input: NewRequest): Promise<string> {
  const { id } = await tx
    .insertInto("data_request")
    .values({
      tenant_id: author.tenantId,
      created_by: author.userId,
      organization_id: author.organizationId,
      inventory_id: input.inventoryId,
      months: JSON.stringify(input.months),
      recipient_name: input.recipientName,
      recipient_email: input.recipientEmail,
      locale: input.locale,
      message: input.message,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

async function findFault(
  tx: TenantTx,
  organizationId: string,
  { inventoryId, months, items }: DataRequestInput,
): Promise<DataRequestFault | null> {
  const { period } = await getInventory(tx, organizationId, inventoryId);
  const known = new Map((await listEmissionSources(tx, organizationId)).map((source) => [source.id, source]));
  if (items.some(({ sourceId }) => !known.has(sourceId))) throw new AppError("not_found");
  if (items.length === 0 || new Set(items.map(({ sourceId }) => sourceId)).size < items.length) return "sources";
  const offered = wholeMonths(period);
  if (months.length === 0 || months.some((month) => !offered.includes(month))) return "months";
  if (items.length * months.length > MOST_CELLS) return "too_many";
  for (const { sourceId, unit } of items) if (!fitsUnit(unit, known.get(sourceId)!.unit)) return "unit";
  const facilities = new Map((await listFacilities(tx, organizationId)).map(({ id, name }) => [id, name]));
  const context = await entryContext(tx, organizationId, period);
  for (const { sourceId } of items) {
    // Answers become records that name their source in words, so two sources can't share a name.
    const { name, facilityId } = known.get(sourceId)!;
    const facility = facilities.get(facilityId)!;
    const entry = { ...EMPTY_ENTRY, facility: facility.en || facility.zh, source: name.en || name.zh };
    if (sourceOfEntry(entry, context)?.id !== sourceId) return "source_ambiguous";
  }
  return null;
}

/** The whole months of a period. A partial month can't be requested. */
export function wholeMonths(period: { start: string; end: string }): string[] {
  const months = daysByMonth(period).map(({ month }) => month);
  return months.filter((month) => isWithin({ start: `${month}-01`, end: lastDayOfMonth(month) }, period));
}

function fitsUnit(text: string, ofSource: string): boolean {
  const unit = parseUnit(text);
  return text.length <= 40 && unit.ok && (!isUnitCode(ofSource) || isConvertible(unit.code, ofSource));
}

function expiryFault(expiresAt: Date, now: Date): "expiry" | null {
  const days = (expiresAt.getTime() - now.getTime()) / 86_400_000;
  return days > 0 && days <= LONGEST_DAYS ? null : "expiry";
}

/**
 * Creates a new link, which ends the previous one: to resend it, as a reminder, or to request changes.
 *
 * @throws AppError `conflict` with `request_closed` if the request was accepted or withdrawn, `not_found`
 */
export async function sendLink(
  tx: TenantTx,
  author: Author,
  requestId: string,
  sent: {
    kind: "sent" | "reminded" | "asked_again";
    expiresAt: Date;
    comment?: string;
    remarks?: StoredRemark[];
  },
): Promise<{ ok: true; token: string; request: DataRequest } | { ok: false; fault: "expiry" | "nothing_asked" }> {
  const now = new Date();
  await lockRequest(tx, requestId);
  const request = await getDataRequest(tx, author.organizationId, requestId);
  if (!DATA_REQUEST.may(sent.kind, stateOf(request, now))) throw closed();
  const fault = expiryFault(sent.expiresAt, now);
  if (fault) return { ok: false, fault };
  const remarks = sent.remarks ?? [];
  if (remarks.some(({ position, month }) => !isAsked(request, position, month))) throw new AppError("not_found");
  if (sent.kind === "asked_again" && remarks.length === 0 && !sent.comment)
    return { ok: false, fault: "nothing_asked" };
  const token = await addLink(tx, author, requestId, sent.expiresAt);
  await addStep(tx, author, request, { kind: sent.kind, comment: sent.comment ?? "", remarks, now });
  return { ok: true, token, request };
}

/** Accepts all answers and ends the link. The records stay drafts until they are approved. @throws as `sendLink` */
export async function acceptAnswers(tx: TenantTx, author: Author, requestId: string): Promise<void> {
  await endRequest(tx, author, requestId, { kind: "accepted" });
}

/** Ends the link. Submitted answers stay. @throws as `sendLink` */
export async function revokeDataRequest(
  tx: TenantTx,
  author: Author,
  requestId: string,
  reason: string,
): Promise<void> {
  await endRequest(tx, author, requestId, { kind: "revoked", comment: reason });
}

async function endRequest(
  tx: TenantTx,
  author: Author,
  requestId: string,
  step: NewStep & { kind: "accepted" | "revoked" },
): Promise<void> {
  await lockRequest(tx, requestId);
  const request = await getDataRequest(tx, author.organizationId, requestId);
  if (!DATA_REQUEST.may(step.kind, stateOf(request))) throw closed();
  if (step.kind === "accepted" && request.answeredCount === 0) {
    throw new AppError("conflict", { details: { reason: "nothing_answered" } });
  }
  await addStep(tx, author, request, { ...step, now: new Date() });
}

function closed(): AppError {
  return new AppError("conflict", { details: { reason: "request_closed" } });
}

/** Recorded once for each link. */
export async function noteOpened(tx: TenantTx, author: Author, request: DataRequest): Promise<void> {
  const kinds = request.steps.map(({ kind }) => kind);
  const sent = Math.max(...(["sent", "reminded", "asked_again"] as const).map((kind) => kinds.lastIndexOf(kind)));
  if (kinds.lastIndexOf("opened") > sent || kinds.lastIndexOf("handed_in") > sent) return;
  await lockRequest(tx, request.id);
  await addStep(tx, author, request, { kind: "opened", now: new Date() });
}

export function stateOf(request: DataRequest, now: Date = new Date()): DataRequestState {
  return stateOfRequest(progressOf(request), now);
}

export function isOpen(request: DataRequest, now: Date = new Date()): boolean {
  return isLinkOpen(progressOf(request), now);
}

function progressOf({ steps, answeredCount, askedCount, expiresAt }: DataRequest) {
  return { steps: steps.map(({ kind }) => kind), answered: answeredCount, asked: askedCount, expiresAt };
}

async function addLink(tx: TenantTx, author: Author, requestId: string, expiresAt: Date): Promise<string> {
  const token = makeLinkToken();
  const { number } = await tx
    .selectFrom("data_request_link")
    .select((select) => select.fn.count<number>("number").as("number"))
    .where("request_id", "=", requestId)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto("data_request_link")
    .values({
      tenant_id: author.tenantId,
      request_id: requestId,
      number: number + 1,
      token_hash: hashLinkToken(token),
      expires_at: expiresAt,
      created_by: author.userId,
    })
    .execute();
  return token;
}

export interface NewStep {
  kind: DataRequestStepKind;
  comment?: string;
  remarks?: StoredRemark[];
}

/** Adds a step, and a trail entry with the status before and after. @returns the number of the step */
export async function addStep(
  tx: TenantTx,
  author: Author,
  request: DataRequest,
  { now, facts = {}, ...step }: NewStep & { now: Date; facts?: object },
): Promise<number> {
  const number = await insertStep(tx, author, request.id, step);
  const after = await getDataRequest(tx, author.organizationId, request.id);
  await recordChange(tx, author, {
    action: `data_request.${step.kind}`,
    subject: "data_request",
    subjectId: request.id,
    before: { state: stateOf(request, now) },
    after: {
      name: bothWays(request.recipientName),
      state: stateOf(after, now),
      ...(step.comment ? { comment: step.comment } : {}),
      ...(step.remarks?.length ? { remarks: step.remarks } : {}),
      ...facts,
    },
  });
  return number;
}

async function insertStep(tx: TenantTx, author: Author, requestId: string, step: NewStep): Promise<number> {
  const { number } = await tx
    .selectFrom("data_request_step")
    .select((select) => select.fn.count<number>("number").as("number"))
    .where("request_id", "=", requestId)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto("data_request_step")
    .values({
      tenant_id: author.tenantId,
      request_id: requestId,
      number: number + 1,
      kind: step.kind,
      comment: step.comment ?? "",
      remarks: JSON.stringify(step.remarks ?? []),
      created_by: author.userId,
    })
    .execute();
  return number + 1;
}

/** Serializes the steps of a request. Released when the transaction ends. */
export async function lockRequest(tx: TenantTx, requestId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`data-request:${requestId}`}, 0))`.execute(tx);
}

/** Names of people are the same in both languages. */
function bothWays(name: string): { en: string; zh: string } {
  return { en: name, zh: name };
}
