import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { locateLibrary, readLibrary } from "./read-library.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "library-"));
  for (const part of ["gwp", "cn-mee-grid-2023"])
    cpSync(join(locateLibrary(), part), join(folder, part), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function edit(file: string, from: string, to: string): void {
  const path = join(folder, file);
  const text = readFileSync(path, "utf8");
  if (!text.includes(from)) throw new Error(`${file} does not contain ${from}`);
  writeFileSync(path, text.replace(from, to));
}

describe("reading the library", () => {
  it("reads all releases and GWP sets", () => {
    const { datasets, gwpSets } = readLibrary(folder);
    expect(datasets.map(({ manifest, rows }) => [manifest.id, manifest.edition, rows.length])).toEqual([
      ["cn-mee-grid", "2023", 40],
    ]);
    expect(gwpSets.map(({ manifest }) => manifest.id)).toEqual(["AR4", "AR5", "AR5-CCF", "AR6", "AR6-2"]);
  });

  it.each([
    ["a figure", "cn-mee-grid-2023/factors.csv", "0.5306", "0.5307"],
    ["a GWP", "gwp/ar6.csv", "29.8", "29.9"],
    ["a mass share", "gwp/blends.csv", "0.5,", "0.4,"],
  ])("rejects %s after an edit", (_what, file, from, to) => {
    edit(file, from, to);
    expect(() => readLibrary(folder)).toThrow("checksum");
  });
});
