/** Every file that ships, against the schema and the rules of the library. */
import { describe, expect, it } from "vitest";
import { DocumentReader } from "#app/carbon/document/document-reader.ts";
import { validateFactor } from "#app/carbon/document/validate-factor.ts";
import { CATEGORIES, isCategory, scopeOf } from "#app/carbon/line/scope.ts";
import { isUnitCode } from "#app/carbon/unit/unit.ts";
import { BOUNDS, checkDecimal } from "#app/number/decimal.ts";
import {
  FACTOR_BASES,
  FACTOR_METHODS,
  FACTOR_STATUSES,
  FACTOR_TRAITS,
  type FactorRow,
  TRUST_GRADES,
} from "./library-schema.ts";
import { listPairs } from "./pairs.ts";
import { readLibrary } from "./read-library.ts";
import { reasonOf } from "./row-facts.ts";
import { toDocumentFactor } from "./to-document.ts";

const library = readLibrary();
const all = library.datasets.flatMap(({ manifest, rows }) => rows.map((row) => ({ manifest, row })));
const named = library.datasets.map(
  (dataset) => [`${dataset.manifest.id}@${dataset.manifest.edition}`, dataset] as const,
);

/** Columns with one figure each. */
const NUMBERS = [
  "co2",
  "ch4_fossil",
  "ch4_nonfossil",
  "ch4",
  "n2o",
  "co2e",
  "carbon",
  "oxidation",
  "biogenic_co2",
] as const;

describe("the shipped library", () => {
  it("contains the promised releases", () => {
    const keys = named.map(([key]) => key);
    for (const key of [
      ...["2021", "2022", "2023", "2024", "2025", "2026-subset"].map((year) => `uk-desnz@${year}`),
      ...["2023", "2024", "2025"].map((year) => `us-epa-hub@${year}`),
      ...["2021", "2022", "2023", "2023-rev2", "2023-rev2-3d"].map((year) => `us-egrid@${year}`),
      ...["2021", "2022", "2023"].map((year) => `cn-mee-grid@${year}`),
      ...["1.2", "1.3"].map((release) => `us-epa-supply-chain@${release}`),
      "cn-ndrc-industry-fuels@2015",
      "eu-cbam-fuels@2025-2547",
      "ember-electricity@2026-06",
      "au-nga@2026",
      ...["2023", "2024", "2025"].map((year) => `nz-mfe-electricity@${year}`),
      "eu-eea-electricity@2024",
    ]) {
      expect(keys).toContain(key);
    }
    expect(all.length).toBeGreaterThan(30_000);
  });

  it("has no duplicate references", () => {
    const references = all.map(({ manifest, row }) => `${row.id}@${manifest.edition}`);
    expect(new Set(references).size).toBe(references.length);
  });

  it("ships no unconfirmed, implausible or non-redistributable row", () => {
    const trust = new Set(all.map(({ manifest, row }) => row.trust || manifest.trust));
    for (const grade of trust) expect(TRUST_GRADES).toContain(grade);
    for (const [key, { manifest }] of named) {
      expect(manifest.licence.redistributable, key).toBe(true);
      expect(manifest.licence.name, key).not.toMatch(/NC|NonCommercial|IPCC|ODbL/);
      expect(manifest.publisher, key).not.toMatch(/IPCC|IEA|Electricity Maps/);
    }
  });

  it("leaves out the twenty-one figures that no source confirms", () => {
    // Parameter set D of China's fuels (20) and the emission-trading factor of 2021.
    const keys = named.map(([key]) => key);
    expect(keys.filter((key) => key.startsWith("cn-mee-ets-grid"))).toEqual(["cn-mee-ets-grid@2022"]);
    const fuels = all.filter(({ row }) => /^cn-(ndrc|gbt)-.*fuels\./.test(row.id));
    expect(fuels.length).toBe(27 + 22 + 26);
    expect(fuels.map(({ row }) => row.carbon)).not.toContain("23.08");
    const figures = all.filter(({ manifest }) => manifest.publisher.startsWith("China MEE"));
    for (const { row } of figures) expect(["581", "0.581", "0.5810"]).not.toContain(row.co2 || row.co2e);
  });

  it("leaves out the five implausible rows of the 2024 hub and keeps their other releases", () => {
    const keys = ["t8-passenger-car-vehicle-mile", "t8-light-duty-truck-vehicle-mile", "t10-motorcycle-vehicle-mile"];
    for (const key of keys) {
      const editions = all.filter(({ row }) => row.id === `us-epa-hub.${key}`).map(({ manifest }) => manifest.edition);
      expect(editions, key).toEqual(["2023", "2025"]);
    }
  });
});

/** With thirty thousand rows, findings are lines of text, so that one comparison reports all of them. */
function findingsOf(rows: readonly FactorRow[], check: (row: FactorRow) => Record<string, boolean>): string[] {
  return rows.flatMap((row) =>
    Object.entries(check(row)).flatMap(([rule, isKept]) => (isKept ? [] : [`${row.id}: ${rule}`])),
  );
}

