import { type BackupLine, dumpDatabase, listMigrations, loadDatabase, RowSum, type TableSum } from "#db/backup.ts";
import { migrate } from "#db/migrate.ts";
import { type Line, readBackupFile, type WriteLine, writeBackupFile } from "./backup-file.server.ts";
import { listDataFiles, readPieces, Unpacking } from "./data-folder.server.ts";

const FORMAT = "truetonne/backup/v1";

interface Manifest {
  format: string;
  createdAt: string;
  /** Identifies the schema, because rows can be restored only into the same schema. */
  migrations: string[];
  /** `s3`: the bucket has its own copies, and the backup contains no evidence. */
  evidence: "folder" | "s3";
}

/** Addresses with the rights of the database owner. */
export interface Installation {
  databaseOwnerUrl: string;
  dataDir: string;
  evidence: "folder" | "s3";
}

export interface BackupCounts {
  tables: number;
  rows: number;
  files: number;
}

/**
 * Writes a whole installation into one file: all rows of one moment, then the files that they can reference (evidence,
 * keys, secrets). The file contains private keys, so anyone who has it can sign in the name of the installation.
 */
export async function makeBackup(from: Installation, path: string, now: Date): Promise<BackupCounts> {
  const counts = { tables: 0, rows: 0, files: 0 };
  await writeBackupFile(path, async (write) => {
    const migrations = await listMigrations(from.databaseOwnerUrl);
    if (migrations.length === 0) throw new Error("This is not a Truetonne database.");
    const manifest: Manifest = { format: FORMAT, createdAt: now.toISOString(), migrations, evidence: from.evidence };
    await write({ word: "backup", json: JSON.stringify(manifest) });
    const sums = await dumpDatabase(from.databaseOwnerUrl, (line) => write(toLine(line)));
    await write({ word: "sums", json: JSON.stringify(sums) });
    counts.tables = sums.length;
    counts.rows = sums.reduce((total, { rows }) => total + rows, 0);
    counts.files = await writeFiles(from.dataDir, write);
  });
  return counts;
}

function toLine(line: BackupLine): Line {
  if (line.kind === "row") return { word: "row", json: line.json };
  const { kind, ...rest } = line;
  return { word: kind, json: JSON.stringify(rest) };
}

async function writeFiles(dataDir: string, write: WriteLine): Promise<number> {
  const paths = await listDataFiles(dataDir);
  for (const path of paths) {
    await write({ word: "file", json: JSON.stringify({ path }) });
    for await (const piece of readPieces(dataDir, path)) await write({ word: "bytes", json: JSON.stringify(piece) });
  }
  return paths.length;
}

/**
 * Restores a backup into an empty installation, completely or not at all. Rows are restored in one transaction and
 * compared with the sums of the backup. Files are unpacked next to their final place until the rows are committed. Both
 * engines accept backups of the other.
 *
 * @throws Error for an incomplete file, another schema, or an installation that is not empty
 */
export async function restoreBackup(to: Installation, path: string): Promise<BackupCounts & { manifest: Manifest }> {
  if ((await listDataFiles(to.dataDir)).length > 0) {
    throw new Error(`${to.dataDir} contains files. Restore into an empty folder.`);
  }
  await migrate(to.databaseOwnerUrl);
  const files = new Unpacking(to.dataDir);
  const lines = readBackupFile(path);
  const manifest = await readManifest(lines, await listMigrations(to.databaseOwnerUrl));
  const counts = { tables: 0, rows: 0, files: 0 };
  let sums: TableSum[] = [];
  try {
    const rows = takeRows(lines, (found) => {
      sums = found;
    });
    await loadDatabase(to.databaseOwnerUrl, rows, async (loaded) => {
      compareSums(sums, loaded);
      counts.tables = loaded.length;
      counts.rows = loaded.reduce((total, one) => total + one.rows, 0);
      counts.files = await unpack(lines, files);
    });
    await files.finish();
  } catch (error) {
    await files.drop();
    throw error;
  }
  return { ...counts, manifest };
}

async function readManifest(lines: AsyncGenerator<Line>, migrations: readonly string[]): Promise<Manifest> {
  const first = (await lines.next()).value as Line | undefined;
  const manifest = first?.word === "backup" ? (JSON.parse(first.json) as Manifest) : null;
  if (manifest?.format !== FORMAT) throw new Error("This is not a backup of Truetonne.");
  const [theirs, ours] = [manifest.migrations.at(-1), migrations.at(-1)];
  if (manifest.migrations.join() !== migrations.join()) {
    throw new Error(
      `The backup has the schema ${theirs}, but this version has ${ours}. Restore with the version that made it, then migrate.`,
    );
  }
  return manifest;
}

/** The lines before the sums, which follow the rows. */
async function* takeRows(lines: AsyncGenerator<Line>, onSums: (sums: TableSum[]) => void): AsyncGenerator<BackupLine> {
  for (;;) {
    const { value: line, done } = await lines.next();
    if (done) return;
    if (line.word === "row") yield { kind: "row", json: line.json };
    else if (line.word === "sums") return onSums(JSON.parse(line.json) as TableSum[]);
    else if (line.word === "table" || line.word === "sequence") {
      yield { kind: line.word, ...JSON.parse(line.json) } as BackupLine;
    } else throw new Error(`The backup has an unknown line "${line.word}".`);
  }
}

function compareSums(backup: readonly TableSum[], loaded: readonly TableSum[]): void {
  const byTable = (sums: readonly TableSum[]) => new Map(sums.map((one) => [one.table, textOf(one)]));
  const [written, found] = [byTable(backup), byTable(loaded)];
  for (const table of new Set([...written.keys(), ...found.keys()])) {
    const expected = written.get(table) ?? NOTHING;
    if (found.get(table) !== expected) throw new Error(`${table} differs from the backup.`);
  }
}

function textOf({ rows, sum }: TableSum): string {
  return `${rows} ${sum}`;
}

/** The sum of an empty table. */
const NOTHING = textOf({ table: "", ...new RowSum().result() });

async function unpack(lines: AsyncGenerator<Line>, files: Unpacking): Promise<number> {
  let count = 0;
  for await (const { word, json } of lines) {
    if (word === "file") {
      await files.begin((JSON.parse(json) as { path: string }).path);
      count += 1;
    } else if (word === "bytes") await files.add(JSON.parse(json) as string);
    else throw new Error(`The backup has an unknown line "${word}".`);
  }
  return count;
}
