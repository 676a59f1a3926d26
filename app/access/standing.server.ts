import { AppError } from "#app/encoding/errors.ts";
import type { Doors, SystemTx } from "#db/doors.ts";
import type { Role } from "#db/schema.ts";
import { type Acting, listActingRights, noteActors, readActingAuthor } from "./acting.server.ts";
import { roleOfMaker } from "./api-key.server.ts";
import { evenClosed } from "./closed-tenant.server.ts";
import { findMembership, findTenantMembership } from "./membership.server.ts";
import { hasRight, isStronger, type Right } from "./role.ts";

/** The current role of a person in an organization, and the consultancy they act for, if any. */
export interface Standing {
  tenantId: string;
  role: Role;
  acting: Acting | null;
}

/**
 * The permission of a person in an organization: as a member of its tenant or of the organization only, or by an
 * engagement of their consultancy. The stronger one applies. If they are equal, people act for themselves.
 */
export async function findStanding(
  tx: SystemTx,
  userId: string,
  organizationId: string,
): Promise<Standing | undefined> {
  const own = await findMembership(tx, userId, organizationId);
  if (own && !isStronger("editor", own.role)) return { ...own, acting: null };
  const [engaged] = await listActingRights(tx, userId, { organizationId });
  if (!engaged || (own && !isStronger(engaged.role, own.role))) return own && { ...own, acting: null };
  const { tenantId, role, acting } = engaged;
  return { tenantId, role, acting };
}

/** The same for a person who enters, whose name is stored from then on. */
export async function enterOrganization(
  tx: SystemTx,
  userId: string,
  organizationId: string,
): Promise<Standing | undefined> {
  const standing = await findStanding(tx, userId, organizationId);
  if (standing?.acting) await noteActors(tx, userId, [{ tenantId: standing.tenantId, acting: standing.acting }]);
  return standing;
}

/** The remaining permission of an author: a member, a person acting for a consultancy, or a key. */
export async function findAuthorStanding(
  tx: SystemTx,
  authorId: string,
  organizationId: string,
): Promise<Standing | undefined> {
  const engaged = readActingAuthor(authorId);
  if (engaged) {
    const { engagementId, userId } = engaged;
    const [right] = await listActingRights(tx, userId, { organizationId, engagementId });
    return right && { tenantId: right.tenantId, role: right.role, acting: right.acting };
  }
  const own = authorId.startsWith("key:")
    ? await roleOfMaker(tx, authorId.slice("key:".length), organizationId)
    : await findMembership(tx, authorId, organizationId);
  return own && { ...own, acting: null };
}

/**
 * Checks again, right before a job writes, whether its author still has the permission.
 *
 * @throws AppError `forbidden` with the reason `no_longer_authorised`
 */
export async function assertStillMay(
  { withSystem }: Pick<Doors, "withSystem">,
  job: { userId: string; organizationId: string },
  needed: Right,
): Promise<void> {
  const standing = await withSystem((tx) => findAuthorStanding(tx, job.userId, job.organizationId));
  if (!standing || !hasRight(standing, needed))
    throw new AppError("forbidden", { details: { reason: NO_LONGER_AUTHORISED } });
}

/**
 * The same for work on a whole tenant, even a closed one, whose managers can still request some work.
 *
 * @throws AppError `forbidden` with the reason `no_longer_authorised`
 */
export async function assertStillManages(
  { withSystem }: Pick<Doors, "withSystem">,
  job: { userId: string; tenantId: string },
): Promise<void> {
  const found = await withSystem((tx) => evenClosed(tx, () => findTenantMembership(tx, job.userId, job.tenantId)));
  if (!found || !hasRight(found, "workspace.manage"))
    throw new AppError("forbidden", { details: { reason: NO_LONGER_AUTHORISED } });
}

/** The error of a job whose author lost the permission while it ran. */
export const NO_LONGER_AUTHORISED = "no_longer_authorised";

/** Whether an error means a lost permission, found by the check before writing or by the database. */
export function isNoLongerAuthorised(error: unknown): boolean {
  if (error instanceof AppError) return error.details.reason === NO_LONGER_AUTHORISED;
  return typeof error === "object" && error !== null && "code" in error && error.code === "TT005";
}
