import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { answerErrors, asOrganization } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { readText } from "#app/http/form.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { LOAD_ANEW, safePath } from "#app/http/safe-path.ts";
import { MOST_COUNTED } from "#app/kit/key-page.ts";
import { markOf, waysOf } from "#app/kit/list-page.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { latestInventory } from "#app/organization/inventory.server.ts";
import { REVIEW, type ReviewState } from "#app/records/review-state.ts";
import { performCellAct } from "./cell-acts.server.ts";
import { daysOfMonths, performReview, ReviewRequest } from "./review-acts.server.ts";
import { listReviewRecords } from "./review-queue.server.ts";
import { ReviewQueuePage } from "./review-queue-page.tsx";
import { namedSources, rightsOf, toViews } from "./review-view.server.ts";

const PER_PAGE = 25;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MONTH = /^[0-9]{4}-(0[1-9]|1[0-2])$/;
const STATES: readonly string[] = REVIEW.all;

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.review.queueTitle);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "viewer", async (tx, actor) => {
    const search = new URL(request.url).searchParams;
    const newest = await latestInventory(tx, actor.organizationId);
    const sources = await namedSources(tx, actor.organizationId, localeOf(request));
    const rights = await rightsOf(tx, actor);
    const filter = readFilter(search, newest?.period ?? null);
    const mark = markOf(search);
    const wanted = {
      period: daysOfMonths(filter.from, filter.to),
      sourceId: filter.sourceId || null,
      facilityId: filter.facilityId || null,
      state: filter.state || null,
    };
    const found = await listReviewRecords(tx, actor.organizationId, wanted, {
      after: UUID.test(mark.after) ? mark.after : "",
      limit: PER_PAGE,
    });
    const isMore = found.total > MOST_COUNTED;
    return {
      organizationId: actor.organizationId,
      rights,
      filter,
      page: waysOf(mark, found, isMore ? null : found.total, PER_PAGE),
      total: Math.min(found.total, MOST_COUNTED),
      isMore,
      sources: sources.map(({ id, name, facility }) => ({ id, name, facility })),
      facilities: [...new Map(sources.map((one) => [one.facilityId, one.facility]))].map(([id, name]) => ({
        id,
        name,
      })),
      records: await toViews(tx, actor, found.rows, sources),
    };
  });

/** Without a filter: what waits for a decision in the newest year. A state left empty on purpose is all of them. */
function readFilter(search: URLSearchParams, period: { start: string; end: string } | null) {
  const monthOf = (name: string, fallback: string) => {
    const month = search.get(name) ?? "";
    return MONTH.test(month) ? month : fallback;
  };
  const idOf = (name: string) => (UUID.test(search.get(name) ?? "") ? search.get(name)! : "");
  const from = monthOf("from", period?.start.slice(0, 7) ?? "2025-01");
  const to = monthOf("to", period?.end.slice(0, 7) ?? from);
  const state = search.get("state") ?? "submitted";
  return {
    ...orderMonths(from, to),
    sourceId: idOf("source"),
    facilityId: idOf("facility"),
    state: STATES.includes(state) ? (state as ReviewState) : ("" as const),
  };
}

function orderMonths(one: string, other: string) {
  const [from, to] = [one, other].sort() as [string, string];
  return { from, to };
}

const MAX_BYTES = 512 * 1024;

/** What a bulk act would do, for a second look; or an answer to one record. */
export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const copy = request.clone();
    const fields = new URLSearchParams(await readText(request, MAX_BYTES));
    if (!fields.get("preview")) {
      const problem = await performCellAct(copy, params);
      if (problem) return problem;
      const { pathname, search } = new URL(request.url);
      throw redirect(safePath(fields.get("next") ?? `${pathname}${search}`), { headers: LOAD_ANEW });
    }
    return previewBulk(request, params, fields);
  });

async function previewBulk(request: Request, params: ActionFunctionArgs["params"], fields: URLSearchParams) {
  const isFilter = fields.get("scope") === "filter";
  const filter = {
    from: fields.get("from") ?? "",
    to: fields.get("to") ?? "",
    sourceId: fields.get("sourceId") || null,
    facilityId: fields.get("facilityId") || null,
    state: fields.get("state") || null,
  };
  const recordIds = fields.getAll("recordId");
  const asked = ReviewRequest.safeParse({
    intent: fields.get("preview"),
    reason: fields.get("reason") ?? "",
    preview: true,
    ...(isFilter ? { filter } : { recordIds }),
  });
  if (!asked.success) throw new AppError("invalid", { details: { reason: "review_malformed" } });
  const typed = { ...Object.fromEntries(fields), intent: asked.data.intent };
  const refuse = (problem: string) =>
    data({ preview: null, intent: asked.data.intent, problem, faults: [], recordId: "", typed }, { status: 422 });
  if (!isFilter && recordIds.length === 0) return refuse("nothing_selected");
  if (asked.data.intent === "return" && asked.data.reason.trim() === "") return refuse("reason_missing");
  const { done, leftOut, more, isCounted } = await performReview(request, params, asked.data);
  return data({
    preview: {
      intent: asked.data.intent,
      reason: asked.data.reason,
      done,
      // Each kind of reason with one record as its example would hide the rest: they are named, up to a screenful.
      leftOut: leftOut.slice(0, 50),
      leftCount: leftOut.length,
      more,
      isCounted,
    },
    intent: asked.data.intent,
    problem: "",
    faults: [],
    recordId: "",
    typed,
  });
}

export default function ReviewRecords() {
  const loaded = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const answer = useActionData<typeof action>();
  const preview = answer && "preview" in answer ? answer.preview : null;
  const problem = preview ? null : (answer ?? null);
  return <ReviewQueuePage {...loaded} preview={preview} problem={problem} />;
}
