import { randomUUID } from "node:crypto";
import { type FileHandle, open, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { giveBack } from "#db/give-back.ts";

/** Further chunks go to a file. */
const MOST_IN_MEMORY = 1024 * 1024;

/**
 * Keeps chunks of bytes in order until they are read: a few in memory, more in an unlinked file, so that nothing
 * remains after the process ends. A reader waits for chunks that are still to come.
 */
export class ChunkSpool {
  readonly #sizes: number[] = [];
  #memory: Uint8Array[] = [];
  #memorySize = 0;
  #file: FileHandle | null = null;
  #end: { error?: unknown } | null = null;
  /** Readers waiting for the next chunk or the end. */
  #waiting: (() => void)[] = [];

  get count(): number {
    return this.#sizes.length;
  }

  /** Takes ownership of the chunk. The caller must not use it afterwards. */
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

  /** No more chunks follow. */
  end(): void {
    this.#end ??= {};
    this.#tell();
  }

  /** Some chunks will be missing, so readers get the error. */
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

  /** The same, but each chunk is only valid until the next one is requested. */
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
