import { readFileSync, realpathSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";

/** The program that reads, and all of the file system that it needs for itself. */
export interface ReaderProgram {
  path: string;
  root: string;
  readable: string[];
}

/** Beside the program that the build makes: the sources that it was made of, from the root. */
export const INPUTS = "inputs.json";

/** What the sources of the program are made of. */
const ROOMS = ["carbon", "day", "encoding", "number", "records/import"];

/**
 * The program as the build made it, one file, where it is newer than every source of it; else the sources themselves, which
 * take four times as long to begin. @param madeIn where the build puts it
 */
export function findReaderProgram(madeIn?: string): ReaderProgram {
  // Found the same way from the sources and from the bundle of the server.
  const source = createRequire(import.meta.url).resolve("#app/records/import/file/reader-process.ts");
  const root = resolve(dirname(source), "../../../..");
  const folder = madeIn ?? join(root, "build/reader");
  const built = join(folder, "reader-process.js");
  if (isFresh(root, folder, built))
    return { path: built, root, readable: [join(folder, "*"), join(root, "package.json")] };
  const modules = join(root, "node_modules");
  const folders = [...ROOMS.map((room) => join(root, "app", room)), modules, realpathSync(modules)];
  return { path: source, root, readable: [...folders.map((one) => join(one, "*")), join(root, "package.json")] };
}

function isFresh(root: string, folder: string, built: string): boolean {
  try {
    const inputs = JSON.parse(readFileSync(join(folder, INPUTS), "utf8")) as string[];
    const made = statSync(built).mtimeMs;
    return inputs.every((input) => statSync(join(root, input)).mtimeMs < made);
  } catch {
    return false;
  }
}
