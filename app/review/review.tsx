import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { asOrganization } from "#app/access/actor.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { listInventories } from "#app/organization/inventory.server.ts";
import { inventoryOf } from "#app/records/load-activities.server.ts";
import { CellActions, cellVerbs } from "./cell-acts.server.ts";
import { offerEstimates } from "./estimate.server.ts";
import { daysOfMonths } from "./review-acts.server.ts";
import { getReviewMap, listGapAnswers } from "./review-map.server.ts";
import type { ReviewCellState } from "./review-map.ts";
import { countCells, REVIEW_CELL_STATES } from "./review-map.ts";
import { ReviewMapPage } from "./review-map-page.tsx";
import { toReviewProblem } from "./review-problem.ts";
import { listReviewRecords } from "./review-queue.server.ts";
import { type NamedSource, namedSources, rightsOf, toViews } from "./review-view.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.review.title);

type TenantTx = Parameters<typeof listInventories>[0];
type Actor = Parameters<typeof rightsOf>[1];

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
    const { organizationId } = actor;
    const search = new URL(request.url).searchParams;
    const inventories = await listInventories(tx, organizationId);
    const inventory = await inventoryOf(tx, organizationId, search);
    const rights = await rightsOf(tx, actor);
    if (!inventory) return { organizationId, inventories, rights, map: null };
    const filter = readFilter(search);
    const sources = await namedSources(tx, organizationId, localeOf(request));
    const { cells, records } = await getReviewMap(tx, organizationId, inventory.period);
    const rows = sources
      .filter(({ scope }) => filter.scope === "" || String(scope) === filter.scope)
      .filter(({ facilityId }) => filter.facilityId === "" || facilityId === filter.facilityId)
      .map((source) => ({ ...source, cells: cells.filter(({ sourceId }) => sourceId === source.id) }))
      .filter((row) => filter.state === "" || row.cells.some(({ state }) => state === filter.state));
    const facilities = new Map(sources.map(({ facilityId, facility }) => [facilityId, facility]));
    return {
      organizationId,
      inventories,
      rights,
      map: {
        inventoryId: inventory.id,
        period: inventory.period,
        filter,
        facilities: [...facilities].map(([id, name]) => ({ id, name })),
        hasSources: sources.length > 0,
        rows,
        counts: countCells(rows.flatMap((row) => row.cells)),
        approved: records,
        cell: await loadCell(tx, actor, { search, sources, cells }),
      },
    };
  });

function readFilter(search: URLSearchParams) {
  const state = search.get("state") ?? "";
  const scope = search.get("scope") ?? "";
  return {
    facilityId: search.get("facility") ?? "",
    scope: ["1", "2", "3"].includes(scope) ? scope : "",
    state: (REVIEW_CELL_STATES as readonly string[]).includes(state) ? (state as ReviewCellState) : ("" as const),
  };
}

/** The panel has room for this many records. The rest are in the list of records. */
const SHOWN_RECORDS = 10;

interface CellContext {
  search: URLSearchParams;
  sources: NamedSource[];
  cells: Awaited<ReturnType<typeof getReviewMap>>["cells"];
}

/** Null if the address names no cell. */
async function loadCell(tx: TenantTx, actor: Actor, { search, sources, cells }: CellContext) {
  const [sourceId, month] = [search.get("source"), search.get("month")];
  const source = sources.find(({ id }) => id === sourceId);
  const cell = cells.find((one) => one.sourceId === sourceId && one.month === month);
  if (!source || !cell) return null;
  const period = daysOfMonths(cell.month, cell.month);
  const filter = { period, sourceId: source.id, facilityId: null, state: null };
  const { rows, total } = await listReviewRecords(tx, actor.organizationId, filter, {
    after: "",
    limit: SHOWN_RECORDS,
  });
  const answers = await listGapAnswers(tx, actor.organizationId, period);
  const { due, offers } = await offerEstimates(tx, actor.organizationId, { sourceId: source.id, month: cell.month });
  return {
    source,
    ...cell,
    records: await toViews(tx, actor, rows, sources),
    total,
    answer: answers.find((answer) => answer.sourceId === source.id) ?? null,
    due,
    offers,
  };
}

/** Every act returns to the same cell. */
export const action = organizationAction(
  CellActions,
  cellVerbs(({ request }) => {
    const { pathname, search } = new URL(request.url);
    return `${pathname}${search}`;
  }),
);

export default function Review() {
  // Single fetch keeps values as they are. Only its types add `undefined` to optional fields.
  const loaded = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const answer = useActionData<typeof action>();
  return <ReviewMapPage {...loaded} problem={answer ? toReviewProblem(answer) : null} />;
}
