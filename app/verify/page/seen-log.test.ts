import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { signCheckpoint } from "#app/proof/checkpoint.ts";
import { makeSampleKey } from "#app/proof/testing/sample-keys.ts";
import { issueSampleReport, WHILE_FRESH } from "#app/proof/testing/sample-report.ts";
import { parseTlogProof } from "#app/proof/tlog-proof.ts";
import { checkRecord } from "./check-report.ts";
import { forgetSeenLog, readSeenLog } from "./seen-log.ts";

const kept = new Map<string, string>();
/** Response of the register for a tile. */
let tileStatus: number | "unreachable" = 404;
/** Runs during a request for a tile. */
let onTile = () => {};
const report = await issueSampleReport();
const { number } = report.facts;
const log = await makeSampleKey(2, "log");

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(WHILE_FRESH) });
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  vi.stubGlobal("fetch", async (path: string) => {
    if (path.startsWith("/log/")) {
      onTile();
      if (tileStatus === "unreachable") throw new TypeError("network");
      return new Response("", { status: tileStatus });
    }
    const { credential, proof: tlogProof, keyProof, keys, statusLists } = report;
    return new Response(JSON.stringify({ credential, tlogProof, keyProof, keys, statusLists }));
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  kept.clear();
  tileStatus = 404;
  onTile = () => {};
});

const check = async () => {
  const { verdict, checks } = await checkRecord({ number, notice: {} });
  const { outcome, reason, facts } = checks.find(({ id }) => id === "log")!;
  return { verdict, outcome, reason, continuity: facts.continuity };
};

/** Stores another log of that size, as if this browser had seen it before. */
async function haveSeen(size: number, key = log): Promise<string> {
  const root = new Uint8Array(32).fill(7);
  const note = await signCheckpoint({ origin: "reports.example/log", size, root }, key.signer);
  kept.set(
    "truetonne.log",
    JSON.stringify({ origin: "reports.example/log", note, size, at: WHILE_FRESH, conflict: null }),
  );
  return note;
}

describe("what this browser saw of the log", () => {
  it("stores the first checkpoint and compares the next one with it", async () => {
    expect(await check()).toMatchObject({ verdict: "authentic", outcome: "passed", continuity: "first" });
    expect(readSeenLog()).toMatchObject({ size: 5, note: parseTlogProof(report.proof).checkpoint, conflict: null });
    expect(await check()).toMatchObject({ verdict: "authentic", outcome: "passed", continuity: "same" });
  });

  it("finds another history of the same size, and keeps both checkpoints until they are deleted", async () => {
    const seen = await haveSeen(5);
    expect(await check()).toEqual({
      verdict: "altered",
      outcome: "failed",
      reason: "log_forked",
      continuity: "forked",
    });
    const { checkpoint } = parseTlogProof(report.proof);
    expect(readSeenLog()).toMatchObject({ note: seen, conflict: { kind: "forked", note: checkpoint } });
    // A later look changes neither.
    await check();
    expect(readSeenLog()).toMatchObject({ note: seen, conflict: { note: checkpoint } });
    forgetSeenLog();
    expect(readSeenLog()).toBeNull();
    expect(await check()).toMatchObject({ verdict: "authentic", continuity: "first" });
  });

  it("keeps what another tab stored during the check", async () => {
    await haveSeen(3);
    const { checkpoint: note } = parseTlogProof(report.proof);
    const conflict = { kind: "forked", note: "of another tab", size: 4, at: WHILE_FRESH };
    onTile = () => kept.set("truetonne.log", JSON.stringify({ ...readSeenLog(), conflict }));
    await check();
    expect(readSeenLog()).toMatchObject({ conflict });
    expect(readSeenLog()?.conflict?.note).not.toBe(note);
  });

  it("finds a log that lost signed entries", async () => {
    await haveSeen(9);
    expect(await check()).toMatchObject({ verdict: "altered", reason: "log_shrunk" });
    expect(readSeenLog()?.conflict?.kind).toBe("shrunk");
  });

  it("finds a key that the log no longer lists", async () => {
    await haveSeen(5, await makeSampleKey(9, "log"));
    expect(await check()).toMatchObject({ verdict: "altered", reason: "log_key_gone" });
  });

  it("confirms nothing while the log can't be reached, and keeps the stored checkpoint", async () => {
    const seen = await haveSeen(3);
    for (const answer of ["unreachable", 503] as const) {
      tileStatus = answer;
      expect(await check()).toMatchObject({ verdict: "cannot_tell", outcome: "not_done", reason: "log_not_compared" });
    }
    expect(readSeenLog()).toMatchObject({ note: seen, conflict: null });
  });

  it("treats unreadable storage, or a browser without storage, as a first check", async () => {
    for (const text of ["{", "7", '{"note":1}', "null"]) {
      kept.set("truetonne.log", text);
      expect(readSeenLog(), text).toBeNull();
    }
    vi.stubGlobal("localStorage", undefined);
    expect(await check()).toMatchObject({ verdict: "authentic", continuity: "first" });
  });
});
