import { AppError } from "#app/encoding/errors.ts";
import { recordChange } from "#app/trail/audit-trail.server.ts";
import { type AnyTx, actAs, inTenant, type SystemTx, type TenantTx } from "#db/doors.ts";
import type { ShownRegistration } from "./issuer-proof.ts";
import { nameCore } from "./resembling-name.ts";

/** A business registration that the operator compared with its register. */
export interface NewRegistration {
  tenantId: string;
  /** Exactly as reports name the issuer. */
  name: string;
  number: string;
  register: string;
  /** Day of the check, in UTC. */
  checkedOn: string;
  /** What was compared, and where it is kept. For the operator and the workspace only. */
  evidence: string;
  /** Who checked it. */
  operator: string;
}

/** The author in the trail of a workspace for acts on the operator's command line. */
export const OPERATOR = { userId: "operator", source: "job" } as const;

/** Records a check of a registration. It replaces an earlier one of the same name. */
export async function recordRegistration(tx: SystemTx, check: NewRegistration): Promise<void> {
  const { tenantId, name, number, register, checkedOn, evidence, operator } = check;
  const row = { name, registration_number: number, register, checked_on: checkedOn, evidence, operator };
  const { id } = await tx
    .insertInto("registration_check")
    .values({ tenant_id: tenantId, ...row })
    .returning("id")
    .executeTakeFirstOrThrow();
  const author = { tenantId, ...OPERATOR };
  await inTenant(tx, author, async (inside) => {
    await publishRegistrations(inside);
    await recordChange(inside, author, {
      action: "registration_check.recorded",
      subject: "registration_check",
      subjectId: id,
      after: { name, number, register, day: checkedOn, evidence, operator },
    });
  });
}

/**
 * Withdraws every check of a name.
 *
 * @throws AppError `not_found` if there is none
 */
export async function withdrawRegistration(
  tx: SystemTx,
  { tenantId, name, reason, operator }: { tenantId: string; name: string; reason: string; operator: string },
): Promise<void> {
  const open = await tx
    .selectFrom("registration_check as c")
    .leftJoin("registration_check_end as e", (join) =>
      join.onRef("e.tenant_id", "=", "c.tenant_id").onRef("e.check_id", "=", "c.id"),
    )
    .select("c.id")
    .where("c.tenant_id", "=", tenantId)
    .where("c.name", "=", name)
    .where("e.check_id", "is", null)
    .orderBy("c.created_at", "desc")
    .execute();
  if (!open[0]) throw new AppError("not_found");
  await tx
    .insertInto("registration_check_end")
    .values(open.map(({ id }) => ({ tenant_id: tenantId, check_id: id, reason, operator })))
    .execute();
  const author = { tenantId, ...OPERATOR };
  const subjectId = open[0].id;
  await inTenant(tx, author, async (inside) => {
    await publishRegistrations(inside);
    await recordChange(inside, author, {
      action: "registration_check.withdrawn",
      subject: "registration_check",
      subjectId,
      before: { name },
      after: { reason, operator },
    });
  });
}

/** The newest check of each name that was not withdrawn. */
export async function deriveRegistrations(tx: TenantTx): Promise<ShownRegistration[]> {
  const rows = await tx
    .selectFrom("registration_check as c")
    .leftJoin("registration_check_end as e", "e.check_id", "c.id")
    .distinctOn("c.name")
    .select(["c.name", "c.registration_number", "c.register", "c.checked_on"])
    .where("e.check_id", "is", null)
    .orderBy("c.name")
    .orderBy("c.created_at", "desc")
    .execute();
  return rows.map(toRegistration);
}

/** Replaces the public registrations of the workspace, in the transaction that changes them. */
async function publishRegistrations(tx: TenantTx): Promise<void> {
  const { identity_id: id } = await tx.selectFrom("tenant").select("identity_id").executeTakeFirstOrThrow();
  const found = await deriveRegistrations(tx);
  await actAs(tx, "app_log", async () => {
    await tx.deleteFrom("registration_proof").where("identity_id", "=", id).execute();
    if (found.length === 0) return;
    await tx
      .insertInto("issuer_name")
      .values(found.map(({ name }) => ({ identity_id: id, name, core: nameCore(name) })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const rows = found.map(({ name, number, register, checkedOn }) => ({
      identity_id: id,
      name,
      registration_number: number,
      register,
      checked_on: checkedOn,
    }));
    await tx.insertInto("registration_proof").values(rows).execute();
  });
}

/** The public registrations of issuers, by their ids. */
export async function readRegistrationProofs(
  tx: AnyTx,
  identityIds: readonly string[],
): Promise<Map<string, ShownRegistration[]>> {
  const found = new Map<string, ShownRegistration[]>();
  if (identityIds.length === 0) return found;
  const rows = await tx
    .selectFrom("registration_proof")
    .selectAll()
    .where("identity_id", "in", [...identityIds])
    .orderBy("identity_id")
    .orderBy("name")
    .execute();
  for (const row of rows) found.set(row.identity_id, [...(found.get(row.identity_id) ?? []), toRegistration(row)]);
  return found;
}

function toRegistration(row: {
  name: string;
  registration_number: string;
  register: string;
  checked_on: string;
}): ShownRegistration {
  return { name: row.name, number: row.registration_number, register: row.register, checkedOn: row.checked_on };
}
