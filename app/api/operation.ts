import type { z } from "zod";
import type { KeyIdentity } from "#app/access/api-key.server.ts";
import type { ApiScope } from "#app/access/api-scope.ts";
import type { Locale } from "#app/i18n/index.ts";
import type { IssuerKeys } from "#app/log/keys/issuer-keys.server.ts";
import type { Issuer } from "#app/report/report.server.ts";
import type { PublicTx, TenantTx } from "#db/doors.ts";
import type { Role } from "#db/schema.ts";
import type { ProblemCode } from "./problem.ts";

/** The rooms of the API, in the order of its page. */
export const NOUNS = [
  "key",
  "organization",
  "facility",
  "source",
  "activity",
  "factor",
  "inventory",
  "run",
  "report",
  "verification",
] as const;
export type Noun = (typeof NOUNS)[number];

/** Whoever asks with a key: an author of the tenant, with the role that its maker holds at this moment. */
export interface KeyActor {
  tenantId: string;
  userId: `key:${string}`;
  organizationId: string;
  role: Role;
  source: "api";
}

/** A request that has passed every check of its form. */
export interface Call<Query, Body> {
  params: Record<string, string>;
  query: Query;
  body: Body;
  /** The version that `If-Match` names. */
  version: number;
  /** The address of this request, for links to further pages. */
  address: URL;
  now: Date;
  locale: Locale;
}

/**
 * What an operation answers: a value of its schema, or bytes, which may be told as they are asked for, each part in a
 * transaction of its own. Headers are added to the usual ones.
 */
export interface ApiAnswer {
  value?: unknown;
  bytes?: { content: Uint8Array | string; type: string };
  headers?: Record<string, string>;
}

/** An example as the page shows it and the tests send it; ids stand for those of the sample. */
export interface ExampleRequest {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  headers?: Record<string, string>;
}

interface Declaration<Query, Body> {
  /** Unique; also the key of its words. */
  id: string;
  noun: Noun;
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Beneath `/api/v1`, with parameters in braces. */
  path: string;
  query?: z.ZodType<Query> & z.ZodObject;
  body?: z.ZodType<Body>;
  /** Bytes that a body may have, where it may be long. */
  maxBytes?: number;
  /** Asks for `If-Match` with the version that is to be changed. */
  isVersioned?: boolean;
  answer: { status: 200 | 201 | 202 | 204; schema?: z.ZodType; type?: string };
  /** Refusals beyond those that every operation knows. */
  problems?: ProblemCode[];
  example: ExampleRequest;
}

/** Needs no key: what anyone may know. */
interface PublicOperation<Query, Body> extends Declaration<Query, Body> {
  door: "public";
  handle: (tx: PublicTx, call: Call<Query, Body> & { keys: IssuerKeys }) => Promise<ApiAnswer>;
}

/** Beneath a tenant and no organization: about the key itself, or the library. */
interface TenantOperation<Query, Body> extends Declaration<Query, Body> {
  door: "tenant";
  scope: ApiScope | null;
  handle: (tx: TenantTx, call: Call<Query, Body> & { key: KeyIdentity }) => Promise<ApiAnswer>;
}

/** Beneath one organization. */
interface OrganizationOperation<Query, Body> extends Declaration<Query, Body> {
  door: "organization";
  scope: ApiScope;
  handle: (tx: TenantTx, call: Call<Query, Body> & { actor: KeyActor; issuer: Issuer }) => Promise<ApiAnswer>;
}

type AnyOperation<Query, Body> =
  | PublicOperation<Query, Body>
  | TenantOperation<Query, Body>
  | OrganizationOperation<Query, Body>;

/** One declaration: dispatch, checks, documentation and tests all follow from it. */
export type Operation = AnyOperation<never, never>;

/** Holds the handler to the schemas of its own declaration. */
export function defineOperation<Query = Record<string, never>, Body = undefined>(
  operation: AnyOperation<Query, Body>,
): Operation {
  return operation as unknown as Operation;
}

export const API_ROOT = "/api/v1";

/** The names of the parameters in a path. */
export function paramsOf(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
}

export function scopeOf(operation: Operation): ApiScope | null {
  return operation.door === "public" ? null : operation.scope;
}

/** Whether an operation changes something, and so may be repeated under an idempotency key. */
export function isChange({ method }: Pick<Operation, "method">): boolean {
  return method !== "GET";
}
