import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type Actor, asOrganization } from "#app/access/actor.server.ts";
import { type AskedFor, organizationAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { LOAD_ANEW, safePath } from "#app/http/safe-path.ts";
import { placeOf } from "#app/records/review-record-view.ts";
import { performReview, type ReviewAnswer, ReviewForm, type ReviewIntent, recordsAsked } from "./review-acts.server.ts";

type TenantTx = Parameters<typeof performReview>[0];

/** A GET of this address leads to the review. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (_tx, { organizationId }) =>
    redirect(`/organizations/${organizationId}/review`),
  );

const form = { schema: ReviewForm, faulty: "review_malformed" } as const;

const ActActions = defineActions({
  submit: { right: "records.write", ...form },
  approve: { right: "records.review", ...form },
  return: { right: "records.review", ...form },
});

export const action = organizationAction(ActActions, {
  submit: (tx, asked) => act(tx, asked, "submit"),
  approve: (tx, asked) => act(tx, asked, "approve"),
  return: (tx, asked) => act(tx, asked, "return"),
});

async function act(
  tx: TenantTx,
  { actor, request, value }: AskedFor<Actor, typeof ActActions, ReviewIntent>,
  intent: ReviewIntent,
) {
  const answer = await performReview(tx, actor, { intent, reason: value.reason, ...recordsAsked(request, value) });
  // The sheet stays where it is.
  if (request.headers.get("accept") === "application/json") return Response.json(answer);
  return redirect(withOutcome(value.next, intent, answer), { headers: LOAD_ANEW });
}

/** The result is in the address, so it survives a reload and works without scripts. */
function withOutcome(next: string, intent: string, { done, leftOut }: ReviewAnswer): string {
  const url = new URL(safePath(next), "http://localhost");
  url.searchParams.set("did", intent);
  url.searchParams.set("done", String(done.length));
  const [first] = leftOut;
  url.searchParams.delete("left");
  url.searchParams.delete("why");
  url.searchParams.delete("until");
  if (first) {
    // A refused record stays in view. The queue moves on only after something was done.
    if (done.length === 0 && url.hash !== "") url.hash = placeOf(first.recordId);
    url.searchParams.set("left", String(leftOut.length));
    const until = leftOut
      .flatMap(({ facts }) => facts.from ?? [])
      .sort()
      .at(-1);
    if (until) url.searchParams.set("until", until);
    url.searchParams.set("why", [...new Set(leftOut.map(({ code }) => code))].join(" "));
  }
  return `${url.pathname}${url.search}${url.hash}`;
}
