import { createHash, type Hash } from "node:crypto";
import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";

/**
 * A backup is a gzip file of lines: a word for the type, a space and JSON. The last line, `end`, has the SHA-256 of all
 * lines before it, which detects a truncated or changed file.
 */
const END = "end";

export interface Line {
  word: string;
  json: string;
}

/** Writes a line. Waits while the disk is slower. */
export type WriteLine = (line: Line) => Promise<void>;

/** Writes a file that appears only when it is complete. Only its owner can read it. */
export async function writeBackupFile(path: string, writeAll: (write: WriteLine) => Promise<void>): Promise<void> {
  const partial = `${path}.partial`;
  const file = createWriteStream(partial, { mode: 0o600, flags: "wx", flush: true });
  await once(file, "open");
  const gzip = createGzip();
  const written = pipeline(gzip, file);
  // The pipeline below reports a failure to the writer. Before that, a failure must not end the process.
  written.catch(() => {});
  const hash = createHash("sha256");
  const put = async (text: string) => {
    if (!gzip.write(text)) await Promise.race([once(gzip, "drain"), written]);
  };
  try {
    await writeAll((line) => put(countIn(hash, line)));
    await put(`${END} ${JSON.stringify({ sha256: hash.digest("hex") })}\n`);
    gzip.end();
    await written;
    await rename(partial, path);
  } catch (error) {
    gzip.destroy();
    await rm(partial, { force: true });
    throw error;
  }
}

/**
 * The lines of a backup in order.
 * @throws Error after the last line if the file is incomplete
 */
export async function* readBackupFile(path: string): AsyncGenerator<Line> {
  const hash = createHash("sha256");
  const gunzip = createReadStream(path).pipe(createGunzip());
  let isWhole = false;
  for await (const text of createInterface({ input: gunzip, crlfDelay: Number.POSITIVE_INFINITY })) {
    const space = text.indexOf(" ");
    const line = { word: text.slice(0, space), json: text.slice(space + 1) };
    if (line.word === END) {
      isWhole = (JSON.parse(line.json) as { sha256: string }).sha256 === hash.digest("hex");
      break;
    }
    countIn(hash, line);
    yield line;
  }
  if (!isWhole) throw new Error("The backup is incomplete or was changed.");
}

function countIn(hash: Hash, { word, json }: Line): string {
  const text = `${word} ${json}\n`;
  hash.update(text);
  return text;
}
