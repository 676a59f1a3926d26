import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const STAMP = join(ROOT, "build", "sources.sha256");
/** Generated only here, so it is not a source. */
const OFFLINE_PAGE = join("public", "verify-offline.html");
const SOURCES = ["app", "db", "emission-factors", "public", "vite.config.ts", "package-lock.json"];

/** Builds server and pages, unless a build of exactly these sources exists. */
export function buildIfStale(onProgress: (line: string) => void): void {
  const hash = hashSources();
  const isBuilt = existsSync(STAMP) && readFileSync(STAMP, "utf8") === hash;
  if (isBuilt && existsSync(join(ROOT, OFFLINE_PAGE))) return;
  onProgress("building the server and its pages");
  // First, because the contents of `public` are copied into the build.
  execFileSync(process.execPath, [join(ROOT, "app", "cli", "offline-page.server.ts")], { cwd: ROOT });
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
    if (path === OFFLINE_PAGE) continue;
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
