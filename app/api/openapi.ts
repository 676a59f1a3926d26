import { z } from "zod";
import { type Locale, type Messages, translator } from "#app/i18n/index.ts";
import { IDEMPOTENCY_KEY, VERSION } from "./header-form.ts";
import { API_ROOT, isChange, type Operation, paramsOf, scopeOf } from "./operation.ts";
import { PROBLEMS, type ProblemCode } from "./problem.ts";
import { apiSchemas } from "./schema/common.ts";
import { Problem } from "./schema/problem.ts";

export interface JsonSchema {
  type?: string | string[];
  format?: string;
  pattern?: string;
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  $ref?: string;
  [keyword: string]: unknown;
}

export interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  description: string;
  schema: JsonSchema;
}

const COMPONENTS = "#/components/schemas/";

/** The OpenAPI 3.1 document, built from the declarations used for routing, validation and responses. */
export function buildOpenApi(operations: readonly Operation[], publicUrl: string, locale: Locale) {
  const { api: t } = translator(locale);
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    paths[operation.path] ??= {};
    paths[operation.path]![operation.method.toLowerCase()] = describeOperation(operation, t);
  }
  return {
    openapi: "3.1.0",
    info: { title: "Truetonne API", version: "1", summary: t.lead, description: t.changes[0] },
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    servers: [{ url: `${publicUrl}${API_ROOT}` }],
    externalDocs: { url: `${publicUrl}/api` },
    security: [{ key: [] }],
    tags: [...new Set(operations.map(({ noun }) => noun))].map((noun) => ({ name: noun, description: t.noun[noun] })),
    paths,
    components: {
      schemas: describeSchemas(t),
      securitySchemes: { key: { type: "http", scheme: "bearer", description: t.auth[0] } },
      headers: describeHeaders(),
    },
  };
}

function describeOperation(operation: Operation, t: Messages["api"]) {
  const { id, noun, answer, body } = operation;
  const words = t.operation[id as keyof typeof t.operation];
  const scope = scopeOf(operation);
  return {
    operationId: id,
    tags: [noun],
    summary: words.title,
    description: scope === null ? words.text : `${words.text} ${t.needs(scope)}.`,
    ...(operation.door === "public" && { security: [] }),
    parameters: parametersOf(operation, t),
    ...(body && {
      requestBody: { required: true, content: { "application/json": { schema: refTo(body as z.ZodType) } } },
    }),
    responses: {
      [answer.status]: { description: t.answerTitle, ...headersOf(operation), ...contentOf(operation) },
      ...problemResponses(operation, t),
    },
  };
}

function contentOf({ answer }: Operation) {
  if (answer.schema) return { content: { "application/json": { schema: refTo(answer.schema) } } };
  if (answer.type === "application/json") return { content: { "application/json": { schema: { type: "object" } } } };
  return answer.type ? { content: { [answer.type]: { schema: { type: "string", format: "binary" } } } } : {};
}

function headersOf(operation: Operation) {
  const names = operation.door === "public" ? [] : ["RateLimit-Policy", "RateLimit"];
  if (isChange(operation)) names.push("Idempotency-Replayed");
  if (names.length === 0) return {};
  return { headers: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }])) };
}

function describeHeaders() {
  const text = (example: string) => ({ schema: { type: "string" }, example });
  return {
    "RateLimit-Policy": text('"key";q=600;w=60'),
    RateLimit: text('"key";r=599;t=60'),
    "Idempotency-Replayed": text("true"),
    "Retry-After": { schema: { type: "integer" } },
  };
}

function problemResponses(operation: Operation, t: Messages["api"]) {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of problemsOf(operation)) {
    byStatus.set(PROBLEMS[code], [...(byStatus.get(PROBLEMS[code]) ?? []), code]);
  }
  const content = { "application/problem+json": { schema: refTo(Problem) } };
  const entries = [...byStatus].map(([status, codes]) => {
    const description = codes.map((code) => `\`${code}\`: ${t.problem[code].title}`).join("; ");
    return [String(status), { description, content }];
  });
  return Object.fromEntries(entries);
}

