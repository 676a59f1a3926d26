import { createHash } from "node:crypto";
import { keepSetting } from "#app/setting/setting.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { canReadAll, possibleStyles } from "./bank-amount.ts";
import { possibleOrders, readsAll } from "./bank-day.ts";
import type { BankMapping, BankRow } from "./bank-file.ts";
import { amountTexts, only, SEARCHED_ROWS, type SuggestedMapping, suggestMapping, textsIn } from "./bank-headings.ts";
import { BankMappingSetting } from "./bank-mapping.ts";
import { type BankTable, fingerprintText, splitTable } from "./read-bank-table.ts";

export const keptBankMapping = keepSetting(BankMappingSetting, {
  toRow: (mapping: BankMapping) => ({ mapping: JSON.stringify(mapping) }),
  fromRow: (row): BankMapping => row.mapping as BankMapping,
  initial: null,
  facts: (mapping) => mapping,
});

function layoutOf(headings: readonly string[]): string {
  return createHash("sha256").update(fingerprintText(headings)).digest("hex");
}

export interface ProposedMapping {
  table: BankTable;
  mapping: SuggestedMapping;
  /** The version of the remembered mapping, or 0 if the layout is new. */
  version: number;
}

/**
 * The mapping remembered for the headings of a file, wherever they are, or a suggestion. A remembered format of dates or
 * numbers is only used if the file can be read with it.
 */
export async function proposeMapping(tx: TenantTx, rows: readonly BankRow[]): Promise<ProposedMapping> {
  const found = splitTable(rows);
  const known = await findRemembered(tx, rows, found);
  if (!known) {
    return { table: found, mapping: suggestMapping(found.headings, found.body, found.titles), version: 0 };
  }
  const { table, mapping, version } = known;
  const dates = textsIn(table.body, mapping.date);
  const amounts = amountTexts(table.body, mapping);
  return {
    table,
    version,
    mapping: {
      ...mapping,
      dates: readsAll(dates, mapping.dates) ? mapping.dates : only(possibleOrders(dates)),
      decimal: canReadAll(amounts, mapping.decimal) ? mapping.decimal : only(possibleStyles(amounts)),
    },
  };
}

async function findRemembered(tx: TenantTx, rows: readonly BankRow[], found: BankTable) {
  const others = rows.slice(0, SEARCHED_ROWS).filter(({ row }) => row !== found.headingRow);
  const tables = [found, ...others.map(({ row }) => splitTable(rows, row))];
  const layouts = tables.map(({ headings }) => layoutOf(headings));
  const known = new Set(
    (await tx.selectFrom("bank_mapping").select("layout").distinct().where("layout", "in", layouts).execute()).map(
      ({ layout }) => layout,
    ),
  );
  const at = layouts.findIndex((layout) => known.has(layout));
  if (at < 0) return null;
  const { value, version } = await keptBankMapping.latest(tx, { layout: layouts[at]! });
  return value ? { table: tables[at]!, mapping: value, version } : null;
}

/** Remembers how the files of a bank are read. Adds a version only if it changed. */
export async function rememberMapping(
  tx: TenantTx,
  author: ChangeAuthor,
  { headings, mapping }: { headings: readonly string[]; mapping: BankMapping },
): Promise<void> {
  const layout = layoutOf(headings);
  const { version: basedOn } = await keptBankMapping.latest(tx, { layout });
  await keptBankMapping.save(tx, author, await keptBankMapping.open(tx, author, { layout, basedOn }), mapping);
}
