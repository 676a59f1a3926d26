import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { answerErrors, asOrganization, requireId } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { parseForm } from "#app/http/form.server.ts";
import { getActivity } from "#app/records/activity.server.ts";
import { answerHint, findHints } from "#app/records/anomaly.server.ts";
import { HintAnswerFields } from "./cell-acts.server.ts";
import { toHintView } from "./review-view.server.ts";

type TenantTx = Parameters<typeof findHints>[0];

const Form = z.object(HintAnswerFields);

/** What looks wrong with a record, as the panel beside the sheet shows it. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "viewer", async (tx, { organizationId }) => {
    const { recordId } = await getActivity(tx, organizationId, requireId(params.recordId));
    return Response.json({ hints: await hintsOf(tx, organizationId, recordId) });
  });

/** Takes an answer to one of them; says the hints as they then stand, or with status 422 why it was not taken. */
export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const form = await parseForm(request, Form);
    return asOrganization(request, params, "editor", async (tx, actor) => {
      const { recordId } = await getActivity(tx, actor.organizationId, requireId(params.recordId));
      const problem = form.ok ? await attempt(() => answerHint(tx, actor, { ...form.value, recordId })) : "other";
      const hints = await hintsOf(tx, actor.organizationId, recordId);
      return Response.json({ hints, ...(problem && { problem }) }, { status: problem ? 422 : 200 });
    });
  });

async function hintsOf(tx: TenantTx, organizationId: string, recordId: string) {
  return ((await findHints(tx, organizationId, [recordId])).get(recordId) ?? []).map(toHintView);
}

/** What a person can put right, as a key of `review.problem`. */
async function attempt(work: () => Promise<void>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid") return String(error.details.reason);
    throw error;
  }
}
