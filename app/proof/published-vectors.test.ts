import { beforeAll, describe, expect, it } from "vitest";
import { decodeHex } from "#app/encoding/hex.ts";
import { verifyEd25519 } from "./ed25519.ts";
import { hashLeaf, rootOfLeafHashes, verifyConsistency, verifyInclusion } from "./merkle.ts";

/**
 * C2SP/wycheproof, testvectors_v1/ed25519_test.json at commit 00de17e (Apache License 2.0): number, whether it is valid,
 * public key, message, signature. 84 and 85 have an S just below and just above the order of the group.
 */
const WYCHEPROOF: [id: number, isValid: boolean, publicKey: string, message: string, signature: string][] = [
  [
    84,
    true,
    "100fdf47fb94f1536a4f7c3fda27383fa03375a8f527c537e6f1703c47f94f86",
    "124e583f8b8eca58bb29c271b41d36986bbc45541f8e51f9cb0133eca447601e",
    "dac119d6ca87fc59ae611c157048f4d4fc932a149dbe20ec6effd1436abf83ea05c7df0fef06147241259113909bc71bd3c53ba4464ffcad3c0968f2ffffff0f",
  ],
  [
    85,
    false,
    "100fdf47fb94f1536a4f7c3fda27383fa03375a8f527c537e6f1703c47f94f86",
    "6a0bc2b0057cedfc0fa2e3f7f7d39279b30f454a69dfd1117c758d86b19d85e0",
    "0971f86d2c9c78582524a103cb9cf949522ae528f8054dc20107d999be673ff4e25ebf2f2928766b1248bec6e91697775f8446639ede46ad4df4053000000010",
  ],
  [
    86,
    true,
    "8fd659b77b558ed93882c1157438450ac86ec62d421d568e98ee236f3810295a",
    "b0729a713593a92e46b56eaa66b9e435f7a09a8e7de03b078f6f282285276635f301e7aaafe42187c45d6f5b13f9f16b11195cc125c05b90d24dfe4c",
    "7db17557ac470c0eda4eedaabce99197ab62565653cf911f632ee8be0e5ffcfc88fb94276b42e0798fd3aa2f0318be7fc6a29fae75f70c3dcdc414a0ad866601",
  ],
  [
    89,
    true,
    "32ad026f693d0d2afe7f4388d91c4c964426fcb9e3665c3ebd8650009b815c8e",
    "ec5c7cb078",
    "d920d421a5956b69bfe1ba834c025e2babb6c7a6d78c97de1d9bb1116dfdd1185147b2887e34e15578172e150774275ea2aad9e02106f7e8ca1caa669a066f0c",
  ],
  [
    90,
    true,
    "32ad026f693d0d2afe7f4388d91c4c964426fcb9e3665c3ebd8650009b815c8e",
    "4668c6a76f0e482190a7175b9f3806a5fe4314a004fa69f988373f7a",
    "4f62daf7f7c162038552ad7d306e195baa37ecf6ca7604142679d7d1128e1f8af52e4cb3545748c44ef1ff1c64e877e4f4d248259b7f6eb56e3ef72097dc8e0c",
  ],
  [
    91,
    true,
    "c29ec1894e06d27b4e40486b4fa5063d66a746c7f9c323b12203c03b72b8b78a",
    "0f325ffd87e58131ffa23c05ea4579513b287fdba87b44",
    "6669acf94667c5b541afe5307bde9476b13ae7e0e6058a772101ac8eb0a94331428eb4db0a2c68a9b6c1763b8624dab259b0876cdcfaeacc17b21a18e3fc010a",
  ],
];

/**
 * transparency-dev/merkle, testdata at commits bcba819 and 65362ac (Apache License 2.0): the proofs of `happy-path.json` in
 * inclusion/0 to 4 and consistency/0 to 4, over the reference tree of Certificate Transparency. Its other files change one
 * thing of these each; the changes are made here again, under the names that the files have.
 */
const LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const A = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
const B = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
const C = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
const D = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
const E = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
const F = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
const G = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
const INCLUSION: [index: number, size: number, path: string[]][] = [
  [0, 1, []],
  [0, 8, [A, B, C]],
  [5, 8, [D, E, F]],
  [2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]],
  [1, 5, ["6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", B, D]],
];
const CONSISTENCY: [oldSize: number, newSize: number, path: string[]][] = [
  [1, 1, []],
  [1, 8, [A, B, C]],
  [6, 8, [G, E, F]],
  [2, 5, [B, D]],
  [6, 7, [G, "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f", F]],
];
const GARBAGE = new Uint8Array(32).fill(0xab);