const includes = (known: readonly string[], value: string) => known.includes(value);

describe.each(named)("%s", (_key, { manifest, rows }) => {
  it("has rows that match the schema", () => {
    expect(rows.length).toBe(manifest.rows);
    expect(FACTOR_STATUSES).toContain(manifest.status);
    expect(
      findingsOf(rows, (row) => ({
        id: /^[A-Za-z0-9._-]+$/.test(row.id) && row.id.startsWith(`${manifest.id}.`),
        kind: includes(["emission", "grid_residual", "property"], row.kind),
        basis: includes(FACTOR_BASES, row.basis),
        status: includes(FACTOR_STATUSES, row.status),
        reason: row.status === "active" || (reasonOf(row, manifest) ?? "") !== "",
        method: row.method === "" || includes(FACTOR_METHODS, row.method),
        [`unit ${row.unit}`]: isUnitCode(row.unit),
        name: row.name_en !== "",
        // The published figure is kept for every row that has one.
        printed: manifest.trust === "definition" || (row.published_value !== "" && row.published_unit !== ""),
      })),
    ).toEqual([]);
  });

  it("has figures within the bounds of the inventory document", () => {
    const isWithin = (text: string) => text === "" || checkDecimal(text, BOUNDS.factor) === null;
    expect(
      findingsOf(rows, (row) =>
        Object.fromEntries([...NUMBERS, "value" as const].map((column) => [column, isWithin(row[column])])),
      ),
    ).toEqual([]);
  });

  it("uses the trait names and values of the inventory document", () => {
    const known: Record<string, readonly string[] | RegExp> = FACTOR_TRAITS;
    const isKnown = ([trait, value]: [string, string]) => {
      const allowed = known[trait];
      return allowed instanceof RegExp ? allowed.test(value) : (allowed?.includes(value) ?? false);
    };
    expect(
      findingsOf(rows, (row) => ({
        [row.traits]: listPairs(row.traits).every(isKnown),
        marginal: row.method !== "marginal" || row.traits.includes("quantification=marginal"),
      })),
    ).toEqual([]);
  });

  it("gives a valid factor for every row", () => {
    const reader = new DocumentReader();
    for (const row of rows) validateFactor(reader, toDocumentFactor(row, manifest), row.id);
    expect(reader.faults).toEqual([]);
  });

  it("has a category that matches its scope, or neither", () => {
    expect(
      findingsOf(rows, (row) => ({
        [`scope ${row.scope} ${row.category}`]:
          row.category === ""
            ? row.scope === ""
            : isCategory(row.category) && String(scopeOf(row.category)) === row.scope,
      })),
    ).toEqual([]);
    expect(Object.keys(CATEGORIES)).toEqual(["1", "2", "3"]);
  });

  it("selects no marginal rates and counts no gas outside the Kyoto basket", () => {
    const never = ["marginal", "montreal_protocol", "montreal_included"];
    expect(
      findingsOf(rows, (row) => ({
        [row.method]: !never.includes(row.method) || row.status === "not_for_inventories",
      })),
    ).toEqual([]);
  });
});

describe("traits", () => {
  const traitsOf = (reference: string) =>
    all.find(({ row, manifest }) => `${row.id}@${manifest.edition}` === reference)?.row.traits;

  it.each([
    ["uk-desnz.7_400_4000_5@2025", "quantification=average"],
    ["uk-desnz.27_317_3152_14@2025", "boundary=tank_to_wheel;radiativeForcing=included;distanceCorrection=included"],
    ["uk-desnz.27_317_3153_14@2025", "boundary=tank_to_wheel;radiativeForcing=excluded;distanceCorrection=included"],
    ["uk-desnz.1_100_1000_15@2021", "boundary=tank_to_wheel"],
    ["us-egrid.non-baseload-camx@2022", "quantification=marginal"],
    ["us-egrid.total-output-camx@2022", "quantification=average"],
    ["us-epa-supply-chain.111110@1.2", "priceBasis=purchaser;priceYear=2021"],
    ["us-epa-supply-chain.111110@1.3", "priceBasis=purchaser;priceYear=2022"],
    ["us-epa-hub.t2-diesel-fuel@2025", "boundary=tank_to_wheel"],
    ["us-epa-hub.t9-steel-cans-recycled@2025", ""],
    ["cn-mee-grid.national@2023", "quantification=average"],
  ])("of %s are %s", (reference, traits) => {
    expect(traitsOf(reference)).toBe(traits);
  });

  it("have the well-to-tank boundary for exactly the rows of that method", () => {
    const upstream = all.filter(({ row }) => row.method === "well_to_tank");
    expect(upstream.length).toBeGreaterThan(3000);
    for (const { row } of upstream) expect(row.traits, row.id).toContain("boundary=well_to_tank");
  });
});
