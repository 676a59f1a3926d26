import { describe, expect, it } from "vitest";
import { whatForbidsEnd } from "./proposal-state.ts";

describe("a proposal with two people", () => {
  const asked = { mayEnd: true, isOwn: false, note: "" };
  it.each([
    ["confirmed by another person", null, { end: "confirmed" }],
    ["confirmed by its proposer", "own", { end: "confirmed", isOwn: true }],
    ["declined without a note", "note_missing", { end: "declined" }],
    ["declined with a note", null, { end: "declined", note: "Wrong year." }],
    ["declined by its proposer", "own", { end: "declined", isOwn: true }],
    ["withdrawn by its proposer", null, { end: "taken_back", isOwn: true }],
    ["withdrawn by another person", "not_own", { end: "taken_back" }],
    ["confirmed after it ended", "ended", { end: "confirmed", mayEnd: false }],
  ] as const)("%s: %s", (_, fault, change) => {
    expect(whatForbidsEnd({ ...asked, ...change })).toBe(fault);
  });
});
