import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { addClient } from "#app/trade/client/client.server.ts";
import { listAllClients } from "#app/trade/client/client-list.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";
import { raiseSample } from "#tests/support/sample-checkout.ts";
import { engageConsultancy } from "#tests/support/sample-engagement.ts";
import {
  acceptByLink,
  makeSentQuote,
  makeService,
  ORDER_NOW,
  payInvoice,
  quoteContent,
} from "#tests/support/sample-order.ts";
import { makeClient, makeSeller } from "#tests/support/sample-seller.ts";

const DETAILS = {
  legalName: { en: "Sample Own Works", zh: "" },
  country: "CN",
  taxId: "",
  address: { en: "", zh: "" },
  contactName: "",
  email: "",
  isBusiness: true,
  locale: "zh",
} as const;

onEachEngine("the list of all clients", (engine) => {
  const listOf = async (actor: Actor) =>
    new Map((await listAllClients(engine.doors, actor, ORDER_NOW)).map((client) => [client.name.en, client]));

  it("has buyers without data here, with what they owe and their open quote and order", async () => {
    const { owner } = await makeSeller(engine.doors, ["USD", "EUR"]);
    const clientId = await makeClient(engine.doors, owner, { legal_name_en: "Buyer Abroad" });
    expect((await listOf(owner)).get("Buyer Abroad")).toEqual({
      id: clientId,
      clientId,
      name: { en: "Buyer Abroad", zh: "示例采购有限公司" },
      kind: "prospect",
      country: "DE",
      balances: [],
      trade: { order: null, quote: null },
      board: null,
      next: null,
    });
    const serviceId = await makeService(engine.doors, owner);
    const { quoteId, token } = await makeSentQuote(engine.doors, owner, { clientId, content: quoteContent(serviceId) });
    const quoted = (await listOf(owner)).get("Buyer Abroad");
    expect(quoted).toMatchObject({ kind: "prospect", trade: { quote: { id: quoteId } }, next: "2099-12-31" });
    const orderId = await acceptByLink(engine.doors, token);
    expect((await listOf(owner)).get("Buyer Abroad")).toMatchObject({
      kind: "buyer",
      trade: { order: { id: orderId }, quote: null },
      next: null,
    });
    const invoiceId = await raiseSample(engine.doors, owner, clientId);
    await raiseSample(engine.doors, owner, clientId, "EUR");
    await payInvoice(engine.doors, owner, invoiceId, 80_000n);
    const billed = (await listOf(owner)).get("Buyer Abroad");
    expect(billed).toMatchObject({
      kind: "buyer",
      balances: [
        { currency: "EUR", minor: 480_000n },
        { currency: "USD", minor: 400_000n },
      ],
      next: "2026-12-27",
    });
    await payInvoice(engine.doors, owner, invoiceId, 400_000n);
    expect((await listOf(owner)).get("Buyer Abroad")!.balances).toEqual([{ currency: "EUR", minor: 480_000n }]);
  });

  it("has each organization once, with or without a client record", async () => {
    const { owner } = await makeSeller(engine.doors);
    const company = await makeTenant(engine.doors, "Engaging Company");
    await engageConsultancy(engine.doors, company, owner);
    const before = [...(await listOf(owner)).values()];
    expect(before.map(({ kind, clientId }) => [kind, clientId])).toEqual(
      expect.arrayContaining([
        ["hosted", null],
        ["engaged", null],
      ]),
    );
    expect(before).toHaveLength(2);
    const added = await engine.doors.withTenant(owner, (tx) => addClient(tx, owner, DETAILS, owner.organizationId));
    const after = await listOf(owner);
    expect(after.size).toBe(2);
    expect(after.get("Sample Own Works")).toMatchObject({
      clientId: added.ok && added.clientId,
      kind: "hosted",
      board: { organizationId: owner.organizationId },
    });
  });

  it("has no client of another workspace", async () => {
    const { owner } = await makeSeller(engine.doors);
    const stranger = await makeSeller(engine.doors);
    await makeClient(engine.doors, stranger.owner, { legal_name_en: "Not yours" });
    expect((await listOf(owner)).has("Not yours")).toBe(false);
  });
});