let leafHashes: Uint8Array[];
let roots: Uint8Array[];
beforeAll(async () => {
  leafHashes = await Promise.all(LEAVES.map((leaf) => hashLeaf(decodeHex(leaf))));
  roots = await Promise.all(LEAVES.map((_, at) => rootOfLeafHashes(leafHashes.slice(0, at + 1))));
});

type Inclusion = Parameters<typeof verifyInclusion>[0];
type Consistency = Parameters<typeof verifyConsistency>[0];

function flip(bytes: Uint8Array, bit: number): Uint8Array {
  const changed = bytes.slice();
  changed[bit >> 3]! ^= 1 << (bit & 7);
  return changed;
}

/** A path with one hash changed, in the ways that both kinds of files share. */
function changedPaths(path: readonly Uint8Array[], bit: number, root: Uint8Array): [string, Uint8Array[]][] {
  return [
    ...path.map((hash, at): [string, Uint8Array[]] => [`modified-proof[${at}]`, path.with(at, flip(hash, bit))]),
    ["trailing-garbage", [...path, new Uint8Array()]],
    ["trailing-root", [...path, root]],
    ["preceding-garbage", [new Uint8Array(), ...path]],
    ["preceding-root", [root, ...path]],
    ["inserted-component", path.length > 0 ? [path[0]!, GARBAGE, ...path.slice(1)] : [GARBAGE]],
    ...(path.length > 0 ? [["removed-component", path.slice(0, -1)] as [string, Uint8Array[]]] : []),
  ];
}

describe("Ed25519 by Wycheproof", () => {
  it.each(WYCHEPROOF)("test %i: %s", async (_, isValid, publicKey, message, signature) => {
    expect(await verifyEd25519(decodeHex(publicKey), decodeHex(signature), decodeHex(message))).toBe(isValid);
  });
});

describe("RFC 9162 by the reference tree", () => {
  it.each(INCLUSION)(
    "inclusion of leaf %i in %i: the proof holds, and none of its changes does",
    async (index, size, hex) => {
      const path = hex.map(decodeHex);
      const root = roots[size - 1]!;
      const happy: Inclusion = { index, size, leafHash: leafHashes[index]!, path, root };
      expect(await verifyInclusion(happy)).toBe(true);
      const changes: [string, Partial<Inclusion>][] = [
        ["leafIdx - 1", { index: index - 1 }],
        ["leafIdx + 1", { index: index + 1 }],
        ["leafIdx ^ 2", { index: index ^ 2 }],
        ["treeSize * 2", { size: size * 2 }],
        ["treeSize / 2", { size: size / 2 }],
        ["wrong-leaf", { leafHash: GARBAGE }],
        ["empty-root", { root: new Uint8Array() }],
        ["random-root", { root: GARBAGE }],
        ...changedPaths(path, 3, root).map(([name, changed]): [string, Partial<Inclusion>] => [
          name,
          { path: changed },
        ]),
      ];
      const accepted: string[] = [];
      for (const [name, change] of changes) if (await verifyInclusion({ ...happy, ...change })) accepted.push(name);
      expect(accepted).toEqual([]);
    },
  );

  it.each(CONSISTENCY)(
    "consistency of %i with %i: the proof holds, and none of its changes does",
    async (oldSize, newSize, hex) => {
      const path = hex.map(decodeHex);
      const [oldRoot, newRoot] = [roots[oldSize - 1]!, roots[newSize - 1]!];
      const happy: Consistency = { oldSize, newSize, oldRoot, newRoot, path };
      expect(await verifyConsistency(happy)).toBe(true);
      const changes: [string, Partial<Consistency>][] = [
        ["size1 - 1", { oldSize: oldSize - 1 }],
        ["size1 + 1", { oldSize: oldSize + 1 }],
        ["size1 ^ 2", { oldSize: oldSize ^ 2 }],
        ["size2 * 2", { newSize: newSize * 2 }],
        ["size2 / 2", { newSize: newSize / 2 }],
        ["wrong-root1", { oldRoot: GARBAGE }],
        ["wrong-root2", { newRoot: GARBAGE }],
        ...(oldSize === newSize
          ? []
          : ([
              ["swapped-roots", { oldRoot: newRoot, newRoot: oldRoot }],
              ["empty-proof", { path: [] }],
            ] as [string, Partial<Consistency>][])),
        ...changedPaths(path, 4, newRoot).map(([name, changed]): [string, Partial<Consistency>] => [
          name,
          { path: changed },
        ]),
      ];
      const accepted: string[] = [];
      for (const [name, change] of changes) if (await verifyConsistency({ ...happy, ...change })) accepted.push(name);
      expect(accepted).toEqual([]);
    },
  );
});
