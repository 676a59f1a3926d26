import { describe, expect, it } from "vitest";
import { engagementState } from "#app/access/engagement-state.ts";
import { FINDING, findingState } from "./finding-state.ts";

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
