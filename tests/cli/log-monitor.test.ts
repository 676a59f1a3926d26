import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sha256Hex } from "#app/encoding/sha256.ts";
import { formatKeySet } from "#app/proof/key-set.ts";
import type { LogEntry } from "#app/proof/log-entry.ts";
import { formatVerifierKey } from "#app/proof/signed-note.ts";
import { createWebCryptoSigner, generatePrivateKey, type Signer } from "#app/proof/signer.ts";
import { ORIGIN, publishLog, type SampleLog, sampleEntry } from "#app/proof/testing/sample-log.ts";
import { truetonne } from "#tests/support/command-line.ts";

const DID = "did:web:log.example";

let signer: Signer;
let keySet: string;
let server: Server;
let url: string;
/** The log that the server shows now. */
let shown: SampleLog;

/** A log whose first entry has its keys. */
async function logOf(size: number, salt = 0): Promise<SampleLog> {
  const stated: LogEntry = { type: "key_set", id: DID, h_keys: await sha256Hex(keySet), ts: "2026-01-01T00:00:00Z" };
  const others = Array.from({ length: size - 1 }, (_, at) => sampleEntry(at + 1, at > 3 ? salt : 0));
  return publishLog([stated, ...others], signer);
}

beforeAll(async () => {
  signer = await createWebCryptoSigner(await generatePrivateKey());
  const window = { validFrom: "2026-01-01T00:00:00.000Z", validUntil: null, revokedAt: null };
  keySet = await formatKeySet(
    DID,
    [{ ...window, keyId: signer.keyId, purpose: "log", publicKey: signer.publicKey }],
    ORIGIN,
  );
  server = createServer((request, response) => {
    const path = request.url ?? "";
    const body =
      path === "/.well-known/jwks.json"
        ? keySet
        : path === "/log/checkpoint"
          ? shown.checkpoint
          : shown.files.get(path.replace("/log/", ""));
    response.writeHead(body ? 200 : 404).end(body);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/log`;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const folder = mkdtempSync(join(tmpdir(), "truetonne-monitor-"));
const newState = () => join(folder, `state-${randomUUID()}.json`);
const monitor = (...rest: string[]) => truetonne(["log", "monitor", url, ...rest]);

it("reads a log from its first entry, keeps its state, and continues from there", async () => {
  const state = newState();
  shown = await logOf(300);
  const first = await monitor("--state", state);
  expect(first).toMatchObject({ code: 0, err: "" });
  expect(first.out).toContain("300 entries, read from the first");
  expect(first.out).toContain(await formatVerifierKey(ORIGIN, signer.publicKey));
  shown = await logOf(700);
  expect((await monitor("--state", state)).out).toContain("700 entries, 400 of them new");
  expect((await monitor("--state", state)).out).toContain("700 entries, 0 of them new");
  const whole = await monitor("--state", state, "--all", "--json");
  expect(JSON.parse(whole.out)).toMatchObject({ size: 700, added: 700, faults: [] });
  expect(existsSync(`${state}.new`)).toBe(false);
});

it("reports a fork and a regression, keeps both checkpoints as evidence, and does not continue from them", async () => {
  const state = newState();
  shown = await logOf(300);
  await monitor("--state", state);
  const good = readFileSync(state, "utf8");
  shown = await logOf(400, 9);
  const forked = await monitor("--state", state);
  expect(forked.code).toBe(1);
  expect(forked.out).toContain("FORK: two histories of the first 300 entries");
  expect(readFileSync(`${state}.contradiction`, "utf8")).toContain(shown.checkpoint);
  shown = await logOf(299);
  const shrunk = await monitor("--state", state, "--language", "zh");
  expect(shrunk).toMatchObject({ code: 1 });
  expect(shrunk.out).toContain("倒退：日志曾有 300 条，现在只称有 299 条");
  expect(readFileSync(state, "utf8")).toBe(good);
});

it.each([
  ["tile/entries/000.p/40", "CHANGED ENTRY 0", (bytes: Uint8Array) => bytes.with(30, bytes[30]! ^ 1)],
  ["tile/0/000.p/40", "CHANGED ENTRY 0", (bytes: Uint8Array) => bytes.with(3, bytes[3]! ^ 1)],
  ["tile/0/000.p/40", "GAP: tile/0/000.p/40", (bytes: Uint8Array) => bytes.slice(32)],
  ["tile/entries/000.p/40", "GAP: tile/entries/000.p/40", null],
])("names the error in %s: %s", async (path, told, change) => {
  shown = await logOf(40);
  const bytes = shown.files.get(path)!;
  if (change) shown.files.set(path, change(bytes));
  else shown.files.delete(path);
  const { code, out } = await monitor();
  expect(out).toContain(told);
  expect(code).toBe(1);
});

it("notices a changed old entry only when it reads all again, and reports its index", async () => {
  const state = newState();
  shown = await logOf(40);
  await monitor("--state", state);
  shown = await logOf(300);
  await monitor("--state", state);
  const bytes = shown.files.get("tile/entries/000")!;
  shown.files.set("tile/entries/000", bytes.with(30, bytes[30]! ^ 1));
  expect((await monitor("--state", state)).code).toBe(0);
  const { code, out } = await monitor("--state", state, "--all");
  expect(out).toContain("CHANGED ENTRY 0");
  expect(code).toBe(1);
});

it("finds keys that are published but not in the log", async () => {
  shown = await logOf(12);
  const before = keySet;
  const stranger = await createWebCryptoSigner(await generatePrivateKey());
  const window = { validFrom: "2026-01-01T00:00:00.000Z", validUntil: null, revokedAt: null };
  const key = (of: Signer) => ({ ...window, keyId: of.keyId, purpose: "log" as const, publicKey: of.publicKey });
  keySet = await formatKeySet(DID, [key(signer), key(stranger)], ORIGIN);
  const { code, out } = await monitor();
  keySet = before;
  expect(out).toContain("KEYS NOT STATED");
  expect(code).toBe(1);
});

it("uses the given keys, whatever is published", async () => {
  shown = await logOf(12);
  const file = join(folder, "keys.txt");
  writeFileSync(file, `# the log's key\n${await formatVerifierKey(ORIGIN, signer.publicKey)}\n`);
  expect((await monitor("--keys", file)).code).toBe(0);
  const stranger = await createWebCryptoSigner(await generatePrivateKey());
  writeFileSync(file, await formatVerifierKey(ORIGIN, stranger.publicKey));
  const { code, out } = await monitor("--keys", file);
  expect(out).toContain("not signed by a known key of the log (unknown_note_key)");
  expect(code).toBe(1);
});

it("makes no statement about a log that doesn't answer, and refuses an invalid state file", async () => {
  const state = newState();
  shown = await logOf(3);
  expect(await truetonne(["log", "monitor", "http://127.0.0.1:9/log"])).toMatchObject({ code: 2 });
  writeFileSync(state, "{}");
  expect(await monitor("--state", state)).toMatchObject({ code: 2 });
  expect((await truetonne(["log"])).code).toBe(2);
  expect((await truetonne(["log", "monitor", "http://log.example/log"])).code).toBe(2);
  expect((await monitor("--every", "1")).code).toBe(2);
  expect((await truetonne(["log", "--help"])).out).toContain("Usage: truetonne log monitor URL");
});
