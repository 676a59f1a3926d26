import { describe, expect, it } from "vitest";
import { readCells } from "./answer-form.ts";

const read = (fields: Record<string, string>) => readCells(new URLSearchParams(fields));

describe("the plain form of answers", () => {
  it("reads cells and ignores other fields", () => {
    expect(
      read({
        "a.0.2025-01.quantity": "5",
        "a.0.2025-01.unit": "kWh",
        "a.1.2025-02.kind": "not_available",
        "a.1.2025-02.note": "line\r\nline",
        "a.0.2025-01.sourceId": "x",
        recordId: "x",
        "a.x.2025-01.note": "x",
      }),
    ).toEqual([
      {
        position: 0,
        month: "2025-01",
        kind: "quantity",
        quantity: "5",
        unit: "kWh",
        dataQuality: "measured",
        note: "",
      },
      {
        position: 1,
        month: "2025-02",
        kind: "not_available",
        quantity: "",
        unit: "",
        dataQuality: "measured",
        note: "line\nline",
      },
    ]);
  });

  it.each([
    { "a.0.2025-01.kind": "delete" },
    { "a.0.2025-01.quantity": "x".repeat(201) },
    { "a.0.2025-01.note": "\u0000" },
  ])("is refused where a cell can't be kept: %j", (fields) => {
    expect(read(fields as unknown as Record<string, string>)).toBeNull();
  });
});
