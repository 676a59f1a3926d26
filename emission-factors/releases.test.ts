/** What single publishers state, and what a release of theirs may be used for. */
import { describe, expect, it } from "vitest";
import { refusedMethodsOf } from "#app/carbon/factor/grid-method.ts";
import { equalDecimals, isDecimalText, multiplyDecimals, sumDecimals } from "./decimal-text.ts";
import { listPairs } from "./pairs.ts";
import { readLibrary } from "./read-library.ts";
import { toDocumentFactor } from "./to-document.ts";

const library = readLibrary();
const all = library.datasets.flatMap(({ manifest, rows }) => rows.map((row) => ({ manifest, row })));
describe("China's footprint factors of electricity", () => {
  const rows = all.filter(({ manifest }) => manifest.id === "cn-mee-electricity-footprint");
  const activeIn = (edition: string) =>
    rows
      .filter(({ manifest, row }) => manifest.edition === edition && row.status === "active")
      .map(({ row }) => row.id.replace("cn-mee-electricity-footprint.", ""))
      .sort();

  it("can be selected only where they count nothing that scope 2 counts", () => {
    const withoutFuel = ["hydro", "nuclear", "solar-pv", "solar-thermal", "wind"];
    expect(activeIn("2023")).toEqual(withoutFuel);
    expect(activeIn("2024-complete")).toEqual([...withoutFuel, "td-with-losses"].sort());
    expect(activeIn("2024")).toEqual([]);
  });

  it("are life-cycle figures of category 3, never of scope 2", () => {
    expect(rows.length).toBe(1 + 9 + 11);
    for (const { row } of rows) {
      expect(["footprint_lifecycle", "transmission_loss"], row.id).toContain(row.method);
      expect(["", "3"], row.id).toContain(row.scope);
      if (row.status === "active") {
        expect(row.category, row.id).toBe("fuel_energy_related");
        expect(row.note, row.id).toContain("Life cycle");
      }
      expect(refusedMethodsOf("purchased_electricity"), row.id).toContain(row.method);
    }
  });

  it("are nowhere else in the library", () => {
    const others = all.filter(({ row }) => row.method === "footprint_lifecycle");
    expect(new Set(others.map(({ manifest }) => manifest.id))).toEqual(new Set(["cn-mee-electricity-footprint"]));
  });
});

describe("EU default values", () => {
  const editionOf = (edition: string) =>
    library.datasets.find(({ manifest }) => manifest.id === "eu-cbam-defaults" && manifest.edition === edition)!;
  const { manifest, rows } = editionOf("2025-2621");
  const corrected = editionOf("2026-1740");

  it("are complete, have each good, origin and route once, and can't be selected", () => {
    expect(rows.length).toBe(11_191);
    expect(new Set(rows.map((row) => row.region)).size).toBe(121);
    expect(rows.every((row) => ["superseded", "withdrawn"].includes(row.status) && row.category === "")).toBe(true);
    expect(manifest.statusReason).toContain("2026/1740");
  });

  it("are valid for declarations as corrected, never for an inventory", () => {
    expect(corrected.manifest).toMatchObject({ correctionOf: "eu-cbam-defaults@2025-2621", isPartial: true });
    expect(corrected.rows.length).toBe(1861);
    expect(corrected.rows.every((row) => row.status === "not_for_inventories" && row.category === "")).toBe(true);
    expect(corrected.rows.filter((row) => row.note === "Unchanged by IR (EU) 2026/1740.").length).toBe(1799);
  });

  it("keep the figure of every row that the correction did not change", () => {
    const before = new Map(rows.map((row) => [row.id, row]));
    for (const row of corrected.rows.filter(({ note }) => note.startsWith("Unchanged"))) {
      expect(before.get(row.id)?.published_value, row.id).toBe(row.published_value);
    }
  });

  it("name the correction in every row that it publishes again, under the same key or another", () => {
    const named = rows.filter((row) => row.status_reason.startsWith("Corrected by eu-cbam-defaults@2026-1740"));
    expect(named.length).toBe(1861);
  });

  it("are withdrawn where the correction has no value, with the value that applies instead", () => {
    const withdrawn = rows.filter((row) => row.status === "withdrawn");
    expect(withdrawn.length).toBe(27);
    const applying = new Map(corrected.rows.map((row) => [`${row.id}@2026-1740`, row]));
    for (const row of withdrawn) {
      expect(row.region, row.id).toBe("TW");
      const [, value, key = ""] = /applies: (\S+) tCO2e\/t \((\S+)\)/.exec(row.status_reason) ?? [];
      expect(applying.get(key), row.id).toMatchObject({ published_value: value, region: "GROUP-CBAM-OTHER" });
      expect(row.source_cell.split(",")[0], row.id).toBe(applying.get(key)?.source_cell.split(",")[0]);
      expect(
        corrected.rows.map(({ id }) => id),
        row.id,
      ).not.toContain(row.id);
    }
  });

  it("have mark-ups of 10, 20 and 30%, or 1% for fertilisers, and compound them for five goods", () => {
    const compounding = new Set<string>();
    let checked = 0;
    for (const row of rows) {
      const figures = new Map(listPairs(row.further));
      const isFertiliser = /^(2808|2814|2834|3102|3105)/.test(row.source_cell);
      const markUps = isFertiliser ? ["1.01", "1.01", "1.01"] : ["1.1", "1.2", "1.3"];
      for (const [at, year] of ["2026", "2027", "2028"].entries()) {
        const printed = figures.get(year);
        if (printed === undefined) continue;
        checked += 1;
        // The total is printed to 0.01 t, so that 1.3 times it may be 0.0065 off.
        const off = Math.abs(Number(multiplyDecimals(row.published_value, markUps[at]!)) - Number(printed));
        if (off > 0.0066) compounding.add(row.id);
      }
    }
    expect(checked).toBe(33_572);
    expect([...compounding].map((id) => id.replace("eu-cbam-defaults.", "")).sort()).toEqual([
      "25231000.ao.a",
      "25231000.ar.a",
      "25232900.ao",
      "25232900.ar",
      "25239000.ao.a",
    ]);
  });
});

