import { makePreviewer, sumPreviews } from "#app/carbon/entry-preview.ts";
import type { checkActivityFile, ImportCheck, ImportRow } from "#app/services/activity-import.server.ts";
import { listEmissionSources } from "#app/services/emission-source.server.ts";
import { listFacilities } from "#app/services/facility.server.ts";
import { selectFactorsForSources } from "#app/services/factor-selection.server.ts";
import type { Inventory } from "#app/services/inventory.server.ts";
import { previewInputsOf } from "#app/ui/activity-grid/grid-data.ts";
import type { FileCheck } from "#app/ui/import-check/import-answer.ts";

type TenantTx = Parameters<typeof checkActivityFile>[0];

/** Beyond this the total waits for the next run: the answer must not. */
const COMPUTED_ROWS = 5000;
const PREVIEW_ROWS = 20;

/** What the page shows of a checked file: its faults, or the first rows and what all of them come to. */
export async function describeCheck(
  tx: TenantTx,
  organizationId: string,
  inventory: Inventory,
  { check, values }: { check: ImportCheck; values: ImportRow[] },
): Promise<FileCheck> {
  const isComputed = values.length > 0 && values.length <= COMPUTED_ROWS;
  const previews = isComputed ? await previewRows(tx, organizationId, inventory, values) : [];
  return {
    fileName: check.fileName,
    sha256: check.sha256,
    rowCount: check.rowCount,
    goodCount: check.goodCount,
    faultyCount: check.faultyCount,
    repeatedCount: check.repeatedCount,
    faults: check.faults,
    unlisted: check.unlisted,
    isAgain: check.earlierImportId !== null,
    co2eKg: isComputed && previews.every((preview) => preview.ok) ? sumPreviews(previews) : null,
    preview: values.slice(0, PREVIEW_ROWS).map(({ row, entry, value }, index) => {
      const preview = previews[index];
      return {
        row,
        facility: entry.facility.trim(),
        source: entry.source.trim(),
        period: entry.period.trim(),
        quantity: value.enteredQuantity,
        unit: value.enteredUnit,
        dataQuality: value.dataQuality,
        co2eKg: preview?.ok ? preview.co2eKg : null,
      };
    }),
  };
}

async function previewRows(tx: TenantTx, organizationId: string, inventory: Inventory, values: ImportRow[]) {
  const facilities = await listFacilities(tx, organizationId);
  const sources = await listEmissionSources(tx, organizationId);
  const { gwp, bySource } = await selectFactorsForSources(tx, organizationId, inventory);
  const previewer = makePreviewer(
    previewInputsOf({
      period: inventory.period,
      gwp,
      facilities,
      sources: sources.map((source) => ({
        ...source,
        chosen: bySource[source.id] ?? { ok: false, code: "factor_missing", detail: {} },
      })),
    }),
  );
  return values.map(({ value }) => previewer.preview(value));
}
