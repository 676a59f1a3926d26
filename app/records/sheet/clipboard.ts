/**
 * Parses a block copied from Excel, WPS or Numbers: tabs between cells, line ends between rows, and quoted cells if
 * they contain either. A quotation mark inside a cell is text. All rows get the same width.
 */
export function parseBlock(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  const endRow = () => {
    rows.push(row);
    row = [];
  };
  while (at < text.length || row.length > 0) {
    const cell = readCell(text, at);
    row.push(cell.text);
    at = cell.end;
    if (text[at] === "\t") {
      at += 1;
      if (at === text.length) row.push("");
      else continue;
    }
    endRow();
    if (text[at] === "\r" && text[at + 1] === "\n") at += 2;
    else at += 1;
  }
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  return rows.map((cells) => [...cells, ...Array<string>(width - cells.length).fill("")]);
}

function readCell(text: string, start: number): { text: string; end: number } {
  const quoted = text[start] === '"' ? readQuoted(text, start) : null;
  if (quoted) return quoted;
  const stop = /[\t\r\n]/g;
  stop.lastIndex = start;
  const end = stop.exec(text)?.index ?? text.length;
  return { text: text.slice(start, end), end };
}

/** A quoted cell ends before a tab, a line end or the end of the text. Otherwise the quotation mark is text. */
function readQuoted(text: string, start: number): { text: string; end: number } | null {
  let at = start + 1;
  let content = "";
  for (;;) {
    const mark = text.indexOf('"', at);
    if (mark < 0) return null;
    content += text.slice(at, mark);
    if (text[mark + 1] === '"') {
      content += '"';
      at = mark + 2;
      continue;
    }
    const end = mark + 1;
    const isEnd = end === text.length || /[\t\r\n]/.test(text[end]!);
    return isEnd ? { text: content, end } : null;
  }
}

/** Formats cells as a block for spreadsheets. */
export function printBlock(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map(quote).join("\t")).join("\r\n");
}

function quote(cell: string): string {
  return /[\t\r\n]/.test(cell) || cell.startsWith('"') ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/**
 * Fits the block to a selection. As in spreadsheets, a single cell or row is repeated if the selection is a multiple of
 * the block.
 */
export function spreadBlock(block: string[][], selected: { rows: number; columns: number }): string[][] {
  const height = block.length;
  const width = block[0]?.length ?? 0;
  if (height === 0 || width === 0) return [];
  const rows = selected.rows % height === 0 ? Math.max(selected.rows, height) : height;
  const columns = selected.columns % width === 0 ? Math.max(selected.columns, width) : width;
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => block[row % height]![column % width]!),
  );
}
