import { describe, expect, it } from "vitest";
import { gwpOf, openGwpSet } from "#app/carbon/factor/gwp.ts";
import { BOUNDS, checkDecimal } from "#app/number/decimal.ts";
import { toExactOr40 } from "#app/number/ratio.ts";
import { sumDecimals } from "./decimal-text.ts";
import { readLibrary } from "./read-library.ts";
import { toDocumentGwp } from "./to-document.ts";

const sets = new Map(readLibrary().gwpSets.map((set) => [set.manifest.id, set]));

function documentOf(id: string) {
  const set = sets.get(id);
  if (set === undefined) throw new Error(`no GWP set ${id}`);
  return toDocumentGwp(set);
}

describe("GWP sets", () => {
  it.each([
    ["AR4", "CH4", "25"],
    ["AR4", "N2O", "298"],
    ["AR4", "SF6", "22800"],
    ["AR4", "HFC-134a", "1430"],
    ["AR5", "CH4", "28"],
    ["AR5", "CH4_fossil", "30"],
    ["AR5", "CH4_nonfossil", "28"],
    ["AR5", "N2O", "265"],
    ["AR5", "NF3", "16100"],
    ["AR5-CCF", "CH4", "34"],
    ["AR5-CCF", "CH4_fossil", undefined],
    ["AR6", "CO2", "1"],
    ["AR6", "CH4", "27.9"],
    ["AR6", "CH4_fossil", "29.8"],
    ["AR6", "CH4_nonfossil", "27.0"],
    ["AR6", "N2O", "273"],
    ["AR6", "SF6", "25200"],
    ["AR6-2", "SF6", "24300"],
    ["AR6-2", "CH4_fossil", "29.8"],
    ["AR6", "NF3", "17400"],
    ["AR6", "HFC-134a", "1530"],
    ["AR6", "HCFC-22", "1960"],
    ["AR6", "CFC-12", "12500"],
  ])("%s gives %s the value %s", (id, gas, value) => {
    expect(documentOf(id).values[gas]).toBe(value);
  });

  it.each([
    ["R-410A", "2255.5"],
    ["R-404A", "4728"],
    ["R-407C", "1907.93"],
    ["R-507A", "4775"],
    ["R-508B", "13412"],
  ])("AR6 derives %s as %s from its constituents", (blend, value) => {
    expect(toExactOr40(gwpOf(openGwpSet(documentOf("AR6")), blend).whole)).toBe(value);
  });

  it("notes the other revision of SF6", () => {
    expect(sets.get("AR6")?.rows.find((row) => row.gas === "SF6")?.note).toContain("24,300");
  });

  it.each([...sets.keys()])("%s has each gas once, within bounds and with a source", (id) => {
    const rows = sets.get(id)?.rows ?? [];
    expect(new Set(rows.map((row) => row.gas)).size).toBe(rows.length);
    for (const row of rows) {
      expect(checkDecimal(row.value, BOUNDS.gwp), `${row.gas}: ${row.value}`).toBeNull();
      expect(row.source, row.gas).not.toBe("");
      expect(["kyoto", "montreal", "other"]).toContain(row.group);
    }
  });

  it("has blends whose shares sum to exactly 1 and whose constituents all have a value", () => {
    for (const id of sets.keys()) {
      const { values, blends } = documentOf(id);
      for (const [blend, shares] of Object.entries(blends ?? {})) {
        expect(sumDecimals(Object.values(shares)), blend).toBe("1");
        for (const gas of Object.keys(shares)) expect(values[gas], `${id} ${blend}: ${gas}`).toBeDefined();
      }
    }
  });

  it("lists exactly the gases of the Montreal Protocol as reported separately", () => {
    for (const [id, set] of sets) {
      const { reportedApart = [], values } = documentOf(id);
      expect(reportedApart).toEqual(set.rows.filter(({ group }) => group === "montreal").map(({ gas }) => gas));
      expect(reportedApart).toEqual(expect.arrayContaining(["HCFC-22", "CFC-11", "Halon-1301", "CCl4"]));
      expect(reportedApart).not.toEqual(expect.arrayContaining(["HFC-134a"]));
      for (const gas of reportedApart) expect(values[gas], gas).toBeDefined();
    }
  });

  // 0.07 × 3740 + 0.46 × 5810 + 0.47 × 1960, of which the last part is HCFC-22.
  it.each([
    ["HCFC-22", "1960", "1960"],
    ["R-408A", "3855.6", "921.2"],
    ["R-410A", "2255.5", "0"],
  ])("AR6 quantifies %s as %s, of which %s separately", (gas, whole, apart) => {
    const parts = gwpOf(openGwpSet(documentOf("AR6")), gas);
    expect([toExactOr40(parts.whole), toExactOr40(parts.apart)]).toEqual([whole, apart]);
  });
});
