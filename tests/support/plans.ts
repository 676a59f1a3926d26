import { randomUUID } from "node:crypto";
import type { Limits, PlanKey } from "#app/services/plan/plan.ts";
import type { Doors } from "#db/doors.ts";

/** The tenant that sells plans, as the setting of an installation names it. */
export const OPERATOR_ID = "0f9a7c52-3b1e-4d68-9a57-6c2d8e4b1f03";

const DAY_MS = 86_400_000;

export interface Granted {
  plan?: PlanKey;
  limits?: Partial<Limits>;
  /** Days from now; negative for what is past. */
  from?: number;
  until?: number;
}

/** Adds an entitlement as the operator would, with a beginning and an end of one's own. */
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
        ...{ organizations: null, seats: null, records: null, reports: null, ...limits },
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

/** The tenant of the operator itself, where a test needs one with its own id. */
export async function makeOperator(doors: Doors): Promise<string> {
  const userId = randomUUID();
  const email = `${userId}@sample.example`;
  await doors.accounts
    .insertInto("user_account")
    .values({ id: userId, name: "Operator", email, email_verified: true, locale: "en", two_factor_enabled: false })
    .execute();
  await doors.withSystem(async (tx) => {
    await tx.insertInto("tenant").values({ id: OPERATOR_ID, name: "Operator" }).execute();
    await tx
      .insertInto("membership")
      .values({ tenant_id: OPERATOR_ID, user_id: userId, organization_id: null, role: "owner" })
      .execute();
  });
  return userId;
}
