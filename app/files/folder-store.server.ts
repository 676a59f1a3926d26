import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { assertKey, type EvidenceStore } from "./evidence-store.ts";

/** Evidence in a folder. Received files must be on the same file system, because they are moved in one step. */
export function openFolderStore(root: string): EvidenceStore {
  const pathOf = (key: string) => join(root, assertKey(key));
  return {
    async put(key, file) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await sync(file.path);
      await rename(file.path, path);
      await sync(dirname(path));
    },
    async get(key) {
      const path = pathOf(key);
      return (await sizeOf(path)) === null ? null : createReadStream(path);
    },
    async head(key) {
      const size = await sizeOf(pathOf(key));
      return size === null ? null : { size };
    },
    async delete(key) {
      await rm(pathOf(key), { force: true });
    },
  };
}

/** Flushes a file or directory, so that it survives a power failure. */
async function sync(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
