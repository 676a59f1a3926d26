import { writeFileSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "vite";
import { INPUTS } from "#app/records/import/file/reader-program.server.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const FOLDER = join(ROOT, "build/reader");

/**
 * Bundles the reader of untrusted files into one file. Each file is read in a new process, and finding, stripping and
 * linking fifty modules would take longer than reading most files.
 */
export async function buildReader(): Promise<void> {
  const made = await build({
    configFile: false,
    root: ROOT,
    logLevel: "error",
    ssr: { noExternal: true, target: "node" },
    build: {
      ssr: "app/records/import/file/reader-process.ts",
      target: "node24",
      outDir: FOLDER,
      emptyOutDir: false,
      copyPublicDir: false,
    },
  });
  const chunks = [made].flat().flatMap((one) => ("output" in one ? one.output : []));
  const inputs = chunks.flatMap((chunk) => (chunk.type === "chunk" ? chunk.moduleIds : []));
  const files = inputs.filter((id) => isAbsolute(id)).map((id) => relative(ROOT, id.split("?")[0]!));
  writeFileSync(join(FOLDER, INPUTS), JSON.stringify(files));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await buildReader();
