import type { Actor } from "#app/access/actor.server.ts";
import type { Verbs } from "#app/action/action.server.ts";
import { type Category, isCategory } from "#app/carbon/line/scope.ts";
import type { StatedDisclosures } from "#app/report/disclosure/disclosure.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { changeMatrix, undoMatrix } from "./completeness.server.ts";
import { type CompletenessActions, withAnswer } from "./completeness-form.ts";
import { openAnswer } from "./completeness-view.ts";
import { listOpenCategories, type Matrix } from "./matrix.ts";

/** What a form did, as its page shows it. */
const OUTCOMES = ["saved", "cleared", "undone"] as const;

/**
 * The acts on the matrix of a run, for each page that shows its answers.
 *
 * @param page the name of the page below `reports`
 */
export function matrixVerbs(page: "completeness" | "checklist") {
  const after = (organizationId: string, run: string, outcome: Outcome) =>
    `/organizations/${organizationId}/reports/${page}?${outcomeOf(run, outcome)}`;
  return {
    answer: async (tx, { actor, value }) => {
      const version = await changeMatrix(tx, actor, value, (stated) => withAnswer(stated, value, value.answer));
      return after(actor.organizationId, value.run, { did: "saved", at: value.categories, version });
    },
    clear: async (tx, { actor, value }) => {
      const version = await changeMatrix(tx, actor, value, (stated) => withAnswer(stated, value, null));
      return after(actor.organizationId, value.run, { did: "cleared", at: value.categories, version });
    },
    undo: async (tx, { actor, value }) => {
      const version = await undoMatrix(tx, actor, value);
      return after(actor.organizationId, value.run, { did: "undone", version });
    },
  } satisfies Verbs<Actor, typeof CompletenessActions, TenantTx>;
}

interface Outcome {
  did: (typeof OUTCOMES)[number];
  at?: readonly Category[];
  version: number;
}

function outcomeOf(run: string, { did, at = [], version }: Outcome): URLSearchParams {
  return new URLSearchParams([
    ["run", run],
    ["did", did],
    ["version", String(version)],
    ...at.map((one) => ["at", one]),
  ]);
}

/** What is open in a matrix, the answer that an address opens, and what its last form did. */
export function readAnswering(matrix: Matrix, disclosures: StatedDisclosures, search: URLSearchParams) {
  const { version, statements } = disclosures;
  return {
    counts: matrix.counts,
    facilities: matrix.facilities.map(({ id, name }) => ({ id, name })),
    toExplain: listOpenCategories(matrix),
    open: openAnswer(matrix, statements.completeness, search),
    did: OUTCOMES.find((one) => one === search.get("did")) ?? null,
    at: search.getAll("at").filter(isCategory),
    /** Offered only for what this form did: another version may hold another person's answer. */
    mayUndo: search.get("did") !== "undone" && search.get("version") === String(version),
  };
}

export type Answering = ReturnType<typeof readAnswering>;
