import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CLIENT_STAGES, nextDay, type StageFacts, stageOf } from "./client-stage.ts";

const START: StageFacts = { isIssued: false, hasTotals: false, hasStatements: false, toReview: 0 };

describe("the stage of a client", () => {
  it.each<[Partial<StageFacts>, (typeof CLIENT_STAGES)[number]]>([
    [{}, "collecting"],
    [{ hasStatements: true }, "collecting"],
    [{ toReview: 1 }, "review"],
    [{ toReview: 1, hasTotals: true, hasStatements: true }, "review"],
    [{ hasTotals: true }, "calculated"],
    [{ hasTotals: true, hasStatements: true }, "draft"],
    [{ isIssued: true, toReview: 3, hasTotals: true }, "issued"],
  ])("of %o is %s", (facts, stage) => {
    expect(stageOf({ ...START, ...facts })).toBe(stage);
  });

  it("is always one of the five stages, and never issued without a report", () => {
    const facts = fc.record({
      isIssued: fc.boolean(),
      hasTotals: fc.boolean(),
      hasStatements: fc.boolean(),
      toReview: fc.nat(5),
    });
    fc.assert(
      fc.property(facts, (one) => {
        expect(CLIENT_STAGES).toContain(stageOf(one));
        expect(stageOf(one) === "issued").toBe(one.isIssued);
      }),
    );
  });
});

describe("the next day", () => {
  it("is the earliest of the given days", () => {
    expect(nextDay([null, "2026-03-02", "2026-03-01", null])).toBe("2026-03-01");
    expect(nextDay([null])).toBeNull();
    expect(nextDay([])).toBeNull();
  });
});
