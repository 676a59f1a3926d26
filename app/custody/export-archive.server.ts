import { createHash } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { type PackEntry, type PackedFile, streamZip } from "#app/encoding/stream-zip.ts";
import { type KeptFile, listKeptFiles } from "#app/evidence/kept-file.server.ts";
import { type EvidenceStore, evidenceKey } from "#app/files/evidence-store.ts";
import type { Doors, TenantTx } from "#db/doors.ts";
import { openTenantRows, type TenantRows } from "#db/tenant-rows.ts";
import { README } from "./export-readme.ts";

const FORMAT = "truetonne/tenant-export/v1";

interface Request {
  store: EvidenceStore;
  tenantId: string;
  now: Date;
  /** Called with the progress before each table and file. An export stops when it throws. */
  onStep?: (step: ExportStep) => Promise<void>;
}

export interface ExportStep {
  done: number;
  of: number;
  /** While rows are read, the embedded engine has no other connection. */
  isReadingRows: boolean;
}

export interface ExportCounts {
  rows: number;
  /** Reports and kept files. */
  files: number;
}

export interface ExportedFile extends ExportCounts {
  size: number;
  /** Lower-case hex. */
  sha256: string;
}

type Reading = Pick<Doors, "withTenantSnapshot" | "withPublic">;

/** The snapshot of the tenant, and the entries written so far. */
interface Contents {
  rows: TenantRows;
  reports: readonly string[];
  files: readonly KeptFile[];
  counts: ExportCounts;
  packed: PackedFile[];
  /** Set when the transaction is no longer needed. */
  areRowsRead: boolean;
}

/**
 * Writes all data of one workspace into a ZIP: a file of JSON lines per table, the issued reports, every stored file, and a
 * manifest with size and SHA-256 of each for `pack verify`. Rows are from one snapshot. Reports and files never
 * change, so they are read after the transaction. The file appears only when it is complete, readable only by its owner.
 *
 * @throws Error if the workspace doesn't exist or one of its files is missing
 */
export async function exportTenant(doors: Reading, request: Request, path: string): Promise<ExportedFile> {
  const partial = `${path}.partial`;
  const out = await open(partial, "wx", 0o600);
  try {
    const archive = new Archive(out);
    const { contents, rest } = await doors.withTenantSnapshot(
      { tenantId: request.tenantId, userId: "export" },
      async (tx) => {
        const contents = await openContents(tx, request.tenantId);
        const rest = archiveOf(doors, request, contents);
        await archive.write(rest, () => contents.areRowsRead);
        return { contents, rest };
      },
    );
    await archive.write(rest);
    await out.sync();
    await out.close();
    await rename(partial, path);
    return { ...contents.counts, size: archive.size, sha256: archive.hash.digest("hex") };
  } catch (error) {
    await out.close().catch(() => {});
    await rm(partial, { force: true });
    throw error;
  }
}

class Archive {
  readonly hash = createHash("sha256");
  size = 0;
  readonly #out: FileHandle;

  constructor(out: FileHandle) {
    this.#out = out;
  }

  /** Writes pieces until the end, or until the batch is full. */
  async write(chunks: AsyncGenerator<Uint8Array>, isEnough = () => false): Promise<void> {
    while (!isEnough()) {
      const { done, value } = await chunks.next();
      if (done) return;
      this.hash.update(value);
      this.size += value.byteLength;
      await this.#out.appendFile(value);
    }
  }
}

async function openContents(tx: TenantTx, tenantId: string): Promise<Contents> {
  const rows = await openTenantRows(tx, tenantId);
  const reports = await tx.selectFrom("report").select("number").orderBy("number").execute();
  return {
    rows,
    reports: reports.map(({ number }) => number),
    files: (await listKeptFiles(tx)).filter(({ isErased }) => !isErased),
    counts: { rows: 0, files: 0 },
    packed: [],
    areRowsRead: false,
  };
}

function archiveOf(doors: Reading, request: Request, contents: Contents): AsyncGenerator<Uint8Array> {
  return streamZip(entriesOf(doors, request, contents), (file) => contents.packed.push(file));
}

async function* entriesOf(doors: Reading, request: Request, contents: Contents): AsyncGenerator<PackEntry> {
  const { rows, reports, files, counts, packed } = contents;
  const of = rows.tables.length + reports.length + files.length;
  let done = 0;
  const step = async () => {
    await request.onStep?.({ done, of, isReadingRows: !contents.areRowsRead });
    done += 1;
  };
  for (const table of rows.tables) {
    await step();
    yield { path: `tables/${table}.jsonl`, bytes: linesOf(rows.read(table), counts) };
  }
  // The next entry is written before another one is requested, so the transaction ends here.
  contents.areRowsRead = true;
  yield text("README.txt", README);
  for (const number of reports) {
    await step();
    yield* reportOf(doors, number, counts);
  }
  for (const file of files) {
    await step();
    yield await keptFile(request, file, counts);
  }
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

/** A report as issued. */
async function* reportOf(doors: Reading, number: string, counts: ExportCounts): AsyncGenerator<PackEntry> {
  const published = await doors.withPublic((tx) =>
    tx
      .selectFrom("published_report")
      .select(["inventory", "credential"])
      .where("number", "=", number)
      .executeTakeFirst(),
  );
  if (!published) return;
  const editions = await doors.withPublic((tx) =>
    tx.selectFrom("published_edition").select(["locale", "pdf"]).where("number", "=", number).execute(),
  );
  for (const { locale, pdf } of editions) {
    counts.files += 1;
    yield { path: `reports/${number}-${locale}.pdf`, bytes: [pdf] };
  }
  yield text(`reports/${number}.inventory.json`, published.inventory);
  yield text(`reports/${number}.credential.json`, published.credential);
}

async function keptFile(
  { store, tenantId }: Request,
  { table, id, sha256 }: KeptFile,
  counts: ExportCounts,
): Promise<PackEntry> {
  const bytes = await store.get(evidenceKey(tenantId, sha256, id));
  if (!bytes) throw new Error(`The bytes of ${table} ${id} are missing; run truetonne fsck.`);
  counts.files += 1;
  return { path: `files/${table}/${id}`, bytes };
}
