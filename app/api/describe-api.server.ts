import { API_SCOPES, RIGHT_OF_SCOPE } from "#app/access/api-scope.ts";
import { leastRole } from "#app/access/role.ts";
import { type Locale, translator } from "#app/i18n/index.ts";
import type { ApiView, FieldView, ObjectView, OperationView, TypePart } from "./api-view.ts";
import EXAMPLES from "./example-answers.json" with { type: "json" };
import { describeSchemas, type JsonSchema, nameOf, parametersOf, problemsOf } from "./openapi.ts";
import { API_ROOT, NOUNS, type Operation, scopeOf } from "./operation.ts";
import { printCurl } from "./print-curl.ts";
import { PROBLEMS, type ProblemCode } from "./problem.ts";
import { anchorOf } from "./problem-answer.server.ts";

/** Replaces facts that only a real response has. */
const UNSTATED = new Proxy<Record<string, string>>({}, { get: () => "…" });

interface RecordedAnswer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

type Words = ReturnType<typeof translator>["api"];

/**
 * Everything on the API page, in the reader's language, built from the declarations that also produce the responses.
 */
export function describeApi(operations: readonly Operation[], publicUrl: string, locale: Locale): ApiView {
  const { api: t } = translator(locale);
  const objects = describeSchemas(t);
  const view = (operation: Operation) => describeOperation(operation, { t, objects, publicUrl });
  return {
    base: `${publicUrl}${API_ROOT}`,
    scopes: API_SCOPES.map((scope) => ({ scope, role: leastRole(RIGHT_OF_SCOPE[scope]) })),
    problems: (Object.keys(PROBLEMS) as ProblemCode[]).map((code) => ({
      code,
      status: PROBLEMS[code],
      anchor: anchorOf(code),
      title: t.problem[code].title,
      detail: t.problem[code].detail(UNSTATED),
    })),
    rooms: NOUNS.map((noun) => ({ noun, operations: operations.filter((one) => one.noun === noun).map(view) })),
    objects: Object.entries(objects)
      .map(([name, schema]) => describeObject(name, schema, t))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

function describeOperation(
  operation: Operation,
  { t, objects, publicUrl }: { t: Words; objects: Record<string, JsonSchema>; publicUrl: string },
): OperationView {
  const { id, method, path, answer, body, door } = operation;
  const bodyName = body ? nameOf(body) : null;
  const recorded = (EXAMPLES as Record<string, RecordedAnswer>)[id];
  return {
    id,
    method,
    path,
    scope: scopeOf(operation),
    isPublic: door === "public",
    parameters: parametersOf(operation, t).map(({ name, in: place, required, description, schema }) => ({
      name,
      place,
      isRequired: required,
      type: typeOf(schema, t),
      text: description,
    })),
    body: bodyName === null ? null : describeObject(bodyName, objects[bodyName]!, t),
    answer: {
      status: answer.status,
      object: answer.schema ? nameOf(answer.schema) : null,
      type: answer.type ?? null,
    },
    problems: problemsOf(operation).map((code) => ({ code, anchor: anchorOf(code), status: PROBLEMS[code] })),
    example: {
      curl: printCurl(operation, publicUrl),
      answer: recorded ? printAnswer(recorded).replaceAll("{origin}", publicUrl) : "",
    },
  };
}

function printAnswer({ status, headers, body }: RecordedAnswer): string {
  const head = [`HTTP/1.1 ${status}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
  return body === null ? head.join("\n") : `${head.join("\n")}\n\n${JSON.stringify(body, null, 2)}`;
}

function describeObject(name: string, schema: JsonSchema, t: Words): ObjectView {
  const required = new Set(schema.required ?? []);
  const fields: FieldView[] = Object.entries(schema.properties ?? {}).map(([field, one]) => ({
    name: field,
    place: null,
    isRequired: required.has(field),
    type: typeOf(one, t),
    text: one.description ?? "",
  }));
  return { name, fields, variants: (schema.oneOf ?? []).map((one) => typeOf(one, t)) };
}

const REF = /^#\/components\/schemas\/(\w+)$/;

/** The type of a value in words. Names of objects link to their tables. */
export function typeOf(schema: JsonSchema, t: Words): TypePart[] {
  const object = REF.exec(schema.$ref ?? "")?.[1];
  if (object) return [{ text: object, object }];
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.flatMap((one, index) => [...(index > 0 ? [{ text: t.type.or }] : []), ...typeOf(one, t)]);
  if (schema.enum) return [{ text: `${t.type.oneOf} ${schema.enum.map((one) => JSON.stringify(one)).join(", ")}` }];
  if (schema.const !== undefined) return [{ text: JSON.stringify(schema.const) }];
  if (schema.type === "array") {
    const [first, ...rest] = typeOf(schema.items ?? {}, t);
    return first ? [{ ...first, text: first.text, isList: true }, ...rest] : [];
  }
  if (Array.isArray(schema.type)) return typeOf({ anyOf: schema.type.map((type) => ({ ...schema, type })) }, t);
  return [{ text: wordOf(schema, t) }];
}

function wordOf(schema: JsonSchema, t: Words): string {
  if (schema.type !== "null" && schema.format && Object.hasOwn(t.type, schema.format))
    return String(t.type[schema.format as "uuid"]);
  if (schema.type === "string" && schema.pattern?.includes("(\\.")) return t.type.decimal;
  if (typeof schema.type === "string" && Object.hasOwn(t.type, schema.type))
    return String(t.type[schema.type as "string"]);
  return t.type.object;
}
