import { data } from "@remix-run/node";
import { z } from "zod";
import { type Actor, asOrganization } from "#app/access/actor.server.ts";
import { ESTIMATE_METHODS } from "#app/carbon/estimate/estimate.ts";
import { AppError } from "#app/encoding/errors.ts";
import { parseForm } from "#app/http/form.server.ts";
import { answerHint } from "#app/records/anomaly.server.ts";
import type { ReviewProblem } from "#app/records/review-record-view.ts";
import { explainEstimate, replaceEstimate, saveEstimate } from "./estimate.server.ts";
import { answerGaps } from "./gap-answer.server.ts";

type TenantTx = Parameters<typeof answerHint>[0];
type Params = { organizationId?: string | undefined };

const text = z.string().max(1000).default("");
const sourceId = z.uuid();
const recordId = z.uuid();
const month = z.string().regex(/^[0-9]{4}-(0[1-9]|1[0-2])$/);

/** What an answer to a hint says. */
export const HintAnswerFields = {
  code: z.string().max(40),
  kind: z.enum(["correct", "corrected", "explained"]),
  text,
};

/** What an editor does with a month of a source or one of its records, by `intent`. */
const CellForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("gap"),
    sourceId,
    month,
    kind: z.enum(["no_activity", "not_applicable"]),
    reason: text,
  }),
  z.object({ intent: z.literal("gap-withdraw"), sourceId, month, reason: text }),
  z.object({
    intent: z.literal("estimate"),
    sourceId,
    month,
    method: z.enum(ESTIMATE_METHODS),
    reason: text,
    quantity: text,
    unit: text,
    basis: text,
  }),
  z.object({ intent: z.literal("explain"), recordId, basis: text, reason: text }),
  z.object({ intent: z.literal("replace"), recordId, quantity: text, unit: text, evidence: text }),
  z.object({ intent: z.literal("answer"), recordId, ...HintAnswerFields }),
]);

/** @returns the problem to show with status 422, or null where it was done */
export async function performCellAct(request: Request, params: Params) {
  const form = await parseForm(request, CellForm);
  if (!form.ok) {
    // Whoever may not edit learns nothing from a form that is wrong.
    await asOrganization(request, params, "editor", async () => null);
    return refuse({ typed: form.typed, problem: "other", faults: [] });
  }
  const typed = Object.fromEntries(Object.entries(form.value).map(([key, value]) => [key, String(value)]));
  const found = await asOrganization(request, params, "editor", (tx, actor) => attempt(tx, actor, form.value));
  return found && refuse({ ...found, typed });
}

function refuse(found: { typed: Record<string, string>; problem: string; faults: ReviewProblem["faults"] }) {
  const { intent = "", recordId: about = "" } = found.typed;
  return data({ ...found, intent, recordId: about } satisfies ReviewProblem, { status: 422 });
}

type Found = Pick<ReviewProblem, "problem" | "faults"> | null;

/** What a person can put right is returned; the rest, such as somebody else's id, is thrown on. */
async function attempt(tx: TenantTx, actor: Actor, asked: z.output<typeof CellForm>): Promise<Found> {
  try {
    return await perform(tx, actor, asked);
  } catch (error) {
    const reason = error instanceof AppError ? error.details.reason : undefined;
    if (!(error instanceof AppError) || !["invalid", "conflict"].includes(error.code) || typeof reason !== "string") {
      throw error;
    }
    return { problem: reason, faults: [] };
  }
}

async function perform(tx: TenantTx, actor: Actor, asked: z.output<typeof CellForm>): Promise<Found> {
  switch (asked.intent) {
    case "gap":
      await answerGaps(tx, actor, [asked], asked);
      return null;
    case "gap-withdraw":
      await answerGaps(tx, actor, [asked], { kind: "withdrawn", reason: asked.reason });
      return null;
    case "estimate": {
      const { quantity, unit, basis, ...rest } = asked;
      const saved = await saveEstimate(tx, actor, { ...rest, other: { quantity, unit, basis } });
      return saved.ok ? null : { problem: "", faults: saved.faults };
    }
    case "explain":
      await explainEstimate(tx, actor, asked);
      return null;
    case "replace": {
      const saved = await replaceEstimate(tx, actor, asked);
      if (saved.ok) return null;
      if (saved.stale.length > 0) return { problem: "stale", faults: [] };
      return { problem: "", faults: saved.faults.flatMap(({ faults }) => faults) };
    }
    case "answer":
      await answerHint(tx, actor, asked);
      return null;
  }
}
