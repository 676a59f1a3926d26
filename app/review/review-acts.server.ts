import { z } from "zod";
import { type Actor, asOrganization } from "#app/access/actor.server.ts";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import { isDate, lastDayOfMonth } from "#app/day/period.ts";
import { AppError } from "#app/encoding/errors.ts";
import { isStorable } from "#app/encoding/text/plain-text.ts";
import {
  approveRecords,
  previewReview,
  type ReviewOutcome,
  returnRecords,
  submitRecords,
} from "#app/records/activity-review.server.ts";
import { REVIEW } from "#app/records/review-state.ts";
import { findMatchingIds } from "./review-queue.server.ts";

type TenantTx = Parameters<typeof submitRecords>[0];

const id = z.uuid();
const month = z.string().regex(/^[0-9]{4}-(0[1-9]|1[0-2])$/);

/** Records by id, or all of a source, facility and months that stand at a state; up to 5,000 in one turn. */
export const ReviewRequest = z.object({
  intent: z.enum(["submit", "approve", "return"]),
  recordIds: z.array(id).max(5000).optional(),
  filter: z
    .object({
      from: month,
      to: month,
      sourceId: id.nullish(),
      facilityId: id.nullish(),
      state: z.enum(REVIEW.all).nullish(),
    })
    .optional(),
  reason: z.string().max(1000).refine(isStorable).default(""),
  /** Only says what would happen. */
  preview: z.boolean().default(false),
});

/** With how many more match; where they were not counted, more than so many. */
export type ReviewAnswer = ReviewOutcome & { more: number; isCounted: boolean };

/** The least role that may do an act: editors hand in, whoever may decide may approve what others wrote. */
export const ROLE_OF = { submit: "editor", approve: "reviewer", return: "reviewer" } as const;

type Params = { organizationId?: string | undefined };

/** Does, or previews, what a request asks of the review. @throws AppError `not_found` for a record of somebody else */
export function performReview(
  request: Request,
  params: Params,
  asked: z.output<typeof ReviewRequest>,
): Promise<ReviewAnswer> {
  return asOrganization(request, params, ROLE_OF[asked.intent], async (tx, actor) => {
    const { recordIds, ...rest } = await recordsOf(tx, actor, asked);
    return { ...(await act(tx, actor, asked, recordIds)), ...rest };
  });
}

function act(
  tx: TenantTx,
  actor: Actor,
  { intent, reason, preview }: z.output<typeof ReviewRequest>,
  recordIds: string[],
): Promise<ReviewOutcome> {
  if (preview) return previewReview(tx, actor, intent, recordIds);
  if (intent === "submit") return submitRecords(tx, actor, recordIds);
  if (intent === "approve") return approveRecords(tx, actor, recordIds, reason);
  return returnRecords(tx, actor, recordIds, reason);
}

/** A filter without a state means those that the act is for. */
const STATE_FOR = { submit: null, approve: "submitted", return: "submitted" } as const;

async function recordsOf(tx: TenantTx, actor: Actor, { intent, recordIds, filter }: z.output<typeof ReviewRequest>) {
  if (recordIds) return { recordIds, more: 0, isCounted: true };
  if (!filter) throw new AppError("invalid", { details: { reason: "nothing_selected" } });
  return findMatchingIds(tx, actor.organizationId, {
    period: daysOfMonths(filter.from, filter.to),
    sourceId: filter.sourceId ?? null,
    facilityId: filter.facilityId ?? null,
    state: filter.state ?? STATE_FOR[intent],
  });
}

export function daysOfMonths(from: string, to: string): Period {
  const period = { start: `${from}-01`, end: lastDayOfMonth(to) };
  if (!isDate(period.start) || !isDate(period.end) || period.start > period.end) {
    throw new AppError("invalid", { details: { reason: "months_reversed" } });
  }
  return period;
}
