import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Edit, editScript } from "./edit-script.ts";

function applyEdits(before: string[], after: string[], edits: Edit[]): string[] {
  const result: string[] = [];
  let at = 0;
  for (const edit of edits) {
    result.push(...before.slice(at, edit.before[0]), ...after.slice(...edit.after));
    at = edit.before[1];
  }
  return [...result, ...before.slice(at)];
}

describe("editScript", () => {
  it.each([
    ["1234", "1034", [{ before: [1, 2], after: [1, 2] }]],
    ["abc", "abc", []],
    ["", "ab", [{ before: [0, 0], after: [0, 2] }]],
    ["ab", "", [{ before: [0, 2], after: [0, 0] }]],
    ["abcdef", "abXdef", [{ before: [2, 3], after: [2, 3] }]],
  ])("turns %s into %s", (before, after, edits) => {
    expect(editScript([...before], [...after], 100)).toEqual(edits);
  });

  it("leads from any text to any other, and keeps the rest", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 30 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(applyEdits(before, after, editScript(before, after, 100)!)).toEqual(after);
      }),
    );
  });

  it("ends at its limit", () => {
    expect(editScript([..."abcdef"], [..."uvwxyz"], 11)).toBeNull();
    expect(editScript([..."abcdef"], [..."uvwxyz"], 12)).not.toBeNull();
  });
});
