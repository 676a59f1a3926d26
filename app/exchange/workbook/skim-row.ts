/** The plain shape of a row, in which programs write nearly all of them. */
import type { StoredCell } from "./sheet-cells.ts";

/** A row as it stands there. */
export interface PlainRow {
  r: string | undefined;
  hidden: string | undefined;
  cells: StoredCell[];
}

/** A name may come once only; what two of one name mean is the parser's to refuse. */
const ROW = /<row((?: [A-Za-z][\w:.-]{0,40}="[^"<&]{0,200}")*)(\/)?>/y;
const ATTRIBUTE = / ([\w:.-]+)="([^"]*)"/g;
/** No entity, no line ends to be joined, nothing that XML can't hold; these a parser reads. */
const PLAIN_TEXT = "[^<&\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff\\ufffe\\uffff\\]]";
const CELL = new RegExp(
  `<c r="([A-Z]{1,3}[1-9]\\d{0,6})"(?: s="(\\d{1,6})")?(?: t="(n|s|str|b|e|inlineStr)")?` +
    `(?:/>|>(?:<v>(${PLAIN_TEXT}{0,32767})</v>|<is><t(?: xml:space="preserve")?>(${PLAIN_TEXT}{0,32767})</t></is>)?</c>)`,
  "y",
);
const ROW_END = "</row>";

/** Reads `<row …>…</row>`; null where it is not of the plain shape, which says nothing against it. */
export function readPlainRow(xml: string): PlainRow | null {
  ROW.lastIndex = 0;
  const start = ROW.exec(xml);
  if (start === null) return null;
  const attributes = attributesOf(start[1]!);
  if (attributes === null) return null;
  const row: PlainRow = { r: attributes.get("r"), hidden: attributes.get("hidden"), cells: [] };
  let at = start[0].length;
  if (start[2] !== undefined) return at === xml.length ? row : null;
  while (!xml.startsWith(ROW_END, at)) {
    CELL.lastIndex = at;
    const cell = CELL.exec(xml);
    if (cell === null) return null;
    const [whole, ref, style = "0", type = "n", value, inline] = cell;
    row.cells.push({
      ref,
      type,
      style: Number(style),
      value: value ?? inline ?? null,
      formula: null,
      sharedFormula: "",
    });
    at += whole.length;
  }
  return at + ROW_END.length === xml.length ? row : null;
}

function attributesOf(text: string): Map<string, string> | null {
  const attributes = new Map<string, string>();
  for (const [, name, value] of text.matchAll(ATTRIBUTE)) {
    if (attributes.has(name!)) return null;
    attributes.set(name!, value!);
  }
  return attributes;
}

const SHARED_TEXT = new RegExp(`^<si><t(?: xml:space="preserve")?>(${PLAIN_TEXT}*)</t></si>$`);

/** The text of `<si><t>…</t></si>`; null where it has runs, readings or characters written in another way. */
export function readPlainText(xml: string): string | null {
  return SHARED_TEXT.exec(xml)?.[1] ?? null;
}
