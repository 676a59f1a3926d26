import { doors } from "#app/doors.server.ts";
import { AppError } from "#app/errors.ts";
import { findMembership } from "#app/services/membership.server.ts";
import type { PublicTx, SystemTx, TenantTx } from "#db/doors.ts";
import type { Role } from "#db/schema.ts";
import { toErrorResponse } from "./error-response.server.ts";
import { requireUser } from "./session.server.ts";

/** Who is asking, in which tenant, with which right. Made per request; a lost right is lost on the next one. */
export interface Actor {
  userId: string;
  tenantId: string;
  organizationId: string;
  role: Role;
  source: "page" | "import" | "job" | "command_line";
}

/** What each role may do, lowest need first: whoever may edit may also view. */
const RANK: Record<Role, number> = { viewer: 1, billing: 1, reviewer: 2, editor: 3, admin: 4, owner: 5 };

/**
 * Does work for a signed-in member of the organization in the address. An organization of another tenant, a deleted
 * one and a random id are answered alike: not found.
 *
 * @param needed the lowest role that may do it.
 */
export async function asOrganization<T>(
  request: Request,
  params: { organizationId?: string | undefined },
  needed: Role,
  work: (tx: TenantTx, actor: Actor) => Promise<T>,
): Promise<T> {
  return answerErrors(request, async () => {
    const actor = await requireActor(request, params, needed);
    return (await doors()).withTenant(actor, (tx) => work(tx, actor));
  });
}

/** The guard alone, for work that must leave the transaction in between (rendering, mail, reading an upload). */
export async function requireActor(
  request: Request,
  params: { organizationId?: string | undefined },
  needed: Role,
): Promise<Actor> {
  const user = await requireUser(request);
  const organizationId = requireId(params.organizationId);
  const membership = await (await doors()).withSystem((tx) => findMembership(tx, user.userId, organizationId));
  if (!membership) throw new AppError("not_found");
  if (RANK[membership.role] < RANK[needed]) throw new AppError("forbidden", { details: { needed } });
  return { userId: user.userId, tenantId: membership.tenantId, organizationId, role: membership.role, source: "page" };
}

export async function asPublic<T>(request: Request, work: (tx: PublicTx) => Promise<T>): Promise<T> {
  return answerErrors(request, async () => (await doors()).withPublic(work));
}

export async function asSystem<T>(request: Request, work: (tx: SystemTx) => Promise<T>): Promise<T> {
  return answerErrors(request, async () => (await doors()).withSystem(work));
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An id from an address, or not found: an id of another shape never reaches a query. */
export function requireId(value: string | undefined): string {
  if (!value || !UUID.test(value)) throw new AppError("not_found");
  return value;
}

/** Runs work of a loader or action; what a service refuses becomes the one HTTP answer for its code. */
export async function answerErrors<T>(request: Request, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toErrorResponse(error, request);
  }
}
