import { sql } from "kysely";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { describeContract } from "#app/trade/order/contract-document.server.ts";
import { getOrder } from "#app/trade/order/order-list.server.ts";
import { reviseQuote, startQuote } from "#app/trade/quote/quote.server.ts";
import { EMPTY_LINE } from "#app/trade/quote/quote-content.ts";
import { getQuote, type QuoteVersion } from "#app/trade/quote/quote-list.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { acceptByLink, makeSentQuote, makeService, ORDER_NOW, quoteContent } from "#tests/support/sample-order.ts";
import { makeClient, makeSeller } from "#tests/support/sample-seller.ts";

onEachEngine("options of a quote", (engine) => {
  const as = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);

  /** A quote over one service, with two options. */
  async function offer() {
    const { owner } = await makeSeller(engine.doors);
    const clientId = await makeClient(engine.doors, owner);
    const serviceId = await makeService(engine.doors, owner);
    const own = { ...EMPTY_LINE, serviceId };
    const option = { ...own, isOption: true, discountReason: "Together" };
    const lines = [{ ...option, quantity: "2", discountPercent: "12.50" }, own, { ...option, quantity: "0.5" }];
    const content = quoteContent(serviceId, { lines, taxPercent: "6" });
    const sent = await makeSentQuote(engine.doors, owner, { clientId, content });
    const read = () => as(owner, (tx) => getQuote(tx, sent.quoteId, ORDER_NOW));
    return { owner, clientId, ...sent, read };
  }
  const placesIn = ({ lines, options }: QuoteVersion) =>
    [lines, options].map((part) => part.map(({ netMinor }) => netMinor));

  it("are in no sum until the client chooses them, then the accepted version has them as lines", async () => {
    const { owner, token, read } = await offer();
    const [sent] = (await read()).versions;
    expect([placesIn(sent!), sent!.netMinor]).toEqual([[[480_000n], [840_000n, 240_000n]], 480_000n]);
    const order = await acceptByLink(engine.doors, token, 1, { options: ["2"] });
    const [accepted, before] = (await read()).versions;
    expect(before).toEqual(sent);
    expect([placesIn(accepted!), accepted!.optionsChosen]).toEqual([[[480_000n, 240_000n], []], [2]]);
    expect(accepted).toMatchObject({ version: 2, netMinor: 720_000n, totalMinor: 763_200n, depositMinor: 228_960n });
    expect(accepted!.steps.map(({ state }) => state)).toEqual(["sent", "accepted"]);
    expect(await as(owner, (tx) => getOrder(tx, order))).toMatchObject({ quoteVersion: 2, totalMinor: 763_200n });
    expect((await as(owner, (tx) => describeContract(tx, order))).lines).toHaveLength(2);
  });

  it("leave the offered version as it is if none is chosen", async () => {
    const { owner, token, read } = await offer();
    const order = await acceptByLink(engine.doors, token);
    expect((await read()).versions).toHaveLength(1);
    expect(await as(owner, (tx) => getOrder(tx, order))).toMatchObject({ quoteVersion: 1, totalMinor: 508_800n });
    expect(Object.keys(await as(owner, (tx) => describeContract(tx, order)))).not.toContain("options");
  });

  it("are refused if the version doesn't offer them, and nothing is added", async () => {
    const { token, read } = await offer();
    await expect(acceptByLink(engine.doors, token, 1, { options: ["3"] })).rejects.toThrow("quote_changed");
    await expect(
      acceptByLink(engine.doors, token, 1, { options: ["1"], now: new Date("2100-01-01T00:00:00Z") }),
    ).rejects.toThrow();
    expect(await read()).toMatchObject({ state: "sent", versions: [{ version: 1 }] });
  });

  it("stay options in a new version and in a copy", async () => {
    const { owner, clientId, quoteId, read } = await offer();
    await as(owner, (tx) => reviseQuote(tx, owner, quoteId, ORDER_NOW));
    const marks = [false, true, true];
    expect((await read()).draft!.lines.map(({ isOption }) => isOption)).toEqual(marks);
    const copy = await as(owner, (tx) => startQuote(tx, owner, { clientId, copyOf: quoteId, now: ORDER_NOW }));
    const { draft } = await as(owner, (tx) => getQuote(tx, copy, ORDER_NOW));
    expect(draft!.lines.map(({ isOption }) => isOption)).toEqual(marks);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ["nothing else", {}, /^added$/],
    ["a lower price of a line", { price: "1" }, /choice_differs/],
    ["another validity", { valid_until: "'2099-12-30'" }, /choice_differs/],
    ["an option that wasn't chosen", { chosen: "array[1]" }, /choice_differs/],
    ["an option that wasn't offered", { chosen: "array[2, 3]" }, /choice_differs/],
    ["no earlier version", { after: "null" }, /quote_version_follows|options_are_of_a_version/],
  ])("are a choice with %s only if the rest is as offered", async (_, change, answer) => {
    const { owner, quoteId } = await offer();
    const { price = "price_minor", valid_until = "valid_until", chosen = "array[2]", after = "version" } = change;
    const choose = as(owner, async (tx) => {
      await sql`insert into quote_version (tenant_id, quote_id, version, after, client_id, client_version, currency,
            home_currency, exchange_rate, exchange_source, exchange_date, tax_note, tax_percent, issued_on, valid_until,
            terms_en, terms_zh, work, deposit_percent, net_minor, tax_minor, total_minor, deposit_minor,
            third_party_minor, gates_issue, seller, options_chosen, created_by)
          select tenant_id, quote_id, version + 1, ${sql.raw(after)}, client_id, client_version, currency,
            home_currency, exchange_rate, exchange_source, exchange_date, tax_note, tax_percent, issued_on,
            ${sql.raw(valid_until)}, terms_en, terms_zh, work, deposit_percent, 720000, 43200, 763200, 228960,
            third_party_minor, gates_issue, seller, ${sql.raw(chosen)}, created_by
          from quote_version where quote_id = ${quoteId}`.execute(tx);
      await sql`insert into quote_line (tenant_id, quote_id, version, position, service_id, name_en, name_zh,
            description_en, description_zh, unit, quantity, price_minor, discount_percent, discount_reason, net_minor)
          select tenant_id, quote_id, version + 1, row_number() over (), service_id, name_en, name_zh, description_en,
            description_zh, unit, quantity, ${sql.raw(price)}, discount_percent, discount_reason, net_minor
          from (select tenant_id, quote_id, version, service_id, name_en, name_zh, description_en, description_zh, unit,
                  quantity, price_minor, discount_percent, discount_reason, net_minor
                from quote_line where quote_id = ${quoteId}
              union all
              select tenant_id, quote_id, version, service_id, name_en, name_zh, description_en, description_zh, unit,
                  quantity, price_minor, discount_percent, discount_reason, net_minor
                from quote_option where quote_id = ${quoteId} and position = 2) l`.execute(tx);
    });
    expect(
      await choose.then(
        () => "added",
        ({ message }) => message,
      ),
    ).toMatch(answer);
  });

  it("can't be added to a sent version", async () => {
    const { owner, quoteId } = await offer();
    const add = as(owner, (tx) =>
      sql`insert into quote_option (tenant_id, quote_id, version, position, service_id, unit, quantity, price_minor,
            discount_percent, net_minor)
          select tenant_id, quote_id, version, 9, service_id, unit, 1, 1, 0, 1 from quote_option
          where quote_id = ${quoteId} and position = 2`.execute(tx),
    );
    await expect(add).rejects.toThrow("step_out_of_order");
  });
});