const KEY_PROBLEMS: ProblemCode[] = [
  "key_missing",
  "key_mistyped",
  "key_unknown",
  "key_expired",
  "key_revoked",
  "key_without_maker",
];

export function problemsOf(operation: Operation): ProblemCode[] {
  const isPublic = operation.door === "public";
  const codes: ProblemCode[] = [
    "request_invalid",
    "key_in_address",
    ...(operation.body ? (["request_malformed", "content_too_large", "media_type"] as const) : []),
    ...(isPublic ? [] : KEY_PROBLEMS),
    ...(scopeOf(operation) === null ? [] : (["scope_missing", "role_missing"] as const)),
    ...(isChange(operation) && !isPublic ? (["plan_lapsed", "plan_limit"] as const) : []),
    "not_found",
    "not_acceptable",
    ...(isChange(operation) ? (["request_in_flight", "idempotency_key_reused"] as const) : []),
    ...(operation.isVersioned ? (["version_outdated", "version_required"] as const) : []),
    ...(operation.problems ?? []),
    "rate_limited",
    "unknown",
    "unavailable",
  ];
  return [...new Set(codes)].sort((a, b) => PROBLEMS[a] - PROBLEMS[b]);
}

export function parametersOf(operation: Operation, t: Messages["api"]): Parameter[] {
  const path = paramsOf(operation.path).map((name) => ({
    name,
    in: "path" as const,
    required: true,
    description: wordsOf(t, "param", name),
    schema: name.endsWith("Id") && name !== "factorId" ? ID : TEXT,
  }));
  const query = Object.entries((operation.query?.shape ?? {}) as Record<string, z.ZodType>).map(([name, schema]) => ({
    name,
    in: "query" as const,
    required: !schema.safeParse(undefined).success,
    description: wordsOf(t, operation.id, name),
    schema: plain(z.toJSONSchema(schema, { io: "input" }) as JsonSchema),
  }));
  const names = [...(operation.isVersioned ? ["If-Match"] : []), ...(isChange(operation) ? ["Idempotency-Key"] : [])];
  const headers = names.map((name) => ({
    name,
    in: "header" as const,
    required: name === "If-Match",
    description: wordsOf(t, "header", name),
    schema: { type: "string", pattern: (name === "If-Match" ? VERSION : IDEMPOTENCY_KEY).source },
  }));
  return [...path, ...query, ...headers];
}

const ID: JsonSchema = { type: "string", format: "uuid" };
const TEXT: JsonSchema = { type: "string", minLength: 1 };

function wordsOf(t: Messages["api"], object: string, name: string): string {
  const words = t.field as Record<string, string>;
  return words[`${object}.${name}`] ?? words[name] ?? "";
}

export function refTo(schema: z.ZodType): JsonSchema {
  return { $ref: `${COMPONENTS}${nameOf(schema)}` };
}

export function nameOf(schema: z.ZodType): string {
  const id = apiSchemas.get(schema)?.id;
  if (!id) throw new Error("a schema of the API has no name");
  return id;
}

export function describeSchemas(t: Messages["api"]): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(apiSchemas, { uri: (id) => `${COMPONENTS}${id}`, io: "input" });
  return Object.fromEntries(
    Object.entries(schemas as Record<string, JsonSchema>).map(([name, schema]) => {
      const { properties, ...rest } = plain(schema);
      if (!properties) return [name, rest];
      const described = Object.entries(properties).map(([field, one]) => {
        const description = wordsOf(t, name, field);
        return [field, description ? { ...one, description } : one];
      });
      return [name, { ...rest, properties: Object.fromEntries(described) }];
    }),
  );
}

/** A schema for readers: without patterns that only repeat the format. */
function plain(schema: JsonSchema): JsonSchema {
  const entries = Object.entries(schema).flatMap(([keyword, value]) => {
    if (keyword === "$schema" || keyword === "$id") return [];
    if (keyword === "pattern" && (schema.format !== undefined || schema.type === "integer")) return [];
    return [[keyword, plainValue(value)]];
  });
  return Object.fromEntries(entries);
}

function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainValue);
  return typeof value === "object" && value !== null ? plain(value as JsonSchema) : value;
}
