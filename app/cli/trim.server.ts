import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Files for compilers and debuggers that no program opens. Licences are kept because they are text files. */
const UNUSED = /\.(?:map|d\.[cm]?ts)$/;

/** Of PDF.js, bills are read with one build and its character maps. It has five builds, viewers and fonts besides. */
const UNUSED_PDF =
  /[/\\]pdfjs-dist[/\\](?!cmaps[/\\]|LICENSE|package\.json$|legacy[/\\]build[/\\]pdf\.(?:worker\.)?min\.mjs$)/;

/** @param path of a file, with the name of its package */
export function isUnused(path: string): boolean {
  return UNUSED.test(path) || UNUSED_PDF.test(path);
}

/** `node app/cli/trim.server.ts FOLDER`: removes such files from the packages in the image. */
function trim(folder: string): void {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !isUnused(path)) continue;
    bytes += statSync(path).size;
    rmSync(path);
  }
  console.log(`${folder}: ${Math.round(bytes / 1e6)} MB less`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) trim(process.argv[2] ?? "");
