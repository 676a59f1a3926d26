import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { documentOf, fuel, power } from "#app/carbon/document/sample-document.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import { truetonne } from "#tests/support/command-line.ts";

const uncertainty = { activity: "5", factor: "2" };
const days = Array.from({ length: 30 }, (_, at) => `2025-06-${String(at + 1).padStart(2, "0")}`);
const whole = documentOf(
  ...days.map((day, at) =>
    power({
      id: `d${at}`,
      quantity: `${at}.5`,
      period: { start: day, end: day },
      emissionSource: "m",
      uncertainty,
      evidence: "meter A",
    }),
  ),
  fuel({ id: "bill", evidence: "page 3", uncertainty }),
);
let folder: string;
let names: { whole: string; condensed: string; detail: string };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "truetonne-condense-"));
  names = {
    whole: join(folder, "whole.json"),
    condensed: join(folder, "condensed.json"),
    detail: join(folder, "detail"),
  };
  writeFileSync(names.whole, JSON.stringify(whole));
  const { code, out } = await truetonne(["condense", names.whole, "--detail", names.detail]);
  expect(code).toBe(0);
  writeFileSync(names.condensed, out);
});

const verify = (...files: string[]) => truetonne(["detail", "verify", ...files]);

describe("truetonne condense", () => {
  test("prints the same totals, and `calculate` gets them again from the lines", async () => {
    const condensed = JSON.parse(readFileSync(names.condensed, "utf8"));
    expect(condensed.activities).toHaveLength(2);
    expect(condensed.results.totals).toEqual(runInventory(whole).totals);
    expect(condensed.detail).toMatchObject({ records: "31", pieces: "2" });
    const { code, out } = await truetonne(["calculate", names.condensed]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual(condensed);
  });

  test("accepts a document without records", async () => {
    const [empty, detail] = [join(folder, "empty.json"), join(folder, "no-records")];
    writeFileSync(empty, JSON.stringify(documentOf()));
    const { code, out } = await truetonne(["condense", empty, "--detail", detail]);
    expect(code).toBe(0);
    writeFileSync(empty, out);
    expect(await verify(empty, detail)).toMatchObject({ code: 0 });
  });

  test("doesn't overwrite files", async () => {
    const before = readFileSync(names.detail, "utf8");
    const { code, err } = await truetonne(["condense", names.whole, "--detail", names.detail]);
    expect(code).toBe(2);
    expect(err).toContain(names.detail);
    expect(readFileSync(names.detail, "utf8")).toBe(before);
  });
});

describe("truetonne detail verify", () => {
  test("finds the records behind the lines", async () => {
    const { code, out } = await verify(names.condensed, names.detail);
    expect(out).toMatch(/31 .* 2 .* 2 /);
    expect(code).toBe(0);
  });

  const change = (edit: (text: string) => string) => {
    const file = join(folder, "changed");
    writeFileSync(file, edit(readFileSync(names.detail, "utf8")));
    return file;
  };
  const lines = (edit: (lines: string[]) => string[]) => (text: string) =>
    `${edit(text.trim().split("\n")).join("\n")}\n`;

  test.each<[string, (text: string) => string]>([
    ["line_differs", (text) => text.replace('"quantity":"3.5"', '"quantity":"3.6"')],
    ["line_differs", (text) => text.replace('"start":"2025-06-04"', '"start":"2025-06-03"')],
    ["record_invalid", (text) => text.replace('"unit":"kWh"', '"unit":"kWn"')],
    ["piece_unreadable", (text) => text.replace('"line"', ' "line"')],
    ["piece_unreadable", (text) => text.slice(0, 400)],
    ["root_differs", (text) => text.replace("meter A", "meter B")],
    ["root_differs", (text) => text.replace(/"salt":"[0-9a-f]{64}"/, `"salt":"${"0".repeat(64)}"`)],
    ["piece_out_of_order", lines((all) => all.slice(0, 1))],
    ["piece_out_of_order", lines((all) => all.toReversed())],
    ["piece_out_of_order", lines((all) => [all[0]!, ...all])],
    ["piece_out_of_order", () => ""],
  ])("reports %s", async (fault, edit) => {
    const { code, out } = await verify(names.condensed, change(edit));
    expect(out).toContain(`[${fault}]`);
    expect(code).toBe(1);
  });

  test("rejects a document without a detail", async () => {
    const { code, out } = await verify(names.whole, names.detail);
    expect(out).toContain("[no_detail]");
    expect(code).toBe(1);
  });
});
