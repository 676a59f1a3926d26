import { unzipSync, zipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import { encodeUtf8 } from "#app/encoding/bytes.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { decodeMultikey } from "#app/encoding/multikey.ts";
import { sha256Hex } from "#app/encoding/sha256.ts";
import { BUNDLE_NAMES, type Bundle, isZip, packBundle, sumBundle, unpackBundle } from "./bundle.ts";
import { buildDidDocument, didOf, hostOfDid } from "./did-document.ts";
import { digestOfKeySet, formatKeySet, parseKeySet } from "./key-set.ts";
import { makeSampleKey } from "./testing/sample-keys.ts";
import { issueSampleReport, SAMPLE_DID, type SampleReport } from "./testing/sample-report.ts";

let report: SampleReport;
let bundle: Bundle;
beforeAll(async () => {
  report = await issueSampleReport();
  const { pdf, inventory, credential, proof, keyProof, keys, statusLists, readme } = report;
  bundle = { pdf, inventory, credential, proof, keyProof, keys, statusLists, readme };
});

describe("a bundle", () => {
  it("gives back its parts and is the same archive each time", () => {
    const archive = packBundle(bundle);
    expect(isZip(archive)).toBe(true);
    expect(unpackBundle(archive)).toEqual(bundle);
    expect(packBundle(bundle)).toEqual(archive);
  });

  it("may carry third parties' statements, the script of the recipe and the sums of all its files", async () => {
    const more = {
      ...bundle,
      assurance: [
        { credential: "{}", proof: "p", withdrawal: null, disowned: null },
        {
          credential: "{}",
          proof: null,
          withdrawal: { kind: "k", reason: "r", salt: "s", at: "t", proof: "q" },
          disowned: { kind: "domain" as const, value: "v", checkedOn: "d", salt: "s", at: "t", proof: "q" },
        },
      ],
      script: "print()",
    };
    const sums = await sumBundle(more);
    const archive = packBundle({ ...more, sums });
    expect(unpackBundle(archive)).toEqual({ ...more, sums });
    const files = unzipSync(archive);
    const named = sums
      .trimEnd()
      .split("\n")
      .map((line) => line.split("  "));
    expect(named.map(([, name]) => name)).toEqual(Object.keys(files).filter((name) => name !== "SHA256SUMS"));
    for (const [sha256, name] of named) expect(await sha256Hex(files[name!]!), name).toBe(sha256);
    // What belongs to no statement is no part of a bundle.
    const options = { level: 0, mtime: new Date(1980, 0, 1), os: 0, attrs: 0 } as const;
    const { "assurance-1.vc.json": _, ...headless } = files;
    expect(() => unpackBundle(zipSync(headless, options))).toThrow("not_a_bundle");
  });

  it("is refused whichever byte was changed, or with a byte more or less", () => {
    const archive = packBundle({ ...bundle, pdf: encodeUtf8("%PDF-1.7 short") });
    for (let at = 0; at < archive.length; at += 3) {
      const changed = archive.map((byte, position) => (position === at ? byte ^ 0x20 : byte));
      expect(() => {
        const found = unpackBundle(changed);
        // Changed content inside a part is the archive of another content; its own hash or signature shows it.
        expect(found).not.toEqual({ ...bundle, pdf: encodeUtf8("%PDF-1.7 short") });
        throw new Error("content");
      }, `byte ${at}`).toThrow(/not_a_bundle|too_large|invalid_utf8/);
    }
    expect(() => unpackBundle(archive.slice(0, -1))).toThrow("not_a_bundle");
    expect(() => unpackBundle(new Uint8Array([...archive, 0]))).toThrow("not_a_bundle");
  });

  it("is refused when packed by another program, with other files or parts missing", () => {
    const part = encodeUtf8("x");
    expect(() => unpackBundle(zipSync({ "report.pdf": part }, { level: 0 }))).toThrow("not_a_bundle");
    expect(() => unpackBundle(zipSync({ "../report.pdf": part }, { level: 0 }))).toThrow("not_a_bundle");
    const all = Object.fromEntries(Object.values(BUNDLE_NAMES).map((name) => [name, part]));
    expect(() => unpackBundle(zipSync(all, { level: 9 }))).toThrow("not_a_bundle");
    expect(() => unpackBundle(zipSync(all, { level: 0, mtime: new Date(2020, 1, 1) }))).toThrow("not_a_bundle");
    expect(() => unpackBundle(encodeUtf8("PK\u0003\u0004 nothing"))).toThrow("not_a_bundle");
  });

  it("does not unfold", () => {
    const bomb = zipSync({ "README.txt": new Uint8Array(100_000_000) }, { level: 9 });
    expect(() => unpackBundle(bomb)).toThrow("not_a_bundle");
  });
});

describe("the key set of a bundle", () => {
  it("is read back with the issuer and the log's key", async () => {
    const keys = await parseKeySet(report.keys);
    expect(keys).toMatchObject({ did: SAMPLE_DID, keys: report.keyList });
    expect(keys.noteVerifiers.map(({ name }) => name)).toEqual(["reports.example/log"]);
  });

  it("may be a plain JWKS, which names no issuer and no log key", async () => {
    const { keys } = JSON.parse(report.keys) as { keys: unknown[] };
    expect(await parseKeySet(JSON.stringify({ keys }))).toMatchObject({ did: null, noteVerifiers: [] });
  });

  it("is refused when its parts disagree", async () => {
    const set = JSON.parse(report.keys);
    const other = JSON.parse(
      await formatKeySet(SAMPLE_DID, [(await makeSampleKey(5, "log")).key], "reports.example/log"),
    );
    const { digest, ...withoutDigest } = set;
    const wrong = [
      { ...set, didDocument: other.didDocument },
      { ...set, logKeys: other.logKeys },
      { ...set, logKeys: "x" },
      { ...set, keys: [] },
      withoutDigest,
    ];
    for (const value of wrong) await expect(parseKeySet(canonicalJson(value))).rejects.toThrow("invalid_key_set");
    await expect(parseKeySet(`${report.keys}\n`)).rejects.toThrow("invalid_key_set");
    expect(digestOfKeySet(report.keys)).toBe(digest);
  });

  it("is refused when any byte of it changes, the windows of the keys included", async () => {
    for (let at = 0; at < report.keys.length; at += 1) {
      const other = String.fromCharCode(report.keys.charCodeAt(at) ^ 1);
      const changed = report.keys.slice(0, at) + other + report.keys.slice(at + 1);
      await expect(parseKeySet(changed), `position ${at}`).rejects.toThrow();
    }
  });
});

describe("the DID document", () => {
  it("lists every key permanently, and only credential keys for assertions", async () => {
    const retired = (await makeSampleKey(3, "credential", { validUntil: "2025-06-01T00:00:00.000Z" })).key;
    const revoked = (await makeSampleKey(4, "credential", { revokedAt: "2025-07-01T00:00:00.000Z" })).key;
    const document = buildDidDocument(SAMPLE_DID, [...report.keyList, retired, revoked]) as {
      verificationMethod: { id: string; publicKeyMultibase: string; revoked?: string }[];
      assertionMethod: string[];
    };
    expect(document.verificationMethod).toHaveLength(4);
    expect(document.assertionMethod).toHaveLength(3);
    expect(document.verificationMethod[3]?.revoked).toBe("2025-07-01T00:00:00.000Z");
    expect(decodeMultikey(document.verificationMethod[0]?.publicKeyMultibase ?? "")).toEqual(
      report.keyList[0]?.publicKey,
    );
  });

  it.each([
    ["https://reports.example", "did:web:reports.example", "reports.example"],
    ["http://127.0.0.1:3000", "did:web:127.0.0.1%3A3000", "127.0.0.1:3000"],
    ["https://reports.example:8443/", "did:web:reports.example%3A8443", "reports.example:8443"],
  ])("of %s is %s", (url, did, host) => {
    expect(didOf(url)).toBe(did);
    expect(hostOfDid(did)).toBe(host);
  });

  it.each([
    "reports.example",
    "ftp://reports.example",
    "https://reports.example/path",
    "https://user@reports.example",
    "https://reports.example/?a",
  ])("is not made for %s", (url) => {
    expect(() => didOf(url)).toThrow("invalid_public_url");
  });

  it.each(["did:key:z6Mk", "did:web:a/b", "did:web:evil.example%2Fpath", "did:web:user@evil.example"])(
    "%s names no host",
    (did) => {
      expect(hostOfDid(did)).toBeNull();
    },
  );
});
