import { refuseUnagreed } from "#app/consent/consent.server.ts";
import { currentTexts } from "#app/consent/legal-texts.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { UUID } from "#app/encoding/uuid.ts";
import { oncePerRequest } from "#app/http/once-per-request.server.ts";
import { type PublicTx, type SystemTx, type TenantTx, VISITOR_ID } from "#db/doors.ts";
import type { ActivityOrigin, Role } from "#db/schema.ts";
import type { Acting } from "./acting.server.ts";
import { evenClosed } from "./closed-tenant.server.ts";
import { toErrorResponse } from "./error-response.server.ts";
import { findTenantMembership } from "./membership.server.ts";
import { noteRefusal } from "./note-access.server.ts";
import { refuseLapsed } from "./plan-standing.server.ts";
import { requireRecent } from "./recent.server.ts";
import { hasRight, type Right } from "./role.ts";
import { leadToEnrolment } from "./second-factor.server.ts";
import { asksForFactor } from "./second-factor-rule.server.ts";
import { requireUser } from "./session.server.ts";
import { enterOrganization } from "./standing.server.ts";
import { enterSample, visitedBy, visitorRefusal } from "./visitor.server.ts";

/**
 * The author of a request, with tenant and permission. Created per request, so a lost permission applies to the next
 * one.
 */
export interface Actor {
  /** The author id: the person's own, or the one under which they act for a consultancy. */
  userId: string;
  tenantId: string;
  organizationId: string;
  role: Role;
  source: ActivityOrigin;
  /** The consultancy of a person who came through an engagement. Members act for the tenant. */
  acting?: Acting | null;
  /** A reader of the sample company without an account. */
  isVisitor?: true;
}

/** A person who passed a guard. Pages and actions query it for further permissions. */
export type Guarded<A> = A & { may(right: Right): boolean };

function guarded<A extends TenantActor & { acting?: Acting | null }>(actor: A): Guarded<A> {
  return { ...actor, may: (right) => hasRight(actor, right) };
}

export interface GuardOptions {
  /**
   * `allowed` for changes that still work when the plan of the tenant has lapsed: removing access, withdrawing,
   * erasing, paying. The guard refuses all other changes.
   */
  whenLapsed?: "allowed";
  /**
   * `recent` for changes that a stolen session must not make: the person proved their identity a few minutes ago, or
   * does so now.
   */
  identity?: "recent";
  /** `allowed` for what remains possible in a closed workspace before its erasure. */
  whenClosed?: "allowed";
}

export const EVEN_LAPSED: GuardOptions = { whenLapsed: "allowed" };

/** For what still works in a closed workspace, whatever its plan. */
export const EVEN_CLOSED: GuardOptions = { whenLapsed: "allowed", whenClosed: "allowed" };

/** Whether a request may change something, by its method. GET and HEAD never do. */
export function isChangeRequest(request: Request): boolean {
  return request.method !== "GET" && request.method !== "HEAD";
}

/**
 * Runs work for a signed-in member of the organization in the address. An organization of another tenant, a deleted one
 * and a random id all return "not found".
 */
export async function asOrganization<T>(
  request: Request,
  params: { organizationId?: string | undefined },
  needed: Right,
  work: (tx: TenantTx, actor: Guarded<Actor>) => Promise<T>,
): Promise<T> {
  return answerErrors(request, async () => {
    const actor = await requireActor(request, params, needed);
    return inTenant(actor, (tx) => work(tx, actor));
  });
}

/** Work of a person who passed a guard. If it throws a redirect, its changes are kept. */
export async function inTenant<T>(actor: TenantActor, work: (tx: TenantTx) => Promise<T>): Promise<T> {
  const { withTenant } = await doors();
  return settle(await withTenant(actor, (tx) => keepRedirect(() => work(tx))));
}

/**
 * Only the guard, for work that must leave the transaction in between (rendering, mail, reading an upload), or that has
 * exceptions (`options`).
 */
export async function requireActor(
  request: Request,
  params: { organizationId?: string | undefined },
  needed: Right,
  options: GuardOptions = {},
): Promise<Guarded<Actor>> {
  const visitor = await actAsVisitor(request, params, needed);
  if (visitor) return visitor;
  const user = await requireUser(request);
  const organizationId = requireId(params.organizationId);
  const { withSystem } = await doors();
  const enter = () =>
    withSystem(async (tx) => {
      const found = await enterOrganization(tx, user.userId, organizationId);
      if (!found) throw new AppError("not_found");
      const asking = found.acting ? "guest" : "member";
      if (hasRight(found, needed) && asksForPlan(request, options)) {
        await refuseLapsed(tx, found.tenantId, { asking });
        await refuseUnagreed(tx, user.userId, currentTexts());
      }
      return { ...found, lacksFactor: !user.twoFactorEnabled && (await asksForFactor(tx, found)) };
    });
  // language: a key, not prose
  const standing = await oncePerRequest(request, `standing ${user.userId} ${organizationId}`, enter);
  const { tenantId, role, acting } = standing;
  if (standing.lacksFactor) throw leadToEnrolment(request);
  const userId = acting?.authorId ?? user.userId;
  const actor = guarded<Actor>({ userId, tenantId, organizationId, role, source: "page", acting });
  if (!hasRight(standing, needed)) {
    await noteRefusal(actor, { ...placeOf(request), role, needed });
    throw new AppError("forbidden", { details: { needed } });
  }
  if (options.identity && isChangeRequest(request)) await requireRecent(request, user);
  return actor;
}

