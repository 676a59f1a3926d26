import type { Block, Heading, KeyValue, Section, Table, TableColumn, Text, TextSpan } from "#app/press/block.ts";

const EN = "en";
const ZH = "zh-Hans";

/** From this length on, a text gets a line of its own instead of following its translation. */
const LONG = 36;
/** The same for a column that is as wide as its text, and for headings: the two together, a Chinese character as two. */
const WIDE = { fit: 24, 1: 50, 2: 84, numbered: 60 } as const;

/**
 * Merges two documents into one: each text in English, then in Chinese, and what both share once. Both must have the
 * same structure, so that a figure can appear only once.
 * @throws Error where the structures differ
 */
export function mergeSections(english: Section[], chinese: Section[]): Section[] {
  assertSame(english.length, chinese.length, "sections");
  return english.map((section, index) => {
    const other = chinese[index]!;
    assertSame(section.id, other.id, "sections");
    return { ...section, blocks: mergeBlocks(section.blocks, other.blocks) };
  });
}

function mergeBlocks(english: Block[], chinese: Block[]): Block[] {
  assertSame(english.length, chinese.length, "blocks");
  return english.flatMap((block, index) => mergeBlock(block, chinese[index]!));
}

function mergeBlock(en: Block, zh: Block): Block[] {
  if (en.kind === "heading" && zh.kind === "heading") return [mergeHeading(en, zh)];
  if (en.kind === "paragraph" && zh.kind === "paragraph") return inTurn(en.text, zh.text, (text) => ({ ...en, text }));
  if (en.kind === "note" && zh.kind === "note") return inTurn(en.text, zh.text, (text) => ({ ...en, text }));
  if (en.kind === "list" && zh.kind === "list") {
    assertSame(en.items.length, zh.items.length, "items");
    return [{ ...en, items: en.items.map((item, index) => stacked(item, zh.items[index]!)) }];
  }
  if (en.kind === "keyValues" && zh.kind === "keyValues") {
    assertSame(en.entries.length, zh.entries.length, "entries");
    const entries = en.entries.flatMap((entry, index) => mergeEntry(entry, zh.entries[index]!));
    return [{ ...en, entries }];
  }
  if (en.kind === "table" && zh.kind === "table") return [mergeTable(en, zh)];
  if (en.kind === "shareBar" && zh.kind === "shareBar") {
    return [{ ...en, labels: joinEach(en.labels, zh.labels), alt: joined(en.alt, zh.alt) }];
  }
  if (en.kind === "stackedColumns" && zh.kind === "stackedColumns") {
    return [
      {
        ...en,
        labels: joinEach(en.labels, zh.labels),
        series: en.series.map(({ name, values }, index) => ({ name: joined(name, zh.series[index]!.name), values })),
        unit: joined(en.unit, zh.unit),
        alt: joined(en.alt, zh.alt),
      },
    ];
  }
  if (en.kind === "contents" && zh.kind === "contents") {
    const asHeading = (entry: (typeof en.entries)[number]) => ({ kind: "heading", level: 2, ...entry }) as const;
    const entries = en.entries.map((entry, index) => mergeHeading(asHeading(entry), asHeading(zh.entries[index]!)));
    return [{ ...en, entries, about: joined(en.about, zh.about) }];
  }
  if (en.kind === "link" && zh.kind === "link") return [{ ...en, about: joined(en.about, zh.about) }];
  throw new Error(`the languages differ: ${en.kind}, ${zh.kind}`);
}

function mergeHeading(en: Heading, zh: Heading): Heading {
  assertSame(en.id, zh.id, "headings");
  const separator = widthOf(en.text, zh.text) > WIDE[en.level] ? "\n" : " · ";
  if (en.number === zh.number) return { ...en, text: beside(en.text, zh.text, separator) };
  const numbered = (heading: typeof en) => [{ text: `${heading.number}  ` }, ...spansOf(heading.text)];
  const isWide = en.level === 1 && widthOf(numbered(en), numbered(zh)) > WIDE.numbered;
  return { ...en, number: "", text: beside(numbered(en), numbered(zh), isWide ? "\n" : separator) };
}

function mergeEntry(en: KeyValue, zh: KeyValue): KeyValue[] {
  if (en.isTranslation) return [];
  return [{ label: stacked(en.label, zh.label, "muted"), value: stacked(en.value, zh.value) }];
}

