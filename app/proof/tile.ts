import { concatBytes } from "#app/encoding/bytes.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { hashNode, type NodeReader } from "./merkle.ts";

/** Hashes in a full tile; a tile represents a subtree of height 8 (c2sp.org/tlog-tiles). */
export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;
const HASH_LENGTH = 32;
/** Entries carry a 16-bit length. */
const LONGEST_ENTRY = 0xffff;

/** `width` is 1 to 255 for a partial tile, 256 for a full one. `kind: "entries"` has no level. */
export type TileAddress =
  | { kind: "hashes"; level: number; index: number; width: number }
  | { kind: "entries"; index: number; width: number };

/** Path below the log's prefix: `tile/0/x001/x234/067`, `tile/entries/000.p/17`. */
export function formatTilePath(address: TileAddress): string {
  const place = address.kind === "entries" ? "entries" : `${address.level}`;
  const suffix = address.width === TILE_WIDTH ? "" : `.p/${address.width}`;
  return `tile/${place}/${formatIndex(address.index)}${suffix}`;
}

/** Reads the path of a request. Null for anything but the one correct spelling, so that a tile has one address. */
export function parseTilePath(path: string): TileAddress | null {
  const match = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  if (!match) return null;
  const [, place, digits, partial] = match as unknown as [string, string, string, string | undefined];
  const index = Number(digits.replace(/[x/]/g, ""));
  const width = partial === undefined ? TILE_WIDTH : Number(partial);
  const address: TileAddress =
    place === "entries" ? { kind: "entries", index, width } : { kind: "hashes", level: Number(place), index, width };
  const isInRange = Number.isSafeInteger(index) && width >= 1 && (address.kind === "entries" || address.level <= 63);
  return isInRange && formatTilePath(address) === path ? address : null;
}

/** How many hashes the tile has in a tree of this size: 0 when it does not exist, 256 when it is full. */
export function tileWidthIn(size: number, level: number, index: number): number {
  const hashesAtLevel = Math.floor(size / TILE_WIDTH ** level);
  return Math.max(0, Math.min(TILE_WIDTH, hashesAtLevel - index * TILE_WIDTH));
}

/** Every hash tile of a tree of this size, lowest level first. */
export function listTiles(size: number): Extract<TileAddress, { kind: "hashes" }>[] {
  const tiles: Extract<TileAddress, { kind: "hashes" }>[] = [];
  for (let level = 0; Math.floor(size / TILE_WIDTH ** level) > 0; level += 1) {
    const count = Math.ceil(Math.floor(size / TILE_WIDTH ** level) / TILE_WIDTH);
    for (let index = 0; index < count; index += 1) {
      tiles.push({ kind: "hashes", level, index, width: tileWidthIn(size, level, index) });
    }
  }
  return tiles;
}

/** The bytes of a tile: its hashes, one after the other. */
export function joinTile(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length < 1 || hashes.length > TILE_WIDTH || hashes.some((hash) => hash.length !== HASH_LENGTH)) {
    throw new TransparencyError("invalid_tile", { width: `${hashes.length}` });
  }
  return concatBytes(...hashes);
}

/** The hashes of a tile that must have this width. Throws `invalid_tile`. */
export function splitTile(bytes: Uint8Array, width: number): Uint8Array[] {
  if (width < 1 || width > TILE_WIDTH || bytes.length !== width * HASH_LENGTH) {
    throw new TransparencyError("invalid_tile", { width: `${width}`, bytes: `${bytes.length}` });
  }
  return Array.from({ length: width }, (_, index) => bytes.slice(index * HASH_LENGTH, (index + 1) * HASH_LENGTH));
}

/** Entries, each behind its length as a big-endian uint16. */
export function joinEntryBundle(entries: readonly Uint8Array[]): Uint8Array {
  return concatBytes(
    ...entries.flatMap((entry) => {
      if (entry.length > LONGEST_ENTRY) throw new TransparencyError("entry_too_long", { bytes: `${entry.length}` });
      return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry];
    }),
  );
}

/** Throws `invalid_entry_bundle` when the bytes end inside an entry or hold more than 256. */
export function splitEntryBundle(bytes: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    const end = at + 2 + length;
    if (end > bytes.length || entries.length === TILE_WIDTH) throw new TransparencyError("invalid_entry_bundle");
    entries.push(bytes.slice(at + 2, end));
    at = end;
  }
  return entries;
}

/**
 * Reads subtree hashes out of tiles, for proofs made by anyone who can fetch them. `size` decides which tiles are
 * partial.
 */
export function readNodesFromTiles(
  size: number,
  readTile: (address: Extract<TileAddress, { kind: "hashes" }>) => Promise<Uint8Array>,
): NodeReader {
  const fetched = new Map<string, Promise<Uint8Array[]>>();
  const tileAt = (level: number, index: number) => {
    const key = `${level}/${index}`;
    const width = tileWidthIn(size, level, index);
    const tile =
      fetched.get(key) ?? readTile({ kind: "hashes", level, index, width }).then((bytes) => splitTile(bytes, width));
    fetched.set(key, tile);
    return tile;
  };
  return async (level, index) => {
    const tileLevel = Math.floor(level / TILE_HEIGHT);
    const leavesPerNode = 2 ** (level - tileLevel * TILE_HEIGHT);
    const first = index * leavesPerNode;
    const tile = await tileAt(tileLevel, Math.floor(first / TILE_WIDTH));
    const start = first % TILE_WIDTH;
    return rootOfComplete(tile.slice(start, start + leavesPerNode), leavesPerNode);
  };
}

async function rootOfComplete(hashes: Uint8Array[], expected: number): Promise<Uint8Array> {
  if (hashes.length !== expected) throw new TransparencyError("invalid_tile", { width: `${hashes.length}` });
  let level = hashes;
  while (level.length > 1) {
    const pairs = Array.from({ length: level.length / 2 }, (_, at) => [level[2 * at], level[2 * at + 1]] as const);
    level = await Promise.all(pairs.map(([left, right]) => hashNode(left as Uint8Array, right as Uint8Array)));
  }
  return level[0] as Uint8Array;
}

/** 1234067 → `x001/x234/067`. */
function formatIndex(index: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/\d{3}/g) ?? [];
  return groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join("/");
}
