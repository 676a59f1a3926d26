import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block, Section, Text } from "#app/press/block.ts";
import { keyValues, list, muted, paragraph, part, section } from "#app/press/block-builders.ts";
import { mergeSections } from "./bilingual.ts";

function merge(en: Block[], zh: Block[]): Block[] {
  const made = (blocks: Block[]): Section[] => [{ id: "s", blocks }];
  return mergeSections(made(en), made(zh))[0]!.blocks;
}

function table(cells: Text[], header: Text = "H"): Block {
  return { kind: "table", columns: cells.map(() => ({ header, width: 1 })), rows: [{ cells }] };
}

function plain(text: Text): string {
  return typeof text === "string" ? text : text.map((span) => span.text).join("");
}

function cellsOf(block: Block | undefined): Text[] {
  if (block?.kind !== "table") throw new Error("no table");
  return block.rows[0]!.cells;
}

describe("mergeSections", () => {
  it.each<[what: string, en: Text, zh: Text, merged: string]>([
    ["a figure", "1,234.50", "1,234.50", "1,234.50"],
    ["short words", "Total", "合计", "Total 合计"],
    [
      "long words",
      "a sentence that is longer than a line of a cell",
      "一句话",
      "a sentence that is longer than a line of a cell\n一句话",
    ],
    ["a line that differs among lines that do not", "Diesel\nid@1", "柴油\nid@1", "Diesel 柴油\nid@1"],
    [
      "a figure after a name",
      [{ text: "fossil" }, { text: " 2.5" }],
      [{ text: "化石" }, { text: " 2.5" }],
      "fossil 化石 2.5",
    ],
    ["a text that one language lacks", "", "名称", "名称"],
    ["a number before a name", "12 Leased assets", "12 租赁资产", "12 Leased assets 租赁资产"],
    ["another number before a name", "12 Leased assets", "13 租赁资产", "12 Leased assets 13 租赁资产"],
  ])("sets %s", (_, en, zh, merged) => {
    expect(cellsOf(merge([table([en])], [table([zh])])[0]).map(plain)).toEqual([merged]);
  });

  it("marks the language of each stretch that is in one language only", () => {
    const [block] = merge([paragraph("Text")], [paragraph("文字")]);
    expect(block).toEqual(paragraph([{ text: "Text", lang: "en" }]));
    expect(cellsOf(merge([table(["A"])], [table(["甲"])])[0])).toEqual([
      [{ text: "A", lang: "en" }, { text: " " }, { text: "甲", lang: "zh-Hans" }],
    ]);
  });

  it("keeps the number of a heading once, and both where an annex is named in each language", () => {
    const heading = (number: string, text: string) => ({ ...section("s", text), number });
    const text = ([block]: Block[]) => (block?.kind === "heading" ? `${block.number}|${plain(block.text)}` : "");
    expect(text(merge([heading("2", "Results")], [heading("2", "结果")]))).toBe("2|Results · 结果");
    expect(text(merge([heading("Annex A", "Factors")], [heading("附录 A", "因子")]))).toBe(
      "|Annex A  Factors · 附录 A  因子",
    );
  });

  it("leaves out the translation that a report in one language adds", () => {
    const entries = (name: string, other: string) =>
      keyValues([
        ["Name", name],
        ["Other name", other, "translation"],
      ]);
    const [block] = merge([entries("Sample", "示例")], [entries("示例", "Sample")]);
    expect(block).toMatchObject({ entries: [{ label: "Name" }] });
  });

  it.each<[what: string, en: Block[], zh: Block[]]>([
    ["a missing block", [paragraph("a"), paragraph("b")], [paragraph("a")]],
    ["another kind of block", [paragraph("a")], [list(["a"])]],
    ["another heading", [part("a", "A")], [part("b", "A")]],
    ["a missing row", [table(["1"])], [{ ...table(["1"]), rows: [] } as Block]],
    ["a missing cell", [table(["1", "2"])], [table(["1"])]],
    ["a missing item", [list(["a", "b"])], [list(["a"])]],
    ["a missing entry", [keyValues([["a", "1"]])], [keyValues([])]],
  ])("refuses %s", (_, en, zh) => {
    expect(() => merge(en, zh)).toThrow(/languages differ/);
  });

  it("repeats every figure of a cell as often as one language does, whatever the text around it", () => {
    const line = fc.tuple(fc.constantFrom("a", "b", ""), fc.constantFrom("甲", "乙", ""), fc.nat(99_999));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (entries) => {
        const cell = (side: 0 | 1) =>
          entries.flatMap(([en, zh, figure], index) => [
            muted([en, zh][side]!),
            { text: `#${figure};${index < entries.length - 1 ? "\n" : ""}` },
          ]);
        const text = plain(cellsOf(merge([table([cell(0)])], [table([cell(1)])])[0])[0]!);
        expect(text.match(/#\d+;/g)).toEqual(entries.map(([, , figure]) => `#${figure};`));
      }),
    );
  });
});
