import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const STAMP = join(ROOT, "build", "sources.sha256");
/** Generated only here, so they are not sources. */
const GENERATED = [join("public", "verify-offline.html"), join("public", "verify")];
/** For readers who verify without Node.js. The recipe names the scripts, so all of them are served. */
const RECIPE = ["verify-by-hand.md", "verify.py", "recompute.py"];
const SOURCES = [
  ...["app", "db", "emission-factors", "public", "vite.config.ts", "package-lock.json"],
  ...RECIPE.map((name) => join("docs", name)),
];

/** Builds server and pages, unless a build of exactly these sources exists. */
export function buildIfStale(onProgress: (line: string) => void): void {
  const hash = hashSources();
  const isBuilt = existsSync(STAMP) && readFileSync(STAMP, "utf8") === hash;
  if (isBuilt && GENERATED.every((path) => existsSync(join(ROOT, path)))) return;
  onProgress("building the server and its pages");
  // First, because the contents of `public` are copied into the build.
  for (const script of ["offline-page.server.ts", "checker-file.server.ts"])
    execFileSync(process.execPath, [join(ROOT, "app", "cli", script)], { cwd: ROOT });
  for (const name of RECIPE) copyFileSync(join(ROOT, "docs", name), join(ROOT, "public", "verify", name));
  const remix = join(dirname(createRequire(import.meta.url).resolve("@remix-run/dev/package.json")), "dist", "cli.js");
  execFileSync(process.execPath, [remix, "vite:build"], { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
  execFileSync(process.execPath, [join(ROOT, "app", "cli", "build-reader.server.ts")], { cwd: ROOT });
  const caching = ["--import", "./app/compile-cache.ts", "app/cli/fill-compile-cache.server.ts"];
  execFileSync(process.execPath, caching, { cwd: ROOT });
  writeFileSync(STAMP, hash);
}

function hashSources(): string {
  const hash = createHash("sha256");
  for (const path of SOURCES.flatMap(listFiles).sort()) {
    if (GENERATED.some((one) => path === one || path.startsWith(join(one, sep)))) continue;
    hash
      .update(path)
      .update("\0")
      .update(readFileSync(join(ROOT, path)));
  }
  return hash.digest("hex");
}

function listFiles(path: string): string[] {
  const full = join(ROOT, path);
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) buildIfStale((line) => console.log(line));
