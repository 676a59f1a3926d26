import type { Messages } from "#app/i18n/index.ts";
import type { EngagementRole } from "#db/engagement-schema.ts";

/** The permissions of an engagement in one line. */
export function rightIn(
  { engagement: t }: Pick<Messages, "engagement">,
  { role, mayIssue, mayHold }: { role: EngagementRole; mayIssue: boolean; mayHold: boolean },
): string {
  return [t.role[role], mayIssue && t.mayIssue, mayHold && t.mayHold].filter(Boolean).join(" · ");
}
