import { describe, expect, test } from "vitest";
import type { DocumentActivity, EmissionFactor } from "./document/inventory-document.ts";
import { documentOf, fuel, notesBesidesCo2, power } from "./document/sample-document.ts";
import { validateDocument } from "./document/validate-document.ts";
import { runInventory } from "./total/inventory.ts";

function run(...activities: DocumentActivity[]) {
  const document = documentOf(...activities);
  expect(validateDocument(document)).toEqual({ ok: true, document });
  return runInventory(document);
}

describe("unit paths", () => {
  test.each<[string, Partial<DocumentActivity>, string]>([
    ["direct", { quantity: "1500", unit: "kg" }, "1.5"],
    ["a property forward", { via: ["ncv@1"], factor: "net@1" }, "400"],
    ["a property backward", { quantity: "400", unit: "GJ", via: ["ncv@1"] }, "10"],
    ["a property backward, from a converted unit", { quantity: "1000", unit: "MWh", via: ["ncv@1"] }, "90"],
    [
      "between two units of one dimension, from → to",
      { quantity: "100", unit: "kWh", via: ["losses@1"], factor: "grid@1" },
      "110",
    ],
    ["two properties", { quantity: "100", unit: "km", via: ["use@1", "losses@1"], factor: "grid@1" }, "22"],
    [
      "gas states by an exact ratio",
      { quantity: "288.15", unit: "Sm3", via: ["state@1"], factor: "per-nm3@1" },
      "273.15",
    ],
    ["entered energy takes the factor's basis", { quantity: "3.6", unit: "GJ", factor: "gross@1" }, "3.6"],
    ["an entered basis that fits", { quantity: "1", unit: "MWh", heatBasis: "gross", factor: "gross@1" }, "3.6"],
  ])("%s", (_, extra, factorQuantity) => {
    const results = run(fuel(extra));
    expect(results.issues).toEqual([]);
    expect(results.lines[0]!.factorQuantity).toBe(factorQuantity);
  });

  test.each<[string, Partial<DocumentActivity>, string, string]>([
    ["mass to energy without a property", { factor: "net@1" }, "unit_mismatch", "/activities/0/unit"],
    [
      "a property that does not fit",
      { unit: "km", via: ["ncv@1"], factor: "net@1" },
      "unit_mismatch",
      "/activities/0/via/0",
    ],
    [
      "cubic metres are not normal cubic metres",
      { unit: "m3", factor: "per-nm3@1" },
      "unit_mismatch",
      "/activities/0/unit",
    ],
    [
      "net property, gross factor",
      { via: ["ncv@1"], factor: "gross@1" },
      "heat_basis_mismatch",
      "/activities/0/factor",
    ],
    [
      "gross property, net factor",
      { unit: "m3", via: ["gcv@1"], factor: "net@1" },
      "heat_basis_mismatch",
      "/activities/0/factor",
    ],
    [
      "a fuel's heat and a factor of electricity",
      { via: ["ncv@1"], factor: "grid@1" },
      "heat_basis_mismatch",
      "/activities/0/factor",
    ],
    [
      "electricity and a factor of a fuel's heat",
      { unit: "km", via: ["use@1"], factor: "net@1" },
      "heat_basis_mismatch",
      "/activities/0/factor",
    ],
    [
      "gross and net in one chain",
      { unit: "m3", via: ["gcv@1", "ncv@1"] },
      "heat_basis_mismatch",
      "/activities/0/via/1",
    ],
    [
      "a gross bill and a net heating value",
      { unit: "GJ", heatBasis: "gross", via: ["ncv@1"] },
      "heat_basis_mismatch",
      "/activities/0/via/0",
    ],
  ])("reports %s as an issue", (_, extra, code, pointer) => {
    const results = run(fuel(extra));
    expect(results.issues).toEqual([expect.objectContaining({ code, pointer, activity: "a" })]);
    expect(results.lines).toEqual([]);
    expect(results).not.toHaveProperty("totals");
  });
});

