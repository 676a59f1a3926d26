import type { Bill, BillDocument, BillField, BillLine, BillPage, Place } from "#app/bill/bill.ts";
import { MOST } from "#app/bill/bill-error.ts";
import { candidate } from "#app/bill/layout/candidates.ts";
import { energyOfItem } from "#app/bill/layout/energy-words.ts";
import { estimatesIn, metersIn, periodsIn } from "#app/bill/layout/remark.ts";
import { daysIn } from "#app/bill/text/day-text.ts";
import { readingsOf } from "#app/bill/text/number-text.ts";
import { toHalfWidth } from "#app/number/half-width.ts";
import { readXml, type XmlElement } from "./read-xml.ts";

/**
 * Elements of the two kinds of data. `EInvoice`: digital invoices since 2022 (全面数字化的电子发票). `eInvoice`: the file
 * original_invoice.xml in OFD invoices since 2020.
 */
interface Names {
  number: string;
  issuedOn: string[];
  seller: string;
  buyer: string;
  net: string;
  total: string;
  remark: string;
  item: string;
  name: string;
  unit: string;
  quantity: string;
  amount: string;
}

const DIGITAL: Names = {
  number: "TaxSupervisionInfo/InvoiceNumber",
  issuedOn: ["TaxSupervisionInfo/IssueTime", "EInvoiceData/BasicInformation/RequestTime"],
  seller: "EInvoiceData/SellerInformation/SellerName",
  buyer: "EInvoiceData/BuyerInformation/BuyerName",
  net: "EInvoiceData/BasicInformation/TotalAmWithoutTax",
  total: "EInvoiceData/BasicInformation/TotalTax-includedAmount",
  remark: "EInvoiceData/AdditionalInformation/Remark",
  item: "EInvoiceData/IssuItemInformation",
  name: "ItemName",
  unit: "MeaUnits",
  quantity: "Quantity",
  amount: "Amount",
};

const ORIGINAL: Names = {
  number: "InvoiceNo",
  issuedOn: ["IssueDate"],
  seller: "Seller/SellerName",
  buyer: "Buyer/BuyerName",
  net: "TaxExclusiveTotalAmount",
  total: "TaxInclusiveTotalAmount",
  remark: "Note",
  item: "GoodsInfos/GoodsInfo",
  name: "Item",
  unit: "MeasurementDimension",
  quantity: "Quantity",
  amount: "Amount",
};

/** An element with text, at its line on the page of data. */
interface Leaf {
  path: string;
  text: string;
  /** The value on that line. */
  place: Place;
}

const LINE_HEIGHT = 14;
const TEXT_HEIGHT = 10;
const MARGIN = 20;
const CHARACTER = 5.5;

/** The data of an invoice, or null for other XML. @throws BillError */
export function readInvoiceData(bytes: Uint8Array, page: number): { page: BillPage; bill: Bill } | null {
  const root = readXml(bytes);
  const names = root.name === "EInvoice" ? DIGITAL : root.name === "eInvoice" ? ORIGINAL : null;
  if (!names) return null;
  const leaves = leavesOf(root, page);
  return { page: pageOf(leaves, page), bill: interpret(leaves, names) };
}

/** A digital invoice on its own. @throws BillError */
export function readEInvoice(bytes: Uint8Array): BillDocument | null {
  const found = readInvoiceData(bytes, 1);
  return found && { format: "xml", pages: [found.page], data: found.bill, problems: [] };
}

/** Paths below the root. Repeated elements are numbered from 1: `EInvoiceData/IssuItemInformation[2]/Amount`. */
function leavesOf(root: XmlElement, page: number): Leaf[] {
  const leaves: Leaf[] = [];
  const visit = (element: XmlElement, path: string) => {
    const counts = new Map<string, number>();
    for (const { name } of element.children) counts.set(name, (counts.get(name) ?? 0) + 1);
    const seen = new Map<string, number>();
    for (const child of element.children) {
      const at = (seen.get(child.name) ?? 0) + 1;
      seen.set(child.name, at);
      const below = `${path}${path === "" ? "" : "/"}${child.name}${counts.get(child.name)! > 1 ? `[${at}]` : ""}`;
      const text = toHalfWidth(child.text).trim().slice(0, MOST.characters);
      if (child.children.length > 0) visit(child, below);
      else if (text !== "" && leaves.length < MOST.runs / 2)
        leaves.push({ path: below, text, place: placeOf(below, text) });
    }
  };
  const placeOf = (path: string, text: string): Place => {
    const x = MARGIN + (path.length + 2) * CHARACTER;
    const y = MARGIN + leaves.length * LINE_HEIGHT;
    return { page, box: { x, y, width: widthOf(text), height: TEXT_HEIGHT }, raw: text };
  };
  visit(root, "");
  return leaves;
}

