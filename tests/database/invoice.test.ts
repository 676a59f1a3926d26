import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { readReference } from "#app/money/creditor-reference.ts";
import { ChangedSince } from "#app/setting/setting.server.ts";
import { describeCreditNote } from "#app/trade/document/trade-document.server.ts";
import { hasFapiao, keptFapiao, recordFapiao } from "#app/trade/fapiao/fapiao.server.ts";
import { type Fapiao, NONE } from "#app/trade/fapiao/fapiao.ts";
import { creditInvoice, earnDeposit } from "#app/trade/invoice/credit-note.server.ts";
import { priceLines, raiseInvoice } from "#app/trade/invoice/invoice.server.ts";
import { raiseInvoiceByHand } from "#app/trade/invoice/invoice-by-hand.server.ts";
import type { InvoiceInput } from "#app/trade/invoice/invoice-facts.ts";
import { getInvoice, listInvoices } from "#app/trade/invoice/invoice-list.server.ts";
import { selectExported, toExported } from "#app/trade/ledger/exported-service.server.ts";
import { totalExports } from "#app/trade/ledger/exported-service.ts";
import { listBalances, postToLedger } from "#app/trade/ledger/ledger.server.ts";
import { recordPayer } from "#app/trade/payment/payer.server.ts";
import { readTimeToBill, type TimeScope } from "#app/trade/time/billing.server.ts";
import { stateTimeRate } from "#app/trade/time/rate.server.ts";
import { addTimeEntry, findTimeEntry, type NewTimeEntry } from "#app/trade/time/time-entry.server.ts";
import { getWork } from "#app/trade/time/work.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";
import { patiently } from "#tests/support/patiently.ts";
import { acceptByLink, makeSentQuote, makeService, quoteContent } from "#tests/support/sample-order.ts";
import { bookSample, payBack } from "#tests/support/sample-receipt.ts";
import { makeClient, makeSeller } from "#tests/support/sample-seller.ts";
import { stateTaxNote } from "#tests/support/save-now.ts";

const NOW = new Date("2026-11-27T02:00:00Z");
const EXCHANGE = { rate: "7.1023", source: "Sample Bank, middle rate", on: "2026-11-26" };
const LINE = {
  descriptionEn: "Greenhouse-gas inventory report",
  descriptionZh: "温室气体清单报告",
  quantity: "1",
  unit: "",
  unitPriceMinor: 480_000n,
  taxPercent: "0",
};

const inputFor = (clientId: string, change: Partial<InvoiceInput> = {}): InvoiceInput => ({
  clientId,
  kind: "full",
  currency: "USD",
  lines: [LINE],
  taxRuleId: "cn-export-exempt",
  exchange: EXCHANGE,
  ...change,
});

