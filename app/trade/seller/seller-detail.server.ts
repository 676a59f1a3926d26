import { sql } from "kysely";
import type { Day } from "#app/day/period.ts";
import { isTimeZone, today, type Zone } from "#app/day/zone.ts";
import { omit } from "#app/encoding/omit.ts";
import { isCurrency } from "#app/money/currency.ts";
import { MOST_MINOR } from "#app/money/money.ts";
import { type Refusal, refuseUnprinted } from "#app/trade/invoice/unprinted-field.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";

/** Who sells from a workspace, as it stands on quotes and invoices. */
export interface SellerStatement {
  legalNameEn: string;
  legalNameZh: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  taxId: string;
  /** Of the company's register. */
  registrationId: string;
  addressEn: string;
  addressZh: string;
  email: string;
  homeCurrency: string;
  /** IANA name; by it the day and the fiscal year of a document are told. */
  timeZone: string;
  fiscalFirstMonth: number;
  quotePrefix: string;
  invoicePrefix: string;
  creditNotePrefix: string;
  /** Days from issue until an invoice is due. */
  paymentDays: number;
  /** Minor units of the home currency; null where one person is enough for any amount. */
  confirmAboveMinor: bigint | null;
  termsEn: string;
  termsZh: string;
}

export interface SellerDetail extends SellerStatement {
  version: number;
  statedAt: Date;
  authorName: string | null;
}

export type SellerFault =
  | "name_missing"
  | "country"
  | "currency"
  | "time_zone"
  | "first_month"
  | "prefix"
  | "prefixes_alike"
  | "payment_days"
  | "amount_too_large"
  | "nothing_changed";

/** The details in force; null before anything was stated. */
export async function getSellerDetail(tx: TenantTx): Promise<SellerDetail | null> {
  return (await listSellerDetails(tx, 1))[0] ?? null;
}

/** Every statement, newest first. */
export async function listSellerDetails(tx: TenantTx, limit = 100): Promise<SellerDetail[]> {
  const rows = await tx
    .selectFrom("seller_detail as s")
    .leftJoin("author", "author.id", "s.created_by")
    .selectAll("s")
    .select("author.name as author_name")
    .orderBy("s.version", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    version: row.version,
    legalNameEn: row.legal_name_en,
    legalNameZh: row.legal_name_zh,
    country: row.country,
    taxId: row.tax_id,
    registrationId: row.registration_id,
    addressEn: row.address_en,
    addressZh: row.address_zh,
    email: row.email,
    homeCurrency: row.home_currency,
    timeZone: row.time_zone,
    fiscalFirstMonth: row.fiscal_first_month,
    quotePrefix: row.quote_prefix,
    invoicePrefix: row.invoice_prefix,
    creditNotePrefix: row.credit_note_prefix,
    paymentDays: row.payment_days,
    confirmAboveMinor: row.confirm_above_minor === null ? null : BigInt(row.confirm_above_minor),
    termsEn: row.terms_en,
    termsZh: row.terms_zh,
    statedAt: row.created_at,
    authorName: row.author_name,
  }));
}

/** The seller's zone; that of the workspace before anything was stated. Documents and the fiscal year go by its days. */
export const SELLER_ZONE = sql<Zone>`seller_zone((select id from tenant))`;

/** The day that it is for the seller. */
export async function sellerToday(tx: TenantTx, now: Date = new Date()): Promise<Day> {
  const { rows } = await sql<{ zone: Zone }>`select ${SELLER_ZONE} as zone`.execute(tx);
  return today(rows[0]!.zone, now);
}

