import { data } from "@remix-run/node";
import { z } from "zod";
import type { Actor } from "#app/access/actor.server.ts";
import { type Asked, type AskedFor, refuse } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { ESTIMATE_METHODS } from "#app/carbon/estimate/estimate.ts";
import { answerHint } from "#app/records/anomaly.server.ts";
import { explainEstimate, replaceEstimate, saveEstimate } from "./estimate.server.ts";
import { answerGaps } from "./gap-answer.server.ts";

type TenantTx = Parameters<typeof answerHint>[0];

const text = z.string().max(1000).default("");
const month = z.string().regex(/^[0-9]{4}-(0[1-9]|1[0-2])$/);
const Cell = z.object({ sourceId: z.uuid(), month });
const OneRecord = z.object({ recordId: z.uuid() });

export const HintAnswer = z.object({
  code: z.string().max(40),
  kind: z.enum(["correct", "corrected", "explained"]),
  text,
});

const byEditor = { right: "records.write", faults: { "*": "form" } } as const;

export const CellActions = defineActions({
  gap: { ...byEditor, schema: Cell.extend({ kind: z.enum(["no_activity", "not_applicable"]), reason: text }) },
  "gap-withdraw": { ...byEditor, schema: Cell.extend({ reason: text }) },
  estimate: {
    ...byEditor,
    schema: Cell.extend({ method: z.enum(ESTIMATE_METHODS), reason: text, quantity: text, unit: text, basis: text }),
  },
  explain: { ...byEditor, schema: OneRecord.extend({ basis: text, reason: text }) },
  replace: { ...byEditor, schema: OneRecord.extend({ quantity: text, unit: text, evidence: text }) },
  answer: { ...byEditor, schema: OneRecord.extend(HintAnswer.shape) },
});

type CellAsked<I extends keyof typeof CellActions> = AskedFor<Actor, typeof CellActions, I>;

/** The verbs of a page that shows a month or its records. `next` is the page after the act. */
export function cellVerbs(next: (asked: Asked<Actor, unknown>) => string | Response) {
  return {
    gap: async (tx: TenantTx, asked: CellAsked<"gap">) => {
      await answerGaps(tx, asked.actor, [asked.value], asked.value);
      return next(asked);
    },
    "gap-withdraw": async (tx: TenantTx, asked: CellAsked<"gap-withdraw">) => {
      await answerGaps(tx, asked.actor, [asked.value], { kind: "withdrawn", reason: asked.value.reason });
      return next(asked);
    },
    estimate: async (tx: TenantTx, asked: CellAsked<"estimate">) => {
      const { quantity, unit, basis, ...rest } = asked.value;
      const saved = await saveEstimate(tx, asked.actor, { ...rest, other: { quantity, unit, basis } });
      return saved.ok ? next(asked) : showFaults(asked, saved.faults);
    },
    explain: async (tx: TenantTx, asked: CellAsked<"explain">) => {
      await explainEstimate(tx, asked.actor, asked.value);
      return next(asked);
    },
    replace: async (tx: TenantTx, asked: CellAsked<"replace">) => {
      const saved = await replaceEstimate(tx, asked.actor, asked.value);
      if (saved.ok) return next(asked);
      if (saved.stale.length > 0) return refuse({ form: "stale" }, 409);
      const faults = saved.faults.flatMap((one) => one.faults);
      return showFaults(asked, faults);
    },
    answer: async (tx: TenantTx, asked: CellAsked<"answer">) => {
      await answerHint(tx, asked.actor, asked.value);
      return next(asked);
    },
  };
}

function showFaults(
  { typed }: Asked<Actor, unknown>,
  faults: readonly { code: string; facts: Record<string, string> }[],
) {
  return data({ faults: [...faults], typed }, { status: 422 });
}
