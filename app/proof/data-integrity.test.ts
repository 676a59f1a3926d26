import { describe, expect, it } from "vitest";
import type { JsonObject } from "#app/encoding/canonical-json.ts";
import { encodeHex } from "#app/encoding/hex.ts";
import { decodeMultibaseBase58, decodeMultikey } from "#app/encoding/multikey.ts";
import { hashForProof, signDocument, verifyDocument } from "./data-integrity.ts";
import type { PublishedKey } from "./jwks.ts";
import { createWebCryptoSigner } from "./signer.ts";
import { makeSampleKey, pkcs8Of } from "./testing/sample-keys.ts";

/** w3c/vc-di-eddsa, TestVectors: keyPair.json and eddsa-jcs-2022/{signedJCS.json, sigHexJCS.txt} at commit 369f0f0. */
const PUBLISHED_KEY = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
const PUBLISHED_SECRET = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq";
const CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"];
const PUBLISHED_DOCUMENT: JsonObject = {
  "@context": CONTEXT,
  id: "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
  type: ["VerifiableCredential", "AlumniCredential"],
  name: "Alumni Credential",
  description: "A minimum viable example of an Alumni Credential.",
  issuer: "https://vc.example/issuers/5678",
  validFrom: "2023-01-01T00:00:00Z",
  credentialSubject: { id: "did:example:abcdefgh", alumniOf: "The School of Examples" },
};
const PUBLISHED_OPTIONS: JsonObject = {
  type: "DataIntegrityProof",
  cryptosuite: "eddsa-jcs-2022",
  created: "2023-02-24T23:36:38Z",
  verificationMethod: `https://vc.example/issuers/5678#${PUBLISHED_KEY}`,
  proofPurpose: "assertionMethod",
  "@context": CONTEXT,
};
const PUBLISHED_SIGNATURE =
  "fc91dec6565f35fbe185a77352e7fc512f95d1904da305cfef32ab8135469301f5a72d4e7a58368fc6ffc497b44633993bac054e3bc1436e3c846db8f1544503";
const PUBLISHED_DOCUMENT_HASH = "59b7cb6251b8991add1ce0bc83107e3db9dbbab5bd2c28f687db1a03abc92f19";

const document: JsonObject = {
  "@context": CONTEXT,
  issuer: { id: "did:web:reports.example", name: "Sample" },
  n: [{ a: "1" }],
};
const created = "2026-03-02T09:15:00Z";

describe("the published eddsa-jcs-2022 example", () => {
  // The example names its key by Multikey; ours are named by thumbprint.
  const key: PublishedKey = {
    keyId: PUBLISHED_KEY,
    purpose: "credential",
    publicKey: decodeMultikey(PUBLISHED_KEY),
    validFrom: "2023-01-01T00:00:00Z",
    validUntil: null,
    revokedAt: null,
  };
  const proofValue = "z63t83Y53KfzJ5ZosfKTnqfMcKB2dmTrfjSaQjeNNjAD5srBowQfmWqeRb8rRjmeEuCBEsddF9LsVogtuTsijJKh4";

  it("hashes to the published value", async () => {
    expect(encodeHex(await hashForProof(PUBLISHED_DOCUMENT, PUBLISHED_OPTIONS)).slice(64)).toBe(
      PUBLISHED_DOCUMENT_HASH,
    );
  });

  it("is signed as published", async () => {
    const secret = decodeMultibaseBase58(PUBLISHED_SECRET, "invalid_multikey").slice(2);
    const signer = await createWebCryptoSigner(pkcs8Of(secret));
    expect(signer.publicKey).toEqual(key.publicKey);
    const signature = await signer.sign(await hashForProof(PUBLISHED_DOCUMENT, PUBLISHED_OPTIONS));
    expect(encodeHex(signature)).toBe(PUBLISHED_SIGNATURE);
    const named = { ...signer, keyId: PUBLISHED_KEY };
    expect(await signDocument(PUBLISHED_DOCUMENT, named, "2023-02-24T23:36:38Z")).toEqual({
      ...PUBLISHED_DOCUMENT,
      proof: { ...PUBLISHED_OPTIONS, proofValue },
    });
  });

  it("verifies", async () => {
    const signed = { ...PUBLISHED_DOCUMENT, proof: { ...PUBLISHED_OPTIONS, proofValue } };
    expect(await verifyDocument(signed, [key])).toEqual({ keyId: PUBLISHED_KEY, created: "2023-02-24T23:36:38Z" });
  });
});

describe("a signed document", () => {
  it("does not verify with any text of it changed", async () => {
    const { signer, key } = await makeSampleKey(1, "credential");
    const text = JSON.stringify(await signDocument(document, signer, created));
    expect(await verifyDocument(JSON.parse(text), [key])).toEqual({ keyId: key.keyId, created });
    for (let at = 0; at < text.length; at += 1) {
      const changed = text.slice(0, at) + (text[at] === "1" ? "2" : "1") + text.slice(at + 1);
      await expect((async () => verifyDocument(JSON.parse(changed), [key]))(), `position ${at}`).rejects.toThrow();
    }
  });

  it.each([
    ["before the key was in force", { validFrom: "2026-03-02T09:15:01.000Z" }, "key_not_in_force"],
    ["after the key was retired", { validUntil: "2026-03-02T09:15:00.000Z" }, "key_not_in_force"],
    ["after the key was revoked", { revokedAt: "2026-03-02T09:15:00.000Z" }, "key_revoked"],
  ])("does not count when made %s", async (_name, window, fault) => {
    const { signer, key } = await makeSampleKey(1, "credential", window);
    await expect(verifyDocument(await signDocument(document, signer, created), [key])).rejects.toThrow(fault);
  });

  it("still counts when the key was retired or revoked later", async () => {
    const later = { validUntil: "2026-04-01T00:00:00.000Z", revokedAt: "2026-05-01T00:00:00.000Z" };
    const { signer, key } = await makeSampleKey(1, "credential", later);
    expect(await verifyDocument(await signDocument(document, signer, created), [key])).toMatchObject({ created });
  });

  it("does not count with another issuer's key, a log key, or another suite, purpose or context", async () => {
    const { signer, key } = await makeSampleKey(1, "credential");
    const signed = await signDocument(document, signer, created);
    const other = await makeSampleKey(2, "credential");
    await expect(verifyDocument(signed, [other.key])).rejects.toThrow("unknown_key");
    await expect(verifyDocument(signed, [{ ...key, purpose: "log" }])).rejects.toThrow("unknown_key");
    await expect(verifyDocument(signed, [{ ...key, publicKey: other.key.publicKey }])).rejects.toThrow(
      "wrong_signature",
    );
    await expect(verifyDocument({ ...signed, issuer: "did:web:other.example" }, [key])).rejects.toThrow("unknown_key");
    const { proof } = signed;
    for (const wrong of [
      { cryptosuite: "eddsa-rdfc-2022" },
      { type: "Ed25519Signature2020" },
      { proofPurpose: "authentication" },
      { created: "yesterday" },
      { created: "2026-02-30T00:00:00Z" },
      { "@context": ["https://example.org/other"] },
      { proofValue: "m12" },
      { proofValue: 7 },
    ]) {
      await expect(verifyDocument({ ...signed, proof: { ...proof, ...wrong } }, [key])).rejects.toThrow(
        "invalid_proof",
      );
    }
    await expect(verifyDocument({ ...signed, proof: [proof] }, [key])).rejects.toThrow("invalid_proof");
    await expect(verifyDocument(document, [key])).rejects.toThrow("invalid_proof");
  });
});
