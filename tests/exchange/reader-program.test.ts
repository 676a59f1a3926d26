import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { findReaderProgram, INPUTS } from "#app/records/import/file/reader-program.server.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "reader-program-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const SOURCE = /app\/records\/import\/file\/reader-process\.ts$/;
const make = (made: Date, inputs: string[]) => {
  writeFileSync(join(folder, "reader-process.js"), "");
  utimesSync(join(folder, "reader-process.js"), made, made);
  writeFileSync(join(folder, INPUTS), JSON.stringify(inputs));
  return findReaderProgram(folder);
};
const LATER = new Date(Date.now() + 60_000);

it("is the built program, which can only read itself", () => {
  const { path, readable, root } = make(LATER, ["package.json", "app/number/decimal.ts"]);
  expect(path).toBe(join(folder, "reader-process.js"));
  expect(readable).toEqual([join(folder, "*"), join(root, "package.json")]);
});

it("is the sources if there is no build, or if a source is newer or missing", () => {
  expect(findReaderProgram(folder).path).toMatch(SOURCE);
  expect(make(new Date(0), ["package.json"]).path).toMatch(SOURCE);
  expect(make(LATER, ["package.json", "app/no-such-file.ts"]).path).toMatch(SOURCE);
});
