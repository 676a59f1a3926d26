import { rm } from "node:fs/promises";
import { Readable } from "node:stream";
import type { PagePicture } from "#app/bill/format/read-pictures.ts";
import { type ReadBill, readBillFile, readPageImages } from "#app/bill/reader/read-bill-file.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { evidenceKey } from "#app/files/evidence-store.ts";
import { spool } from "#app/files/spool.server.ts";
import type { EvidenceFile } from "#app/records/evidence-file.server.ts";
import type { BillSummary } from "./waiting-bill.ts";

export const READ_KINDS: ReadonlySet<string> = new Set(["pdf", "ofd", "xml"]);
/** A page waits for it. */
const LIMITS = { totalMilliseconds: 20_000, silentMilliseconds: 20_000 };

const MOST_WAITING = 5;

/** One at a time in this process: each takes the memory of another process. */
let last: Promise<unknown> = Promise.resolve();
let waiting = 0;

/** Summaries of the bytes with a hash, the last used ones: a list shows the same bills again after each change. */
const summaries = new Map<string, BillSummary>();
const MOST_SUMMARIES = 400;

type KeptBill = ReadBill | { ok: false; code: "busy" };

/** What a stored file contains as a bill, or null for kinds that are not read. @throws AppError `unavailable` */
export async function readKeptBill(tenantId: string, file: EvidenceFile): Promise<KeptBill | null> {
  if (!READ_KINDS.has(file.kind) || file.erased) return null;
  const read = await inTurn(tenantId, file, (path) => readBillFile(path, { limits: LIMITS }));
  return read ?? { ok: false, code: "busy" };
}

/** The pictures of the pages of a stored PDF without text. Null while too many files are read. @throws AppError `unavailable` */
export function readKeptPages(tenantId: string, file: EvidenceFile, most: number): Promise<PagePicture[] | null> {
  return inTurn(tenantId, file, (path) => readPageImages(path, most, { limits: LIMITS }));
}

async function inTurn<T>(tenantId: string, file: EvidenceFile, read: (path: string) => Promise<T>): Promise<T | null> {
  if (waiting >= MOST_WAITING) return null;
  waiting += 1;
  const reading = last.then(() => withKept(tenantId, file, read));
  last = reading
    .catch(() => {})
    .finally(() => {
      waiting -= 1;
    });
  return reading;
}

/** The same of several files, one after another and without their pages. */
export async function summarizeBills(tenantId: string, files: readonly EvidenceFile[]): Promise<BillSummary[]> {
  const found: BillSummary[] = [];
  for (const file of files) {
    const key = `${tenantId} ${file.sha256}`;
    const summary = summaries.get(key) ?? (await summarize(tenantId, file));
    summaries.delete(key);
    if (summary.ok || !PASSING.has(summary.code)) summaries.set(key, summary);
    const [oldest] = summaries.keys();
    if (summaries.size > MOST_SUMMARIES) summaries.delete(oldest!);
    found.push(summary);
  }
  return found;
}

/** A busy server, or a storage that is away, may give the file the next time. */
const PASSING: ReadonlySet<string> = new Set(["busy", "missing"]);

/** A file that the storage doesn't give hides no other one. */
async function summarize(tenantId: string, file: EvidenceFile): Promise<BillSummary> {
  try {
    return summaryOf(await readKeptBill(tenantId, file));
  } catch (error) {
    if (error instanceof AppError && error.code === "unavailable") return { ok: false, code: "missing" };
    throw error;
  }
}

function summaryOf(read: KeptBill | null): BillSummary {
  if (!read) return { ok: false, code: "unknown_format" };
  if (!read.ok) return read;
  const { state, bill, problems } = read.reading;
  return { ok: true, state, bill, problems };
}

async function withKept<T>(
  tenantId: string,
  { id, sha256 }: EvidenceFile,
  read: (path: string) => Promise<T>,
): Promise<T> {
  const { store, spoolFolder } = await evidenceRoom();
  const bytes = await store.get(evidenceKey(tenantId, sha256, id));
  if (!bytes) throw new AppError("unavailable", { details: { reason: "evidence_missing" } });
  const { path } = await spool(spoolFolder, Readable.from(bytes));
  try {
    return await read(path);
  } finally {
    await rm(path, { force: true });
  }
}
