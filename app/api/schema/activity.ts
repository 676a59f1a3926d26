import { z } from "zod";
import { REVIEW } from "#app/records/review-state.ts";
import { Day, DecimalText, Id, Instant, named, Period, pageQuery, pageSchema, text } from "./common.ts";

/** The maximum number of changes in one batch. All are made in one transaction, or none. */
export const MOST_CHANGES = 5000;
export const MAX_BATCH_BYTES = 8 * 1024 * 1024;

const DataQuality = z.enum(["measured", "calculated", "estimated"]);
const Version = z.int().min(1).max(1_000_000);

const Entered = named("Entered", z.object({ quantity: z.string(), unit: z.string() }));

const activity = {
  id: Id,
  version: Version,
  sourceId: Id,
  period: Period,
  quantity: DecimalText,
  unit: z.string(),
  entered: Entered,
  dataQuality: DataQuality,
  evidence: z.string(),
  note: z.string(),
  method: z.record(z.string(), z.unknown()).nullable(),
  estimate: z.record(z.string(), z.unknown()).nullable(),
  state: z.enum(REVIEW.all),
  origin: z.enum(["page", "import", "api", "link", "job", "command_line"]),
  authorName: z.string().nullable(),
  createdAt: Instant,
};

export const Activity = named("Activity", z.object(activity));
export const ActivityPage = pageSchema("ActivityPage", Activity);
export const ActivityVersion = named(
  "ActivityVersion",
  z.object({ ...activity, isDeleted: z.boolean(), reason: z.string() }),
);
export const ActivityHistory = pageSchema("ActivityHistory", ActivityVersion);

const fields = {
  sourceId: Id,
  period: Period,
  quantity: DecimalText,
  unit: text(40).min(1),
  dataQuality: DataQuality,
  evidence: text(200),
  note: text(1000),
};

export const NewActivity = named(
  "NewActivity",
  z.strictObject({
    ...fields,
    dataQuality: DataQuality.default("measured"),
    evidence: text(200).default(""),
    note: text(1000).default(""),
  }),
);
export type NewActivityInput = z.output<typeof NewActivity>;

export const ActivityCorrection = named("ActivityCorrection", z.strictObject(fields).partial());
export type ActivityCorrectionInput = z.output<typeof ActivityCorrection>;

const Reason = text(1000).min(1);

export const ActivityQuery = z.strictObject({
  ...pageQuery(),
  sourceId: Id.optional(),
  facilityId: Id.optional(),
  from: Day.optional(),
  to: Day.optional(),
});
export const DeletionQuery = z.strictObject({ reason: Reason });

const ActivityChange = named(
  "ActivityChange",
  z.discriminatedUnion("kind", [
    named("ActivityAddition", z.strictObject({ kind: z.literal("add"), activity: NewActivity })),
    named(
      "ActivityReplacement",
      z.strictObject({ kind: z.enum(["correct", "restore"]), id: Id, version: Version, activity: NewActivity }),
    ),
    named("ActivityDeletion", z.strictObject({ kind: z.literal("delete"), id: Id, version: Version, reason: Reason })),
  ]),
);

export const ActivityBatch = named(
  "ActivityBatch",
  z.strictObject({ changes: z.array(ActivityChange).min(1).max(MOST_CHANGES) }),
);
export type ActivityBatchInput = z.output<typeof ActivityBatch>;

const SavedActivity = named("SavedActivity", z.object({ id: Id, version: Version }));
export const SavedActivities = named("SavedActivities", z.object({ items: z.array(SavedActivity) }));
