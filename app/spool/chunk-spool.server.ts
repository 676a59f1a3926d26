import { randomUUID } from "node:crypto";
import { type FileHandle, open, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Chunks beyond this go to a file. */
const MOST_IN_MEMORY = 4 * 1024 * 1024;

/**
 * Keeps chunks of bytes until they are read again, in their order: a few in memory, more in a file that has no name any
 * more, so that nothing is left of it when the process ends, however it ends.
 */
export class ChunkSpool {
  readonly #sizes: number[] = [];
  #memory: Uint8Array[] = [];
  #memorySize = 0;
  #file: FileHandle | null = null;

  get count(): number {
    return this.#sizes.length;
  }

  async add(chunk: Uint8Array): Promise<void> {
    this.#sizes.push(chunk.byteLength);
    if (!this.#file && this.#memorySize + chunk.byteLength <= MOST_IN_MEMORY) {
      this.#memory.push(chunk);
      this.#memorySize += chunk.byteLength;
      return;
    }
    this.#file ??= await this.#moveToFile();
    await this.#file.appendFile(chunk);
  }

  async #moveToFile(): Promise<FileHandle> {
    const path = join(tmpdir(), `truetonne-${randomUUID()}`);
    const file = await open(path, "ax+", 0o600);
    await unlink(path).catch(() => {});
    for (const chunk of this.#memory) await file.appendFile(chunk);
    this.#memory = [];
    return file;
  }

  async *read(): AsyncGenerator<Uint8Array> {
    let position = 0;
    for (const [at, size] of this.#sizes.entries()) {
      if (!this.#file) {
        yield this.#memory[at]!;
        continue;
      }
      const chunk = Buffer.allocUnsafe(size);
      await this.#file.read(chunk, 0, size, position);
      position += size;
      yield chunk;
    }
  }

  async close(): Promise<void> {
    this.#memory = [];
    await this.#file?.close();
    this.#file = null;
  }
}
