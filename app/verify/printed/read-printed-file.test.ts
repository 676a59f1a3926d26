import { beforeAll, describe, expect, it } from "vitest";
import { expandPdf } from "#app/pdf/expand-pdf.ts";
import { exactLatin1 } from "#app/pdf/latin1.ts";
import { referenceIn } from "#app/pdf/pdf-reader.ts";
import { renderReport } from "#app/report/render.ts";
import { sampleModel } from "#app/report/sample-report.ts";
import { comparePrintedFiles, concludePrinted, type PrintedDifference } from "./compare-printed-files.ts";
import type { PrintedFile } from "./printed-page.ts";
import { readPrintedFile } from "./read-printed-file.ts";
import { changeText, pagesOf, saveAgain, updateObject, withContent } from "./testing/alter-pdf.ts";

/** The total on the cover of the sample, and one that its font can draw. */
const [TOTAL, OTHER_TOTAL] = ["12,486", "12,468"];

let issued: Uint8Array;
let original: PrintedFile;
beforeAll(async () => {
  issued = await renderReport(sampleModel("en"));
  original = (await readPrintedFile(issued)) as PrintedFile;
}, 60_000);

async function compare(file: Uint8Array): Promise<PrintedDifference> {
  const found = await readPrintedFile(file);
  return typeof found === "string" ? { kind: "unread", reason: found } : comparePrintedFiles(original, found);
}

const changesOf = (difference: PrintedDifference) => (difference.kind === "compared" ? difference.changes : []);

describe("a file that was saved again", () => {
  it("prints the same as before, with other packing", async () => {
    const difference = await compare(await saveAgain(issued));
    expect(difference).toMatchObject({ kind: "compared", changes: [], isDrawnAsIssued: true });
    expect(difference).toHaveProperty("issuedPages", original.pages.length);
    expect(concludePrinted(difference)).toBe("saved_again");
  });

  it("prints the same as before, with an update that changes nothing on its pages", async () => {
    const info = referenceIn(exactLatin1(await expandPdf(issued)), "Metadata")!;
    const difference = await compare(await updateObject(issued, info, "/Type /Metadata\n/Subtype /XML\n", "<x/>"));
    expect(concludePrinted(difference)).toBe("saved_again");
  });
});

describe("a changed figure", () => {
  const CHANGE = { kind: "figure", page: 1, issued: TOTAL, found: OTHER_TOTAL };

  it("is named with its page and both values", async () => {
    const file = await saveAgain(issued, (text) => withContent(text, 0, () => changeText(text, 0, TOTAL, OTHER_TOTAL)));
    const difference = await compare(file);
    expect(changesOf(difference)).toEqual([expect.objectContaining(CHANGE)]);
    expect(concludePrinted(difference)).toBe("differs");
  });

  it("is found in an update at the end of the file", async () => {
    const text = exactLatin1(await expandPdf(issued));
    const id = referenceIn(pagesOf(text)[0]!.dictionary, "Contents")!;
    const file = await updateObject(issued, id, "", changeText(text, 0, TOTAL, OTHER_TOTAL));
    expect(changesOf(await compare(file))).toEqual([expect.objectContaining(CHANGE)]);
  });
});

