import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { concatBytes, encodeUtf8 } from "#app/encoding/bytes.ts";
import { fillSeal, findSeal, prepareSeal, signedBytes } from "#app/pdf/pdf-update.ts";
import { contextTag, der, integer, octets, oid, sequence, setOf, TAG } from "./der.ts";
import { OID } from "./object-ids.ts";
import { type Seal, sealPdf } from "./seal-pdf.ts";
import { encodeSignedAttributes, encodeSignedData, type SignedData } from "./signed-data.ts";
import { makeIdentity, type SampleIdentity, signerOf } from "./testing/sample-certificates.ts";
import { makeSealable } from "./testing/sample-pdf.ts";
import { makeToken } from "./testing/sample-timestamp.ts";
import { verifySeal } from "./verify-seal.ts";

const SIGNED_AT = "2026-03-02T09:15:00Z";
const root = makeIdentity("Sample Root", { usage: 0x06 });
const issuer = makeIdentity("Sample Issuer", { issuer: root });
const authority = makeIdentity("Sample Time Authority", { issuer: root, usage: 0x80, purposes: [OID.timeStamping] });
const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest());
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");
const fromLatin1 = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));

function sealOf(identity: SampleIdentity, at?: string): Seal {
  const timestamp = async (signature: Uint8Array) => makeToken({ imprint: sha256(signature), authority, at: at! });
  return { signer: signerOf(identity), timestamp: at ? timestamp : null };
}

