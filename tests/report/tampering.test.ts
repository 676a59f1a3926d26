import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { decodeMultikey } from "#app/encoding/multikey.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { type Bundle, unpackBundle } from "#app/proof/bundle.ts";
import { parseReportCredential } from "#app/proof/credential.ts";
import { extractKeyProof } from "#app/proof/extract-inventory.ts";
import { keyIdOf } from "#app/proof/jwks.ts";
import { parseKeySet } from "#app/proof/key-set.ts";
import { recomputeInventory } from "#app/proof/recompute-inventory.ts";
import type { Verdict } from "#app/proof/verdict.ts";
import { verifyReport } from "#app/proof/verify-report.ts";
import { truetonne } from "#tests/support/command-line.ts";
import { issueSample } from "#tests/support/issued-sample.ts";

type Sample = Awaited<ReturnType<typeof issueSample>>;
type Part = "credential" | "proof" | "keyProof" | "keys";

let sample: Sample;
let folder: string;
beforeAll(async () => {
  sample = await issueSample();
  folder = mkdtempSync(join(inject("runFolder"), "tampering-"));
});

/** The pure check, with the evidence of the bundle, possibly changed. Unreadable evidence is rejected. */
async function verdictOf(parts: Bundle, file: Uint8Array = parts.pdf): Promise<Verdict | "refused"> {
  try {
    const { verdict } = await verifyReport({
      file,
      registered: {
        credential: parts.credential,
        proof: parts.proof,
        keyProof: parts.keyProof,
        statusLists: parts.statusLists,
      },
      keys: await parseKeySet(parts.keys),
      now: new Date().toISOString(),
      recompute: recomputeInventory,
      online: true,
    });
    return verdict;
  } catch (error) {
    if (error instanceof TransparencyError) return "refused";
    throw error;
  }
}

/** The same bytes with the lowest bit of one flipped. In text, the result is still a character. */
/** The name of the signing key, as a reader knows it from another source. */
async function keyNameOf({ credential }: Bundle): Promise<string> {
  const { key } = parseReportCredential(credential).facts.issuer;
  return keyIdOf(decodeMultikey(key.publicKeyMultibase));
}

function flip(bytes: Uint8Array, position: number): Uint8Array {
  const changed = bytes.slice();
  changed[position]! ^= 1;
  return changed;
}

const flipText = (text: string, position: number) =>
  new TextDecoder().decode(flip(new TextEncoder().encode(text), position));

/** Positions spread over a length, including its first and last byte. */
function spread(length: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => Math.round((index * (length - 1)) / (count - 1)));
}

function placesOf(pdf: Uint8Array): Record<string, number> {
  const text = Buffer.from(pdf).toString("latin1");
  const after = (marker: string, offset: number) => {
    const at = text.indexOf(marker);
    if (at < 0) throw new Error(`the file has no ${marker}`);
    return at + offset;
  };
  return {
    "header version": after("%PDF-1.", 7),
    "comment after the header": after("%PDF-1.", 11),
    "packed objects": after("/Type /ObjStm\n", 200),
    "metadata packet": after("<x:xmpmeta", 40),
    "description of the attachment": after("/Type /Filespec", 20),
    attachment: after("/Type /EmbeddedFile", 400),
    "name of an object": after("/Type /Catalog\n", -10),
    "report number in the keywords": after(" report:GHG-", 14),
    "file identifier": after("/ID [", 8),
    "cross-reference stream": after("/Type /XRef\n", 260),
    trailer: text.lastIndexOf("startxref") + 11,
    "last byte": pdf.length - 1,
  };
}

describe("a report as issued", () => {
  it("is authentic, as a file, as its data package and as a bundle", async () => {
    expect(await verdictOf(sample.parts)).toBe("authentic");
    expect(await verdictOf(sample.parts, sample.parts.inventory)).toBe("authentic");
    expect(await verdictOf(unpackBundle(sample.archive))).toBe("authentic");
  });
});

