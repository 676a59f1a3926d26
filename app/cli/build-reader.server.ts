import { writeFileSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "vite";
import { INPUTS } from "#app/records/import/file/reader-program.server.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const FOLDER = join(ROOT, "build/reader");

/**
 * The program that reads files nobody trusts, as one file: a process of its own is begun for each, and to find, strip and
 * link fifty modules takes it longer than to read most files.
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
