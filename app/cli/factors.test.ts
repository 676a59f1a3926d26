import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { run } from "./factors.ts";

let out = "";
let err = "";

beforeEach(() => {
  out = "";
  err = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    err += String(text);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

describe("truetonne factors", () => {
  it("searches in English and Chinese", async () => {
    expect(await run(["search", "uk", "electricity", "--limit", "1"])).toBe(0);
    expect(out).toContain("uk-desnz.7_400_4000_5@2026-subset");
    expect(out).toContain("0.13096 kg CO2e/kWh (AR5)");
    out = "";
    expect(await run(["search", "北京电网", "--locale", "zh", "--limit", "1"])).toBe(0);
    expect(out).toContain("北京省级平均");
    expect(out).toContain("0.5554 kg CO2/kWh");
  });

  it("shows a factor with its source, licence and history", async () => {
    expect(await run(["show", "uk-desnz.7_400_4000_5@2023"])).toBe(0);
    expect(out).toContain("0.207074288590604 kg CO2e/kWh");
    expect(out).toContain("Open Government Licence v3.0");
    expect(out).toContain("2025: 0.177 kg CO2e/kWh (AR5) (-14.5134 %)");
  });

  it("shows the corrected release if no release is given", async () => {
    expect(await run(["show", "us-egrid.total-output-nycw"])).toBe(0);
    expect(out.startsWith("us-egrid.total-output-nycw@2023-rev2-3d\n")).toBe(true);
  });

  it("prints JSON with the factor as in a document", async () => {
    expect(await run(["show", "cn-mee-grid.national@2023", "--json"])).toBe(0);
    const shown = JSON.parse(out);
    expect(shown.factor.gases).toEqual({ CO2: "0.5306" });
    expect(shown.trust).toBe("official_file");
    expect(shown.history).toHaveLength(3);
  });

  it("lists every subregion of a ZIP code", async () => {
    expect(await run(["zip", "30525"])).toBe(0);
    expect(out.split("\n").slice(0, 3)).toEqual(["US-EGRID-SRTV", "US-EGRID-SRSO", "US-EGRID-SRVC"]);
    out = "";
    expect(await run(["zip", "94105", "--json"])).toBe(0);
    expect(JSON.parse(out)).toEqual({ zip: "94105", subregions: ["US-EGRID-CAMX"] });
    expect(await run(["zip", "00000"])).toBe(1);
  });

  it("compares two releases", async () => {
    expect(await run(["diff", "cn-mee-grid", "2022", "2023", "--locale", "zh"])).toBe(0);
    expect(out).toContain("co2: 0.5366 → 0.5306 (-1.1182 %)");
    expect(out).toContain("变更: ");
  });

  it("ends with exit code 1 and a message if nothing is found", async () => {
    expect(await run(["search", "xyzzy"])).toBe(1);
    expect(await run(["show", "no-such-factor"])).toBe(1);
    expect(await run(["show", "cn-mee-grid.national@1999"])).toBe(1);
    expect(out).toContain("cn-mee-grid.national@2023");
    expect(await run(["diff", "cn-mee-grid", "2022", "1999"])).toBe(1);
    expect(err).toContain("cn-mee-grid 2023");
  });

  it.each([
    [[]],
    [["bogus"]],
    [["search"]],
    [["show"]],
    [["show", "a", "b"]],
    [["diff", "uk-desnz", "2024"]],
    [["search", "diesel", "--locale", "fr"]],
    [["search", "diesel", "--limit", "0"]],
    [["search", "diesel", "--unknown"]],
  ])("prints its usage on %j with exit code 2", async (argv) => {
    expect(await run(argv)).toBe(2);
    expect(err).toContain("Usage: truetonne factors");
  });
});
