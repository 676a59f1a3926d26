import { readFileSync, realpathSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import type { SandboxProgram } from "#app/files/sandbox/run-sandboxed.server.ts";

/** Lists the source files of the built program, relative to the root. */
export const INPUTS = "inputs.json";

const ROOMS = ["carbon", "day", "encoding", "files/sandbox", "number", "records/import"];

/**
 * The built program, a single file, if it is newer than all its sources. Otherwise the sources, which take four times
 * as long to start.
 *
 * @param madeIn the build folder
 */
export function findReaderProgram(madeIn?: string): SandboxProgram {
  // Resolves the same way from the sources and from the server bundle.
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
