import { type Selectable, sql } from "kysely";
import { AppError } from "#app/encoding/errors.ts";
import { withoutIdleZeros } from "#app/number/text-decimal.ts";
import type { Exchange, Party, StatedTaxNote } from "#app/trade/document/model.ts";
import { sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { Database } from "#db/schema.ts";
import type { QuoteContent } from "./quote-content.ts";
import { keptQuoteDraft } from "./quote-draft.server.ts";
import { type QuoteState, type QuoteStepState, stateOfQuote } from "./quote-state.ts";
import { EMPTY_WORK, type QuoteWork } from "./quote-work.ts";

/** A line as sent. Amounts are minor units of the version's currency. */
export interface QuoteLine {
  position: number;
  serviceId: string | null;
  name: { en: string; zh: string };
  description: { en: string; zh: string };
  unit: string;
  quantity: string;
  priceMinor: bigint;
  discountPercent: string;
  discountReason: string;
  /** The payee of a third-party fee. Empty on the seller's own lines. */
  payee: string;
  netMinor: bigint;
}

export interface QuoteStep {
  state: QuoteStepState;
  note: string;
  signerName: string;
  signerRole: string;
  /** The client's IP address. Empty on the seller's own steps. */
  clientAddress: string;
  /** The client's order number, given with the acceptance. Empty otherwise. */
  purchaseOrder: string;
  at: Date;
  authorName: string | null;
}

/** A quote as sent. */
export interface QuoteVersion {
  /** The id of this version, under which its file is stored. */
  id: string;
  version: number;
  clientVersion: number;
  currency: string;
  homeCurrency: string;
  exchange: Exchange | null;
  /** The tax note, as confirmed by the seller. */
  taxNote: StatedTaxNote | null;
  taxPercent: string;
  issuedOn: string;
  validUntil: string;
  terms: { en: string; zh: string };
  work: QuoteWork;
  depositPercent: string;
  netMinor: bigint;
  taxMinor: bigint;
  totalMinor: bigint;
  depositMinor: bigint;
  thirdPartyMinor: bigint;
  gatesIssue: boolean;
  organizationId: string | null;
  inventoryId: string | null;
  /** The seller's details on that day. */
  seller: Party;
  lines: QuoteLine[];
  /** Services that the client may add. They are in no sum. */
  options: QuoteLine[];
  /** Positions of the options of the version before, if the client's choice made this version. */
  optionsChosen: number[] | null;
  steps: QuoteStep[];
}

export interface QuoteRow {
  id: string;
  number: string;
  clientId: string;
  clientName: { en: string; zh: string };
  createdAt: Date;
  state: QuoteState;
  hasDraft: boolean;
  currency: string | null;
  totalMinor: bigint | null;
  validUntil: string | null;
  /** The organization whose inventory the newest version is about. */
  organizationId: string | null;
  orderId: string | null;
}

export interface Quote
  extends Omit<QuoteRow, "hasDraft" | "currency" | "totalMinor" | "validUntil" | "organizationId"> {
  duplicateOf: string | null;
  draft: QuoteContent | null;
  draftVersion: number;
  /** Newest first. The first one is in force. */
  versions: QuoteVersion[];
  /** The newest link. */
  link: { number: number; email: string; sentAt: Date; expiresAt: Date } | null;
}

/** Newest first. @param filter.clientId limits the result to one client */
export async function listQuotes(
  tx: TenantTx,
  filter: { clientId?: string } = {},
  now: Date = new Date(),
): Promise<QuoteRow[]> {
  const rows = await selectQuoteRows(tx, now)
    .$if(filter.clientId !== undefined, (query) => query.where("q.client_id", "=", filter.clientId!))
    .orderBy("q.fiscal_year", "desc")
    .orderBy("q.serial", "desc")
    .execute();
  return rows.map(toQuoteRow);
}

const MOST_PATTERNS = 100;

/** Quotes that a new one can start from, newest first. @param chosen a quote that is always among them, or empty */
export async function listPatterns(
  tx: TenantTx,
  chosen: string,
): Promise<Pick<QuoteRow, "id" | "number" | "clientName">[]> {
  const rows = await selectQuotes(tx)
    .orderBy(sql`q.id::text = ${chosen}`, "desc")
    .orderBy("q.fiscal_year", "desc")
    .orderBy("q.serial", "desc")
    .limit(MOST_PATTERNS)
    .execute();
  return rows.map(headOf);
}

/** Unsorted, with the newest version. The state is that of `stateOfQuote`. */
export function selectQuoteRows(tx: TenantTx, now: Date) {
  return selectQuotes(tx)
    .leftJoin("quote_version as v", (join) =>
      join.onRef("v.quote_id", "=", "q.id").on("v.version", "=", (newest) =>
        newest
          .selectFrom("quote_version as n")
          .whereRef("n.quote_id", "=", "q.id")
          .select((max) => max.fn.max("n.version").as("version")),
      ),
    )
    .leftJoin("quote_step as s", (join) =>
      join
        .onRef("s.quote_id", "=", "v.quote_id")
        .onRef("s.version", "=", "v.version")
        .on("s.step", "=", (last) =>
          last
            .selectFrom("quote_step as l")
            .whereRef("l.quote_id", "=", "v.quote_id")
            .whereRef("l.version", "=", "v.version")
            .select((max) => max.fn.max("l.step").as("step")),
        ),
    )
    .leftJoin("current_quote_draft as d", "d.quote_id", "q.id")
    .select(["q.fiscal_year", "q.serial", "v.currency", "v.total_minor", "v.valid_until", "v.organization_id"])
    .select([
      "d.quote_id as drafted",
      sql<QuoteState>`case when s.state is null or v.valid_until is null then 'draft'
        when s.state = 'sent' and v.valid_until < (${now.toISOString()}::timestamptz at time zone seller_zone(q.tenant_id))::date then 'expired' else s.state end`.as(
        "state",
      ),
    ]);
}

type QuoteSelected = Awaited<ReturnType<ReturnType<typeof selectQuoteRows>["execute"]>>[number];

export function toQuoteRow(row: QuoteSelected): QuoteRow {
  return {
    ...headOf(row),
    state: row.state,
    hasDraft: row.drafted !== null,
    currency: row.currency,
    totalMinor: row.total_minor === null ? null : BigInt(row.total_minor),
    validUntil: row.valid_until,
    organizationId: row.organization_id,
  };
}

/** @throws AppError `not_found` */
export async function getQuote(tx: TenantTx, quoteId: string, now: Date = new Date()): Promise<Quote> {
  const row = await selectQuotes(tx).where("q.id", "=", quoteId).executeTakeFirst();
  if (!row) throw new AppError("not_found");
  const draft = await keptQuoteDraft.latest(tx, { quote_id: quoteId });
  const versions = await readVersions(tx, quoteId);
  const [newest] = versions;
  const link = await tx
    .selectFrom("quote_link")
    .select(["number", "email", "created_at", "expires_at"])
    .where("quote_id", "=", quoteId)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  const steps = newest?.steps.map(({ state }) => state) ?? [];
  return {
    ...headOf(row),
    duplicateOf: row.duplicate_of,
    state: stateOfQuote({ steps, validUntil: newest?.validUntil ?? null }, await sellerToday(tx, now)),
    draft: draft.value?.content ?? null,
    draftVersion: draft.version,
    versions,
    link: link ? { number: link.number, email: link.email, sentAt: link.created_at, expiresAt: link.expires_at } : null,
  };
}

function selectQuotes(tx: TenantTx) {
  return tx
    .selectFrom("quote as q")
    .innerJoin("current_client as c", "c.client_id", "q.client_id")
    .leftJoin("trade_order as o", "o.quote_id", "q.id")
    .select(["q.id", "q.number", "q.client_id", "q.created_at", "q.duplicate_of"])
    .select(["c.legal_name_en", "c.legal_name_zh", "o.id as order_id"]);
}

function headOf(row: {
  id: string;
  number: string;
  client_id: string;
  created_at: Date;
  legal_name_en: string;
  legal_name_zh: string;
  order_id: string | null;
}) {
  return {
    id: row.id,
    number: row.number,
    clientId: row.client_id,
    clientName: { en: row.legal_name_en, zh: row.legal_name_zh },
    createdAt: row.created_at,
    orderId: row.order_id,
  };
}

async function readVersions(tx: TenantTx, quoteId: string): Promise<QuoteVersion[]> {
  const versions = await tx
    .selectFrom("quote_version")
    .selectAll()
    .where("quote_id", "=", quoteId)
    .orderBy("version", "desc")
    .execute();
  if (versions.length === 0) return [];
  const lines = await tx
    .selectFrom("quote_line")
    .selectAll()
    .where("quote_id", "=", quoteId)
    .orderBy("position")
    .execute();
  const options = await tx
    .selectFrom("quote_option")
    .selectAll()
    .where("quote_id", "=", quoteId)
    .orderBy("position")
    .execute();
  const steps = await tx
    .selectFrom("quote_step as s")
    .leftJoin("author", "author.id", "s.created_by")
    .selectAll("s")
    .select("author.name as author_name")
    .where("s.quote_id", "=", quoteId)
    .orderBy("s.step")
    .execute();
  return versions.map((row) => ({
    ...toVersion(row),
    lines: lines.filter(({ version }) => version === row.version).map(toLine),
    options: options.filter(({ version }) => version === row.version).map((one) => toLine({ ...one, payee: "" })),
    steps: steps
      .filter(({ version }) => version === row.version)
      .map((step) => ({
        state: step.state,
        note: step.note,
        signerName: step.signer_name,
        signerRole: step.signer_role,
        clientAddress: step.client_address,
        purchaseOrder: step.purchase_order,
        at: step.created_at,
        authorName: step.author_name,
      })),
  }));
}

function toVersion(row: Selectable<Database["quote_version"]>): Omit<QuoteVersion, "lines" | "options" | "steps"> {
  return {
    id: row.id,
    version: row.version,
    clientVersion: row.client_version,
    currency: row.currency,
    homeCurrency: row.home_currency,
    exchange:
      row.exchange_rate === null
        ? null
        : { rate: plain(row.exchange_rate), source: row.exchange_source, on: row.exchange_date ?? "" },
    taxNote: row.tax_note as StatedTaxNote | null,
    taxPercent: plain(row.tax_percent),
    issuedOn: row.issued_on,
    validUntil: row.valid_until,
    terms: { en: row.terms_en, zh: row.terms_zh },
    work: { ...EMPTY_WORK, ...(row.work as QuoteWork | null) },
    depositPercent: plain(row.deposit_percent),
    netMinor: BigInt(row.net_minor),
    taxMinor: BigInt(row.tax_minor),
    totalMinor: BigInt(row.total_minor),
    depositMinor: BigInt(row.deposit_minor),
    thirdPartyMinor: BigInt(row.third_party_minor),
    gatesIssue: row.gates_issue,
    organizationId: row.organization_id,
    inventoryId: row.inventory_id,
    seller: row.seller as Party,
    optionsChosen: row.options_chosen,
  };
}

function toLine(row: Selectable<Database["quote_line"]>): QuoteLine {
  return {
    position: row.position,
    serviceId: row.service_id,
    name: { en: row.name_en, zh: row.name_zh },
    description: { en: row.description_en, zh: row.description_zh },
    unit: row.unit,
    quantity: plain(row.quantity),
    priceMinor: BigInt(row.price_minor),
    discountPercent: plain(row.discount_percent),
    discountReason: row.discount_reason,
    payee: row.payee,
    netMinor: BigInt(row.net_minor),
  };
}

/** Removes trailing zeros: 0.10 and 0.1 are the same discount. */
function plain(text: string): string {
  return withoutIdleZeros(text);
}
