import { describe, expect, it } from "vitest";
import type { Block, Table, Text } from "#app/press/block.ts";
import type { PrintedRow } from "#app/report/completeness/describe-matrix.ts";
import { sampleFacts, sampleModel } from "#app/report/sample-report.ts";
import { describeCompleteness, whyEmpty, whyIsoEmpty } from "./completeness.ts";
import { wordsOf } from "./words.ts";

const words = wordsOf("en");
const plain = (text: Text) => (typeof text === "string" ? text : text.map((span) => span.text).join(""));
const tablesOf = (blocks: Block[]) => blocks.filter((block): block is Table => block.kind === "table");
const rowsOf = (table: Table) => table.rows.map(({ cells }) => cells.map(plain));

const manyFacilities = Array.from({ length: 6 }, (_, index) => `f${index + 1}`);
const ROWS: PrintedRow[] = [
  {
    category: "waste",
    groups: [
      { state: "covered", facilities: ["f1", "f2"] },
      { state: "not_evaluated", facilities: ["f3", "f4", "f5", "f6"] },
    ],
  },
  { category: "franchises", groups: [{ state: "not_applicable", reason: "no_activity", facilities: manyFacilities }] },
];

describe("the completeness matrix of a report", () => {
  it("has a column for each facility while they fit, and the reasons below", () => {
    const [grid, reasons] = tablesOf(describeCompleteness(sampleModel("en"), words));
    expect(grid!.columns.map(({ header }) => plain(header))).toEqual(["Category", "Plant A", "Plant B"]);
    expect(grid!.rows).toHaveLength(23);
    expect(rowsOf(grid!)).toContainEqual(["Fugitive emissions", "Covered", "Excluded"]);
    expect(rowsOf(reasons!)).toContainEqual([
      "Fugitive emissions",
      "Plant B",
      "Excluded",
      "Below the significance criteria\n1.25 tCO₂e: Sample: charge of two units",
    ]);
    expect(rowsOf(reasons!).some(([category]) => category === "Stationary combustion")).toBe(false);
  });

  it("has rows by category and state if there are more facilities", () => {
    const [table, ...more] = tablesOf(describeCompleteness(sampleModel("en", { completeness: ROWS }), words));
    expect(more).toEqual([]);
    expect(rowsOf(table!)).toEqual([
      [expect.stringMatching(/^5 /), "f1, f2", "Covered", ""],
      [expect.stringMatching(/^5 /), "f3, f4, f5, f6", "Not evaluated", ""],
      [expect.stringMatching(/^14 /), "All facilities", "Not applicable", "No such activity"],
    ]);
  });

  it("is absent from a report that was issued before the matrix was kept", () => {
    const { completeness: _, ...facts } = sampleFacts("0".repeat(64));
    expect(describeCompleteness({ ...sampleModel("en"), facts }, words)).toEqual([]);
  });
});

describe("a category without an amount", () => {
  it("takes its reason from the matrix", () => {
    const model = sampleModel("en");
    expect(whyEmpty(model, "franchises", words)).toBe("");
    expect(whyEmpty(model, "investments", words)).toBe("Not applicable: No such activity");
    expect(whyIsoEmpty(model, "5", words)).toBe("Not applicable: No such activity");
  });
});
