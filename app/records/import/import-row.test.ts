import { describe, expect, it } from "vitest";
import type { ActivityField } from "#app/carbon/entry/activity-entry.ts";
import type { ColumnMapping, MappedField, SheetShape } from "./file/activity-file.ts";
import { placeOf } from "./import-row.ts";

const headings = ["Site", " Start ", "Month", "Amount", "Unit", "Jan", "Feb"];
const sheet = { headings } as SheetShape;

function mapped(...fields: [MappedField, number][]): ColumnMapping {
  const columns = fields.map(([field, column]) => ({ field, column }));
  return { sheet: "", headingRow: 1, decimal: "point", columns, amounts: [], constants: { source: "Grid" } };
}

describe("the position of a field in the file", () => {
  it.each<[ActivityField, number | null, ColumnMapping, { letter: string; heading: string }]>([
    ["facility", null, mapped(["facility", 0]), { letter: "A", heading: "Site" }],
    ["unit", null, mapped(["facility", 0], ["unit", 4]), { letter: "E", heading: "Unit" }],
    ["period", null, mapped(["start", 1], ["end", 2]), { letter: "B", heading: "Start" }],
    ["period", null, mapped(["month", 2]), { letter: "C", heading: "Month" }],
    ["quantity", null, mapped(["quantity", 3]), { letter: "D", heading: "Amount" }],
    // One column per month: the cell is the quantity, and the heading is the month.
    ["quantity", 5, mapped(["unit", 4]), { letter: "F", heading: "Jan" }],
    ["period", 6, mapped(["unit", 4]), { letter: "G", heading: "Feb" }],
    ["unit", 6, mapped(["facility", 0]), { letter: "", heading: "" }],
    ["source", null, mapped(["facility", 0]), { letter: "", heading: "" }],
    ["note", null, mapped(["note", 30]), { letter: "AE", heading: "" }],
  ])("%s, cell in column %j", (field, fileColumn, mapping, place) => {
    expect(placeOf(field, fileColumn, mapping, sheet)).toEqual(place);
  });

  it("is empty in an unmapped sheet", () => {
    expect(placeOf("unit", null, undefined, undefined)).toEqual({ letter: "", heading: "" });
  });
});
