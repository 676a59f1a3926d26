import { expect, it } from "vitest";
import { getClient } from "#app/trade/client/client.server.ts";
import {
  addPortalLink,
  endPortalAccess,
  findPortalAccess,
  findPortalLink,
  openPortal,
} from "#app/trade/portal/portal-link.server.ts";
import { viewPortal } from "#app/trade/portal/portal-view.server.ts";
import { startQuote } from "#app/trade/quote/quote.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { acceptByLink, makeSentQuote, makeService, quoteContent } from "#tests/support/sample-order.ts";
import { makeClient, makeSeller } from "#tests/support/sample-seller.ts";
import { invoiceTwice } from "#tests/support/trade-tenant.ts";

const NOW = new Date("2026-12-01T04:00:00Z");
const LATER = new Date("2029-01-01T04:00:00Z");

onEachEngine("the portal of a client", (engine) => {
  async function setUp() {
    const { owner } = await makeSeller(engine.doors);
    const clientId = await makeClient(engine.doors, owner);
    const work = <T>(verb: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(owner, verb);
    const find = (token: string) => engine.doors.withSystem((tx) => findPortalLink(tx, token));
    const open = async (token: string, now = NOW) => {
      const link = await find(token);
      return link && work((tx) => openPortal(tx, link, now));
    };
    return { owner, clientId, work, find, open };
  }

  it("opens with the newest link only, until it expires or is ended", async () => {
    const { owner, clientId, work, open } = await setUp();
    const first = await work((tx) => addPortalLink(tx, owner, clientId, NOW));
    expect((await open(first))?.client.id).toBe(clientId);
    expect((await open(first))?.author).toMatchObject({ userId: `client:${clientId}`, source: "link" });
    await expect(open(first, LATER)).rejects.toMatchObject({ code: "not_found" });
    const second = await work((tx) => addPortalLink(tx, owner, clientId, NOW));
    await expect(open(first)).rejects.toMatchObject({ code: "not_found" });
    expect((await open(second))?.client.id).toBe(clientId);
    await work((tx) => endPortalAccess(tx, owner, clientId));
    await work((tx) => endPortalAccess(tx, owner, clientId));
    await expect(open(second)).rejects.toMatchObject({ code: "not_found" });
    expect(await work((tx) => findPortalAccess(tx, clientId))).toBeNull();
    const third = await work((tx) => addPortalLink(tx, owner, clientId, NOW));
    expect((await open(third))?.client.id).toBe(clientId);
    const acts = await work((tx) =>
      tx.selectFrom("audit_trail").select("action").where("action", "like", "client.portal_%").execute(),
    );
    expect(acts.map(({ action }) => action).sort()).toEqual([
      "client.portal_ended",
      "client.portal_sent",
      "client.portal_sent",
      "client.portal_sent",
    ]);
  });

  it("is found by no malformed or unknown token, and its token is not stored", async () => {
    const { owner, clientId, work, find } = await setUp();
    const token = await work((tx) => addPortalLink(tx, owner, clientId, NOW));
    for (const wrong of ["", "x", `${token}x`, token.toUpperCase(), "A".repeat(43)]) {
      expect(await find(wrong)).toBeUndefined();
    }
    const rows = await work((tx) => tx.selectFrom("client_portal_link").selectAll().execute());
    expect(rows).toHaveLength(1);
    expect(Buffer.from(rows[0]!.token_hash!).includes(token)).toBe(false);
    await expect(work((tx) => tx.updateTable("client_portal_link").set({ email: "x@y.z" }).execute())).rejects.toThrow(
      "denied",
    );
  });

  it("needs an email address of the client, who belongs to the same workspace", async () => {
    const { owner, clientId, work } = await setUp();
    const silent = await makeClient(engine.doors, owner, { email: "" });
    await expect(work((tx) => addPortalLink(tx, owner, silent, NOW))).rejects.toMatchObject({ code: "conflict" });
    const { owner: stranger } = await makeSeller(engine.doors);
    const asStranger = engine.doors.withTenant(stranger, (tx) => addPortalLink(tx, stranger, clientId, NOW));
    await expect(asStranger).rejects.toMatchObject({ code: "not_found" });
  });

  it("shows what was sent to this client and what it waits for, and no draft or other client", async () => {
    const { owner, work } = await setUp();
    const { clientId } = await invoiceTwice({ doors: engine.doors, actor: owner });
    const other = await makeClient(engine.doors, owner, { legal_name_en: "Other Buyer" });
    const content = quoteContent(await makeService(engine.doors, owner));
    const open = await makeSentQuote(engine.doors, owner, { clientId, content });
    const sold = await makeSentQuote(engine.doors, owner, { clientId, content });
    await acceptByLink(engine.doors, sold.token);
    await makeSentQuote(engine.doors, owner, { clientId: other, content });
    await work((tx) => startQuote(tx, owner, { clientId, now: NOW }));
    const view = await work(async (tx) => {
      const portal = { client: await getClient(tx, clientId), author: owner };
      return viewPortal(tx, portal, { locale: "en", now: NOW });
    });
    expect(view.quotes.map(({ id, state, order }) => [id, state, order])).toEqual([
      [sold.quoteId, "accepted", "accepted"],
      [open.quoteId, "sent", null],
    ]);
    expect(view.invoices).toHaveLength(2);
    expect(view.invoices.at(-1)!.credits).toHaveLength(1);
    expect(view.payments).toMatchObject([{ invoice: view.invoices.at(-1)!.number, isReversed: false, refunded: null }]);
    expect(view.waiting.filter((one) => one.for === "answer")).toMatchObject([{ quoteId: open.quoteId }]);
    expect(view.waiting.filter((one) => one.for === "payment").map(({ number }) => number)).toEqual(
      view.invoices.filter(({ due }) => due !== "").map(({ number }) => number),
    );
    expect(view.isCut).toEqual({ quotes: false, invoices: false, payments: false, reports: false });
  });
});
