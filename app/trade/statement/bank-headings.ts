import { normalText } from "#app/encoding/text/normal-text.ts";
import { possibleStyles, readDirection } from "./bank-amount.ts";
import { possibleDays, possibleOrders } from "./bank-day.ts";
import type { BankColumns, BankMapping, BankRow } from "./bank-file.ts";
import { readCurrency } from "./currency-word.ts";

/** Title lines, the account and its balance are above the headings. */
export const SEARCHED_ROWS = 40;
const LONGEST_HEADING = 120;

type Field = "date" | "direction" | "credit" | "debit" | "amount" | "currency" | "payer" | "reference";

/** The words of each field, those that a bank means most precisely first. */
const WORDS: Record<Field, RegExp[]> = {
  date: [
    /^交易日期?(?![间])/,
    /^(记账|入账|过账)日期?/,
    /^交易时间/,
    /^(booking|book|post(ed|ing)?|transaction|trans\.?|entry) ?date/,
    /^buchungs(tag|datum)/,
    /^date|^datum|^日期/,
    /date|日期|时间|valuta/,
  ],
  direction: [
    /^借 ?\/? ?贷|^收 ?\/? ?支|^收付|借贷(标志|方向)|交易类型|来往账/,
    /^(dr ?\/ ?cr|cr ?\/ ?dr|debit ?\/ ?credit|credit ?\/ ?debit|d ?\/ ?c|c ?\/ ?d|direction|credit debit indicator|type|details)/,
    /soll ?\/ ?haben|type/,
  ],
  credit: [
    /^贷方(发生额|金额)?|收入(金额)?|^转入|^存入|^入账金额/,
    /^(credit|paid in|money in|deposit|haben|received|amount in)/,
  ],
  debit: [/^借方(发生额|金额)?|支出(金额)?|^转出|支取/, /^(debit|paid out|money out|withdrawal|soll|spent|amount out)/],
  amount: [/^(交易金额|发生额|金额|记账金额)/, /^(amount|betrag|umsatz|montant|importe|bedrag)/, /amount|金额|betrag/],
  currency: [
    /^(币种|交易货币|交易币种|记账币种|货币)/,
    /^(currency|ccy|währung|waehrung|devise|valuta$)/,
    /currency|币种|货币/,
  ],
  payer: [
    /^(付款人名称|付款人户名|付款方名称|付款方户名|对方户名|对方单位名称?|对方名称|对方账户名称|对方账户名|收\/付方名称|付款人)/,
    // pattern: at most 120 characters, LONGEST_HEADING.
    /(payer|debtor|sender|remitter|ordering (party|customer)).*name|name.*(payer|debtor|sender)/,
    /begünstigter|beguenstigter|auftraggeber|zahlungspflichtiger|zahlungsbeteiligter/,
    /counter ?party|^payer|^debtor|^sender|^remitter|^name/,
  ],
  reference: [
    /^(交易流水号|账户明细编号|业务参考号|流水号|核心流水)/,
    /^(bank ref|transaction (id|ref)|transferwise id|kundenreferenz|end-to-end)/,
    /reference (no|number)|^reference|^ref\b|流水号|凭证号|^id$/,
  ],
};
const NOT: Partial<Record<Field, RegExp>> = {
  date: /起息|到期|due|开始|结束/,
  credit: /笔数|count|balance|余额|card|line/,
  debit: /笔数|count|balance|余额|card|line/,
  amount: /余额|balance|saldo|ursprung|fee|手续费|大写|converted|original/,
  payer: /账号|帐号|行名|行号|开户|number|iban|bic/,
};
const TEXTS =
  /摘要|用途|附言|备注|详情|说明|memo|narrative|description|details|verwendungszweck|purpose|remittance|payment ref|particulars|remark|kundenreferenz|customer ref|信息|communication|libell/;

