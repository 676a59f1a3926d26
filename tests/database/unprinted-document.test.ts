import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { creditInvoice } from "#app/trade/invoice/credit-note.server.ts";
import { raiseInvoice } from "#app/trade/invoice/invoice.server.ts";
import type { InvoiceInput } from "#app/trade/invoice/invoice-facts.ts";
import { cancelOrder, invoiceOrder } from "#app/trade/order/order-invoice.server.ts";
import { sendQuote, startQuote } from "#app/trade/quote/quote.server.ts";
import { EMPTY_LINE, type QuoteContent } from "#app/trade/quote/quote-content.ts";
import { getQuote } from "#app/trade/quote/quote-list.server.ts";
import { proposeBankAccount } from "#app/trade/seller/bank-account.server.ts";
import { getSellerDetail, type SellerStatement } from "#app/trade/seller/seller-detail.server.ts";
import { addService } from "#app/trade/service/service.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import {
  acceptByLink,
  makeSentQuote,
  makeService,
  ORDER_NOW as NOW,
  quoteContent,
} from "#tests/support/sample-order.ts";
import { makeClient, makeSeller, SAMPLE_BANK, SAMPLE_SELLER } from "#tests/support/sample-seller.ts";
import { addServicePrice, saveQuoteDraft, stateSellerDetail, stateTaxNote } from "#tests/support/save-now.ts";

const BAD = "Sample \u{1f9ea}";
const fieldsOf = <T extends object>(texts: T) => Object.keys(texts) as (keyof T & string)[];
const named = (form: string, field: string) => ({ form, field, facts: { codePoint: "U+1F9EA", text: BAD } });

