import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkActivityEntry } from "./activity-entry.ts";
import {
  checkRequestedAnswer,
  isOpenAnswer,
  type RequestedAnswer,
  type RequestedSource,
  toRequestedEntry,
} from "./requested-answer.ts";

const SOURCE: RequestedSource = {
  facility: { en: "Plant A", zh: "一厂" },
  name: { en: "", zh: "外购电力" },
  unit: "万千瓦时",
  category: "purchased_electricity",
};
const answer = (changes: Partial<RequestedAnswer>): RequestedAnswer => ({
  kind: "quantity",
  quantity: "",
  unit: "kWh",
  dataQuality: "measured",
  note: "",
  ...changes,
});
const codesOf = (changes: Partial<RequestedAnswer>, month = "2025-02") =>
  checkRequestedAnswer(answer(changes), SOURCE, month).map(({ field, code }) => `${field} ${code}`);

describe("an answer to a data request", () => {
  it.each<[Partial<RequestedAnswer>, string[]]>([
    [{}, []],
    [{ note: "still looking" }, []],
    [{ quantity: "12.5", unit: "万千瓦时" }, []],
    [{ quantity: "0" }, []],
    [{ quantity: "12,5" }, ["quantity number_grammar"]],
    [{ quantity: "-1" }, ["quantity quantity_negative"]],
    [{ quantity: "5", unit: "t" }, ["unit unit_mismatch"]],
    [{ quantity: "5", unit: "" }, ["unit unit_missing"]],
    [{ quantity: "5", dataQuality: "guessed" }, ["dataQuality data_quality_unknown"]],
    [{ kind: "no_activity", quantity: "rubbish", unit: "" }, []],
    [{ kind: "not_available", quantity: "rubbish" }, ["note reason_missing"]],
    [{ kind: "not_available", note: "the landlord has it" }, []],
    [{ kind: "not_available", note: "a\u202eb" }, ["note text_forbidden"]],
    [{ kind: "not_available", note: "x".repeat(1001) }, ["note text_too_long"]],
  ])("finds for %j the errors %j", (changes, expected) => {
    expect(codesOf(changes)).toEqual(expected);
  });

  it("is open only if no figure was entered and none was declined", () => {
    expect(isOpenAnswer(answer({ quantity: "  ", note: "x" }))).toBe(true);
    expect(isOpenAnswer(answer({ kind: "no_activity" }))).toBe(false);
    expect(isOpenAnswer(answer({ kind: "not_available" }))).toBe(false);
  });

  it("becomes an entry of its own source and month, whatever was entered", () => {
    const text = fc.string({ maxLength: 30 });
    fc.assert(
      fc.property(text, text, text, text, (quantity, unit, dataQuality, note) => {
        const entry = toRequestedEntry(answer({ quantity, unit, dataQuality, note }), SOURCE, "2025-02");
        expect(entry).toMatchObject({ facility: "Plant A", source: "外购电力", period: "2025-02" });
      }),
    );
  });

  it("passes the check of every other entry if it has no errors", () => {
    const quantity = fc.integer({ min: 0, max: 10 ** 9 }).map(String);
    const unit = fc.constantFrom("kWh", "MWh", "万千瓦时", "GJ", "t", "m3", "度");
    const context = {
      period: { start: "2025-01-01", end: "2025-12-31" },
      sources: [
        {
          id: "s",
          facilityNames: ["Plant A"],
          names: ["外购电力"],
          unit: "kWh",
          scope: 2,
          category: "purchased_electricity",
        },
      ],
    };
    fc.assert(
      fc.property(quantity, unit, (typed, of) => {
        const given = answer({ quantity: typed, unit: of });
        const isFree = checkRequestedAnswer(given, SOURCE, "2025-02").length === 0;
        expect(checkActivityEntry(toRequestedEntry(given, SOURCE, "2025-02"), context).ok).toBe(isFree);
      }),
    );
  });
});
