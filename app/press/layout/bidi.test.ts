import { describe, expect, it } from "vitest";
import { ISOLATE } from "./bidi.ts";
import { breakLines, splitRuns } from "./text-line.ts";
import { segmentsOf } from "./words.ts";

const style = { role: "sans", size: 9, color: "#000000", leading: 1.5 } as const;

/** The runs of a line from left to right, each in reading order. */
const seen = (text: string) =>
  splitRuns([{ text, style }])
    .map((run, index) => ({ said: run.text, drawn: run.drawn ?? run.text, at: run.at ?? index }))
    .sort((a, b) => a.at - b.at)
    .map(({ drawn }) => drawn);

describe("a line with letters from right to left", () => {
  it("has its words from the right, and keeps them in the order of reading", () => {
    const text = "شركة النور";
    expect(seen(text)).toEqual(["النور", " ", "شركة"]);
    expect(splitRuns([{ text, style }]).map((run) => run.text)).toEqual(["شركة", " ", "النور"]);
  });

  it("leaves figures and Latin words from left to right, and turns brackets round", () => {
    expect(seen("\u2068شركة (النور) 2025\u2069").join("")).toBe("2025 (النور) شركة");
    expect(seen("The works of \u2068شركة\u2069 7 t")).toEqual(["The works of ", "شركة", " 7 t"]);
  });

  it("goes on from left to right after a name that is kept to itself", () => {
    const name = `${ISOLATE.open}شركة${ISOLATE.close}`;
    expect(seen(`${name}, 12.5 t`).join("|")).toBe("شركة|, 12.5 t");
  });

  it("draws no direction mark", () => {
    const lines = breakLines([{ text: `${ISOLATE.open}شركة النور${ISOLATE.close}`, style }], 30);
    expect(lines.length).toBe(2);
    expect(lines.flatMap(({ runs }) => runs.map(({ text }) => text)).join("")).toBe("شركة النور");
  });
});

describe("a line of Thai", () => {
  const text = "บริษัทน้ำตาลไทยรุ่งเรืองจำกัด";

  it("is broken between words, never inside a letter with its marks", () => {
    const ends = segmentsOf(text).map(({ to }) => to);
    expect(ends.length).toBeGreaterThan(2);
    expect(ends.at(-1)).toBe(text.length);
    for (const end of ends.slice(0, -1)) expect(text[end]).not.toMatch(/\p{M}/u);
  });

  it("loses no character, however narrow", () => {
    for (const width of [1, 20, 60, 200]) {
      const lines = breakLines([{ text, style }], width);
      expect(lines.flatMap(({ runs }) => runs.map((run) => run.text)).join("")).toBe(text);
      for (const { runs } of lines) expect(runs[0]!.text).not.toMatch(/^\p{M}/u);
    }
  });
});
