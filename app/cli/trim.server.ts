import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Files for compilers and debuggers that no program opens. Licences are kept because they are text files. */
export const UNUSED = /\.(?:map|d\.[cm]?ts)$/;

/** `node app/cli/trim.server.ts FOLDER`: removes such files from the packages in the image. */
function trim(folder: string): void {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !UNUSED.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    bytes += statSync(path).size;
    rmSync(path);
  }
  console.log(`${folder}: ${Math.round(bytes / 1e6)} MB less`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) trim(process.argv[2] ?? "");
