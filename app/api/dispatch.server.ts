import type { z } from "zod";
import { requireId } from "#app/access/actor.server.ts";
import { type KeyIdentity, roleOfKey } from "#app/access/api-key.server.ts";
import { limitLookUp, limitLookUpList } from "#app/access/look-up-limit.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { env } from "#app/environment/env.server.ts";
import { type Locale, localeOfTag } from "#app/i18n/locale.ts";
import { issuerKeys } from "#app/log/keys/issuer.server.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { authenticate, requirePlan, requireScope } from "./authenticate.server.ts";
import { answerOnce, type KeptAnswer } from "./idempotency.server.ts";
import { API_ROOT, type ApiAnswer, type Call, isChange, type KeyActor, type Operation, paramsOf } from "./operation.ts";
import { OPERATIONS } from "./operations.server.ts";
import { ApiProblem } from "./problem.ts";
import { toProblemAnswer } from "./problem-answer.server.ts";
import {
  readBody,
  readIdempotencyKey,
  readQuery,
  readVersion,
  refuseSecretInAddress,
  refuseUnacceptable,
} from "./read-request.server.ts";

/**
 * Answers an API request. Only the key in the `Authorization` header counts. Cookies are ignored, so no other site can
 * make requests in a user's name.
 */
export async function answerApi(request: Request, clientAddress: string): Promise<Response> {
  const locale = languageOf(request);
  const now = new Date();
  const limits: Record<string, string> = {};
  try {
    const answer = await perform(request, { clientAddress, locale, now, limits });
    for (const [name, value] of Object.entries(limits)) answer.headers.set(name, value);
    return answer;
  } catch (error) {
    const answer = toProblemAnswer(error, { publicUrl: env().publicUrl, locale });
    for (const [name, value] of Object.entries(limits)) answer.headers.set(name, value);
    return answer;
  }
}

interface Circumstances {
  clientAddress: string;
  locale: Locale;
  now: Date;
  /** Filled in once the key is known. Every later response includes these headers. */
  limits: Record<string, string>;
}

async function perform(request: Request, around: Circumstances): Promise<Response> {
  const address = new URL(request.url);
  refuseSecretInAddress(address);
  const { operation, params } = findOperation(request.method, address);
  refuseUnacceptable(operation, request);
  const keys = await issuerKeys();
  const { locale, now } = around;
  if (operation.door === "public") {
    await limitLookUp(around.clientAddress);
    const call = { ...(await readCall(operation, request, { address, params, locale, now })), keys };
    if (operation.lookUps) await limitLookUpList(around.clientAddress, operation.lookUps(call.query));
    const { withPublic } = await doors();
    return send(request, operation, await withPublic((tx) => operation.handle(tx, call)), address);
  }
  const { key, headers } = await authenticate(request, around.clientAddress, now);
  Object.assign(around.limits, headers);
  await requireScope(key, operation, request);
  await requirePlan(key, operation, now);
  const call = await readCall(operation, request, { address, params, locale, now });
  const issuer = { publicUrl: env().publicUrl, logOrigin: keys.origin };
  const { withTenant } = await doors();
  const who = { tenantId: key.tenantId, userId: `key:${key.keyId}` };
  const work = async (tx: TenantTx): Promise<ApiAnswer> => {
    if (operation.door === "tenant") return operation.handle(tx, { ...call, key });
    const actor = actorOf(key, params);
    // For every operation, an organization of another tenant, a deleted one and a random id give the same "not found".
    await getOrganization(tx, actor.organizationId);
    return operation.handle(tx, { ...call, actor, issuer });
  };
  const name = readIdempotencyKey(operation, request);
  if (!isChange(operation)) return send(request, operation, await withTenant(who, work), address);
  const kept = await withTenant(who, async (tx) => {
    const once = async () => print(operation, await work(tx), address);
    if (name === null) return { ...(await once()), isRepeated: false };
    const content = JSON.stringify([request.method, address.pathname, address.search, call.version, call.text]);
    return answerOnce(tx, { tenantId: key.tenantId, apiKeyId: key.keyId, key: name, content }, once, now);
  });
  return toResponse(kept);
}

/** @throws AppError `not_found` if the key has no access to the organization or it doesn't exist */
function actorOf(key: KeyIdentity, params: Record<string, string>): KeyActor {
  const organizationId = params.organizationId!;
  if (key.organizationId !== null && key.organizationId !== organizationId) throw new AppError("not_found");
  return { tenantId: key.tenantId, userId: `key:${key.keyId}`, organizationId, role: roleOfKey(key), source: "api" };
}

