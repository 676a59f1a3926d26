import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type EvidenceStore, evidenceKey } from "#app/evidence/evidence-store.ts";
import { type PackEntry, type PackedFile, streamZip } from "#app/exchange/pack/stream-zip.ts";
import { listKeptFiles } from "#app/services/kept-file.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { readTenantRows, type TenantRows } from "#db/tenant-rows.ts";
import { README } from "./tenant-export-readme.ts";

const FORMAT = "truetonne/tenant-export/v1";

interface Request {
  /** As the product connects to it. */
  databaseUrl: string;
  store: EvidenceStore;
  tenantId: string;
  now: Date;
}

export interface ExportCounts {
  rows: number;
  /** Reports and kept files. */
  files: number;
}

/**
 * Writes everything that one workspace has into a ZIP: a file of JSON lines for each table, the reports as issued, every
 * kept file, and a manifest with the size and SHA-256 of each, which `truetonne pack verify` holds them against. The file is
 * there only once it is whole, readable by its owner alone.
 *
 * @throws Error where there is no such workspace, or a file of it is missing
 */
export async function exportTenant(request: Request, path: string): Promise<ExportCounts> {
  const counts: ExportCounts = { rows: 0, files: 0 };
  const partial = `${path}.partial`;
  try {
    await readTenantRows(request.databaseUrl, request.tenantId, async (rows) => {
      const packed: PackedFile[] = [];
      const zip = streamZip(entriesOf(request, rows, packed, counts), (file) => packed.push(file));
      await pipeline(Readable.from(zip), createWriteStream(partial, { mode: 0o600, flags: "wx", flush: true }));
    });
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  return counts;
}

async function* entriesOf(
  request: Request,
  rows: TenantRows,
  packed: readonly PackedFile[],
  counts: ExportCounts,
): AsyncGenerator<PackEntry> {
  yield text("README.txt", README);
  for (const table of rows.tables) yield { path: `tables/${table}.jsonl`, bytes: linesOf(rows.read(table), counts) };
  yield* reportsOf(rows, counts);
  yield* filesOf(request, rows, counts);
  const manifest = `${JSON.stringify(
    {
      format: FORMAT,
      tenantId: request.tenantId,
      exportedAt: request.now.toISOString(),
      rows: counts.rows,
      files: packed,
    },
    null,
    2,
  )}\n`;
  yield text("manifest.json", manifest);
  yield text("manifest.sha256", `${createHash("sha256").update(manifest).digest("hex")}  manifest.json\n`);
}

function text(path: string, content: string): PackEntry {
  return { path, bytes: [Buffer.from(content)] };
}

async function* linesOf(rows: AsyncIterable<string>, counts: ExportCounts): AsyncGenerator<Uint8Array> {
  for await (const json of rows) {
    counts.rows += 1;
    yield Buffer.from(`${json}\n`);
  }
}

/** The reports as they went out, one in memory at a time. */
async function* reportsOf({ tx, asPublic }: TenantRows, counts: ExportCounts): AsyncGenerator<PackEntry> {
  const numbers = await tx.selectFrom("report").select("number").orderBy("number").execute();
  for (const { number } of numbers) {
    const published = await asPublic(() =>
      tx
        .selectFrom("published_report")
        .select(["pdf", "inventory", "credential"])
        .where("number", "=", number)
        .executeTakeFirst(),
    );
    if (!published) continue;
    counts.files += 1;
    yield { path: `reports/${number}.pdf`, bytes: [published.pdf] };
    yield text(`reports/${number}.inventory.json`, published.inventory);
    yield text(`reports/${number}.credential.json`, published.credential);
  }
}

async function* filesOf(
  { store, tenantId }: Request,
  { tx }: TenantRows,
  counts: ExportCounts,
): AsyncGenerator<PackEntry> {
  // The transaction is one of the tenant, made for this reading alone.
  for (const { table, id, sha256, isErased } of await listKeptFiles(tx as unknown as TenantTx)) {
    if (isErased) continue;
    const bytes = await store.get(evidenceKey(tenantId, sha256, id));
    if (!bytes) throw new Error(`The bytes of ${table} ${id} are missing; run truetonne fsck.`);
    counts.files += 1;
    yield { path: `files/${table}/${id}`, bytes };
  }
}