/** A visitor is a viewer of the sample, and a stranger everywhere else. */
async function actAsVisitor(
  request: Request,
  { organizationId = "" }: { organizationId?: string | undefined },
  needed: Right,
): Promise<Guarded<Actor> | null> {
  const visited = await visitedBy(request);
  const sample = visited === null ? null : await enterSample(request, visited, organizationId);
  if (!sample) return null;
  const actor = guarded<Actor>({
    userId: VISITOR_ID,
    tenantId: sample.tenantId,
    organizationId,
    role: "viewer",
    source: "page",
    acting: null,
    isVisitor: true,
  });
  if (!actor.may(needed)) throw visitorRefusal("visitor_reads");
  return actor;
}

function placeOf(request: Request) {
  return { method: request.method, path: new URL(request.url).pathname };
}

/** Whether a request needs a plan in force, and the agreement to the operator's texts. */
function asksForPlan(request: Request, { whenLapsed }: GuardOptions): boolean {
  return isChangeRequest(request) && whenLapsed !== "allowed";
}

/** The actor on a tenant's own pages, which belong to no single organization. */
export type TenantActor = Omit<Actor, "organizationId" | "acting">;

/**
 * Runs work for a signed-in member of the tenant in the address. Another tenant and a random id both return "not
 * found".
 */
export async function asTenant<T>(
  request: Request,
  params: { tenantId?: string | undefined },
  right: Right,
  work: (tx: TenantTx, actor: Guarded<TenantActor>) => Promise<T>,
): Promise<T> {
  return answerErrors(request, async () => {
    const actor = await requireTenantActor(request, params, right);
    return inTenant(actor, (tx) => work(tx, actor));
  });
}

/** Only the guard of a tenant's pages, like `requireActor`. */
export async function requireTenantActor(
  request: Request,
  params: { tenantId?: string | undefined },
  right: Right,
  options: GuardOptions = {},
): Promise<Guarded<TenantActor>> {
  const user = await requireUser(request);
  const tenantId = requireId(params.tenantId);
  const { role, lacksFactor } = await (await doors()).withSystem(async (tx) => {
    const find = () => findTenantMembership(tx, user.userId, tenantId);
    const found = await (options.whenClosed === "allowed" ? evenClosed(tx, find) : find());
    if (!found) throw new AppError("not_found");
    if (hasRight(found, right) && asksForPlan(request, options)) {
      await refuseLapsed(tx, tenantId);
      await refuseUnagreed(tx, user.userId, currentTexts());
    }
    return { ...found, lacksFactor: !user.twoFactorEnabled && (await asksForFactor(tx, { ...found, acting: null })) };
  });
  if (lacksFactor) throw leadToEnrolment(request);
  const actor = guarded<TenantActor>({ userId: user.userId, tenantId, role, source: "page" });
  if (!actor.may(right)) {
    await noteRefusal(actor, { ...placeOf(request), role, needed: right });
    throw new AppError("forbidden", { details: { right } });
  }
  if (options.identity && isChangeRequest(request)) await requireRecent(request, user);
  return actor;
}

export async function asPublic<T>(request: Request, work: (tx: PublicTx) => Promise<T>): Promise<T> {
  return answerErrors(request, async () => (await doors()).withPublic(work));
}

export async function asSystem<T>(request: Request, work: (tx: SystemTx) => Promise<T>): Promise<T> {
  return answerErrors(request, async () => {
    const { withSystem } = await doors();
    return settle(await withSystem((tx) => keepRedirect(() => work(tx))));
  });
}

type Outcome<T> = { value: T } | { redirect: Response };

/**
 * A redirect is the successful end of the work. It must leave the transaction as a value, because an exception rolls
 * the transaction back.
 */
async function keepRedirect<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    if (error instanceof Response && error.status >= 300 && error.status < 400) return { redirect: error };
    throw error;
  }
}

function settle<T>(outcome: Outcome<T>): T {
  if ("redirect" in outcome) throw outcome.redirect;
  return outcome.value;
}

/** An id from an address, or "not found". A malformed id never reaches a query. */
export function requireId(value: string | undefined): string {
  if (!value || !UUID.test(value)) throw new AppError("not_found");
  return value;
}

/** Runs work of a loader or action, and converts refusals of services to the HTTP answer for their code. */
export async function answerErrors<T>(request: Request, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toErrorResponse(error, request);
  }
}
