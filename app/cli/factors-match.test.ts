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
    expect(first("R410A 补充")).toMatchObject({ category: "fugitive", needs: "", reason: "text: R-410A" });
    expect(first("0#柴油")).toMatchObject({ confidence: "medium", factor: "cn-gbt-32151-22-fuels.diesel" });
    expect(first("0#柴油")).toMatchObject({ category: "mobile_combustion", needs: "the density" });
    expect(first("员工工资")).toMatchObject({ rank: "", factor: "", category: "", reason: "no_emission: 工资" });
    expect(first("'=HYPERLINK(diesel)")?.factor).toBe("cn-gbt-32151-22-fuels.diesel");
    expect(records.filter(({ description }) => description === "0#柴油").length).toBeLessThanOrEqual(5);
  });

  it("states the category of a line without a factor, and reads accounts, amounts and currencies", async () => {
    writeFileSync(file, "text,unit,konto,sum,cur\n机票改签费,元,差旅费,80,CNY\nAnodising,pcs,Subcontract,900,GBP\n");
    const columns = ["--account-column", "konto", "--amount-column", "sum", "--currency-column", "cur"];
    const options = ["--column", "text", "--unit-column", "unit", "--country", "GB", "--locale", "zh", ...columns];
    expect(await run(["match", file, ...options])).toBe(0);
    const [fee, anodising] = parseCsvRecords(out);
    expect(fee).toMatchObject({ rank: "", confidence: "", factor: "", category: "business_travel" });
    expect(anodising).toMatchObject({ factor: "us-epa-supply-chain.332813", category: "purchased_goods_services" });
    expect(anodising?.needs).toContain("汇率");
  });

  it.each([
    [["match", file, "--column", "描述", "--account-column", "colour"]],
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
