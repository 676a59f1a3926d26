import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { decodeHex, encodeHex } from "#app/encoding/hex.ts";
import {
  appendLeafHash,
  EMPTY_EDGE,
  hashLeaf,
  hashNode,
  proveConsistency,
  proveInclusion,
  readNodesFromLeafHashes,
  rootOfEdge,
  rootOfLeafHashes,
  verifyConsistency,
  verifyInclusion,
} from "./merkle.ts";

/** Leaves, roots and proofs of the reference tree used by Certificate Transparency (transparency-dev/merkle, proof/verify_test.go). */
const LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const ROOTS = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];
const INCLUSION: [index: number, size: number, path: string[]][] = [
  [0, 1, []],
  [
    0,
    8,
    [
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
  ],
  [
    5,
    8,
    [
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
  ],
  [2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]],
  [
    1,
    5,
    [
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
  ],
];
const CONSISTENCY: [oldSize: number, newSize: number, path: string[]][] = [
  [1, 1, []],
  [
    1,
    8,
    [
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
  ],
  [
    6,
    8,
    [
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
  ],
  [
    2,
    5,
    [
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
  ],
  [
    6,
    7,
    [
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
  ],
];
const EMPTY_ROOT = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const LARGEST = 300;

const ascii = (text: string) => new TextEncoder().encode(text);
const root = (size: number) => decodeHex(ROOTS[size - 1] as string);

describe("the published tree", () => {
  let leafHashes: Uint8Array[];
  beforeAll(async () => {
    leafHashes = await Promise.all(LEAVES.map((leaf) => hashLeaf(decodeHex(leaf))));
  });

  it("hashes leaves and nodes with their prefixes", async () => {
    const leaf = await hashLeaf(ascii("L123456"));
    const node = await hashNode(ascii("N123"), ascii("N456"));
    expect(encodeHex(leaf)).toBe("395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
    expect(encodeHex(node)).toBe("aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb");
  });

  it("has the published root at every size", async () => {
    expect(encodeHex(await rootOfLeafHashes([]))).toBe(EMPTY_ROOT);
    for (const [at, expected] of ROOTS.entries()) {
      expect(encodeHex(await rootOfLeafHashes(leafHashes.slice(0, at + 1)))).toBe(expected);
    }
  });

  it.each(INCLUSION)("proves leaf %i of %i as published", async (index, size, path) => {
    const proof = await proveInclusion(index, size, readNodesFromLeafHashes(leafHashes));
    expect(proof.map(encodeHex)).toEqual(path);
    const leafHash = leafHashes[index] as Uint8Array;
    expect(await verifyInclusion({ index, size, leafHash, path: proof, root: root(size) })).toBe(true);
  });

  it.each(CONSISTENCY)("proves that %i leads to %i as published", async (oldSize, newSize, path) => {
    const proof = await proveConsistency(oldSize, newSize, readNodesFromLeafHashes(leafHashes));
    expect(proof.map(encodeHex)).toEqual(path);
    const roots = { oldRoot: root(oldSize), newRoot: root(newSize) };
    expect(await verifyConsistency({ oldSize, newSize, ...roots, path: proof })).toBe(true);
  });

  it("refuses an old size of 0, which would prove nothing", async () => {
    const oldRoot = decodeHex(EMPTY_ROOT);
    expect(await verifyConsistency({ oldSize: 0, newSize: 1, oldRoot, newRoot: root(1), path: [] })).toBe(false);
  });
});

describe("a tree of any size up to 300", () => {
  let leafHashes: Uint8Array[];
  let roots: Uint8Array[];
  beforeAll(async () => {
    leafHashes = await Promise.all(Array.from({ length: LARGEST }, (_, index) => hashLeaf(ascii(`leaf ${index}`))));
    let edge = EMPTY_EDGE;
    roots = [await rootOfEdge(edge)];
    for (const leafHash of leafHashes) {
      edge = await appendLeafHash(edge, leafHash);
      expect(edge.hashes).toHaveLength(edge.size.toString(2).replaceAll("0", "").length);
      roots.push(await rootOfEdge(edge));
    }
  });

  it("has a root that appending and a plain recursion agree on", async () => {
    for (const size of [1, 2, 3, 5, 7, 8, 9, 31, 64, 65, 100, 127, 129, 255, 256, 257, 300]) {
      expect(await plainRoot(leafHashes.slice(0, size))).toEqual(roots[size]);
    }
  });

  it("proves every sampled leaf at every size, and nothing else with the same path", async () => {
    const readNode = readNodesFromLeafHashes(leafHashes);
    for (let size = 1; size <= LARGEST; size += 1) {
      for (const index of new Set([0, (size * 7) % size, Math.floor(size / 2), (size * 31 + 17) % size, size - 1])) {
        const path = await proveInclusion(index, size, readNode);
        const proof = { index, size, leafHash: leafHashes[index] as Uint8Array, path, root: roots[size] as Uint8Array };
        expect(await verifyInclusion(proof), `${index} of ${size}`).toBe(true);
        const wrong = { ...proof, leafHash: leafHashes[(index + 1) % LARGEST] as Uint8Array };
        expect(await verifyInclusion(wrong)).toBe(false);
        expect(await verifyInclusion({ ...proof, root: roots[size - 1] as Uint8Array })).toBe(false);
      }
    }
  });

  it("proves consistency from every size to sampled later ones, and from no other root", async () => {
    const readNode = readNodesFromLeafHashes(leafHashes);
    for (let oldSize = 1; oldSize <= LARGEST; oldSize += 1) {
      for (const newSize of new Set([oldSize, oldSize + 1, oldSize + 37, LARGEST])) {
        if (newSize > LARGEST) continue;
        const path = await proveConsistency(oldSize, newSize, readNode);
        const [oldRoot, newRoot] = [roots[oldSize] as Uint8Array, roots[newSize] as Uint8Array];
        expect(await verifyConsistency({ oldSize, newSize, oldRoot, newRoot, path }), `${oldSize}→${newSize}`).toBe(
          true,
        );
        const forked = roots[oldSize - 1] as Uint8Array;
        expect(await verifyConsistency({ oldSize, newSize, oldRoot: forked, newRoot, path })).toBe(false);
      }
    }
  });

  it("accepts no proof with anything changed", async () => {
    const readNode = readNodesFromLeafHashes(leafHashes);
    const sizes = fc.integer({ min: 2, max: LARGEST });
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), fc.nat(), fc.integer({ min: 0, max: 255 }), async (size, at, which, bit) => {
        const index = at % size;
        const path = await proveInclusion(index, size, readNode);
        const proof = { index, size, leafHash: leafHashes[index] as Uint8Array, path, root: roots[size] as Uint8Array };
        const changed = path.map((hash, position) => (position === which % path.length ? flipBit(hash, bit) : hash));
        const wrong = [
          { ...proof, path: changed },
          { ...proof, path: path.slice(1) },
          { ...proof, path: path.slice(0, -1) },
          { ...proof, path: [...path, proof.root] },
          { ...proof, path: [proof.root, ...path] },
          { ...proof, path: path.map((hash) => hash.slice(1)) },
          { ...proof, index: index + 1 },
          { ...proof, index: -1 },
          { ...proof, index: 0.5 },
          { ...proof, size: 2 * size },
          { ...proof, size: 0 },
          { ...proof, leafHash: flipBit(proof.leafHash, bit) },
          { ...proof, root: flipBit(proof.root, bit) },
          { ...proof, root: new Uint8Array() },
        ];
        for (const [position, attempt] of wrong.entries()) {
          expect(await verifyInclusion(attempt), `attempt ${position}`).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("accepts no consistency proof with anything changed", async () => {
    const readNode = readNodesFromLeafHashes(leafHashes);
    const sizes = fc.tuple(fc.integer({ min: 1, max: LARGEST - 1 }), fc.integer({ min: 1, max: LARGEST }));
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), fc.integer({ min: 0, max: 255 }), async ([oldSize, further], which, bit) => {
        const newSize = Math.min(LARGEST, oldSize + further);
        const path = await proveConsistency(oldSize, newSize, readNode);
        const proof = {
          oldSize,
          newSize,
          oldRoot: roots[oldSize] as Uint8Array,
          newRoot: roots[newSize] as Uint8Array,
          path,
        };
        const changed = path.map((hash, position) => (position === which % path.length ? flipBit(hash, bit) : hash));
        const wrong = [
          { ...proof, path: changed },
          { ...proof, path: [] },
          { ...proof, path: path.slice(0, -1) },
          { ...proof, path: [...path, proof.oldRoot] },
          { ...proof, path: [proof.newRoot, ...path] },
          { ...proof, oldSize: oldSize - 1 },
          { ...proof, oldSize: newSize, newSize: oldSize },
          { ...proof, oldRoot: proof.newRoot, newRoot: proof.oldRoot },
          { ...proof, oldRoot: flipBit(proof.oldRoot, bit) },
          { ...proof, newRoot: flipBit(proof.newRoot, bit) },
        ];
        for (const [position, attempt] of wrong.entries()) {
          expect(await verifyConsistency(attempt), `attempt ${position}`).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("refuses to prove what is not there", async () => {
    const readNode = readNodesFromLeafHashes(leafHashes);
    await expect(proveInclusion(5, 5, readNode)).rejects.toThrow("out_of_range");
    await expect(proveInclusion(0, LARGEST + 1, readNode)).rejects.toThrow("out_of_range");
    await expect(proveConsistency(0, 5, readNode)).rejects.toThrow("out_of_range");
    await expect(proveConsistency(6, 5, readNode)).rejects.toThrow("out_of_range");
  });
});

/** RFC 6962 §2.1 written down literally: the second opinion on the edge. */
async function plainRoot(leafHashes: Uint8Array[]): Promise<Uint8Array> {
  if (leafHashes.length === 1) return leafHashes[0] as Uint8Array;
  let split = 1;
  while (split * 2 < leafHashes.length) split *= 2;
  return hashNode(await plainRoot(leafHashes.slice(0, split)), await plainRoot(leafHashes.slice(split)));
}

function flipBit(bytes: Uint8Array, bit: number): Uint8Array {
  return bytes.map((byte, position) => (position === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
}
