import { AppError } from "#app/encoding/errors.ts";
import { inTenant, type SystemTx } from "#db/doors.ts";
import { listDomains } from "./domain.server.ts";
import { OPERATOR } from "./registration.server.ts";

/** What is on record about a workspace, for its operator: a line for each domain, registration and decision. */
export async function describeIdentity(tx: SystemTx, tenantId: string, now: Date): Promise<string[]> {
  await requireTenant(tx, tenantId);
  return inTenant(tx, { tenantId, ...OPERATOR }, async (inside) => {
    const { name } = await inside.selectFrom("tenant").select("name").executeTakeFirstOrThrow();
    const domains = await listDomains(inside, now);
    const checks = await inside
      .selectFrom("registration_check as c")
      .leftJoin("registration_check_end as e", "e.check_id", "c.id")
      .selectAll("c")
      .select("e.created_at as ended_at")
      .orderBy("c.created_at")
      .execute();
    const reviews = await inside.selectFrom("name_review").selectAll().orderBy("created_at").execute();
    return [
      `workspace ${tenantId}: ${name}`,
      ...domains.map(({ domain, state, proof }) => {
        const days = proof ? `, confirmed ${proof.confirmedAt.toISOString()}` : "";
        return `domain ${domain}: ${state}${days}`;
      }),
      ...checks.map((one) => {
        const end = one.ended_at ? `, withdrawn ${one.ended_at.toISOString()}` : "";
        return `registration ${one.name}: ${one.registration_number}, ${one.register}, checked ${one.checked_on} by ${one.operator}${end}`;
      }),
      ...reviews.map((one) => `name ${one.name}: ${one.decision} ${one.created_at.toISOString()} by ${one.operator}`),
    ];
  });
}

/** @throws AppError `not_found` */
export async function requireTenant(tx: SystemTx, tenantId: string): Promise<void> {
  const found = await tx.selectFrom("tenant").select("id").where("id", "=", tenantId).executeTakeFirst();
  if (!found) throw new AppError("not_found");
}
