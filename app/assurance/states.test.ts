import { describe, expect, it } from "vitest";
import { engagementState } from "#app/access/engagement-state.ts";
import { FINDING, findingState } from "./finding-state.ts";
import { MARK } from "./mark-state.ts";
import { REQUEST, requestState } from "./request/request-state.ts";

describe("an engagement", () => {
  const days = { startsOn: "2026-03-01", endsOn: "2026-03-31" };
  it.each([
    ["invited", { isAccepted: false, isRevoked: false }, "2026-03-10T00:00:00Z"],
    ["not_begun", { isAccepted: true, isRevoked: false }, "2026-02-28T23:59:59Z"],
    ["in_force", { isAccepted: true, isRevoked: false }, "2026-03-01T00:00:00Z"],
    ["in_force", { isAccepted: true, isRevoked: false }, "2026-03-31T23:59:59Z"],
    ["over", { isAccepted: true, isRevoked: false }, "2026-04-01T00:00:00Z"],
    ["over", { isAccepted: false, isRevoked: false }, "2026-04-01T00:00:00Z"],
    ["revoked", { isAccepted: true, isRevoked: true }, "2026-03-10T00:00:00Z"],
  ] as const)("is %s for %o at %s", (state, facts, now) => {
    expect(engagementState({ ...facts, ...days }, new Date(now))).toBe(state);
  });
});

describe("a finding", () => {
  it.each([
    ["open", "answered", true],
    ["open", "reopened", false],
    ["answered", "reopened", true],
    ["resolved", "answered", false],
    ["resolved", "reopened", true],
    ["withdrawn", "reopened", false],
    ["withdrawn", "answered", false],
  ] as const)("that is %s may become %s: %s", (state, next, may) => {
    expect(FINDING.may(next, state)).toBe(may);
  });

  it("is open before the first step and after it is reopened", () => {
    expect(findingState(undefined)).toBe("open");
    expect(findingState("reopened")).toBe("open");
    expect(findingState("resolved")).toBe("resolved");
  });
});

describe("a request", () => {
  it.each([
    ["asked", "answered", true],
    ["asked", "reopened", false],
    ["answered", "closed", true],
    ["closed", "answered", false],
    ["closed", "reopened", true],
  ] as const)("that is %s may become %s: %s", (state, next, may) => {
    expect(REQUEST.may(next, state)).toBe(may);
  });

  it("is asked before the first step and after it is reopened", () => {
    expect(requestState(undefined)).toBe("asked");
    expect(requestState("reopened")).toBe("asked");
    expect(requestState("closed")).toBe("closed");
  });
});

describe("a mark", () => {
  it("can be withdrawn only from a checked line", () => {
    expect(MARK.may("withdrawn", "checked")).toBe(true);
    expect(MARK.may("withdrawn", "unchecked")).toBe(false);
  });
});
