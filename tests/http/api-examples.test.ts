import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { API_SCOPES } from "#app/access/api-scope.ts";
import { OPERATIONS } from "#app/api/operations.server.ts";
import { SAMPLE } from "#app/api/sample.ts";
import { ApiJudge, type ApiReply, makeKey, Program, readOpenApi } from "#tests/support/api.ts";
import { makeExampleTenant, parseCurl, readExamples } from "#tests/support/api-example.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { Visitor } from "#tests/support/visitor.ts";
import { JOB_PATIENCE, waitFor } from "#tests/support/wait-for.ts";

/**
 * Copies every example from the HTML of the page, sends it and compares the answer with the one on the page. After a
 * change of answers, run with `RECORD_EXAMPLES=1` to record them again. The next build shows them.
 */
const FILE = new URL("../../app/api/example-answers.json", import.meta.url);
const IS_RECORDING = process.env.RECORD_EXAMPLES === "1";
const SHOWN_HEADERS = ["Content-Type", "ETag", "Location", "Link"];

/** Where an answer contains the real id of a row that the sample names. */
const BINDS: Record<string, [path: string, sample: string][]> = {
  listSources: [
    ["items.0.id", SAMPLE.gasSourceId],
    ["items.1.id", SAMPLE.sourceId],
  ],
  createActivity: [["id", SAMPLE.activityId]],
  changeActivities: [["items.0.id", SAMPLE.otherActivityId]],
  createInstrument: [["id", SAMPLE.instrumentId]],
  startRun: [["runId", SAMPLE.runId]],
  issueReport: [["reportId", SAMPLE.reportId]],
  listReports: [["items.0.number", SAMPLE.number]],
};

/** How many levels of an answer are shown. Deeper levels are left out on the page and in the comparison. */
const DEPTHS: Record<string, number> = { getRunDocument: 2, searchFactors: 5, getFactor: 5 };
const MOST_ENTRIES = 2;

type Recorded = Record<string, { status: number; headers: Record<string, string>; body: unknown }>;

let server: TestServer;
let program: Program;
let anyone: Program;
let examples: Map<string, { curl: string; answer: string }>;
const real = new Map<string, string>();

beforeAll(async () => {
  server = await startServer();
  const made = await makeExampleTenant(server);
  for (const [sample, id] of made.real) real.set(sample, id);
  const judge = new ApiJudge(await readOpenApi(server));
  const choice = { name: "ERP, nightly", scopes: API_SCOPES };
  program = new Program(server, await makeKey(made.owner, real.get(SAMPLE.organizationId)!, choice), judge);
  anyone = new Program(server, null, judge);
  examples = readExamples((await new Visitor(server).get("/api")).text);
});
afterAll(() => server?.remove());

const replaceAll = (text: string, pairs: Iterable<readonly [string, string]>) =>
  [...pairs].reduce((result, [from, to]) => result.replaceAll(from, to), text);
const reversed = () => [...real].map(([sample, id]) => [id, sample] as const);

/** Sends an example from the page with the sample ids replaced by real ones. */
async function send(id: string): Promise<ApiReply> {
  const request = parseCurl(replaceAll(examples.get(id)!.curl, real));
  expect(request.path.startsWith("/api/v1/")).toBe(true);
  const { authorization, ...headers } = request.headers;
  expect([undefined, "Bearer $TRUETONNE_KEY"]).toContain(authorization);
  const caller = authorization ? program : anyone;
  const path = request.path.slice("/api/v1".length);
  const ask = () => caller.send(request.method, path, { headers, ...(request.body && { raw: request.body }) });
  if (request.method !== "GET") return ask();
  return waitFor(async () => {
    const reply = await ask();
    expect(reply.status, reply.text).toBe(200);
    if (!/pdf/.test(reply.headers.get("content-type") ?? "")) {
      expect(reply.text).not.toMatch(/"state":"(queued|running|issuing)"/);
    }
    return reply;
  }, JOB_PATIENCE);
}

function toShown(id: string, reply: ApiReply): Recorded[string] {
  const texts = SHOWN_HEADERS.flatMap((name) => {
    const value = reply.headers.get(name.toLowerCase());
    return value === null ? [] : [[name, value] as const];
  });
  const isJson = reply.json !== null;
  const body = isJson ? shorten(reply.json, DEPTHS[id] ?? 5) : null;
  const whole = JSON.stringify({ status: reply.status, headers: Object.fromEntries(texts), body });
  return neutral(JSON.parse(replaceAll(whole, [...reversed(), [server.origin, "{origin}"]])));
}

function shorten(value: unknown, depth: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return "…";
  if (!Array.isArray(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shorten(one, depth - 1)]));
  }
  const kept = (isLong(value) ? value.slice(0, MOST_ENTRIES) : value).map((one) => shorten(one, depth - 1));
  return isLong(value) ? [...kept, "…"] : kept;
}

/** Lists of names are shown in full. */
function isLong(list: unknown[]): boolean {
  return list.length > MOST_ENTRIES && typeof list[0] === "object";
}

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const isOfSample = (id: string) => id.startsWith(SAMPLE.organizationId.slice(0, 24));

/** Replaces what differs between runs by fixed values: timestamps, days, hashes, cursors, sizes and generated ids. */
function neutral<T>(value: T): T {
  const text = JSON.stringify(value)
    .replace(ID, (id) => (isOfSample(id) ? id : `${SAMPLE.organizationId.slice(0, 24)}0000000000ff`))
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z/g, "2026-01-15T08:00:00.000Z")
    .replace(/"statedOn":"\d{4}-\d\d-\d\d"/g, '"statedOn":"2026-01-15"')
    .replace(/\b[0-9a-f]{64}\b/g, SAMPLE.sha256)
    .replace(/WyJ[\w-]+/g, Buffer.from('["list","sample"]').toString("base64url"))
    .replace(/"pdfBytes":\d+/g, '"pdfBytes":918273');
  return JSON.parse(text);
}

function valueAt(json: unknown, path: string): string {
  return path.split(".").reduce((value, name) => (value as Record<string, unknown>)[name], json as unknown) as string;
}

function printAnswer({ status, headers, body }: Recorded[string]): string {
  const head = [`HTTP/1.1 ${status}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
  const whole = body === null ? head.join("\n") : `${head.join("\n")}\n\n${JSON.stringify(body, null, 2)}`;
  return whole.replaceAll("{origin}", server.origin);
}

describe("the API page", () => {
  it("has the same example of every operation in both languages", async () => {
    expect([...examples.keys()].sort()).toEqual(OPERATIONS.map(({ id }) => id).sort());
    const chinese = readExamples((await new Visitor(server).get("/api", { "accept-language": "zh" })).text);
    expect(chinese).toEqual(examples);
  });

  it("shows the actual answer of the server for each example", async () => {
    const recorded: Recorded = {};
    for (const { id } of OPERATIONS) {
      const reply = await send(id);
      for (const [path, sample] of BINDS[id] ?? []) real.set(sample, valueAt(reply.json, path));
      if (id === "verifyReport") real.set(SAMPLE.sha256, reply.json.files[0].pdfSha256);
      recorded[id] = toShown(id, reply);
      if (!IS_RECORDING) expect(printAnswer(recorded[id]), id).toBe(examples.get(id)!.answer);
    }
    if (IS_RECORDING) writeFileSync(FILE, `${JSON.stringify(recorded, null, 2)}\n`);
    else expect(Object.keys(JSON.parse(readFileSync(FILE, "utf8")))).toEqual(OPERATIONS.map(({ id }) => id));
  });
});
