import { createHash, type Hash } from "node:crypto";
import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";

/**
 * A backup is lines, gzipped: a word that says what the line is, a space, and its JSON. The last line is `end`, with the
 * SHA-256 of all lines before it: a file that was cut short or changed has none that fits.
 */
const END = "end";

export interface Line {
  word: string;
  json: string;
}

/** Takes a line; waits while the disk is behind. */
export type WriteLine = (line: Line) => Promise<void>;

/** Writes lines to a file that is there only once it is whole, readable by its owner alone. */
export async function writeBackupFile(path: string, writeAll: (write: WriteLine) => Promise<void>): Promise<void> {
  const partial = `${path}.partial`;
  const file = createWriteStream(partial, { mode: 0o600, flags: "wx", flush: true });
  await once(file, "open");
  const gzip = createGzip();
  const written = pipeline(gzip, file);
  // Whoever writes is told by the pipeline below; until then a failure must not end the process.
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
 * The lines of a backup, in their order.
 * @throws Error after the last line where the file is not whole
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
  if (!isWhole) throw new Error("The backup is not whole: it was cut short or changed.");
}

function countIn(hash: Hash, { word, json }: Line): string {
  const text = `${word} ${json}\n`;
  hash.update(text);
  return text;
}
