import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyFields } from "./statement-paths.ts";
import { type DisclosureStatements, NO_STATEMENTS } from "./statements.ts";
import { StatementsSchema } from "./statements-schema.ts";

const SAID = { en: "x", zh: "甲" };
const stated: DisclosureStatements = {
  ...NO_STATEMENTS,
  boundary: SAID,
  notSignificant: { "3": SAID },
  exclusions: [{ what: SAID, reason: SAID, tonnes: "1", basis: SAID }],
  uncertaintyGrades: { waste: "high" },
};

describe("the fields of a form", () => {
  it("change what they name and nothing else", () => {
    const after = applyFields(stated, [
      ["significance.en", "Above 1 %"],
      ["significance.zh", "超过1%"],
      ["notSignificant.4.en", "small"],
    ]);
    expect(after).toEqual({
      ...stated,
      significance: { en: "Above 1 %", zh: "超过1%" },
      notSignificant: { "3": SAID, "4": { en: "small" } },
    });
    expect(stated.significance).toEqual({ en: "", zh: "" });
  });

  it("take away what is emptied, and rows that hold nothing", () => {
    const after = applyFields(stated, [
      ["notSignificant.3.en", ""],
      ["notSignificant.3.zh", ""],
      ["uncertaintyGrades.waste", ""],
      ["exclusions.0.tonnes", ""],
      ["exclusions.0.what.en", ""],
      ["exclusions.2.what.en", "Fleet"],
    ]) as DisclosureStatements;
    expect(after.notSignificant).toEqual({});
    expect(after.uncertaintyGrades).toEqual({});
    expect(after.exclusions?.map(({ what }) => what)).toEqual([{ en: "Fleet", zh: "" }]);
  });

  it("reach no further than the statements, and the schema refuses a path that leads nowhere", () => {
    const after = applyFields(stated, [
      ["overlays.0", "china"],
      ["__proto__.polluted", "yes"],
      ["boundary.__proto__.polluted", "yes"],
      ["constructor.prototype.polluted", "yes"],
    ]) as Record<string, unknown>;
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(after.overlays).toEqual([]);
    for (const path of [
      "boundary.fr",
      "china.nothing",
      "notSignificant.7.en",
      "sourceReasons.s1.en",
      "justifications.A18.en",
    ]) {
      expect(StatementsSchema.safeParse(applyFields(stated, [[path, "x"]])).success, path).toBe(false);
    }
  });

  it("never throw and never pollute, whatever their names", () => {
    const part = fc.oneof(
      fc.constantFrom("__proto__", "constructor", "prototype", "exclusions", "china", "boundary", "0", "en", ""),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.array(part, { maxLength: 5 }), fc.string()), { maxLength: 8 }), (fields) => {
        applyFields(
          stated,
          fields.map(([path, value]) => [path.join("."), value]),
        );
        expect(Object.keys(Object.prototype)).toEqual([]);
        expect(stated.boundary).toEqual(SAID);
      }),
    );
  });
});
