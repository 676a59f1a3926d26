import type { Issue } from "#app/carbon/document/inventory-document.ts";
import { viewQuality } from "#app/carbon/quality/quality-view.ts";
import { groupDisclosures } from "#app/carbon/total/disclosure-groups.ts";
import { readSearchNumber } from "#app/verify/search-number.ts";
import { type CalculationRun, compareWithNow, getSelection, latestRun } from "./calculation.server.ts";
import { countActivities } from "./calculation-size.server.ts";
import type { InventoryPageData } from "./inventory-page.tsx";
import { type LineFilter, openLine, viewResults } from "./results-view.ts";
import { RUN_TABS } from "./run-view.ts";

type TenantTx = Parameters<typeof latestRun>[0];
type RunPage = Omit<InventoryPageData, "inventoryId" | "period">;

const SHOWN_ISSUES = 200;
const MOST_PAGES = 10_000;

interface Place {
  organizationId: string;
  inventoryId: string;
  search: URLSearchParams;
}

/** The newest run of an inventory with its views; null without one. */
export async function loadRunPage(tx: TenantTx, place: Place): Promise<RunPage | null> {
  const { organizationId, inventoryId, search } = place;
  const view = RUN_TABS.find((one) => one === search.get("view")) ?? "overview";
  const filter = readFilter(search);
  const line = search.get("line");
  const run = await latestRun(tx, organizationId, inventoryId);
  if (!run) return null;
  const { document } = run;
  const totals = document.results?.totals ?? null;
  const { isCurrent, moves, isPolicyChanged } = await compareWithNow(tx, organizationId, run);
  return {
    run: {
      ...describe(run, document.results?.issues ?? []),
      recordCount: isCurrent ? run.lineCount : await countActivities(tx, organizationId, document.period),
      gwpSet: document.gwp.set,
      isCurrent,
      moves: moves.map(({ activities, ...move }) => ({ ...move, lineCount: activities.length })),
      isPolicyChanged,
      totals,
      disclosures: groupDisclosures(document),
      facilities: document.facilities ?? {},
    },
    results: viewResults(document, filter),
    quality: view === "quality" && totals ? viewQuality(document) : null,
    opened: line ? openLine(document, line) : null,
    view,
    filter,
    selection: line ? await getSelection(tx, run.id, line) : [],
  };
}

function readFilter(search: URLSearchParams): LineFilter {
  const page = readSearchNumber(search, "page");
  return {
    category: search.get("category") || null,
    page: page !== null && page < MOST_PAGES ? page : 0,
  };
}

function describe(
  run: Pick<CalculationRun, "id" | "createdAt" | "lineCount" | "engineVersion" | "issueCount" | "recordIds">,
  issues: readonly Issue[],
) {
  return {
    id: run.id,
    createdAt: run.createdAt.toISOString(),
    lineCount: run.lineCount,
    engineVersion: run.engineVersion,
    issueCount: run.issueCount,
    issues: issues
      .slice(0, SHOWN_ISSUES)
      .map((issue) => ({ ...issue, recordId: run.recordIds[issue.activity] ?? null })),
  };
}
