import { z } from "zod";
import type { NewEngagement } from "#app/access/engagement.server.ts";
import { EmailField } from "#app/account/account-forms.ts";
import { defineActions } from "#app/action/action.ts";

const MOST_PEOPLE = 50;

/** One address per line; empty lines are ignored. Messages are keys of `engagement.error`. */
const PeopleField = z
  .string()
  .max(20_000, { error: "too_many" })
  .default("")
  .transform((text) => [...new Set(text.split(/[\s,;，；]+/).filter((line) => line !== ""))])
  .pipe(z.array(EmailField.catch(""), { error: "person_email" }).max(MOST_PEOPLE, { error: "too_many" }))
  .refine((emails) => !emails.includes(""), { error: "person_email" });

const GrantForm = z.object({
  email: EmailField,
  role: z.enum(["editor", "reviewer", "viewer"], { error: "required" }),
  mayIssue: z.literal("on").optional(),
  mayHold: z.literal("on").optional(),
  people: z.enum(["all", "named"], { error: "required" }),
  named: PeopleField,
  startsOn: z.iso.date({ error: "day" }),
  endsOn: z.iso.date({ error: "day" }),
});

export const ConsultanciesActions = defineActions({
  grant: { right: "engagements.manage", recent: true, schema: GrantForm },
});

export function grantOf(form: z.output<typeof GrantForm>): NewEngagement {
  const { email, role, startsOn, endsOn } = form;
  const people = form.people === "named" ? form.named : null;
  return { email, role, mayIssue: form.mayIssue === "on", mayHold: form.mayHold === "on", people, startsOn, endsOn };
}

/** The field next to which an error is shown. */
export const FIELD_OF_FAULT = { period: "endsOn", no_people: "named", issue_needs_editor: "role" } as const;

/** The reason given when an engagement ends. */
export const ReasonField = z.string({ error: "reason" }).min(1, { error: "reason" }).max(1000, { error: "reason" });
