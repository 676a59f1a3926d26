import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import type { BillReading } from "#app/bill/bill.ts";
import type { BillErrorCode } from "#app/bill/bill-error.ts";
import { runSandboxed, type SandboxLimits, type SandboxProgram } from "#app/files/sandbox/run-sandboxed.server.ts";
import type { BillFrame } from "./bill-frame.ts";

/** `too_hard`: the process reached a limit of memory or time, or crashed. */
export type ReadBill = { ok: true; reading: BillReading } | { ok: false; code: BillErrorCode | "too_hard" };

/** A bill of forty pages takes seconds. */
const LIMITS: SandboxLimits = {
  heapMib: 384,
  residentMib: 768,
  silentMilliseconds: 60_000,
  totalMilliseconds: 60_000,
};

const ROOMS = ["bill", "carbon", "day", "encoding", "files/sandbox", "i18n", "number"];

/**
 * Reads a bill in a separate process, because its bytes come from anyone.
 *
 * @throws the signal's reason
 */
export async function readBillFile(
  path: string,
  options: { signal?: AbortSignal; limits?: Partial<SandboxLimits> } = {},
): Promise<ReadBill> {
  let answer: BillFrame | null = null;
  const limit = await runSandboxed<BillFrame>({
    program: findProgram(),
    request: { path: resolve(path) },
    limits: { ...LIMITS, ...options.limits },
    signal: options.signal,
    onFrame: (frame) => {
      answer = frame;
      return true;
    },
  });
  const given = answer as BillFrame | null;
  if (limit !== null || given === null) return { ok: false, code: "too_hard" };
  return given.kind === "read" ? { ok: true, reading: given.reading } : { ok: false, code: given.code };
}

function findProgram(): SandboxProgram {
  // Resolves the same way from the sources and from the server bundle.
  const path = createRequire(import.meta.url).resolve("#app/bill/reader/bill-process.ts");
  const root = resolve(dirname(path), "../../..");
  const modules = join(root, "node_modules");
  const folders = [...ROOMS.map((room) => join(root, "app", room)), modules, realpathSync(modules)];
  return { path, root, readable: [...folders.map((one) => join(one, "*")), join(root, "package.json")] };
}
