import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import type { BillReading } from "#app/bill/bill.ts";
import type { BillErrorCode } from "#app/bill/bill-error.ts";
import type { PagePicture } from "#app/bill/format/read-pictures.ts";
import { runSandboxed, type SandboxLimits, type SandboxProgram } from "#app/files/sandbox/run-sandboxed.server.ts";
import type { BillFrame, BillRequest } from "./bill-frame.ts";

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

interface Options {
  signal?: AbortSignal;
  limits?: Partial<SandboxLimits>;
}

/**
 * Reads a bill in a separate process, because its bytes come from anyone.
 *
 * @throws the signal's reason
 */
export async function readBillFile(path: string, options: Options = {}): Promise<ReadBill> {
  const given = await askProcess({ path: resolve(path), pictures: null }, options);
  if (given?.kind === "read") return { ok: true, reading: given.reading };
  return { ok: false, code: given?.kind === "refused" ? given.code : "too_hard" };
}

/**
 * The pictures of a scanned PDF, at most as many as asked for, read in such a process. Empty for any other file.
 *
 * @throws the signal's reason
 */
export async function readPageImages(path: string, most: number, options: Options = {}): Promise<PagePicture[]> {
  const given = await askProcess({ path: resolve(path), pictures: most }, options);
  if (given?.kind !== "pictures") return [];
  return given.pictures.map(({ page, png }) => ({ page, png: Buffer.from(png, "base64") }));
}

/** Null if the process reached a limit of memory or time, or crashed. */
async function askProcess(request: BillRequest, options: Options): Promise<BillFrame | null> {
  let answer: BillFrame | null = null;
  const limit = await runSandboxed<BillFrame>({
    program: findProgram(),
    request,
    limits: { ...LIMITS, ...options.limits },
    signal: options.signal,
    onFrame: (frame) => {
      answer = frame;
      return true;
    },
  });
  return limit === null ? answer : null;
}

function findProgram(): SandboxProgram {
  // Resolves the same way from the sources and from the server bundle.
  const path = createRequire(import.meta.url).resolve("#app/bill/reader/bill-process.ts");
  const root = resolve(dirname(path), "../../..");
  const modules = join(root, "node_modules");
  const folders = [...ROOMS.map((room) => join(root, "app", room)), modules, realpathSync(modules)];
  return { path, root, readable: [...folders.map((one) => join(one, "*")), join(root, "package.json")] };
}
