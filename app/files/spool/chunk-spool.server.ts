import { randomUUID } from "node:crypto";
import { type FileHandle, open, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { giveBack } from "#db/give-back.ts";

/** Chunks beyond this go to a file. */
const MOST_IN_MEMORY = 1024 * 1024;

/**
 * Keeps chunks of bytes until they are read again, in their order: a few in memory, more in a file that has no name any
 * more, so that nothing is left of it when the process ends, however it ends. Whoever reads before the end is said waits
 * for the chunks that are still to come.
 */
export class ChunkSpool {
  readonly #sizes: number[] = [];
  #memory: Uint8Array[] = [];
  #memorySize = 0;
  #file: FileHandle | null = null;
  #end: { error?: unknown } | null = null;
  /** Who waits for the next chunk, or the end. */
  #waiting: (() => void)[] = [];

  get count(): number {
    return this.#sizes.length;
  }

  /** Takes a chunk for its own: nobody else reads it any more. */
  async add(chunk: Uint8Array): Promise<void> {
    const { byteLength } = chunk;
    if (!this.#file && this.#memorySize + byteLength <= MOST_IN_MEMORY) {
      this.#memory.push(chunk);
      this.#memorySize += byteLength;
    } else {
      await (this.#file ?? (await this.#moveToFile())).appendFile(chunk);
      giveBack(chunk);
    }
    this.#sizes.push(byteLength);
    this.#tell();
  }

  /** No chunk comes any more. */
  end(): void {
    this.#end ??= {};
    this.#tell();
  }

  /** Not all chunks will be there: whoever reads gets the error. */
  fail(error: unknown): void {
    this.#end = { error };
    this.#tell();
  }

  #tell(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const goOn of waiting) goOn();
  }

  async #moveToFile(): Promise<FileHandle> {
    const path = join(tmpdir(), `truetonne-${randomUUID()}`);
    const file = await open(path, "ax+", 0o600);
    await unlink(path).catch(() => {});
    for (const chunk of this.#memory) await file.appendFile(chunk);
    [this.#file, this.#memory] = [file, []];
    return file;
  }

  async *read(): AsyncGenerator<Uint8Array> {
    let position = 0;
    for (let at = 0; await this.#has(at); at += 1) {
      const size = this.#sizes[at]!;
      yield this.#file ? await readAt(this.#file, position, size) : this.#memory[at]!;
      position += size;
    }
  }

  /** The same, each chunk being lent until the next one is asked for. */
  async *lend(): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.read()) {
      const isKept = this.#memory.includes(chunk);
      yield chunk;
      if (!isKept) giveBack(chunk);
    }
  }

  async #has(at: number): Promise<boolean> {
    for (;;) {
      if (this.#end && "error" in this.#end) throw this.#end.error;
      if (at < this.#sizes.length) return true;
      if (this.#end) return false;
      await new Promise<void>((goOn) => this.#waiting.push(goOn));
    }
  }

  async close(): Promise<void> {
    this.#memory = [];
    await this.#file?.close();
    this.#file = null;
  }
}

async function readAt(file: FileHandle, position: number, size: number): Promise<Uint8Array> {
  const chunk = Buffer.allocUnsafeSlow(size);
  await file.read(chunk, 0, size, position);
  return chunk;
}
