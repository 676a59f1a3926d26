import { RIGHTS } from "#app/access/role.ts";
import { utcDay } from "#app/day/day.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { VerifierIdentity } from "#app/proof/assurance-credential.ts";
import { inTenant, type SystemTx } from "#db/doors.ts";
import { readDomainProofs } from "./domain-proof.server.ts";
import { endOf } from "./domain-state.ts";
import { listHeldNames } from "./name-review.server.ts";
import type { ProvedBody } from "./proved-body.ts";
import { readRegistrationProofs } from "./registration.server.ts";

/** The workspaces that a person manages and of which something is proved, by name. */
export async function listProvedBodies(tx: SystemTx, userId: string, now: Date): Promise<ProvedBody[]> {
  const workspaces = await tx
    .selectFrom("membership as m")
    .innerJoin("tenant as t", "t.id", "m.tenant_id")
    .select(["t.id", "t.name", "t.identity_id"])
    .where("m.user_id", "=", userId)
    .where("m.organization_id", "is", null)
    .where("m.role", "in", RIGHTS["workspace.manage"])
    .orderBy("t.name")
    .orderBy("t.id")
    .execute();
  const ids = workspaces.map((one) => one.identity_id);
  const domains = await readDomainProofs(tx, ids);
  const registrations = await readRegistrationProofs(tx, ids);
  return workspaces
    .map(({ id, name, identity_id }) => ({
      tenantId: id,
      name,
      domains: (domains.get(identity_id) ?? [])
        .filter((proof) => endOf(proof, now) === null)
        .map(({ domain, confirmedAt }) => ({ domain, checkedOn: utcDay(confirmedAt) })),
      registrations: registrations.get(identity_id) ?? [],
    }))
    .filter((body) => body.domains.length > 0 || body.registrations.length > 0);
}

/**
 * The identity under which a person makes a statement in the name of a body: a registration of exactly this name, else
 * a domain. `name_held` if the name resembles that of another body and only a domain is proved.
 *
 * @throws AppError `not_found` for a workspace that is not the person's or has no proof
 */
export async function findBodyIdentity(
  tx: SystemTx,
  { userId, tenantId, name }: { userId: string; tenantId: string; name: string },
  now: Date,
): Promise<VerifierIdentity | "name_held"> {
  const body = (await listProvedBodies(tx, userId, now)).find((one) => one.tenantId === tenantId);
  if (!body) throw new AppError("not_found");
  const registration = body.registrations.find((one) => one.name === name);
  if (registration) {
    const { number, register, checkedOn } = registration;
    return { kind: "registration", value: `${number}, ${register}`, checkedOn };
  }
  const held = await inTenant(tx, { tenantId, userId }, (inside) =>
    listHeldNames(inside, { names: [name], authorId: null }),
  );
  const domain = body.domains[0];
  if (held.length > 0 || !domain) return "name_held";
  return { kind: "domain", value: domain.domain, checkedOn: domain.checkedOn };
}
