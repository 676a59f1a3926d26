import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Rollup } from "vite";
import { CHECKER, CHECKER_PATH } from "#app/log/checker-name.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const FILE = new URL(`../../public${CHECKER_PATH}`, import.meta.url);

/** Before the program, in words that need no table: an older Node would fail later, and less clearly. */
const FIRST_LINES = `// ${CHECKER}: verifies greenhouse gas inventory reports. Run: node ${CHECKER} REPORT.pdf
if (Number(process.versions.node.split(".")[0]) < 20) {
  console.error("${CHECKER}: Node.js 20 or newer is needed. / 需要 Node.js 20 或更新版本。");
  process.exit(2);
}`;

/**
 * The checker: commands of the product that need neither server nor database, as one module for any Node from 20 on. It is
 * not minified, because people may read it before they run it. The same sources give the same bytes.
 */
export async function buildChecker(): Promise<string> {
  const made = (await build({
    configFile: false,
    root: ROOT,
    mode: "production",
    logLevel: "error",
    publicDir: false,
    define: { "process.env.NODE_ENV": '"production"' },
    ssr: { noExternal: true, target: "node" },
    build: {
      ssr: "app/cli/checker/checker.ts",
      target: "node20",
      minify: false,
      write: false,
      rollupOptions: { output: { format: "es", inlineDynamicImports: true, banner: FIRST_LINES } },
    },
  })) as Rollup.RollupOutput;
  const [chunk, ...more] = made.output;
  const foreign = chunk.imports.filter((name) => !isBuiltin(name));
  if (more.length > 0 || foreign.length > 0) throw new Error(`the checker needs more files: ${foreign.join(" ")}`);
  return chunk.code + licencesOf(chunk.moduleIds);
}

/** The licences of the packages inside, which require that their text is kept. */
function licencesOf(modules: readonly string[]): string {
  const folders = modules.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id.replaceAll("\\", "/")) ?? []);
  const texts = [...new Set(folders)].sort().map((folder) => {
    const licence = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
    if (licence === undefined) throw new Error(`${folder} has no licence`);
    const text = readFileSync(join(folder, licence), "utf8").replaceAll("\r", "").trim();
    return [basename(folder), "", ...text.split("\n")].map((line) => `// ${line}`.trimEnd()).join("\n");
  });
  return `\n${texts.join("\n//\n")}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  mkdirSync(dirname(fileURLToPath(FILE)), { recursive: true });
  writeFileSync(FILE, await buildChecker());
}
