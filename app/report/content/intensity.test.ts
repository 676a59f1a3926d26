import { describe, expect, it } from "vitest";
import type { Block } from "#app/press/block.ts";
import { sampleModel } from "../sample-report.ts";
import { describeIntensity } from "./intensity.ts";
import { wordsOf } from "./words.ts";

const per = { en: "part", zh: "件" };
const source = { en: "Sample count.", zh: "示例计数。" };
const rowsOf = (blocks: Block[]) =>
  blocks.flatMap((block) => (block.kind === "table" ? block.rows.map(({ cells }) => cells) : []));

describe("describeIntensity", () => {
  it.each([
    ["1000", "12.49", "12.23"],
    ["3", "4,161.90", "4,076.36"],
    ["7000000", "0.001784", "0.001747"],
  ])("divides the totals by %s units, with four digits that count", (quantity, location, market) => {
    const model = sampleModel("en", { intensity: { per, quantity, source } });
    const rows = rowsOf(describeIntensity(model, wordsOf("en")));
    expect(rows.map(([, tonnes]) => tonnes)).toEqual(["4,620.77", "4,364.14", "12,485.70", "12,229.07"]);
    expect(rows.slice(2).map(([, , amount]) => amount)).toEqual([location, market]);
  });

  it("prints the same figures in both languages, and where the number is from", () => {
    const model = sampleModel("en");
    const [en, zh] = [describeIntensity(model, wordsOf("en")), describeIntensity(model, wordsOf("zh"))];
    expect(rowsOf(zh).map(([, ...figures]) => figures)).toEqual(rowsOf(en).map(([, ...figures]) => figures));
    expect(JSON.stringify(zh)).toContain("示例：全年发货单。");
  });

  it("is absent where nothing is stated", () => {
    const { intensity: _, ...facts } = sampleModel("en").facts;
    expect(describeIntensity({ ...sampleModel("en"), facts }, wordsOf("en"))).toEqual([]);
  });
});
