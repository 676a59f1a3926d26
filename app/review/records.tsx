import { data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { type Actor, asOrganization } from "#app/access/actor.server.ts";
import { type AskedFor, organizationAction, refuse } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { UUID } from "#app/encoding/uuid.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { LOAD_ANEW, safePath } from "#app/http/safe-path.ts";
import { MOST_COUNTED } from "#app/kit/key-page.ts";
import { markOf, waysOf } from "#app/kit/list-page.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { latestInventory } from "#app/organization/inventory.server.ts";
import { REVIEW, type ReviewState } from "#app/records/review-state.ts";
import { CellActions, cellVerbs } from "./cell-acts.server.ts";
import { daysOfMonths, lookAtReview, ReviewForm, type ReviewIntent, recordsAsked } from "./review-acts.server.ts";
import { toReviewProblem } from "./review-problem.ts";
import { listReviewRecords } from "./review-queue.server.ts";
import { ReviewQueuePage } from "./review-queue-page.tsx";
import { namedSources, rightsOf, toViews } from "./review-view.server.ts";

const PER_PAGE = 25;
const MONTH = /^[0-9]{4}-(0[1-9]|1[0-2])$/;
const STATES: readonly string[] = REVIEW.all;

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.review.queueTitle);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
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

/** Without a filter: records to review in the newest year. An empty state in the address means all states. */
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

const form = {
  schema: ReviewForm.extend({ scope: z.enum(["selected", "filter"]).default("selected") }),
  faulty: "review_malformed",
} as const;

const RecordsActions = defineActions({
  ...CellActions,
  "preview-submit": { right: "records.write", ...form },
  "preview-approve": { right: "records.review", ...form },
  "preview-return": { right: "records.review", ...form },
});

export const action = organizationAction(RecordsActions, {
  ...cellVerbs(({ request, typed }) => {
    const { pathname, search } = new URL(request.url);
    return redirect(safePath(typed.next ?? `${pathname}${search}`), { headers: LOAD_ANEW });
  }),
  "preview-submit": (tx, asked) => preview(tx, asked, "submit"),
  "preview-approve": (tx, asked) => preview(tx, asked, "approve"),
  "preview-return": (tx, asked) => preview(tx, asked, "return"),
});

type TenantTx = Parameters<typeof lookAtReview>[0];

async function preview(
  tx: TenantTx,
  { actor, request, value }: AskedFor<Actor, typeof RecordsActions, `preview-${ReviewIntent}`>,
  intent: ReviewIntent,
) {
  const { reason, scope } = value;
  const records = recordsAsked(request, scope === "filter" ? value : { ...value, from: "" });
  if (records.recordIds?.length === 0) return refuse({ form: "nothing_selected" });
  if (intent === "return" && reason === "") return refuse({ form: "reason_missing" });
  const { done, leftOut, more, isCounted } = await lookAtReview(tx, actor, { intent, reason, ...records });
  // One example for each reason would hide the rest, so up to 50 records are listed.
  const left = { leftOut: leftOut.slice(0, 50), leftCount: leftOut.length };
  return data({ preview: { intent, reason, done, ...left, more, isCounted } });
}

export default function ReviewRecords() {
  const loaded = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const answer = useActionData<typeof action>();
  const shown =
    answer && "preview" in answer
      ? { preview: answer.preview, problem: null }
      : { preview: null, problem: answer ? toReviewProblem(answer) : null };
  return <ReviewQueuePage {...loaded} {...shown} />;
}
