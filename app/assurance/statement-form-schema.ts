import { z } from "zod";
import { utcDay } from "#app/day/day.ts";
import { isPlainText } from "#app/encoding/text/plain-text.ts";
import type { StatementInput } from "./statement.server.ts";
import { readSubject } from "./statement-subject.ts";

const text = (most: number) =>
  z
    .string({ error: "required" })
    .min(1, { error: "required" })
    .max(most, { error: "tooLong" })
    .refine(isPlainText, { error: "textForbidden" });
const DECIMAL = /^-?\d{1,30}(\.\d{1,30})?$/;
const day = z.iso.date({ error: "day" });

/** Every field of the statement form except the document, which is uploaded as a file. */
export const STATEMENT_FIELDS = [
  "subject",
  "packageHash",
  "type",
  "level",
  "objectives",
  "criteria",
  "scope",
  "periodStart",
  "periodEnd",
  "materiality",
  "responsibleParty",
  "intendedUser",
  "location",
  "market",
  "opinion",
  "opinionText",
  "verifierName",
  "accreditationBody",
  "accreditationNumber",
  "accreditationScope",
  "accreditationExpiresOn",
  "registerUrl",
  "leadVerifier",
  "independentReviewer",
  "date",
  "isPublic",
  "workspace",
] as const;

type StatementFieldName = (typeof STATEMENT_FIELDS)[number] | "document";

/** Every field is required by ISO 14064-3:2019. Messages are keys of `assurance.statement.error`. */
export const StatementForm = z
  .object({
    /** The issued report, or the calculation that has none. */
    subject: z.string({ error: "required" }).transform((value, { addIssue }) => {
      const subject = readSubject(value);
      if (subject === null) addIssue("required");
      return subject ?? z.NEVER;
    }),
    packageHash: z
      .string({ error: "hash" })
      .transform((value) => value.replace(/\s/g, "").toLowerCase())
      .refine((value) => /^[0-9a-f]{64}$/.test(value), { error: "hash" }),
    type: z.enum(["verification", "validation", "mixed", "agreed_upon_procedures"], { error: "required" }),
    level: z.enum(["limited", "reasonable", "agreed_upon_procedures"], { error: "required" }),
    objectives: text(2000),
    criteria: text(2000),
    scope: text(2000),
    periodStart: day,
    periodEnd: day,
    materiality: z.string().max(500, { error: "tooLong" }).refine(isPlainText, { error: "textForbidden" }).default(""),
    responsibleParty: text(300),
    intendedUser: text(300),
    location: z.string({ error: "decimal" }).regex(DECIMAL, { error: "decimal" }),
    market: z.string().regex(DECIMAL, { error: "decimal" }).or(z.literal("")).default(""),
    opinion: z.enum(["unmodified", "modified", "adverse", "disclaimed", "findings_only"], { error: "required" }),
    opinionText: text(3000),
    verifierName: text(300),
    accreditationBody: text(300),
    accreditationNumber: text(100),
    accreditationScope: z
      .string()
      .max(1000, { error: "tooLong" })
      .refine(isPlainText, { error: "textForbidden" })
      .default(""),
    accreditationExpiresOn: day.or(z.literal("")).default(""),
    registerUrl: z
      .string({ error: "https" })
      .max(500, { error: "tooLong" })
      .refine((value) => /^https:\/\/[^\s/]\S*$/.test(value) && URL.canParse(value), { error: "https" }),
    leadVerifier: text(200),
    independentReviewer: text(200),
    date: day.refine((value) => value <= utcDay(new Date(Date.now() + 86_400_000)), {
      error: "future",
    }),
    isPublic: z.string().default(""),
    /** In whose name a verifier states it. Empty: without a proved identity. */
    workspace: z.uuid({ error: "required" }).or(z.literal("")).default(""),
  })
  .check(({ value, issues }) => {
    const fault = (path: StatementFieldName, message: string) =>
      issues.push({ code: "custom", input: value, path: [path], message });
    const isProcedures = value.level === "agreed_upon_procedures";
    if (isProcedures !== (value.type === "agreed_upon_procedures")) fault("type", "procedures");
    if (isProcedures !== (value.opinion === "findings_only")) fault("opinion", "procedures");
    if (!isProcedures && value.materiality === "") fault("materiality", "required");
    if (value.periodStart > value.periodEnd) fault("periodEnd", "period");
    if (value.leadVerifier.trim().toLowerCase() === value.independentReviewer.trim().toLowerCase()) {
      fault("independentReviewer", "sameReviewer");
    }
  });

export function toStatementInput(form: z.output<typeof StatementForm>): StatementInput {
  return {
    packageHash: form.packageHash,
    engagement: {
      type: form.type,
      level: form.level,
      objectives: form.objectives,
      criteria: form.criteria,
      scope: form.scope,
      period: { start: form.periodStart, end: form.periodEnd },
      materiality: form.materiality,
    },
    parties: { responsibleParty: form.responsibleParty, intendedUser: form.intendedUser },
    totals: { locationBasedTco2e: form.location, marketBasedTco2e: form.market || null },
    opinion: { kind: form.opinion, text: form.opinionText },
    verifier: {
      name: form.verifierName,
      accreditationBody: form.accreditationBody,
      accreditationNumber: form.accreditationNumber,
      accreditationScope: form.accreditationScope,
      accreditationExpiresOn: form.accreditationExpiresOn || null,
      registerUrl: form.registerUrl,
      leadVerifier: form.leadVerifier,
      independentReviewer: form.independentReviewer,
    },
    date: form.date,
  };
}
