import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { translator } from "#app/i18n/index.ts";
import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import { getSettlement } from "#app/trade/payment/payment.server.ts";
import { raiseSample } from "#tests/support/sample-checkout.ts";
import { equipSeller, makeClient } from "#tests/support/sample-seller.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { makeTradeTenant, type TradeTenant } from "#tests/support/trade-tenant.ts";
import { expectRedirect } from "#tests/support/visitor.ts";

const { receipt: t, bankStatement: s } = translator("en");

/** Files of our own in the layouts of a Chinese bank (GB18030) and of CAMT.053. */
const FILES = fileURLToPath(new URL("../support/bank-files/", import.meta.url));

describe("the import of bank files", () => {
  let server: RunningServer;
  let tenant: TradeTenant;
  let other: TradeTenant;
  let receipts: string;
  let first: { id: string; number: string };
  let second: { id: string; number: string };
  beforeAll(async () => {
    server = await useServer();
    [tenant, other] = [await makeTradeTenant(server), await makeTradeTenant(server)];
    receipts = `/tenants/${tenant.tenantId}/receipts`;
    const actor = tenant.actor as unknown as Actor;
    await equipSeller(tenant.doors, actor, ["USD"]);
    const clientId = await makeClient(tenant.doors, actor);
    const raise = async () => {
      const id = await raiseSample(tenant.doors, actor, clientId);
      const { number } = await tenant.doors.withTenant(actor, (tx) =>
        tx.selectFrom("invoice").select("number").where("id", "=", id).executeTakeFirstOrThrow(),
      );
      return { id, number };
    };
    [first, second] = [await raise(), await raise()];
  });
  afterAll(async () => {
    await Promise.all([tenant?.doors.close(), other?.doors.close()]);
  });

  const usd = (minor: bigint) => formatMoney(money(minor, "USD"));
  const standing = (id: string) => tenant.doors.withTenant(tenant.actor, (tx) => getSettlement(tx, id));
  const page = async (path = receipts) => (await tenant.owner.get(path)).text.replaceAll("<!-- -->", "");

  async function upload(name: string, bytes: string): Promise<string> {
    const file = { field: "file", name, bytes: Buffer.from(bytes, "latin1") };
    return expectRedirect(await tenant.owner.upload(`${receipts}/statements`, { encoding: "" }, file));
  }

  const icbc = async () => (await readFile(`${FILES}icbc.csv`, "latin1")).replace("INV-2025-000012", first.number);

  it("asks what the columns of a bank contain, once for each bank", async () => {
    const draft = await upload("icbc.csv", await icbc());
    const shown = await page(draft);
    expect(shown).toContain(s.about);
    expect(shown).toContain("对方单位名称");
    for (const reason of [s.reasons.outgoing, s.reasons.total]) expect(shown).toContain(reason);
    const columns = chosenIn(shown);
    expect(columns).toMatchObject({ account: "USD", dates: "ymd", debit: "5", credit: "6" });
    const unclear = await tenant.owner.post(draft, { ...columns, dates: "", intent: "import" });
    expect([unclear.status, unclear.text.includes(s.fault.dates_missing!)]).toEqual([422, true]);
    const wrong = await tenant.owner.post(draft, { ...columns, decimal: "comma", intent: "import" });
    expect([wrong.status, wrong.text.includes(s.rowFaults.amount_unreadable.replace("'", "&#x27;"))]).toEqual([
      422,
      true,
    ]);
    expect((await other.owner.get(draft)).status).toBe(404);
    const done = expectRedirect(await tenant.owner.post(draft, { ...columns, intent: "import" }));
    expect(done).toBe(`${receipts}?imported=2`);
    expect(await page(done)).toContain(t.imported(2));
    const again = await upload("icbc-2.csv", await icbc());
    const remembered = await page(again);
    expect(remembered).toContain(s.remembered);
    expect(chosenIn(remembered)).toEqual(columns);
    const twice = expectRedirect(await tenant.owner.post(again, { ...columns, intent: "import" }));
    expect(await page(twice)).toContain(t.imported(0));
  });

  it("leads from a matched line to the receipt, and to the bank charges deducted from it", async () => {
    const shown = await page();
    expect(shown).toContain(t.mayPay(first.number, [t.matchReasons.number, t.matchReasons.payer]));
    const to = new RegExp(`/receipts/new\\?line=([0-9a-f-]{36})&amp;invoice=${first.id}`).exec(shown)!;
    const form = await page(`${receipts}/new?line=${to[1]}&invoice=${first.id}`);
    const values = { ...typedIn(form), ...chosenIn(form) };
    expect(values).toMatchObject({ bankLineId: to[1], invoiceId: first.id, arrived: "4785.00", currency: "USD" });
    const changed = await tenant.owner.post(`${receipts}/new`, { ...values, arrived: "4800.00" });
    expect([changed.status, changed.text.includes(t.fault.line_differs!)]).toEqual([422, true]);
    expectRedirect(await tenant.owner.post(`${receipts}/new`, values));
    expect(await standing(first.id)).toMatchObject({ state: "partly_paid", openMinor: 1_500n });
    const after = await page();
    expect(after).toContain(t.short(usd(1_500n)));
    expect(after).not.toContain(t.mayPay(first.number, [t.matchReasons.number, t.matchReasons.payer]));
    const charge = { intent: "bank_charge", id: first.id };
    const early = await tenant.owner.post(receipts, charge);
    expect([early.status, early.text.includes(t.fault.above_tolerance!)]).toEqual([422, true]);
    const payments = `/tenants/${tenant.tenantId}/payments`;
    const tolerance = { intent: "tolerance", currency: "USD", amount: "20.00" };
    expectRedirect(await tenant.owner.save(payments, "receipt_tolerance", tolerance));
    expect((await tenant.second.post(receipts, charge)).status).toBe(403);
    expectRedirect(await tenant.owner.post(receipts, charge));
    expect(await standing(first.id)).toMatchObject({ state: "paid", openMinor: 0n });
  });

  it("reads a CAMT.053 file without questions, and returns a line when its receipt is reversed", async () => {
    const text = await readFile(`${FILES}camt053-v8.xml`, "latin1");
    const serial = second.number.split("-").at(-1)!;
    const draft = await upload(
      "camt.xml",
      text.replace("INV-2025-", second.number.slice(0, 9)).replace("000023", serial),
    );
    const shown = await page(draft);
    expect(shown).toContain(s.standard.camt053);
    expect(chosenIn(shown)).toEqual({});
    expectRedirect(await tenant.owner.post(draft, { intent: "entries" }));
    const offered = t.mayPay(second.number, [t.matchReasons.number, t.matchReasons.payer]);
    const listed = await page();
    expect(listed).toContain(offered);
    const to = new RegExp(`/receipts/new\\?line=([0-9a-f-]{36})&amp;invoice=${second.id}`).exec(listed)!;
    const form = await page(`${receipts}/new?line=${to[1]}&invoice=${second.id}`);
    expectRedirect(await tenant.owner.post(`${receipts}/new`, { ...typedIn(form), ...chosenIn(form) }));
    expect(await page()).not.toContain(offered);
    const { id } = await tenant.doors.withTenant(tenant.actor, (tx) =>
      tx.selectFrom("payment").select("id").where("invoice_id", "=", second.id).executeTakeFirstOrThrow(),
    );
    expect((await tenant.owner.post(receipts, { intent: "reverse", id, reason: "" })).status).toBe(422);
    expectRedirect(await tenant.owner.post(receipts, { intent: "reverse", id, reason: "Wrong invoice" }));
    expect(await standing(second.id)).toMatchObject({ state: "open" });
    expect(await page()).toContain(offered);
    const ignored = { intent: "dismiss", id: to[1]!, reason: "Not ours" };
    expectRedirect(await tenant.owner.post(receipts, ignored));
    expect(await page()).not.toContain(offered);
  });
});

/** The chosen options of a page's fields. */
function chosenIn(html: string): Record<string, string> {
  const selects = html.matchAll(/<select[^>]*\bname="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g);
  return Object.fromEntries(
    [...selects].map(([, name, options]) => {
      const option = /<option[^>]*\bselected=""[^>]*>/.exec(options!)?.[0] ?? "";
      return [name!, /value="([^"]*)"/.exec(option)?.[1] ?? ""];
    }),
  );
}

/** The values of a page's text fields and hidden fields. */
function typedIn(html: string): Record<string, string> {
  const inputs = [...html.matchAll(/<input[^>]*>/g)].map(([tag]) => tag);
  return Object.fromEntries(
    inputs.flatMap((tag) => {
      const name = /\bname="([^"]+)"/.exec(tag)?.[1];
      return name ? [[name, /\bvalue="([^"]*)"/.exec(tag)?.[1] ?? ""]] : [];
    }),
  );
}
