import type { Actor, TenantActor } from "#app/access/actor.server.ts";
import { grantEngagement } from "#app/access/engagement.server.ts";
import { SAMPLE_ORGANIZATION } from "#app/cli/sample-organization.ts";
import { doors } from "#app/database/doors.server.ts";
import { addDays, utcDay } from "#app/day/day.ts";
import { acceptEngagement } from "#app/engagement/engagement-offer.server.ts";
import { addClient } from "#app/trade/client/client.server.ts";
import { deliverDraft, takeOrderStep } from "#app/trade/order/order.server.ts";
import { invoiceOrder, type OrderPart } from "#app/trade/order/order-invoice.server.ts";
import { saveQuoteDraft, sendQuote, startQuote } from "#app/trade/quote/quote.server.ts";
import { acceptQuote } from "#app/trade/quote/quote-answer.server.ts";
import { EMPTY_LINE } from "#app/trade/quote/quote-content.ts";
import { findQuoteLink, openQuote } from "#app/trade/quote/quote-link.server.ts";
import { addDeliverables, EMPTY_WORK } from "#app/trade/quote/quote-work.ts";
import { bookReceipt } from "#app/trade/receipt/receipt.server.ts";
import { decideBankAccount, proposeBankAccount } from "#app/trade/seller/bank-account.server.ts";
import { sellerToday, stateSellerDetail } from "#app/trade/seller/seller-detail.server.ts";
import { stateTaxNote } from "#app/trade/seller/tax-note.server.ts";
import { addService, addServicePrice } from "#app/trade/service/service.server.ts";
import { usualDeliverables } from "#app/trade/service/service-kinds.ts";
import type { TenantTx } from "#db/doors.ts";
import { makeSamplePerson, makeSampleTenant, type SamplePerson } from "./sample-person.server.ts";

const CONSULTANCY = "Sample Carbon Advisory (not a real company)";
const CURRENCY = "CNY";
const PRICE_MINOR = 4_800_000n;
const DEPOSIT_PERCENT = "30";
const TAX = { rule: "cn-fapiao", percent: "6" };

const SELLER = {
  legalNameEn: CONSULTANCY,
  legalNameZh: "示例碳咨询（非真实企业）",
  country: "CN",
  taxId: "91310000MA1EXAMPLY",
  registrationId: "",
  addressEn: "100 Sample Road, Pudong, Shanghai, China",
  addressZh: "中国上海市浦东新区示例路100号",
  email: "billing@sample-advisory.example",
  homeCurrency: CURRENCY,
  timeZone: "Asia/Shanghai",
  fiscalFirstMonth: 1,
  quotePrefix: "SMPQ",
  invoicePrefix: "SMPI",
  creditNotePrefix: "SMPC",
  paymentDays: 30,
  confirmAboveMinor: null,
  termsEn: "Sample: nothing is sold and nothing is owed.",
  termsZh: "示例：不构成任何销售或付款义务。",
};

const BANK = {
  holder: CONSULTANCY,
  bankName: "Sample Bank (does not exist)",
  bankAddress: "1 Sample Avenue, Shanghai, China",
  accountNumber: "0000 0000 0000 0000",
  bic: "SMPLCNSHXXX",
  intermediary: "",
  note: "Sample: don't pay.",
};

/**
 * A sample consultancy with the sample company as its client: an engagement in force, and an order from the quote to
 * its paid invoices.
 */
export async function sellToSample(company: Actor): Promise<void> {
  const person = await makeSamplePerson("Zhao Sample 赵示例", "zhao@sample-advisory.example");
  const seller = await makeSampleTenant(person, CONSULTANCY, "consultancy");
  const { withTenant } = await doors();
  const { clientId, serviceId } = await withTenant(seller, (tx) => equip(tx, seller));
  const orderId = await order(seller, clientId, serviceId);
  await withTenant(seller, async (tx) => {
    await collect(tx, seller, orderId, "deposit");
    await take(tx, seller, orderId, "in_work");
    const fault = await deliverDraft(tx, seller, orderId, null);
    if (fault) throw new Error(`the sample order can't be delivered: ${fault}`);
    await collect(tx, seller, orderId, "balance");
    await take(tx, seller, orderId, "released");
  });
  await engage(company, seller, person);
}

async function engage(company: Actor, { tenantId }: TenantActor, { userId, email }: SamplePerson): Promise<void> {
  const { withSystem, withTenant } = await doors();
  const now = new Date();
  const offer = {
    email,
    role: "editor",
    mayIssue: false,
    mayHold: false,
    people: null,
    startsOn: utcDay(now),
    endsOn: addDays(utcDay(now), 365),
  } as const;
  const made = await withTenant(company, (tx) => grantEngagement(tx, company, offer, now));
  if ("fault" in made) throw new Error(`the sample consultancy can't be engaged: ${made.fault}`);
  await withSystem((tx) => acceptEngagement(tx, { token: made.token, email, userId, consultancyId: tenantId }));
}