function fold(heading: string): string {
  return normalText(heading.slice(0, LONGEST_HEADING), "NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}

/** The row with the headings, or null if no row has the words for a date and an amount. */
export function findHeadings(rows: readonly BankRow[]): BankRow | null {
  let best: { row: BankRow; score: number } | null = null;
  for (const row of rows.slice(0, SEARCHED_ROWS)) {
    const score = scoreOf(row.texts);
    if (score > (best?.score ?? 0)) best = { row, score };
  }
  return best?.row ?? null;
}

function scoreOf(texts: readonly string[]): number {
  const columns = columnsByName(texts);
  const hasAmount = columns.amount !== null || columns.credit !== null;
  if (columns.date === null || !hasAmount) return 0;
  return (
    Object.values(columns).filter((column) => column !== null).length +
    (texts.some((text) => TEXTS.test(fold(text))) ? 1 : 0)
  );
}

function columnsByName(headings: readonly string[]): Record<Field, number | null> {
  const folded = headings.map(fold);
  const taken = new Set<number>();
  const find = (field: Field): number | null => {
    for (const words of WORDS[field]) {
      const at = folded.findIndex(
        (heading, column) => heading !== "" && !taken.has(column) && words.test(heading) && !NOT[field]?.test(heading),
      );
      if (at < 0) continue;
      taken.add(at);
      return at;
    }
    return null;
  };
  const found: Partial<Record<Field, number | null>> = {};
  for (const field of ["date", "credit", "debit", "amount", "currency", "payer", "reference"] as const)
    found[field] = find(field);
  // One of the two alone is a marked or signed amount under a similar name.
  return { ...(found as Record<Field, number | null>), direction: find("direction") };
}

/** A mapping to be confirmed. Null where a person must choose. */
export type SuggestedMapping = Omit<BankMapping, "date" | "decimal" | "dates"> & {
  date: number | null;
  decimal: BankMapping["decimal"] | null;
  dates: BankMapping["dates"] | null;
};

/** Suggests a mapping by the headings and the values below them. */
export function suggestMapping(
  headings: readonly string[],
  body: readonly BankRow[],
  titles: readonly string[],
): SuggestedMapping {
  const named = columnsByName(headings);
  const valuesOf = (column: number) =>
    body.map(({ texts }) => texts[column] ?? "").filter((text) => text.trim() !== "");
  const isMarked = (column: number) => {
    const marks = valuesOf(column).filter((text) => readDirection(text) !== null);
    return marks.length > 0 && marks.length * 2 >= valuesOf(column).length;
  };
  const hasBoth = named.credit !== null;
  const direction = !hasBoth && named.direction !== null && isMarked(named.direction) ? named.direction : null;
  const columns: Omit<BankColumns, "date"> & { date: number | null } = {
    date: named.date,
    amount: hasBoth ? null : named.amount,
    credit: named.credit,
    debit: hasBoth ? named.debit : null,
    direction,
    currency: named.currency,
    payer: named.payer,
    reference: named.reference,
    texts: [],
  };
  const used = new Set(Object.values(columns).filter((column) => typeof column === "number"));
  columns.texts = headings.flatMap((heading, column) =>
    !used.has(column) && TEXTS.test(fold(heading)) ? [column] : [],
  );
  return {
    ...columns,
    account: columns.currency === null ? currencyIn(titles) : "",
    dates: only(columns.date === null ? [] : possibleOrders(textsIn(body, columns.date))),
    decimal: only(possibleStyles(amountTexts(body, columns))),
  };
}

/** The only choice, or null if a person must choose. */
export function only<T>(found: readonly T[]): T | null {
  return found.length === 1 ? found[0]! : null;
}

/** The dates of a column that don't come from a date cell of a workbook. */
export function textsIn(body: readonly BankRow[], column: number): string[] {
  return body.flatMap(({ texts, exact }) => (exact.includes(column) || !texts[column] ? [] : [texts[column]]));
}

/** The amounts that don't come from a number cell of a workbook. */
export function amountTexts(
  body: readonly BankRow[],
  { amount, credit, debit }: Pick<BankColumns, "amount" | "credit" | "debit">,
): string[] {
  const columns = [amount, credit, debit].filter((column) => column !== null);
  return columns.flatMap((column) => textsIn(body, column));
}

/** The currency that the lines above the table name, such as `币种：美元`. */
function currencyIn(titles: readonly string[]): string {
  const found = new Set<string>();
  for (const title of titles) {
    const named = /(?:币种|货币|currency|ccy|währung|waehrung)[\s:：[]{0,4}([A-Z]{3}|\p{Script=Han}{1,5})/iu.exec(
      title,
    )?.[1];
    const currency = named ? readCurrency(named) : null;
    if (currency) found.add(currency);
  }
  return found.size === 1 ? [...found][0]! : "";
}

/** True for a row that can't be headings because it has a date. */
export function isDataRow({ texts, exact }: BankRow): boolean {
  return exact.length > 0 || texts.some((text) => Object.keys(possibleDays(text)).length > 0);
}
