import type { z } from "zod";
import type { KeyIdentity } from "#app/access/api-key.server.ts";
import type { ApiScope } from "#app/access/api-scope.ts";
import type { Locale } from "#app/i18n/index.ts";
import type { IssuerKeys } from "#app/log/keys/issuer-keys.server.ts";
import type { Issuer } from "#app/report/report.server.ts";
import type { PublicTx, TenantTx } from "#db/doors.ts";
import type { Role } from "#db/schema.ts";
import type { ProblemCode } from "./problem.ts";

/** The sections of the API, in the order of its page. */
export const NOUNS = [
  "key",
  "organization",
  "facility",
  "source",
  "activity",
  "instrument",
  "factor",
  "inventory",
  "run",
  "report",
  "verification",
] as const;
export type Noun = (typeof NOUNS)[number];

/** The holder of a key: an author in the tenant, with the current role of the key's creator. */
export interface KeyActor {
  tenantId: string;
  userId: `key:${string}`;
  organizationId: string;
  role: Role;
  source: "api";
}

export interface Call<Query, Body> {
  params: Record<string, string>;
  query: Query;
  body: Body;
  /** The version in `If-Match`. */
  version: number;
  address: URL;
  now: Date;
  locale: Locale;
}

/**
 * The response of an operation: a value of its schema, or bytes. Bytes may be streamed, with each part in its own
 * transaction. The headers are added to the usual ones.
 */
export interface ApiAnswer {
  value?: unknown;
  bytes?: { content: Uint8Array | string; type: string };
  headers?: Record<string, string>;
}

/** An example as the page shows it and the tests send it. Its ids are those of the sample. */
export interface ExampleRequest {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  headers?: Record<string, string>;
}

interface Declaration<Query, Body> {
  /** Unique, and the key of its texts. */
  id: string;
  noun: Noun;
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Beneath `/api/v1`, with parameters in braces. */
  path: string;
  query?: z.ZodType<Query> & z.ZodObject;
  body?: z.ZodType<Body>;
  maxBytes?: number;
  /** Requires `If-Match` with the version to change. */
  isVersioned?: boolean;
  answer: { status: 200 | 201 | 202 | 204; schema?: z.ZodType; type?: string };
  /** Errors in addition to those of every operation. */
  problems?: ProblemCode[];
  example: ExampleRequest;
}

interface PublicOperation<Query, Body> extends Declaration<Query, Body> {
  door: "public";
  /** How many reports it looks up, for the limit of rows; one if absent. */
  lookUps?: (query: Query) => number;
  handle: (tx: PublicTx, call: Call<Query, Body> & { keys: IssuerKeys }) => Promise<ApiAnswer>;
}

/** For a tenant without an organization: the key itself, or the library. */
interface TenantOperation<Query, Body> extends Declaration<Query, Body> {
  door: "tenant";
  scope: ApiScope | null;
  handle: (tx: TenantTx, call: Call<Query, Body> & { key: KeyIdentity }) => Promise<ApiAnswer>;
}

interface OrganizationOperation<Query, Body> extends Declaration<Query, Body> {
  door: "organization";
  scope: ApiScope;
  handle: (tx: TenantTx, call: Call<Query, Body> & { actor: KeyActor; issuer: Issuer }) => Promise<ApiAnswer>;
}

type AnyOperation<Query, Body> =
  | PublicOperation<Query, Body>
  | TenantOperation<Query, Body>
  | OrganizationOperation<Query, Body>;

/** One declaration, used for routing, validation, documentation and tests. */
export type Operation = AnyOperation<never, never>;

/** Checks the handler's types against the schemas of its declaration. */
export function defineOperation<Query = Record<string, never>, Body = undefined>(
  operation: AnyOperation<Query, Body>,
): Operation {
  return operation as unknown as Operation;
}

export const API_ROOT = "/api/v1";

export function paramsOf(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
}

export function scopeOf(operation: Operation): ApiScope | null {
  return operation.door === "public" ? null : operation.scope;
}

/** Whether an operation changes something and may be repeated with an idempotency key. */
export function isChange({ method }: Pick<Operation, "method">): boolean {
  return method !== "GET";
}
