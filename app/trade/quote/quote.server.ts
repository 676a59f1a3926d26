import { today } from "#app/day/zone.ts";
import { AppError } from "#app/encoding/errors.ts";
import { omit } from "#app/encoding/omit.ts";
import { fiscalYearOf, printNumber } from "#app/money/fiscal-year.ts";
import { type Client, getClient } from "#app/trade/client/client.server.ts";
import type { StatedTaxNote } from "#app/trade/document/model.ts";
import { partyOfSeller } from "#app/trade/document/party.ts";
import { type Refusal, refuseUnprinted } from "#app/trade/invoice/unprinted-field.ts";
import { QUOTE } from "#app/trade/quote/quote-state.ts";
import { getSellerDetail, type SellerDetail, sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import { listTaxNotes } from "#app/trade/seller/tax-note.server.ts";
import { listServices } from "#app/trade/service/service.server.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { type PricedQuote, priceQuote, type QuoteContent, type QuoteFault } from "./quote-content.ts";
import { textsOfQuote } from "./quote-document.server.ts";
import { keptQuoteDraft } from "./quote-draft.server.ts";
import { addQuoteLink } from "./quote-link.server.ts";
import { getQuote, type Quote, type QuoteLine, type QuoteVersion } from "./quote-list.server.ts";
import { toQuoteLine, withOptions } from "./quote-options.ts";
import { asPattern, carriedOver, freshContent } from "./quote-start.ts";
import { copyWork, hasWork } from "./quote-work.ts";

/** Why a quote can't be sent, in addition to errors of its content. Message keys. */
export type SendFault = "seller_missing" | "tax_note_missing" | "client_email_missing" | "quote_accepted" | "no_draft";

/**
 * Creates a quote for a client, with the next number of the series and a draft.
 *
 * @param copyOf a quote whose newest content is copied, without dates and rate; of another client, only as a pattern
 * @throws AppError `not_found`; `conflict` with `seller_missing` without seller details
 */
export async function startQuote(
  tx: TenantTx,
  author: ChangeAuthor,
  request: { clientId: string; copyOf?: string; now: Date },
): Promise<string> {
  await lockTrail(tx, author.tenantId);
  const seller = await requireSeller(tx);
  await getClient(tx, request.clientId);
  const copied = request.copyOf ? await getQuote(tx, request.copyOf, request.now) : null;
  const fiscalYear = fiscalYearOf(today(seller.timeZone, request.now), { firstMonth: seller.fiscalFirstMonth });
  const serial = await nextQuoteSerial(tx, author.tenantId, fiscalYear);
  const number = printNumber(seller.quotePrefix, fiscalYear, serial);
  const { id } = await tx
    .insertInto("quote")
    .values({
      tenant_id: author.tenantId,
      client_id: request.clientId,
      fiscal_year: fiscalYear,
      serial,
      number,
      duplicate_of: copied?.id ?? null,
      created_by: author.userId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const fresh = freshContent(seller, request.now);
  const carried = copied ? carriedOver(copied) : {};
  const isOfAnother = copied !== null && copied.clientId !== request.clientId;
  const content = isOfAnother ? asPattern(carried, fresh) : { ...fresh, ...carried };
  if (copied) content.work = copyWork(content.work);
  await writeDraft(tx, author, id, content);
  await recordChange(tx, author, {
    action: "quote.started",
    subject: "quote",
    subjectId: id,
    after: { number, clientId: request.clientId, ...(copied ? { duplicateOf: copied.id } : {}) },
  });
  return id;
}

/** Creates a draft from the sent version. Does nothing if there is a draft. @throws AppError */
export async function reviseQuote(tx: TenantTx, author: ChangeAuthor, quoteId: string, now: Date): Promise<void> {
  await lockTrail(tx, author.tenantId);
  const quote = await getQuote(tx, quoteId, now);
  if (!QUOTE.may("send", quote.state)) throw new AppError("conflict", { details: { reason: "quote_accepted" } });
  if (quote.draft) return;
  const seller = await requireSeller(tx);
  await writeDraft(tx, author, quoteId, { ...freshContent(seller, now), ...carriedOver(quote) });
  await recordChange(tx, author, {
    action: "quote.drafted",
    subject: "quote",
    subjectId: quoteId,
    after: { number: quote.number },
  });
}

/**
 * Saves a draft, which may be unfinished.
 *
 * @throws ChangedSince; AppError `not_found`, also for an inventory of another tenant; `conflict` with `no_draft`
 */
export async function saveQuoteDraft(
  tx: TenantTx,
  author: ChangeAuthor,
  { quoteId, basedOn, content }: { quoteId: string; basedOn: number; content: QuoteContent },
): Promise<void> {
  const { number } = await getQuote(tx, quoteId);
  const before = await keptQuoteDraft.open(tx, author, { quote_id: quoteId, basedOn });
  if (!before.value?.content) throw new AppError("conflict", { details: { reason: "no_draft" } });
  await findOrganization(tx, content.inventoryId);
  await keptQuoteDraft.save(tx, author, before, { number, content });
}

/** The totals of a draft or its errors, by the current catalogue and seller details. */
export async function judgeDraft(tx: TenantTx, content: QuoteContent, now: Date): ReturnType<typeof judge> {
  return judge(tx, content, await getSellerDetail(tx), now);
}

async function judge(
  tx: TenantTx,
  content: QuoteContent,
  seller: SellerDetail | null,
  now: Date,
): Promise<ReturnType<typeof priceQuote>> {
  const homeCurrency = seller?.homeCurrency ?? content.currency;
  return priceQuote(content, await listServices(tx), { today: await sellerToday(tx, now), homeCurrency });
}

/**
 * Sends a draft: freezes it with its prices, rate, tax and parties, replaces the previous version and creates a link.
 * The token is sent by mail and shown once.
 *
 * @throws AppError `not_found`
 */
export async function sendQuote(
  tx: TenantTx,
  author: ChangeAuthor,
  quoteId: string,
  now: Date,
): Promise<{ ok: true; token: string; version: number } | NotReady> {
  await lockTrail(tx, author.tenantId);
  const quote = await getQuote(tx, quoteId, now);
  if (!QUOTE.may("send", quote.state)) return { ok: false, fault: "quote_accepted" };
  if (!quote.draft) return { ok: false, fault: "no_draft" };
  const ready = await readyDraft(tx, quote, quote.draft, now);
  if (!ready.ok) return ready;
  const { seller, client, priced, note } = ready;
  const version = (quote.versions[0]?.version ?? 0) + 1;
  const organizationId = await findOrganization(tx, quote.draft.inventoryId);
  await insertVersion(tx, author, {
    quote,
    version,
    seller,
    clientVersion: client.version,
    content: quote.draft,
    priced,
    now,
    note,
    organizationId,
  });
  const place = { tenant_id: author.tenantId, quote_id: quoteId, version };
  await insertSent(tx, author, place, {
    lines: priced.lines.map(toQuoteLine),
    options: priced.options.map(toQuoteLine),
  });
  await writeDraft(tx, author, quoteId, null);
  const token = await addQuoteLink(tx, author, quoteId, { email: client.email, now });
  await recordChange(tx, author, {
    action: "quote.sent",
    subject: "quote",
    subjectId: quoteId,
    before: { state: quote.state },
    after: {
      number: quote.number,
      version,
      state: "sent",
      clientId: quote.clientId,
      validUntil: quote.draft.validUntil,
      currency: quote.draft.currency,
      totalMinor: priced.total.minor.toString(),
      gatesIssue: quote.draft.gatesIssue,
      ...(organizationId ? { inventoryId: quote.draft.inventoryId } : {}),
    },
  });
  return { ok: true, token, version };
}

type NotReady = Refusal<SendFault> | { ok: false; fault: "content"; faults: QuoteFault[] };

/** Everything that the quote would be sent with now, or what it lacks. */
export async function readyDraft(
  tx: TenantTx,
  quote: Quote,
  content: QuoteContent,
  now: Date,
): Promise<{ ok: true; seller: SellerDetail; client: Client; priced: PricedQuote; note: StatedTaxNote } | NotReady> {
  const seller = await getSellerDetail(tx);
  if (!seller) return { ok: false, fault: "seller_missing" };
  const client = await getClient(tx, quote.clientId);
  if (client.email === "") return { ok: false, fault: "client_email_missing" };
  const judged = await judge(tx, content, seller, now);
  if (!judged.ok) return { ok: false, fault: "content", faults: judged.faults };
  const found = (await listTaxNotes(tx)).find(({ ruleId, isOn }) => ruleId === content.taxRule && isOn);
  if (!found) return { ok: false, fault: "tax_note_missing" };
  const { priced } = judged;
  const unprinted = refuseUnprinted(textsOfQuote(content, { seller, client, note: found, priced }));
  if (unprinted) return unprinted;
  const { ruleId, version, textEn, textLocal, localLanguage } = found;
  return { ok: true, seller, client, priced, note: { ruleId, version, textEn, textLocal, localLanguage } };
}

/** Withdraws a sent quote, so that it can't be accepted. @returns what prevents it @throws AppError `not_found` */
export async function withdrawQuote(
  tx: TenantTx,
  author: ChangeAuthor,
  quoteId: string,
  { reason, now }: { reason: string; now: Date },
): Promise<"reason_missing" | "quote_not_open" | null> {
  await lockTrail(tx, author.tenantId);
  const quote = await getQuote(tx, quoteId, now);
  const [newest] = quote.versions;
  if (!newest || !QUOTE.may("withdraw", quote.state)) return "quote_not_open";
  if (reason.trim() === "") return "reason_missing";
  await tx
    .insertInto("quote_step")
    .values({
      tenant_id: author.tenantId,
      quote_id: quoteId,
      version: newest.version,
      step: 2,
      state: "withdrawn",
      note: reason.trim(),
      created_by: author.userId,
    })
    .execute();
  await recordChange(tx, author, {
    action: "quote.withdrawn",
    subject: "quote",
    subjectId: quoteId,
    before: { state: quote.state },
    after: { number: quote.number, version: newest.version, state: "withdrawn", reason: reason.trim() },
  });
  return null;
}

async function requireSeller(tx: TenantTx): Promise<SellerDetail> {
  const seller = await getSellerDetail(tx);
  if (!seller) throw new AppError("conflict", { details: { reason: "seller_missing" } });
  return seller;
}

async function nextQuoteSerial(tx: TenantTx, tenantId: string, fiscalYear: number): Promise<number> {
  const row = await tx
    .insertInto("quote_series")
    .values({ tenant_id: tenantId, fiscal_year: fiscalYear, last_serial: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(["tenant_id", "fiscal_year"])
        .doUpdateSet((set) => ({ last_serial: set("quote_series.last_serial", "+", 1) })),
    )
    .returning("last_serial")
    .executeTakeFirstOrThrow();
  return row.last_serial;
}

/** Creates or ends a draft as part of another act. */
async function writeDraft(
  tx: TenantTx,
  author: ChangeAuthor,
  quoteId: string,
  content: QuoteContent | null,
): Promise<void> {
  const { version } = await keptQuoteDraft.latest(tx, { quote_id: quoteId });
  const before = await keptQuoteDraft.open(tx, author, { quote_id: quoteId, basedOn: version });
  await keptQuoteDraft.saveAsPart(tx, author, before, { number: "", content });
}

/**
 * The organization of an inventory, or null without one. @throws AppError `not_found` for an inventory of another
 * tenant
 */
async function findOrganization(tx: TenantTx, inventoryId: string): Promise<string | null> {
  if (inventoryId === "") return null;
  const row = await tx
    .selectFrom("inventory")
    .select("organization_id")
    .where("id", "=", inventoryId)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return row.organization_id;
}

async function insertVersion(
  tx: TenantTx,
  author: ChangeAuthor,
  sent: {
    quote: Quote;
    version: number;
    seller: SellerDetail;
    clientVersion: number;
    content: QuoteContent;
    priced: PricedQuote;
    note: object;
    organizationId: string | null;
    now: Date;
  },
): Promise<void> {
  const { quote, version, seller, content, priced } = sent;
  const isForeign = content.currency !== seller.homeCurrency;
  await tx
    .insertInto("quote_version")
    .values({
      tenant_id: author.tenantId,
      quote_id: quote.id,
      version,
      after: version === 1 ? null : version - 1,
      client_id: quote.clientId,
      client_version: sent.clientVersion,
      currency: content.currency,
      home_currency: seller.homeCurrency,
      exchange_rate: isForeign ? content.exchangeRate : null,
      exchange_source: isForeign ? content.exchangeSource.trim() : "",
      exchange_date: isForeign ? content.exchangeDate : null,
      tax_note: JSON.stringify(sent.note),
      tax_percent: content.taxPercent,
      issued_on: today(seller.timeZone, sent.now),
      valid_until: content.validUntil,
      terms_en: content.terms.en,
      terms_zh: content.terms.zh,
      work: hasWork(content.work) ? JSON.stringify(content.work) : null,
      deposit_percent: content.depositPercent,
      net_minor: Number(priced.net.minor),
      tax_minor: Number(priced.tax.minor),
      total_minor: Number(priced.total.minor),
      deposit_minor: Number(priced.deposit.minor),
      third_party_minor: Number(priced.thirdParty.minor),
      gates_issue: content.gatesIssue,
      organization_id: sent.organizationId,
      inventory_id: content.inventoryId || null,
      seller: JSON.stringify(partyOfSeller(seller)),
      created_by: author.userId,
    })
    .execute();
}

async function insertSent(
  tx: TenantTx,
  author: ChangeAuthor,
  place: VersionPlace,
  { lines, options }: Pick<QuoteVersion, "lines" | "options">,
): Promise<void> {
  await tx
    .insertInto("quote_line")
    .values(lines.map((line) => toLineRow(place, line)))
    .execute();
  if (options.length > 0)
    await tx
      .insertInto("quote_option")
      .values(options.map((line) => ({ ...omit(toLineRow(place, line), "payee"), service_id: line.serviceId! })))
      .execute();
  await tx
    .insertInto("quote_step")
    .values({ ...place, step: 1, state: "sent", created_by: author.userId })
    .execute();
}

interface VersionPlace {
  tenant_id: string;
  quote_id: string;
  version: number;
}

function toLineRow(place: VersionPlace, line: QuoteLine) {
  return {
    ...place,
    position: line.position,
    service_id: line.serviceId,
    name_en: line.name.en,
    name_zh: line.name.zh,
    description_en: line.description.en,
    description_zh: line.description.zh,
    unit: line.unit,
    quantity: line.quantity,
    price_minor: Number(line.priceMinor),
    discount_percent: line.discountPercent,
    discount_reason: line.discountReason,
    payee: line.payee,
    net_minor: Number(line.netMinor),
  };
}

/**
 * Adds the newest version of a quote again, with the options that the client chose as its last lines. Nothing else
 * differs, which the database enforces.
 *
 * @param chosen positions of its options, ascending
 * @returns the number of the added version
 */
export async function addChoice(
  tx: TenantTx,
  author: ChangeAuthor,
  quote: Quote,
  chosen: readonly number[],
): Promise<number> {
  const [offer] = quote.versions as [QuoteVersion];
  const choice = withOptions(offer, chosen);
  const place = { tenant_id: author.tenantId, quote_id: quote.id, version: offer.version + 1 };
  const row = await tx
    .selectFrom("quote_version")
    .selectAll()
    .where("quote_id", "=", quote.id)
    .where("version", "=", offer.version)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto("quote_version")
    .values({
      ...omit(row, "id", "created_at"),
      ...place,
      after: offer.version,
      options_chosen: choice.optionsChosen,
      tax_note: row.tax_note && JSON.stringify(row.tax_note),
      work: row.work && JSON.stringify(row.work),
      seller: row.seller && JSON.stringify(row.seller),
      net_minor: Number(choice.netMinor),
      tax_minor: Number(choice.taxMinor),
      total_minor: Number(choice.totalMinor),
      deposit_minor: Number(choice.depositMinor),
      created_by: author.userId,
    })
    .execute();
  await insertSent(tx, author, place, choice);
  return place.version;
}
