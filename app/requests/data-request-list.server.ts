import { type Selectable, sql } from "kysely";
import type { RequestedAnswer } from "#app/carbon/entry/requested-answer.ts";
import { AppError } from "#app/encoding/errors.ts";
import { omit } from "#app/encoding/omit.ts";
import { type Locale, localeOr } from "#app/i18n/locale.ts";
import type { DataRequestStepKind, StoredRemark } from "#db/data-request-schema.ts";
import type { TenantTx } from "#db/doors.ts";
import type { Database } from "#db/schema.ts";
import type { AskedSource } from "./recipient-view.ts";
import { productsOf } from "./supplier/supplier-product.server.ts";

/** A source in a request. The recipient sees its position but no id. */
export type DataRequestItem = AskedSource & { sourceId: string };

export interface DataRequestStep {
  number: number;
  kind: DataRequestStepKind;
  comment: string;
  remarks: StoredRemark[];
  at: Date;
  authorName: string | null;
}

export interface DataRequest {
  id: string;
  /** Null for the emission factor of a product. */
  inventoryId: string | null;
  /** The product whose emission factor a supplier is asked for. Then there are no items and months. */
  product: { name: string; unit: string } | null;
  months: string[];
  recipientName: string;
  recipientEmail: string;
  locale: Locale;
  message: string;
  /** Null if the person left. */
  askedBy: { name: string; email: string; locale: Locale } | null;
  createdAt: Date;
  /** Expiry of the newest link. */
  expiresAt: Date;
  items: DataRequestItem[];
  steps: DataRequestStep[];
  askedCount: number;
  answeredCount: number;
}

/** The newest answer to one cell. */
export interface DataRequestAnswer extends RequestedAnswer {
  position: number;
  month: string;
  version: number;
  recordId: string | null;
  recordVersion: number | null;
  at: Date;
}

/** Newest first. */
export async function listDataRequests(tx: TenantTx, organizationId: string): Promise<DataRequest[]> {
  const rows = await selectRequests(tx, organizationId).orderBy("r.created_at", "desc").orderBy("r.id").execute();
  return withParts(tx, rows);
}

/** @throws AppError `not_found` */
export async function getDataRequest(tx: TenantTx, organizationId: string, requestId: string): Promise<DataRequest> {
  const rows = await selectRequests(tx, organizationId).where("r.id", "=", requestId).execute();
  const [request] = await withParts(tx, rows);
  if (!request) throw new AppError("not_found");
  return request;
}

function selectRequests(tx: TenantTx, organizationId: string) {
  return tx
    .selectFrom("data_request as r")
    .leftJoin("user_account as u", "u.id", "r.created_by")
    .selectAll("r")
    .select(["u.name as asker_name", "u.email as asker_email", "u.locale as asker_locale"])
    .select((on) =>
      on
        .selectFrom("data_request_link as l")
        .whereRef("l.request_id", "=", "r.id")
        .select((max) => max.fn.max("l.expires_at").as("expires"))
        .where("l.number", "=", (newest) =>
          newest
            .selectFrom("data_request_link as n")
            .whereRef("n.request_id", "=", "r.id")
            .select((max) => max.fn.max("n.number").as("number")),
        )
        .as("expires_at"),
    )
    .select(
      sql<number>`(select count(*) from (select distinct a.emission_source_id, a.month from data_request_answer a
        where a.tenant_id = r.tenant_id and a.request_id = r.id) c)`.as("answered"),
    )
    .where("r.organization_id", "=", organizationId);
}

type RequestRow = Selectable<Database["data_request"]> & {
  asker_name: string | null;
  asker_email: string | null;
  asker_locale: string | null;
  expires_at: Date | null;
  answered: number;
};

async function withParts(tx: TenantTx, rows: RequestRow[]): Promise<DataRequest[]> {
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const items = await listItems(tx, ids);
  const steps = await listSteps(tx, ids);
  const products = await productsOf(tx, ids);
  return rows.map((row) => {
    const own = items.filter(({ requestId }) => requestId === row.id).map((one) => omit(one, "requestId"));
    const product = products.get(row.id);
    return {
      id: row.id,
      inventoryId: row.inventory_id,
      product: product ? { name: product.name, unit: product.unit } : null,
      months: row.months,
      recipientName: row.recipient_name,
      recipientEmail: row.recipient_email,
      locale: localeOr(row.locale),
      message: row.message,
      askedBy: askerOf(row),
      createdAt: row.created_at,
      expiresAt: row.expires_at!,
      items: own,
      steps: steps.filter(({ requestId }) => requestId === row.id).map((one) => omit(one, "requestId")),
      askedCount: product ? 1 : own.length * row.months.length,
      answeredCount: product ? Number(product.isAnswered) : Number(row.answered),
    };
  });
}

function askerOf({ asker_name: name, asker_email: email, asker_locale: locale }: RequestRow): DataRequest["askedBy"] {
  return name === null || email === null ? null : { name, email, locale: localeOr(locale) };
}