describe("a page on which something else changed", () => {
  it.each([
    ["a shape over a figure", (content: string) => `${content}\n1 1 1 rg\n100 400 200 60 re\nf`, "same_text"],
    [
      "text in white",
      (content: string) => content.replaceAll(/^[\d.]+ [\d.]+ [\d.]+ (?=rg$|scn$)/gm, "1 1 1 "),
      "differs",
    ],
    ["text that draws nothing", (content: string) => content.replaceAll("BT\n", "BT\n3 Tr\n"), "unread"],
    ["text moved up", (content: string) => content.replace(/ \d+(?=[\d.]* Tm)/, " 37"), "differs"],
  ])("is never only saved again: %s", async (_, edit, conclusion) => {
    const difference = await compare(await saveAgain(issued, (text) => withContent(text, 1, edit)));
    expect(concludePrinted(difference)).toBe(conclusion);
  });

  it("is never only saved again: an added note", async () => {
    const note = "<< /Type /Annot /Subtype /FreeText /Rect [100 400 300 460] /Contents (VERIFIED) >>";
    const file = await saveAgain(issued, (text) => text.replace("/Annots [", `/Annots [${note} `));
    expect(changesOf(await compare(file))).toEqual([
      { kind: "annotation", page: 1, subtype: "FreeText", text: "VERIFIED" },
    ]);
  });

  it("is never only saved again: a layer", async () => {
    const layers = "/OCProperties << /OCGs [900 0 R] /D << /OFF [900 0 R] >> >>";
    const layer = "\n900 0 obj\n<< /Type /OCG /Name (Stamp) >>\nendobj\n";
    const file = await saveAgain(issued, (text) => `${text.replace("/Type /Catalog\n", `$&${layers}\n`)}${layer}`);
    expect(changesOf(await compare(file))).toEqual([{ kind: "layer", name: "Stamp" }]);
  });
});

describe("a file whose text can't be read", () => {
  it("is never called the same: fonts without the meaning of their characters", async () => {
    const file = await saveAgain(issued, (text) => text.replaceAll("/ToUnicode", "/ToNothing"));
    expect(await compare(file)).toEqual({ kind: "unread", reason: "no_text" });
  });

  it.each([
    ["cut off", (file: Uint8Array) => file.slice(0, 2000)],
    ["no PDF inside", () => new TextEncoder().encode("%PDF-1.7\nhello")],
  ])("is never called the same: %s", async (_, damage) => {
    expect(await compare(damage(issued))).toEqual({ kind: "unread", reason: "damaged" });
  });
});

describe("a file with other codes for its letters", () => {
  /** As some programs write it: other characters for those beyond Latin-1, and one letter for a joined pair. */
  const codeOf = (text: string) =>
    /^[A-Za-z]{2,}$/.test(text)
      ? text[0]!
      : text.replace(/[^\0-\u00ff]/gu, (char) => String.fromCharCode(char.charCodeAt(0) & 255));
  const recode = (change: (text: string, page: number) => string = (text) => text): PrintedFile => ({
    ...original,
    pages: original.pages.map((page, number) => ({
      ...page,
      drawing: null,
      glyphs: page.glyphs.map((glyph) => ({ ...glyph, text: change(codeOf(glyph.text), number) })),
    })),
  });

  it("has the issued figures, and words that can't be compared", () => {
    const difference = comparePrintedFiles(original, recode());
    expect(concludePrinted(difference)).toBe("same_figures");
    const unchanged = comparePrintedFiles(original, original);
    expect(difference).toHaveProperty("figures", unchanged.kind === "compared" && unchanged.figures);
  });

  it("has no recoded pages if only digits differ, and names each", () => {
    const swapped = { 1: "7", 7: "1" } as Record<string, string>;
    const difference = comparePrintedFiles(
      original,
      recode((text, page) => (page === 1 ? (swapped[text] ?? text) : text)),
    );
    expect(concludePrinted(difference)).toBe("differs");
    expect(changesOf(difference).length).toBeGreaterThan(3);
    for (const change of changesOf(difference)) expect(change).toMatchObject({ kind: "figure", page: 2 });
  });

  it("names a figure that was changed before", () => {
    const [cover] = original.pages;
    const text = cover!.glyphs.map((glyph) => glyph.text).join("");
    const at = text.indexOf(TOTAL);
    const digits = [...OTHER_TOTAL];
    const file = recode();
    // One glyph for each character up to the total.
    const first = cover!.glyphs.findIndex(
      (_, index) =>
        cover!.glyphs
          .slice(index, index + TOTAL.length)
          .map((glyph) => glyph.text)
          .join("") === TOTAL,
    );
    expect([at, first].every((one) => one >= 0)).toBe(true);
    digits.forEach((digit, index) => {
      file.pages[0]!.glyphs[first + index]!.text = digit;
    });
    expect(changesOf(comparePrintedFiles(original, file))).toEqual([
      expect.objectContaining({ kind: "figure", page: 1, issued: TOTAL, found: OTHER_TOTAL }),
    ]);
  });
});
