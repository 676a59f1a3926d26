import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { addClient } from "#app/trade/client/client.server.ts";
import { findLinkChoice, linkClient, listLinkChoices, readClientLink } from "#app/trade/client/client-link.server.ts";
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

  const link = async (actor: Actor, clientId: string, basedOn: number, organizationId: string | null) => {
    const to = organizationId === null ? null : await findLinkChoice(engine.doors, actor, organizationId);
    await engine.doors.withTenant(actor, (tx) => linkClient(tx, actor, clientId, { basedOn, to }));
  };

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
    await raiseSample(engine.doors, owner, clientId, { currency: "EUR" });
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
    const added = await engine.doors.withTenant(owner, (tx) => addClient(tx, owner, DETAILS));
    if (!added.ok) throw new Error(added.fault);
    await link(owner, added.clientId, 0, owner.organizationId);
    const after = await listOf(owner);
    expect(after.size).toBe(2);
    expect(after.get("Sample Own Works")).toMatchObject({
      clientId: added.clientId,
      kind: "hosted",
      board: { organizationId: owner.organizationId },
    });
  });

  it("joins a client to an engaged organization at any time, until the link is removed", async () => {
    const { owner } = await makeSeller(engine.doors);
    const company = await makeTenant(engine.doors, "Engaging Company");
    await engageConsultancy(engine.doors, company, owner);
    const clientId = await makeClient(engine.doors, owner, { legal_name_en: "Buyer Abroad" });
    await link(owner, clientId, 0, company.organizationId);
    expect((await listOf(owner)).get("Buyer Abroad")).toMatchObject({
      clientId,
      kind: "engaged",
      board: { organizationId: company.organizationId },
    });
    expect((await listOf(owner)).size).toBe(2);
    expect((await readClientLink(engine.doors, owner, clientId)).linked).toMatchObject({ mayOpen: true });
    await link(owner, clientId, 1, null);
    expect((await listOf(owner)).get("Buyer Abroad")).toMatchObject({ kind: "prospect", board: null });
    expect((await listOf(owner)).size).toBe(3);
    const acts = await engine.doors.withTenant(owner, (tx) =>
      tx.selectFrom("audit_trail").select("action").where("subject_id", "=", clientId).orderBy("sequence").execute(),
    );
    expect(acts.map(({ action }) => action)).toEqual(["client.linked", "client.unlinked"]);
  });

  it("joins an organization to one client, and none that is not the workspace's or engaged it", async () => {
    const { owner } = await makeSeller(engine.doors);
    const stranger = await makeTenant(engine.doors, "Stranger Works");
    const [first, second] = [await makeClient(engine.doors, owner), await makeClient(engine.doors, owner)];
    expect((await listLinkChoices(engine.doors, owner)).map(({ organizationId }) => organizationId)).toEqual([
      owner.organizationId,
    ]);
    await expect(link(owner, first, 0, stranger.organizationId)).rejects.toMatchObject({ code: "not_found" });
    await link(owner, first, 0, owner.organizationId);
    await expect(link(owner, second, 0, owner.organizationId)).rejects.toMatchObject({
      details: { reason: "organization_taken" },
    });
    expect((await readClientLink(engine.doors, owner, second)).choices).toEqual([]);
    await link(owner, first, 1, null);
    await link(owner, second, 0, owner.organizationId);
    const foreign = { client_id: second, version: 2, after: 1, organization_id: stranger.organizationId };
    const added = engine.doors.withTenant(owner, (tx) =>
      tx
        .insertInto("client_link")
        .values({ ...foreign, tenant_id: owner.tenantId, created_by: owner.userId })
        .execute(),
    );
    await expect(added).rejects.toThrow("foreign key");
  });

  it("has no client of another workspace", async () => {
    const { owner } = await makeSeller(engine.doors);
    const stranger = await makeSeller(engine.doors);
    await makeClient(engine.doors, stranger.owner, { legal_name_en: "Not yours" });
    expect((await listOf(owner)).has("Not yours")).toBe(false);
  });
});