function mergeTable(en: Table, zh: Table): Table {
  assertSame(en.columns.length, zh.columns.length, "columns");
  assertSame(en.rows.length, zh.rows.length, "rows");
  const about = joined(en.references?.about ?? "", zh.references?.about ?? "");
  return {
    ...en,
    ...(en.references ? { references: { ...en.references, about } } : {}),
    ...(en.bars ? { bars: { ...en.bars, alt: joined(en.bars.alt, zh.bars?.alt ?? "") } } : {}),
    columns: en.columns.map((column, index) => ({
      ...column,
      header: stacked(column.header, zh.columns[index]!.header, "muted"),
    })),
    rows: en.rows.map((row, index) => {
      const other = zh.rows[index]!.cells;
      assertSame(row.cells.length, other.length, "cells");
      return { ...row, cells: row.cells.map((cell, at) => mergeCell(cell, other[at]!, en.columns[at])) };
    }),
  };
}

/** Line by line: what both languages share appears once; short texts follow each other, long ones are stacked. */
function mergeCell(en: Text, zh: Text, column: TableColumn | undefined): Text {
  if (isSame(en, zh)) return en;
  const [left, right] = [linesOf(en), linesOf(zh)];
  if (left.length !== right.length) return stacked(en, zh);
  return left.flatMap((line, index) => {
    const other = right[index]!;
    const merged = mergeLine(line, other, column);
    return index < left.length - 1 ? [...merged, { text: "\n" }] : merged;
  });
}

/** Merges a line of several spans span by span, so that the figure next to a name appears once. */
function mergeLine(en: TextSpan[], zh: TextSpan[], column: TableColumn | undefined): TextSpan[] {
  if (isSame(en, zh)) return en;
  if (en.length > 1 && en.length === zh.length) {
    const separator = (one: TextSpan, other: TextSpan) =>
      column?.width === "fit" && widthOf([one], [other]) > WIDE.fit ? "\n" : " ";
    return en.flatMap((span, index) => {
      const other = zh[index]!;
      return spansOf(beside([span], [other], separator(span, other)));
    });
  }
  const other = withoutShared(en, zh);
  return spansOf(isShort(en, other, column) ? beside(en, other, " ") : stacked(en, other));
}

/** A number before both is printed once. */
function withoutShared(en: TextSpan[], zh: TextSpan[]): TextSpan[] {
  const [number = ""] = /^\d+ /.exec(plain(en)) ?? [];
  const [first, ...rest] = zh;
  if (number === "" || !first?.text.startsWith(number)) return zh;
  return [{ ...first, text: first.text.slice(number.length) }, ...rest];
}

/** The lines of a text, each with its spans. */
function linesOf(text: Text): TextSpan[][] {
  const lines: TextSpan[][] = [[]];
  for (const span of spansOf(text)) {
    span.text.split("\n").forEach((piece, index) => {
      if (index > 0) lines.push([]);
      if (piece !== "" || span.text === "") lines.at(-1)!.push({ ...span, text: piece });
    });
  }
  return lines;
}

function isShort(en: Text, zh: Text, column: TableColumn | undefined): boolean {
  if (column?.width === "fit") return widthOf(en, zh) <= WIDE.fit;
  return plain(en).length <= LONG && plain(zh).length <= LONG;
}

function widthOf(en: Text, zh: Text): number {
  return plain(en).length + 2 * plain(zh).length;
}

function inTurn(en: Text, zh: Text, make: (text: Text) => Block): Block[] {
  return isSame(en, zh) ? [make(en)] : [make(tagged(en, EN)), make(tagged(zh, ZH))];
}

function stacked(en: Text, zh: Text, tone?: "muted"): Text {
  return beside(en, zh, "\n", tone);
}

function beside(en: Text, zh: Text, separator: string, tone?: "muted"): Text {
  if (isSame(en, zh) || plain(zh) === "") return en;
  if (plain(en) === "") return zh;
  const second = tagged(zh, ZH).map((span) => (tone ? { ...span, tone } : span));
  return [...tagged(en, EN), { text: separator }, ...second];
}

function tagged(text: Text, lang: string): TextSpan[] {
  return spansOf(text).map((span) => ({ ...span, lang }));
}

function spansOf(text: Text): TextSpan[] {
  return typeof text === "string" ? [{ text }] : text;
}

function plain(text: Text): string {
  return spansOf(text)
    .map((span) => span.text)
    .join("");
}

function isSame(en: Text, zh: Text): boolean {
  return plain(en) === plain(zh);
}

/** A figure at the end of both follows them once. */
function joined(en: string, zh: string): string {
  if (en === zh) return en;
  const [figure] = /\s[\d.,%]+$/.exec(en) ?? [""];
  return figure !== "" && zh.endsWith(figure) ? `${en.slice(0, -figure.length)} ${zh}` : `${en} ${zh}`;
}

function joinEach(en: string[], zh: string[]): string[] {
  return en.map((one, index) => joined(one, zh[index]!));
}

function assertSame(en: unknown, zh: unknown, what: string): void {
  if (en !== zh) throw new Error(`the languages differ in their ${what}: ${en}, ${zh}`);
}
