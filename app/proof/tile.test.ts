import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashLeaf, proveConsistency, proveInclusion, readNodesFromLeafHashes } from "./merkle.ts";
import {
  formatTilePath,
  joinEntryBundle,
  joinTile,
  listTiles,
  parseTilePath,
  readNodesFromTiles,
  splitEntryBundle,
  splitTile,
  type TileAddress,
} from "./tile.ts";

const address = fc.oneof(
  fc.record({
    kind: fc.constant("hashes" as const),
    level: fc.integer({ min: 0, max: 63 }),
    index: fc.maxSafeNat(),
    width: fc.integer({ min: 1, max: 256 }),
  }),
  fc.record({ kind: fc.constant("entries" as const), index: fc.maxSafeNat(), width: fc.integer({ min: 1, max: 256 }) }),
);

describe("the path of a tile", () => {
  it.each<[TileAddress, string]>([
    [{ kind: "hashes", level: 0, index: 1234067, width: 256 }, "tile/0/x001/x234/067"], // the example of c2sp.org/tlog-tiles
    [{ kind: "hashes", level: 1, index: 0, width: 17 }, "tile/1/000.p/17"],
    [{ kind: "hashes", level: 0, index: 273, width: 112 }, "tile/0/273.p/112"],
    [{ kind: "entries", index: 1000, width: 256 }, "tile/entries/x001/000"],
    [{ kind: "entries", index: 999, width: 1 }, "tile/entries/999.p/1"],
  ])("of %j is %s", (given, path) => {
    expect(formatTilePath(given)).toBe(path);
    expect(parseTilePath(path)).toEqual(given);
  });

  it("is read back, whatever the index", () => {
    fc.assert(
      fc.property(address, (given) => {
        expect(parseTilePath(formatTilePath(given))).toEqual(given);
      }),
    );
  });

  it.each([
    "tile/0/1",
    "tile/0/0001",
    "tile/00/001",
    "tile/64/001",
    "tile/0/x000/001",
    "tile/0/001/002",
    "tile/0/000.p/0",
    "tile/0/000.p/256",
    "tile/0/000.p/017",
    "tile/-1/000",
    "tile/entries/x000/000",
    "tile/0/000.p/5/..",
    "/tile/0/000",
    "",
  ])("is refused as %j", (path) => {
    expect(parseTilePath(path)).toBeNull();
  });
});

describe("tiles", () => {
  it("of a tree of 70,000 are those of the specification's example", () => {
    const tiles = listTiles(70_000);
    const at = (level: number) => tiles.filter((tile) => tile.level === level).map((tile) => tile.width);
    expect(at(0)).toHaveLength(274);
    expect(at(0).at(-1)).toBe(112);
    expect(at(1)).toEqual([256, 17]);
    expect(at(2)).toEqual([1]);
    expect(listTiles(256).map(({ level, width }) => [level, width])).toEqual([
      [0, 256],
      [1, 1],
    ]);
    expect(listTiles(0)).toEqual([]);
  });

  it("are enough to prove inclusion and consistency", async () => {
    const size = 700;
    const leaves = await Promise.all(
      Array.from({ length: size }, (_, at) => hashLeaf(Uint8Array.of(at >> 8, at & 255))),
    );
    const readNode = readNodesFromLeafHashes(leaves);
    const stored = new Map<string, Uint8Array>();
    for (const tile of listTiles(size)) {
      const hashes = Array.from({ length: tile.width }, (_, at) => readNode(tile.level * 8, tile.index * 256 + at));
      stored.set(formatTilePath(tile), joinTile(await Promise.all(hashes)));
    }
    const fromTiles = readNodesFromTiles(size, async (tile) => stored.get(formatTilePath(tile)) ?? new Uint8Array());
    for (const index of [0, 1, 255, 256, 511, 512, 640, 699]) {
      expect(await proveInclusion(index, size, fromTiles)).toEqual(await proveInclusion(index, size, readNode));
    }
    for (const old of [1, 200, 256, 257, 512, 699]) {
      expect(await proveConsistency(old, size, fromTiles)).toEqual(await proveConsistency(old, size, readNode));
    }
  });

  it("must have the width that is asked for", () => {
    expect(() => splitTile(new Uint8Array(64), 1)).toThrow("invalid_tile");
    expect(() => splitTile(new Uint8Array(63), 2)).toThrow("invalid_tile");
    expect(() => joinTile([])).toThrow("invalid_tile");
    expect(() => joinTile([new Uint8Array(31)])).toThrow("invalid_tile");
  });
});

describe("an entry bundle", () => {
  it("gives back its entries", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 600 }), { maxLength: 20 }), (entries) => {
        expect(splitEntryBundle(joinEntryBundle(entries))).toEqual(entries);
      }),
    );
  });

  it("is refused when it ends inside an entry or an entry is too long", () => {
    expect(() => splitEntryBundle(Uint8Array.of(0, 3, 1, 2))).toThrow("invalid_entry_bundle");
    expect(() => splitEntryBundle(Uint8Array.of(0))).toThrow("invalid_entry_bundle");
    expect(() => splitEntryBundle(new Uint8Array(2 * 257))).toThrow("invalid_entry_bundle");
    expect(() => joinEntryBundle([new Uint8Array(65_536)])).toThrow("entry_too_long");
  });
});
