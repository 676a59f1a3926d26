import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BODY } from "./style.ts";
import { breakLines, breakLinesByLanguage, measureText, splitRuns } from "./text-line.ts";

const lineTexts = (text: string, width: number) =>
  breakLines([{ text, style: BODY }], width).map((line) => line.runs.map((run) => run.text).join(""));

describe("breakLines", () => {
  it("loses and adds no character, and no line is wider than asked", () => {
    const word = fc.stringMatching(/^[A-Za-z0-9温室气体，。、（）]{1,24}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), fc.integer({ min: 40, max: 300 }), (list, width) => {
        const text = list.join(" ");
        const lines = breakLines([{ text, style: BODY }], width);
        expect(lines.map((line) => line.runs.map((run) => run.text).join("")).join("")).toBe(text);
        for (const line of lines) expect(line.width).toBeLessThanOrEqual(width + BODY.size / 2 + 0.01);
      }),
      { numRuns: 60 },
    );
  });

  it("begins no line with a closing mark", () => {
    const lines = lineTexts("各气体的二氧化碳当量，单位为吨。氢氟碳化物、全氟碳化物（如有）之和。".repeat(4), 120);
    expect(lines.length).toBeGreaterThan(4);
    for (const line of lines) expect(line).not.toMatch(/^[，。、）]/);
  });

  it("keeps the space at the end of a wrapped line, so that readers do not glue words", () => {
    expect(lineTexts("activity data of the year", 60)[0]).toMatch(/ $/);
  });

  it("breaks at explicit breaks, and inside a word only when it must", () => {
    expect(lineTexts("one\ntwo", 200)).toEqual(["one", "two"]);
    expect(lineTexts("x".repeat(200), 90).length).toBeGreaterThan(5);
  });

  it("leaves no lone character on the last line where another break allows it", () => {
    const text = "温".repeat(23);
    const last = lineTexts(text, 9 * 11 + 1).at(-1)!;
    expect([...last].length).toBeGreaterThan(1);
  });
});

describe("a text in two languages", () => {
  const [en, zh] = [
    { ...BODY, lang: "en" },
    { ...BODY, lang: "zh-Hans" },
  ];
  const cell = (english: string, chinese: string) => [
    { text: english, style: en },
    { text: " ", style: BODY },
    { text: chinese, style: zh },
  ];
  const linesOf = (width: number) =>
    breakLinesByLanguage(cell("Green electricity certificate", "绿色电力证书"), width).map((line) =>
      line.runs.map((run) => run.text).join(""),
    );

  it("is set side by side where there is room, and each on lines of its own where there is not", () => {
    expect(linesOf(400)).toEqual(["Green electricity certificate 绿色电力证书"]);
    expect(linesOf(150)).toEqual(["Green electricity certificate", "绿色电力证书"]);
  });
});

describe("full-width marks", () => {
  const inEms = (text: string) => Math.round((2 * measureText(text, BODY)) / BODY.size) / 2;

  it.each([
    ["。“", 1.5],
    ["））", 1.5],
    ["《（", 1.5],
    ["）。", 1.5],
    ["（吨）。另有", 5.5],
    ["）（", 1.5],
    ["。另", 2],
    ["另（", 2],
    ["（另", 2],
    ["（）", 2],
  ])("leave out the empty half between them: %s is %f em", (text, ems) => {
    expect(inEms(text)).toBe(ems);
  });
});

describe("splitRuns", () => {
  it("takes subscripts from the Latin face and shared marks from that of the neighbour", () => {
    const keys = (text: string) => splitRuns([{ text, style: BODY }]).map((run) => `${run.face.key}:${run.text}`);
    expect(keys("CO₂e 二氧化碳")).toEqual(["sans:CO₂e ", "han:二氧化碳"]);
    expect(keys("“碳”")).toEqual(["han:“碳”"]);
    expect(keys("“carbon”")).toEqual(["sans:“carbon”"]);
  });
});
