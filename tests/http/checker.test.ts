import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, inject, it } from "vitest";
import { CHECKER, CHECKER_PATH } from "#app/log/checker-name.ts";
import { unpackBundle } from "#app/proof/bundle.ts";
import { parseCheckpoint } from "#app/proof/checkpoint.ts";
import { decodeLogEntry } from "#app/proof/log-entry.ts";
import { formatTilePath, splitEntryBundle, TILE_WIDTH } from "#app/proof/tile.ts";
import { makeOwnTenant } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { readable, Visitor } from "#tests/support/visitor.ts";

let server: RunningServer;
let number: string;
let folder: string;
/** The SHA-256 of what is served. */
let hash: string;
const LANGUAGES = ["en", "zh-CN"];
const get = (path: string, language = "en") => new Visitor(server).get(path, { "accept-language": language });

beforeAll(async () => {
  server = await useServer();
  number = (await makeOwnTenant(server, "Yarrowfield")).reportNumber;
  folder = mkdtempSync(join(inject("runFolder"), "served-checker-"));
  const { bytes } = await get(CHECKER_PATH);
  hash = createHash("sha256").update(bytes).digest("hex");
  writeFileSync(join(folder, CHECKER), bytes);
});

it("is served as a script to save, and is asked for again before it is used from a cache", async () => {
  const { status, headers, bytes } = await get(CHECKER_PATH);
  expect(status).toBe(200);
  expect(bytes.length).toBeGreaterThan(100_000);
  expect(headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  expect(headers.get("content-disposition")).toBe(`attachment; filename="${CHECKER}"`);
  expect(headers.get("cache-control")).toBe("public, no-cache");
  expect((await get(CHECKER_PATH, "zh-CN")).bytes).toEqual(bytes);
});

it("is named with its hash, its log entry and the command on its page, in both languages", async () => {
  const logged = (await readLog()).flatMap((entry, index) =>
    entry.type === "checker" && entry.h_file === hash ? [{ index, entry }] : [],
  );
  expect(logged).toHaveLength(1);
  const [{ index, entry }] = logged as [(typeof logged)[number]];
  for (const language of LANGUAGES) {
    const page = await get("/verify/checker", language);
    expect(page.status).toBe(200);
    const text = readable(page.text);
    for (const shown of [CHECKER, hash, `node ${CHECKER} REPORT.pdf`, String(index + 1)]) expect(text).toContain(shown);
    expect(text).toContain(`{"h_file":"${hash}","ts":"${entry.ts}","type":"checker"}`);
    const listed = await get("/log?kind=checker", language);
    expect(readable(listed.text)).toContain(String(index + 1));
  }
});

it("is named on the page of a report and in its bundle, and nothing else is that readers don't have", async () => {
  for (const language of LANGUAGES) {
    const { text } = await get(`/verify/${number}`, language);
    expect(readable(text)).toContain(`node ${CHECKER} ${number}-`);
    expect(text).toContain('href="/verify/checker"');
    expect(text).not.toMatch(/truetonne\.js|npm ci/);
  }
  const { readme } = unpackBundle((await get(`/verify/${number}/bundle.zip`)).bytes);
  // Once in each language.
  expect(readme!.split(hash)).toHaveLength(3);
  expect(readme).not.toMatch(/truetonne\.js|npm ci/);
});

it("verifies a report that was downloaded, with keys and status from the installation", async () => {
  const { bytes } = await get(`/verify/${number}/report.pdf`);
  writeFileSync(join(folder, "REPORT.pdf"), bytes);
  const genuine = await check("REPORT.pdf");
  expect(genuine.out).toMatch(/^Authentic: /);
  expect(genuine).toMatchObject({ code: 0, err: "" });
  writeFileSync(join(folder, "REPORT.pdf"), Buffer.concat([bytes, Buffer.from("\n")]));
  expect((await check("REPORT.pdf")).code).toBe(1);
});

it("follows the log, in which it is an entry", async () => {
  expect(await check("log", "monitor", `${server.origin}/log`)).toMatchObject({ code: 0, err: "" });
});

it.each(["verify-by-hand.md", "verify.py", "recompute.py"])("has %s next to it", async (name) => {
  const { status, headers, text } = await get(`/verify/${name}`);
  expect(status).toBe(200);
  expect(headers.get("content-disposition")).toBe(`attachment; filename="${name}"`);
  expect(text.length).toBeGreaterThan(1000);
});

async function readLog() {
  const { size } = parseCheckpoint((await get("/log/checkpoint")).text);
  const entries = [];
  for (let index = 0; index * TILE_WIDTH < size; index += 1) {
    const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
    const { bytes } = await get(`/log/${formatTilePath({ kind: "entries", index, width })}`);
    entries.push(...splitEntryBundle(bytes).map((bytes) => decodeLogEntry(bytes)));
  }
  return entries;
}

/** Not awaited synchronously: the checker asks this process's server. */
function check(...argv: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const env = { LANG: "C.UTF-8" } as unknown as NodeJS.ProcessEnv;
    const child = spawn(process.execPath, [CHECKER, ...argv], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
    const said = { out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said.out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said.err += text;
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, ...said }));
  });
}
