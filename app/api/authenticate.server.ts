import { findApiKey, type KeyIdentity, roleOfKey } from "#app/access/api-key.server.ts";
import { RIGHT_OF_SCOPE } from "#app/access/api-scope.ts";
import { noteRefusal } from "#app/access/note-access.server.ts";
import { refuseLapsed } from "#app/access/plan-standing.server.ts";
import { takeHit } from "#app/access/rate-limit.server.ts";
import { hasRight, leastRole } from "#app/access/role.ts";
import { limitStep } from "#app/access/session.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { log } from "#app/observe/log/log.server.ts";
import { isChange, type Operation, scopeOf } from "./operation.ts";
import { ApiProblem, type ProblemCode } from "./problem.ts";

export const KEY_LIMIT = { limit: 600, windowSeconds: 60 } as const;

/** One space, nothing that resembles an address or a cookie. */
const BEARER = /^Bearer ([^\s,]+)$/i;

export interface Authenticated {
  key: KeyIdentity;
  /** Headers with the remaining requests of the key. */
  headers: Record<string, string>;
}

/**
 * Identifies the caller by the `Authorization` header alone. Counts the request of the key. Invalid secrets are counted
 * per caller.
 *
 * @throws ApiProblem of status 401 or 429
 */
export async function authenticate(request: Request, clientAddress: string, now: Date): Promise<Authenticated> {
  const header = request.headers.get("authorization");
  const secret = header === null ? undefined : BEARER.exec(header)?.[1];
  if (secret === undefined) throw refuseKey("key_missing");
  const { withSystem } = await doors();
  const found = await withSystem((tx) => findApiKey(tx, secret, now));
  if (!found.ok) {
    const retryAfterSeconds = await limitStep("api-key", clientAddress);
    if (retryAfterSeconds !== null) throw new AppError("rate_limited", { details: { retryAfterSeconds } });
    log.info("api_key_refused", { fault: found.fault });
    throw refuseKey(found.fault);
  }
  return { key: found.key, headers: await countRequest(found.key.keyId, now) };
}

async function countRequest(keyId: string, now: Date): Promise<Record<string, string>> {
  const { withSystem } = await doors();
  try {
    const left = await withSystem((tx) => takeHit(tx, `api:${keyId}`, KEY_LIMIT, { now }));
    return limitHeaders(left);
  } catch (error) {
    const seconds = error instanceof AppError ? error.details.retryAfterSeconds : undefined;
    if (typeof seconds !== "number") throw error;
    log.info("rate_limited", { step: "api", key: keyId });
    throw new ApiProblem("rate_limited", {
      facts: { seconds: String(seconds) },
      headers: { ...limitHeaders({ remaining: 0, resetSeconds: seconds }), "Retry-After": String(seconds) },
    });
  }
}

/** Quota and remaining requests, as in draft-ietf-httpapi-ratelimit-headers. */
export function limitHeaders({ remaining, resetSeconds }: { remaining: number; resetSeconds: number }) {
  const { limit, windowSeconds } = KEY_LIMIT;
  return {
    "RateLimit-Policy": `"key";q=${limit};w=${windowSeconds}`,
    RateLimit: `"key";r=${remaining};t=${resetSeconds}`,
  };
}

function refuseKey(code: ProblemCode): ApiProblem {
  const error = code === "key_missing" ? "" : ', error="invalid_token"';
  return new ApiProblem(code, { headers: { "WWW-Authenticate": `Bearer realm="truetonne"${error}` } });
}

/**
 * Checks that a key has the scope, and that its creator currently has the role that the page for the same action
 * requires. A rejection is recorded in the tenant's audit trail.
 *
 * @throws ApiProblem `scope_missing` or `role_missing`
 */
export async function requireScope(key: KeyIdentity, operation: Operation, request: Request): Promise<void> {
  const scope = scopeOf(operation);
  if (scope === null) return;
  const right = RIGHT_OF_SCOPE[scope];
  const [role, needed] = [roleOfKey(key), leastRole(right)];
  const isMade = key.scopes.includes(scope);
  if (isMade && hasRight({ role }, right)) return;
  const { keyId, tenantId } = key;
  const author = {
    tenantId,
    userId: `key:${keyId}`,
    organizationId: key.organizationId ?? undefined,
    source: "api",
  } as const;
  const place = { method: request.method, path: new URL(request.url).pathname };
  await noteRefusal(author, { ...place, role, needed: isMade ? needed : scope });
  if (!isMade) throw new ApiProblem("scope_missing", { facts: { scope } });
  throw new ApiProblem("role_missing", { facts: { scope, role, needed } });
}

/**
 * Checks that the plan of the key's tenant allows the operation. With a lapsed plan, reading still works.
 *
 * @throws AppError `payment_required`
 */
export async function requirePlan(key: KeyIdentity, operation: Operation, now: Date): Promise<void> {
  if (!isChange(operation)) return;
  const { withSystem } = await doors();
  await withSystem((tx) => refuseLapsed(tx, key.tenantId, { now }));
}
