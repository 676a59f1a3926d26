/** Account statements and reports of ISO 20022: camt.053, camt.052 and camt.054, in any version. */
import { childOf, childrenOf, descendants, readXml, type XmlElement } from "#app/bill/format/read-xml.ts";
import { isDate } from "#app/day/period.ts";
import { isCurrency } from "#app/money/currency.ts";
import { parseMoney } from "#app/money/money-text.ts";
import type { BankEntry, BankFault } from "./bank-file.ts";
import type { ReadEntries } from "./read-mt940.ts";

export function isCamt(head: string): boolean {
  return /^\s*</.test(head) && /camt\.05[234]/.test(head);
}

const MESSAGES = ["BkToCstmrStmt", "BkToCstmrAcctRpt", "BkToCstmrDbtCdtNtfctn"];
const STATEMENTS = ["Stmt", "Rpt", "Ntfctn"];

/**
 * Reads the booked entries. Where a statement has both balances, they must fit.
 * @throws BillError
 */
export function readCamt(bytes: Uint8Array): ReadEntries {
  const root = readXml(bytes);
  const read: ReadEntries = { entries: [], faults: [] };
  let row = 0;
  for (const message of root.children.filter(({ name }) => MESSAGES.includes(name))) {
    for (const statement of message.children.filter(({ name }) => STATEMENTS.includes(name))) {
      const sums: { amount: string; currency: string }[] = [];
      for (const entry of childrenOf(statement, "Ntry")) {
        row += 1;
        if (statusOf(entry) !== "BOOK") continue;
        const lines = readEntry(entry, row);
        if ("fault" in lines) read.faults.push(lines);
        else {
          read.entries.push(...lines.entries);
          sums.push(lines.whole);
        }
      }
      const differs = balanceFault(statement, sums, row);
      if (differs) read.faults.push(differs);
    }
  }
  return read;
}

/** Version 2 has the code as text, later versions have it in `Cd`. Without one, an entry is booked. */
function statusOf(entry: XmlElement): string {
  const status = childOf(entry, "Sts");
  return (textOf(childOf(status, "Cd")) || textOf(status) || "BOOK").trim();
}

function textOf(element: XmlElement | null): string {
  return (element?.text ?? "").replace(/\s+/g, " ").trim();
}

function dayOf(element: XmlElement | null): string | null {
  const text = textOf(childOf(element, "Dt")) || textOf(childOf(element, "DtTm"));
  const day = text.slice(0, 10);
  return isDate(day) ? day : null;
}

interface Amount {
  amount: string;
  currency: string;
}

function amountOf(element: XmlElement | null, isPlus: boolean): Amount | null {
  const amount = textOf(element);
  const currency = element?.attributes.Ccy ?? "";
  if (!/^\d{1,15}(\.\d{1,12})?$/.test(amount) || !isCurrency(currency)) return null;
  return { amount: isPlus ? amount : `-${amount}`, currency };
}

/** A reversal states the direction that its money takes, in `CdtDbtInd`. */
function readEntry(entry: XmlElement, row: number): { entries: BankEntry[]; whole: Amount } | BankFault {
  const isPlus = textOf(childOf(entry, "CdtDbtInd")) === "CRDT";
  const whole = amountOf(childOf(entry, "Amt"), isPlus);
  if (!whole) return { row, fault: "amount_unreadable", text: textOf(childOf(entry, "Amt")).slice(0, 60) };
  const bookedOn = dayOf(childOf(entry, "BookgDt")) ?? dayOf(childOf(entry, "ValDt"));
  if (!bookedOn) return { row, fault: "date_unreadable", text: whole.amount };
  const details = [...descendants(entry, "TxDtls")];
  const parts = details.map((detail) => partOf(detail, isPlus, whole.currency));
  const isSplit = details.length > 1 && parts.every((part) => part !== null) && addsUp(parts as Amount[], whole);
  const entries = isSplit
    ? details.map((detail, index) => toEntry({ entry, details: [detail], row, bookedOn, amount: parts[index]! }))
    : [toEntry({ entry, details, row, bookedOn, amount: whole })];
  return { entries, whole };
}

