import { Readable } from "node:stream";
import { printPeriodText } from "#app/day/entry-period.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { ContentLanguage } from "#app/encoding/language.ts";
import { printCsv } from "#app/encoding/table/print-csv.ts";
import type { EvidenceRoom } from "#app/files/evidence-room.server.ts";
import { spool } from "#app/files/spool.server.ts";
import { localName } from "#app/i18n/index.ts";
import { getInventory } from "#app/organization/inventory.server.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { HEADING_IN, HEADINGS } from "#app/records/import/activity-column.ts";
import { isMappingReady, startCheck } from "#app/records/import/import-check.server.ts";
import { getDraft, type ImportAuthor } from "#app/records/import/import-draft.server.ts";
import { planSources } from "#app/records/import/import-places.server.ts";
import { type TakenImport, takeImportFile } from "#app/records/import/take-import-file.server.ts";
import type { Doors, TenantTx } from "#db/doors.ts";
import { findUpstream, type RecordSum, sumRecords, toPlannedSources } from "./upstream.server.ts";
import { type Proposal, rowKeyOf, wordsIn } from "./upstream.ts";

interface Asked {
  inventoryId: string;
  /** Keys of proposals. */
  keys: readonly string[];
  language: ContentLanguage;
}

/**
 * Prepares records of category 3 as an import with its sources, and starts its check. Nothing counts before a person
 * imports it, and the import can be undone. Rows keep their keys, so that a later one changes what differs.
 *
 * @throws AppError `not_found` for an inventory of another organization
 */
export async function proposeUpstream(
  doors: Pick<Doors, "withTenant">,
  author: ImportAuthor,
  room: EvidenceRoom,
  { inventoryId, keys, language }: Asked,
): Promise<TakenImport> {
  const { organizationId } = author;
  const made = await doors.withTenant(author, async (tx) => {
    const { period } = await getInventory(tx, organizationId, inventoryId);
    const { proposals } = await findUpstream(tx, organizationId, period);
    const chosen = proposals.filter(({ key }) => keys.includes(key));
    if (chosen.length === 0) return null;
    const sourceIds = chosen.map(({ sourceId }) => sourceId);
    const sums = await sumRecords(tx, { organizationId, period, sourceIds });
    const planned = toPlannedSources(chosen, await listEmissionSources(tx, organizationId));
    return { period, planned, text: printRows(chosen, sums, language) };
  });
  if (!made) return { ok: false, failure: { code: "nothing_chosen", facts: {} } };
  const file = await spool(room.spoolFolder, Readable.from([Buffer.from(made.text)]));
  const name = `category-3-${made.period.start}-${made.period.end}.csv`;
  const taken = await takeImportFile(doors, author, room, {
    file: { ...file, name, isTooLarge: false },
    inventoryId,
  });
  if (!taken.ok) return taken;
  await doors.withTenant(author, async (tx) => {
    if (!(await planSources(tx, author, taken.draftId, made.planned))) return;
    // Otherwise the page of the import asks how to read the numbers.
    if (isMappingReady(await getDraft(tx, organizationId, taken.draftId)))
      await startUnlessBusy(tx, author, taken.draftId);
  });
  return taken;
}

/** While another file is checked, the page of the import offers to start the check later. */
async function startUnlessBusy(tx: TenantTx, author: ImportAuthor, draftId: string): Promise<void> {
  try {
    await startCheck(tx, author, draftId);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "conflict") throw error;
  }
}

/** One row for each proposal, days and unit. */
export function printRows(
  proposals: readonly Proposal[],
  sums: readonly RecordSum[],
  language: ContentLanguage,
): string {
  const columns = ["facility", "source", "period", "quantity", "unit", "dataQuality", "evidence"] as const;
  const words = wordsIn(language);
  const heads = columns.map((column) => HEADINGS[column][HEADING_IN[language]]);
  const rows = proposals.flatMap((one) => {
    const [facility, source, of] = [one.facility, one.name, one.of].map((name) => localName(name, language)) as [
      string,
      string,
      string,
    ];
    return sums
      .filter(({ sourceId }) => sourceId === one.sourceId)
      .map((sum) => [
        facility,
        source,
        printPeriodText(sum.period),
        sum.quantity,
        sum.unit,
        sum.dataQuality,
        words.evidence(of),
        rowKeyOf(one, sum),
      ]);
  });
  return printCsv([[...heads, words.rowKey], ...rows]);
}
