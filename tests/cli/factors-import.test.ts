import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { openDoors } from "#db/doors.ts";
import { formatCsv } from "#emission-factors/csv.ts";
import { sumDecimals } from "#emission-factors/decimal-text.ts";
import { truetonne } from "#tests/support/command-line.ts";
import { makeDataFolder } from "#tests/support/data-folder.ts";
import { asOwner } from "#tests/support/owner.ts";
import { ukFlatFile, ukSample } from "#tests/support/publications/uk-flat-file.ts";

let dataDir: string;
const databaseUrl = () => `file:${join(dataDir, "database")}`;
const at = (name: string) => join(dataDir, name);
const factors = (...argv: string[]) => truetonne(["factors", ...argv], { DATA_DIR: dataDir });

/** The sample of 2025 as the file of 2026, with the given CO2 of its electricity and the resulting total. */
function writeUk(name: string, co2: string, version: string): string {
  const figures: Record<string, string> = {
    "7_400_4000_5_1": sumDecimals([co2, "0.0009", "0.00122"]),
    "7_400_4000_5_2": co2,
  };
  const rows = ukSample(2025).map((row, index) =>
    index === 0 ? row.map((text) => text.replace("2025", "2026")) : row.with(-1, figures[row[0] ?? ""] ?? row.at(-1)!),
  );
  writeFileSync(at(name), ukFlatFile(rows, { version }));
  return at(name);
}

/** Every release in the database, with values that would differ if one were changed. */
function heldEditions() {
  return asOwner(databaseUrl(), async (db) => {
    const { rows } = await sql<{ key: string; sum: string; count: number; correction: string | null }>`
      select d.id || '@' || d.edition as key, d.sha256 || (d.meta ->> 'checksum') as sum, d.correction_of as correction,
        (select count(*)::int from emission_factor f where f.dataset_id = d.id and f.version = d.edition) as count
      from factor_dataset d order by 1`.execute(db);
    return new Map(rows.map(({ key, ...facts }) => [key, facts]));
  });
}

beforeAll(async () => {
  dataDir = await makeDataFolder();
});

describe("truetonne factors import, into the database of an installation", () => {
  it("adds a release to the others and keeps it for search, show and diff", async () => {
    const before = await heldEditions();
    const path = writeUk("uk-2026.xlsx", "0.175", "1.0");
    const asked = await factors("import", path);
    expect(asked).toMatchObject({ code: 1, err: expect.stringContaining("--yes") });
    expect(await heldEditions()).toEqual(before);

    const added = await factors("import", path, "--yes");
    expect(added.err).toBe("");
    expect(added).toMatchObject({ code: 0, out: expect.stringContaining("Added uk-desnz@2026.") });
    const after = await heldEditions();
    expect([...after.keys()].filter((key) => !before.has(key))).toEqual(["uk-desnz@2026"]);
    for (const [key, facts] of before) expect(after.get(key), key).toEqual(facts);
    expect(after.get("uk-desnz@2026")!.count).toBeGreaterThan(180);

    expect((await factors("show", "uk-desnz.7_400_4000_5@2026")).out).toContain("0.17712 kg CO2e/kWh (AR5)");
    expect(await factors("diff", "uk-desnz", "2025", "2026")).toMatchObject({ code: 0 });

    expect(await factors("import", path, "--yes")).toMatchObject({
      code: 0,
      out: expect.stringContaining("Nothing new."),
    });
    expect(await heldEditions()).toEqual(after);
  });

  it("adds a re-issue as a correction, and the first issue stays", async () => {
    const before = await heldEditions();
    expect(await factors("import", writeUk("uk-2026-other.xlsx", "0.176", "1.0"), "--yes")).toMatchObject({
      code: 1,
    });
    expect(await heldEditions()).toEqual(before);
    const { code, out } = await factors("import", writeUk("uk-2026-v11.xlsx", "0.176", "1.1"), "--yes", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      outcome: "added",
      editions: [{ state: "correction", edition: "2026-v1.1", correctionOf: "uk-desnz@2026" }],
    });
    const after = await heldEditions();
    expect(after.get("uk-desnz@2026-v1.1")).toMatchObject({ correction: "uk-desnz@2026" });
    for (const [key, facts] of before) expect(after.get(key), key).toEqual(facts);
  });

  it("hides factors that may not be redistributed from visitors", async () => {
    const header = [
      "EF ID",
      "IPCC 2006 Source/Sink Category",
      "Gas",
      "Fuel 2006",
      "Type of parameter",
      "Description",
      "Value",
      "Unit",
    ];
    const gas = (id: string, name: string, sign: string, value: string) => [
      id,
      "1.A.1 - Energy Industries",
      name,
      "Natural Gas",
      "2006 IPCC default",
      `${sign} Emission Factor for Stationary Combustion (kg/TJ on a net calorific basis)`,
      value,
      "kg/TJ",
    ];
    const rows = [
      gas("1", "CARBON DIOXIDE", "CO2", "56100"),
      gas("2", "METHANE", "CH4", "1"),
      gas("3", "NITROUS OXIDE", "N2O", "0.1"),
    ];
    writeFileSync(at("EFDB_output.csv"), formatCsv(header, rows));
    const { code, out, err } = await factors("import", at("EFDB_output.csv"), "--yes");
    expect(err).toBe("");
    expect(out).toContain("The licence doesn't allow sharing");
    expect(code).toBe(0);
    expect((await heldEditions()).get("ipcc-2006-stationary@2006")).toMatchObject({ count: 1 });
    const doors = await openDoors(databaseUrl());
    try {
      const seen = await doors.withPublic((tx) =>
        sql<{ id: string }>`select id from emission_factor where id like 'ipcc-%'`.execute(tx),
      );
      expect(seen.rows).toEqual([]);
    } finally {
      await doors.close();
    }
  });

  it("writes nothing if the database can't be opened", async () => {
    const kept = readdirSync(at("factors"));
    const path = writeUk("uk-2026-v12.xlsx", "0.177", "1.2");
    const refused = await truetonne(["factors", "import", path, "--yes"], {
      DATA_DIR: dataDir,
      DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
    });
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining("Nothing was written") });
    expect(readdirSync(at("factors"))).toEqual(kept);
    expect(existsSync(at("factors/uk-desnz-2026-v1.2"))).toBe(false);
  });
});
