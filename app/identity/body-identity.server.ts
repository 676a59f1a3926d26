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
import { nameCore } from "./resembling-name.ts";

/** The organization whose inventory is verified, and its tenant. */
export interface Verified {
  tenantId: string;
  organizationId: string;
}

/** The identity of a body, and the public id of its workspace. */
export interface BodyIdentity {
  identityId: string;
  proof: VerifierIdentity;
}

/**
 * The verification bodies that a person manages and of which something is proved, by name. The workspace that holds the
 * organization, and consultancies that were ever engaged for it, are not independent of it.
 */
export async function listProvedBodies(
  tx: SystemTx,
  userId: string,
  verified: Verified,
  now: Date,
): Promise<(ProvedBody & { identityId: string })[]> {
  const workspaces = await tx
    .selectFrom("membership as m")
    .innerJoin("tenant as t", "t.id", "m.tenant_id")
    .select(["t.id", "t.name", "t.identity_id"])
    .where("m.user_id", "=", userId)
    .where("m.organization_id", "is", null)
    .where("m.role", "in", RIGHTS["workspace.manage"])
    .where("t.kind", "=", "verification_body")
    .where("t.id", "<>", verified.tenantId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("engagement_acceptance as a")
            .innerJoin("engagement as e", (join) =>
              join.onRef("e.tenant_id", "=", "a.tenant_id").onRef("e.id", "=", "a.engagement_id"),
            )
            .select("a.engagement_id")
            .where("a.tenant_id", "=", verified.tenantId)
            .where("e.organization_id", "=", verified.organizationId)
            .whereRef("a.consultancy_id", "=", "t.id"),
        ),
      ),
    )
    .orderBy("t.name")
    .orderBy("t.id")
    .execute();
  const ids = workspaces.map((one) => one.identity_id);
  const domains = await readDomainProofs(tx, ids);
  const registrations = await readRegistrationProofs(tx, ids);
  return workspaces
    .map(({ id, name, identity_id: identityId }) => ({
      tenantId: id,
      identityId,
      name,
      domains: (domains.get(identityId) ?? [])
        .filter((proof) => endOf(proof, now) === null)
        .map(({ domain, confirmedAt }) => ({ domain, checkedOn: utcDay(confirmedAt) })),
      registrations: registrations.get(identityId) ?? [],
    }))
    .filter((body) => body.domains.length > 0 || body.registrations.length > 0);
}

/**
 * The identity under which a person makes a statement in the name of a body: a registration of exactly this name, else
 * a domain. `name_held` if the name resembles that of another body and only a domain is proved.
 *
 * @throws AppError `not_found` for a workspace that is not offered, as in {@link listProvedBodies}
 */
export async function findBodyIdentity(
  tx: SystemTx,
  { userId, tenantId, name, verified }: { userId: string; tenantId: string; name: string; verified: Verified },
  now: Date,
): Promise<BodyIdentity | "name_held"> {
  const body = (await listProvedBodies(tx, userId, verified, now)).find((one) => one.tenantId === tenantId);
  if (!body) throw new AppError("not_found");
  const registration = body.registrations.find((one) => one.name === name);
  if (registration) {
    const { number, register, checkedOn } = registration;
    return { identityId: body.identityId, proof: { kind: "registration", value: `${number}, ${register}`, checkedOn } };
  }
  const held = await inTenant(tx, { tenantId, userId }, (inside) =>
    listHeldNames(inside, { names: [name], authorId: null }),
  );
  const domain = body.domains[0];
  if (held.length > 0 || !domain) return "name_held";
  const proof = { kind: "domain", value: domain.domain, checkedOn: domain.checkedOn } as const;
  return { identityId: body.identityId, proof };
}

/**
 * As {@link findBodyIdentity}, for a statement that someone else wrote: it has to name the body as its workspace does, or
 * by a name that the operator checked. Legal forms, case and spacing don't matter.
 */
export async function findNamedBody(
  tx: SystemTx,
  body: Parameters<typeof findBodyIdentity>[1],
  now: Date,
): Promise<BodyIdentity | "name_held" | "names_another_body"> {
  const identity = await findBodyIdentity(tx, body, now);
  if (identity === "name_held" || identity.proof.kind === "registration") return identity;
  const { name } = await tx
    .selectFrom("tenant")
    .select("name")
    .where("id", "=", body.tenantId)
    .executeTakeFirstOrThrow();
  return nameCore(name) === nameCore(body.name) ? identity : "names_another_body";
}
