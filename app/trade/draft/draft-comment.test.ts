import { describe, expect, it } from "vitest";
import {
  type CommentFault,
  type DraftComment,
  decisionOn,
  isAboutDraft,
  MOST_COMMENTS,
  whatRefusesComment,
} from "./draft-comment.ts";

const comment = (change: Partial<DraftComment> = {}): DraftComment => ({
  number: 1,
  draft: 1,
  side: "client",
  decision: null,
  name: "Sample Buyer",
  text: "Check the electricity of March",
  ...change,
});
const OPEN = { draft: 1, isOpen: true };
const approved = (number: number, draft = 1) => comment({ number, draft, decision: "approved", text: "" });
const changes = (number: number, draft = 1) => comment({ number, draft, decision: "changes" });

describe("the decision on a draft", () => {
  it.each<[string, DraftComment[], number | null]>([
    ["is missing without comments", [], null],
    ["is missing with comments alone", [comment()], null],
    ["is the newest, whatever the order of the list", [changes(1), approved(3), changes(2)], 3],
    ["is of this draft only", [approved(4, 2), changes(1)], 1],
    ["is not replaced by a later comment", [approved(1), comment({ number: 2 })], 1],
  ])("%s", (_, comments, number) => {
    expect(decisionOn(comments, 1)?.number ?? null).toBe(number);
  });
});

describe("a comment on a draft", () => {
  const many = (side: "client" | "seller") =>
    Array.from({ length: MOST_COMMENTS }, (_, at) => comment({ number: at + 1, side }));
  it.each<[string, Partial<DraftComment>, DraftComment[], Partial<typeof OPEN>, CommentFault | null]>([
    ["is added", {}, [], {}, null],
    ["needs a text", { text: " \n" }, [], {}, "text_missing"],
    ["needs a text with a request for changes", { text: "", decision: "changes" }, [], {}, "text_missing"],
    ["needs no text with an approval", { text: "", decision: "approved" }, [], {}, null],
    ["needs the client's name", { name: " ", decision: "approved" }, [], {}, "name_missing"],
    ["of the seller needs no name", { side: "seller", name: "" }, [], {}, null],
    ["is refused once the report is released", {}, [], { isOpen: false }, "draft_closed"],
    ["is refused on an earlier draft", { decision: "approved" }, [], { draft: 2 }, "draft_newer"],
    ["approves once", { decision: "approved" }, [approved(1)], {}, "draft_approved"],
    ["approves again after a request for changes", { decision: "approved" }, [approved(1), changes(2)], {}, null],
    ["asks for changes after an approval", { decision: "changes" }, [approved(1)], {}, null],
    ["follows an approval", {}, [approved(1)], {}, null],
    ["is refused beyond the limit of its side", {}, many("client"), {}, "comments_full"],
    ["is not refused by the limit of the other side", {}, many("seller"), {}, null],
  ])("%s", (_, change, comments, order, fault) => {
    expect(whatRefusesComment(comment(change), comments, { ...OPEN, ...order })).toBe(fault);
  });

  it.each([
    ["approve_draft", true],
    ["comment_draft", true],
    ["accept", false],
    ["", false],
  ])("knows its forms: %s", (intent, is) => {
    expect(isAboutDraft({ intent })).toBe(is);
  });
});