/** States the details anew. What was issued keeps those that it was made with. */
export async function stateSellerDetail(
  tx: TenantTx,
  author: ChangeAuthor,
  statement: SellerStatement,
): Promise<{ ok: true; version: number } | Refusal<SellerFault>> {
  await lockTrail(tx, author.tenantId);
  const before = await getSellerDetail(tx);
  const texts = omit(statement, "confirmAboveMinor", "fiscalFirstMonth", "paymentDays");
  const unprinted = refuseUnprinted({ seller: texts });
  if (unprinted) return unprinted;
  const fault = whatIsWrong(statement) ?? (before && isSame(before, statement) ? "nothing_changed" : null);
  if (fault) return { ok: false, fault };
  const version = (before?.version ?? 0) + 1;
  await tx
    .insertInto("seller_detail")
    .values({
      tenant_id: author.tenantId,
      version,
      after: before?.version ?? null,
      legal_name_en: statement.legalNameEn,
      legal_name_zh: statement.legalNameZh,
      country: statement.country,
      tax_id: statement.taxId,
      registration_id: statement.registrationId,
      address_en: statement.addressEn,
      address_zh: statement.addressZh,
      email: statement.email,
      home_currency: statement.homeCurrency,
      time_zone: statement.timeZone,
      fiscal_first_month: statement.fiscalFirstMonth,
      quote_prefix: statement.quotePrefix,
      invoice_prefix: statement.invoicePrefix,
      credit_note_prefix: statement.creditNotePrefix,
      payment_days: statement.paymentDays,
      confirm_above_minor: statement.confirmAboveMinor,
      terms_en: statement.termsEn,
      terms_zh: statement.termsZh,
      created_by: author.userId,
    })
    .execute();
  await noteLimit(tx, author, before, statement);
  await recordChange(tx, author, {
    action: "seller_detail.stated",
    subject: "seller_detail",
    subjectId: author.tenantId,
    ...(before ? { before: told(before) } : {}),
    after: { version, ...told(statement) },
  });
  return { ok: true, version };
}

/** An entry of its own, as all who manage get a mail about it. */
async function noteLimit(
  tx: TenantTx,
  author: ChangeAuthor,
  before: SellerStatement | null,
  after: SellerStatement,
): Promise<void> {
  const limitOf = ({ confirmAboveMinor, homeCurrency }: SellerStatement) => ({
    confirmAboveMinor: confirmAboveMinor?.toString() ?? null,
    homeCurrency,
  });
  if (!before || JSON.stringify(limitOf(before)) === JSON.stringify(limitOf(after))) return;
  await recordChange(tx, author, {
    action: "seller_detail.limit_changed",
    subject: "seller_detail",
    subjectId: author.tenantId,
    before: limitOf(before),
    after: limitOf(after),
  });
}

const PREFIX = /^[A-Z][A-Z0-9]{0,7}$/;

function whatIsWrong(statement: SellerStatement): SellerFault | null {
  const { quotePrefix, invoicePrefix, creditNotePrefix, confirmAboveMinor: above } = statement;
  const prefixes = [quotePrefix, invoicePrefix, creditNotePrefix];
  if (!statement.legalNameEn && !statement.legalNameZh) return "name_missing";
  if (!/^[A-Z]{2}$/.test(statement.country)) return "country";
  if (!isCurrency(statement.homeCurrency)) return "currency";
  if (!isTimeZone(statement.timeZone)) return "time_zone";
  if (!(statement.fiscalFirstMonth >= 1 && statement.fiscalFirstMonth <= 12)) return "first_month";
  if (!prefixes.every((prefix) => PREFIX.test(prefix))) return "prefix";
  if (new Set(prefixes).size < prefixes.length) return "prefixes_alike";
  if (!(statement.paymentDays >= 0 && statement.paymentDays <= 365)) return "payment_days";
  return above !== null && (above < 0n || above > MOST_MINOR) ? "amount_too_large" : null;
}

/** As the trail holds it: JSON has no integer without bounds. */
function told(statement: SellerStatement): Record<string, unknown> {
  const { confirmAboveMinor: above, ...rest } = statement;
  const facts = omit(rest as Partial<SellerDetail>, "version", "statedAt", "authorName");
  return { ...facts, confirmAboveMinor: above === null ? null : above.toString() };
}

function isSame(before: SellerDetail, statement: SellerStatement): boolean {
  const facts = told(before);
  return Object.entries(told(statement)).every(([name, value]) => facts[name] === value);
}
