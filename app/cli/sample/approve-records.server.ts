import type { Actor } from "#app/access/actor.server.ts";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import { doors } from "#app/database/doors.server.ts";
import { listActivities } from "#app/records/activity.server.ts";
import { approveRecords, reviewStates, submitRecords } from "#app/records/activity-review.server.ts";
import { answerHint, findOpenHints } from "#app/records/anomaly.server.ts";
import { explainEstimate } from "#app/review/estimate.server.ts";
import { approvePeriod, listPeriodApprovals, requireApproval } from "#app/review/period-approval.server.ts";

const EXPLAINED = {
  basis: "Sample: a survey of 280 employees.",
  reason: "Sample: there is no meter; scaled by the working days of the month.",
};
const ANSWER = "Sample: checked against the file, the figure is right.";

/**
 * Has every record of a period submitted by its editor and approved by another person, as the organization then
 * requires.
 */
export async function approveRecordsOf(editor: Actor, reviewer: Actor, period: Period): Promise<number> {
  const { withTenant } = await doors();
  const { organizationId } = editor;
  const ids = await withTenant(editor, async (tx) => {
    await requireApproval(tx, editor, true);
    const states = await reviewStates(tx, organizationId, period);
    const records = await listActivities(tx, organizationId, period);
    const unapproved = records.filter(({ recordId }) => states.get(recordId)?.state !== "approved");
    for (const { recordId, dataQuality, estimate } of unapproved) {
      if (dataQuality === "estimated" && !estimate) await explainEstimate(tx, editor, { recordId, ...EXPLAINED });
    }
    const open = unapproved.map(({ recordId }) => recordId);
    for (const [recordId, codes] of await findOpenHints(tx, organizationId, open)) {
      for (const code of codes) await answerHint(tx, editor, { recordId, code, kind: "explained", text: ANSWER });
    }
    const drafts = open.filter((recordId) => states.get(recordId)?.state !== "submitted");
    refuseLeftOut((await submitRecords(tx, editor, drafts)).leftOut);
    return open;
  });
  await withTenant(reviewer, async (tx) => refuseLeftOut((await approveRecords(tx, reviewer, ids)).leftOut));
  return ids.length;
}

/** Locks a year whose records are approved. One that is locked stays so. */
export async function lockYear(reviewer: Actor, period: Period): Promise<void> {
  const scope = { facilityId: null, from: period.start.slice(0, 7), to: period.end.slice(0, 7) };
  await (await doors()).withTenant(reviewer, async (tx) => {
    const known = await listPeriodApprovals(tx, reviewer.organizationId);
    if (known.some(({ period: { start } }) => start === period.start)) return;
    const locked = await approvePeriod(tx, reviewer, scope, "Sample: the year is complete.");
    if (!locked.ok) throw new Error(`the sample year can't be locked: ${JSON.stringify(locked.obstacles)}`);
  });
}

function refuseLeftOut(leftOut: readonly object[]): void {
  if (leftOut.length > 0) throw new Error(`sample records can't be approved: ${JSON.stringify(leftOut.slice(0, 5))}`);
}
