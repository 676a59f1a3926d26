import { describe, expect, it } from "vitest";
import type { Glyph } from "./printed-page.ts";
import { findRecoding, isRecoded, otherFigures, pairByPlace } from "./recoded-letters.ts";

/** A line of characters, 10 points wide each. */
const line = (text: string | string[], change: Partial<Glyph> = {}): Glyph[] =>
  [...text].map((char, at) => ({
    ...{ text: char, x: 10 * at, y: 100, endX: 10 * at + 10, size: 10, isHidden: false, brightness: 0 },
    ...change,
  }));
const place = (issued: Glyph[], found: Glyph[]) => pairByPlace(issued, found)!;
const recodingOf = (issued: string | string[], found: string | string[]) =>
  findRecoding([place(line(issued), line(found))]);

describe("pages by place", () => {
  it("pair characters within half a point, of the same size", () => {
    const near = line("abc").map((glyph) => ({ ...glyph, x: glyph.x + 0.4 }));
    expect(pairByPlace(line("abc"), near)?.pairs).toHaveLength(3);
    expect(
      pairByPlace(
        line("abc"),
        near.map((glyph) => ({ ...glyph, x: glyph.x + 1 })),
      ),
    ).toBeNull();
    expect(pairByPlace(line("abc"), line("abc", { size: 12 }))).toBeNull();
  });

  it("ignore spaces and what is invisible, and are none without characters", () => {
    const found = [...line("a c"), ...line("zzzz", { isHidden: true, y: 50 })];
    expect(pairByPlace(line("a c"), found)?.pairs).toHaveLength(2);
    expect(pairByPlace([], [])).toBeNull();
    expect(pairByPlace(line("ab"), [...line("ab"), ...line("     ")])).toBeNull();
  });
});

describe("letters with other codes", () => {
  const words = "示例".repeat(20);
  it.each<[string, string | string[], string | string[], boolean]>([
    ["are found if each has the same other one", words, "xy".repeat(20), true],
    ["are not found if a letter has several others", words, "xyxz".repeat(10), false],
    ["are not found if a letter is unchanged elsewhere", words, `${"xy".repeat(19)}示例`, false],
    ["are not found in a few letters", "示例示例", "xyxy", false],
    ["are not found in digits", "12".repeat(20), "34".repeat(20), false],
    ["are not found in the same text", words, words, false],
    ["are not found in joined letters that keep their first", Array(30).fill("fi"), Array(30).fill("f"), false],
  ])("%s", (_, issued, found, is) => {
    expect(findRecoding([place(line(issued), line(found))]) !== null).toBe(is);
  });

  it("are taken over all pages, without those whose characters are elsewhere", () => {
    const page = place(line("示例".repeat(5)), line("xy".repeat(5)));
    expect(findRecoding([page, null])).toBeNull();
    expect([...findRecoding([page, null, page])!]).toEqual([
      ["示", "x"],
      ["例", "y"],
    ]);
    expect(isRecoded(page)).toBe(true);
    expect(isRecoded(place(line("abc"), line("abc")))).toBe(false);
  });
});

describe("figures of a recoded page", () => {
  const words = "示例–".repeat(20);
  const codes = "xy3".repeat(20);
  const othersOf = (issued: string, found: string) => {
    const page = place(line(words + issued), line(codes + found));
    return otherFigures(page, findRecoding([page])!).map((pair) => pair.map((glyph) => glyph?.text ?? null));
  };

  it("are the issued ones if digits are, also where a dash became a digit", () => {
    expect(othersOf("12,486", "12,486")).toEqual([]);
    expect(recodingOf(words, codes)?.get("–")).toBe("3");
  });

  it("name each other digit, and each that was added or lost", () => {
    expect(othersOf("12,486", "12,468")).toEqual([
      ["8", "6"],
      ["6", "8"],
    ]);
    // A letter that became a digit once could be an edit.
    expect(othersOf("12k", "129")).toEqual([["k", "9"]]);
    const [issued, found] = [line(`${words}${words}1`), line(`${codes}${codes}`)];
    const lost = place(issued, found);
    expect(otherFigures(lost, findRecoding([lost])!)).toEqual([[issued.at(-1), null]]);
    const added = place(found, issued);
    expect(otherFigures(added, new Map())).toContainEqual([null, issued.at(-1)]);
  });
});
