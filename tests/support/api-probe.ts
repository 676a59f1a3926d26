import { randomUUID } from "node:crypto";
import { type Operation, paramsOf } from "#app/api/operation.ts";
import { OPERATIONS } from "#app/api/operations.server.ts";
import { fillPath } from "#app/api/print-curl.ts";
import { SAMPLE } from "#app/api/sample.ts";
import type { ApiReply, Program } from "./api.ts";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

const SERIAL = /SAMPLE-[0-9a-f]{8}-/g;

interface Probe {
  program: Program;
  /** Ids that belong to another tenant, by the names of the route map. */
  foreign: Record<string, string>;
  /** Ids that don't exist and must get the same answers. */
  control: Record<string, string>;
  /** Texts that an answer may contain only if the request did. */
  secrets: readonly string[];
}

/**
 * Calls every operation of the API, with every method, with another tenant's ids in path, query and body, and then with
 * random ones. @returns what differs or leaks, and the number of requests
 */
export async function probeApi({
  program,
  foreign,
  control,
  secrets,
}: Probe): Promise<{ faults: string[]; count: number }> {
  const faults: string[] = [];
  let count = 0;
  for (const operation of OPERATIONS.filter(({ door }) => door !== "public")) {
    for (const method of METHODS) {
      const [asked, other] = [questionOf(operation, foreign), questionOf(operation, control)];
      const what = `${operation.id}: ${method} ${asked.path}`;
      const answer = await program.send(method, asked.path, asked.request);
      const expected = await program.send(method, other.path, other.request);
      count += 2;
      if (answer.status >= 500) faults.push(`${what} answers ${answer.status}`);
      const question = `${asked.path} ${JSON.stringify(asked.request)}`;
      const shown = `${answer.text} ${[...answer.headers].join(" ")}`;
      const leaks = secrets.filter((secret) => shown.includes(secret) && !question.includes(secret));
      faults.push(...leaks.map((secret) => `${what} shows ${secret}`));
      if (classOf(answer) !== classOf(expected))
        faults.push(`${what}: ${classOf(answer)} instead of ${classOf(expected)}`);
    }
  }
  return { faults, count };
}

/** A request that gets as far as possible: its example, with these ids in place of the sample ids. */
export function questionOf({ path, query, body, example }: Operation, ids: Record<string, string>) {
  const real = new Map<string, string>([
    [SAMPLE.organizationId, ids.organizationId!],
    [SAMPLE.facilityId, ids.facilityId!],
    [SAMPLE.sourceId, ids.sourceId!],
    [SAMPLE.gasSourceId, ids.sourceId!],
    [SAMPLE.inventoryId, ids.inventoryId!],
    [SAMPLE.activityId, ids.recordId!],
    [SAMPLE.otherActivityId, ids.recordId!],
    [SAMPLE.runId, ids.runId!],
    [SAMPLE.reportId, ids.reportId!],
  ]);
  const replace = <T>(value: T): T =>
    JSON.parse([...real].reduce((text, [from, to]) => text.replaceAll(from, to), JSON.stringify(value)));
  const params = Object.fromEntries(
    paramsOf(path).map((name) => [
      name,
      replace(example.params?.[name] ?? (SAMPLE as Record<string, string>)[name] ?? ""),
    ]),
  );
  const known = Object.keys(query?.shape ?? {});
  const asked = Object.fromEntries(
    ["sourceId", "facilityId"].filter((name) => known.includes(name)).map((name) => [name, ids[name]!]),
  );
  // A certificate can be claimed once, so each request is about another one.
  const own = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value).replaceAll("SAMPLE-2025-", `SAMPLE-${randomUUID().slice(0, 8)}-`));
  return {
    path: fillPath(path, params),
    request: {
      query: { ...example.query, ...asked },
      ...(body && { body: own(replace(example.body)) }),
      headers: { "if-match": '"1"' },
    },
  };
}

/** An answer without ids, times and counts. */
function classOf({ status, text, headers }: ApiReply): string {
  const neutral = text
    .replace(ID, "ID")
    .replace(SERIAL, "SERIAL")
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME");
  return `${status} ${headers.get("content-type") ?? ""} ${neutral.slice(0, 400)}`;
}
