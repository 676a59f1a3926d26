import { foldHeading } from "#app/records/import/activity-column.ts";
import type { SheetShape } from "#app/records/import/file/activity-file.ts";
import { isMoney, meaningOf } from "#app/records/import/file/heading-words.ts";

/** Columns from 0. Null if the sheet has no such column. */
export interface LedgerColumns {
  text: number | null;
  quantity: number | null;
  unit: number | null;
  amount: number | null;
  currency: number | null;
  account: number | null;
  supplier: number | null;
  /** From the heading of the quantity or the amount. */
  unitInHeading: string;
  currencyInHeading: string;
}

type Column = "account" | "supplier" | "amount" | "currency" | "text";

/** Headings of ledgers and bill lists, in addition to those of the import. */
const WORDS: Record<Column, string> = {
  text: "description|particulars|details|narration|line description|item description|goods|摘要|货物或应税劳务名称|商品名称|费用项目|业务内容|事由|用途说明",
  account:
    "account name|gl account|gl account name|general ledger|cost element|cost type|expense type|expense account|category|科目|会计科目|科目名称|总账科目|明细科目|费用类别|费用类型|类别",
  supplier:
    "supplier|supplier name|vendor|vendor name|payee|seller|供应商|供应商名称|往来单位|客商|客商名称|收款方|收款单位|销售方|销方名称|对方单位",
  amount:
    "net amount|total amount|gross amount|value|cost|total cost|spend|spending|debit|debit amount|net value|price|total price|金额|总金额|不含税金额|含税金额|价税合计|借方|借方金额|本币金额|发生额|总价|费用",
  currency: "currency|ccy|curr|currency code|币种|货币|币别",
};

const COLUMN_OF = new Map<string, Column>(
  (Object.entries(WORDS) as [Column, string][]).flatMap(([column, words]) =>
    words.split("|").map((word) => [foldHeading(word), column] as const),
  ),
);

/** The likely meaning of the columns of a ledger. */
export function findColumns({ headings, samples }: Pick<SheetShape, "headings" | "samples">): LedgerColumns {
  const read = headings.map((heading) => {
    const { name, field, unit } = meaningOf(heading);
    const own = COLUMN_OF.get(foldHeading(name)) ?? COLUMN_OF.get(foldHeading(heading)) ?? null;
    const money = moneyOf(heading, unit);
    const isAmount = own === "amount" || (money !== "" && (field === "quantity" || field === null));
    return { field, own, unit: money === "" ? unit : null, money, isAmount };
  });
  const first = (test: (one: (typeof read)[number]) => boolean) => {
    const at = read.findIndex(test);
    return at < 0 ? null : at;
  };
  let quantity = first(({ field, isAmount, own }) => field === "quantity" && !isAmount && own === null);
  const isPlainAmount = (at: number) => foldHeading(meaningOf(headings[at]!).name) === "amount";
  const others = headings.findIndex((_, at) => at !== quantity && isPlainAmount(at));
  let amount = first(({ isAmount }) => isAmount) ?? (others < 0 ? null : others);
  const unit = first(({ field, own }) => field === "unit" && own === null);
  // "Amount" is money in a ledger. Next to a column of units and none of money, it is the quantity.
  if (quantity !== null && amount === null && unit === null && isPlainAmount(quantity) && !read[quantity]!.unit)
    [quantity, amount] = [null, quantity];
  const text =
    first(({ own }) => own === "text") ??
    first(({ field, own }) => field === "source" && own === null) ??
    first(({ field, own }) => field === "note" && own === null) ??
    wordyColumn(samples, headings.length);
  return {
    text,
    quantity,
    unit,
    amount,
    currency: first(({ own }) => own === "currency"),
    account: first(({ own }) => own === "account"),
    supplier: first(({ own }) => own === "supplier"),
    unitInHeading: quantity === null ? "" : (read[quantity]!.unit ?? ""),
    currencyInHeading: amount === null ? "" : read[amount]!.money,
  };
}

/** `金额（元）`, `Amount (USD)`, `EUR`. */
function moneyOf(heading: string, unit: string | null): string {
  if (unit !== null && isMoney(unit)) return unit;
  if (isMoney(heading.trim())) return heading.trim();
  return /[（(]\s*(万?元|人民币)\s*[）)]/.exec(heading)?.[1] ?? "";
}

/** If no heading names it: the first column whose cells are mostly words. */
function wordyColumn(samples: readonly string[][], columns: number): number | null {
  for (let at = 0; at < columns; at += 1) {
    const cells = samples.map((row) => (row[at] ?? "").trim()).filter((cell) => cell !== "");
    const wordy = cells.filter((cell) => /\p{L}{2}/u.test(cell) && !/^\d/.test(cell));
    if (cells.length > 0 && wordy.length * 3 > cells.length * 2) return at;
  }
  return null;
}
