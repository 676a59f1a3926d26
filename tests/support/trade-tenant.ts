import type { TenantActor } from "#app/access/actor.server.ts";
import { creditInvoice } from "#app/trade/invoice/credit-note.server.ts";
import { raiseInvoice } from "#app/trade/invoice/invoice.server.ts";
import { addPortalLink } from "#app/trade/portal/portal-link.server.ts";
import { type Doors, openDoors } from "#db/doors.ts";
import { LONG_AGO } from "./make-tenant.ts";
import { makePerson, startWorkspace } from "./own-tenant.ts";
import { acceptByLink, makeSentQuote, makeService, quoteContent } from "./sample-order.ts";
import { bookSample } from "./sample-receipt.ts";
import { equipSeller, makeClient } from "./sample-seller.ts";
import type { RunningServer } from "./server.ts";
import { expectRedirect, signUp, type Visitor } from "./visitor.ts";

export interface TradeTenant {
  tenantId: string;
  owner: Visitor;
  /** Another admin of the workspace. */
  second: Visitor;
  doors: Doors;
  /** The owner, as services identify them. */
  actor: TenantActor;
}

/** Creates a workspace with two admins through the pages, except for the second membership. PostgreSQL only. */
export async function makeTradeTenant(server: RunningServer): Promise<TradeTenant> {
  const [owner, second] = [makePerson("Sample Owner"), makePerson("Sample Second")];
  const visitors = { owner: await signUp(server, owner), second: await signUp(server, second) };
  const rules = { consolidationApproach: "operational_control", gwpSet: "AR6" };
  const names = {
    nameEn: "Sample Carbon Advisory",
    nameZh: "示例碳咨询",
    legalId: "91310000SAMPLE001X",
    legalIdKind: "other",
  };
  await startWorkspace(visitors.owner, names.nameEn, "consultancy");
  expectRedirect(await visitors.owner.post("/organizations/new", { ...names, ...rules, year: "2025" }));
  const doors = await openDoors(server.ownerUrl);
  const idOf = async (email: string) =>
    (await doors.accounts.selectFrom("user_account").select("id").where("email", "=", email).executeTakeFirstOrThrow())
      .id;
  const [ownerId, secondId] = [await idOf(owner.email), await idOf(second.email)];
  const tenantId = await doors.withSystem(async (tx) => {
    const row = { user_id: secondId, organization_id: null, role: "admin" as const, right_since: LONG_AGO };
    const { tenant_id } = await tx
      .selectFrom("membership")
      .select("tenant_id")
      .where("user_id", "=", ownerId)
      .executeTakeFirstOrThrow();
    await tx
      .insertInto("membership")
      .values({ tenant_id, ...row })
      .execute();
    return tenant_id;
  });
  return { tenantId, ...visitors, doors, actor: { tenantId, userId: ownerId, role: "owner", source: "page" } };
}

/** Lets a tenant created through the pages sell, and issues two invoices. The server must be stopped. */
export async function sellAs(ownerUrl: string, tenant: { tenantId: string; email: string; client: string }) {
  const doors = await openDoors(ownerUrl);
  try {
    const { id } = await doors.accounts
      .selectFrom("user_account")
      .select("id")
      .where("email", "=", tenant.email)
      .executeTakeFirstOrThrow();
    const actor = { tenantId: tenant.tenantId, userId: id, role: "owner" as const, source: "page" as const };
    await equipSeller(doors, actor, ["USD"]);
    const made = await invoiceTwice({ doors, actor }, tenant.client);
    const serviceId = await makeService(doors, actor);
    const now = new Date();
    const { quoteId, token } = await makeSentQuote(doors, actor, {
      clientId: made.clientId,
      content: quoteContent(serviceId),
      now,
    });
    const portalToken = await doors.withTenant(actor, (tx) => addPortalLink(tx, actor, made.clientId, now));
    const orderId = await acceptByLink(doors, token, 1, { now });
    return { ...made, quoteId, quoteToken: token, portalToken, orderId };
  } finally {
    await doors.close();
  }
}

/**
 * Issues two invoices to a client abroad, one of them partly credited and partly paid. @returns the ids of the first
 * one
 */
export async function invoiceTwice(
  { doors, actor }: Pick<TradeTenant, "doors" | "actor">,
  client = "Sample Buyer GmbH",
): Promise<{ clientId: string; invoiceId: string; creditNoteId: string; paymentId: string }> {
  const clientId = await makeClient(doors, actor, { legal_name_en: client });
  const line = { descriptionEn: "Greenhouse-gas inventory report 2025", descriptionZh: "2025年度温室气体清单报告" };
  const raise = (kind: "deposit" | "balance", unitPriceMinor: bigint, orderId: string | null) =>
    doors.withTenant(actor, async (tx) => {
      const lines = [{ ...line, quantity: "1", unit: "", unitPriceMinor, taxPercent: "0" }];
      const exchange = { rate: "7.1023", source: "Sample Bank, middle rate", on: "2026-11-26" };
      const made = await raiseInvoice(
        tx,
        actor,
        { clientId, orderId, kind, currency: "USD", lines, taxRuleId: "cn-export-exempt", exchange },
        new Date(),
      );
      if (!made.ok) throw new Error(JSON.stringify(made.fault));
      return made.invoiceId;
    });
  const invoiceId = await raise("deposit", 144_000n, null);
  await raise("balance", 336_000n, null);
  return doors.withTenant(actor, async (tx) => {
    const request = {
      invoiceId,
      amountMinor: 44_000n,
      reason: "Agreed with the client: one site less.",
      now: new Date(),
    };
    const credit = await creditInvoice(tx, actor, request);
    if (!credit.ok) throw new Error(credit.fault);
    const paymentId = await bookSample(tx, actor, invoiceId, 60_000n);
    return { clientId, invoiceId, creditNoteId: credit.creditNoteId, paymentId };
  });
}
