import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parseCsvRecords } from "#emission-factors/csv.ts";
import { run } from "./factors.ts";

const folder = mkdtempSync(join(tmpdir(), "truetonne-match-"));
const file = join(folder, "ledger.csv");
let out = "";
let err = "";

beforeEach(() => {
  [out, err] = ["", ""];
  writeFileSync(file, "\ufeff描述,单位\nR410A 补充,kg\nR410A 补充,kg\n0#柴油,L\n员工工资,元\n=HYPERLINK(diesel),L\n");
  const take = (add: (text: string) => void) => (text: unknown) => {
    add(String(text));
    return true;
  };
  vi.spyOn(process.stdout, "write").mockImplementation(take((text) => (out += text)));
  vi.spyOn(process.stderr, "write").mockImplementation(take((text) => (err += text)));
});
afterEach(() => vi.restoreAllMocks());

describe("truetonne factors match", () => {
  it("prints candidates with confidence and reason for each description once", async () => {
    expect(await run(["match", file, "--column", "描述", "--unit-column", "单位", "--country", "CN"])).toBe(0);
    const records = parseCsvRecords(out);
    const first = (description: string) => records.find((record) => record.description === description);
    expect(first("R410A 补充")).toMatchObject({ rows: "2", confidence: "high", factor: "gas-release.R-410A" });
    expect(first("R410A 补充")?.reason).toContain("unit_same: kg");
    expect(first("0#柴油")).toMatchObject({ confidence: "medium", factor: "uk-desnz.1_101_1011_8" });
    expect(first("员工工资")).toMatchObject({ rank: "", factor: "" });
    expect(first("'=HYPERLINK(diesel)")?.confidence).toBe("low");
    expect(records.filter(({ description }) => description === "0#柴油").length).toBeLessThanOrEqual(5);
  });

  it.each([
    [["match"]],
    [["match", "no-such-file.csv", "--column", "描述"]],
    [["match", file]],
    [["match", file, "--column", "colour"]],
    [["match", file, "--column", "描述", "--country", "china"]],
  ])("rejects %j with exit code 2", async (argv) => {
    expect(await run(argv)).toBe(2);
    expect(err).not.toBe("");
  });

  it("ends with exit code 1 and a message if nothing is found", async () => {
    writeFileSync(file, "what\nsalary\n");
    expect(await run(["match", file, "--column", "what"])).toBe(1);
  });
});
