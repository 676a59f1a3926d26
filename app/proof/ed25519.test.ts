import { describe, expect, it } from "vitest";
import { concatBytes } from "#app/encoding/bytes.ts";
import { decodeHex, encodeHex } from "#app/encoding/hex.ts";
import { verifyEd25519 } from "./ed25519.ts";
import { buildJwks, keyIdOf, parseJwks } from "./jwks.ts";
import { createWebCryptoSigner, generatePrivateKey } from "./signer.ts";
import { pkcs8Of } from "./testing/sample-keys.ts";

/** RFC 8032 §7.1, tests 1 to 3: secret key, public key, message, signature. */
const PUBLISHED: [secret: string, publicKey: string, message: string, signature: string][] = [
  [
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    "",
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
  ],
  [
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    "72",
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
  ],
  [
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
    "af82",
    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
  ],
];
/** The order of the group, little-endian: adding it to S gives another encoding of the same signature. */
const ORDER = decodeHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

describe("Ed25519", () => {
  it.each(PUBLISHED)(
    "signs and verifies the published message of %s",
    async (secret, publicKey, message, signature) => {
      const signer = await createWebCryptoSigner(pkcs8Of(decodeHex(secret)));
      expect(encodeHex(signer.publicKey)).toBe(publicKey);
      expect(encodeHex(await signer.sign(decodeHex(message)))).toBe(signature);
      expect(await verifyEd25519(signer.publicKey, decodeHex(signature), decodeHex(message))).toBe(true);
    },
  );

  it("refuses another message, key, signature or length", async () => {
    const [[, key, , signature]] = PUBLISHED as [[string, string, string, string]];
    const [publicKey, good] = [decodeHex(key), decodeHex(signature)];
    const none = new Uint8Array();
    expect(await verifyEd25519(publicKey, good, Uint8Array.of(0))).toBe(false);
    expect(await verifyEd25519(decodeHex((PUBLISHED[1] as string[])[1] as string), good, none)).toBe(false);
    expect(await verifyEd25519(publicKey, good.slice(1), none)).toBe(false);
    expect(await verifyEd25519(publicKey.slice(1), good, none)).toBe(false);
    for (let at = 0; at < 64; at += 1) {
      const changed = good.map((byte, position) => (position === at ? byte ^ 1 : byte));
      expect(await verifyEd25519(publicKey, changed, none), `byte ${at}`).toBe(false);
    }
  });

  it("refuses the other encoding of a signature", async () => {
    const [[, key, , signature]] = PUBLISHED as [[string, string, string, string]];
    const good = decodeHex(signature);
    let carry = 0;
    const shifted = good.slice(32).map((byte, position) => {
      carry += byte + (ORDER[position] as number);
      const low = carry & 0xff;
      carry >>= 8;
      return low;
    });
    const malleable = concatBytes(good.slice(0, 32), shifted);
    expect(await verifyEd25519(decodeHex(key), malleable, new Uint8Array())).toBe(false);
  });

  it("refuses bytes that are no private key", async () => {
    await expect(createWebCryptoSigner(Uint8Array.of(1, 2, 3))).rejects.toThrow("invalid_private_key");
  });

  it("makes keys that sign", async () => {
    const signer = await createWebCryptoSigner(await generatePrivateKey());
    const message = Uint8Array.of(1, 2, 3);
    expect(await verifyEd25519(signer.publicKey, await signer.sign(message), message)).toBe(true);
  });
});

describe("a key set", () => {
  const publicKey = decodeHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");

  it("names a key by its thumbprint as RFC 8037 appendix A.3 does", async () => {
    expect(await keyIdOf(publicKey)).toBe("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
  });

  it("is read back with windows and revocation", async () => {
    const key = {
      keyId: await keyIdOf(publicKey),
      purpose: "credential" as const,
      publicKey,
      validFrom: "2026-01-01T00:00:00.000Z",
      validUntil: "2027-01-01T00:00:00.000Z",
      revokedAt: "2026-06-01T00:00:00.000Z",
    };
    expect(await parseJwks(buildJwks([key]))).toEqual([key]);
    const inUse = { ...key, purpose: "log" as const, validUntil: null, revokedAt: null };
    expect(await parseJwks(buildJwks([inUse]))).toEqual([inUse]);
  });

  it.each([
    ["no list", {}],
    [
      "a name that is not the thumbprint",
      { keys: [{ kty: "OKP", crv: "Ed25519", kid: "x", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" }] },
    ],
    ["half a key", { keys: [{ kty: "OKP", crv: "Ed25519", x: "11qYAYKx" }] }],
    [
      "an unreadable window",
      { keys: [{ kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", nbf: "soon" }] },
    ],
    [
      "an unreadable revocation",
      { keys: [{ kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", revoked: true }] },
    ],
  ])("is refused with %s", async (_name, value) => {
    await expect(parseJwks(value)).rejects.toThrow("invalid_key_set");
  });

  it("passes over keys of other kinds", async () => {
    expect(await parseJwks({ keys: [{ kty: "EC", crv: "P-256", x: "", y: "" }] })).toEqual([]);
  });
});
