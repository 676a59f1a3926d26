import type { Bill, BillField, BillLine, BillPage, Box } from "#app/bill/bill.ts";
import { MOST } from "#app/bill/bill-error.ts";
import { daysIn } from "#app/bill/text/day-text.ts";
import { readingsOf } from "#app/bill/text/number-text.ts";
import { boxAround, linesOf, type PageLine, placeIn } from "#app/bill/text/page-lines.ts";
import { candidate, distinct } from "./candidates.ts";
import { energyOfItem } from "./energy-words.ts";
import { estimatesIn, metersIn, periodsIn } from "./remark.ts";

/** Columns of the table of items, in their printed order. Older invoices call the first one 货物或应税劳务、服务名称. */
const COLUMNS: readonly [name: Column, pattern: RegExp][] = [
  ["name", /项\s*目\s*名\s*称|货物或应税劳务[、,]?\s*服务名称/],
  ["model", /规\s*格\s*型\s*号/],
  ["unit", /单\s*位/],
  ["quantity", /数\s*量/],
  ["price", /单\s*价/],
  ["amount", /金\s*额/],
  ["rate", /税\s*率(?:\s*\/\s*征\s*收\s*率)?|征\s*收\s*率/],
  ["tax", /税\s*额/],
];
type Column = "name" | "model" | "unit" | "quantity" | "price" | "amount" | "rate" | "tax";

const AMOUNT = /[¥￥]?\s?(-?\d[\d,]{0,20}\.\d{2})(?!\d)/g;

/** Whether the pages are a Chinese VAT invoice, of the digital or the older form. */
export function isChineseInvoice(pages: readonly BillPage[]): boolean {
  const text = pages
    .flatMap((page) => linesOf(page).map((line) => line.text))
    .join("\n")
    .replace(/[ \t]/g, "");
  return /发票/.test(text) && /发票号码[:：]?/.test(text) && /价税合计/.test(text);
}

/** Reads the printed invoice. Its items may continue on later pages. */
export function readChineseInvoice(pages: readonly BillPage[]): Bill {
  const lines = pages.flatMap(linesOf);
  const [buyer, seller] = partiesOf(lines);
  const items = itemsOf(pages);
  return {
    layout: "chinese_invoice",
    seller,
    buyer,
    number: valuesOf(lines, /发\s*票\s*号\s*码\s*[:：]\s*(\d{8,20})(?!\d)/g),
    issuedOn: lines.flatMap((line) => dayAfter(line, /开\s*票\s*日\s*期\s*[:：]/)).slice(0, 1),
    meter: metersIn(lines.map(placed)),
    period: distinct(lines.flatMap((line) => periodsIn(placed(line)))),
    net: netOf(lines),
    total: distinct(totalsOf(lines)),
    currency: "CNY",
    estimated: lines.flatMap((line) => estimatesIn(placed(line))),
    lines: items,
  };
}

function placed(line: PageLine) {
  return { text: line.text, placeOf: (from: number, to: number) => placeIn(line, from, to) };
}

function valuesOf(lines: readonly PageLine[], pattern: RegExp): BillField {
  return distinct(
    lines.flatMap((line) =>
      [...line.text.matchAll(pattern)].map((match) => {
        const to = match.index + match[0].length;
        return candidate(match[1]!, placeIn(line, to - match[1]!.length, to));
      }),
    ),
  );
}

function dayAfter(line: PageLine, label: RegExp): BillField {
  const at = label.exec(line.text);
  if (!at) return [];
  const from = at.index + at[0].length;
  const [day] = daysIn(line.text.slice(from, from + 40), "day_first");
  return day ? [candidate(day.spans[0]!.start, placeIn(line, from + day.from, from + day.to))] : [];
}

const NAME_LABEL = /名[ \t]{0,4}称[ \t]?[:：]/g;

/**
 * Buyer and seller have the same labels. On a line with both, the buyer is on the left; otherwise it is above. A value that is
 * itself a label is no name.
 */
function partiesOf(lines: readonly PageLine[]): [buyer: BillField, seller: BillField] {
  const named = lines.flatMap(namesIn);
  const [buyer, seller, ...others] = named;
  // With more or fewer than two names it is unclear which is which.
  if (!buyer || !seller || others.length > 0) return [[], distinct(named)];
  return [[buyer], [seller]];
}

/** What follows each label, up to the next cell or label. */
function namesIn(line: PageLine): BillField {
  const labels = [...line.text.matchAll(NAME_LABEL)];
  return labels.flatMap((label, at): BillField => {
    const start = label.index + label[0].length;
    const rest = line.text.slice(start, labels[at + 1]?.index ?? line.text.length);
    const from = start + rest.length - rest.trimStart().length;
    const name = rest.trimStart().split("\t", 1)[0]!.trim();
    if (name.length < 2 || /统一社会信用代码|纳税人识别号/.test(name)) return [];
    return [candidate(name, placeIn(line, from, from + name.length))];
  });
}