onEachEngine("a document with a text that can't be printed", (engine) => {
  const as = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);
  const line = { descriptionEn: "Report", descriptionZh: "", quantity: "1", unit: "", unitPriceMinor: 480_000n };
  const exchange = { rate: "7.1023", source: "Sample Bank", on: "2026-11-26" };
  const inputFor = (clientId: string, change: Partial<InvoiceInput> = {}): InvoiceInput => ({
    clientId,
    kind: "full",
    currency: "USD",
    lines: [{ ...line, taxPercent: "0" }],
    exchange,
    taxRuleId: "cn-export-exempt",
    ...change,
  });
  const raise = (actor: Actor, input: InvoiceInput) => as(actor, (tx) => raiseInvoice(tx, actor, input, NOW));

  it("is refused in each field of the seller details, and nothing is saved", async () => {
    const { owner } = await makeSeller(engine.doors);
    const state = (change: Partial<SellerStatement>) =>
      as(owner, (tx) => stateSellerDetail(tx, owner, { ...SAMPLE_SELLER, ...change }));
    const { legalNameEn, legalNameZh, taxId, registrationId, addressEn, addressZh, termsEn, termsZh } = SAMPLE_SELLER;
    const texts = { legalNameEn, legalNameZh, taxId, registrationId, addressEn, addressZh, termsEn, termsZh };
    for (const field of fieldsOf(texts)) {
      expect(await state({ [field]: BAD })).toMatchObject({ ok: false, unprinted: named("seller", field) });
    }
    expect((await as(owner, getSellerDetail))?.version).toBe(1);
  });

  it("is refused in bank accounts and tax notes", async () => {
    const { owner } = await makeSeller(engine.doors);
    const days = { takesEffectOn: "2026-12-30", today: "2026-11-27" };
    const propose = (change: object) =>
      as(owner, (tx) => {
        const statement = { ...SAMPLE_BANK, ...change };
        return proposeBankAccount(tx, owner, { accountId: null, currency: "EUR", statement, ...days });
      });
    for (const field of fieldsOf(SAMPLE_BANK)) {
      expect(await propose({ [field]: BAD })).toMatchObject({ ok: false, unprinted: named("bank", field) });
    }
    const note = { ruleId: "own", isOn: true, textEn: "None.", textLocal: "", localLanguage: "zh" };
    const confirmed = { confirmedWith: "Sample Accountants", confirmedOn: "2026-01-05" };
    for (const field of ["textEn", "textLocal"]) {
      const stated = as(owner, (tx) => stateTaxNote(tx, owner, { ...note, ...confirmed, [field]: BAD }));
      expect(await stated).toMatchObject({ ok: false, unprinted: named("taxNote", field) });
    }
  });

  it("uses no invoice number", async () => {
    const { owner } = await makeSeller(engine.doors);
    const clientId = await makeClient(engine.doors, owner);
    const bad: [form: string, field: string, input: InvoiceInput][] = [
      ["invoice", "lineEn", inputFor(clientId, { lines: [{ ...line, taxPercent: "0", descriptionEn: BAD }] })],
      ["invoice", "lineZh", inputFor(clientId, { lines: [{ ...line, taxPercent: "0", descriptionZh: BAD }] })],
      ["invoice", "noteEn", inputFor(clientId, { noteEn: BAD })],
      ["invoice", "noteZh", inputFor(clientId, { noteZh: BAD })],
      ["invoice", "exchangeSource", inputFor(clientId, { exchange: { ...exchange, source: BAD } })],
      ["invoice", "buyerReference", inputFor(clientId, { buyerReference: BAD })],
      ["invoice", "fapiaoNumber", inputFor(clientId, { fapiaoNumber: BAD })],
    ];
    for (const [field, column] of [
      ["legalNameEn", "legal_name_en"],
      ["taxId", "tax_id"],
      ["addressEn", "address_en"],
    ] as const) {
      bad.push(["client", field, inputFor(await makeClient(engine.doors, owner, { [column]: BAD }))]);
    }
    for (const [form, field, input] of bad) {
      expect(await raise(owner, input)).toMatchObject({
        ok: false,
        fault: { code: "unprintable", ...named(form, field) },
      });
    }
    expect(await raise(owner, inputFor(clientId))).toMatchObject({ ok: true, number: "INV-2026-000001" });
  });

  it("uses no credit note number and takes no step of a cancelled order", async () => {
    const { owner } = await makeSeller(engine.doors);
    const clientId = await makeClient(engine.doors, owner);
    const serviceId = await makeService(engine.doors, owner);
    const { token } = await makeSentQuote(engine.doors, owner, { clientId, content: quoteContent(serviceId) });
    const orderId = await acceptByLink(engine.doors, token);
    const words = { en: "Deposit", zh: "定金" };
    const raised = await as(owner, (tx) => invoiceOrder(tx, owner, { orderId, part: "deposit", words, now: NOW }));
    if (!raised.ok) throw new Error(JSON.stringify(raised));
    const cancel = (reason: string) =>
      as(owner, (tx) => cancelOrder(tx, owner, { orderId, reason, isAllCredited: true, now: NOW }));
    expect(await cancel(BAD)).toMatchObject(named("credit", "reason"));
    const credit = (reason: string) =>
      as(owner, (tx) => creditInvoice(tx, owner, { invoiceId: raised.invoiceId, amountMinor: 100n, reason, now: NOW }));
    expect(await credit(BAD)).toMatchObject({ ok: false, unprinted: named("credit", "reason") });
    expect(await credit("Agreed")).toMatchObject({ ok: true, number: "CN-2026-000001" });
    expect(await cancel("Agreed")).toBeNull();
  });

  it("keeps the quote a draft with its number and text", async () => {
    const { owner } = await makeSeller(engine.doors);
    const clientId = await makeClient(engine.doors, owner);
    const serviceId = await makeService(engine.doors, owner);
    const odd = await as(owner, async (tx) => {
      const details = {
        name: { en: "Report", zh: "" },
        description: { en: BAD, zh: "" },
        unit: "report",
        isOffered: true,
      };
      const added = await addService(tx, owner, "inventory_report", details as Parameters<typeof addService>[3]);
      if (!added.ok) throw new Error(added.fault);
      await addServicePrice(tx, owner, added.serviceId, { currency: "USD", validFrom: "2026-01-01", minor: 100n });
      return added.serviceId;
    });
    const good = quoteContent(serviceId);
    const own = good.lines[0]!;
    const fee = { ...EMPTY_LINE, payee: "Sample Body", name: { en: "Fee", zh: "" }, amount: "10" };
    const bad: [form: string, field: string, content: QuoteContent][] = [
      ["quote", "exchangeSource", { ...good, exchangeSource: BAD }],
      ["quote", "termsEn", { ...good, terms: { en: BAD, zh: "" } }],
      ["quote", "termsZh", { ...good, terms: { en: "", zh: BAD } }],
      ["quote", "deliverablesEn", { ...good, work: { ...good.work, deliverables: { en: BAD, zh: "" } } }],
      ["quote", "purchaseOrder", { ...good, work: { ...good.work, purchaseOrder: BAD } }],
      [
        "quote",
        "milestoneNameZh",
        { ...good, work: { ...good.work, milestones: [{ name: { en: "", zh: BAD }, dueOn: "2026-12-15" }] } },
      ],
      ["quote", "payee", { ...good, lines: [own, { ...fee, payee: BAD }] }],
      ["quote", "feeEn", { ...good, lines: [own, { ...fee, name: { en: BAD, zh: "" } }] }],
      ["quote", "discountReason", { ...good, lines: [{ ...own, discountPercent: "5", discountReason: BAD }] }],
      ["service", "descriptionEn", { ...good, lines: [{ ...EMPTY_LINE, serviceId: odd }] }],
    ];
    const quoteId = await as(owner, (tx) => startQuote(tx, owner, { clientId, now: NOW }));
    const send = (content: QuoteContent) =>
      as(owner, async (tx) => {
        await saveQuoteDraft(tx, owner, { quoteId, content });
        return sendQuote(tx, owner, quoteId, NOW);
      });
    for (const [form, field, content] of bad) {
      expect(await send(content)).toMatchObject({ ok: false, fault: "unprintable", unprinted: named(form, field) });
      const { draft, versions } = await as(owner, (tx) => getQuote(tx, quoteId, NOW));
      expect({ draft, versions }).toEqual({ draft: content, versions: [] });
    }
    expect(await send(good)).toMatchObject({ ok: true, version: 1 });
    expect(await as(owner, (tx) => getQuote(tx, quoteId, NOW))).toMatchObject({ number: "Q-2026-000001" });
  });
});
