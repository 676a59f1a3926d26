import { normalText } from "#app/encoding/text/normal-text.ts";

export const MEMBER_ROLES = ["lead_verifier", "verifier", "technical_expert", "independent_reviewer"] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

interface Named {
  name: string;
  role: MemberRole;
}

/** Whether a person would both verify and review (ISO 14064-3:2019, 5.2 and clause 8). Spaces and case don't matter. */
export function isInTeam(one: Named, others: readonly Named[]): boolean {
  const isReviewer = ({ role }: Named) => role === "independent_reviewer";
  return others.some((other) => keyOf(other.name) === keyOf(one.name) && isReviewer(other) !== isReviewer(one));
}

/** As `person_key` in the database. */
function keyOf(name: string): string {
  return normalText(name, "NFKC").replace(/\s/g, "").toLowerCase();
}
