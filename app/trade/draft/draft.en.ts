import type { ContractSide, DraftDecision } from "#db/order-schema.ts";
import type { DraftState } from "./draft-comment.ts";

const draft = {
  title: "Comments on the draft",
  about: {
    seller: "The client reads the draft through the link, approves it or requests changes.",
    client: "Read the draft, then approve it or request changes. The seller is notified.",
  } satisfies Record<ContractSide, string>,
  undo: {
    seller: "The client can still request changes until the report is released.",
    client: "You can still request changes until the report is released.",
  } satisfies Record<ContractSide, string>,
  unchecked:
    "An approval is the client's own statement. It does not verify the report, and Truetonne does not check names.",
  waiting: {
    seller: (draft: number) => `The client has not decided on draft ${draft} yet.`,
    client: (draft: number) => `Draft ${draft} is waiting for your decision.`,
  } satisfies Record<ContractSide, (draft: number) => string>,
  decided: {
    approved: (draft: number, name: string, when: string) => `Draft ${draft} approved by ${name} on ${when}`,
    changes: (draft: number, name: string, when: string) => `Changes to draft ${draft} requested by ${name} on ${when}`,
  } satisfies Record<DraftDecision, (draft: number, name: string, when: string) => string>,
  /** In the list of orders. */
  states: {
    waiting: "With the client",
    changes: "Changes requested",
    approved: "Approved",
  } satisfies Record<DraftState, string>,
  decisions: { approved: "Approved", changes: "Changes requested" } satisfies Record<DraftDecision, string>,
  sides: { seller: "Seller", client: "Client" } satisfies Record<ContractSide, string>,
  list: "Comments",
  of: (draft: number) => `Draft ${draft}`,
  name: "Your name",
  comment: "Comment",
  commentHint: {
    seller: "The client gets an email and reads the comment through the link.",
    client: "Name the page and what to change. You can leave this empty if you approve the draft.",
  } satisfies Record<ContractSide, string>,
  approve: (draft: number) => `Approve draft ${draft}`,
  requestChanges: "Request changes",
  send: "Send comment",
  done: "Your answer is recorded.",
  released: "The report is released. The draft takes no more comments.",
  unapproved: (draft: number) => `The client has not approved draft ${draft}. You can release the report without it.`,
  faults: {
    name_missing: "Enter your name.",
    text_missing: "Enter a comment.",
    draft_closed: "This draft takes no more comments. Reload the page.",
    draft_newer: "A newer draft was delivered. Download and read it, then answer.",
    draft_approved: "This draft is already approved. Request changes if something is still wrong.",
    comments_full: "Each side can add up to 100 comments to an order. Send this one by email.",
    rate_limited: "Too many answers. Wait 15 minutes, then send it again.",
  },
};

export default draft;
