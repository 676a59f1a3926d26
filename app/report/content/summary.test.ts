import { describe, expect, it } from "vitest";
import { Decimal } from "#app/number/decimal.ts";
import type { Block, Text } from "#app/press/block.ts";
import { sampleModel } from "../sample-report.ts";
import { describeSections } from "./sections.ts";

const plain = (text: Text) => (typeof text === "string" ? text : text.map((span) => span.text).join(""));
const sectionOf = (id: string, locale: "en" | "zh" | "both" = "en", model = sampleModel(locale)) =>
  describeSections(model).find((section) => section.id === id)!;
const ofKind = <K extends Block["kind"]>(blocks: Block[], kind: K) =>
  blocks.filter((block): block is Extract<Block, { kind: K }> => block.kind === kind);

describe("the page of key results", () => {
  it("names the ten largest sources, largest first, and sums the others to the total", () => {
    const [, sources] = ofKind(sectionOf("summary").blocks, "table");
    const tonnes = sources!.rows.map(({ cells }) => new Decimal(plain(cells[3]!).replaceAll(",", "")));
    expect(sources!.rows).toHaveLength(11);
    const named = tonnes.slice(0, 10);
    const { values, alt } = sources!.bars!;
    expect(values.map((kg) => new Decimal(kg!).div(1000).toFixed(2))).toEqual(named.map((one) => one.toFixed(2)));
    expect(alt).toContain("Steel coil, two suppliers Plant A 41.1%");
    expect([...named].sort((a, b) => b.cmp(a))).toEqual(named);
    const total = new Decimal(sampleModel("en").document.results!.totals!.co2eKg).div(1000);
    expect(
      Decimal.sum(...tonnes)
        .minus(total)
        .abs()
        .lt("0.06"),
    ).toBe(true);
  });

  it("compares with the base year and the last report where there are any", () => {
    const model = sampleModel("en", {
      baseYear: {
        isFirstYear: false,
        year: "2024",
        co2eKg: "10000000",
        co2eKgMarketBased: "9000000",
        recalculation: null,
      },
      previousReport: {
        number: "GHG-2025-000001-X",
        period: { start: "2024-01-01", end: "2024-12-31" },
        co2eKg: "12485700",
        changes: [],
      },
    });
    const [values] = ofKind(sectionOf("summary", "en", model).blocks, "keyValues");
    const readValue = (label: string) => plain(values!.entries.find((entry) => plain(entry.label) === label)!.value);
    expect(readValue("Base year")).toBe(
      "24.86% compared with 10,000.00 tCO₂e in 2024 (location-based); 35.88% compared with 9,000.00 tCO₂e in 2024 (market-based)",
    );
    expect(readValue("Previous report")).toContain("12,485.70 tCO₂e in 2024");
    expect(readValue("Previous report")).not.toContain("market-based");
    expect(readValue("Intensity")).toContain("per tonne of machined parts");
  });
});

describe("the contents", () => {
  it.each(["en", "zh", "both"] as const)("list every section and annex that follows, in order (%s)", (locale) => {
    const [contents, ...rest] = describeSections(sampleModel(locale));
    const [list] = ofKind(contents!.blocks, "contents");
    expect(list!.entries.map(({ id }) => id)).toEqual(rest.map(({ id }) => id));
    expect(list!.entries.at(-1)).toMatchObject({ id: "glossary" });
  });
});
