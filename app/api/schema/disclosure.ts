import { z } from "zod";
import { ORDER } from "#app/order/order-state.ts";
import { StatementsSchema } from "#app/report/disclosure/statements-schema.ts";
import { Count, LocalText, named } from "./common.ts";

/** Omitted fields of a change stay unchanged. Given fields replace earlier statements. */
export const DisclosureChange = named("DisclosureChange", StatementsSchema.partial());
export const Disclosures = named(
  "Disclosures",
  z.object({ version: Count, statements: z.record(z.string(), z.unknown()) }),
);

const MissingSentence = named("MissingSentence", z.object({ code: z.string(), en: z.string(), zh: z.string() }));
const ChecklistItem = named(
  "ChecklistItem",
  z.object({
    id: z.string(),
    standard: z.string(),
    edition: z.string(),
    label: LocalText,
    state: z.enum(["present", "missing", "justified", "not_applicable"]),
    says: LocalText,
    missing: z.array(MissingSentence),
  }),
);
const ClosedGate = named(
  "ClosedGate",
  z.object({
    order: z.string(),
    /** The consultancy that sold the order, and its last valid day. Null for orders of this workspace. */
    seller: z.string().nullable(),
    until: z.iso.date().nullable(),
    /** Null for an order of a consultancy. */
    state: z.enum(ORDER.all).nullable(),
    missing: z.enum([...ORDER.all, "money", "lift"]).nullable(),
    says: LocalText,
  }),
);
export const Checklist = named(
  "Checklist",
  z.object({
    doneCount: Count,
    totalCount: Count,
    blockingCount: Count,
    items: z.array(ChecklistItem),
    gates: z.array(ClosedGate),
  }),
);
