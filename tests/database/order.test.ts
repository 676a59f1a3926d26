import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { ORDER } from "#app/order/order-state.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { issueReport, listBlockers } from "#app/report/report.server.ts";
import { listClosedGates } from "#app/report/report-gate.server.ts";
import { getReportableRun } from "#app/report/report-run.server.ts";
import { getRun } from "#app/runs/calculation.server.ts";
import { describeInvoice } from "#app/trade/document/trade-document.server.ts";
import { creditInvoice } from "#app/trade/invoice/credit-note.server.ts";
import { listInvoices } from "#app/trade/invoice/invoice-list.server.ts";
import { loadOrder } from "#app/trade/order/load-order.server.ts";
import { deliverDraft, liftGate, takeOrderStep, type WorkStep } from "#app/trade/order/order.server.ts";
import { cancelOrder, invoiceOrder, isLacking, type OrderPart } from "#app/trade/order/order-invoice.server.ts";
import { getOrder, isOpenForIssue } from "#app/trade/order/order-list.server.ts";
import { reviseQuote, sendQuote, startQuote, withdrawQuote } from "#app/trade/quote/quote.server.ts";
import { declineQuote } from "#app/trade/quote/quote-answer.server.ts";
import { EMPTY_LINE } from "#app/trade/quote/quote-content.ts";
import { describeQuote } from "#app/trade/quote/quote-document.server.ts";
import { findQuoteLink, openQuote, renewQuoteLink } from "#app/trade/quote/quote-link.server.ts";
import { getQuote, listQuotes } from "#app/trade/quote/quote-list.server.ts";
import { copyWork, EMPTY_WORK, type QuoteWork } from "#app/trade/quote/quote-work.ts";
import type { TenantTx } from "#db/doors.ts";
import { craftedReport } from "#tests/support/crafted-report.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { addColleague } from "#tests/support/make-tenant.ts";
import { hotelNights } from "#tests/support/sample-activity.ts";
import { fillCompany, issueNow, makeKeys, PUBLIC_URL, runNow, YEAR } from "#tests/support/sample-company.ts";
import {
  acceptByLink,
  makeSentQuote,
  makeService,
  ORDER_NOW,
  payInvoice,
  quoteContent,
} from "#tests/support/sample-order.ts";
import { makeClient, makeSeller } from "#tests/support/sample-seller.ts";
import { addServicePrice, saveQuoteDraft } from "#tests/support/save-now.ts";

const WORDS = { en: "Part", zh: "部分" };