describe("validity, entries and disclosures", () => {
  test("discloses an accepted factor out of its validity with its reason, and its GWP set", () => {
    const accepted = [{ code: "factor_not_valid", reason: "No newer edition." }];
    const results = run(power({ factor: "old@1", accepted }));
    expect(results.disclosures).toEqual([
      {
        code: "factor_not_valid",
        activity: "a",
        detail: { factor: "old@1", validFrom: "", validTo: "2024-12-31", reason: "No newer edition." },
      },
      { code: "gwp_set_mismatch", activity: "a", detail: { factor: "old@1", gwpSet: "AR4", documentGwpSet: "AR6" } },
      { code: "market_based_grid_average", activity: "a" },
    ]);
    expect(results.totals!.byGasCo2eKg).toEqual({ unsplit: "900" });
    expect(results.totals!.byGasKg).toEqual({});
  });

  test("discloses nothing for an acceptance without an occurrence, and accepts nothing by another code", () => {
    expect(notesBesidesCo2(run(fuel({ accepted: [{ code: "factor_not_valid", reason: "r" }] })))).toEqual([]);
    expect(run(fuel({ factor: "net@1", accepted: [{ code: "unit_mismatch", reason: "r" }] })).issues).toHaveLength(1);
  });

  test("discloses a factor for a wider region", () => {
    const accepted = [{ code: "factor_other_region", reason: "Policy" }];
    expect(notesBesidesCo2(run(fuel({ accepted })))).toEqual([
      { code: "factor_other_region", activity: "a", detail: { factor: "per-t@1", region: "", reason: "Policy" } },
    ]);
  });

  test("counts a correction everywhere, and a credit only in its own total", () => {
    const correction = fuel({ id: "b", quantity: "-1", entry: { kind: "correction", reason: "r" } });
    const credit = fuel({
      id: "c",
      quantity: "-2",
      entry: { kind: "credit", reason: "r" },
      uncertainty: { activity: "1", factor: "1" },
    });
    const results = run(fuel({}), correction, credit);
    expect(results.lines.map(({ co2eKg }) => co2eKg)).toEqual(["30000", "-3000", "-6000"]);
    expect(results.totals).toMatchObject({
      co2eKg: "27000",
      creditsCo2eKg: "-6000",
      biogenicCo2Kg: "81",
      byScope: { 1: "27000" },
      byGasKg: { CO2: "27000" },
      byCategory: { stationary_combustion: "27000" },
      byFacility: { f: "27000" },
      uncertaintyPercent: null,
    });
  });

  test("prints minus zero as zero", () => {
    expect(run(fuel({ quantity: "-0" })).totals!.co2eKg).toBe("0");
  });

  test("scales gases, CO2e and biogenic CO2 by the share, but not the factor quantity", () => {
    expect(run(fuel({ share: "1/3" })).lines[0]).toMatchObject({
      factorQuantity: "10",
      gasesKg: { CO2: "10000" },
      co2eKg: "10000",
      biogenicCo2Kg: "30",
    });
  });

  test("treats names that objects inherit as ordinary names", () => {
    const results = run(fuel({ facility: "__proto__" }), fuel({ id: "constructor", facility: "toString" }));
    expect(Object.entries(results.totals!.byFacility)).toEqual([
      ["__proto__", "30000"],
      ["toString", "30000"],
    ]);
  });
});

test("rejects a document that was not validated, and never reads it as zero", () => {
  expect(() => runInventory(documentOf(fuel({ quantity: "" })))).toThrow(/number_grammar/);
  expect(() => runInventory(documentOf(fuel({ factor: "none@1" })))).toThrow(/reference_unknown/);
});

test.each([null, [], "text", 5, undefined, {}])("rejects %j as a document", (value) => {
  const validation = validateDocument(value);
  expect(validation.ok).toBe(false);
});

