import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { condense } from "#app/carbon/condense/condense.ts";
import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { validateDocument } from "#app/carbon/document/validate-document.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import { canonicalBytes, canonicalJson } from "#app/encoding/canonical-json.ts";
import { encodeHex } from "#app/encoding/hex.ts";
import { sha256Hex } from "#app/encoding/sha256.ts";
import { checkTotals } from "#app/proof/check-totals.ts";
import type { ReportFacts } from "#app/proof/credential.ts";
import { totalsOfDocument } from "#app/proof/document-totals.ts";
import { hashLeaf } from "#app/proof/merkle.ts";
import { recomputeInventory } from "#app/proof/recompute-inventory.ts";
import { randomDocument, repeatedDocument } from "#tests/second-opinion/random-documents.ts";
import { discloseDocument, openPart, type Withholding } from "./disclose.ts";
import { formatFullPackage, verifyFullPackage } from "./full-package.ts";
import {
  formatLineDisclosure,
  type LineDisclosure,
  parseLineDisclosure,
  verifyLineDisclosure,
} from "./line-disclosure.ts";
import { joinLine, LINE_PARTS, type LinePart, PARTS_OF, splitLine, type WithholdLevel } from "./line-parts.ts";
import { leavesOfCopy, proveLeaf, rootOfCopy } from "./line-tree.ts";
import { recomputeLine } from "./recompute-line.ts";

const NUMBER = "GHG-2026-000001-SAMPLE0-0000000";
const SECRET = new Uint8Array(32).fill(7);
const calculated = (document: InventoryDocument): InventoryDocument => ({
  ...document,
  results: runInventory(document),
});

/** A calculated document without issues in which every line has words that must not be seen. */
function withCanaries(seed: number, rows = 7): InventoryDocument | null {
  const document = seed % 2 === 0 ? randomDocument(seed, { rows }) : condense(repeatedDocument(seed)).document;
  for (const [at, activity] of document.activities.entries()) {
    activity.description = { en: `Canary name ${at}`, zh: `金丝雀${at}` };
    activity.evidence = `Canary bill ${at}.pdf (sha256 ${"ab".repeat(32)})`;
    activity.emissionSource = `canary-source-${at}`;
  }
  const whole = calculated(document);
  return whole.activities.length > 0 && whole.results?.totals ? whole : null;
}

const documents = fc
  .tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.array(fc.constantFrom("names", "inputs", null), { minLength: 8 }))
  .map(([seed, levels]) => {
    const whole = withCanaries(seed);
    const withholding = Object.fromEntries(
      (whole?.activities ?? []).flatMap(({ id }, at) => {
        const level = levels[at % levels.length] as WithholdLevel | null | undefined;
        return level ? [[id, level]] : [];
      }),
    ) as Withholding;
    return { whole, withholding };
  });

async function disclosureOf(whole: InventoryDocument, withholding: Withholding, line: string): Promise<string> {
  const { document } = await discloseDocument(whole, withholding, SECRET);
  const parts: LineDisclosure["parts"] = [];
  for (const part of PARTS_OF[withholding[line]!]) {
    const opened = await openPart(whole, withholding, { secret: SECRET, line, part });
    const proof = await proveLeaf(document, line, part);
    parts.push({ part, ...opened!, ...proof! } as LineDisclosure["parts"][number]);
  }
  return formatLineDisclosure({ reportNumber: NUMBER, line, parts });
}

