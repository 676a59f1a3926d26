import { formatDay } from "#app/day/format-day.ts";
import type { Locale } from "#app/i18n/index.ts";
import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import { possibleDays, possibleOrders } from "./bank-day.ts";
import type { BankRow, ReadBankFile } from "./bank-file.ts";
import { SEARCHED_ROWS, textsIn } from "./bank-headings.ts";
import type { BankTable } from "./read-bank-table.ts";

const SHOWN = 20;

/** The lines as read, and what is not imported. */
export function previewOf({ lines, faults, leftOut }: ReadBankFile) {
  const totals = new Map<string, bigint>();
  for (const { currency, amountMinor } of lines) totals.set(currency, (totals.get(currency) ?? 0n) + amountMinor);
  return {
    count: lines.length,
    totals: [...totals].map(([currency, minor]) => formatMoney(money(minor, currency))),
    faultCount: faults.length,
    faults: faults.slice(0, SHOWN),
    leftOutCount: leftOut.length,
    leftOut: leftOut.slice(0, SHOWN),
    lines: lines.slice(0, SHOWN).map(({ amountMinor, currency, ...line }) => ({
      ...line,
      amount: formatMoney(money(amountMinor, currency)),
    })),
  };
}

export type StatementPreview = ReturnType<typeof previewOf>;

/** What a person can choose from: the columns, the rows of the headings, and the readings of an ambiguous date. */
export function choicesOf(rows: readonly BankRow[], table: BankTable, dateColumn: number | null, locale: Locale) {
  const samples = dateColumn === null ? [] : textsIn(table.body, dateColumn);
  const orders = possibleOrders(samples);
  const ambiguous =
    orders.length > 1 ? samples.find((text) => new Set(Object.values(possibleDays(text))).size > 1) : undefined;
  return {
    headings: table.headings,
    headingRows: rows.slice(0, SEARCHED_ROWS).map(({ row, texts }) => ({
      row,
      text: texts
        .filter((text) => text.trim() !== "")
        .join(" · ")
        .slice(0, 60),
    })),
    dates: ambiguous
      ? orders.map((order) => ({ order, text: ambiguous, day: formatDay(possibleDays(ambiguous)[order]!, locale) }))
      : [],
  };
}
