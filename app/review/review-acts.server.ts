import { z } from "zod";
import type { Actor } from "#app/access/actor.server.ts";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import { isDate, lastDayOfMonth } from "#app/day/period.ts";
import { AppError } from "#app/encoding/errors.ts";
import { isStorable } from "#app/encoding/text/plain-text.ts";
import { fieldsRead } from "#app/http/form.server.ts";
import {
  approveRecords,
  MOST_RECORDS,
  previewReview,
  type ReviewOutcome,
  returnRecords,
  submitRecords,
} from "#app/records/activity-review.server.ts";
import { REVIEW } from "#app/records/review-state.ts";
import { findMatchingIds } from "./review-queue.server.ts";

type TenantTx = Parameters<typeof submitRecords>[0];

const id = z.uuid();
const idOrNone = id.or(z.literal("")).default("");
const monthOrNone = z
  .string()
  .regex(/^[0-9]{4}-(0[1-9]|1[0-2])$/)
  .or(z.literal(""))
  .default("");

export type ReviewIntent = "submit" | "approve" | "return";

/** Records by `recordId`, which may repeat, or all records of a source, facility, months and state. */
export const ReviewForm = z.object({
  from: monthOrNone,
  to: monthOrNone,
  sourceId: idOrNone,
  facilityId: idOrNone,
  state: z.enum(["", ...REVIEW.all]).default(""),
  reason: z.string().max(1000).refine(isStorable).default(""),
  next: z.string().default(""),
});

interface ReviewAsked {
  intent: ReviewIntent;
  reason: string;
  recordIds?: string[];
  filter?: ReviewFilter;
}

type ReviewFilter = Pick<z.output<typeof ReviewForm>, "from" | "to" | "sourceId" | "facilityId" | "state">;

const RecordIds = z.array(id).max(MOST_RECORDS);

export function recordsAsked(request: Request, form: ReviewFilter): Pick<ReviewAsked, "recordIds" | "filter"> {
  if (form.from !== "") return { filter: { ...form, to: form.to || form.from } };
  const listed = RecordIds.safeParse(fieldsRead(request, "recordId"));
  if (!listed.success) throw new AppError("invalid", { details: { reason: "review_malformed" } });
  return { recordIds: listed.data };
}

/** `more` is the number of further matches, or a lower bound if they were not counted. */
export type ReviewAnswer = ReviewOutcome & { more: number; isCounted: boolean };

const STEPS: Record<ReviewIntent, typeof returnRecords> = {
  submit: submitRecords,
  approve: approveRecords,
  return: returnRecords,
};

/** @throws AppError `not_found` for a record of another tenant */
export async function performReview(tx: TenantTx, actor: Actor, asked: ReviewAsked): Promise<ReviewAnswer> {
  const { recordIds, ...rest } = await recordsOf(tx, actor, asked);
  return { ...(await STEPS[asked.intent](tx, actor, recordIds, asked.reason)), ...rest };
}

/** Previews the act without changing anything. */
export async function lookAtReview(tx: TenantTx, actor: Actor, asked: ReviewAsked): Promise<ReviewAnswer> {
  const { recordIds, ...rest } = await recordsOf(tx, actor, asked);
  return { ...(await previewReview(tx, actor, asked.intent, recordIds)), ...rest };
}

/** The state that an act applies to if the filter has none. */
const STATE_FOR = { submit: null, approve: "submitted", return: "submitted" } as const;

async function recordsOf(tx: TenantTx, actor: Actor, { intent, recordIds, filter }: ReviewAsked) {
  if (recordIds) return { recordIds, more: 0, isCounted: true };
  if (!filter) throw new AppError("invalid", { details: { reason: "nothing_selected" } });
  return findMatchingIds(tx, actor.organizationId, {
    period: daysOfMonths(filter.from, filter.to),
    sourceId: filter.sourceId || null,
    facilityId: filter.facilityId || null,
    state: filter.state || STATE_FOR[intent],
  });
}

export function daysOfMonths(from: string, to: string): Period {
  const period = { start: `${from}-01`, end: lastDayOfMonth(to) };
  if (!isDate(period.start) || !isDate(period.end) || period.start > period.end) {
    throw new AppError("invalid", { details: { reason: "months_reversed" } });
  }
  return period;
}
