import { request } from "node:http";
import { connect } from "node:net";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePortPair } from "#tests/support/postgres.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { JOB_PATIENCE, waitFor } from "#tests/support/wait-for.ts";

const EACH_TWICE = 4;
const FIELDS = "email=person%40sample.example&password=not+the+password";

let server: TestServer;
let metricsPort: number;

beforeAll(async () => {
  metricsPort = await freePortPair();
  // Open requests wait for a lock, for as long as a stop takes on a busy machine.
  const patience = { STOP_SECONDS: "300", STATEMENT_SECONDS: "300" };
  const settings = { JOB_PROCESSES: "on", PROCESSES: "2", METRICS_PORT: String(metricsPort), ...patience };
  server = await startServer("PostgreSQL", settings);
  // It is ready as soon as one of them answers.
  await waitFor(() => expect(told("web_process"), server.readLog()).toHaveLength(2), JOB_PATIENCE);
});
afterAll(() => server?.remove());

interface Line {
  event: string;
  number: number;
  pid: number;
}

/** The log lines of an event so far. Lines of other processes may still be incomplete. */
function told(event: string): Line[] {
  return server
    .readLog()
    .split("\n")
    .filter((line) => line.includes(`"event":"${event}"`) && line.endsWith("}"))
    .map((line) => JSON.parse(line));
}

/** The process id that the process itself reports. */
async function pidOf(number: number): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${metricsPort + number}/healthz`);
  return Number(/^ok (\d+)\n$/.exec(await answer.text())![1]);
}

/** How many requests for `/healthz` a process has answered. */
async function answered(number: number): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${metricsPort + number}/metrics`)).text();
  const line = /^truetonne_http_request_duration_seconds_count\{[^}]*route="\/healthz"[^}]*\} (\d+)$/m.exec(text);
  return Number(line?.[1] ?? 0);
}

/** Uses a new connection, so that any process can answer. */
function ask(path = "/healthz", signal?: AbortSignal): Promise<number> {
  const headers = { host: new URL(server.origin).host, connection: "close" };
  const options = { host: "127.0.0.1", port: server.port, path, agent: false, headers, ...(signal && { signal }) };
  return new Promise((resolve, reject) => {
    const asked = request(options, (response) => {
      response.resume().once("end", () => resolve(response.statusCode!));
    });
    asked.once("error", reject).end();
  });
}

/** A connection that a process accepted as it ended gets no answer, so each question has its own time. */
async function isRefused(): Promise<boolean> {
  const asked = ask("/healthz", AbortSignal.timeout(5000));
  return asked.then(
    () => false,
    ({ code }) => code === "ECONNREFUSED",
  );
}

async function askOften(): Promise<number[]> {
  const statuses: number[] = [];
  for (let at = 0; at < EACH_TWICE; at += 1) statuses.push(await ask());
  return statuses;
}

/** A sign-in that a process has taken. @returns what was received so far */
async function begin(): Promise<() => string> {
  const socket = connect(server.port, "127.0.0.1");
  let received = "";
  socket.setEncoding("utf8").on("data", (text) => {
    received += text;
  });
  const { host } = new URL(server.origin);
  const head = ["POST /sign-in HTTP/1.1", `Host: ${host}`, `Origin: ${server.origin}`, "Expect: 100-continue"];
  head.push("Content-Type: application/x-www-form-urlencoded", `Content-Length: ${FIELDS.length}`);
  socket.write(`${head.join("\r\n")}\r\n\r\n`);
  await waitFor(() => expect(received).toMatch(/^HTTP\/1\.1 100 /), JOB_PATIENCE);
  socket.write(FIELDS);
  return () => received;
}

describe("several processes on one port", () => {
  it("answer in turn, and continue while a killed one is restarted", async () => {
    const [first, second] = [await pidOf(0), await pidOf(1)];
    expect(new Set([first, second]).size).toBe(2);
    expect(told("web_process").map(({ number, pid }) => [number, pid])).toEqual([
      [0, first],
      [1, second],
    ]);
    const before = [await answered(0), await answered(1)];
    expect(await askOften()).toEqual(Array(EACH_TWICE).fill(200));
    const after = [await answered(0), await answered(1)];
    for (const number of [0, 1]) expect(after[number], `process ${number}`).toBeGreaterThan(before[number]!);

    process.kill(second, "SIGKILL");
    await waitFor(() => expect(told("web_process_ended")).toMatchObject([{ number: 1, pid: second }]), JOB_PATIENCE);
    expect(await askOften()).toEqual(Array(EACH_TWICE).fill(200));
    expect(await pidOf(0)).toBe(first);

    await waitFor(() => expect(told("web_process")).toHaveLength(3), JOB_PATIENCE);
    expect([first, second]).not.toContain(await pidOf(1));
    expect(await ask("/readyz")).toBe(200);
    await askOften();
    expect(await answered(1)).toBeGreaterThan(0);
  });

  it("finish open requests when they are stopped", () => stopWithOpenRequests());

  it("finish open requests when they are stopped while one is missing", async () => {
    await server.start();
    await stopWithOpenRequests();
  });
});

/** The answers wait for a lock: a body that arrives late would be refused for its lateness. */
async function stopWithOpenRequests(): Promise<void> {
  const owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
  try {
    await owner.query("begin");
    await owner.query("lock table user_account in access exclusive mode");
    const open: (() => string)[] = [];
    for (let at = 0; at < EACH_TWICE; at += 1) open.push(await begin());
    const stopped = server.stop();
    await expect.poll(isRefused, JOB_PATIENCE).toBe(true);
    for (const received of open) expect(received()).not.toMatch(/HTTP\/1\.1 [2-5]/);
    await owner.query("rollback");
    for (const received of open) await waitFor(() => expect(received()).toMatch(/HTTP\/1\.1 422 /), JOB_PATIENCE);
    expect(await stopped).toBe(0);
  } finally {
    await owner.end();
  }
}
