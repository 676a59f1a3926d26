import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "#app/encoding/bytes.ts";
import { signCheckpoint, verifyCheckpoint } from "./checkpoint.ts";
import { compareCheckpoints, type TileReader } from "./compare-checkpoints.ts";
import { hashLeaf, rootOfLeafHashes } from "./merkle.ts";
import { formatVerifierKey, parseVerifierKey } from "./signed-note.ts";
import { makeSampleKey } from "./testing/sample-keys.ts";
import { joinTile, TILE_WIDTH } from "./tile.ts";

const ORIGIN = "reports.example/log";

async function makeLog(seed: number) {
  const { signer } = await makeSampleKey(seed, "log");
  const verifier = await parseVerifierKey(await formatVerifierKey(ORIGIN, signer.publicKey));
  return { signer, verifiers: [verifier] };
}

const leaves = (count: number, word = "entry") =>
  Promise.all(Array.from({ length: count }, (_, at) => hashLeaf(encodeUtf8(`${word} ${at}`))));

const log = await makeLog(1);
const noteOf = async (hashes: Uint8Array[], signer = log.signer) =>
  signCheckpoint({ origin: ORIGIN, size: hashes.length, root: await rootOfLeafHashes(hashes) }, signer);

/** The tiles of a log with these leaves; it has none beyond them. */
function tilesOf(hashes: Uint8Array[]): TileReader {
  return async ({ level, index, width }) => {
    const span = TILE_WIDTH ** level;
    const first = index * TILE_WIDTH;
    if ((first + width) * span > hashes.length) return null;
    const nodes = Array.from({ length: width }, (_, at) =>
      rootOfLeafHashes(hashes.slice((first + at) * span, (first + at + 1) * span)),
    );
    return joinTile(await Promise.all(nodes));
  };
}

async function compare(seen: Uint8Array[], now: Uint8Array[], tiles = tilesOf(now)) {
  const note = await verifyCheckpoint(await noteOf(now), log.verifiers);
  return (await compareCheckpoints(await noteOf(seen), note, log.verifiers, tiles)).kind;
}

describe("compareCheckpoints", () => {
  it("finds every log that was only added to consistent, and every other one forked", async () => {
    const many = await leaves(700);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 700 }), fc.integer({ min: 1, max: 700 }), async (one, other) => {
        const [small, large] = [Math.min(one, other), Math.max(one, other)];
        expect(await compare(many.slice(0, small), many.slice(0, large))).toBe(small === large ? "same" : "grown");
        const changed = [...many.slice(0, large)];
        changed[small - 1] = many[699 - small + 1]!.map((byte) => byte ^ 1);
        expect(await compare(many.slice(0, small), changed)).toBe("forked");
      }),
      { numRuns: 40 },
    );
  });

  it("takes a view from before for what it is, where the log still has what was seen", async () => {
    const all = await leaves(300);
    expect(await compare(all, all.slice(0, 260), tilesOf(all))).toBe("older");
  });

  it("reports that the log lost entries, where it no longer has what it signed", async () => {
    const all = await leaves(300);
    expect(await compare(all, all.slice(0, 260))).toBe("shrunk");
  });

  it("does not call another history of the same or a smaller size older", async () => {
    const [all, others] = [await leaves(300), await leaves(300, "another")];
    expect(await compare(all, others)).toBe("forked");
    expect(await compare(all, others.slice(0, 200), tilesOf(all))).toBe("forked");
  });

  it("begins with the first that it sees", async () => {
    const checkpoint = await verifyCheckpoint(await noteOf(await leaves(3)), log.verifiers);
    expect(await compareCheckpoints(null, checkpoint, log.verifiers, tilesOf([]))).toEqual({
      kind: "first",
      seenSize: 0,
      size: 3,
    });
  });

  it("reports when no current key signed what was seen, and when a tile is damaged", async () => {
    const hashes = await leaves(9);
    const checkpoint = await verifyCheckpoint(await noteOf(hashes), log.verifiers);
    const stranger = await makeLog(2);
    const foreign = await noteOf(hashes, stranger.signer);
    expect((await compareCheckpoints(foreign, checkpoint, log.verifiers, tilesOf(hashes))).kind).toBe("key_gone");
    const damaged: TileReader = async (address) => (await tilesOf(hashes)(address))!.map((byte) => byte ^ 1);
    expect(await compare(hashes.slice(0, 5), hashes, damaged)).toBe("forked");
  });

  it("passes on that the log could not be asked", async () => {
    const hashes = await leaves(9);
    const away: TileReader = () => Promise.reject(new TypeError("network"));
    await expect(compare(hashes.slice(0, 5), hashes, away)).rejects.toThrow("network");
  });
});
