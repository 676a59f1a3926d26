import Ajv2020 from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { LOCALES, translator } from "#app/i18n/index.ts";
import { buildOpenApi, type JsonSchema, problemsOf } from "./openapi.ts";
import { isChange, paramsOf } from "./operation.ts";
import { OPERATIONS } from "./operations.server.ts";
import { fillPath } from "./print-curl.ts";
import { PROBLEMS } from "./problem.ts";

interface Described {
  operationId: string;
  summary: string;
  parameters: { name: string; in: string; required: boolean; description: string; schema: JsonSchema }[];
  requestBody?: { content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: JsonSchema }> }>;
}

describe.each(LOCALES)("the OpenAPI document in %s", (locale) => {
  const document = buildOpenApi(OPERATIONS, "https://app.example", locale);
  const paths = document.paths as Record<string, Record<string, Described>>;
  const described = Object.values(paths).flatMap((methods) => Object.values(methods));

  it("describes every operation once, in words", () => {
    expect(described.map(({ operationId }) => operationId).sort()).toEqual(OPERATIONS.map(({ id }) => id).sort());
    expect(document.openapi).toMatch(/^3\.1\.\d$/);
    for (const { summary, parameters, responses } of described) {
      expect(summary).not.toBe("");
      for (const { name, description } of parameters) expect(description, name).not.toBe("");
      for (const { description } of Object.values(responses)) expect(description).not.toBe("");
    }
  });

  it("declares each parameter of a path, once, as required", () => {
    for (const [path, methods] of Object.entries(paths)) {
      for (const { parameters } of Object.values(methods)) {
        const inPath = parameters.filter((one) => one.in === "path");
        expect(inPath.map(({ name }) => name)).toEqual(paramsOf(path));
        expect(inPath.every(({ required }) => required)).toBe(true);
        expect(new Set(parameters.map((one) => `${one.in} ${one.name}`)).size).toBe(parameters.length);
      }
    }
  });

  it("describes each field of each object", () => {
    const silent = Object.entries(document.components.schemas).flatMap(([name, { properties = {} }]) =>
      Object.entries(properties).flatMap(([field, { description }]) => (description ? [] : [`${name}.${field}`])),
    );
    expect(silent).toEqual([]);
  });

  it("refers only to existing schemas, in JSON Schema 2020-12", () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: "api", components: document.components } as object);
    const refs = new Set(
      [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name!),
    );
    expect(refs.size).toBeGreaterThan(30);
    for (const name of Object.keys(document.components.schemas)) {
      expect(() => ajv.compile({ $ref: `api#/components/schemas/${name}` }), name).not.toThrow();
    }
    for (const name of refs) expect(Object.keys(document.components.schemas)).toContain(name);
    for (const { parameters } of described)
      for (const { schema } of parameters) expect(ajv.validateSchema(schema)).toBe(true);
  });

  it("accepts the examples with the published schemas", () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: "api", components: document.components } as object);
    const bodies = OPERATIONS.filter(({ body }) => body);
    expect(bodies.length).toBeGreaterThan(3);
    for (const { id, path, method, example } of bodies) {
      const { schema } = paths[path]![method.toLowerCase()]!.requestBody!.content["application/json"]!;
      const validate = ajv.compile(JSON.parse(JSON.stringify(schema).replace('"#/', '"api#/')));
      expect(validate(example.body), `${id} ${JSON.stringify(validate.errors)}`).toBe(true);
      expect(validate({ ...(example.body as object), tenantId: "x" }), `${id} takes unknown fields`).toBe(false);
    }
  });
});

describe("the declarations", () => {
  it("have an address each", () => {
    const addresses = OPERATIONS.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const { path, example } of OPERATIONS) expect(fillPath(path, example.params)).not.toMatch(/[{}]|\/\//);
  });

  it("require a key and a scope for every change, and a version for every overwrite", () => {
    for (const operation of OPERATIONS) {
      if (operation.door === "public" || !isChange(operation)) continue;
      expect(operation.scope, operation.id).toMatch(/:/);
      if (operation.method === "PATCH" || operation.method === "DELETE") expect(operation.isVersioned).toBe(true);
    }
    expect(OPERATIONS.filter(({ door }) => door === "public").every(({ noun }) => noun === "verification")).toBe(true);
  });

  it("reject with codes that have words in both languages", () => {
    const codes = new Set(OPERATIONS.flatMap(problemsOf));
    for (const locale of LOCALES) {
      const { problem } = translator(locale).api;
      expect(Object.keys(problem).sort()).toEqual(Object.keys(PROBLEMS).sort());
      for (const code of codes) expect(problem[code].detail({})).not.toBe("");
    }
  });
});
