import { describe, expect, it } from "vitest";
import type { FactorRow } from "./library-schema.ts";
import { readLibrary } from "./read-library.ts";
import { upstreamOfFactor, upstreamOfGrid } from "./upstream.ts";

const { datasets } = readLibrary();

/** What a row is of: the last heading, without differences of spelling between the publisher's tables. */
const thingOf = ({ name_en }: FactorRow) => name_en.split(" · ").at(-1)!.toLowerCase();

/** Litres of lubricants, naphtha and waste oils have no row for the supply. */
const WITHOUT = /^uk-desnz\.1_101_(?:1015|1016|1022)_8$/;

describe("factors for the supply of energy", () => {
  const ofUk = datasets.filter(({ manifest }) => manifest.id === "uk-desnz" && manifest.edition >= "2022");

  it("are rows of the same thing, unit and basis in every UK edition since 2022", () => {
    expect(ofUk.length).toBeGreaterThan(3);
    for (const { manifest, rows } of ofUk) {
      const byId = new Map(rows.map((row) => [row.id, row]));
      let met = 0;
      for (const row of rows) {
        if (/^uk-desnz\.(?:7|10)_/.test(row.id)) continue;
        for (const { id } of upstreamOfFactor(row.id)) {
          const paired = byId.get(id);
          const where = `${manifest.edition} ${row.id} → ${id}`;
          if (WITHOUT.test(row.id)) expect(paired, where).toBeUndefined();
          else if (manifest.isPartial && !paired) continue;
          else {
            expect(paired, where).toBeDefined();
            expect([paired!.unit, paired!.heat_basis, thingOf(paired!)], where).toEqual([
              row.unit,
              row.heat_basis,
              thingOf(row),
            ]);
            expect(paired!.category, where).toBe("fuel_energy_related");
            met += 1;
          }
        }
      }
      expect(met, manifest.edition).toBeGreaterThan(150);
    }
  });

  it.each([
    ["GB", 3],
    ["NZ", 1],
    ["CN", 1],
    ["US", 0],
    ["constructor", 0],
  ])("for the grid of %s are active rows of category 3", (country, count) => {
    const pairs = upstreamOfGrid(country);
    expect(pairs).toHaveLength(count);
    for (const { id } of pairs) {
      const rows = datasets.flatMap((dataset) => dataset.rows.filter((row) => row.id === id));
      expect(
        rows.some(({ status, category }) => status === "active" && category === "fuel_energy_related"),
        id,
      ).toBe(true);
      expect(rows[0]!.region, id).toBe(country);
    }
  });

  it.each(["cn-ndrc-industry-fuels.diesel", "uk-desnz.11_100_1004_6", "uk-desnz.1_999_1004_6", "toString", ""])(
    "are none for %s",
    (id) => {
      expect(upstreamOfFactor(id)).toEqual([]);
    },
  );
});