/** 合计 of the columns, not 价税合计: the first amount is without tax. */
function netOf(lines: readonly PageLine[]): BillField {
  return lines.flatMap((line) => {
    const at = /^\s*合\s*计/.exec(line.text);
    const [amount] = at ? line.text.matchAll(AMOUNT) : [];
    if (!amount) return [];
    const from = amount.index + amount[0].indexOf(amount[1]!);
    return [candidate(readingsOf(amount[1]!, "point")[0]!, placeIn(line, from, from + amount[1]!.length))];
  });
}

function totalsOf(lines: readonly PageLine[]): BillField {
  return lines.flatMap((line) => {
    if (!/小\s*写/.test(line.text)) return [];
    return [...line.text.matchAll(AMOUNT)].map((amount) => {
      const from = amount.index + amount[0].indexOf(amount[1]!);
      return candidate(readingsOf(amount[1]!, "point")[0]!, placeIn(line, from, from + amount[1]!.length));
    });
  });
}

interface Word {
  text: string;
  box: Box;
  line: PageLine;
}

/** The rows of the table. A row without an amount continues the name above it. */
function itemsOf(pages: readonly BillPage[]): BillLine[] {
  const items: BillLine[] = [];
  for (const page of pages) {
    let columns: Map<Column, Box> | null = null;
    for (const line of linesOf(page)) {
      const head = headOf(line);
      if (head) columns = head;
      else if (/^\s*(?:合\s*计|小\s*计|价\s*税\s*合\s*计)/.test(line.text)) columns = null;
      else if (columns) addRow(items, cellsOf(line, columns));
    }
  }
  return items.slice(0, MOST.lines);
}

function headOf(line: PageLine): Map<Column, Box> | null {
  const columns = new Map<Column, Box>();
  for (const [name, pattern] of COLUMNS) {
    const found = pattern.exec(line.text);
    if (found) columns.set(name, placeIn(line, found.index, found.index + found[0].length).box);
  }
  return columns.has("name") && columns.has("quantity") && columns.has("amount") ? columns : null;
}

/** Each word belongs to the column whose heading is nearest. A run may contain the words of several columns. */
function cellsOf(line: PageLine, columns: ReadonlyMap<Column, Box>): Map<Column, Word[]> {
  const cells = new Map<Column, Word[]>();
  for (const match of line.text.matchAll(/[^\s]+/g)) {
    const { box } = placeIn(line, match.index, match.index + match[0].length);
    const column = nearest(box, columns, /^-?[\d,.]+%?$/.test(match[0]));
    cells.set(column, [...(cells.get(column) ?? []), { text: match[0], box, line }]);
  }
  return cells;
}

/** Names start left of their heading, and figures end right of it, so edges count before distance. */
function nearest(box: Box, columns: ReadonlyMap<Column, Box>, isNumber: boolean): Column {
  let [best, least]: [Column, number] = ["name", Number.POSITIVE_INFINITY];
  for (const [name, head] of columns) {
    const overlap = Math.min(box.x + box.width, head.x + head.width) - Math.max(box.x, head.x);
    const isText = name === "name" || name === "model" || name === "unit";
    const distance = overlap > 0 ? -overlap : Math.abs(box.x + box.width / 2 - (head.x + head.width / 2));
    const wanted = isNumber === isText && name !== "model" ? distance + head.width / 2 : distance;
    if (wanted < least) [best, least] = [name, wanted];
  }
  return best;
}

function addRow(items: BillLine[], cells: ReadonlyMap<Column, Word[]>): void {
  const name = textOf(cells.get("name"));
  const amount = numberIn(cells.get("amount"));
  const last = items.at(-1);
  if (amount.length === 0) {
    if (last && name !== "" && !cells.has("quantity")) extendName(last, name);
    return;
  }
  const unit = cells.get("unit");
  const unitText = textOf(unit);
  items.push({
    energy: energyOfItem(name),
    name,
    quantity: numberIn(cells.get("quantity")).map((one) => ({
      ...one,
      unit: unit && unitText !== "" ? candidate(unitText, placeOf(unit)) : null,
    })),
    amount,
  });
}

function extendName(line: BillLine, more: string): void {
  line.name += more;
  line.energy = energyOfItem(line.name);
}

function textOf(words: readonly Word[] | undefined): string {
  return words?.map(({ text }) => text).join("") ?? "";
}

/** Several numbers in a cell are candidates, because columns can be printed too close. */
function numberIn(words: readonly Word[] | undefined): BillField {
  return (words ?? []).flatMap((word) =>
    readingsOf(word.text.replace(/^[¥￥]/, ""), "point").map((value) => candidate(value, placeOf([word]))),
  );
}

function placeOf(words: readonly Word[]) {
  return { page: words[0]!.line.page, box: boxAround(words.map(({ box }) => box)), raw: textOf(words) };
}
