import { createReadStream } from "node:fs";
import { appendFile, mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";

/**
 * Excluded folders of the data folder: the embedded database is backed up as rows, and unfinished uploads are not files
 * yet.
 */
const UNPACKING = ".restore.partial";
const LEFT_OUT = ["database", "evidence/incoming", "mail", UNPACKING];
const CHUNK_BYTES = 768 * 1024;

/** Files to back up, sorted by their path in the data folder. */
export async function listDataFiles(dataDir: string, from = ""): Promise<string[]> {
  const entries = await readdir(join(dataDir, from), { withFileTypes: true }).catch(() => []);
  const files: string[] = [];
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const path = from === "" ? entry.name : `${from}/${entry.name}`;
    if (LEFT_OUT.includes(path)) continue;
    if (entry.isDirectory()) files.push(...(await listDataFiles(dataDir, path)));
    else if (entry.isFile() && !/\.(lock|partial)$/.test(entry.name)) files.push(path);
  }
  return files;
}

/** The bytes of a file in base64 pieces. Empty if the file was deleted in the meantime. */
export async function* readPieces(dataDir: string, path: string): AsyncGenerator<string> {
  const file = join(dataDir, path);
  if (!(await stat(file).catch(() => null))) return;
  for await (const bytes of createReadStream(file, { highWaterMark: CHUNK_BYTES })) {
    yield (bytes as Buffer).toString("base64");
  }
}

/** Restored files, kept next to the data folder's own files until all are complete. */
export class Unpacking {
  readonly #dataDir: string;
  readonly #folder: string;
  #current = "";

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
    this.#folder = join(dataDir, UNPACKING);
  }

  /** @throws Error for a path outside the data folder */
  async begin(path: string): Promise<void> {
    const file = join(this.#folder, path);
    if (relative(this.#folder, file).startsWith(`..${sep}`))
      throw new Error(`The backup contains a file outside the data folder: ${path}`);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, "", { mode: 0o600 });
    this.#current = file;
  }

  async add(base64: string): Promise<void> {
    await appendFile(this.#current, Buffer.from(base64, "base64"));
  }

  /** Moves all files to their final place. */
  async finish(): Promise<void> {
    for (const path of await listDataFiles(this.#folder)) {
      await mkdir(dirname(join(this.#dataDir, path)), { recursive: true, mode: 0o700 });
      await rename(join(this.#folder, path), join(this.#dataDir, path));
    }
    await this.drop();
  }

  async drop(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}
