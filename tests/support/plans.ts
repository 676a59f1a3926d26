import { randomUUID } from "node:crypto";
import type { TenantActor } from "#app/access/actor.server.ts";
import type { Limits, PlanKey } from "#app/access/plan.ts";
import type { ClientDetails } from "#app/trade/client/client.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { Doors, TenantTx } from "#db/doors.ts";
import { statePlanPrice, statePlanTax } from "#tests/support/save-now.ts";
import { equipSeller } from "./sample-seller.ts";

/** The operator's tenant, as set in the installation. */
export const OPERATOR_ID = "0f9a7c52-3b1e-4d68-9a57-6c2d8e4b1f03";

const DAY_MS = 86_400_000;

export interface Granted {
  plan?: PlanKey;
  limits?: Partial<Limits>;
  /** Days from now; negative for the past. */
  from?: number;
  until?: number;
}

/** Adds an entitlement as the operator would, with any start and end. */
export async function grant(doors: Doors, tenantId: string, granted: Granted = {}): Promise<void> {
  const { plan = "company", limits = {}, from = -1, until = 30 } = granted;
  const at = (days: number) => new Date(Date.now() + days * DAY_MS);
  await doors.withSystem(async (tx) => {
    const row = await tx
      .selectFrom("entitlement")
      .select((select) => select.fn.max("number").as("last"))
      .where("tenant_id", "=", tenantId)
      .executeTakeFirst();
    await tx
      .insertInto("entitlement")
      .values({
        tenant_id: tenantId,
        number: Number(row?.last ?? 0) + 1,
        plan,
        organizations: null,
        seats: null,
        records: null,
        reports: null,
        ...limits,
        starts_at: at(from),
        ends_at: at(until),
        source: "operator",
        source_id: "",
        reason: "A plan of the tests",
        created_by: "operator",
      })
      .execute();
  });
}

/** Creates the tenant of the operator for tests that need its fixed id. */
export async function makeOperator(doors: Doors): Promise<string> {
  const userId = randomUUID();
  const email = `${userId}@sample.example`;
  await doors.accounts
    .insertInto("user_account")
    .values({ id: userId, name: "Operator", email, email_verified: true, locale: "en", two_factor_enabled: false })
    .execute();
  await doors.withSystem(async (tx) => {
    await tx.insertInto("tenant").values({ id: OPERATOR_ID, name: "Operator", kind: "company" }).execute();
    await tx
      .insertInto("membership")
      .values({ tenant_id: OPERATOR_ID, user_id: userId, organization_id: null, role: "owner" })
      .execute();
  });
  return userId;
}

/** Creates an operator who sells plans: details, accounts, prices and a tax note used for plans. */
export async function makePlanSeller(doors: Doors): Promise<{ owner: TenantActor; second: TenantActor }> {
  const userId = await makeOperator(doors);
  const owner = { tenantId: OPERATOR_ID, userId, role: "owner" as const, source: "page" as const };
  const second = await equipSeller(doors, owner, ["USD", "CNY"]);
  await doors.withTenant(owner, (tx) => sellPlans(tx, owner));
  return { owner, second };
}

/** Sets prices in two currencies and the tax note of their invoices. */
export async function sellPlans(tx: TenantTx, owner: ChangeAuthor): Promise<void> {
  const exchange = { rate: "7.1023", source: "Sample Bank, middle rate", on: "2026-11-26" };
  const stated = [
    await statePlanPrice(tx, owner, { plan: "company", currency: "USD", amountMinor: 120_000n, exchange }),
    await statePlanPrice(tx, owner, { plan: "company", currency: "CNY", amountMinor: 850_000n, exchange: null }),
    await statePlanPrice(tx, owner, { plan: "consultancy", currency: "USD", amountMinor: 480_000n, exchange }),
    await statePlanTax(tx, owner, { ruleId: "cn-export-exempt", percent: "0" }),
  ];
  const fault = stated.find((one) => one !== null);
  if (fault) throw new Error(fault);
}

/** The invoice details of a sample buyer. */
export const SAMPLE_PLAN_BUYER: ClientDetails = {
  legalName: { en: "Sample Works GmbH", zh: "示例工厂有限公司" },
  country: "DE",
  taxId: "DE987654328",
  address: { en: "Musterstr. 2, 20095 Hamburg, Germany", zh: "" },
  contactName: "",
  email: "accounts@works.example",
  isBusiness: true,
  locale: "en",
};
