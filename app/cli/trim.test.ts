import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { isUnused } from "./trim.server.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const MEGABYTE = 1e6;

interface Package {
  dev?: boolean;
  optional?: boolean;
  devOptional?: boolean;
}

const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
  packages: Record<string, Package>;
};

/** Bytes of the files in a folder, except packages inside it that are counted separately. */
function sizeOf(path: string, isCounted: (path: string) => boolean = () => true): number {
  let bytes = 0;
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.name === "node_modules") continue;
    const inner = join(path, entry.name);
    if (entry.isDirectory()) bytes += sizeOf(inner, isCounted);
    else if (entry.isFile() && isCounted(inner)) bytes += statSync(inner).size;
  }
  return bytes;
}

/** Installed packages that npm keeps with `--omit=dev`, and optionally `--omit=optional`. */
function keptPackages(isOptionalKept: boolean): string[] {
  return Object.entries(packages)
    .filter(([path, { dev }]) => path !== "" && !dev)
    .filter(([, { optional, devOptional }]) => isOptionalKept || !(optional || devOptional))
    .map(([path]) => path)
    .filter((path) => statSync(join(ROOT, path), { throwIfNoEntry: false }) !== undefined);
}

const total = (paths: string[], isCounted?: (path: string) => boolean) =>
  paths.reduce((sum, path) => sum + sizeOf(join(ROOT, path), isCounted), 0) / MEGABYTE;

describe("the installation for a server", () => {
  const sources = total(["app", "db", "emission-factors", "public"]);

  it("has no second Node, no fonts of every weight and at most 340 MB, including sources", () => {
    const kept = keptPackages(true);
    expect(kept.filter((path) => /^node_modules\/(?:node|@expo-google-fonts)\b(?![-\w])/.test(path))).toEqual([]);
    expect(kept.length).toBeGreaterThan(100);
    expect(total(kept) + sources).toBeLessThan(340);
  });

  /** With 202 MB for the system and Node, and at most 60 MB for the build, the image stays below 450 MB. */
  it("has at most 160 MB in the image, packages and sources", () => {
    const kept = keptPackages(false);
    expect(kept.filter((path) => /^node_modules\/(?:vite|vitest|esbuild|typescript)$/.test(path))).toEqual([]);
    expect(total(kept, (path) => !isUnused(path)) + sources).toBeLessThan(160);
  });

  it("runs on the same Node in the image as in tests", () => {
    const { devDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    const [, version] = /^ARG NODE_VERSION=(\S+)$/m.exec(readFileSync(join(ROOT, "Dockerfile"), "utf8"))!;
    expect(version).toBe(devDependencies.node);
  });
});