onEachEngine("invoices", (engine) => {
  const as = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);
  const raise = (actor: Actor, input: InvoiceInput, now = NOW) =>
    as(actor, (tx) => raiseInvoice(tx, actor, input, now));
  const raised = async (actor: Actor, input: InvoiceInput) => {
    const answer = await raise(actor, input);
    if (!answer.ok) throw new Error(JSON.stringify(answer.fault));
    return answer.invoiceId;
  };
  const credit = (actor: Actor, invoiceId: string, amountMinor: bigint, reason = "Agreed with the client") =>
    as(actor, (tx) => creditInvoice(tx, actor, { invoiceId, amountMinor, reason, now: NOW }));
  const sumsOf = async (actor: Actor) => {
    const sums: Record<string, bigint> = {};
    for (const { currency, balance } of await as(actor, listBalances))
      sums[currency] = (sums[currency] ?? 0n) + balance.minor;
    return sums;
  };
  const balanceOf = async (actor: Actor, account: string) =>
    (await as(actor, listBalances)).find((one) => one.account === account)?.balance.minor ?? 0n;

  it("bill recorded time once and exactly, until they are fully credited", async () => {
    const { owner } = await makeSeller(engine.doors, ["USD"]);
    const [clientId, elsewhere] = [await makeClient(engine.doors, owner), await makeClient(engine.doors, owner)];
    const add = (minutes: number, change: Partial<NewTimeEntry> = {}) =>
      as(owner, async (tx) => {
        const work = await getWork(tx, change.work?.client.id ?? clientId);
        return addTimeEntry(tx, owner, { day: "2026-10-05", minutes, note: "", isBillable: true, ...change, work });
      });
    const timeOf = (id = clientId) => ({ clientId: id, orderId: undefined, month: undefined, currency: "USD" });
    const read = (scope: TimeScope = timeOf()) => as(owner, (tx) => readTimeToBill(tx, scope));
    await as(owner, (tx) =>
      stateTimeRate(tx, owner, {
        userId: null,
        currency: "CNY",
        validFrom: "2026-01-01",
        saleMinor: 60_000n,
        costMinor: null,
        basedOn: 0,
      }),
    );
    await add(50);
    await add(40, { day: "2026-11-02" });
    await add(30, { isBillable: false });
    const seen = await read();
    expect(seen.lines).toMatchObject([
      { quantity: "1.5", unit: "h", from: "2026-10-05", to: "2026-11-02", price: { lack: "other_currency" } },
    ]);
    expect((await read({ ...timeOf(), month: "2026-11" })).lines).toMatchObject([{ quantity: "40", unit: "min" }]);
    expect((await read({ ...timeOf(), currency: "CNY" })).lines[0]!.price).toEqual({ minor: 60_000n });
    expect((await read(timeOf(elsewhere))).lines).toEqual([]);
    const form = (price: string) => ({
      taxRule: "cn-export-exempt",
      exchangeRate: EXCHANGE.rate,
      exchangeSource: EXCHANGE.source,
      exchangeDate: EXCHANGE.on,
      "line-0-nameEn": "Hours",
      "line-0-price": price,
      // A typed quantity and service are ignored.
      "line-0-quantity": "99",
      "line-0-serviceId": clientId,
      "line-1-nameEn": "Travel",
      "line-1-price": "10.00",
    });
    const bill = (digest: string, price = "100.00") =>
      as(owner, (tx) => raiseInvoiceByHand(tx, owner, form(price), { now: NOW, time: { scope: timeOf(), digest } }));
    expect(await bill(seen.digest, "")).toEqual({ ok: false, errors: { "line-0-price": "time_price" } });
    const races = await Promise.all([bill(seen.digest), bill(seen.digest)]);
    expect(races.filter(({ ok }) => !ok)).toEqual([{ ok: false, isTimeChanged: true }]);
    const made = races.find((one) => one.ok)!;
    if (!made.ok) throw new Error("not issued");
    const { invoiceId, number } = made;
    const lines = await as(owner, (tx) =>
      tx
        .selectFrom("invoice_line")
        .select(["quantity", "unit", "net_minor"])
        .where("invoice_id", "=", invoiceId)
        .orderBy("position")
        .execute(),
    );
    expect(lines).toMatchObject([
      { quantity: "1.5", unit: "h", net_minor: 15_000 },
      { quantity: "1", unit: "", net_minor: 1_000 },
    ]);
    expect((await read()).lines).toEqual([]);

    const entryIds = seen.lines[0]!.entryIds;
    const entry = (id: string) => as(owner, (tx) => findTimeEntry(tx, owner.userId, id));
    expect(await entry(entryIds[0]!)).toMatchObject({ billing: "billed", invoice: { id: invoiceId, number } });
    expect(await add(0, { replaces: entryIds[0]! })).toBe("billed");
    const again = (id: string, position: number) =>
      as(owner, (tx) =>
        tx
          .insertInto("invoice_time")
          .values({
            tenant_id: owner.tenantId,
            entry_id: entryIds[0]!,
            invoice_id: id,
            position,
            created_by: owner.userId,
          })
          .execute(),
      );
    const second = await raised(owner, inputFor(clientId, { lines: [{ ...LINE, quantity: "0.7", unit: "h" }] }));
    await expect(again(second, 1)).rejects.toThrow("time_not_unbilled");
    const strike = {
      tenant_id: owner.tenantId,
      client_id: clientId,
      day: "2026-10-05",
      minutes: 0,
      note: "",
      is_billable: true,
      replaces: entryIds[0]!,
      created_by: owner.userId,
    };
    await expect(as(owner, (tx) => tx.insertInto("time_entry").values(strike).execute())).rejects.toThrow(
      "time_billed",
    );
    await expect(as(owner, (tx) => tx.deleteFrom("invoice_time").execute())).rejects.toThrow();

    await credit(owner, invoiceId, 15_999n);
    expect((await read()).lines).toEqual([]);
    await credit(owner, invoiceId, 1n);
    expect(await read()).toEqual(seen);
    expect(await entry(entryIds[0]!)).toMatchObject({ billing: "unbilled", invoice: null });
    // Of another quantity, or another client.
    await expect(again(second, 1)).rejects.toThrow("time_sum");
    const foreign = await raised(owner, inputFor(elsewhere, { lines: [{ ...LINE, quantity: "50", unit: "min" }] }));
    await expect(again(foreign, 1)).rejects.toThrow("time_not_unbilled");
    expect((await bill(seen.digest)).ok).toBe(true);
    expect((await read()).lines).toEqual([]);
  });

  it("take an entry once if two transactions bill it at the same time", async () => {
    const { owner } = await makeSeller(engine.doors, ["USD"]);
    const clientId = await makeClient(engine.doors, owner);
    await as(owner, async (tx) => {
      const work = await getWork(tx, clientId);
      await addTimeEntry(tx, owner, { work, day: "2026-10-05", minutes: 60, note: "", isBillable: true });
    });
    const { id } = await as(owner, (tx) => tx.selectFrom("time_entry").select("id").executeTakeFirstOrThrow());
    const line = { ...LINE, quantity: "1", unit: "h" };
    const invoices = [
      await raised(owner, inputFor(clientId, { lines: [line] })),
      await raised(owner, inputFor(clientId, { lines: [line] })),
    ];
    const ends = await Promise.allSettled(
      invoices.map((invoiceId) =>
        as(owner, (tx) =>
          tx
            .insertInto("invoice_time")
            .values({
              tenant_id: owner.tenantId,
              entry_id: id,
              invoice_id: invoiceId,
              position: 1,
              created_by: owner.userId,
            })
            .execute(),
        ),
      ),
    );
    expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("carries a number, a reference and the details of its issue", async () => {
    const { owner } = await makeSeller(engine.doors);
    const clientId = await makeClient(engine.doors, owner);
    const asked = { buyerReference: " PO-7", period: { from: "2026-10-01", to: "2026-11-27" } };
    expect(await raise(owner, inputFor(clientId, { period: { from: "2026-11-27", to: "2026-10-01" } }))).toMatchObject({
      fault: { code: "period" },
    });
    const id = await raised(owner, inputFor(clientId, asked));
    const invoice = await as(owner, (tx) => getInvoice(tx, id));
    expect(invoice).toMatchObject({
      number: "INV-2026-000001",
      fiscalYear: 2026,
      issuedOn: "2026-11-27",
      dueOn: "2026-12-27",
      totalMinor: 480_000n,
      exchange: EXCHANGE,
      seller: { legalNameZh: "示例碳咨询有限公司" },
      client: { legalNameEn: "Sample Buyer GmbH", taxId: "DE123456788" },
      bank: { bic: "SMPLCNSHXXX" },
      taxNote: { ruleId: "cn-export-exempt", textLocal: "跨境服务，免征增值税。" },
      buyerReference: "PO-7",
      period: { from: "2026-10-01", to: "2026-11-27" },
      standing: { state: "open", owedMinor: 480_000n },
    });
    expect(readReference(invoice.reference)).toBe(invoice.reference);
    const credited = await credit(owner, id, 1_000n);
    if (!credited.ok) throw new Error(credited.fault);
    expect(await as(owner, (tx) => describeCreditNote(tx, credited.creditNoteId))).toMatchObject({
      buyerReference: "PO-7",
      period: asked.period,
    });
    expect(await balanceOf(owner, "receivable")).toBe(479_000n);
    expect(await balanceOf(owner, "revenue")).toBe(-479_000n);
  });

  it("names each missing field and takes no number", async () => {
    const { owner } = await makeSeller(engine.doors);
    const bare = await makeClient(engine.doors, owner, { tax_id: "", address_en: "" });
    const fieldsOf = async (input: InvoiceInput) => {
      const answer = await raise(owner, input);
      return answer.ok ? [] : "fields" in answer.fault ? answer.fault.fields : answer.fault.code;
    };
    expect(await fieldsOf(inputFor(bare))).toEqual(["client.address", "client.taxId"]);
    const clientId = await makeClient(engine.doors, owner);
    expect(await fieldsOf(inputFor(clientId, { currency: "EUR" }))).toEqual(["bankAccount"]);
    expect(await fieldsOf(inputFor(clientId, { exchange: null }))).toEqual(["exchange"]);
    expect(await fieldsOf(inputFor(clientId, { exchange: { ...EXCHANGE, rate: "0" } }))).toEqual(["exchange"]);
    expect(await fieldsOf(inputFor(clientId, { exchange: { ...EXCHANGE, source: "" } }))).toEqual(["exchange"]);
    expect(await fieldsOf(inputFor(clientId, { taxRuleId: null }))).toEqual(["taxNote"]);
    expect(await fieldsOf(inputFor(clientId, { taxRuleId: "cn-export-zero" }))).toEqual(["taxNote"]);
    expect(await fieldsOf(inputFor(clientId, { lines: [] }))).toEqual(["lines"]);
    const athome = await makeClient(engine.doors, owner, { country: "CN" });
    expect(await fieldsOf(inputFor(athome))).toBe("tax_note_elsewhere");
    expect(await fieldsOf(inputFor(clientId, { lines: [{ ...LINE, quantity: "0" }] }))).toBe("line");
    const lonely = await makeTenant(engine.doors);
    const theirs = await makeClient(engine.doors, lonely);
    expect((await raise(lonely, inputFor(theirs))).ok).toBe(false);
    await expect(raise(owner, inputFor(theirs))).rejects.toMatchObject({ code: "not_found" });
    expect(await as(owner, (tx) => listInvoices(tx))).toEqual([]);
    expect(await raised(owner, inputFor(clientId))).toBeTruthy();
    expect((await as(owner, (tx) => listInvoices(tx))).map(({ number }) => number)).toEqual(["INV-2026-000001"]);
  });

  it("uses the seller's day and year", async () => {
    const { owner } = await makeSeller(engine.doors);
    const clientId = await makeClient(engine.doors, owner);
    const numberAt = async (at: string) => {
      const answer = await raise(owner, inputFor(clientId), new Date(at));
      return answer.ok ? answer.number : answer.fault;
    };
    expect(await numberAt("2026-12-31T15:59:00Z")).toBe("INV-2026-000001");
    expect(await numberAt("2026-12-31T16:00:00Z")).toBe("INV-2027-000001");
    const japan = await makeSeller(engine.doors, ["USD"], { fiscalFirstMonth: 4 });
    const theirs = await makeClient(engine.doors, japan.owner);
    const answer = await raise(japan.owner, inputFor(theirs), new Date("2027-03-31T12:00:00Z"));
    expect(answer).toMatchObject({ ok: true, number: "INV-2026-000001" });
  });

  it("is credited in parts to the last cent of tax, and never beyond its total", async () => {
    const { owner } = await makeSeller(engine.doors);
    const clientId = await makeClient(engine.doors, owner);
    const taxed = { ...LINE, unitPriceMinor: 10_001n, taxPercent: "6" };
    const id = await raised(owner, inputFor(clientId, { lines: [taxed] }));
    const { totalMinor } = await as(owner, (tx) => getInvoice(tx, id));
    expect(totalMinor).toBe(10_601n);
    expect(await credit(owner, id, 0n)).toEqual({ ok: false, fault: "amount_missing" });
    expect(await credit(owner, id, 1n, " ")).toEqual({ ok: false, fault: "reason_missing" });
    expect(await credit(owner, id, 10_602n)).toEqual({ ok: false, fault: "amount_above_invoice" });
    expect(await credit(owner, id, 3_333n)).toMatchObject({ ok: true, number: "CN-2026-000001" });
    expect(await credit(owner, id, 7_268n)).toMatchObject({ ok: true, number: "CN-2026-000002" });
    expect(await credit(owner, id, 1n)).toEqual({ ok: false, fault: "amount_above_invoice" });
    expect((await as(owner, (tx) => getInvoice(tx, id))).standing.state).toBe("credited");
    for (const account of ["receivable", "revenue", "tax_payable"]) expect(await balanceOf(owner, account)).toBe(0n);
  });

  it("posts a deposit as a liability until it is earned once", async () => {
    const { owner } = await makeSeller(engine.doors);
    const clientId = await makeClient(engine.doors, owner);
    const content = quoteContent(await makeService(engine.doors, owner));
    const { token } = await makeSentQuote(engine.doors, owner, { clientId, content });
    const orderId = await acceptByLink(engine.doors, token);
    const line = { ...LINE, unitPriceMinor: 144_000n };
    const isInvoiced = (await as(owner, (tx) => listInvoices(tx, { orderId }))).length > 0;
    if (!isInvoiced) await raised(owner, inputFor(clientId, { kind: "deposit", orderId, lines: [line] }));
    const earn = () => as(owner, (tx) => earnDeposit(tx, owner, { orderId, now: NOW }));
    expect(await balanceOf(owner, "customer_deposit")).toBe(-144_000n);
    expect(await earn()).toBe(true);
    expect(await earn()).toBe(false);
    expect(await balanceOf(owner, "customer_deposit")).toBe(0n);
    expect(await balanceOf(owner, "revenue")).toBe(-144_000n);
  });

  it("derives its state from payments, reversals, refunds and credits", async () => {
    const { owner } = await makeSeller(engine.doors);
    const clientId = await makeClient(engine.doors, owner);
    const id = await raised(owner, inputFor(clientId));
    const pay = (amount: bigint) => as(owner, (tx) => bookSample(tx, owner, id, amount));
    const stateOf = async () => (await as(owner, (tx) => getInvoice(tx, id))).standing.state;
    const first = await pay(200_000n);
    expect(await stateOf()).toBe("partly_paid");
    await pay(280_000n);
    expect(await stateOf()).toBe("paid");
    await as(owner, (tx) =>
      tx
        .insertInto("payment_reversal")
        .values({ tenant_id: owner.tenantId, payment_id: first, reason: "Booked twice", created_by: owner.userId })
        .execute(),
    );
    expect(await stateOf()).toBe("partly_paid");
    const third = await pay(300_000n);
    expect(await stateOf()).toBe("overpaid");
    await payBack(engine.doors, owner, third, 100_000n);
    expect(await stateOf()).toBe("paid");
    await credit(owner, id, 480_000n);
    expect(await stateOf()).toBe("overpaid");
  });

  it("keeps the fapiao of an invoice and each correction, and refuses it elsewhere", async () => {
    const { owner } = await makeSeller(engine.doors);
    const id = await raised(owner, inputFor(await makeClient(engine.doors, owner)));
    const digital = {
      kind: "digital_special" as const,
      code: "",
      number: "26312000000000000017",
      issuedOn: "2026-11-26",
    };
    const record = (actor: Actor, invoiceId: string, fapiao: Fapiao, basedOn: number) =>
      as(actor, (tx) => recordFapiao(tx, actor, { invoiceId, fapiao, basedOn, now: NOW }));
    const evidence = async () => (await as(owner, (tx) => selectExported(tx).execute())).map(toExported)[0]!.evidence;

    expect(await record(owner, id, NONE, 0)).toEqual({ field: "kind", fault: "nothing_recorded" });
    expect(await record(owner, id, { ...digital, issuedOn: "2026-11-28" }, 0)).toMatchObject({ fault: "future" });
    expect((await evidence()).fapiao).toBe("");
    expect(await record(owner, id, digital, 0)).toBeNull();
    expect((await evidence()).fapiao).toBe(digital.number);
    expect(await record(owner, id, digital, 1)).toMatchObject({ fault: "nothing_changed" });
    await expect(record(owner, id, digital, 0)).rejects.toThrow(ChangedSince);
    const paper = { kind: "paper_special" as const, code: "3100211130", number: "01234567", issuedOn: "2026-11-26" };
    expect(await record(owner, id, paper, 1)).toBeNull();
    expect((await evidence()).fapiao).toBe("3100211130 01234567");
    expect(await record(owner, id, NONE, 2)).toBeNull();
    expect((await evidence()).fapiao).toBe("");
    const versions = await as(owner, (tx) => keptFapiao.list(tx, { invoice_id: id }));
    expect(versions.map(({ value }) => value)).toEqual([NONE, paper, digital]);
    await expect(as(owner, (tx) => tx.deleteFrom("invoice_fapiao").execute())).rejects.toThrow();

    const insert = (change: object) =>
      as(owner, (tx) => {
        const row = { tenant_id: owner.tenantId, invoice_id: id, version: 4, after: 3, created_by: owner.userId };
        const value = { kind: "digital_special", code: "", number: digital.number, issued_on: "2026-11-26" };
        return tx
          .insertInto("invoice_fapiao")
          .values({ ...row, ...value, ...change } as never)
          .execute();
      });
    for (const change of [
      { number: "01234567" },
      { code: "3100211130" },
      { issued_on: null },
      { kind: "paper_special" },
    ])
      await expect(insert(change)).rejects.toThrow(/fapiao_form/);
    await expect(insert({ after: null })).rejects.toThrow(/fapiao_follows/);

    const hk = await makeSeller(engine.doors, ["USD"], { country: "HK" });
    const words = { textEn: "No tax.", textLocal: "", localLanguage: "zh" };
    const note = {
      ...words,
      ruleId: "own",
      isOn: true,
      confirmedWith: "Sample Accountants",
      confirmedOn: "2026-01-05",
    };
    await as(hk.owner, (tx) => stateTaxNote(tx, hk.owner, note));
    const client = await makeClient(engine.doors, hk.owner);
    const theirs = await raised(hk.owner, inputFor(client, { taxRuleId: "own" }));
    await expect(record(hk.owner, theirs, digital, 0)).rejects.toMatchObject({ code: "not_found" });
    await expect(record(hk.owner, id, digital, 0)).rejects.toMatchObject({ code: "not_found" });
    expect([await as(owner, hasFapiao), await as(hk.owner, hasFapiao)]).toEqual([true, false]);
  });

  it("lists exports to clients abroad with their evidence", async () => {
    const { owner } = await makeSeller(engine.doors);
    const clientId = await makeClient(engine.doors, owner);
    const id = await raised(owner, inputFor(clientId));
    await credit(owner, id, 80_000n);
    const rows = await as(owner, (tx) => selectExported(tx).execute());
    const [row] = rows.map(toExported);
    expect(row).toMatchObject({
      client: { country: "DE" },
      net: { minor: 400_000n, currency: "USD" },
      outstanding: { minor: 400_000n },
      netAtHome: { minor: 2_840_920n, currency: "CNY" },
      ...{ services: [], hasOtherLines: true },
      evidence: { isForeignCurrency: true, orderId: null, receivedOn: [] },
    });
    expect(totalExports([row!, row!], "country")).toMatchObject([{ key: "DE", count: 2, net: { minor: 800_000n } }]);
  });

  it("counts as received what arrived, and keeps from where it came", async () => {
    const { owner } = await makeSeller(engine.doors);
    const serviceId = await makeService(engine.doors, owner);
    const line = { ...LINE, serviceId };
    const id = await raised(owner, inputFor(await makeClient(engine.doors, owner), { lines: [line] }));
    const payment = await as(owner, (tx) => bookSample(tx, owner, id, 300_000n));
    const reversed = await as(owner, (tx) => bookSample(tx, owner, id, 100_000n));
    await as(owner, (tx) =>
      tx
        .insertInto("payment_reversal")
        .values({ tenant_id: owner.tenantId, payment_id: reversed, reason: "Booked twice", created_by: owner.userId })
        .execute(),
    );
    await payBack(engine.doors, owner, payment, 50_000n);
    const read = async () => toExported((await as(owner, (tx) => selectExported(tx).execute()))[0]!);
    expect(await read()).toMatchObject({
      received: { minor: 250_000n, currency: "USD" },
      services: [{ id: serviceId, ebops: "", supplyMode: "" }],
      hasOtherLines: false,
      evidence: { payers: [], hasUnknownPayer: true, receivedOn: [expect.any(String)] },
    });

    const record = (actor: Actor, country: string, basedOn: number, paymentId = payment) =>
      as(actor, (tx) => recordPayer(tx, actor, { paymentId, basedOn, country }));
    expect(await record(owner, "", 0)).toBe("payer_unchanged");
    expect(await record(owner, "DE", 0)).toBeNull();
    expect(await record(owner, "DE", 1)).toBe("payer_unchanged");
    await expect(record(owner, "FR", 0)).rejects.toThrow(ChangedSince);
    expect(await record(owner, "LU", 1)).toBeNull();
    expect((await read()).evidence).toMatchObject({ payers: ["LU"], hasUnknownPayer: false });
    expect(await record(owner, "", 2)).toBeNull();
    expect((await read()).evidence).toMatchObject({ payers: [], hasUnknownPayer: true });
    const { owner: stranger } = await makeSeller(engine.doors);
    await expect(record(stranger, "DE", 0)).rejects.toMatchObject({ code: "not_found" });
    await expect(as(owner, (tx) => tx.deleteFrom("payment_payer").execute())).rejects.toThrow();
  });

  it("leaves no gap under concurrency and crashes", async () => {
    const { owner } = await makeSeller(engine.doors);
    const clientId = await makeClient(engine.doors, owner);
    const count = engine.name === "PostgreSQL" ? 200 : 30;
    const died = new Error("the process died");
    const ends = await Promise.allSettled(
      Array.from({ length: count + 20 }, (_, index) =>
        patiently(() =>
          as(owner, async (tx) => {
            const answer = await raiseInvoice(tx, owner, inputFor(clientId), NOW);
            if (index % 11 === 5 && index < 220 && index % 2 === 1) throw died;
            return answer;
          }),
        ),
      ),
    );
    const failures = ends.flatMap((end) => (end.status === "rejected" ? [end.reason] : []));
    expect(failures.length).toBeGreaterThan(0);
    expect(failures.filter((reason) => reason !== died)).toEqual([]);
    const numbers = (await as(owner, (tx) => listInvoices(tx))).map(({ number }) => number).reverse();
    expect(numbers).toHaveLength(count + 20 - failures.length);
    expect(numbers).toEqual(numbers.map((_, index) => `INV-2026-${String(index + 1).padStart(6, "0")}`));
    expect(await sumsOf(owner)).toEqual({ USD: 0n });
  });

  it("can't be given a wrong number, other totals or a change, whatever code tries", async () => {
    const { owner } = await makeSeller(engine.doors);
    const clientId = await makeClient(engine.doors, owner);
    const id = await raised(owner, inputFor(clientId));
    const copy = (change: object) =>
      as(owner, async (tx) => {
        const { id: _, ...row } = await tx
          .selectFrom("invoice")
          .selectAll()
          .where("id", "=", id)
          .executeTakeFirstOrThrow();
        const json = { seller: "{}", client: "{}", bank: "{}", tax_note: "null" };
        const next = { serial: 2, number: "INV-2026-000002", reference: "RF18539007547034" };
        await tx
          .insertInto("invoice")
          .values({ ...row, ...json, ...next, ...change } as never)
          .execute();
      });
    await expect(copy({ serial: 3, number: "INV-2026-000003" })).rejects.toThrow(/gap_in_series/);
    await expect(copy({ number: "INV-2026-000009" })).rejects.toThrow(/gap_in_series/);
    await expect(copy({})).rejects.toThrow(/invoice_sum/);
    await expect(as(owner, (tx) => tx.deleteFrom("invoice").execute())).rejects.toThrow();
    expect((await as(owner, (tx) => listInvoices(tx))).length).toBe(1);
  });

  it("keeps the ledger balanced, whatever is posted", async () => {
    const { owner } = await makeSeller(engine.doors, ["USD", "JPY", "KWD"]);
    const clientId = await makeClient(engine.doors, owner);
    const act = fc.record({
      currency: fc.constantFrom("USD", "JPY", "KWD"),
      price: fc.bigInt({ min: 1n, max: 10n ** 9n }),
      quantity: fc.constantFrom("1", "7.5", "0.333333"),
      tax: fc.constantFrom("0", "6", "19", "7.7"),
      kind: fc.constantFrom("deposit", "full", "balance" as const),
      credited: fc.integer({ min: 0, max: 100 }),
    });
    await fc.assert(
      fc.asyncProperty(act, async ({ currency, price, quantity, tax, kind, credited }) => {
        const line = { ...LINE, unitPriceMinor: price, quantity, taxPercent: tax };
        const answer = await raise(owner, inputFor(clientId, { currency, kind: kind as "full", lines: [line, LINE] }));
        if (!answer.ok) throw new Error(JSON.stringify(answer.fault));
        const { totalMinor } = await as(owner, (tx) => getInvoice(tx, answer.invoiceId));
        const part = (totalMinor * BigInt(credited)) / 100n;
        if (part > 0n) expect((await credit(owner, answer.invoiceId, part)).ok).toBe(true);
        for (const sum of Object.values(await sumsOf(owner))) expect(sum).toBe(0n);
      }),
      { numRuns: 25 },
    );
    const crooked = { kind: "test", currency: "USD", occurredOn: "2026-11-27" };
    const source = { kind: "invoice", id: clientId };
    await expect(
      as(owner, (tx) =>
        postToLedger(tx, owner, {
          ...crooked,
          source,
          entries: [
            { account: "bank", debit: 2n },
            { account: "revenue", credit: 1n },
          ],
        }),
      ),
    ).rejects.toThrow(RangeError);
    await expect(
      as(owner, async (tx) => {
        const { id } = await tx.selectFrom("ledger_transaction").select("id").limit(1).executeTakeFirstOrThrow();
        const row = { tenant_id: owner.tenantId, transaction_id: id };
        await tx
          .insertInto("ledger_entry")
          .values([
            { ...row, position: 8, account: "bank", debit_minor: 5n, credit_minor: 0n },
            { ...row, position: 9, account: "revenue", debit_minor: 0n, credit_minor: 5n },
          ])
          .execute();
      }),
    ).rejects.toThrow(/ledger_out_of_balance/);
  });
});

describe("line prices", () => {
  it("adds up in every currency", () => {
    const line = fc.record({
      price: fc.bigInt({ min: 0n, max: 10n ** 9n }),
      quantity: fc.integer({ min: 1, max: 10 ** 9 }).map((n) => (n / 1e6).toFixed(6)),
      tax: fc.integer({ min: 0, max: 9_999 }).map((n) => (n / 100).toFixed(2)),
    });
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 20 }),
        fc.constantFrom("USD", "JPY", "KWD"),
        (lines, currency) => {
          const priced = priceLines({
            currency,
            lines: lines.map(({ price, quantity, tax }) => ({
              ...LINE,
              unitPriceMinor: price,
              quantity,
              taxPercent: tax,
            })),
          });
          expect(priced).toHaveLength(lines.length);
          for (const { netMinor, taxMinor } of priced ?? []) expect(netMinor >= 0n && taxMinor >= 0n).toBe(true);
        },
      ),
    );
  });
});
