import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { freePort } from "#tests/support/postgres.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { Visitor } from "#tests/support/visitor.ts";

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

let server: TestServer;
let tenant: OwnTenant;
let port: number;

beforeAll(async () => {
  port = await freePort();
  server = await startServer("PostgreSQL", { METRICS_PORT: String(port), JOB_PROCESSES: "on" });
  tenant = await makeOwnTenant(server, "Quillfeather");
});
afterAll(() => server?.remove());

const ask = (path = "/metrics") => fetch(`http://127.0.0.1:${port}${path}`);

/** Labels and values of a metric, without buckets. */
function samplesOf(text: string, name: string): { labels: string; value: number }[] {
  const lines = text.split("\n").filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
  return lines.map((line) => {
    const [, labels = "", value] = /^\w+(?:\{(.*)\})? (\S+)$/.exec(line)!;
    return { labels, value: Number(value) };
  });
}

const labelled = (text: string, name: string, ...labels: string[]) =>
  samplesOf(text, name).find((sample) => labels.every((label) => sample.labels.includes(label)))?.value;

describe("metrics", () => {
  it("cover requests, transactions, jobs, emails, the pool, the log and the process", async () => {
    const organization = `/organizations/${tenant.ids.organizationId}`;
    await tenant.owner.get(`${organization}/facilities`);
    await new Visitor(server).request("PROPFIND", "/quotes/secret-of-somebody");
    const answer = await vi.waitFor(
      async () => {
        const found = await ask();
        const text = await found.clone().text();
        expect(labelled(text, "truetonne_http_request_duration_seconds_count", 'method="other"')).toBe(1);
        expect(labelled(text, "truetonne_job_duration_seconds_count", 'kind="calculate-run"', 'outcome="done"')).toBe(
          1,
        );
        return found;
      },
      { timeout: 30_000, interval: 50 },
    );
    const text = await answer.text();
    expect(answer.headers.get("content-type")).toContain("text/plain; version=0.0.4");
    const request = ['route="/organizations/:organizationId/facilities"', 'method="GET"', 'status="2xx"'];
    expect(labelled(text, "truetonne_http_request_duration_seconds_count", ...request)).toBeGreaterThan(0);
    for (const door of ["tenant", "system", "public"]) {
      const labels = [`door="${door}"`, 'outcome="done"'];
      expect(labelled(text, "truetonne_transaction_duration_seconds_count", ...labels), door).toBeGreaterThan(0);
    }
    expect(labelled(text, "truetonne_mails_total", 'kind="confirmAddress"', 'outcome="sent"')).toBeGreaterThan(0);
    for (const state of ["inUse", "idle", "waiting"]) {
      expect(labelled(text, "truetonne_database_connections", `state="${state}"`), state).toBeGreaterThanOrEqual(0);
    }
    expect(labelled(text, "truetonne_log_entries")).toBeGreaterThanOrEqual(0);
    expect(labelled(text, "truetonne_payments_parked")).toBe(0);
    expect(labelled(text, "process_cpu_seconds_total")).toBeGreaterThan(0);
    for (const name of [
      "truetonne_queue_waiting",
      "truetonne_queue_oldest_seconds",
      "truetonne_log_checkpoint_age_seconds",
    ]) {
      expect(text).toContain(`# TYPE ${name} gauge`);
    }
  });

  it("contain no ids, names or addresses", async () => {
    const text = await (await ask()).text();
    const { ids, person } = tenant;
    for (const word of [...Object.values(ids), person.email, "Quillfeather", "secret-of-somebody", "PROPFIND"]) {
      expect(text.includes(word), word).toBe(false);
    }
    expect(text).not.toMatch(UUID);
  });

  it("have their own address and are on no page of the product", async () => {
    expect((await new Visitor(server).get("/metrics")).status).toBe(404);
    expect((await ask("/")).status).toBe(404);
    expect((await ask("/metrics?x")).status).toBe(404);
  });
});
