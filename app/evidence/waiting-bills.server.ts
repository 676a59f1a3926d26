import { sql } from "kysely";
import { EMPTY_ENTRY, type EntryContext } from "#app/carbon/entry/activity-entry.ts";
import { suggestFixes } from "#app/carbon/entry/entry-fix.ts";
import { type Locale, translator } from "#app/i18n/index.ts";
import { getInventory } from "#app/organization/inventory.server.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { toEntryContext } from "#app/records/activity.server.ts";
import { withConversions } from "#app/records/converting-context.server.ts";
import { type EvidenceFile, type FileRow, STANDING, selectFiles, toFile } from "#app/records/evidence-file.server.ts";
import { unitText } from "#app/records/sheet/fault-text.ts";
import { type WordedFix, wordFix } from "#app/records/sheet/fix-text.ts";
import type { TenantTx } from "#db/doors.ts";
import type { BillRow } from "./bill-rows.ts";
import { READ_KINDS } from "./read-kept-bill.server.ts";

/** A year of monthly bills. Each is read in a process of its own, and the page waits for them. */
const BILLS_ON_A_PAGE = 12;

/** Files that may be bills and are attached to nothing, oldest first. @param after the last file of the page before */
export async function listWaitingBills(
  tx: TenantTx,
  organizationId: string,
  after: string | null,
): Promise<{ files: EvidenceFile[]; next: string | null }> {
  const rest = sql`and (f.created_at, f.id) > (select p.created_at, p.id from evidence_file p
    where p.organization_id = ${organizationId} and p.id = ${after})`;
  const { rows } = await sql<FileRow>`${selectFiles(organizationId)}
    and e.file_id is null and f.kind = any(${[...READ_KINDS]}::text[])
    and not exists (select from ${STANDING} s where s.file_id = f.id)
    ${after === null ? sql`` : rest}
    order by f.created_at, f.id limit ${BILLS_ON_A_PAGE + 1}`.execute(tx);
  const files = rows.slice(0, BILLS_ON_A_PAGE).map(toFile);
  return { files, next: rows.length > BILLS_ON_A_PAGE ? files.at(-1)!.id : null };
}

/** A published conversion that rows of a bill can take, with the sentence of its first row. */
export interface BillConversion {
  reference: string;
  from: string;
  fromText: string;
  toText: string;
  why: string;
}

type Asked = { organizationId: string; inventoryId: string; locale: Locale };

/** The conversions that fit rows whose unit is not that of their source. None is applied. */
export async function offerBillConversions(
  tx: TenantTx,
  asked: Asked,
  rows: readonly BillRow[],
): Promise<BillConversion[]> {
  const context = await contextOf(tx, asked);
  const messages = translator(asked.locale);
  const found = new Map<string, BillConversion>();
  for (const row of rows) {
    for (const { fix, why } of fixesOf(row, context, asked.locale)) {
      if (fix.kind !== "conversion") continue;
      const { reference, from, to } = fix.conversion;
      const texts = { fromText: unitText(messages, from), toText: unitText(messages, to), why };
      const key = `${reference} ${from}`;
      if (!found.has(key)) found.set(key, { reference, from, ...texts });
    }
  }
  return [...found.values()];
}

/** The rows with the conversion where it fits, and the original amount in their notes. Nothing is saved. */
export async function convertBillRows<T extends BillRow>(
  tx: TenantTx,
  asked: Asked,
  rows: readonly T[],
  conversion: Pick<BillConversion, "reference" | "from">,
): Promise<T[]> {
  const context = await contextOf(tx, asked);
  return rows.map((row) => {
    const worded = fixesOf(row, context, asked.locale).find(
      ({ fix }) =>
        fix.kind === "conversion" &&
        fix.conversion.reference === conversion.reference &&
        fix.conversion.from === conversion.from,
    );
    const { quantity, unit, dataQuality, note } = { ...row, ...worded?.texts };
    return { ...row, quantity, unit, dataQuality, note };
  });
}

function fixesOf(row: BillRow, context: EntryContext, locale: Locale): WordedFix[] {
  const source = context.sources.find(({ id }) => id === row.sourceId);
  if (!source) return [];
  const { period, quantity, unit, dataQuality, note } = row;
  const place = { facility: source.facilityNames[0] ?? "", source: source.names[0] ?? "" };
  const entry = { ...EMPTY_ENTRY, ...place, period, quantity, unit, dataQuality, note };
  const fault = { code: "unit_mismatch" as const, field: "unit" as const, facts: {} };
  return suggestFixes(fault, entry, context).flatMap(
    (fix) => wordFix(fix, entry, { messages: translator(locale), locale }) ?? [],
  );
}

async function contextOf(tx: TenantTx, { organizationId, inventoryId }: Asked): Promise<EntryContext> {
  const { period } = await getInventory(tx, organizationId, inventoryId);
  const facilities = await listFacilities(tx, organizationId);
  const sources = await listEmissionSources(tx, organizationId);
  const context = toEntryContext(period, { facilities, sources });
  return withConversions(tx, organizationId, context, { facilities, sources });
}
