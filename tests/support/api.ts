import Ajv2020, { type ValidateFunction } from "ajv/dist/2020.js";
import { expect } from "vitest";
import type { RunningServer } from "./server.ts";
import { type Answer, readable, Visitor } from "./visitor.ts";

export interface ApiRequest {
  query?: Record<string, string>;
  body?: unknown;
  /** Sent as it is, to test the form of the body itself. */
  raw?: string | Uint8Array;
  headers?: Record<string, string>;
}

export interface ApiReply extends Answer {
  /** The body as JSON, which `ApiJudge` checked against its schema; null if it is not JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what its test looks at
  json: any;
}

interface KeyChoice {
  name?: string;
  scopes?: readonly string[];
  reach?: "organization" | "tenant";
  days?: string;
}

export const ALL_SCOPES = ["read", "activities:write", "instruments:write", "runs:write", "reports:issue"];

/** Creates a key on the page. @returns its secret, which the page shows only once */
export async function makeKey(owner: Visitor, organizationId: string, choice: KeyChoice = {}): Promise<string> {
  const { name = "Sample program", scopes = ALL_SCOPES, reach = "organization", days = "30" } = choice;
  const boxes = Object.fromEntries(scopes.map((scope) => [`scope-${scope}`, "on"]));
  const fields = { intent: "make", name, reach, days, ...boxes };
  const page = await owner.post(`/organizations/${organizationId}/api-keys`, fields);
  const secret = /value="(tt_live_\w+)"/.exec(page.text)?.[1];
  if (page.status !== 201 || !secret) throw new Error(`${page.status}: ${readable(page.text)}`);
  return secret;
}

/** An API client: it has a key and no cookies, and sends no origin. Each answer is checked against the API document. */
export class Program {
  readonly #visitor: Visitor;
  readonly #secret: string | null;
  readonly #judge: ApiJudge | undefined;

  constructor(server: Pick<RunningServer, "origin" | "port">, secret: string | null, judge?: ApiJudge) {
    this.#visitor = new Visitor(server);
    this.#secret = secret;
    this.#judge = judge;
  }

  set address(address: string) {
    this.#visitor.address = address;
  }

  async send(method: string, path: string, request: ApiRequest = {}): Promise<ApiReply> {
    const { query, body, raw, headers = {} } = request;
    const search = query ? `?${new URLSearchParams(query)}` : "";
    const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const answer = await this.#visitor.request(method, `/api/v1${path}${search}`, {
      headers: {
        origin: "",
        ...(this.#secret && { authorization: `Bearer ${this.#secret}` }),
        ...(sent !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(sent !== undefined && { body: sent }),
    });
    const isJson = /json/.test(answer.headers.get("content-type") ?? "") && method !== "HEAD";
    const reply = { ...answer, json: isJson && answer.text !== "" ? JSON.parse(answer.text) : null };
    this.#judge?.check(method, path, reply);
    return reply;
  }

  get(path: string, query?: Record<string, string>): Promise<ApiReply> {
    return this.send("GET", path, query ? { query } : {});
  }
}

interface Described {
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}

export interface OpenApiDocument {
  openapi: string;
  paths: Record<
    string,
    Record<string, Described & { operationId: string; parameters: { name: string; in: string }[] }>
  >;
  components: { schemas: Record<string, object> };
  [field: string]: unknown;
}

/** Checks every answer against the schema that the published document declares for it. */
export class ApiJudge {
  readonly document: OpenApiDocument;
  /** Operations and statuses that were seen. */
  readonly seen = new Set<string>();
  readonly #ajv: Ajv2020;
  readonly #schemas = new Map<string, ValidateFunction>();

  constructor(document: OpenApiDocument) {
    this.document = document;
    this.#ajv = new Ajv2020({ strict: false, formats: FORMATS, allErrors: true });
    this.#ajv.addSchema({ $id: "api", components: document.components } as object);
  }

  check(method: string, path: string, reply: ApiReply): void {
    const found = this.#find(method === "HEAD" ? "GET" : method, path);
    if (!found || reply.status === 304) return;
    const { operation } = found;
    const declared = operation.responses[String(reply.status)];
    expect(
      declared,
      `${operation.operationId} declares no answer ${reply.status}: ${reply.text.slice(0, 300)}`,
    ).toBeDefined();
    this.seen.add(`${operation.operationId} ${reply.status}`);
    const type = (reply.headers.get("content-type") ?? "").split(";")[0]!;
    const content = declared!.content?.[type];
    if (reply.status === 204 || method === "HEAD") return;
    expect(content, `${operation.operationId} ${reply.status} answers ${type}`).toBeDefined();
    if (!/json/.test(type)) return;
    const validate = this.#validatorOf(content!.schema);
    const isValid = validate(reply.json);
    expect(validate.errors ?? [], `${operation.operationId} ${reply.status}: ${reply.text.slice(0, 500)}`).toEqual([]);
    expect(isValid).toBe(true);
  }

  #find(method: string, path: string) {
    const asked = path.split("?")[0]!.split("/");
    const matches = Object.entries(this.document.paths).filter(([pattern]) => {
      const parts = pattern.split("/");
      return (
        parts.length === asked.length && parts.every((part, index) => part.startsWith("{") || part === asked[index])
      );
    });
    const [best] = matches.sort(([a], [b]) => a.split("{").length - b.split("{").length);
    const operation = best?.[1][method.toLowerCase()];
    return operation && { operation };
  }

  #validatorOf(schema: object): ValidateFunction {
    const text = JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/');
    const known = this.#schemas.get(text);
    if (known) return known;
    const validate = this.#ajv.compile(JSON.parse(text));
    this.#schemas.set(text, validate);
    return validate;
  }
}

const FORMATS = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  date: /^\d{4}-\d\d-\d\d$/,
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/,
  uri: /^https?:\/\/\S+$/,
  binary: true as const,
};

export async function readOpenApi(server: Pick<RunningServer, "origin" | "port">): Promise<OpenApiDocument> {
  const { status, text } = await new Visitor(server).get("/api/openapi.json");
  expect(status).toBe(200);
  return JSON.parse(text);
}