describe("ADEME Base Carbone", () => {
  const { manifest, rows } = library.datasets.find((dataset) => dataset.manifest.id === "fr-ademe-base-carbone")!;

  it("names ADEME, the version and the licence", () => {
    expect(manifest.licence).toMatchObject({ name: "Licence Ouverte 2.0 (Etalab)", redistributable: true });
    expect(manifest.licence.attribution).toBe("Source: ADEME, Base Carbone V23.6, Licence Ouverte 2.0.");
  });

  it("has no avoided emissions, and spend of one price year", () => {
    expect(rows.length).toBe(552);
    expect(rows.filter((row) => row.co2e.startsWith("-") || row.scope !== "3")).toEqual([]);
    const spend = rows.filter((row) => row.method === "spend_based");
    expect(spend.length).toBe(56);
    expect(new Set(spend.map((row) => `${row.unit} ${row.traits}`))).toEqual(
      new Set(["EUR priceBasis=purchaser;priceYear=2023"]),
    );
  });

  it("shows the validity that the publisher states", () => {
    const dated = rows.filter((row) => row.further.includes("validity until="));
    expect(dated.length).toBeGreaterThan(200);
    expect(dated.every((row) => row.note.includes("The publisher states validity until"))).toBe(true);
  });
});

describe("electricity under CC BY 4.0", () => {
  const of = (id: string) => all.filter(({ manifest }) => manifest.id === id);

  it("names licence and publisher next to the figures", () => {
    for (const id of ["au-nga", "nz-mfe-electricity", "eu-eea-electricity"]) {
      for (const { manifest } of of(id)) {
        expect(manifest.licence, id).toMatchObject({ name: "CC BY 4.0", redistributable: true });
        expect(manifest.licence.attribution, id).toContain("CC BY 4.0");
      }
    }
    expect([of("au-nga").length, of("nz-mfe-electricity").length, of("eu-eea-electricity").length]).toEqual([
      15, 5, 28,
    ]);
  });

  it("has one grid average for each place and year, and none for a group of countries", () => {
    const grid = all.filter(
      ({ row }) => row.method === "grid_average" && row.category === "purchased_electricity" && row.status === "active",
    );
    const keys = grid
      .filter(({ row }) => row.unit === "kWh" && !row.name_en.includes("EVs"))
      .map(({ row, manifest }) => `${row.region} ${row.valid_from || manifest.validFrom}`);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at && !/^(GB|TW) /.test(key))).toEqual([]);
    expect(grid.filter(({ row }) => row.region.startsWith("GROUP-"))).toEqual([]);
  });

  it("has Australia's residual mix apart from its average", () => {
    const residual = of("au-nga").filter(({ row }) => row.kind === "grid_residual");
    expect(residual.map(({ row }) => [row.region, row.method, row.co2e])).toEqual([["AU", "residual", "0.79"]]);
  });
});