/** Reports of drawing 3 and older have a classic table, newer ones a stream. */
describe.each(["stream", "classic"] as const)("with a %s table:", (kind) => {
  let unsealed: Uint8Array;
  let sealed: Uint8Array;
  beforeAll(async () => {
    unsealed = await makeSealable(kind);
    sealed = await sealPdf(unsealed, sealOf(issuer), SIGNED_AT);
  });

  describe("a seal", () => {
    it.each(["rsa", "p256"] as const)(
      "holds, names its certificate and leaves the report as it was (%s)",
      async (keyKind) => {
        const identity = makeIdentity(`Sample Issuer ${keyKind}`, {
          issuer: root,
          kind: keyKind,
          organization: "Sample 示例 Ltd.",
        });
        const file = await sealPdf(unsealed, sealOf(identity), SIGNED_AT);
        expect(file.subarray(0, unsealed.length)).toEqual(unsealed);
        expect(await verifySeal(file)).toEqual({
          kind: "intact",
          unsealedSha256: Buffer.from(sha256(unsealed)).toString("hex"),
          subject: `Sample Issuer ${keyKind}`,
          organization: "Sample 示例 Ltd.",
          issuer: "Sample Root",
          isSelfIssued: false,
          fingerprint: Buffer.from(sha256(identity.certificate.raw)).toString("hex"),
          signedAt: SIGNED_AT,
          timestamp: null,
        });
      },
    );

    it("is the same bytes for the same file, RSA key and time", async () => {
      expect(await sealPdf(unsealed, sealOf(issuer), SIGNED_AT)).toEqual(sealed);
    });

    it("keeps the identifier of the file and points back to its table", () => {
      const text = latin1(sealed);
      const ids = text.match(/\/ID \[<[0-9a-f]+> <[0-9a-f]+>\]/g);
      expect(ids).toHaveLength(2);
      expect(ids?.[0]).toBe(ids?.[1]);
      const start = /startxref\n(\d+)/.exec(text)?.[1];
      expect(text).toContain(`/Prev ${start}\n`);
    });

    it("has the attributes of PAdES baseline and not the time that it forbids", async () => {
      const contents = latin1((await findSeal(sealed))!.contents);
      for (const name of [OID.contentType, OID.messageDigest, OID.signingCertificateV2])
        expect(contents).toContain(latin1(oid(name)));
      expect(contents).not.toContain(latin1(oid("1.2.840.113549.1.9.5")));
      expect(latin1(sealed)).toContain("/SubFilter /ETSI.CAdES.detached\n/M (D:20260302091500Z)\n");
    });

    it("carries a timestamp, which must not be older than the seal's stated time", async () => {
      const file = await sealPdf(unsealed, sealOf(issuer, "2026-03-02T09:15:09Z"), SIGNED_AT);
      expect(await verifySeal(file)).toMatchObject({
        timestamp: { at: "2026-03-02T09:15:09.000Z", authority: "Sample Time Authority" },
      });
      const early = sealPdf(unsealed, sealOf(issuer, "2026-03-01T00:00:00Z"), SIGNED_AT);
      await expect(early).rejects.toThrow("timestamp_before_seal");
    });

    it("is absent from a report without one, and from what is no report", async () => {
      for (const file of [unsealed, encodeUtf8("hello"), new Uint8Array()])
        expect(await verifySeal(file)).toEqual({ kind: "absent" });
    });

    it("is not made outside the time of its certificate, nor where it does not fit, nor twice, nor without a field", async () => {
      const over = makeIdentity("Sample Issuer", { issuer: root, until: "2028-01-01T00:00:00Z" });
      await expect(sealPdf(unsealed, sealOf(over), "2029-01-01T00:00:00Z")).rejects.toThrow("certificate_not_in_force");
      const prepared = await prepareSeal(unsealed, { signedAt: SIGNED_AT, reservedBytes: 10 });
      expect(() => fillSeal(prepared, new Uint8Array(11))).toThrow("seal_too_large");
      await expect(sealPdf(sealed, sealOf(issuer), SIGNED_AT)).rejects.toThrow("no_signature_field");
      const without = fromLatin1(latin1(unsealed).replace("/AcroForm", "/AcroFrom"));
      await expect(sealPdf(without, sealOf(issuer), SIGNED_AT)).rejects.toThrow("no_signature_field");
    });
  });

  describe("a forged seal", () => {
    /** Seals as an attacker who holds a key does, with anything in the CMS changed. */
    async function forge(
      change: (data: SignedData) => SignedData | Promise<SignedData>,
      identity = issuer,
      by = issuer,
    ) {
      const prepared = await prepareSeal(unsealed, { signedAt: SIGNED_AT, reservedBytes: 8192 });
      const contentHash = sha256(signedBytes(prepared));
      const signature = await signerOf(by).sign(await encodeSignedAttributes(contentHash, identity.certificate));
      const { certificate: signer, chain } = identity;
      return fillSeal(
        prepared,
        await encodeSignedData(await change({ contentHash, signer, chain, signature, timestamp: null })),
      );
    }
    const same = (data: SignedData) => data;
    const replaced = (from: string | RegExp, to: string) => fromLatin1(latin1(sealed).replace(from, to));
    /** Changes bytes inside the CMS, keeping its length. */
    const inCms = async (from: Uint8Array, to: Uint8Array) => {
      const { prepared, contents } = (await findSeal(sealed))!;
      return fillSeal(prepared, fromLatin1(latin1(contents).replace(latin1(from), latin1(to))));
    };
    const updateOf = (number: number, body: string, previous: Uint8Array) => {
      const start = /startxref\n(\d+)\n%%EOF\n$/.exec(latin1(previous))![1];
      const at = previous.length;
      const object = `${number} 0 obj\n${body}\nendobj\n`;
      const trailer = /\/Root \d+ 0 R\n\/Info \d+ 0 R\n\/ID [^\n]+\n/.exec(latin1(unsealed))![0];
      const end = `startxref\n${at + object.length}\n%%EOF\n`;
      if (kind === "classic") {
        const entry = `${String(at).padStart(10, "0")} 00000 n \n`;
        return fromLatin1(
          `${latin1(previous)}${object}xref\n${number} 1\n${entry}trailer\n<<\n/Size 99\n${trailer}/Prev ${start}\n>>\n${end}`,
        );
      }
      const offset = Buffer.alloc(7, 1);
      offset.writeUInt32BE(at, 1);
      return fromLatin1(
        `${latin1(previous)}${object}98 0 obj\n<<\n/Type /XRef\n/Size 99\n/W [1 4 2]\n/Index [${number} 1]\n${trailer}/Prev ${start}\n` +
          `/Length 7\n>>\nstream\n${latin1(offset)}\nendstream\nendobj\n${end}`,
      );
    };
    const twin = () => makeIdentity("Sample Issuer", { issuer: root, kind: "p256" });

    it("control: what is forged without a change holds", async () => {
      expect(await verifySeal(await forge(same))).toMatchObject({ kind: "intact" });
    });

    const attacks: [string, () => Uint8Array | Promise<Uint8Array>, string][] = [
      ["an update appended after signing", () => updateOf(1, "<<\n/Type /Page\n>>", sealed), "not_a_seal"],
      ["a byte appended", () => concatBytes(sealed, encodeUtf8("\n")), "not_a_seal"],
      ["a second signature added", () => updateOf(1, "<<\n/Type /Sig\n/ByteRange [0 1 2 3]\n>>", sealed), "not_a_seal"],
      [
        "a shadow: content swapped in before the seal, the rest as signed",
        async () => {
          const shadow = updateOf(1, "<<\n/Shadow true\n>>", unsealed);
          return concatBytes(shadow, sealed.subarray(unsealed.length));
        },
        "not_a_seal",
      ],
      [
        "a seal over a file that was updated before",
        async () => concatBytes(updateOf(1, "<<>>", unsealed), sealed.subarray(unsealed.length)),
        "not_a_seal",
      ],
      ["a range that leaves out more", () => replaced(/\/ByteRange \[0 (\d)/, "/ByteRange [0 9"), "not_a_seal"],
      ["a range that begins late", () => replaced("/ByteRange [0 ", "/ByteRange [1 "), "not_a_seal"],
      ["a range that ends early", () => replaced(/(\/ByteRange \[0 \d+ \d+ )(\d+)\d\]/, "$1$2]0"), "not_a_seal"],
      ["the field led to another value", () => replaced(/\n\/V (\d+) 0 R/, "\n/V 1 0 R"), "not_a_seal"],
      ["another time claimed", () => replaced("D:20260302", "D:20260301"), "seal_of_other_content"],
      ["another SubFilter", () => replaced("ETSI.CAdES.detached", "ETSI.CAdES.detacher"), "not_a_seal"],
      [
        "the signature wrapped away in a larger room",
        async () => {
          const { contents } = (await findSeal(sealed))!;
          const prepared = await prepareSeal(unsealed, { signedAt: SIGNED_AT, reservedBytes: contents.length + 100 });
          return fillSeal(prepared, contents);
        },
        "seal_of_other_content",
      ],
      [
        "something hidden behind the CMS",
        async () => {
          const { prepared, contents } = (await findSeal(sealed))!;
          const hidden = contents.slice();
          hidden[hidden.length - 1] = 1;
          return fillSeal(prepared, hidden);
        },
        "not_a_seal",
      ],
      [
        "the report changed under the seal",
        () => sealed.map((byte, at) => (at === Math.floor(unsealed.length / 2) ? byte ^ 1 : byte)),
        "seal_of_other_content",
      ],
      ["another key's signature under this certificate", () => forge(same, issuer, twin()), "wrong_signature"],
      [
        "another certificate of the same name and number",
        () => {
          const real = makeIdentity("Sample Issuer", { issuer: root, serial: 99 });
          const other = makeIdentity("Sample Issuer", { issuer: root, serial: 99, until: "2029-01-01T00:00:00Z" });
          // Same key, name and number: only signing-certificate-v2 distinguishes them.
          return forge((data) => ({ ...data, signer: other.certificate }), real, real);
        },
        "wrong_signature",
      ],
      [
        "a digest algorithm swapped for another",
        () => inCms(oid(OID.sha256).subarray(2), oid(OID.sha512).subarray(2)),
        "not_a_seal",
      ],
      [
        "the signature algorithm swapped for another",
        () => inCms(oid(OID.sha256WithRsa).subarray(2), oid(OID.sha512WithRsa).subarray(2)),
        "not_a_seal",
      ],
      ["no signed attributes", () => bare([]), "not"],
      ["no signing-certificate-v2", async () => bare(await attributesWithout(OID.signingCertificateV2)), "not_a_seal"],
      ["no message digest", async () => bare(await attributesWithout(OID.messageDigest)), "not_a_seal"],
      [
        "a timestamp over something else",
        () => forge((data) => ({ ...data, timestamp: makeToken({ imprint: sha256(unsealed), authority }) })),
        "timestamp_of_something_else",
      ],
      [
        "a timestamp by a certificate for something else",
        () =>
          forge((data) => ({ ...data, timestamp: makeToken({ imprint: sha256(data.signature), authority: issuer }) })),
        "not_a_timestamp_certificate",
      ],
      [
        "nonsense for a timestamp",
        () => forge((data) => ({ ...data, timestamp: sequence(integer(1)) })),
        "not_a_timestamp",
      ],
      [
        "an issuer's certificate that did not sign this one",
        () =>
          forge((data) => ({
            ...data,
            chain: [makeIdentity("Sample Root", { kind: "p256", usage: 0x06 }).certificate.raw],
          })),
        "broken_chain",
      ],
      [
        "a certificate of no concern",
        () => forge((data) => ({ ...data, chain: [...data.chain, authority.certificate.raw] })),
        "broken_chain",
      ],
      [
        "a certificate that had ended",
        () => {
          const over = makeIdentity("Sample Issuer", { issuer: root, until: "2026-02-01T00:00:00Z" });
          return forge(same, over, over);
        },
        "certificate_not_in_force",
      ],
      [
        "a certificate that may not sign",
        () => {
          const wrong = makeIdentity("Sample Issuer", { issuer: root, usage: 0x06 });
          return forge(same, wrong, wrong);
        },
        "certificate_not_in_force",
      ],
    ];

    async function attributesWithout(name: string): Promise<Uint8Array[]> {
      const { prepared } = (await findSeal(sealed))!;
      const all = await encodeSignedAttributes(sha256(signedBytes(prepared)), issuer.certificate);
      const { childrenOf, readDer } = await import("./der.ts");
      return childrenOf(readDer(all))
        .map(({ raw }) => raw)
        .filter((raw) => !latin1(raw).includes(latin1(oid(name))));
    }

    /** A CMS with just these signed attributes, rightly signed; with none of them, over the content itself. */
    async function bare(attributes: Uint8Array[]): Promise<Uint8Array> {
      const { prepared } = (await findSeal(sealed))!;
      const content = signedBytes(prepared);
      const hash = sequence(oid(OID.sha256));
      const signed = attributes.length > 0 ? setOf(TAG.set, ...attributes) : content;
      const { certificate } = issuer;
      const info = sequence(
        integer(1),
        sequence(certificate.issuerRaw, certificate.serialRaw),
        hash,
        ...(attributes.length > 0 ? [setOf(contextTag(0), ...attributes)] : []),
        sequence(oid(OID.sha256WithRsa), der(TAG.null)),
        octets(await signerOf(issuer).sign(signed)),
      );
      const data = sequence(
        integer(1),
        der(TAG.set, hash),
        sequence(oid(OID.data)),
        setOf(contextTag(0), certificate.raw),
        der(TAG.set, info),
      );
      return fillSeal(prepared, sequence(oid(OID.signedData), der(contextTag(0), data)));
    }

    it.each(attacks)("is found out: %s", async (_, attack, fault) => {
      const file = await attack();
      expect(file).not.toEqual(sealed);
      const found = await verifySeal(file);
      expect(found.kind).toBe("broken");
      expect((found as { fault: string }).fault).toContain(fault);
    });

    it("is found out whichever byte of the file was changed", async () => {
      const { gap } = (await findSeal(sealed))!.prepared;
      // CMS leaves the certificates above the signer's unsigned; the hash of the whole file covers them too.
      const above = Buffer.from(root.certificate.raw).toString("hex");
      const from = latin1(sealed).indexOf(above);
      for (let at = 0; at < sealed.length; at += at >= unsealed.length && at < gap.start ? 1 : 53) {
        if (at >= from && at < from + above.length) continue;
        const changed = sealed.map((byte, position) => (position === at ? byte ^ 1 : byte));
        expect((await verifySeal(changed)).kind, `byte ${at}`).not.toBe("intact");
      }
    });
  });
});
