import { addDays } from "#app/day/day.ts";
import { omit } from "#app/encoding/omit.ts";
import { makeReference } from "#app/money/creditor-reference.ts";
import { isCurrency } from "#app/money/currency.ts";
import { fiscalYearOf, printNumber } from "#app/money/fiscal-year.ts";
import { money, sum } from "#app/money/money.ts";
import { percentOf, times } from "#app/money/share.ts";
import { type Client, getClient } from "#app/trade/client/client.server.ts";
import type { PricedLine, StatedTaxNote } from "#app/trade/document/model.ts";
import { partyOfClient, partyOfSeller } from "#app/trade/document/party.ts";
import { postToLedger } from "#app/trade/ledger/ledger.server.ts";
import { findPayableAccount, type PayableAccount } from "#app/trade/seller/bank-account.server.ts";
import { getSellerDetail, type SellerDetail, sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import { listTaxNotes } from "#app/trade/seller/tax-note.server.ts";
import { OWN_NOTE, speaksOf, TAX_RULES } from "#app/trade/seller/tax-rules.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { InvoiceFault, InvoiceField, InvoiceInput, InvoiceLineInput } from "./invoice-facts.ts";
import { findUnprintedField, type PrintedTexts } from "./unprinted-field.ts";

/** Everything an invoice is based on, read in one transaction. */
interface Grounds {
  seller: SellerDetail | null;
  client: Client;
  bank: PayableAccount | null;
  note: StatedTaxNote | null;
  issuedOn: string;
}

/**
 * Issues an invoice with the next number of the series, a creditor reference, its current details and its ledger
 * entries. A rollback leaves no gap in the numbers.
 *
 * @param request.now the time of issue; day and fiscal year follow the seller's time zone
 * @returns an error if required details are missing, listed by field
 * @throws AppError `not_found` for an unknown client
 */
export async function raiseInvoice(
  tx: TenantTx,
  author: ChangeAuthor,
  input: InvoiceInput,
  now: Date,
): Promise<{ ok: true; invoiceId: string; number: string } | { ok: false; fault: InvoiceFault }> {
  // Taken before the next number is read, so that concurrent issues wait for each other.
  await lockTrail(tx, author.tenantId);
  const grounds = await findGrounds(tx, input, now);
  const fault = whatIsWrong(input, grounds);
  const { seller, issuedOn } = grounds;
  if (fault || !seller) return { ok: false, fault: fault ?? { code: "fields_missing", fields: ["seller"] } };
  const lines = priceLines(input);
  if (!lines) return { ok: false, fault: { code: "line" } };
  const net = sum(
    lines.map((line) => money(line.netMinor, input.currency)),
    input.currency,
  ).minor;
  const tax = sum(
    lines.map((line) => money(line.taxMinor, input.currency)),
    input.currency,
  ).minor;
  if (net + tax <= 0n) return { ok: false, fault: { code: "total_of_nothing" } };
  const dueOn = input.dueOn ?? addDays(issuedOn, seller.paymentDays);
  if (dueOn < issuedOn) return { ok: false, fault: { code: "due_before_issue" } };
  const { period = null } = input;
  if (period && !(period.from <= period.to)) return { ok: false, fault: { code: "period" } };
  const fiscalYear = fiscalYearOf(issuedOn, { firstMonth: seller.fiscalFirstMonth });
  const serial = await nextSerial(tx, "invoice", fiscalYear);
  const number = printNumber(seller.invoicePrefix, fiscalYear, serial);
  const { id } = await tx
    .insertInto("invoice")
    .values({
      tenant_id: author.tenantId,
      client_id: input.clientId,
      client_version: grounds.client.version,
      seller_version: seller.version,
      bank_account_id: grounds.bank!.accountId,
      bank_account_version: grounds.bank!.version,
      order_id: input.orderId ?? null,
      kind: input.kind,
      fiscal_year: fiscalYear,
      serial,
      number,
      reference: makeReference(number),
      currency: input.currency,
      net_minor: net,
      tax_minor: tax,
      total_minor: net + tax,
      line_count: lines.length,
      home_currency: seller.homeCurrency,
      exchange_rate: input.exchange?.rate ?? null,
      exchange_source: input.exchange?.source ?? "",
      exchange_on: input.exchange?.on ?? null,
      issued_on: issuedOn,
      due_on: dueOn,
      seller: JSON.stringify(partyOfSeller(seller)),
      client: JSON.stringify(partyOfClient(grounds.client)),
      bank: JSON.stringify(bankOf(grounds.bank!)),
      tax_note: JSON.stringify(grounds.note),
      fapiao_number: input.fapiaoNumber ?? "",
      buyer_reference: input.buyerReference?.trim() ?? "",
      period_from: period?.from ?? null,
      period_to: period?.to ?? null,
      note_en: input.noteEn ?? "",
      note_zh: input.noteZh ?? "",
      created_by: author.userId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await tx
    .insertInto("invoice_line")
    .values(lines.map((line) => toRow(author.tenantId, id, line)))
    .execute();
  await postToLedger(tx, author, {
    kind: "invoice_issued",
    currency: input.currency,
    occurredOn: issuedOn,
    source: { kind: "invoice", id },
    entries: [
      { account: "receivable", debit: net + tax },
      { account: input.kind === "deposit" ? "customer_deposit" : "revenue", credit: net },
      { account: "tax_payable", credit: tax },
    ],
  });
  await recordChange(tx, author, {
    action: "invoice.issued",
    subject: "invoice",
    subjectId: id,
    after: {
      number,
      kind: input.kind,
      clientId: input.clientId,
      orderId: input.orderId ?? null,
      dueOn,
      currency: input.currency,
      totalMinor: String(net + tax),
      taxRuleId: input.taxRuleId,
      ...(input.buyerReference ? { buyerReference: input.buyerReference.trim() } : {}),
      ...(period ? { periodFrom: period.from, periodTo: period.to } : {}),
    },
  });
  return { ok: true, invoiceId: id, number };
}

/**
 * Why such an invoice could not be issued now, or null if it could.
 *
 * @throws AppError `not_found` for an unknown client
 */
export async function findInvoiceFault(tx: TenantTx, input: InvoiceInput, now: Date): Promise<InvoiceFault | null> {
  return whatIsWrong(input, await findGrounds(tx, input, now));
}

/** The next number of a series. Requires the lock of the audit trail. The database also refuses gaps. */
export async function nextSerial(tx: TenantTx, series: "invoice" | "credit_note", fiscalYear: number): Promise<number> {
  const { last } = await tx
    .selectFrom(series)
    .select((select) => select.fn.max("serial").as("last"))
    .where("fiscal_year", "=", fiscalYear)
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}

/** The amounts of each line, rounded to the nearest minor unit. Totals are their sums. Null if a line is invalid. */
export function priceLines({
  lines,
  currency,
}: Pick<InvoiceInput, "lines" | "currency">): (PricedLine & Pick<InvoiceLineInput, "serviceId">)[] | null {
  try {
    return lines.map((line, index) => {
      const net = times(money(line.unitPriceMinor, currency), line.quantity);
      const tax = percentOf(net, line.taxPercent);
      const isNone = net.minor < 0n || tax.minor < 0n || (!line.descriptionEn && !line.descriptionZh);
      if (isNone || /^[0.]*$/.test(line.quantity)) throw new RangeError("no line");
      return { ...line, position: index + 1, netMinor: net.minor, taxMinor: tax.minor };
    });
  } catch {
    return null;
  }
}

async function findGrounds(tx: TenantTx, input: InvoiceInput, now: Date): Promise<Grounds> {
  const seller = await getSellerDetail(tx);
  const issuedOn = await sellerToday(tx, now);
  const note = input.taxRuleId
    ? (await listTaxNotes(tx)).find(({ ruleId, isOn }) => ruleId === input.taxRuleId && isOn)
    : undefined;
  return {
    seller,
    issuedOn,
    client: await getClient(tx, input.clientId),
    bank: await findPayableAccount(tx, input.currency, issuedOn),
    note: note
      ? {
          ruleId: note.ruleId,
          version: note.version,
          textEn: note.textEn,
          textLocal: note.textLocal,
          localLanguage: note.localLanguage,
        }
      : null,
  };
}

function whatIsWrong(input: InvoiceInput, grounds: Grounds): InvoiceFault | null {
  const { seller, client, note } = grounds;
  if (!isCurrency(input.currency)) return { code: "currency" };
  const fields = findMissing(input, grounds);
  if (fields.length > 0) return { code: "fields_missing", fields };
  if (input.exchange && seller?.homeCurrency === input.currency) return { code: "exchange_at_home" };
  const rule = TAX_RULES.find(({ id }) => id === note?.ruleId);
  const unprinted = findUnprintedField(printedTexts(input, grounds));
  if (unprinted) return unprinted;
  const isElsewhere = note?.ruleId !== OWN_NOTE && (!rule || !speaksOf(rule, seller!.country, client.country));
  return isElsewhere ? { code: "tax_note_elsewhere" } : null;
}

function printedTexts(input: InvoiceInput, { seller, client, bank, note }: Grounds): PrintedTexts {
  return {
    invoice: {
      exchangeSource: input.exchange?.source ?? "",
      fapiaoNumber: input.fapiaoNumber ?? "",
      buyerReference: input.buyerReference ?? "",
      noteEn: input.noteEn ?? "",
      noteZh: input.noteZh ?? "",
      lines: input.lines.map(({ descriptionEn, descriptionZh, quantity, unit }) => ({
        lineEn: descriptionEn,
        lineZh: descriptionZh,
        quantity: `${quantity} ${unit}`,
      })),
    },
    client: partyOfClient(client),
    ...(seller && { seller: { ...partyOfSeller(seller), termsEn: seller.termsEn, termsZh: seller.termsZh } }),
    ...(bank && { bank: bankOf(bank) }),
    ...(note && { taxNote: { textEn: note.textEn, textLocal: note.textLocal } }),
  };
}

/** The details required by a buyer abroad, its bank and the tax office that this invoice lacks. */
function findMissing(input: InvoiceInput, { seller, client, bank, note }: Grounds): InvoiceField[] {
  if (!seller) return ["seller"];
  const needs = new Set(TAX_RULES.find(({ id }) => id === note?.ruleId)?.requiredFields ?? []);
  const hasNumber = seller.taxId !== "" || (seller.registrationId !== "" && !needs.has("seller.taxId"));
  const holds: [InvoiceField, boolean][] = [
    ["seller.legalName", seller.legalNameEn !== "" || seller.legalNameZh !== ""],
    ["seller.address", seller.addressEn !== "" || seller.addressZh !== ""],
    ["seller.taxId", hasNumber],
    ["seller.registrationId", seller.registrationId !== "" || !needs.has("seller.registrationId")],
    ["client.legalName", client.legalName.en !== "" || client.legalName.zh !== ""],
    ["client.address", client.address.en !== "" || client.address.zh !== ""],
    ["client.taxId", client.taxId !== "" || !client.isBusiness],
    ["client.isBusiness", client.isBusiness || !needs.has("client.isBusiness")],
    ["bankAccount", bank !== null],
    ["taxNote", note !== null],
    ["exchange", isExchange(input, seller)],
    ["lines", input.lines.length > 0],
  ];
  return holds.filter(([, isThere]) => !isThere).map(([field]) => field);
}

const RATE = /^[0-9]{1,9}(?:\.[0-9]{1,12})?$/;

function isExchange({ exchange, currency }: InvoiceInput, seller: SellerDetail): boolean {
  if (seller.homeCurrency === currency) return true;
  return exchange !== null && RATE.test(exchange.rate) && /[1-9]/.test(exchange.rate) && exchange.source !== "";
}

function bankOf(account: PayableAccount) {
  return omit(account, "accountId", "version", "currency");
}

function toRow(tenantId: string, invoiceId: string, line: PricedLine & Pick<InvoiceLineInput, "serviceId">) {
  return {
    tenant_id: tenantId,
    invoice_id: invoiceId,
    position: line.position,
    service_id: line.serviceId ?? null,
    description_en: line.descriptionEn,
    description_zh: line.descriptionZh,
    quantity: line.quantity,
    unit: line.unit,
    unit_price_minor: line.unitPriceMinor,
    net_minor: line.netMinor,
    tax_percent: line.taxPercent,
    tax_minor: line.taxMinor,
  };
}
