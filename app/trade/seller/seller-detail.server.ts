import { sql } from "kysely";
import type { Day } from "#app/day/period.ts";
import { isTimeZone, today, type Zone } from "#app/day/zone.ts";
import { omit } from "#app/encoding/omit.ts";
import { isCurrency } from "#app/money/currency.ts";
import { MOST_MINOR } from "#app/money/money.ts";
import { keepSetting, type Saved } from "#app/setting/setting.server.ts";
import type { Party } from "#app/trade/document/model.ts";
import { type Refusal, refuseUnprinted } from "#app/trade/invoice/unprinted-field.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { SellerSetting } from "./seller-form.ts";

/** The seller of a workspace, as shown on quotes and invoices. */
export interface SellerStatement extends Party {
  homeCurrency: string;
  /** IANA name. Determines the day and fiscal year of documents. */
  timeZone: string;
  fiscalFirstMonth: number;
  quotePrefix: string;
  invoicePrefix: string;
  creditNotePrefix: string;
  /** Days from issue to the due date. */
  paymentDays: number;
  /** Minor units of the home currency. Null if one person is enough for any amount. */
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

export const keptSeller = keepSetting(SellerSetting, {
  toRow: (seller: SellerStatement) => ({
    legal_name_en: seller.legalNameEn,
    legal_name_zh: seller.legalNameZh,
    country: seller.country,
    tax_id: seller.taxId,
    registration_id: seller.registrationId,
    address_en: seller.addressEn,
    address_zh: seller.addressZh,
    email: seller.email,
    home_currency: seller.homeCurrency,
    time_zone: seller.timeZone,
    fiscal_first_month: seller.fiscalFirstMonth,
    quote_prefix: seller.quotePrefix,
    invoice_prefix: seller.invoicePrefix,
    credit_note_prefix: seller.creditNotePrefix,
    payment_days: seller.paymentDays,
    confirm_above_minor: seller.confirmAboveMinor,
    terms_en: seller.termsEn,
    terms_zh: seller.termsZh,
  }),
  fromRow: (row): SellerStatement => ({
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
  }),
  initial: null,
  // JSON has no unbounded integers.
  facts: ({ confirmAboveMinor: above, ...rest }) => ({ ...rest, confirmAboveMinor: above?.toString() ?? null }),
  isSame: (before, seller) => before.value !== null && isSame(before.value, seller),
  isChained: true,
});

/** The current details. Null before the first save. */
export async function getSellerDetail(tx: TenantTx): Promise<SellerDetail | null> {
  const { value, ...latest } = await keptSeller.latest(tx, {});
  return value && toDetail({ ...latest, value });
}

/** Every version, newest first. */
export async function listSellerDetails(tx: TenantTx): Promise<SellerDetail[]> {
  return (await keptSeller.list(tx, {})).map(toDetail);
}

function toDetail({ value, version, savedAt, authorName }: Saved<SellerStatement>): SellerDetail {
  return { ...value, version, statedAt: savedAt!, authorName };
}

/**
 * The seller's time zone, or that of the workspace before any details are saved. Used for documents and the fiscal
 * year.
 */
export const SELLER_ZONE = sql<Zone>`seller_zone((select id from tenant))`;

export async function sellerToday(tx: TenantTx, now: Date = new Date()): Promise<Day> {
  const { rows } = await sql<{ zone: Zone }>`select ${SELLER_ZONE} as zone`.execute(tx);
  return today(rows[0]!.zone, now);
}

/** Saves the details as a new version. Issued documents keep theirs. */
export async function stateSellerDetail(
  tx: TenantTx,
  author: ChangeAuthor,
  { basedOn, ...statement }: SellerStatement & { basedOn: number },
): Promise<{ ok: true; version: number } | Refusal<SellerFault>> {
  const before = await keptSeller.open(tx, author, { basedOn });
  const texts = omit(statement, "confirmAboveMinor", "fiscalFirstMonth", "paymentDays");
  const unprinted = refuseUnprinted({ seller: texts });
  if (unprinted) return unprinted;
  const fault = whatIsWrong(statement);
  if (fault) return { ok: false, fault };
  const version = await keptSeller.save(tx, author, before, statement);
  if (version === null) return { ok: false, fault: "nothing_changed" };
  await noteLimit(tx, author, before.value, statement);
  return { ok: true, version };
}

/** A separate entry, since everyone who manages the workspace is emailed about it. */
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

function isSame(before: SellerStatement, after: SellerStatement): boolean {
  return (Object.keys(after) as (keyof SellerStatement)[]).every((name) => before[name] === after[name]);
}