onEachEngine(
  "quotes and orders",
  (engine) => {
    const as = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);
    const keys = makeKeys();
    const invoice = (actor: Actor, orderId: string, part: OrderPart) =>
      as(actor, (tx) => invoiceOrder(tx, actor, { orderId, part, words: WORDS, now: ORDER_NOW }));
    const step = (actor: Actor, orderId: string, state: WorkStep) =>
      as(actor, (tx) => takeOrderStep(tx, actor, orderId, { state, now: ORDER_NOW }));
    const stateOf = async (actor: Actor, orderId: string) =>
      (await as(actor, (tx) => getOrder(tx, orderId))).facts.state;
    const codeOf = (work: Promise<unknown>) =>
      work.then(
        () => "done",
        (error: { code?: string; message: string }) => error.message.replace(/^error: /, ""),
      );

    async function makeShop() {
      const { owner, second } = await makeSeller(engine.doors);
      const clientId = await makeClient(engine.doors, owner);
      const serviceId = await makeService(engine.doors, owner);
      return { owner, second, clientId, serviceId };
    }
    const invoiced = async (actor: Actor, orderId: string, part: OrderPart) => {
      const answer = await invoice(actor, orderId, part);
      if (!answer.ok) throw new Error(JSON.stringify(answer));
      return answer.invoiceId;
    };

    /** A seller with an accepted quote about its own inventory, which has a run without issues. */
    async function makeGated(change: Parameters<typeof quoteContent>[1] = {}) {
      const shop = await makeShop();
      const { inventory } = await fillCompany(engine.doors, shop.owner);
      await as(shop.owner, (tx) => saveActivities(tx, shop.owner, YEAR, [hotelNights("3")]));
      const runId = await runNow(engine.doors, shop.owner, inventory);
      const content = quoteContent(shop.serviceId, { gatesIssue: true, inventoryId: inventory.id, ...change });
      const { quoteId, token } = await makeSentQuote(engine.doors, shop.owner, { clientId: shop.clientId, content });
      const orderId = await acceptByLink(engine.doors, token);
      return { ...shop, inventory, runId, quoteId, token, orderId };
    }

    it("dates and expires orders by the seller's day", async () => {
      const { owner, clientId, serviceId } = await makeShop();
      // Already next year in Shanghai, the seller's time zone.
      const now = new Date("2026-12-31T16:30:00Z");
      const content = quoteContent(serviceId, { validUntil: "2027-01-01" });
      const { quoteId } = await makeSentQuote(engine.doors, owner, { clientId, content, now });
      const at = (moment: string) => as(owner, (tx) => getQuote(tx, quoteId, new Date(moment)));
      const quote = await at("2027-01-01T15:59:59Z");
      expect(quote).toMatchObject({ state: "sent", versions: [{ issuedOn: "2027-01-01" }] });
      expect(quote.number).toContain("-2027-");
      expect((await at("2027-01-01T16:00:00Z")).state).toBe("expired");
    });

    it("keeps the agreed work from the draft to the invoice, and none of its days in a copy", async () => {
      const { owner, clientId, serviceId } = await makeShop();
      const work: QuoteWork = {
        ...EMPTY_WORK,
        organization: { en: "Sample Works", zh: "" },
        reportingYear: "2025",
        deliverables: { en: "Report", zh: "报告" },
        milestones: [{ name: { en: "Data complete", zh: "" }, dueOn: "2026-12-15" }],
        deliveryOn: "2027-01-31",
        purchaseOrder: "PO-1",
      };
      const content = quoteContent(serviceId, { work });
      const { quoteId, token } = await makeSentQuote(engine.doors, owner, { clientId, content });
      const read = (id: string) => as(owner, (tx) => getQuote(tx, id, ORDER_NOW));
      const before = await as(owner, async (tx) =>
        describeQuote(tx, await getQuote(tx, quoteId), (await getQuote(tx, quoteId)).versions[0]!, {
          thirdParty: WORDS,
        }),
      );
      expect(before.work).toEqual(work);
      await as(owner, (tx) => reviseQuote(tx, owner, quoteId, ORDER_NOW));
      expect((await read(quoteId)).draft?.work).toEqual(work);
      const copy = await as(owner, (tx) => startQuote(tx, owner, { clientId, copyOf: quoteId, now: ORDER_NOW }));
      expect((await read(copy)).draft?.work).toEqual(copyWork(work));
      const another = await makeClient(engine.doors, owner, { legal_name_en: "Sample Other Inc." });
      const pattern = await as(owner, (tx) =>
        startQuote(tx, owner, { clientId: another, copyOf: quoteId, now: ORDER_NOW }),
      );
      const { draft: patterned } = await read(pattern);
      expect(patterned).toMatchObject({
        ...{ currency: "USD", taxRule: "", taxPercent: "0", inventoryId: "", gatesIssue: false, exchangeRate: "" },
        work: { ...copyWork(work), organization: { en: "", zh: "" }, reportingYear: "" },
        lines: [{ serviceId, discountPercent: "0", discountReason: "" }],
      });
      const orderId = await acceptByLink(engine.doors, token, 1, { purchaseOrder: " PO-2 " });
      expect((await as(owner, (tx) => loadOrder(tx, orderId))).work).toEqual({ ...work, purchaseOrder: "PO-2" });
      // The printed quote is what was sent, whatever was given with the acceptance.
      const { versions } = await read(quoteId);
      expect(versions[0]).toMatchObject({ work, steps: [{ purchaseOrder: "" }, { purchaseOrder: "PO-2" }] });
      const old = await makeSentQuote(engine.doors, owner, { clientId, content: quoteContent(serviceId) });
      expect((await read(old.quoteId)).versions[0]!.work).toEqual(EMPTY_WORK);
    });

    it("moves an order from the draft to closed step by step and records each author", async () => {
      const { owner, runId, orderId, quoteId } = await makeGated();
      const deposit = await invoiced(owner, orderId, "deposit");
      await payInvoice(engine.doors, owner, deposit, 100_000n);
      expect(await stateOf(owner, orderId)).toBe("deposit_invoiced");
      await payInvoice(engine.doors, owner, deposit, 44_000n);
      expect(await stateOf(owner, orderId)).toBe("deposit_paid");
      expect(await step(owner, orderId, "in_work")).toBeNull();
      expect(await as(owner, (tx) => deliverDraft(tx, owner, orderId, null))).toBe("draft_missing");
      expect(await as(owner, (tx) => deliverDraft(tx, owner, orderId, runId))).toBeNull();
      const balance = await invoiced(owner, orderId, "balance");
      const described = (id: string) => as(owner, (tx) => describeInvoice(tx, id));
      const { number, issuedOn } = await described(deposit);
      expect((await described(deposit)).order).toMatchObject({ netMinor: 480_000n, deductions: [] });
      const explained = { netMinor: 480_000n, deductions: [{ number, issuedOn, netMinor: 144_000n }] };
      expect((await described(balance)).order).toMatchObject(explained);
      // What was credited later changes no document.
      const credit = { invoiceId: deposit, amountMinor: 1_000n, reason: "Goodwill", now: ORDER_NOW };
      await as(owner, (tx) => creditInvoice(tx, owner, credit));
      expect((await described(balance)).order).toMatchObject(explained);
      await payInvoice(engine.doors, owner, balance, 336_000n);
      expect(await stateOf(owner, orderId)).toBe("balance_paid");
      expect(await step(owner, orderId, "released")).toBe("report_missing");
      const issued = await issueNow(engine.doors, await keys, owner, { runId });
      expect(issued.ok).toBe(true);
      expect(await step(owner, orderId, "released")).toBeNull();
      expect(await step(owner, orderId, "closed")).toBeNull();
      const order = await as(owner, (tx) => getOrder(tx, orderId));
      expect(order.steps.map(({ state }) => state)).toEqual(ORDER.all.slice(0, 9));
      expect(order.steps[0]!.authorName).toBe("Sample Buyer GmbH");
      expect(order.releasedReportId).toBe(issued.ok ? issued.reportId : "");
      expect(order.paidMinor).toBe(480_000n);
      const quote = await as(owner, (tx) => getQuote(tx, quoteId, ORDER_NOW));
      expect(quote.state).toBe("accepted");
      expect(quote.versions[0]!.steps[1]).toMatchObject({
        state: "accepted",
        signerName: "Sample Buyer",
        signerRole: "Purchasing",
        clientAddress: "192.0.2.7",
      });
    });

    it("holds back a report until payment, however it is inserted, and again after a reversal", async () => {
      const { owner, runId, orderId } = await makeGated({ depositPercent: "0" });
      const blockers = async () => {
        const run = await as(owner, (tx) => getReportableRun(tx, owner.organizationId, runId));
        return (await as(owner, (tx) => listBlockers(tx, owner.organizationId, run))).map(({ code }) => code);
      };
      const issuer = { publicUrl: PUBLIC_URL, logOrigin: (await keys).origin };
      const refused = await as(owner, (tx) =>
        issueReport(tx, owner, issuer, { runId, locales: ["en"], now: ORDER_NOW.toISOString() }),
      );
      expect(refused).toMatchObject({
        ok: false,
        blockers: [
          {
            code: "order_unpaid",
            facts: { order: "Q-2026-000001", orderId, state: "accepted", missing: "in_work" },
          },
        ],
      });
      const insert = () => as(owner, (tx) => tx.insertInto("report").values(craftedReport(owner, runId)).execute());
      expect(await codeOf(insert())).toBe("order_unpaid");
      expect(await step(owner, orderId, "in_work")).toBeNull();
      expect(await as(owner, (tx) => deliverDraft(tx, owner, orderId, runId))).toBeNull();
      const gates = () =>
        as(owner, async (tx) => {
          const { inventoryId } = await getRun(tx, owner.organizationId, runId);
          return (await listClosedGates(tx, inventoryId)).map(({ state, missing }) => [state, missing]);
        });
      expect(await gates()).toEqual([["draft_delivered", "balance_invoiced"]]);
      const full = await invoiced(owner, orderId, "balance");
      expect(await gates()).toEqual([["balance_invoiced", "balance_paid"]]);
      expect(await blockers()).toContain("order_unpaid");
      const paymentId = await payInvoice(engine.doors, owner, full, 480_000n);
      expect(await blockers()).toEqual([]);
      await as(owner, (tx) =>
        tx
          .insertInto("payment_reversal")
          .values({ tenant_id: owner.tenantId, payment_id: paymentId, reason: "recalled", created_by: owner.userId })
          .execute(),
      );
      expect(await blockers()).toEqual(["order_unpaid"]);
      expect(await gates()).toEqual([["balance_paid", "money"]]);
      expect(await step(owner, orderId, "released")).toBe("not_paid");
      expect(await codeOf(insert())).toBe("order_unpaid");
      await payInvoice(engine.doors, owner, full, 480_000n);
      expect(await blockers()).toEqual([]);
      expect((await issueNow(engine.doors, await keys, owner, { runId })).ok).toBe(true);
    });

    it("allows reports on credit only with billing permission and a reason", async () => {
      const { owner, second, runId, orderId } = await makeGated();
      const lift = (actor: Actor, reason: string) => as(actor, (tx) => liftGate(tx, actor, orderId, reason));
      expect(await lift(owner, " ")).toBe("reason_missing");
      await expect(lift(second, "We know them")).rejects.toMatchObject({ code: "forbidden" });
      const billing = await addColleague(engine.doors, owner, "billing");
      expect(await lift(billing, "Agreed with the client")).toBeNull();
      expect(await lift(owner, "Once more")).toBe("not_gated");
      const order = await as(owner, (tx) => getOrder(tx, orderId));
      expect(isOpenForIssue(order)).toBe(true);
      expect((await issueNow(engine.doors, await keys, owner, { runId })).ok).toBe(true);
    });

    it("still holds back reports after cancellation", async () => {
      const { owner, runId, orderId } = await makeGated();
      const cancelled = await as(owner, (tx) =>
        cancelOrder(tx, owner, { orderId, reason: "No longer needed", isAllCredited: false, now: ORDER_NOW }),
      );
      expect(cancelled).toBeNull();
      expect(await issueNow(engine.doors, await keys, owner, { runId })).toMatchObject({
        blockers: [{ code: "order_unpaid", facts: { state: "cancelled", missing: "lift" } }],
      });
    });

    it("lets the database refuse every step that is not the next one", async () => {
      const { owner, clientId, serviceId } = await makeShop();
      const { token } = await makeSentQuote(engine.doors, owner, { clientId, content: quoteContent(serviceId) });
      const orderId = await acceptByLink(engine.doors, token);
      const insert = (state: (typeof ORDER.all)[number], number = 2) =>
        as(owner, (tx) =>
          tx
            .insertInto("trade_order_step")
            .values({
              tenant_id: owner.tenantId,
              order_id: orderId,
              step: number,
              state,
              note: "crafted",
              report_id: null,
              created_by: owner.userId,
            })
            .execute(),
        );
      for (const state of ORDER.all.filter((one) => one !== "cancelled")) {
        expect([state, await codeOf(insert(state))]).toEqual([state, "step_out_of_order"]);
      }
      expect(await codeOf(insert("cancelled", 3))).toBe("step_out_of_order");
      await invoiced(owner, orderId, "deposit");
      for (const state of ORDER.all) {
        expect([state, await codeOf(insert(state, 3))]).toEqual([state, "step_out_of_order"]);
      }
    });

    it("takes all amounts from the accepted version only", async () => {
      const { owner, clientId, serviceId } = await makeShop();
      const { quoteId, token } = await makeSentQuote(engine.doors, owner, {
        clientId,
        content: quoteContent(serviceId),
      });
      const order = () =>
        as(owner, (tx) =>
          tx
            .insertInto("trade_order")
            .values({
              tenant_id: owner.tenantId,
              quote_id: quoteId,
              created_by: owner.userId,
              total_minor: 1,
              deposit_minor: 0,
              gates_issue: false,
              currency: "JPY",
            })
            .execute(),
        );
      expect(await codeOf(order())).toBe("quote_not_accepted");
      const orderId = await acceptByLink(engine.doors, token);
      const made = await as(owner, (tx) => getOrder(tx, orderId));
      expect(made).toMatchObject({ totalMinor: 480_000n, depositMinor: 144_000n, currency: "USD", quoteVersion: 1 });
      const short = await as(owner, (tx) =>
        tx
          .insertInto("quote_version")
          .values({
            tenant_id: owner.tenantId,
            quote_id: quoteId,
            version: 2,
            after: 1,
            client_id: clientId,
            client_version: 1,
            currency: "CNY",
            home_currency: "CNY",
            exchange_rate: null,
            exchange_source: "",
            exchange_date: null,
            tax_note: null,
            tax_percent: "0",
            issued_on: "2026-11-27",
            valid_until: "2026-12-27",
            terms_en: "",
            terms_zh: "",
            deposit_percent: "0",
            net_minor: 5,
            tax_minor: 0,
            total_minor: 5,
            deposit_minor: 0,
            third_party_minor: 0,
            gates_issue: false,
            organization_id: null,
            inventory_id: null,
            seller: null,
            created_by: owner.userId,
          })
          .execute(),
      ).then(
        () => "done",
        (error: Error) => error.message,
      );
      expect(short).toContain("quote_does_not_add_up");
    });

    it("freezes rate, price and tax when a quote is sent", async () => {
      const { owner, clientId, serviceId } = await makeShop();
      const { quoteId } = await makeSentQuote(engine.doors, owner, { clientId, content: quoteContent(serviceId) });
      await as(owner, (tx) =>
        addServicePrice(tx, owner, serviceId, { currency: "USD", validFrom: "2026-01-01", minor: 999_900n }),
      );
      const before = await as(owner, (tx) => getQuote(tx, quoteId, ORDER_NOW));
      expect(before.versions[0]).toMatchObject({
        totalMinor: 480_000n,
        exchange: { rate: "7.1023", source: "Sample Bank, middle rate", on: "2026-11-26" },
        taxNote: { ruleId: "cn-export-exempt", textLocal: "跨境服务，免征增值税。" },
        seller: { legalNameZh: "示例碳咨询有限公司" },
      });
      await as(owner, (tx) => reviseQuote(tx, owner, quoteId, ORDER_NOW));
      await as(owner, (tx) => saveQuoteDraft(tx, owner, { quoteId, content: quoteContent(serviceId) }));
      expect(await as(owner, (tx) => sendQuote(tx, owner, quoteId, ORDER_NOW))).toMatchObject({ ok: true, version: 2 });
      const after = await as(owner, (tx) => getQuote(tx, quoteId, ORDER_NOW));
      expect(after.versions.map(({ totalMinor }) => totalMinor)).toEqual([999_900n, 480_000n]);
      expect(await codeOf(as(owner, (tx) => tx.updateTable("quote_version").set({ net_minor: 1 }).execute()))).toMatch(
        /permission denied|refused/,
      );
    });

    it("refuses quotes that are accepted, expired, replaced or withdrawn, and ends their links", async () => {
      const { owner, clientId, serviceId } = await makeShop();
      const content = quoteContent(serviceId, { validUntil: "2026-12-01" });
      const { quoteId, token } = await makeSentQuote(engine.doors, owner, { clientId, content });
      const open = async (one: string, now = ORDER_NOW) => {
        const link = (await engine.doors.withSystem((tx) => findQuoteLink(tx, one)))!;
        return engine.doors.withTenant({ tenantId: link.tenantId, userId: "client:x" }, (tx) =>
          openQuote(tx, link, now),
        );
      };
      expect(await engine.doors.withSystem((tx) => findQuoteLink(tx, "A".repeat(43)))).toBeUndefined();
      expect(await engine.doors.withSystem((tx) => findQuoteLink(tx, "' or true --"))).toBeUndefined();
      await expect(acceptByLink(engine.doors, token, 1, { now: new Date("2026-12-02T00:00:00Z") })).rejects.toThrow(
        "quote_not_open",
      );
      await expect(acceptByLink(engine.doors, token, 2)).rejects.toThrow("quote_changed");
      const fresh = await as(owner, (tx) => renewQuoteLink(tx, owner, quoteId, ORDER_NOW));
      await expect(open(token)).rejects.toMatchObject({ code: "not_found" });
      await expect(open(fresh, new Date("2029-12-01T00:00:00Z"))).rejects.toMatchObject({ code: "not_found" });
      expect(await as(owner, (tx) => withdrawQuote(tx, owner, quoteId, { reason: "", now: ORDER_NOW }))).toBe(
        "reason_missing",
      );
      expect(
        await as(owner, (tx) => withdrawQuote(tx, owner, quoteId, { reason: "Wrong scope", now: ORDER_NOW })),
      ).toBeNull();
      await expect(acceptByLink(engine.doors, fresh)).rejects.toThrow("quote_not_open");
      const other = await makeSentQuote(engine.doors, owner, { clientId, content: quoteContent(serviceId) });
      await acceptByLink(engine.doors, other.token);
      await expect(acceptByLink(engine.doors, other.token)).rejects.toThrow("quote_not_open");
      const third = await makeSentQuote(engine.doors, owner, { clientId, content: quoteContent(serviceId) });
      const opened = await open(third.token);
      const decline = (reason: string) =>
        as({ ...owner, userId: "client:x" }, (tx) =>
          declineQuote(tx, opened, { version: 1, reason, clientAddress: "", now: ORDER_NOW }),
        );
      expect(await decline(" ")).toBe("reason_missing");
      expect(await decline("Too expensive")).toBeNull();
      expect(await decline("Too expensive")).toBe("quote_not_open");
      const states = (await as(owner, (tx) => listQuotes(tx, {}, ORDER_NOW))).map(({ number, state }) => [
        number,
        state,
      ]);
      expect(states).toEqual([
        ["Q-2026-000003", "declined"],
        ["Q-2026-000002", "accepted"],
        ["Q-2026-000001", "withdrawn"],
      ]);
    });

    it("duplicates the content of a quote but not its date and rate", async () => {
      const { owner, clientId, serviceId } = await makeShop();
      const fee = {
        ...EMPTY_LINE,
        payee: "Sample Verification",
        name: { en: "Verification", zh: "" },
        amount: "2000.50",
      };
      const lines = [...quoteContent(serviceId).lines, fee];
      const { quoteId } = await makeSentQuote(engine.doors, owner, {
        clientId,
        content: quoteContent(serviceId, { lines }),
      });
      const sent = await as(owner, (tx) => getQuote(tx, quoteId, ORDER_NOW));
      expect(sent.versions[0]).toMatchObject({ totalMinor: 480_000n, thirdPartyMinor: 200_050n });
      const copy = await as(owner, (tx) => startQuote(tx, owner, { clientId, copyOf: quoteId, now: ORDER_NOW }));
      const { draft, duplicateOf } = await as(owner, (tx) => getQuote(tx, copy, ORDER_NOW));
      expect(duplicateOf).toBe(quoteId);
      expect(draft).toMatchObject({ currency: "USD", exchangeRate: "", exchangeDate: "", validUntil: "2026-12-27" });
      expect(draft!.lines).toMatchObject([{ serviceId }, { payee: "Sample Verification", amount: "2000.50" }]);
    });

    it("credits open amounts on cancellation and invoices credited parts again", async () => {
      const { owner, clientId, serviceId } = await makeShop();
      const { token } = await makeSentQuote(engine.doors, owner, { clientId, content: quoteContent(serviceId) });
      const orderId = await acceptByLink(engine.doors, token);
      const first = await invoiced(owner, orderId, "deposit");
      await payInvoice(engine.doors, owner, first, 44_000n);
      const cancel = (isAllCredited: boolean) =>
        as(owner, (tx) => cancelOrder(tx, owner, { orderId, reason: "Plant closed", isAllCredited, now: ORDER_NOW }));
      expect(await cancel(false)).toBeNull();
      expect(await stateOf(owner, orderId)).toBe("cancelled");
      const [kept] = await as(owner, (tx) => listInvoices(tx, { orderId }));
      expect(kept!.standing).toMatchObject({ creditedMinor: 100_000n, paidMinor: 44_000n, state: "paid" });
      expect(await cancel(false)).toBe("step_out_of_order");
      expect(await invoice(owner, orderId, "balance")).toMatchObject({ ok: false, fault: "step_out_of_order" });
    });

    it("invoices a part again only if its invoice was fully credited", async () => {
      const { owner, clientId, serviceId } = await makeShop();
      const { token } = await makeSentQuote(engine.doors, owner, { clientId, content: quoteContent(serviceId) });
      const orderId = await acceptByLink(engine.doors, token);
      const first = await invoiced(owner, orderId, "deposit");
      expect(await invoice(owner, orderId, "deposit")).toMatchObject({ ok: false, fault: "step_out_of_order" });
      const credit = { invoiceId: first, amountMinor: 144_000n, reason: "Wrong address", now: ORDER_NOW };
      await as(owner, (tx) => creditInvoice(tx, owner, credit));
      expect(isLacking(await as(owner, (tx) => getOrder(tx, orderId)), "deposit")).toBe(true);
      const again = await invoiced(owner, orderId, "deposit");
      await payInvoice(engine.doors, owner, again, 144_000n);
      expect(await stateOf(owner, orderId)).toBe("deposit_paid");
    });
  },
  "factor library",
);