describe("one changed byte", () => {
  it("of the file, in every kind of place and all over it, makes it altered", async () => {
    const { pdf } = sample;
    for (const [place, position] of Object.entries(placesOf(pdf))) {
      expect(await verdictOf(sample.parts, flip(pdf, position)), place).toBe("altered");
    }
    for (const position of spread(pdf.length, 60)) {
      expect(await verdictOf(sample.parts, flip(pdf, position)), `byte ${position}`).toBe("altered");
    }
  });

  it("added to the file or missing from it makes it altered", async () => {
    const { pdf } = sample;
    expect(await verdictOf(sample.parts, Buffer.concat([pdf, Buffer.from("\n")]))).toBe("altered");
    expect(await verdictOf(sample.parts, pdf.slice(0, -1))).toBe("altered");
    expect(await verdictOf(sample.parts, pdf.slice(1))).toBe("altered");
    const revision = Buffer.from("\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n");
    expect(await verdictOf(sample.parts, Buffer.concat([pdf, revision]))).toBe("altered");
  });

  it("of the data package makes it altered", async () => {
    const { inventory } = sample.parts;
    for (const position of spread(inventory.length, 80)) {
      expect(await verdictOf(sample.parts, flip(inventory, position)), `byte ${position}`).toBe("altered");
    }
  });

  it.each<Part>(["credential", "proof", "keyProof", "keys"])(
    "of the %s, at every second position, never passes",
    async (part) => {
      const verdicts = new Map<string, number>();
      for (let position = 0; position < sample.parts[part].length; position += 2) {
        const changed = { ...sample.parts, [part]: flipText(sample.parts[part], position) };
        const verdict = await verdictOf(changed, sample.parts.inventory);
        expect(["altered", "refused", "cannot_tell"], `${part} at ${position}`).toContain(verdict);
        verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
      }
      expect((verdicts.get("altered") ?? 0) + (verdicts.get("refused") ?? 0)).toBeGreaterThan(
        verdicts.get("cannot_tell") ?? 0,
      );
    },
  );

  it("of a status list never passes", async () => {
    for (const [index, list] of sample.parts.statusLists.entries()) {
      for (let position = 0; position < list.length; position += 3) {
        const statusLists = sample.parts.statusLists.with(index, flipText(list, position));
        const verdict = await verdictOf({ ...sample.parts, statusLists }, sample.parts.inventory);
        expect(["altered", "refused", "cannot_tell"], `list ${index} at ${position}`).toContain(verdict);
      }
    }
  });

  it("anywhere in the bundle is detected before any of its content is used", () => {
    for (const position of spread(sample.archive.length, 200)) {
      expect(() => unpackBundle(flip(sample.archive, position)), `byte ${position}`).toThrow(TransparencyError);
    }
  });

  it("is found by the command line, in the file and in each part of the evidence", async () => {
    const files: string[] = [];
    const add = (name: string, parts: Bundle) => {
      const { pdf, credential, proof, keyProof, keys, statusLists } = parts;
      writeFileSync(join(folder, `${name}.pdf`), pdf);
      writeFileSync(join(folder, `${name}.vc.json`), credential);
      writeFileSync(join(folder, `${name}.tlog-proof`), proof);
      writeFileSync(join(folder, `${name}.issuer-key.tlog-proof`), keyProof);
      writeFileSync(join(folder, `${name}.keys.json`), keys);
      for (const [index, list] of statusLists.entries()) {
        writeFileSync(join(folder, `${name}.status-${index + 1}.json`), list);
      }
      files.push(join(folder, `${name}.pdf`));
    };
    const { parts } = sample;
    add("issued", parts);
    for (const [place, position] of Object.entries(placesOf(parts.pdf))) {
      add(place.replaceAll(" ", "-"), { ...parts, pdf: flip(parts.pdf, position) });
    }
    for (const part of ["credential", "proof", "keyProof", "keys"] as const) {
      for (const position of spread(parts[part].length, 8)) {
        add(`${part}-${position}`, { ...parts, [part]: flipText(parts[part], position) });
      }
    }
    const list = parts.statusLists[0]!;
    for (const position of spread(list.length, 8)) {
      add(`status-${position}`, { ...parts, statusLists: parts.statusLists.with(0, flipText(list, position)) });
    }
    const { code, out, err } = await truetonne([
      "verify",
      ...files,
      "--offline",
      "--json",
      "--key",
      await keyNameOf(parts),
    ]);
    expect(err).toBe("");
    const outcomes = JSON.parse(out) as { file: string; verdict: string }[];
    expect(outcomes).toHaveLength(files.length);
    expect(outcomes[0]).toMatchObject({ verdict: "authentic" });
    for (const { file, verdict } of outcomes.slice(1)) {
      expect(["altered", "cannot_tell"], file).toContain(verdict);
    }
    expect(outcomes.filter(({ verdict }) => verdict === "altered").length).toBeGreaterThan(outcomes.length / 2);
    expect(code).toBe(1);
  });

  it("of a bundle is found by the command line", async () => {
    const files = spread(sample.archive.length, 16).map((position) => {
      const file = join(folder, `bundle-${position}.zip`);
      writeFileSync(file, flip(sample.archive, position));
      return file;
    });
    const { code, out } = await truetonne(["verify", ...files, "--offline", "--json"]);
    for (const { file, verdict } of JSON.parse(out)) expect(["altered", "cannot_tell"], file).toContain(verdict);
    expect(JSON.parse(out)).toHaveLength(files.length);
    expect(code).toBe(1);
  });
});

describe("the proof of the issuer's key", () => {
  it("is inside the file too, for a reader who has no other", async () => {
    const { parts } = sample;
    const inside = await extractKeyProof(parts.pdf);
    expect(inside).not.toBeNull();
    // Any byte of the sidecar fails; without it, the one inside the file is checked.
    const { verdict, checks } = await verifyReport({
      file: parts.pdf,
      registered: { credential: parts.credential, proof: parts.proof, keyProof: null, statusLists: parts.statusLists },
      keys: await parseKeySet(parts.keys),
      now: new Date().toISOString(),
      recompute: recomputeInventory,
      online: true,
    });
    expect(checks.find(({ id }) => id === "signature")).toMatchObject({ outcome: "passed", reason: "signed" });
    expect(verdict).toBe("authentic");
  });
});

describe("the evidence of another report", () => {
  it("doesn't make this one pass", async () => {
    const other = await issueSample();
    expect(other.number).not.toBe(sample.number);
    const mixed: Bundle[] = [
      { ...sample.parts, credential: other.parts.credential },
      { ...sample.parts, proof: other.parts.proof },
      { ...sample.parts, keyProof: other.parts.keyProof },
      { ...sample.parts, keys: other.parts.keys },
      { ...sample.parts, statusLists: other.parts.statusLists },
      { ...sample.parts, pdf: other.parts.pdf },
    ];
    for (const parts of mixed) expect(["altered", "refused", "cannot_tell"]).toContain(await verdictOf(parts));
  });
});

describe("the recorded hash", () => {
  it("is that of the file", () => {
    const { credentialSubject } = JSON.parse(sample.parts.credential);
    const hash = createHash("sha256").update(sample.pdf).digest("hex");
    expect(JSON.stringify(credentialSubject)).toContain(hash);
  });
});