/** Checks everything that doesn't need the database, before any transaction. */
async function readCall(
  operation: Operation,
  request: Request,
  around: { address: URL; params: Record<string, string>; locale: Locale; now: Date },
): Promise<Call<never, never> & { text: string }> {
  for (const [name, value] of Object.entries(around.params)) if (name.endsWith("Id")) requireKnownShape(name, value);
  const query = readQuery(operation, around.address) as never;
  const version = readVersion(operation, request);
  readIdempotencyKey(operation, request);
  const { text, value } = await readBody(operation, request);
  return { ...around, query, version, body: value as never, text };
}

function requireKnownShape(name: string, value: string): void {
  if (name === "factorId") return;
  requireId(value);
}

/** The operation of an address. @throws ApiProblem `not_found`, or `method_not_allowed` with the available methods */
function findOperation(method: string, address: URL): { operation: Operation; params: Record<string, string> } {
  const asked = address.pathname.slice(API_ROOT.length).split("/");
  const here = OPERATIONS.flatMap((operation) => {
    const params = matchPath(operation.path.split("/"), asked);
    return params ? [{ operation, params }] : [];
  });
  // A literal path segment takes precedence over a parameter.
  const fewest = Math.min(...here.map(({ operation }) => paramsOf(operation.path).length));
  const candidates = here.filter(({ operation }) => paramsOf(operation.path).length === fewest);
  if (candidates.length === 0) throw new ApiProblem("not_found");
  const wanted = method === "HEAD" ? "GET" : method;
  const found = candidates.find(({ operation }) => operation.method === wanted);
  if (found) return found;
  const methods = candidates.flatMap(({ operation }) =>
    operation.method === "GET" ? ["GET", "HEAD"] : [operation.method],
  );
  throw new ApiProblem("method_not_allowed", {
    facts: { methods: methods.join(", ") },
    headers: { Allow: methods.join(", ") },
  });
}

function matchPath(pattern: readonly string[], asked: readonly string[]): Record<string, string> | null {
  if (pattern.length !== asked.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined && part !== asked[index]) return null;
    if (name !== undefined) {
      const value = decodePart(asked[index]!);
      if (value === null || value === "") return null;
      params[name] = value;
    }
  }
  return params;
}

function decodePart(part: string): string | null {
  try {
    const text = decodeURIComponent(part);
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}

/** The first supported language of `Accept-Language`. Cookies have no effect here. */
function languageOf(request: Request): Locale {
  return localeOfTag(request.headers.get("accept-language") ?? "") ?? "en";
}

/** Serializes a response through its documented schema, which drops every undeclared field. */
function print(operation: Operation, answer: ApiAnswer, address: URL): KeptAnswer {
  const { status, schema } = operation.answer;
  const value = schema ? (schema as z.ZodType).parse(answer.value) : undefined;
  const headers = { ...answer.headers, ...nextLink(value, address) };
  return { status, headers, body: value === undefined ? "" : JSON.stringify(value) };
}

/** The next page of a list as a link (RFC 8288), for clients that follow links instead of cursors. */
function nextLink(value: unknown, address: URL): Record<string, string> {
  const next = (value as { next?: string | null } | undefined)?.next;
  if (!next) return {};
  const search = new URLSearchParams(address.search);
  search.set("cursor", next);
  return { Link: `<${address.pathname}?${search}>; rel="next"` };
}

function send(request: Request, operation: Operation, answer: ApiAnswer, address: URL): Response {
  const headers: Record<string, string> = operation.door === "public" ? PUBLIC_HEADERS : {};
  const tag = answer.headers?.ETag;
  if (
    tag &&
    request.headers
      .get("if-none-match")
      ?.split(",")
      .map((one) => one.trim())
      .includes(tag)
  ) {
    return new Response(null, { status: 304, headers: { ...headers, ...answer.headers } });
  }
  if (!answer.bytes) return toResponse(print(operation, answer, address), headers);
  const { content, type } = answer.bytes;
  return new Response(
    request.method === "HEAD" ? null : typeof content === "string" ? content : new Uint8Array(content),
    {
      headers: { ...headers, ...answer.headers, "Content-Type": type },
    },
  );
}

/**
 * Readable by anyone from any page and cached for at most half a minute, so that caches don't hide a withdrawal for
 * long.
 */
const PUBLIC_HEADERS = {
  "Cache-Control": "public, max-age=30",
  "Access-Control-Allow-Origin": "*",
  "Cross-Origin-Resource-Policy": "cross-origin",
};

function toResponse(answer: KeptAnswer & { isRepeated?: boolean }, more: Record<string, string> = {}): Response {
  const hasBody = answer.status !== 204;
  return new Response(hasBody ? answer.body : null, {
    status: answer.status,
    headers: {
      ...(hasBody && { "Content-Type": "application/json" }),
      ...more,
      ...answer.headers,
      ...(answer.isRepeated && { "Idempotency-Replayed": "true" }),
    },
  });
}