/** What a seller needs before its first quote, a service with a price, and the client. */
async function equip(tx: TenantTx, seller: TenantActor): Promise<{ clientId: string; serviceId: string }> {
  expectOk(await stateSellerDetail(tx, seller, { ...SELLER, basedOn: 0 }));
  const today = await sellerToday(tx);
  const account = { accountId: null, currency: CURRENCY, statement: BANK, takesEffectOn: today, today };
  const { accountId } = expectOk(await proposeBankAccount(tx, seller, account));
  const decided = { accountId, version: 1, state: "approved" as const, note: "" };
  expectOk(await decideBankAccount(tx, seller, decided));
  await stateTaxNote(tx, seller, {
    basedOn: 0,
    ruleId: TAX.rule,
    isOn: true,
    textEn: "Sample of a commercial invoice. Nothing is sold and nothing is owed.",
    textLocal: "商业发票示例，不构成任何销售或付款义务。",
    localLanguage: "zh",
    confirmedWith: "No one: this is a sample",
    confirmedOn: today,
  });
  const { serviceId } = expectOk(
    await addService(tx, seller, "inventory_report", {
      name: { en: "Sample: GHG inventory report", zh: "示例：温室气体清单报告" },
      description: { en: "", zh: "" },
      unit: "report",
      isOffered: true,
    }),
  );
  const price = { currency: CURRENCY, validFrom: today, minor: PRICE_MINOR, basedOn: 0 };
  const fault = await addServicePrice(tx, seller, serviceId, price);
  if (fault) throw new Error(`the sample service has no price: ${fault}`);
  const { clientId } = expectOk(
    await addClient(tx, seller, {
      legalName: { en: SAMPLE_ORGANIZATION.nameEn, zh: SAMPLE_ORGANIZATION.nameZh },
      country: "CN",
      taxId: SAMPLE_ORGANIZATION.legalId,
      address: { en: SAMPLE_ORGANIZATION.addressEn, zh: SAMPLE_ORGANIZATION.addressZh },
      contactName: SAMPLE_ORGANIZATION.responsibleName,
      email: SAMPLE_ORGANIZATION.responsibleContact,
      isBusiness: true,
      locale: "zh",
    }),
  );
  return { clientId, serviceId };
}

/** A quote that is sent, and accepted by its link. @returns the order */
async function order(seller: TenantActor, clientId: string, serviceId: string): Promise<string> {
  const { withSystem, withTenant } = await doors();
  const now = new Date();
  const { token, version } = await withTenant(seller, async (tx) => {
    const quoteId = await startQuote(tx, seller, { clientId, now });
    const content = {
      currency: CURRENCY,
      exchangeRate: "",
      exchangeSource: "",
      exchangeDate: "",
      taxRule: TAX.rule,
      taxPercent: TAX.percent,
      validUntil: addDays(utcDay(now), 30),
      terms: { en: SELLER.termsEn, zh: SELLER.termsZh },
      depositPercent: DEPOSIT_PERCENT,
      gatesIssue: false,
      inventoryId: "",
      work: {
        organization: { en: SAMPLE_ORGANIZATION.nameEn, zh: SAMPLE_ORGANIZATION.nameZh },
        reportingYear: String(now.getUTCFullYear() - 1),
        deliverables: addDeliverables(EMPTY_WORK, usualDeliverables(["inventory_report"])).deliverables,
        assumptions: {
          en: "Sample: two plants, data from meters and invoices.",
          zh: "示例：两个工厂，数据来自仪表和发票。",
        },
        milestones: [
          { name: { en: "Data complete", zh: "资料齐全" }, dueOn: addDays(utcDay(now), 30) },
          { name: { en: "Draft report", zh: "报告草稿" }, dueOn: addDays(utcDay(now), 45) },
        ],
        deliveryOn: addDays(utcDay(now), 60),
        purchaseOrder: "",
      },
      lines: [{ ...EMPTY_LINE, serviceId }],
    };
    await saveQuoteDraft(tx, seller, { quoteId, content, basedOn: 1 });
    return expectOk(await sendQuote(tx, seller, quoteId, now));
  });
  const link = await withSystem((tx) => findQuoteLink(tx, token));
  if (!link) throw new Error("the link of the sample quote opens nothing");
  return withTenant({ tenantId: seller.tenantId, userId: "client:link" }, async (tx) => {
    const signer = {
      name: "Li Sample",
      purchaseOrder: "SAMPLE-PO-1",
      role: "Head of EHS",
      isAgreed: true,
      clientAddress: "192.0.2.1",
    };
    return expectOk(await acceptQuote(tx, await openQuote(tx, link, now), { ...signer, version, now })).orderId;
  });
}

/** Invoices a part of the order and records its payment. */
async function collect(tx: TenantTx, seller: TenantActor, orderId: string, part: OrderPart): Promise<void> {
  const words = { en: "Sample: GHG inventory report", zh: "示例：温室气体清单报告" };
  const { invoiceId } = expectOk(await invoiceOrder(tx, seller, { orderId, part, words, now: new Date() }));
  const { total_minor: totalMinor } = await tx
    .selectFrom("invoice")
    .select("total_minor")
    .where("id", "=", invoiceId)
    .executeTakeFirstOrThrow();
  const today = await sellerToday(tx);
  const booked = await bookReceipt(tx, seller, {
    invoiceId,
    arrivedMinor: BigInt(totalMinor),
    bankLineId: null,
    receivedOn: today,
    currency: CURRENCY,
    bankFeeMinor: 0n,
    payer: SAMPLE_ORGANIZATION.nameEn,
    bankReference: `SAMPLE ${part}`,
    settlement: null,
    exchange: null,
    today,
  });
  expectOk(booked);
}

async function take(tx: TenantTx, seller: TenantActor, orderId: string, state: "in_work" | "released"): Promise<void> {
  const fault = await takeOrderStep(tx, seller, orderId, { state, now: new Date() });
  if (fault) throw new Error(`the sample order can't take the step ${state}: ${fault}`);
}

function expectOk<R extends { ok: boolean }>(result: R): Extract<R, { ok: true }> {
  if (!result.ok) throw new Error(`the sample order can't be made: ${JSON.stringify(result)}`);
  return result as Extract<R, { ok: true }>;
}
