import { formatDecimal } from "#app/carbon/format.ts";
import type { AddressLink, Block, Heading, KeyValues, StackedColumns, Table, Text, Tone } from "#app/press/block.ts";
import { drawShareBar, drawStackedColumns, SHARE_BAR_HEIGHT } from "./chart.ts";
import { setContents } from "./contents.ts";
import { LABEL, setKeyValues, VALUE } from "./key-values.ts";
import { drawLink } from "./link.ts";
import type { Page } from "./page.ts";
import { baselineOffset, leadTo, setHeading, setList, setNote, setParagraph } from "./paragraph.ts";
import type { Piece } from "./piece.ts";
import { ACCENT, BODY, BODY_STRONG, CELL, CELL_HEAD, H1, H2, MUTED, NOTE, type TextStyle } from "./style.ts";
import { setTable } from "./table.ts";
import type { Span } from "./text-line.ts";

/** Draws what content describes, from the cursor on. A heading has to know what follows, so all is laid out before. */
export function drawBlocks(page: Page, blocks: Block[]): void {
  let next: Piece | undefined;
  const pieces: Piece[] = [];
  for (const [index, block] of [...blocks.entries()].reverse()) {
    next = setBlock(page, block, next, { below: blocks[index + 1], isLead: isLead(blocks, index) });
    pieces.unshift(next);
  }
  for (const piece of pieces) piece.draw();
}

interface Around {
  below: Block | undefined;
  /** Whether it stays with what is below it. */
  isLead: boolean;
}

function setBlock(page: Page, block: Block, next: Piece | undefined, { below, isLead }: Around): Piece {
  switch (block.kind) {
    case "heading":
      return setTitle(page, block, next);
    case "paragraph": {
      const text = setParagraph(page, setText(block.text, BODY));
      return next && isLead ? leadTo(page, text, next) : text;
    }
    case "note":
      return setNote(page, setText(block.text, NOTE));
    case "list":
      return setList(
        page,
        block.items.map((item) => setText(item, BODY)),
      );
    case "keyValues":
      return setEntries(page, block);
    case "table":
      return setRows(page, block, below?.kind === "note" ? 6 : 10);
    case "shareBar":
      return withTable(page, SHARE_BAR_HEIGHT, next, () =>
        drawShareBar(page, { ...block, values: block.values.map(Number) }),
      );
    case "stackedColumns":
      return { start: 200, draw: () => drawMonths(page, block) };
    case "contents":
      return setContents(
        page,
        block.entries.map(({ id, number, text }) => {
          const numbered = number ? [{ text: `${number}  `, style: BODY_STRONG }] : [];
          return { id, spans: [...numbered, ...setText(text, BODY)] };
        }),
        block.about,
      );
    case "link":
      return { start: 20, draw: () => drawAddress(page, block) };
  }
}

/** A picture stays with the beginning of the table of its figures. */
function withTable(page: Page, height: number, next: Piece | undefined, draw: () => void): Piece {
  const start = height + (next?.start ?? 0);
  return {
    start,
    draw() {
      page.ensure(Math.min(start, page.height));
      draw();
    },
  };
}

/** A paragraph leads to what it introduces; one between two headings is of both, so that neither is alone. */
function isLead(blocks: Block[], index: number): boolean {
  const below = blocks[index + 1];
  if (below?.kind !== "heading") return below !== undefined && LED.has(below.kind);
  let above = index - 1;
  while (blocks[above]?.kind === "paragraph") above -= 1;
  return blocks[above]?.kind === "heading";
}

/** A paragraph before one of these introduces it; of two in a row, in two languages, the second is kept by the first. */
const LED = new Set<Block["kind"]>(["table", "paragraph", "list", "keyValues", "shareBar", "stackedColumns"]);

function setTitle(page: Page, { level, id, number, text }: Heading, next: Piece | undefined): Piece {
  const style = level === 1 ? H1 : H2;
  const numbered = number ? [{ text: `${number}  `, style }] : [];
  return setHeading(page, { level, id }, [...numbered, ...setText(text, style)], next);
}

function setEntries(page: Page, { entries }: KeyValues): Piece {
  return setKeyValues(
    page,
    entries
      .filter(({ value }) => value.length > 0)
      .map(({ label, value }) => ({ label: setText(label, LABEL), value: setText(value, VALUE) })),
  );
}

function setRows(page: Page, table: Table, after: number): Piece {
  const style = table.isDense ? DENSE : CELL;
  const head = table.isDense ? DENSE_HEAD : CELL_HEAD;
  return setTable(page, {
    columns: table.columns.map((column) => ({ ...column, header: setText(column.header, head) })),
    rows: table.rows.map(({ cells, isTotal, to }) => ({
      cells: cells.map((cell) => setText(cell, isTotal ? strongOf(style) : style)),
      ...(isTotal ? { isTotal } : {}),
      ...(to === undefined ? {} : { to }),
    })),
    ...(table.rowHeader === undefined ? {} : { rowHeader: table.rowHeader }),
    ...(table.references ? { references: table.references } : {}),
    ...(table.bars ? { bars: { ...table.bars, values: table.bars.values.map((value) => Number(value ?? 0)) } } : {}),
    style,
    after,
  });
}

function drawMonths(page: Page, { series, ...chart }: StackedColumns): void {
  drawStackedColumns(page, {
    ...chart,
    series: series.map(({ name, values }) => ({ name, values: values.map(Number) })),
    format: (value) => formatDecimal(String(Number(value.toPrecision(6))), { locale: "en" }),
  });
}

function drawAddress(page: Page, { text, address, about }: AddressLink): void {
  const style = { ...BODY_STRONG, color: ACCENT, size: 8.4 };
  page.ensure(20);
  const baseline = page.y + baselineOffset(BODY_STRONG);
  page.inside("P", {}, () => drawLink(page, { text, address, about, style, x: page.left, baseline }));
  page.y += 20;
}

const DENSE: TextStyle = { ...CELL, size: 7.2 };
const DENSE_HEAD: TextStyle = { ...CELL_HEAD, size: 6.8 };

/** Runs are compared by the identity of their style, so each one is made once. */
const toned = new Map<TextStyle, Map<string, TextStyle>>();

function setText(text: Text, style: TextStyle): Span[] {
  if (typeof text === "string") return text === "" ? [] : [{ text, style }];
  return text.map((span) => ({ text: span.text, style: toneOf(style, span.tone, span.lang) }));
}

function strongOf(style: TextStyle): TextStyle {
  return toneOf(style, "strong", undefined);
}

function toneOf(style: TextStyle, tone: Tone | undefined, lang: string | undefined): TextStyle {
  if (!tone && !lang) return style;
  const made = toned.get(style) ?? new Map<string, TextStyle>();
  toned.set(style, made);
  const key = `${tone ?? ""} ${lang ?? ""}`;
  const known = made.get(key);
  if (known) return known;
  const fresh: TextStyle = {
    ...style,
    ...(tone === "strong" ? { role: BODY_STRONG.role } : {}),
    ...(tone === "muted" ? { role: BODY.role, size: style.size - mutedBy(style), color: MUTED } : {}),
    ...(lang ? { lang } : {}),
  };
  made.set(key, fresh);
  return fresh;
}

/** In a heading the second language keeps its size; in small print there is little left to take away. */
function mutedBy(style: TextStyle): number {
  if (style.size > BODY.size) return 0;
  return style.size > 7.5 ? 0.6 : 0.4;
}
