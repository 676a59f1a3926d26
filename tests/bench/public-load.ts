/**
 * P10: answers a second for the most common public requests, compared with a bare `node:http` server with the same
 * bytes: the evidence of a report (JSON), a tile of the log, and the page of the report. The server has the demo's
 * sample on the embedded database; 32 connections stay open, and each sends its next request after the answer. Then the
 * page again, with the time of each view, while a signed-in user requests a page every 100 ms.
 *
 * `npm run bench -- public-load`
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "#tests/support/postgres.ts";
import { signIn, Visitor } from "#tests/support/visitor.ts";
import { median } from "./interleave.ts";
import { report } from "./report.ts";

const CONNECTIONS = 32;
const ROUND_MILLISECONDS = 2000;
const ROUNDS = 5;
const CROWD_SECONDS = 10;

const folder = mkdtempSync(join(tmpdir(), "truetonne-load-"));
const children: ChildProcess[] = [];
try {
  await measureAll();
} finally {
  for (const child of children) {
    child.kill("SIGTERM");
    await once(child, "exit");
  }
  rmSync(folder, { recursive: true, force: true });
}

async function measureAll(): Promise<void> {
  const port = await freePort();
  const env = {
    ...process.env,
    PORT: String(port),
    HOST: "127.0.0.1",
    DATA_DIR: folder,
    NODE_ENV: "production" as const,
  };
  const told = execFileSync(process.execPath, ["app/cli/demo.server.ts", "--exit"], { env, encoding: "utf8" });
  const number = /verify\/(GHG[0-9A-Z-]+)/.exec(told)?.[1];
  if (!number) throw new Error(`The demo names no report:\n${told}`);
  await launch(["app/serve.server.ts"], env, port);
  const json = await measure(port, `/verify/${number}/evidence.json`);
  const tile = await measure(port, await findTile(port));
  const page = await measure(port, `/verify/${number}`);
  const crowd = await crowdAt(port, `/verify/${number}`, await signInAsSample(port));
  const of = ({ ours, bare }: { ours: number; bare: number }) =>
    `${Math.round(ours)} a second, bare ${Math.round(bare)} (${(ours / bare).toFixed(3)})`;
  report({
    title: `Public load: ${CONNECTIONS} connections`,
    lines: [
      ["evidence.json", of(json)],
      ["tile of the log", of(tile)],
      ["page of the report", of(page)],
      [
        "page of the report, with a signed-in user",
        `${Math.round(crowd.views.length / CROWD_SECONDS)} a second, ${spread(crowd.views)}`,
      ],
      ["page of the signed-in user", spread(crowd.signedIn)],
    ],
    targets: { P10: Math.min(json.ours / json.bare, tile.ours / tile.bare) },
  });
}

/** Signs in as the sample's user and opens the requested page. */
async function signInAsSample(port: number): Promise<() => Promise<void>> {
  const visitor = new Visitor({ origin: `http://localhost:${port}`, port });
  await signIn(visitor, JSON.parse(readFileSync(join(folder, "sample-account.json"), "utf8")));
  const home = (await visitor.get("/organizations")).location || "/organizations";
  return async () => {
    const { status } = await visitor.get(home);
    if (status !== 200) throw new Error(`${home} answers ${status}`);
  };
}

/** Milliseconds of each public view, and of each page of a signed-in user, within some seconds. */
async function crowdAt(port: number, path: string, look: () => Promise<void>) {
  const views: number[] = [];
  const signedIn: number[] = [];
  const end = performance.now() + CROWD_SECONDS * 1000;
  const reader = async () => {
    while (performance.now() < end) {
      const began = performance.now();
      await look();
      const took = performance.now() - began;
      signedIn.push(took);
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, 100 - took)));
    }
  };
  const strangers = Array.from({ length: CONNECTIONS }, () =>
    askAgainAndAgain(port, path, CROWD_SECONDS * 1000, views),
  );
  await Promise.all([reader(), ...strangers]);
  return { views, signedIn };
}

function spread(times: number[]): string {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(0);
  return `p50 ${at(0.5)}, p99 ${at(0.99)}, most ${at(1)} ms`;
}

/** The newest, not yet full tile of leaves. */
async function findTile(port: number): Promise<string> {
  const checkpoint = await (await fetch(`http://127.0.0.1:${port}/log/checkpoint`)).text();
  const size = Number(checkpoint.split("\n")[1]);
  return size >= 256 ? "/log/tile/0/000" : `/log/tile/0/000.p/${size}`;
}

async function launch(args: string[], env: NodeJS.ProcessEnv, port: number): Promise<void> {
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "ignore", "inherit"] });
  children.push(child);
  const deadline = Date.now() + 120_000;
  while (!(await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.ok) {
    if (Date.now() > deadline || child.exitCode !== null) throw new Error(`${args.join(" ")} did not start`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Answers a second of our server and of a bare one with the same bytes and headers, alternating; medians. */
async function measure(port: number, path: string): Promise<{ ours: number; bare: number }> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}`);
  const body = join(folder, "body");
  writeFileSync(body, Buffer.from(await answer.arrayBuffer()));
  const headers = Object.fromEntries(
    [...answer.headers].filter(
      ([name]) => !/^(connection|keep-alive|date|transfer-encoding|content-length)$/.test(name),
    ),
  );
  const barePort = await freePort();
  const script = `const body = require("fs").readFileSync(${JSON.stringify(body)});
    require("http").createServer((request, response) => response.writeHead(200, { ...${JSON.stringify(headers)}, "content-length": body.length }).end(body)).listen(${barePort}, "127.0.0.1")`;
  await launch(["-e", script], process.env, barePort);
  const bare: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const [one, other] = [await load(barePort, path), await load(port, path)];
    if (round > 0) bare.push(one);
    if (round > 0) ours.push(other);
  }
  return { ours: median(ours), bare: median(bare) };
}

/** @returns answers a second */
async function load(port: number, path: string): Promise<number> {
  const started = performance.now();
  const counts = await Promise.all(Array.from({ length: CONNECTIONS }, () => askAgainAndAgain(port, path)));
  return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - started) / 1000);
}

/** Sends requests on one connection until the round is over; an answer ends by its length or its last chunk. */
function askAgainAndAgain(
  port: number,
  path: string,
  milliseconds = ROUND_MILLISECONDS,
  times?: number[],
): Promise<number> {
  const question = `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`;
  const end = performance.now() + milliseconds;
  let asked = performance.now();
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(question));
    let count = 0;
    let left = -1;
    let isChunked = false;
    let text = "";
    socket.setNoDelay(true);
    socket.on("error", reject);
    socket.on("data", (bytes) => {
      let got = bytes.length;
      if (left < 0 && !isChunked) {
        text += bytes.toString("latin1");
        const head = text.indexOf("\r\n\r\n");
        if (head < 0) return;
        if (!text.startsWith("HTTP/1.1 200")) return reject(new Error(`${path}: ${text.slice(0, 40)}`));
        const length = /content-length: (\d+)/i.exec(text.slice(0, head));
        isChunked = !length;
        left = length ? Number(length[1]) : -1;
        got = text.length - head - 4;
      }
      if (left >= 0) left -= got;
      const isOver = isChunked ? bytes.subarray(-7).toString("latin1").endsWith("\r\n0\r\n\r\n") : left === 0;
      if (!isOver) return;
      count += 1;
      times?.push(performance.now() - asked);
      asked = performance.now();
      left = -1;
      isChunked = false;
      text = "";
      if (performance.now() < end) socket.write(question);
      else socket.end(() => resolve(count));
    });
  });
}
