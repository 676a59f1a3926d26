import { describe, expect, it } from "vitest";
import { locateLibrary, readLibrary } from "./read-library.ts";
import { readZipTable, subregionsOfZip } from "./zip-subregion.ts";

const table = readZipTable(locateLibrary());

describe("subregionsOfZip", () => {
  it.each([
    ["10001", ["NYCW"]],
    ["94105", ["CAMX"]],
    ["43215", ["RFCW"]],
    ["00019", ["CAMX", "NWPP"]],
    ["30525", ["SRTV", "SRSO", "SRVC"]],
    ["10001-1234", ["NYCW"]],
  ])("gives for %s: %j", (zip, subregions) => {
    expect(subregionsOfZip(table, zip)).toEqual(subregions.map((name) => `US-EGRID-${name}`));
  });

  it.each(["", "1000", "100011", "ABCDE", "00000"])("knows no subregion of %j", (zip) => {
    expect(subregionsOfZip(table, zip)).toEqual([]);
  });

  it("covers every ZIP code of the EPA's table once", () => {
    const sizes = table.map(({ from, to }) => Number(to) - Number(from) + 1);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(41_588);
    const shared = table.flatMap(({ subregions }, at) => (subregions.length > 1 ? sizes[at]! : []));
    expect(shared.reduce((sum, size) => sum + size, 0)).toBe(2963);
    for (const [at, { from, to }] of table.entries()) {
      expect(from <= to && (at === 0 || table[at - 1]!.to < from), from).toBe(true);
    }
  });

  it("names only subregions with a factor that can be selected", () => {
    const active = readLibrary()
      .datasets.filter(({ manifest }) => manifest.id === "us-egrid")
      .flatMap(({ rows }) => rows.filter(({ status }) => status === "active").map(({ region }) => region));
    const named = new Set(table.flatMap(({ from }) => subregionsOfZip(table, from)));
    expect(named.size).toBe(27);
    for (const region of named) expect(active, region).toContain(region);
  });
});
