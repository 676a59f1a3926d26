import { describe, expect, it } from "vitest";
import type { Dataset, FactorRow, TrustChange } from "./library-schema.ts";
import { locateLibrary, readLibrary } from "./read-library.ts";
import { applyTrustChanges, checkTrustChange, readTrustChanges } from "./trust-changes.ts";

const manifest = { id: "set", edition: "2024" } as Dataset["manifest"];
const rows = ["a", "b"].map((id) => ({ id, co2: "0.5", co2e: "", trust: "secondary_multi" }) as FactorRow);
const CHANGE: TrustChange = {
  dataset: "set",
  edition: "2024",
  factor_id: "a",
  changed_on: "2025-01-01",
  trust: "official_file",
  value: "0.50",
  document: "Notice 7",
  document_sha256: "",
};

describe("trust of published rows", () => {
  it("follows a comparison with the same figure, for that row only", () => {
    const changed = applyTrustChanges({ manifest, rows }, [CHANGE, { ...CHANGE, edition: "2023", factor_id: "b" }]);
    expect(changed.rows.map(({ trust }) => trust)).toEqual(["official_file", "secondary_multi"]);
    expect(rows[0]!.trust).toBe("secondary_multi");
  });

  it("is refused for another figure or an unknown row", () => {
    expect(() => applyTrustChanges({ manifest, rows }, [{ ...CHANGE, value: "0.51" }])).toThrow("0.51");
    expect(() => applyTrustChanges({ manifest, rows }, [{ ...CHANGE, factor_id: "c" }])).toThrow("no c");
  });

  it.each([{ trust: "unverified" }, { changed_on: "2025" }, { document: " " }, { factor_id: "" }])(
    "is refused for %j",
    (part) => expect(() => checkTrustChange({ ...CHANGE, ...part })).toThrow("Trust change of set@2024"),
  );
});

describe("shipped comparisons", () => {
  const { datasets, trustChanges } = readLibrary();
  const trustsOf = (id: string, edition: string) => {
    const found = datasets.find((one) => one.manifest.id === id && one.manifest.edition === edition)!;
    return new Set(found.rows.map((row) => row.trust || found.manifest.trust));
  };

  it("confirm all forty Chinese grid factors of 2023 by the notice, and no earlier year", () => {
    expect(trustChanges.filter(({ dataset }) => dataset === "cn-mee-grid").length).toBe(40);
    expect(trustsOf("cn-mee-grid", "2023")).toEqual(new Set(["official_file"]));
    expect(trustsOf("cn-mee-grid", "2022")).not.toContain("official_file");
  });

  it("are forty-three, each raising the trust", () => {
    expect(readTrustChanges(locateLibrary())).toEqual(trustChanges);
    expect(trustChanges.length).toBe(43);
    expect(trustsOf("tw-moea-grid", "2024")).toEqual(new Set(["secondary_multi"]));
    expect(trustsOf("cn-mee-electricity-footprint", "2024")).toEqual(new Set(["official_file"]));
  });
});
