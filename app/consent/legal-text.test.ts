import { describe, expect, it } from "vitest";
import { readLegalText } from "./legal-text.ts";

const read = (en: string, zh = en) =>
  readLegalText({ en: { file: "terms.en.txt", content: en }, zh: { file: "terms.zh.txt", content: zh } });

describe("a text of the operator", () => {
  it("has headings, paragraphs and items in both languages", () => {
    const text = read(
      "Version: 2026-12-01\n\n# Scope\nOne line\nand another.\n\n- First\n- Second\n  of two lines\n\nEnd.",
    );
    expect(text.version).toBe("2026-12-01");
    expect(text.blocks.zh).toEqual([
      { kind: "heading", text: "Scope" },
      { kind: "paragraph", text: "One line and another." },
      { kind: "item", text: "First" },
      { kind: "item", text: "Second of two lines" },
      { kind: "paragraph", text: "End." },
    ]);
  });

  it("may come from an editor that marks its files and ends lines in two characters", () => {
    expect(read("\uFEFFVersion: 1\r\nText.\r\n").blocks.en).toEqual([{ kind: "paragraph", text: "Text." }]);
  });

  it.each([
    ["without a version", "Text.", "Version: 1\nText.", /terms\.en\.txt: the first line must be its version/],
    ["without a text", "Version: 1\n\n", "Version: 1\nText.", /terms\.en\.txt: has no text/],
    [
      "with two versions",
      "Version: 1\nText.",
      "Version: 2\nText.",
      /terms\.zh\.txt: has version 2, but terms\.en\.txt has 1/,
    ],
  ])("is refused %s, with the file", (_, en, zh, message) => {
    expect(() => read(en, zh)).toThrow(message);
  });
});
