import { ORDER } from "#app/order/order-state.ts";
import { getOrder } from "#app/trade/order/order-list.server.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { ContractSide, DraftDecision } from "#db/order-schema.ts";
import {
  type CommentFault,
  type DraftComment,
  type DraftReview,
  decisionOn,
  whatRefusesComment,
} from "./draft-comment.ts";

interface KeptComment extends DraftComment {
  at: Date;
  authorName: string | null;
}

/** Every comment on the drafts of an order, newest first. */
async function listComments(tx: TenantTx, orderId: string): Promise<KeptComment[]> {
  const rows = await tx
    .selectFrom("order_draft_comment as c")
    .leftJoin("author as a", "a.id", "c.created_by")
    .select([
      "c.number",
      "c.draft",
      "c.side",
      "c.decision",
      "c.name",
      "c.text",
      "c.created_at",
      "a.name as author_name",
    ])
    .where("c.order_id", "=", orderId)
    .orderBy("c.number", "desc")
    .execute();
  return rows.map(({ created_at, author_name, ...row }) => ({ ...row, at: created_at, authorName: author_name }));
}

/** The comments on an order's drafts for one side. Null if the client has no draft. */
export async function viewDraftReview(
  tx: TenantTx,
  orderId: string,
  reader: ContractSide,
): Promise<DraftReview | null> {
  const order = await getOrder(tx, orderId);
  const draft = order.drafts[0]?.number;
  if (draft === undefined || order.facts.state === "cancelled") return null;
  const comments = await listComments(tx, orderId);
  const last = decisionOn(comments, draft);
  return {
    reader,
    draft,
    isOpen: isOpen(order),
    decision: last && { kind: last.decision!, name: last.name, at: last.at.toISOString() },
    comments: comments.map(({ at, authorName, ...one }) => ({
      ...one,
      name: one.side === "client" ? one.name : reader === "seller" ? authorName : null,
      at: at.toISOString(),
    })),
  };
}

/** Drafts change until the report is released. */
const isOpen = ({ facts }: Awaited<ReturnType<typeof getOrder>>) => ORDER.may("deliver_again", facts.state);

interface NewComment {
  orderId: string;
  side: ContractSide;
  /** The draft that was shown with the form. Without it, the newest. */
  draft?: number;
  decision: DraftDecision | null;
  name: string;
  text: string;
}

const ACTS = {
  approved: "order.draft_approved",
  changes: "order.draft_changes_requested",
} as const satisfies Record<DraftDecision, string>;

/**
 * Adds a comment to the newest draft of an order, with the client's decision if there is one.
 *
 * @returns what prevents it, or null
 * @throws AppError `not_found`
 */
export async function addDraftComment(
  tx: TenantTx,
  author: ChangeAuthor,
  { orderId, draft, ...wish }: NewComment,
): Promise<CommentFault | null> {
  await lockTrail(tx, author.tenantId);
  const order = await getOrder(tx, orderId);
  const newest = order.drafts[0]?.number;
  if (newest === undefined) return "draft_closed";
  const comments = await listComments(tx, orderId);
  const added = { ...wish, draft: draft ?? newest, name: wish.name.trim(), text: wish.text.trim() };
  const fault = whatRefusesComment(added, comments, { draft: newest, isOpen: isOpen(order) });
  if (fault) return fault;
  const number = comments.length + 1;
  await tx
    .insertInto("order_draft_comment")
    .values({ tenant_id: author.tenantId, order_id: orderId, number, ...added, created_by: author.userId })
    .execute();
  await recordChange(tx, author, {
    action:
      added.side === "seller"
        ? "order.draft_answered"
        : added.decision
          ? ACTS[added.decision]
          : "order.draft_commented",
    subject: "trade_order",
    subjectId: orderId,
    after: { number: order.number, draft: newest, comment: number },
  });
  return null;
}
