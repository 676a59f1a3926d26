import { z } from "zod";
import { isStorable } from "#app/encoding/text/plain-text.ts";

const cell = z.string().max(4000);
const recordId = z.uuid();
const version = z.int().min(1).max(1_000_000);

const entry = z.object({
  facility: cell,
  source: cell,
  period: cell,
  quantity: cell,
  unit: cell,
  dataQuality: cell,
  evidence: cell,
  note: cell,
});

const reason = z.string().trim().min(1).max(1000).refine(isStorable);

/** A batch of the grid as JSON. Cells hold any text, which the entry check validates. Other fields are rejected. */
export const ActivityBatch = z.object({
  inventoryId: z.uuid(),
  /** The user who loaded the page. Another user can't save the batch. */
  userId: z.string().max(100).optional(),
  changes: z
    .array(
      z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("add"), recordId, entry }),
        z.object({ kind: z.literal("correct"), recordId, version, entry }),
        z.object({ kind: z.literal("restore"), recordId, version, entry }),
        z.object({ kind: z.literal("delete"), recordId, version, reason }),
      ]),
    )
    .min(1)
    .max(500),
});

const typed = z.string().max(4000).default("");

/** The form for one record, used without JavaScript and on a phone. */
export const ActivityForm = z.object({
  intent: z.enum(["add", "save", "delete"]),
  recordId: z.union([z.literal(""), recordId]).default(""),
  version: z.coerce.number().int().min(0).max(1_000_000).default(0),
  reason: z.string().max(1000).default(""),
  facility: typed,
  source: typed,
  period: typed,
  quantity: typed,
  unit: typed,
  dataQuality: typed,
  evidence: typed,
  note: typed,
});

export const MAX_BATCH_BYTES = 2 * 1024 * 1024;
