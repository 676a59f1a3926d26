import type { ContractSide, DraftDecision } from "#db/order-schema.ts";

/** Comments of each side on the drafts of one order. Neither side can use up the space of the other. */
export const MOST_COMMENTS = 100;
export const MOST_CHARACTERS = 2000;

/** What the client decided on the newest draft, or that it has not yet. */
export const DRAFT_STATES = ["waiting", "changes", "approved"] as const satisfies readonly (
  | DraftDecision
  | "waiting"
)[];
export type DraftState = (typeof DRAFT_STATES)[number];

export const DRAFT_TONES = { waiting: "accent", changes: "warning", approved: "good" } as const;

/** A comment of one side on a draft, with the client's decision if it has one. */
export interface DraftComment {
  number: number;
  draft: number;
  side: ContractSide;
  /** Always null for the seller. */
  decision: DraftDecision | null;
  /** The client's name as typed. Empty for the seller. */
  name: string;
  text: string;
}

/** What a side sees of the drafts of an order. */
export interface DraftReview {
  reader: ContractSide;
  /** The number of the newest draft. */
  draft: number;
  /** Whether comments can still be added. */
  isOpen: boolean;
  /** The client's newest decision on the newest draft. */
  decision: { kind: DraftDecision; name: string; at: string } | null;
  /** Newest first. */
  comments: {
    number: number;
    draft: number;
    side: ContractSide;
    decision: DraftDecision | null;
    /** The client's name as typed, or the seller's person, which the client doesn't see. */
    name: string | null;
    text: string;
    at: string;
  }[];
}

export type CommentFault =
  | "name_missing"
  | "text_missing"
  | "draft_closed"
  | "draft_newer"
  | "draft_approved"
  | "comments_full";

/** The client's newest decision on a draft, or null. A later one replaces it. */
export function decisionOn<C extends DraftComment>(comments: readonly C[], draft: number): C | null {
  const decided = comments.filter((one) => one.draft === draft && one.decision !== null);
  return decided.reduce<C | null>((last, one) => (last === null || one.number > last.number ? one : last), null);
}

/**
 * What prevents a comment, or null.
 *
 * @param order the number of its newest draft, and whether its drafts can still be commented on
 */
export function whatRefusesComment(
  added: Omit<DraftComment, "number">,
  comments: readonly DraftComment[],
  order: { draft: number; isOpen: boolean },
): CommentFault | null {
  if (!order.isOpen) return "draft_closed";
  if (added.draft !== order.draft) return "draft_newer";
  if (added.side === "client" && added.name.trim() === "") return "name_missing";
  if (added.decision !== "approved" && added.text.trim() === "") return "text_missing";
  if (added.decision === "approved" && decisionOn(comments, order.draft)?.decision === "approved")
    return "draft_approved";
  return comments.filter(({ side }) => side === added.side).length >= MOST_COMMENTS ? "comments_full" : null;
}

/** The field at which an error is shown. */
export function fieldOf(fault: CommentFault): "name" | "text" | "form" {
  return fault === "name_missing" ? "name" : fault === "text_missing" ? "text" : "form";
}

/** Whether the address reports a new comment. */
export function isCommentAdded(request: Request): boolean {
  return new URL(request.url).searchParams.get("comment") === "added";
}

/** Whether a form is about drafts, whose errors are shown there. */
export function isAboutDraft(typed: Record<string, string>): boolean {
  return DRAFT_INTENTS.some((intent) => intent === typed.intent);
}

/** The forms of both sides. */
const DRAFT_INTENTS = ["approve_draft", "request_changes", "comment_draft"] as const;
