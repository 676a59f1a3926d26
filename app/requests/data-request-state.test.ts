import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DataRequestStepKind } from "#db/data-request-schema.ts";
import { isLinkOpen, stateOfRequest } from "./data-request-state.ts";

const NOW = new Date("2026-06-01T00:00:00Z");
const LATER = new Date("2026-07-01T00:00:00Z");
const BEFORE = new Date("2026-05-01T00:00:00Z");

describe("the state of a data request", () => {
  it.each<[string, DataRequestStepKind[], number, Date]>([
    ["sent", ["sent"], 0, LATER],
    ["opened", ["sent", "opened"], 0, LATER],
    ["opened", ["sent", "opened", "reminded"], 0, LATER],
    ["part_answered", ["sent", "opened", "handed_in"], 1, LATER],
    ["answered", ["sent", "opened", "handed_in"], 4, LATER],
    ["answered", ["sent", "opened", "handed_in"], 4, BEFORE],
    ["asked_again", ["sent", "handed_in", "asked_again"], 4, LATER],
    ["asked_again", ["sent", "handed_in", "asked_again", "opened"], 1, LATER],
    ["expired", ["sent", "handed_in", "asked_again"], 4, BEFORE],
    ["answered", ["sent", "handed_in", "asked_again", "handed_in"], 4, LATER],
    ["expired", ["sent", "opened"], 0, BEFORE],
    ["expired", ["sent", "opened", "handed_in"], 3, BEFORE],
    ["accepted", ["sent", "handed_in", "accepted"], 2, BEFORE],
    ["revoked", ["sent", "revoked"], 0, LATER],
  ])("is %s after %j", (expected, steps, answered, expiresAt) => {
    expect(stateOfRequest({ steps, answered, asked: 4, expiresAt }, NOW)).toBe(expected);
  });

  it("closes the link after expiry, withdrawal or acceptance, in every sequence of steps", () => {
    const kinds = ["sent", "reminded", "opened", "handed_in", "asked_again", "accepted", "revoked"] as const;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...kinds)), fc.integer({ min: -5, max: 5 }), (steps, days) => {
        const expiresAt = new Date(NOW.getTime() + days * 86_400_000);
        const isOver = steps.includes("revoked") || steps.includes("accepted") || days <= 0;
        expect(isLinkOpen({ steps, expiresAt }, NOW)).toBe(!isOver);
      }),
    );
  });
});
