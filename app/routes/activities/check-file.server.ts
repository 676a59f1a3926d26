import { makePreviewer, sumPreviews } from "#app/carbon/entry-preview.ts";
import type { Locale } from "#app/i18n/index.ts";
import type { checkActivityFile, ImportCheck, ImportRow } from "#app/services/activity-import.server.ts";
import { listEmissionSources } from "#app/services/emission-source.server.ts";
import { listFacilities } from "#app/services/facility.server.ts";
import { loadMatchContext, matchWithCandidates } from "#app/services/factor-match.server.ts";
import { selectFactorsForSources } from "#app/services/factor-selection.server.ts";
import type { Inventory } from "#app/services/inventory.server.ts";
import { previewInputsOf } from "#app/ui/activity-grid/grid-data.ts";
import type { FileCheck } from "#app/ui/import-check/import-answer.ts";
import type { MatchCandidate } from "#emission-factors/suggestion.ts";
import { placeName } from "../factors/place-name.ts";

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
  locale: Locale,
): Promise<FileCheck> {
  const { descriptions, remembered } = await describeMatching(tx, organizationId, check, locale);
  const isComputed = values.length > 0 && values.length <= COMPUTED_ROWS;
  const previews = isComputed ? await previewRows(tx, organizationId, inventory, values) : [];
  return {
    fileName: check.fileName,
    sha256: check.sha256,
    rowCount: check.rowCount,
    goodCount: check.goodCount,
    faultyCount: check.faultyCount,
    repeatedCount: check.repeatedCount,
    faults: check.faults.filter((fault) => !isMatched(fault, descriptions)),
    unlisted: check.unlisted,
    descriptions,
    remembered,
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

/** Each description with its candidates, and those that were read as remembered, in the names of the organization. */
async function describeMatching(tx: TenantTx, organizationId: string, check: ImportCheck, locale: Locale) {
  if (check.descriptions.length === 0 && check.remembered.length === 0) return { descriptions: [], remembered: [] };
  const context = await loadMatchContext(tx, organizationId, locale);
  const facilityOf = (id: string) => context.facilities.find((one) => one.id === id)!;
  const descriptions = [];
  for (const said of check.descriptions) {
    const facility = facilityOf(said.facilityId);
    const candidates = await matchWithCandidates(tx, context, facility, said);
    const named = candidates.map((one) => withPlaces(one, locale));
    descriptions.push({ ...said, facility: facility.name, candidates: named });
  }
  const remembered = check.remembered.map((used) => ({
    ...used,
    facility: facilityOf(used.facilityId).name,
    source: context.sources.find(({ id }) => id === used.sourceId)!.name,
  }));
  return { descriptions, remembered };
}

/** Places by name: a browser may know other names than the server. */
function withPlaces({ target, reasons, ...rest }: MatchCandidate, locale: Locale): MatchCandidate {
  return {
    ...rest,
    reasons: reasons.map((one) => (one.region ? { ...one, region: placeName(one.region, locale) ?? one.region } : one)),
    target: target.kind === "factor" ? { ...target, place: placeName(target.place, locale) } : target,
  };
}

/** A fault that the matching step offers candidates for need not be told a second time; one without keeps its row. */
function isMatched({ code, raw }: FileCheck["faults"][number], open: FileCheck["descriptions"]): boolean {
  const descriptions = open.filter(({ candidates }) => candidates.length > 0);
  if (code === "source_unknown") return descriptions.some(({ text }) => text.slice(0, 80) === raw.trim());
  if (code !== "facility_unknown") return false;
  return descriptions.some(({ facility: { en, zh } }) => [en, zh].includes(raw.trim()));
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