describe("a copy", () => {
  it("has the totals of the whole document to the last digit, is valid, and names nothing that it withholds", async () => {
    let withInputs = 0;
    await fc.assert(
      fc.asyncProperty(documents, async ({ whole, withholding }) => {
        if (!whole) return;
        const { document, root } = await discloseDocument(whole, withholding, SECRET);
        expect(validateDocument(document)).toMatchObject({ ok: true });
        const { uncertainty: _, dataQuality: __, ...totals } = whole.results!.totals!;
        expect(document.results!.totals).toMatchObject(totals);
        expect(root).toBe(await rootOfCopy(document));
        expect(root === null).toBe(Object.keys(withholding).length === 0);
        const text = canonicalJson(document);
        for (const [at, { id, quantity }] of whole.activities.entries()) {
          if (!withholding[id]) continue;
          expect(text).not.toMatch(
            new RegExp(`Canary name ${at}"|Canary bill ${at}\\.|金丝雀${at}"|canary-source-${at}"`),
          );
          if (withholding[id] !== "inputs") continue;
          withInputs += 1;
          const shown = document.activities[at]!;
          expect(shown).toMatchObject({ id, factor: "withheld" });
          expect(quantity === undefined || !("quantity" in shown)).toBe(true);
          expect(document.results!.lines.find(({ activity }) => activity === id)).not.toHaveProperty("factorQuantity");
        }
        const used = new Set(
          document.activities.flatMap(({ factor, via = [], market }) => [
            factor,
            ...via,
            ...(market?.instruments ?? []).map((one) => one.factor),
            market?.residualFactor,
          ]),
        );
        for (const { id, version } of document.factors) {
          if (Object.keys(withholding).length > 0) expect(used.has(`${id}@${version}`)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
    expect(withInputs).toBeGreaterThan(20);
  });

  it("gives the line back when its parts are joined", () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const whole = withCanaries(seed);
      for (const activity of whole?.activities ?? []) {
        for (const level of ["names", "inputs"] as const) {
          const { shown, values } = splitLine(whole!, activity, level);
          expect(canonicalJson(joinLine(shown, values))).toBe(canonicalJson(activity));
        }
      }
    }
  });

  it("puts every member that it does not know among the inputs", () => {
    const whole = withCanaries(32, 9)!;
    const activity = { ...whole.activities[0]!, somethingNew: "Canary" };
    const { shown, values } = splitLine(whole, activity, "inputs");
    expect(JSON.stringify(shown)).not.toContain("Canary");
    expect(JSON.stringify(values.inputs)).toContain("Canary");
  });
});

describe("a leaf", () => {
  it("can't be made again from its value without the salt, however few values there are", async () => {
    const whole = withCanaries(32, 9)!;
    const { id } = whole.activities[0]!;
    const { document } = await discloseDocument(whole, { [id]: "inputs" }, SECRET);
    const leaves = new Set((await leavesOfCopy(document)).map(({ hash }) => encodeHex(hash)));
    for (const part of LINE_PARTS) {
      const { value, salt } = (await openPart(whole, { [id]: "inputs" }, { secret: SECRET, line: id, part }))!;
      const hashWith = async (guess: string) =>
        encodeHex(await hashLeaf(canonicalBytes({ line: id, part, salt: guess, value })));
      expect(leaves.has(await hashWith(salt))).toBe(true);
      for (const guess of ["", "0".repeat(64), id, part]) expect(leaves.has(await hashWith(guess))).toBe(false);
    }
  });

  it("has a salt of its own, by report, line and part", async () => {
    const whole = withCanaries(32, 9)!;
    const all: Withholding = Object.fromEntries(whole.activities.map(({ id }) => [id, "inputs"]));
    const salts = new Set<string>();
    for (const secret of [SECRET, new Uint8Array(32).fill(8)]) {
      for (const line of Object.keys(all)) {
        for (const part of LINE_PARTS) salts.add((await openPart(whole, all, { secret, line, part }))!.salt);
      }
    }
    expect(salts.size).toBe(2 * whole.activities.length * LINE_PARTS.length);
  });
});

describe("one line given away", () => {
  const whole = withCanaries(32, 9)!;
  const all: Withholding = Object.fromEntries(whole.activities.map(({ id }) => [id, "inputs"]));
  const factsOf = async (document: InventoryDocument) => ({
    number: NUMBER,
    hashes: {
      inventory: await sha256Hex(canonicalJson(document)),
      editions: [],
      lines: (await rootOfCopy(document))!,
    },
  });

  it("is valid against the signed root and is the stated result, and reveals nothing of any other line", async () => {
    const { document } = await discloseDocument(whole, all, SECRET);
    const facts = await factsOf(document);
    for (const [at, { id }] of whole.activities.entries()) {
      const text = await disclosureOf(whole, all, id);
      const check = await verifyLineDisclosure(text, facts, { copy: document, recompute: recomputeLine });
      expect(check.result).toBe("equal");
      const names = [...text.matchAll(/Canary name (\d+)"/g)].map(([, found]) => Number(found));
      expect(new Set(names)).toEqual(new Set([at]));
      for (const other of whole.activities) {
        if (other.id === id) continue;
        for (const part of LINE_PARTS) {
          const { salt } = (await openPart(whole, all, { secret: SECRET, line: other.id, part }))!;
          expect(text).not.toContain(salt);
        }
      }
    }
  });

  it.each<[string, (disclosure: LineDisclosure) => LineDisclosure, string]>([
    [
      "value",
      (d) => ({ ...d, parts: d.parts.map((p) => ({ ...p, value: { ...p.value, more: "" } })) }),
      "not_in_lines",
    ],
    ["salt", (d) => ({ ...d, parts: d.parts.map((p) => ({ ...p, salt: "0".repeat(64) })) }), "not_in_lines"],
    ["line", (d) => ({ ...d, line: "other" }), "not_in_lines"],
    ["index", (d) => ({ ...d, parts: d.parts.map((p) => ({ ...p, index: p.index + 1 })) }), "not_in_lines"],
    ["path", (d) => ({ ...d, parts: d.parts.map((p) => ({ ...p, path: p.path.slice(1) })) }), "not_in_lines"],
    ["part", (d) => ({ ...d, parts: [{ ...d.parts[0]!, part: "evidence" as LinePart }] }), "not_in_lines"],
    ["report", (d) => ({ ...d, reportNumber: "GHG-2026-000002-SAMPLE0-0000000" }), "other_report"],
    ["no parts", (d) => ({ ...d, parts: [] }), "invalid_line_disclosure"],
    ["a part twice", (d) => ({ ...d, parts: [d.parts[0]!, d.parts[0]!] }), "invalid_line_disclosure"],
  ])("with another %s is refused", async (_, change, code) => {
    const { document } = await discloseDocument(whole, all, SECRET);
    const text = await disclosureOf(whole, all, whole.activities[1]!.id);
    const changed = formatLineDisclosure(change(parseLineDisclosure(text)));
    const given = { copy: document, recompute: recomputeLine };
    await expect(verifyLineDisclosure(changed, await factsOf(document), given)).rejects.toMatchObject({ code });
  });

  it("whose inputs do not give the stated result differs", async () => {
    const { document } = await discloseDocument(whole, all, SECRET);
    const { id } = whole.activities[0]!;
    const changed = structuredClone(document);
    changed.activities[0]!.withheld!.result!.biogenicCo2Kg = "123456.789";
    const text = await disclosureOf(whole, all, id);
    expect(recomputeLine(document, parseLineDisclosure(text))).toBe(true);
    expect(recomputeLine(changed, parseLineDisclosure(text))).toBe(false);
    expect(await rootOfCopy(changed)).not.toBe(await rootOfCopy(document));
  });
});

describe("the check of totals", () => {
  const whole = withCanaries(32, 9)!;
  const { id } = whole.activities[0]!;

  /** As if another signer had signed the changed data with the root of the issued ones. */
  const checkWith = async (change: (document: InventoryDocument) => void, isRootSigned = true) => {
    const { document, root } = await discloseDocument(whole, { [id]: "inputs" }, SECRET);
    const changed = structuredClone(document);
    change(changed);
    const again = { ...changed, results: runInventory(changed) };
    const inventory = canonicalBytes(again);
    const hashes = { inventory: await sha256Hex(inventory), editions: [] };
    const facts = {
      totals: totalsOfDocument(again),
      period: again.period,
      hashes: isRootSigned ? { ...hashes, lines: root! } : hashes,
    } as unknown as ReportFacts;
    return checkTotals({ file: undefined, inventory, facts, recompute: recomputeInventory });
  };

  it("passes, and states from how many lines' inputs", async () => {
    expect(await checkWith(() => {})).toMatchObject({
      outcome: "passed",
      reason: "totals_equal_withheld",
      facts: { lines: `${whole.activities.length}`, withheldLines: "1", withheldInputs: "1" },
    });
  });

  it.each<[string, (document: InventoryDocument) => void, boolean?]>([
    [
      "a stated result",
      (d) => {
        d.activities[0]!.withheld!.result!.biogenicCo2Kg = "1";
      },
    ],
    [
      "the hash of a part",
      (d) => {
        d.activities[0]!.withheld!.inputs = "0".repeat(64);
      },
    ],
    [
      "a part taken away",
      (d) => {
        delete d.activities[0]!.withheld!.evidence;
      },
    ],
    [
      "what is shown",
      (d) => {
        d.activities[0]!.facility = "f9";
      },
    ],
    [
      "another line withheld",
      (d) => {
        d.activities[1]!.withheld = { names: "0".repeat(64) };
      },
    ],
    ["nothing signed of what is withheld", () => {}, false],
  ])("fails at the root with %s", async (_, change, isRootSigned = true) => {
    expect(await checkWith(change, isRootSigned)).toMatchObject({ outcome: "failed", reason: "lines_differ" });
  });
});

describe("the full package", () => {
  const whole = withCanaries(32, 9)!;
  const withholding: Withholding = { [whole.activities[0]!.id]: "inputs", [whole.activities[1]!.id]: "names" };
  const packaged = async () => {
    const { document, root } = await discloseDocument(whole, withholding, SECRET);
    const inventory = await sha256Hex(canonicalJson(document));
    const facts = { number: NUMBER, hashes: { inventory, editions: [], lines: root! } };
    return { facts, content: { reportNumber: NUMBER, document: whole, withholding, secret: SECRET } };
  };

  it("gives the copy that was signed, and its root", async () => {
    const { facts, content } = await packaged();
    expect((await verifyFullPackage(formatFullPackage(content), facts)).difference).toBeNull();
  });

  it("is refused with another line, secret, choice or report", async () => {
    const { facts, content } = await packaged();
    const other = structuredClone(whole);
    other.activities[0]!.evidence = "another bill";
    const refused = async (change: Partial<typeof content>) =>
      verifyFullPackage(formatFullPackage({ ...content, ...change }), facts).catch((error) => error.code);
    expect(await refused({ document: other })).toBe("lines_differ");
    expect(await refused({ secret: new Uint8Array(32) })).toBe("lines_differ");
    expect(await refused({ withholding: { [whole.activities[0]!.id]: "inputs" } })).toBe("lines_differ");
    expect(await refused({ reportNumber: "GHG-2026-000002-SAMPLE0-0000000" })).toBe("other_report");
    const renamed = { ...whole, organization: { ...whole.organization, name: { en: "Another" } } };
    expect(await refused({ document: renamed })).toBe("package_differs");
  });
});
