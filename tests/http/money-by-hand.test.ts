import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatDay } from "#app/day/format-day.ts";
import { translator } from "#app/i18n/index.ts";
import { NOTICE_DAYS } from "#app/trade/seller/bank-account.server.ts";
import { makeService } from "#tests/support/sample-order.ts";
import { equipSeller, makeClient, SAMPLE_BANK } from "#tests/support/sample-seller.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { invoiceTwice, makeTradeTenant, type TradeTenant } from "#tests/support/trade-tenant.ts";
import { expectRedirect, readMail } from "#tests/support/visitor.ts";

const en = translator("en");
const t = en.time.rates;

describe("manual actions about money", () => {
  let server: RunningServer;
  let tenant: TradeTenant;
  let other: TradeTenant;
  let base: string;
  let serviceId: string;
  let ids: Awaited<ReturnType<typeof invoiceTwice>>;
  beforeAll(async () => {
    server = await useServer();
    [tenant, other] = [await makeTradeTenant(server), await makeTradeTenant(server)];
    base = `/tenants/${tenant.tenantId}`;
    await equipSeller(tenant.doors, tenant.actor, ["USD"]);
    ids = await invoiceTwice(tenant);
    serviceId = await makeService(tenant.doors, tenant.actor);
  });
  afterAll(async () => {
    await Promise.all([tenant?.doors.close(), other?.doors.close()]);
  });

  const form = () => ({
    clientId: ids.clientId,
    currency: "USD",
    taxRule: "cn-export-exempt",
    taxPercent: "",
    dueOn: "",
    exchangeRate: "7.1023",
    exchangeSource: "Sample Bank, middle rate",
    exchangeDate: "2026-11-26",
    "line-0-serviceId": serviceId,
    "line-2-nameEn": "Travel to the site",
    "line-2-price": "120.50",
  });

  it("issues an invoice without an order, for services and custom descriptions", async () => {
    const to = expectRedirect(await tenant.owner.post(`${base}/invoices/new`, form()));
    const { text } = await tenant.owner.get(to);
    for (const words of ["Inventory report", "Travel to the site", "4,920.50"])
      expect([words, text.includes(words)]).toEqual([words, true]);
  });

  it.each<[string, Record<string, string>, string]>([
    ["without a client", { clientId: "" }, en.invoice.draftFault.client],
    ["with a price that is none, at its line", { "line-2-price": "12x" }, en.invoice.draftFault.price],
    ["due before it is issued", { dueOn: "2020-01-01" }, en.invoice.raiseFault.due_before_issue],
    ["in a currency without an account", { currency: "EUR", "line-0-serviceId": "" }, en.invoice.missing.bankAccount!],
    ["without a note about tax", { taxRule: "" }, en.invoice.missing.taxNote!],
  ])("refuses an invoice %s and keeps the input", async (_, change, words) => {
    const answer = await tenant.owner.post(`${base}/invoices/new`, { ...form(), ...change });
    expect(answer.status).toBe(422);
    expect(answer.text.replaceAll("&#x27;", "'")).toContain(words);
    expect(answer.text).toContain("Travel to the site");
  });

  it("invoices unbilled time once, with the quantities of the entries", async () => {
    const entry = { intent: "enter", work: ids.clientId, day: "2026-10-05", note: "", isBillable: "on" };
    for (const minutes of ["50", "40"]) expectRedirect(await tenant.owner.post(`${base}/time`, { ...entry, minutes }));
    const sheet = `${base}/time?client=${ids.clientId}&billing=unbilled`;
    const { text: open } = await tenant.owner.get(sheet);
    for (const words of [en.time.toInvoice.about, "1:30"]) expect(open).toContain(words);
    expect((await tenant.second.get(sheet)).text).not.toContain(en.time.toInvoice.about);
    const start = `${base}/invoices/new?time=on&client=${ids.clientId}&currency=USD`;
    const { text } = await tenant.owner.get(start);
    for (const words of [en.invoice.time.line("1.5", "h"), "Hours, 2026-10-05", "服务工时，2026-10-05"])
      expect([words, text.includes(words)]).toEqual([words, true]);
    expect(text).toContain(en.invoice.time.lack.no_rate);
    const seen = (html: string) => /name="timeSeen" value="([0-9a-f]{64})"/.exec(html)![1]!;
    const { "line-0-serviceId": _, ...rest } = form();
    const was = /name="line-0-time" value="([^"]*)"/.exec(text)![1]!;
    const time = { timeSeen: seen(text), "line-0-time": was, "line-0-nameEn": "Hours, 2026-10-05" };
    const typed = { ...rest, ...time, "line-0-price": "80.00" };
    const missing = await tenant.owner.post(start, { ...typed, "line-0-price": "" });
    expect([missing.status, missing.text.includes(en.invoice.draftFault.time_price)]).toEqual([422, true]);
    expectRedirect(await tenant.owner.post(`${base}/time`, { ...entry, day: "2026-10-06", minutes: "30" }));
    for (const intent of ["more", "raise"]) {
      const changed = await tenant.owner.post(start, { ...typed, intent });
      const now = [
        en.invoice.raiseFault.time_changed,
        en.invoice.time.line("2", "h"),
        "Hours, 2026-10-05 to 2026-10-06",
      ];
      for (const words of [...now, 'value="80.00"', "Travel to the site"])
        expect([intent, changed.status, words, changed.text.includes(words)]).toEqual([intent, 422, words, true]);
      expect(seen(changed.text)).not.toBe(typed.timeSeen);
    }
    typed.timeSeen = seen((await tenant.owner.get(start)).text);
    const issued = expectRedirect(await tenant.owner.post(start, typed));
    expect((await tenant.owner.get(issued)).text).toContain("280.50");
    const gone = await tenant.owner.post(start, typed);
    for (const words of [en.invoice.raiseFault.time_gone, `action="${base}/invoices/new"`, "Travel to the site"])
      expect([gone.status, words, gone.text.includes(words)]).toEqual([422, words, true]);
    expect(gone.text).not.toContain('name="timeSeen"');
    expect((await tenant.owner.get(start)).text).toContain(en.invoice.time.none);
    const billed = (await tenant.owner.get(`${base}/time?client=${ids.clientId}&billing=billed`)).text;
    expect(billed).toContain(issued);
    expect(billed).not.toContain("?correct=");
    expect((await tenant.second.get(start)).status).toBe(403);
  });

  it("adds lines on request and keeps the input", async () => {
    const answer = await tenant.owner.post(`${base}/invoices/new`, { ...form(), intent: "more" });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('name="line-6-nameEn"');
    expect(answer.text).toContain("Travel to the site");
  });

  it.each(["more", "raise"])("names the limit of lines and keeps them all: %s", async (intent) => {
    const lines = Array.from({ length: 61 }, (_, index) => [`line-${index}-nameEn`, `Work package ${index}`]);
    const typed = { ...form(), ...Object.fromEntries(lines), intent };
    const answer = await tenant.owner.post(`${base}/invoices/new`, typed);
    expect([answer.status, answer.text.includes(en.invoice.draftFault.too_many_lines)]).toEqual([422, true]);
    for (const [, text] of lines) expect([text, answer.text.includes(`value="${text}"`)]).toEqual([text, true]);
  });

  it("names a line of time whose entered price a new rate replaces", async () => {
    const work = await makeClient(tenant.doors, tenant.actor);
    const entry = { intent: "enter", work, day: "2026-10-05", minutes: "60", note: "", isBillable: "on" };
    expectRedirect(await tenant.owner.post(`${base}/time`, entry));
    const start = `${base}/invoices/new?time=on&client=${work}&currency=CNY`;
    const { text } = await tenant.owner.get(start);
    const filled = (name: string) => new RegExp(`name="${name}"[^>]* value="([^"]*)"`).exec(text)![1]!;
    const seen = ["timeSeen", "line-0-time", "line-0-nameEn"].map((name) => [name, filled(name)]);
    const rate = {
      intent: "state",
      setting: "time_rate",
      basedOn: "0",
      sale: "900.00",
      cost: "",
      validFrom: "2026-10-01",
    };
    expectRedirect(await tenant.owner.post(`${base}/time/rates`, rate));
    const typed = { ...form(), ...Object.fromEntries(seen), "line-0-price": "500.00" };
    const { status, text: changed } = await tenant.owner.post(start, typed);
    for (const words of [
      en.invoice.raiseFault.time_changed,
      en.invoice.time.priceReplaced(filled("line-0-nameEn"), "500.00 CNY"),
      'value="900.00"',
      "Travel to the site",
    ])
      expect([status, words, changed.replaceAll("&#x27;", "'").includes(words)]).toEqual([422, words, true]);
  });

  it("sets rates of a person, which replace those for everyone", async () => {
    const page = `${base}/time/rates`;
    const typed = { intent: "state", sale: "950.00", cost: "410.00", validFrom: "2026-10-01" };
    const stranger = await tenant.owner.save(page, "time_rate", { ...typed, person: other.actor.userId });
    expect([stranger.status, stranger.text.includes(t.faults.person)]).toEqual([422, true]);
    expect(stranger.text).toContain('value="950.00"');
    const saved = await tenant.owner.save(page, "time_rate", { ...typed, person: tenant.actor.userId, cost: "" });
    const { text } = await tenant.owner.get(expectRedirect(saved));
    for (const words of [t.current, t.everyone, "CNY 950.00".replace(" ", "\u00a0"), t.asEveryone])
      expect([words, text.includes(words)]).toEqual([words, true]);
    const chosen = await tenant.owner.get(`${page}?person=${tenant.actor.userId}`);
    expect(chosen.text).toContain(`<option value="${tenant.actor.userId}" selected="">`);
  });

  it("refuses admins without billing permission and strangers", async () => {
    const page = `${base}/payments/${ids.paymentId}`;
    const ask = { intent: "ask", amount: "1.00", reason: "Not mine" };
    for (const [path, body] of [
      [`${base}/invoices/new`, form()],
      [page, ask],
    ] as const) {
      expect((await tenant.second.post(path, body)).status).toBe(403);
      expect((await other.owner.post(path, body)).status).toBe(404);
    }
    expect((await tenant.second.get(page)).status).toBe(200);
    const rates = `${base}/time/rates`;
    expect((await tenant.owner.get(rates)).status).toBe(200);
    expect((await tenant.second.get(rates)).status).toBe(403);
    expect((await tenant.second.post(rates, { intent: "state", sale: "1", basedOn: "0" })).status).toBe(403);
    const client = `${base}/clients/${ids.clientId}`;
    expect((await tenant.owner.get(client)).text).toContain(en.time.rates.margin);
    expect((await tenant.second.get(client)).text).not.toContain(en.time.rates.margin);
    expect((await tenant.second.get(`${base}/time`)).text).not.toContain("time/rates");
    expect((await other.owner.get(`/tenants/${other.tenantId}/payments/${ids.paymentId}`)).status).toBe(404);
  });

  it("requests, sends and records a refund by transfer", async () => {
    const page = `${base}/payments/${ids.paymentId}`;
    const refused = await tenant.owner.post(page, { intent: "ask", amount: "700.00", reason: "One site less" });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(en.refund.fault.amount_above_payment);
    expect(refused.text).toContain("One site less");
    const asked = { intent: "ask", amount: "100.00", reason: "One site less", withCreditNote: "on" };
    const done = expectRedirect(await tenant.owner.post(page, asked));
    const { text } = await tenant.owner.get(done);
    expect(text).toContain(en.refund.done.to_send);
    const id = /name="id" value="([0-9a-f-]{36})"/.exec(text)![1]!;
    expect((await tenant.owner.get(`${base}/payments`)).text).toContain(en.refund.states.to_send);
    expect((await tenant.owner.post(page, { intent: "sent", id })).status).toBe(422);
    expectRedirect(await tenant.owner.post(page, { intent: "sent", id, bankReference: "slip 9" }));
    const after = (await tenant.owner.get(page)).text;
    for (const words of [en.refund.states.paid, "slip 9"]) expect(after).toContain(words);
    expect(after).toMatch(/CN-\d{4}-000002/);
    const elsewhere = await tenant.owner.post(page, { intent: "sent", id: ids.invoiceId, bankReference: "slip 9" });
    expect(elsewhere.status).toBe(404);
  });

  it("closes a bank account with two people and emails clients with open amounts", async () => {
    const accounts = `${base}/seller/bank-accounts`;
    const accountId = /name="accountId" value="([0-9a-f-]{36})"/.exec((await tenant.owner.get(accounts)).text)![1]!;
    const day = new Date(Date.now() + (NOTICE_DAYS + 2) * 86_400_000).toISOString().slice(0, 10);
    const close = { intent: "close", accountId, takesEffectOn: day };
    expect((await tenant.owner.post(accounts, { ...close, takesEffectOn: "2026-01-01" })).status).toBe(422);
    expectRedirect(await tenant.owner.post(accounts, close));
    const decision = { intent: "decide", accountId, version: "2", state: "approved" };
    expect((await tenant.owner.post(accounts, decision)).status).toBe(422);
    expectRedirect(await tenant.second.post(accounts, decision));
    expect((await tenant.owner.get(accounts)).text).toContain("closes on");
    const mail = await readMail(server, "buyer@sample.example", "bankDetailsChanged");
    expect(mail).toContain(formatDay(day, "en"));
    for (const secret of [SAMPLE_BANK.accountNumber, SAMPLE_BANK.bic, "http"]) expect(mail).not.toContain(secret);
  });
});