describe("eGRID 2023", () => {
  const rowsOf = (edition: string) =>
    all.filter(({ row, manifest }) => manifest.edition === edition && row.id.startsWith("us-egrid."));

  it("is selected by gas, with the decimals of the publisher, and only once", () => {
    const active = ["2023", "2023-rev2", "2023-rev2-3d"].map(
      (edition) => rowsOf(edition).filter(({ row }) => row.status === "active").length,
    );
    expect(active).toEqual([0, 0, 28]);
    for (const { row } of rowsOf("2023-rev2-3d")) {
      expect(row.basis, row.id).toBe(row.region === "US" ? "co2e" : "mass");
      expect(row.published_value, row.id).toMatch(/^\d+(\.\d{1,3})?(; 0(\.\d{1,3})?){0,2}$/);
    }
  });

  it("has one figure for the country", () => {
    const national = all.filter(
      ({ row }) => row.region === "US" && row.method === "grid_average" && row.status === "active",
    );
    expect(national.map(({ row, manifest }) => `${row.id}@${manifest.edition}`).sort()).toEqual([
      "us-egrid.total-output-us-average@2021",
      "us-egrid.total-output-us-average@2022",
      "us-egrid.total-output-us-average@2023-rev2-3d",
    ]);
  });

  it("rounds to the total with one decimal of the earlier table", () => {
    const total = ({ row }: (typeof all)[number]) => new Map(listPairs(row.further)).get("CO2e") ?? row.published_value;
    const before = new Map(rowsOf("2023-rev2").map((one) => [one.row.region, total(one)]));
    for (const one of rowsOf("2023-rev2-3d")) {
      expect(Math.abs(Number(total(one)) - Number(before.get(one.row.region))), one.row.id).toBeLessThan(0.0501);
    }
  });
});

describe("UK factors", () => {
  it("of 2026 are a part of the edition, with the trust of each row", () => {
    const { manifest, rows } = library.datasets.find(({ manifest }) => manifest.edition === "2026-subset")!;
    expect(manifest).toMatchObject({ isPartial: true, supersedes: "uk-desnz@2025", trust: "secondary_dataset_copy" });
    const trusted = (grade: string) => rows.filter((row) => (row.trust || manifest.trust) === grade).length;
    expect([rows.length, ...["secondary_dataset_copy", "secondary_multi", "secondary_single"].map(trusted)]).toEqual([
      1245, 581, 208, 456,
    ]);
  });

  it("of 2026 have the Chinese names and the units of their numbers a year before", () => {
    const of = (edition: string) =>
      new Map(
        library.datasets
          .find(({ manifest }) => manifest.id === "uk-desnz" && manifest.edition === edition)!
          .rows.map((row) => [row.id, row]),
      );
    const before = of("2025");
    for (const row of of("2026-subset").values()) {
      const old = before.get(row.id);
      if (old === undefined) continue;
      expect([row.unit, row.scope, row.category, row.method], row.id).toEqual([
        old.unit,
        old.scope,
        old.category,
        old.method,
      ]);
      if (old.name_zh !== "") expect(row.name_zh, row.id).not.toBe("");
    }
  });

  it("are not for inventories if a 2021 blend includes an HCFC", () => {
    const first = library.datasets.find(({ manifest }) => manifest.id === "uk-desnz" && manifest.edition === "2021")!;
    const stateOf = (name: string) =>
      first.rows.find((row) => row.name_en.includes(`Kyoto protocol: blends · ${name}`))?.status;
    expect(["R408A", "R403a", "R410A", "R404A"].map(stateOf)).toEqual([
      "not_for_inventories",
      "not_for_inventories",
      "active",
      "active",
    ]);
  });

  it("have gases that sum to the published total", () => {
    let checked = 0;
    for (const { row, manifest } of all) {
      if (manifest.id !== "uk-desnz" || row.basis !== "co2e_by_gas" || row.co2 === "" || row.n2o === "") continue;
      const sum = sumDecimals([row.co2, row.ch4 || row.ch4_fossil || "0", row.n2o]);
      // Spreadsheet cells carry 15 significant digits, and columns are rounded apart (methodology rule 16).
      expect(differenceWithin(sum, row.co2e, 0.000015), `${row.id}@${manifest.edition}: ${sum} ≠ ${row.co2e}`).toBe(
        true,
      );
      checked += 1;
    }
    expect(checked).toBeGreaterThan(6000);
  });

  it("have the GWP of every gas in them", () => {
    for (const { row, manifest } of all.filter(({ row }) => row.basis === "co2e_by_gas")) {
      const factor = toDocumentFactor(row, manifest);
      if (factor.kind === "property") continue;
      expect(Object.keys(factor.gasesGwp ?? {}), row.id).toEqual(Object.keys(factor.gasesCo2e ?? {}));
      for (const gwp of Object.values(factor.gasesGwp ?? {})) expect(isDecimalText(gwp)).toBe(true);
    }
  });
});

/** Only for a tolerance; the figures themselves stay text. */
function differenceWithin(a: string, b: string, tolerance: number): boolean {
  return equalDecimals(a, b) || Math.abs(Number(a) - Number(b)) <= tolerance * Math.max(1, Math.abs(Number(b)));
}