async function listItems(tx: TenantTx, ids: string[]): Promise<(DataRequestItem & { requestId: string })[]> {
  const rows = await tx
    .selectFrom("data_request_item as i")
    .innerJoin("emission_source as s", "s.id", "i.emission_source_id")
    .innerJoin("facility as f", "f.id", "s.facility_id")
    .select(["i.request_id", "i.position", "i.unit", "i.is_evidence_required", "s.id", "s.category"])
    .select(["s.name_en", "s.name_zh", "f.name_en as facility_en", "f.name_zh as facility_zh"])
    .where("i.request_id", "in", ids)
    .orderBy("i.position")
    .execute();
  return rows.map((row) => ({
    requestId: row.request_id,
    position: row.position,
    sourceId: row.id,
    name: { en: row.name_en, zh: row.name_zh },
    facility: { en: row.facility_en, zh: row.facility_zh },
    category: row.category,
    unit: row.unit,
    isEvidenceRequired: row.is_evidence_required,
  }));
}

async function listSteps(tx: TenantTx, ids: string[]): Promise<(DataRequestStep & { requestId: string })[]> {
  const rows = await tx
    .selectFrom("data_request_step as s")
    .leftJoin("author", "author.id", "s.created_by")
    .selectAll("s")
    .select("author.name as author_name")
    .where("s.request_id", "in", ids)
    .orderBy("s.number")
    .execute();
  return rows.map((row) => ({
    requestId: row.request_id,
    number: row.number,
    kind: row.kind,
    comment: row.comment,
    remarks: row.remarks,
    at: row.created_at,
    authorName: row.author_name,
  }));
}

/** The newest answer to each answered cell, by position and month. */
export async function listAnswers(tx: TenantTx, requestId: string): Promise<DataRequestAnswer[]> {
  const rows = await tx
    .selectFrom("data_request_answer as a")
    .innerJoin("data_request_item as i", (join) =>
      join.onRef("i.request_id", "=", "a.request_id").onRef("i.emission_source_id", "=", "a.emission_source_id"),
    )
    .selectAll("a")
    .select("i.position")
    .distinctOn(["i.position", "a.month"])
    .where("a.request_id", "=", requestId)
    .orderBy("i.position")
    .orderBy("a.month")
    .orderBy("a.version", "desc")
    .execute();
  return rows.map((row) => ({
    position: row.position,
    month: row.month,
    version: row.version,
    kind: row.kind,
    quantity: row.quantity,
    unit: row.unit,
    dataQuality: row.data_quality,
    note: row.note,
    recordId: row.record_id,
    recordVersion: row.record_version,
    at: row.created_at,
  }));
}

/**
 * Finds answers whose record someone else has changed or deleted. The recipient can no longer correct them.
 *
 * @returns `position.month` of each
 */
export async function findTakenOver(tx: TenantTx, answers: DataRequestAnswer[]): Promise<Set<string>> {
  const ids = answers.flatMap(({ recordId }) => recordId ?? []);
  if (ids.length === 0) return new Set();
  const rows = await tx
    .selectFrom("activity_record")
    .select((select) => ["record_id", select.fn.max<number>("version").as("version")])
    .where("record_id", "in", ids)
    .groupBy("record_id")
    .execute();
  const newest = new Map(rows.map(({ record_id, version }) => [record_id, version]));
  const isTaken = ({ recordId, recordVersion }: DataRequestAnswer) =>
    recordId !== null && newest.get(recordId) !== recordVersion;
  return new Set(answers.filter(isTaken).map(cellKey));
}

export function cellKey({ position, month }: { position: number; month: string }): string {
  return `${position}.${month}`;
}

export function isAsked(request: Pick<DataRequest, "items" | "months">, position: number, month: string): boolean {
  return request.items.some((item) => item.position === position) && request.months.includes(month);
}

/** @throws AppError `not_found` for a position that was not requested */
export function itemAt(request: Pick<DataRequest, "items">, position: number): DataRequestItem {
  const item = request.items.find((one) => one.position === position);
  if (!item) throw new AppError("not_found");
  return item;
}

/**
 * Counts records of the requested sources and months that do not come from this request and may be duplicates.
 *
 * @returns the number by `position.month`
 */
export async function countOtherRecords(
  tx: TenantTx,
  request: Pick<DataRequest, "items" | "months">,
  answers: DataRequestAnswer[],
): Promise<Map<string, number>> {
  const own = answers.flatMap(({ recordId }) => recordId ?? []);
  if (request.items.length === 0) return new Map();
  const positions = new Map(request.items.map(({ sourceId, position }) => [sourceId, position]));
  const rows = await tx
    .selectFrom("current_activity_record")
    .select(["emission_source_id", sql<string>`to_char(period_start, 'YYYY-MM')`.as("month")])
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("emission_source_id", "in", [...positions.keys()])
    .where(sql<string>`to_char(period_start, 'YYYY-MM')`, "in", request.months)
    .where(sql<boolean>`to_char(period_start, 'YYYY-MM') = to_char(period_end, 'YYYY-MM')`)
    .$if(own.length > 0, (query) => query.where("record_id", "not in", own))
    .groupBy(["emission_source_id", sql`to_char(period_start, 'YYYY-MM')`])
    .execute();
  return new Map(
    rows.map((row) => [
      cellKey({ position: positions.get(row.emission_source_id)!, month: row.month }),
      Number(row.count),
    ]),
  );
}
