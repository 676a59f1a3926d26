import type { Block, CoverSheet, Text } from "#app/press/block.ts";
import { withoutIsolates } from "#app/press/layout/bidi.ts";
import { describeCover } from "./content/cover.ts";
import { describeSections } from "./content/sections.ts";
import { isolateTexts } from "./isolate-model.ts";
import type { ReportModel } from "./model.ts";

/** A text that a report must print, and where: under which heading, in which row and column of a table. */
export interface ExpectedText {
  text: string;
  section: string;
  row?: string;
  column?: string;
}

/**
 * Every text of a report in the order of its structure tree, from the data alone: what `printedTexts` must find in
 * the file. Pictures are left out; their figures are in the tables next to them.
 */
export function expectedTexts(model: ReportModel): ExpectedText[] {
  return textsOfModel(isolateTexts(model)).map(
    (text) =>
      Object.fromEntries(
        Object.entries(text).map(([key, value]) => [key, withoutIsolates(value)]),
      ) as unknown as ExpectedText,
  );
}

function textsOfModel(model: ReportModel): ExpectedText[] {
  const cover = describeCover(model);
  const title = cover.titles[0].text;
  const texts: ExpectedText[] = coverTexts(cover).map((text) => ({ text, section: title }));
  for (const { blocks } of describeSections(model)) {
    let section = "";
    for (const block of blocks) {
      if (block.kind === "heading")
        section = plain([{ text: block.number ? `${block.number} ` : "" }, ...spans(block.text)]);
      texts.push(...textsOf(block).map((one) => ({ section, ...one })));
    }
  }
  return texts;
}

/** From top to bottom; the microtext of the frame is no text for a reader. */
function coverTexts(sheet: CoverSheet): string[] {
  const {
    issuer,
    titles,
    declaration,
    declarationNote,
    of,
    names,
    statements,
    figure,
    unit,
    parts,
    partsNotes,
    proof,
    notice,
    columns,
  } = sheet;
  const joined = (...lines: string[]) => lines.join("\n");
  return [
    ...[issuer, ...titles, ...declaration].map(({ text }) => text),
    ...(declarationNote ? [declarationNote.text] : []),
    ...[of, ...names, ...statements, figure, unit].map(({ text }) => text),
    ...parts.map((part) => joined(part.label, part.value, part.unit)),
    ...partsNotes.map(({ text }) => text),
    ...(proof
      ? [proof.heading, proof.typed, proof.hashLabel, proof.hash, proof.issued]
      : notice.map(({ text }) => text)),
    ...columns.map(({ label, value, detail }) => joined(label, value, detail)),
  ];
}

function textsOf(block: Block): Omit<ExpectedText, "section">[] {
  switch (block.kind) {
    case "heading":
      return [{ text: plain([{ text: block.number }, ...spans(block.text)]) }];
    case "paragraph":
    case "note":
      return [{ text: plain(block.text) }];
    case "list":
      return block.items.map((item) => ({ text: plain(item) }));
    case "contents":
      return block.entries.map(({ number, text }) => ({ text: plain([{ text: number }, ...spans(text)]) }));
    case "link":
      return [{ text: block.text }];
    case "keyValues":
      return block.entries
        .filter(({ value }) => value.length > 0)
        .flatMap(({ label, value }) => [{ text: plain(label) }, { text: plain(value), row: plain(label) }]);
    case "table":
      return tableTexts(block);
    case "shareBar":
    case "stackedColumns":
      return [];
  }
}

function tableTexts({
  columns,
  rows,
  rowHeader = 0,
}: Extract<Block, { kind: "table" }>): Omit<ExpectedText, "section">[] {
  const heads = columns.map(({ header }) => plain(header));
  return [
    ...heads.map((text) => ({ text })),
    ...rows.flatMap(({ cells }) => {
      const row = plain(cells[rowHeader] ?? "").split("\n")[0]!;
      return heads.map((column, index) => ({ text: plain(cells[index] ?? ""), row, column }));
    }),
  ];
}

function spans(text: Text): { text: string }[] {
  return typeof text === "string" ? [{ text }] : text;
}

function plain(text: Text): string {
  return spans(text)
    .map((span) => span.text)
    .join("");
}