function partOf(detail: XmlElement, isPlus: boolean, currency: string): Amount | null {
  const own = childOf(detail, "Amt") ?? childOf(childOf(childOf(detail, "AmtDtls"), "TxAmt"), "Amt");
  const amount = amountOf(own, isPlus);
  return amount?.currency === currency ? amount : null;
}

function addsUp(parts: readonly Amount[], whole: Amount): boolean {
  const sum = sumOf(parts, whole.currency);
  return sum !== null && sum === sumOf([whole], whole.currency);
}

function sumOf(amounts: readonly Amount[], currency: string): bigint | null {
  let sum = 0n;
  for (const { amount } of amounts) {
    const parsed = parseMoney(amount, currency);
    if (!parsed.ok) return null;
    sum += parsed.money.minor;
  }
  return sum;
}

function toEntry(read: {
  entry: XmlElement;
  details: XmlElement[];
  row: number;
  bookedOn: string;
  amount: Amount;
}): BankEntry {
  const { entry, details, row, bookedOn, amount } = read;
  const of = (path: readonly string[]) => details.flatMap((detail) => follow([detail], path)).map(textOf);
  const payer = [
    ...of(["RltdPties", "Dbtr", "Nm"]),
    ...of(["RltdPties", "Dbtr", "Pty", "Nm"]),
    ...of(["RltdPties", "UltmtDbtr", "Nm"]),
    ...of(["RltdPties", "UltmtDbtr", "Pty", "Nm"]),
  ];
  const endToEnd = of(["Refs", "EndToEndId"]).filter((text) => text !== "NOTPROVIDED");
  const texts = [
    // Banks cut a long text into several.
    of(["RmtInf", "Ustrd"]).join(" "),
    ...of(["RmtInf", "Strd", "CdtrRefInf", "Ref"]),
    ...of(["RmtInf", "Strd", "RfrdDocInf", "Nb"]),
    ...endToEnd,
    ...of(["AddtlTxInf"]),
    textOf(childOf(entry, "AddtlNtryInf")),
  ];
  const references = [
    ...of(["Refs", "AcctSvcrRef"]),
    textOf(childOf(entry, "AcctSvcrRef")),
    ...endToEnd,
    textOf(childOf(entry, "NtryRef")),
  ];
  return {
    row,
    bookedOn,
    ...amount,
    payer: payer.find((text) => text !== "") ?? "",
    note: [...new Set(texts.filter((text) => text !== ""))].join(" · "),
    reference: references.find((text) => text !== "") ?? "",
  };
}

function follow(from: XmlElement[], path: readonly string[]): XmlElement[] {
  return path.reduce((found, name) => found.flatMap((element) => childrenOf(element, name)), from);
}

/** Opening booked plus entries is closing booked. Null if a balance is missing or they fit. */
function balanceFault(statement: XmlElement, sums: readonly Amount[], row: number): BankFault | null {
  const balances = childrenOf(statement, "Bal");
  const find = (codes: readonly string[]) =>
    balances.find((one) => codes.includes(textOf(childOf(childOf(childOf(one, "Tp"), "CdOrPrtry"), "Cd"))));
  const [opening, closing] = [find(["OPBD", "PRCD"]), find(["CLBD"])];
  if (!opening || !closing) return null;
  const read = (one: XmlElement, isMirrored: boolean) =>
    amountOf(childOf(one, "Amt"), (textOf(childOf(one, "CdtDbtInd")) === "CRDT") !== isMirrored);
  const [first, last] = [read(opening, false), read(closing, true)];
  const sum = first && last ? sumOf([first, ...sums, last], first.currency) : null;
  return sum === 0n ? null : { row, fault: "balance_differs", text: textOf(childOf(closing, "Amt")) };
}
