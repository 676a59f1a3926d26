import type { Issue } from "#app/carbon/document/inventory-document.ts";
import { viewQuality } from "#app/carbon/quality/quality-view.ts";
import { groupDisclosures } from "#app/carbon/total/disclosure-groups.ts";
import { readSearchNumber } from "#app/verify/search-number.ts";
import {
  compareWithNow,
  getSelection,
  haveRecordsChangedSince,
  latestLargeRun,
  latestRun,
  type RunInParts,
} from "./calculation.server.ts";
import { firstIssues } from "./calculation-document.server.ts";
import { countActivities, MOST_WHOLE_RECORDS } from "./calculation-size.server.ts";
import type { InventoryPageData } from "./inventory-page.tsx";
import { LINES_PER_PAGE, type LineFilter, openLine, viewKept, viewResults } from "./results-view.ts";
import { lineNumberOf, listLineNumbers, readLines } from "./run-lines.server.ts";
import { readView } from "./run-view.server.ts";
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

/** The newest run of an inventory with its views, however many records it has; null where there is none. */
export async function loadRunPage(tx: TenantTx, place: Place): Promise<RunPage | null> {
  const { organizationId, inventoryId, search } = place;
  const wish = {
    view: RUN_TABS.find((one) => one === search.get("view")) ?? "overview",
    filter: readFilter(search),
    line: search.get("line"),
  };
  const large = await latestLargeRun(tx, organizationId, inventoryId);
  const page = large ? await loadLarge(tx, large, place, wish) : await loadWhole(tx, place, wish);
  if (!page) return null;
  return {
    ...page,
    view: wish.view,
    filter: wish.filter,
    selection: wish.line ? await getSelection(tx, page.run.id, wish.line) : [],
  };
}

function readFilter(search: URLSearchParams): LineFilter {
  const read = (name: string, most: number) => {
    const number = readSearchNumber(search, name);
    return number !== null && number < most ? number : null;
  };
  return {
    category: search.get("category") || null,
    page: read("page", MOST_PAGES) ?? 0,
    after: read("after", 1e9),
    before: read("before", 1e9),
  };
}

type Wish = { view: RunPage["view"]; filter: LineFilter; line: string | null };
type Loaded = Pick<RunPage, "run" | "results" | "quality" | "opened">;

async function loadWhole(
  tx: TenantTx,
  { organizationId, inventoryId }: Place,
  { view, filter, line }: Wish,
): Promise<Loaded | null> {
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
      isLarge: false,
      limit: MOST_WHOLE_RECORDS,
      moves: moves.map(({ activities, ...move }) => ({ ...move, lineCount: activities.length })),
      isPolicyChanged,
      totals,
      disclosures: groupDisclosures(document),
      facilities: document.facilities ?? {},
    },
    results: viewResults(document, filter),
    quality: view === "quality" && totals ? viewQuality(document) : null,
    opened: line ? openLine(document, line) : null,
  };
}

/** Of a run that can't be read as a whole: the views that are kept with it, and of its lines those that are shown. */
async function loadLarge(
  tx: TenantTx,
  run: RunInParts,
  { organizationId }: Place,
  { view, filter, line }: Wish,
): Promise<Loaded> {
  const { head } = run.parts;
  const kept = await readView(tx, run.id);
  const number = line === null ? null : lineNumberOf(line);
  return {
    run: {
      ...describe(run, await firstIssues(run.parts, SHOWN_ISSUES)),
      recordCount: null,
      gwpSet: head.gwp.set,
      isCurrent: !(await haveRecordsChangedSince(tx, organizationId, run)),
      isLarge: true,
      limit: MOST_WHOLE_RECORDS,
      moves: [],
      isPolicyChanged: false,
      totals: kept ? (head.results?.totals ?? null) : null,
      disclosures: kept?.disclosures ?? [],
      facilities: head.facilities ?? {},
    },
    results: await viewLarge(tx, run, { kept, isShown: view === "lines", filter }),
    quality: view === "quality" ? (kept?.quality ?? null) : null,
    opened: kept && number !== null ? openLine(await readLines(tx, run, [number]), line!) : null,
  };
}

async function viewLarge(
  tx: TenantTx,
  run: RunInParts,
  { kept, isShown, filter }: { kept: Awaited<ReturnType<typeof readView>>; isShown: boolean; filter: LineFilter },
): Promise<RunPage["results"]> {
  const { category, page, after, before } = filter;
  const nothing = { byScope: [], byCategory: [], byGas: [], byFacility: [], byMonth: [], monthTotals: {} };
  const view = kept ?? { groups: nothing, lineCounts: {} };
  // All lines are numbered without a gap; those of a category are found from the last one that was shown.
  const start = category === null ? { after: page * LINES_PER_PAGE } : before ? { before } : { after: after ?? 0 };
  const numbers =
    kept && isShown ? await listLineNumbers(tx, run.id, { category, limit: LINES_PER_PAGE, ...start }) : [];
  return {
    ...viewKept(view, await readLines(tx, run, numbers), filter),
    ends: { first: numbers[0] ?? 0, last: numbers.at(-1) ?? 0 },
  };
}

function describe(
  run: Pick<RunInParts, "id" | "createdAt" | "lineCount" | "engineVersion" | "issueCount" | "recordIds">,
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
