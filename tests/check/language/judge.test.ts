import { describe, expect, it } from "vitest";
import { judge } from "./judge.ts";

const inMessage = (text: string, locale = "en") =>
  judge(`app/room/room.${locale}.ts`, `const a = ${JSON.stringify(text)};`);

describe("judge", () => {
  it.each([
    ["a comment", "app/a.ts", "// For whoever comes.\nconst a = 1;"],
    ["a string", "app/a.ts", 'const a = "Ask whoever comes.";'],
    ["a template", "app/a.ts", "const a = `Ask whoever is.`;"],
    ["text of a page", "app/a.tsx", "const a = <p>Ask whoever comes.</p>;"],
    ["the name of a test", "tests/a.test.ts", 'it("lets in whoever comes", () => {});'],
    ["a document", "docs/a.md", "# Title\n\nAsk whoever comes."],
  ])("finds a banned word in %s", (_, file, source) => {
    expect(judge(file, source)).toEqual([expect.stringMatching(/^[^:]+:\d: whoever: write /)]);
  });

  it("names the line", () => {
    expect(judge("docs/a.md", "# Title\n\nAsk whoever comes.")).toEqual([expect.stringContaining("docs/a.md:3:")]);
  });

  it.each([
    ["an exception with its reason", "// language: a quotation of the law\nconst a = 'for whoever comes';"],
    ["a statement of SQL", "const a = sql`select 1 from a where whoever is null`;"],
    ["an import", 'import { a } from "#app/beside/a b.ts";'],
    ["a single word", 'const a = "beside";'],
  ])("leaves %s", (_, source) => {
    expect(judge("app/a.ts", source)).toEqual([]);
  });

  it("leaves code in documents", () => {
    expect(judge("docs/a.md", "Run `whoever is`.\n\n```\nwhoever is\n```\n[a](whoever-is.md)")).toEqual([]);
  });

  it("finds a term that is not in the glossary", () => {
    expect(inMessage("Add an own factor.")).toEqual([expect.stringContaining("custom_factor")]);
    expect(inMessage("添加自有因子。", "zh")).toEqual([expect.stringContaining("custom_factor")]);
  });

  it.each([
    ["ASCII punctuation between characters", "设施,排放源"],
    ["ASCII brackets next to them", "设施(一)"],
    ["a blank next to a full-width mark", "设施， 排放源"],
    ["a Latin numeral of a scope", "范围1"],
    ["a Latin word", "添加 facility"],
  ])("finds %s in Chinese", (_, text) => {
    expect(inMessage(text, "zh")).toHaveLength(1);
  });

  it("leaves units, formats and names of files in Chinese", () => {
    expect(inMessage("下载 CSV 文件 records.csv，单位 tCO₂e。", "zh")).toEqual([]);
  });

  it("counts the words of a sentence, an inserted value as one", () => {
    const words = (count: number) => Array.from({ length: count }, () => "word").join(" ");
    expect(inMessage(`${words(20)}. ${words(20)}.`)).toEqual([]);
    expect(inMessage(`${words(21)}.`)).toEqual([expect.stringContaining("21 words")]);
    expect(judge("app/report/a.en.ts", `const a = "${words(25)}.";`)).toEqual([]);
    expect(judge("app/room/a.en.ts", `const a = \`\${1} ${words(19)} \${2}.\`;`)).toEqual([
      expect.stringContaining("21 words"),
    ]);
  });
});
