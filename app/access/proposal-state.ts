import { type ActOf, defineStates } from "#app/kit/states.ts";

const ENDS = ["confirmed", "declined", "taken_back"] as const;

/** A proposal of one person, which another confirms or declines and its author may withdraw. */
export const PROPOSAL = defineStates({
  all: ["waiting", ...ENDS],
  acts: {
    confirmed: { from: ["waiting"], to: "confirmed" },
    declined: { from: ["waiting"], to: "declined" },
    taken_back: { from: ["waiting"], to: "taken_back" },
  },
  stored: {
    "report_release_end.state": ENDS,
    "report_withdrawal_end.state": ENDS,
  },
});

export type ProposalEnd = ActOf<typeof PROPOSAL>;

/**
 * Why a person can't end a proposal in this way. Null if they can. The database enforces the second person too.
 *
 * @param asked.mayEnd whether its state allows this end
 */
export function whatForbidsEnd(asked: {
  mayEnd: boolean;
  end: ProposalEnd;
  isOwn: boolean;
  note: string;
}): "ended" | "own" | "not_own" | "note_missing" | null {
  const { mayEnd, end, isOwn, note } = asked;
  if (!mayEnd) return "ended";
  if (end === "taken_back") return isOwn ? null : "not_own";
  if (isOwn) return "own";
  return end === "declined" && note === "" ? "note_missing" : null;
}
