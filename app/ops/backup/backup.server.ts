import { type BackupLine, dumpDatabase, listMigrations, loadDatabase, RowSum, type TableSum } from "#db/backup.ts";
import { migrate } from "#db/migrate.ts";
import { type Line, readBackupFile, type WriteLine, writeBackupFile } from "./backup-file.server.ts";
import { listDataFiles, readPieces, Unpacking } from "./data-folder.server.ts";

const FORMAT = "truetonne/backup/v1";

interface Manifest {
  format: string;
  createdAt: string;
  /** The schema: rows fit only the one that they were taken from. */
  migrations: string[];
  /** `s3`: the bucket keeps its own copies, and the backup holds no evidence. */
  evidence: "folder" | "s3";
}

/** Of which installation; the addresses are the owner's. */
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
 * Writes everything that an installation is into one file: all rows as of one moment, then the files that they may name
 * (evidence, keys, secrets of the installation). It holds private keys: whoever has the file can sign in its name.
 */
export async function makeBackup(from: Installation, path: string, now: Date): Promise<BackupCounts> {
  const counts = { tables: 0, rows: 0, files: 0 };
  await writeBackupFile(path, async (write) => {
    const migrations = await listMigrations(from.databaseOwnerUrl);
    if (migrations.length === 0) throw new Error("There is no database of Truetonne here.");
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
 * Puts a backup into an empty installation, all of it or nothing: the rows in one transaction, compared with what was
 * written down when they were read, the files beside their places until the rows are in. Either engine takes the backup of
 * the other.
 *
 * @throws Error for a file that is not whole, another schema, or an installation that holds something already
 */
export async function restoreBackup(to: Installation, path: string): Promise<BackupCounts & { manifest: Manifest }> {
  if ((await listDataFiles(to.dataDir)).length > 0) {
    throw new Error(`${to.dataDir} holds files already; restore into an empty folder.`);
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
      `The backup has the schema ${theirs}, this version has ${ours}: restore with the version that made it, then migrate.`,
    );
  }
  return manifest;
}

/** The lines up to the sums, which end the rows. */
async function* takeRows(lines: AsyncGenerator<Line>, onSums: (sums: TableSum[]) => void): AsyncGenerator<BackupLine> {
  for (;;) {
    const { value: line, done } = await lines.next();
    if (done) return;
    if (line.word === "row") yield { kind: "row", json: line.json };
    else if (line.word === "sums") return onSums(JSON.parse(line.json) as TableSum[]);
    else if (line.word === "table" || line.word === "sequence") {
      yield { kind: line.word, ...JSON.parse(line.json) } as BackupLine;
    } else throw new Error(`The backup has a line "${line.word}" that nobody knows.`);
  }
}

function compareSums(backup: readonly TableSum[], loaded: readonly TableSum[]): void {
  const byTable = (sums: readonly TableSum[]) => new Map(sums.map((one) => [one.table, textOf(one)]));
  const [written, found] = [byTable(backup), byTable(loaded)];
  for (const table of new Set([...written.keys(), ...found.keys()])) {
    const expected = written.get(table) ?? NOTHING;
    if (found.get(table) !== expected) throw new Error(`${table} does not hold what was written down of it.`);
  }
}

function textOf({ rows, sum }: TableSum): string {
  return `${rows} ${sum}`;
}

/** Of a table without rows. */
const NOTHING = textOf({ table: "", ...new RowSum().result() });

async function unpack(lines: AsyncGenerator<Line>, files: Unpacking): Promise<number> {
  let count = 0;
  for await (const { word, json } of lines) {
    if (word === "file") {
      await files.begin((JSON.parse(json) as { path: string }).path);
      count += 1;
    } else if (word === "bytes") await files.add(JSON.parse(json) as string);
    else throw new Error(`The backup has a line "${word}" that nobody knows.`);
  }
  return count;
}
