import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { ukFlatFile, ukSample } from "#tests/support/publications/uk-flat-file.ts";
import { writeWorkbook } from "#tests/support/write-workbook.ts";
import { run } from "./factors.ts";

let folder: string;
let out = "";
let err = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "factors-import-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(() => {
  [out, err] = ["", ""];
  vi.stubEnv("DATA_DIR", join(folder, "data"));
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    err += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

function put(name: string, content: Uint8Array | string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

/** A first UK release of 2026: the sample of 2025 with the new year in its heading and one figure changed. */
function nextYear(): string {
  const rows = ukSample(2025).map((row, at) => {
    if (at === 0) return row.map((text) => text.replace("2025", "2026"));
    return row[0] === "7_400_4000_5_1" ? row.with(-1, "0.17701") : row;
  });
  return put("next.xlsx", ukFlatFile(rows));
}

describe("truetonne factors import", () => {
  it("shows the changes since the previous release and writes nothing on a dry run", async () => {
    expect(await run(["import", nextYear(), "--dry-run"])).toBe(0);
    expect(out).toContain("uk-desnz@2026 is new.");
    expect(out).toContain("Compared with uk-desnz@2025:");
    expect(out).toContain("The two are comparable.");
    expect(out).toContain("co2e: 0.177 → 0.17701 (+0.0056 %)");
    expect(out).toMatch(/Removed: \d{4}\n[\s\S]*… and \d{4} more/);
    expect(existsSync(join(folder, "data"))).toBe(false);
  });

  it("prints the same in Chinese", async () => {
    expect(await run(["import", nextYear(), "--dry-run", "--locale", "zh"])).toBe(0);
    expect(out).toContain("已识别：英国政府企业报告温室气体换算系数");
    expect(out).toContain("uk-desnz@2026 为新版本。");
  });

  it("writes nothing without a confirmation, and states that", async () => {
    expect(await run(["import", nextYear()])).toBe(1);
    expect(err).toContain("Nothing was written. Confirm with --yes.");
    expect(existsSync(join(folder, "data"))).toBe(false);
  });

  it("gives the whole plan as JSON", async () => {
    expect(await run(["import", nextYear(), "--json", "--dry-run"])).toBe(0);
    const { outcome, editions } = JSON.parse(out);
    expect(outcome).toBe("dry_run");
    expect(editions).toMatchObject([
      {
        state: "new",
        dataset: "uk-desnz",
        edition: "2026",
        previous: "uk-desnz@2025",
        supersedes: "uk-desnz@2025",
        files: [{ name: "next.xlsx", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
      },
    ]);
    expect(editions[0].comparison.changed).toHaveLength(1);
  });

  it("names sheet, row and cell of each error", async () => {
    const rows = ukSample(2025).map((row) => (row[0] === "7_400_4000_5_1" ? row.with(-1, "0.277") : row));
    const path = put("faulty.xlsx", ukFlatFile(rows));
    expect(await run(["import", path])).toBe(1);
    expect(err).toMatch(
      /^Factors by Category, row \d+, J\d+: The total 0\.277 differs from the sum of its parts, 0\.17701/,
    );
    expect(await run(["import", path, "--json"])).toBe(1);
    expect(JSON.parse(out.slice(out.indexOf("{")))).toMatchObject({
      outcome: "refused",
      faults: [{ code: "total_mismatch", cell: expect.stringMatching(/^J\d+$/) }],
    });
  });

  it("lists the known publications if the file is another one", async () => {
    expect(await run(["import", put("other.xlsx", writeWorkbook({ sheets: [{ name: "A", rows: [["x"]] }] }))])).toBe(1);
    expect(err).toContain("US EPA eGRID data file");
    expect(err).toContain("IPCC Emission Factor Database");
  });

  it.each([
    ["legacy", Buffer.from("d0cf11e0a1b11ae1", "hex"), "old .xls file"],
    ["cut", ukFlatFile(ukSample(2025)).slice(0, 20_000), "not a workbook"],
  ])("rejects a %s workbook and explains what to do", async (name, bytes, sentence) => {
    expect(await run(["import", put(`${name}.xlsx`, bytes)])).toBe(1);
    expect(err).toContain(sentence);
  });

  it.each([
    [["import"]],
    [["import", "file.xlsx", "--correction", "a@b"]],
    [["import", "file.xlsx", "--locale", "fr"]],
    [["import", "file.xlsx", "--force"]],
    [["import", "no-such-file.xlsx"]],
  ])("ends with exit code 2 on %j", async (argv) => {
    expect(await run(argv)).toBe(2);
    expect(err).not.toBe("");
  });

  it("explains how a user's own copy of the IPCC's factors is imported", async () => {
    expect(await run(["import", "--help"])).toBe(0);
    expect(out).toContain("EFDB_output");
    expect(out).toMatch(/Exit code 0/);
  });
});