test("keeps all totals if a quantity is entered in another unit", () => {
  const same = [
    ["3600", "GJ"],
    ["3600000", "MJ"],
    ["1000", "MWh"],
    ["1000000", "kWh"],
    ["3.6", "TJ"],
  ] as const;
  const totals = same.map(([quantity, unit]) => run(fuel({ quantity, unit, factor: "net@1" })).totals);
  for (const one of totals) expect(one).toEqual(totals[0]);
  expect(totals[0]!.co2eKg).toBe("266400");
});

describe("mixed fuels, other ratios of carbon, gases outside the totals", () => {
  const withFactor = (activity: Partial<DocumentActivity>, factor: object, gwp?: object) => {
    const document = documentOf(fuel({ quantity: "10", unit: "t", factor: "own@1", ...activity }));
    document.factors = [{ kind: "emission", id: "own", version: "1", unit: "t", ...factor } as EmissionFactor];
    if (gwp) document.gwp = { set: "AR6", ...gwp } as typeof document.gwp;
    expect(validateDocument(document)).toEqual({ ok: true, document });
    return runInventory(document);
  };

  test("report the biogenic part of a mixed fuel's CO2 as a memo item, with its methane inside (rules 7, 8)", () => {
    const gwp = { values: { CO2: "1", CH4_fossil: "29.8" } };
    const factor = { gases: { CO2: "3000", CH4_fossil: "0.1" }, biogenicCo2: "9" };
    const { lines, totals } = withFactor({ biogenicFraction: "1/3" }, factor, gwp);
    expect(lines[0]).toMatchObject({
      gasesKg: { CO2: "20000", CH4_fossil: "1" },
      co2eKg: "20029.8",
      biogenicCo2Kg: "10090",
    });
    expect(totals).toMatchObject({ co2eKg: "20029.8", biogenicCo2Kg: "10090" });
  });

  test("convert carbon to CO2 by 44/12, and by 3.664 where prescribed (rule 31)", () => {
    const carbon = { kgCarbonPerUnit: "300", oxidation: "1" };
    expect(withFactor({}, { carbon }).totals!.co2eKg).toBe("11000");
    expect(withFactor({}, { carbon: { ...carbon, co2PerCarbon: "3.664" } }).totals!.co2eKg).toBe("10992");
  });

  test("quantify ozone-depleting substances but count them in no total, alone or in a blend (rule 5)", () => {
    const gwp = {
      values: { "HFC-125": "3740", "HCFC-22": "1960" },
      blends: { "R-X": { "HFC-125": "0.25", "HCFC-22": "0.75" } },
      reportedApart: ["HCFC-22"],
    };
    const { lines, totals } = withFactor({ category: "fugitive" }, { gases: { "R-X": "1", "HCFC-22": "2" } }, gwp);
    expect(lines[0]).toMatchObject({ gasesKg: { "R-X": "10", "HCFC-22": "20" }, co2eKg: "9350" });
    expect(lines[0]!.reportedApartCo2eKg).toBe("53900");
    expect(totals).toMatchObject({
      co2eKg: "9350",
      byGasCo2eKg: { "R-X": "9350", "HCFC-22": "0" },
      reportedApartCo2eKg: "53900",
    });
  });

  test("disclose a factor that scales CO2 up for other gases (rule 6)", () => {
    expect(notesBesidesCo2(withFactor({}, { gases: { CO2: "3" }, otherGases: "ratio" }))).toEqual([
      { code: "ratio_method", activity: "a", detail: { factor: "own@1" } },
    ]);
  });

  test("report emissions of later years separately (rule 47)", () => {
    const entry = { kind: "lifetime" as const, reason: "a project financed in 2025" };
    const { totals } = withFactor({ entry }, { gases: { CO2: "3" } });
    expect(totals).toMatchObject({ co2eKg: "0", lifetimeCo2eKg: "30", creditsCo2eKg: "0" });
  });

  test("require a GWP for a gas outside the totals", () => {
    const document = documentOf();
    document.gwp = { ...document.gwp, reportedApart: ["HCFC-22"] };
    expect(validateDocument(document)).toMatchObject({
      ok: false,
      faults: [{ code: "reference_unknown", pointer: "/gwp/reportedApart/0" }],
    });
  });
});
