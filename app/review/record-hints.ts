import type { LoaderFunctionArgs } from "@remix-run/node";
import { asOrganization, requireId } from "#app/access/actor.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { AppError } from "#app/encoding/errors.ts";
import { getActivity } from "#app/records/activity.server.ts";
import { answerHint, findHints } from "#app/records/anomaly.server.ts";
import { HintAnswer } from "./cell-acts.server.ts";
import { toHintView } from "./review-view.server.ts";

type TenantTx = Parameters<typeof findHints>[0];

/** The warnings of a record, for the panel next to the sheet. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, { organizationId }) => {
    const { recordId } = await getActivity(tx, organizationId, requireId(params.recordId));
    return Response.json({ hints: await hintsOf(tx, organizationId, recordId) });
  });

const HintActions = defineActions({
  answer: { right: "records.write", schema: HintAnswer, faulty: "form_malformed" },
});

/** Answers a warning. Responds with the current warnings, or with status 422 and the reason for the rejection. */
export const action = organizationAction(HintActions, {
  answer: async (tx, { actor, params, value }) => {
    const { recordId } = await getActivity(tx, actor.organizationId, requireId(params.recordId));
    const problem = await attempt(() => answerHint(tx, actor, { ...value, recordId }));
    const hints = await hintsOf(tx, actor.organizationId, recordId);
    return Response.json({ hints, ...(problem && { problem }) }, { status: problem ? 422 : 200 });
  },
});

async function hintsOf(tx: TenantTx, organizationId: string, recordId: string) {
  return ((await findHints(tx, organizationId, [recordId])).get(recordId) ?? []).map(toHintView);
}

/** An error that the user can fix, as a key of `review.problem`. */
async function attempt(work: () => Promise<void>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid") return String(error.details.reason);
    throw error;
  }
}