function widthOf(text: string): number {
  return [...text].reduce((sum, one) => sum + (one.codePointAt(0)! > 0x2e7f ? 2 : 1), 0) * CHARACTER;
}

function pageOf(leaves: Leaf[], number: number): BillPage {
  const runs = leaves.flatMap(({ path, text, place: { box } }) => [
    { text: `${path}:`, box: { ...box, x: MARGIN, width: widthOf(`${path}:`) } },
    { text, box },
  ]);
  const width = Math.max(400, ...runs.map(({ box }) => box.x + box.width)) + MARGIN;
  return { number, kind: "data", width, height: 2 * MARGIN + leaves.length * LINE_HEIGHT, runs, hasImage: false };
}

function interpret(leaves: Leaf[], names: Names): Bill {
  const textAt = (path: string): BillField =>
    leaves.filter((leaf) => leaf.path === path).map(({ text, place }) => candidate(text, place));
  const remarks = leaves.filter(({ path }) => path === names.remark).map(remarkOf);
  const items = itemsOf(leaves, names);
  return {
    layout: "chinese_invoice",
    seller: textAt(names.seller),
    buyer: textAt(names.buyer),
    number: textAt(names.number),
    issuedOn: names.issuedOn.map((path) => dayAt(leaves, path)).find((found) => found.length > 0) ?? [],
    meter: metersIn(remarks),
    period: remarks.flatMap(periodsIn),
    net: amountsAt(leaves, names.net),
    total: amountsAt(leaves, names.total),
    currency: "CNY",
    estimated: remarks.flatMap(estimatesIn),
    lines: items.slice(0, MOST.lines),
  };
}

function dayAt(leaves: Leaf[], path: string): BillField {
  const leaf = leaves.find((one) => one.path === path);
  const day = leaf && daysIn(leaf.text, "day_first")[0]?.spans[0]?.start;
  return day ? [candidate(day, leaf.place)] : [];
}

function amountsAt(leaves: Leaf[], path: string): BillField {
  return leaves.filter((leaf) => leaf.path === path).flatMap(numberOf);
}

/** Data have decimal points. A currency sign alone is no amount. */
function numberOf({ text, place }: Leaf): BillField {
  return readingsOf(text.replace(/^[¥￥]\s*/, ""), "point")
    .slice(0, 1)
    .map((value) => candidate(value, place));
}

function itemsOf(leaves: Leaf[], names: Names): BillLine[] {
  const items = new Map<string, Map<string, Leaf>>();
  for (const leaf of leaves) {
    const at = leaf.path.lastIndexOf("/");
    const parent = leaf.path.slice(0, at);
    if (parent.replace(/\[\d+\]$/, "") !== names.item) continue;
    if (!items.has(parent)) items.set(parent, new Map());
    items.get(parent)!.set(leaf.path.slice(at + 1), leaf);
  }
  return [...items.values()].map((item) => {
    const name = item.get(names.name)?.text ?? "";
    const [quantity, unit, amount] = [names.quantity, names.unit, names.amount].map((one) => item.get(one));
    return {
      energy: energyOfItem(name),
      name,
      quantity: quantity
        ? numberOf(quantity).map((one) => ({ ...one, unit: unit ? candidate(unit.text, unit.place) : null }))
        : [],
      amount: amount ? numberOf(amount) : [],
    };
  });
}

function remarkOf({ text, place }: Leaf) {
  return {
    text,
    placeOf: (from: number, to: number): Place => {
      const [before, inside] = [widthOf(text.slice(0, from)), widthOf(text.slice(from, to))];
      return {
        page: place.page,
        box: { ...place.box, x: place.box.x + before, width: inside },
        raw: text.slice(from, to),
      };
    },
  };
}
