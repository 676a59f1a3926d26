import { zipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import { concatBytes, encodeUtf8 } from "#app/encoding/bytes.ts";
import { canonicalJson, type JsonObject } from "#app/encoding/canonical-json.ts";
import { findUnprintable } from "#app/press/fonts/printable.ts";
import { rebuildPrinted } from "#app/verify/rebuild-printed.ts";
import { packBundle, unpackBundle } from "./bundle.ts";
import { checkDocumentText } from "./check-document-text.ts";
import { signCheckpoint } from "./checkpoint.ts";
import { buildReportCredential } from "./credential.ts";
import { extractInventory, findReportNumber } from "./extract-inventory.ts";
import type { KeptEvidence } from "./kept-evidence.ts";
import { formatKeySet, parseKeySet } from "./key-set.ts";
import { recomputeInventory } from "./recompute-inventory.ts";
import { parseReportNumber } from "./report-number.ts";
import { formatVerifierKey } from "./signed-note.ts";
import { makeSampleKey } from "./testing/sample-keys.ts";
import {
  issueSampleReport,
  SAMPLE_DID,
  SAMPLE_ISSUER,
  type SampleReport,
  sampleDocument,
  WHILE_FRESH,
} from "./testing/sample-report.ts";
import { parseTlogProof } from "./tlog-proof.ts";
import type { Verdict } from "./verdict.ts";
import { type VerificationInput, verifyReport } from "./verify-report.ts";

const FAR = "2099-01-01T00:00:00Z";
const ORIGIN = "reports.example/log";

let genuine: SampleReport;
/** All of it made by a forger: the same number, issuer and addresses, other totals, keys of his own. */
let forged: SampleReport;
beforeAll(async () => {
  genuine = await issue({});
  const document = sampleDocument();
  const [line] = document.activities as JsonObject[];
  forged = await issue({
    issuerSeed: 9,
    logSeed: 10,
    installationSeed: 11,
    document: { ...document, activities: [{ ...line, quantity: "1" }] },
  });
});

async function issue(options: Parameters<typeof issueSampleReport>[0] = {}): Promise<SampleReport> {
  const document = options.document ?? sampleDocument();
  const results = recomputeInventory(document) as JsonObject;
  return issueSampleReport({ listsValidUntil: FAR, ...options, document: { ...document, results } });
}

/** As the offline page and the command line judge a bundle, with what the reader kept. */
async function judge(
  report: SampleReport,
  kept: KeptEvidence = {},
  more: Partial<VerificationInput> = {},
): Promise<Verdict> {
  const { credential, proof, keyProof, statusLists, inventory } = report;
  const { verdict } = await verifyReport({
    file: report.pdf,
    registered: { credential, proof, keyProof, statusLists, inventory },
    keys: await parseKeySet(report.keys),
    areKeysCarried: true,
    kept,
    now: WHILE_FRESH,
    recompute: recomputeInventory,
    online: false,
    ...more,
  });
  return verdict;
}

const checkpointOf = ({ proof }: SampleReport) => parseTlogProof(proof).checkpoint;
const keyOf = ({ issuerKey }: SampleReport) => issuerKey.keyId;
const logKeyOf = ({ keyList }: SampleReport) => formatVerifierKey(ORIGIN, keyList[1]!.publicKey);

describe("a bundle forged with keys of its own", () => {
  it("is a bundle like any other, and yet not authentic", async () => {
    expect(unpackBundle(packBundle(forged)).credential).toBe(forged.credential);
    expect(await judge(forged)).toBe("unconfirmed");
    expect(await judge(genuine)).toBe("unconfirmed");
  });

  it("is distinguished from the genuine one by anything that the reader kept", async () => {
    const kept: KeptEvidence[] = [
      { keyName: keyOf(genuine) },
      { keyName: ` ${SAMPLE_ISSUER}#${keyOf(genuine)}\n` },
      { keyName: await logKeyOf(genuine) },
      { checkpoint: checkpointOf(genuine) },
    ];
    for (const one of kept) {
      expect(await judge(genuine, one)).toBe("authentic");
      expect(["unconfirmed", "altered"]).toContain(await judge(forged, one));
    }
    expect(await judge(forged, {}, { keys: await parseKeySet(genuine.keys), areKeysCarried: false })).toBe("altered");
  });

  it("gains nothing by naming the true keys in addition to its own", async () => {
    const keyList = [...forged.keyList, ...genuine.keyList];
    const keys = await parseKeySet(await formatKeySet(SAMPLE_DID, keyList, ORIGIN));
    const earlier = await signCheckpoint(
      { origin: ORIGIN, size: 3, root: new Uint8Array(32) },
      (await makeSampleKey(2, "log")).signer,
    );
    for (const kept of [{ keyName: keyOf(genuine) }, { keyName: await logKeyOf(genuine) }, { checkpoint: earlier }])
      expect(await judge(forged, kept, { keys })).toBe("unconfirmed");
    // The same size under two roots, both signed: a reader who kept one sees it.
    expect(await judge(forged, { checkpoint: checkpointOf(genuine) }, { keys })).toBe("altered");
  });

  it("is not confirmed by a checkpoint that may have come with it, which still shows a fork", async () => {
    const sent = { checkpoint: checkpointOf(forged), isCheckpointUnsure: true };
    expect(await judge(forged, sent)).toBe("unconfirmed");
    expect(await judge(genuine, { ...sent, checkpoint: checkpointOf(genuine) })).toBe("unconfirmed");
    const keyList = [...forged.keyList, ...genuine.keyList];
    const keys = await parseKeySet(await formatKeySet(SAMPLE_DID, keyList, ORIGIN));
    expect(await judge(forged, { ...sent, checkpoint: checkpointOf(genuine) }, { keys })).toBe("altered");
  });

  it("is not confirmed by empty, partial or foreign names", async () => {
    for (const keyName of [
      "",
      " ",
      "#",
      `${SAMPLE_ISSUER}#`,
      `${SAMPLE_DID}#${keyOf(genuine)}`,
      keyOf(genuine).slice(0, 20),
      `did:web:evil.example#${keyOf(genuine)}`,
    ])
      expect(await judge(genuine, { keyName }), keyName).toBe("unconfirmed");
  });
});

describe("parts of other reports", () => {
  it.each(["credential", "proof", "pdf", "inventory", "keys"] as const)("do not pass: %s", async (part) => {
    const verdict = await judge({ ...genuine, [part]: forged[part] }, { keyName: keyOf(genuine) });
    expect(verdict).toBe("altered");
  });

  it("are no answer to the number that was asked for", async () => {
    const { credential, proof, keyProof, statusLists } = genuine;
    const registered = { credential, proof, keyProof, statusLists };
    const asked = {
      registered,
      keys: await parseKeySet(genuine.keys),
      now: WHILE_FRESH,
      recompute: null,
      online: true,
    };
    expect((await verifyReport({ ...asked, number: genuine.facts.number })).verdict).toBe("authentic");
    const other = await verifyReport({ ...asked, number: "GHG-2026-000001-0000000-0000000" });
    expect(other).toMatchObject({ verdict: "altered", facts: null });
    expect(other.checks[1]).toMatchObject({ id: "signature", outcome: "failed", facts: { fault: "other_report" } });
  });
});

describe("status lists", () => {
  it("cannot hide a withdrawal behind an older or newer copy", async () => {
    const withdrawn = await issue({ withdrawn: true });
    for (const statusLists of [
      [...withdrawn.statusLists, ...genuine.statusLists],
      [...genuine.statusLists, ...withdrawn.statusLists],
    ])
      expect(await judge({ ...withdrawn, statusLists }, { keyName: keyOf(genuine) })).toBe("withdrawn");
  });

  it("say nothing when they are replayed after their day, or missing", async () => {
    const online = { online: true, now: "2026-04-02T10:00:00Z" };
    const old = await issueSampleReport();
    expect(await judge(old, { keyName: keyOf(old) }, online)).toBe("cannot_tell");
    expect(await judge({ ...genuine, statusLists: [] }, { keyName: keyOf(genuine) }, online)).toBe("cannot_tell");
    expect(await judge({ ...genuine, statusLists: forged.statusLists }, { keyName: keyOf(genuine) })).toBe("altered");
  });
});

describe("a changed file", () => {
  it("is altered with an update appended, cut short, or behind other bytes", async () => {
    const { pdf } = genuine;
    const update = encodeUtf8("\n9 0 obj\n<< >>\nendobj\ntrailer\n<< /Prev 1 >>\nstartxref\n1\n%%EOF\n");
    const files = [
      concatBytes(pdf, update),
      pdf.slice(0, -1),
      pdf.slice(0, pdf.length >> 1),
      concatBytes(encodeUtf8("\n"), pdf),
    ];
    for (const file of files) expect(await judge(genuine, { keyName: keyOf(genuine) }, { file })).toBe("altered");
    expect(await judge(genuine, { keyName: keyOf(genuine) }, { file: new Uint8Array() })).toBe("altered");
  });

  it("is read in limited time, however it was made", async () => {
    const many = (text: string, bytes: number) =>
      encodeUtf8(`%PDF-1.7\n${text.repeat(Math.ceil(bytes / text.length))}`);
    const files = [
      many("1 0 obj\n\nendobj\n", 4e6),
      many("/Filespec ", 4e6),
      many(" obj /Filespec endobj /EF << /F 1 0 R", 4e6),
      many("report:GHG-2026-000001-", 4e6),
      many("https://a/verify/", 4e6),
    ];
    for (const file of files) {
      await expect(extractInventory(file)).rejects.toThrow();
      await expect(rebuildPrinted(file)).rejects.toThrow();
      expect(findReportNumber(file)).toBeNull();
    }
  }, 20_000);

  it("is refused when its structure leads back to itself or to one part twice", async () => {
    const element = (id: number, kids: string) =>
      `${id} 0 obj\n<<\n/Type /StructElem\n/S /P\n/K [${kids}]\n>>\nendobj\n`;
    const head =
      "%PDF-1.7\n1 0 obj\n<<\n/Type /Catalog\n/StructTreeRoot 2 0 R\n>>\nendobj\n2 0 obj\n<<\n/K [3 0 R]\n>>\nendobj\n";
    const circle = element(3, "3 0 R");
    const doubling = Array.from({ length: 60 }, (_, at) => element(at + 3, `${at + 4} 0 R ${at + 4} 0 R`)).join("");
    for (const body of [circle, doubling]) {
      await expect(rebuildPrinted(encodeUtf8(head + body))).rejects.toMatchObject({ code: "damaged_pdf" });
    }
  });
});

describe("an archive that is no bundle", () => {
  const parts = () => ({ "report.pdf": genuine.pdf, "report.vc.json": encodeUtf8(genuine.credential) });

  it.each([
    ["a path out of its folder", { "../report.pdf": Uint8Array.of(1) }],
    ["an absolute path", { "/etc/passwd": Uint8Array.of(1) }],
    ["a name of the language", { __proto__x: Uint8Array.of(1), constructor: Uint8Array.of(1) }],
    ["a file more", { "run-me.sh": Uint8Array.of(1) }],
  ])("is refused for %s", (_, more) => {
    const archive = zipSync({ ...parts(), ...more }, { level: 0 });
    expect(() => unpackBundle(archive)).toThrow(expect.objectContaining({ code: "not_a_bundle" }));
  });

  it("is refused before anything unfolds", () => {
    const bomb = zipSync({ "report.pdf": new Uint8Array(8_000_000) }, { level: 9 });
    expect(bomb.length).toBeLessThan(20_000);
    expect(() => unpackBundle(bomb)).toThrow(expect.objectContaining({ code: "not_a_bundle" }));
  });
});

describe("texts that look like others", () => {
  it("makes no number of one with a letter of another alphabet", () => {
    const { number } = genuine.facts;
    const lookAlikes = [
      number.replace("GHG", "GНG"), // Cyrillic Н
      number.replace("G", "Ԍ"),
      number.replace("0", "О"),
      number.replace(/^GHG/, "GHG\u0301"),
    ];
    for (const text of lookAlikes) expect(parseReportNumber(text).ok, text).toBe(false);
    // Full-width digits, other hyphens and spaces are ways to type the same number.
    for (const text of [number.toLowerCase(), ` ${number} `]) expect(parseReportNumber(text)).toMatchObject({ number });
  });

  it("signs and reads no name that reverses the sentence around it", async () => {
    const { facts } = genuine;
    expect(() => buildReportCredential(facts)).not.toThrow();
    for (const mark of ["\u202e", "\u2066", "\u200f", "\u2028"]) {
      const name = { en: `Sample${mark}citnehtua` };
      const turned = { ...facts, organization: { ...facts.organization, name } };
      expect(() => buildReportCredential(turned), mark).toThrow(
        expect.objectContaining({ code: "invalid_credential" }),
      );
      expect(findUnprintable(name)).toMatchObject({ path: "en" });
    }
  });

  it("does not read JSON that two parsers read differently", async () => {
    const twice = genuine.credential.replace('"type":', '"issuer":{"id":"did:web:evil.example","name":"Evil"},"type":');
    expect(await judge({ ...genuine, credential: twice }, { keyName: keyOf(genuine) })).toBe("altered");
    const spaced = genuine.credential.replace("{", "{ ");
    expect(await judge({ ...genuine, credential: spaced }, { keyName: keyOf(genuine) })).toBe("altered");
    const document = canonicalJson({ ...sampleDocument(), results: recomputeInventory(sampleDocument()) });
    expect(checkDocumentText(encodeUtf8(document), recomputeInventory).outcome).toBe("passed");
    const doubled = document.replace('"schema":', '"period":{"end":"2020-12-31","start":"2020-01-01"},"schema":');
    expect(doubled).not.toBe(document);
    expect(checkDocumentText(encodeUtf8(doubled), recomputeInventory).outcome).not.toBe("passed");
  });
});
