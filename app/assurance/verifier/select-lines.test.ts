import { describe, expect, it } from "vitest";
import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { translator } from "#app/i18n/index.ts";
import { checkShape } from "#app/kit/list/list-shape.ts";
import { printState, readState } from "#app/kit/list/list-state.ts";
import { toView } from "#app/kit/list/list-view.ts";
import { calculatedLines } from "./calculated-line.ts";
import { choicesOf, LINES, shareOf, type VerifierLine } from "./lines-list.ts";
import { filterLines, LINES_PER_PAGE, selectLines, sumLines } from "./select-lines.ts";

interface Sample {
  kg: string | null;
  scope?: 1 | 2 | 3;
  category?: string;
  evidence?: string;
  merged?: InventoryDocument["activities"][number]["merged"];
  quality?: "estimated";
  unit?: string;
  entry?: "credit";
  factor?: "f1@1" | "f2@1";
  mark?: string;
  findings?: number[];
  samples?: number[];
}

/** Lines `a1`, `a2` … of a document with two facilities, two sources and two factors. */
function linesOf(samples: readonly Sample[]): VerifierLine[] {
  const activities = samples.map((one, at) => ({
    id: `a${at + 1}`,
    facility: at % 2 === 0 ? "f1" : "f2",
    scope: one.scope ?? 1,
    category: one.category ?? "stationary_combustion",
    period: { start: "2025-06-01", end: "2025-06-30" },
    quantity: "1",
    unit: one.unit ?? "kWh",
    factor: one.factor ?? "f1@1",
    emissionSource: at % 2 === 0 ? "s1" : "s2",
    description: { en: `Source ${at + 1}`, zh: `排放源${at + 1}` },
    ...(one.evidence ? { evidence: one.evidence } : {}),
    ...(one.merged ? { merged: one.merged } : {}),
    ...(one.quality ? { dataQuality: one.quality } : {}),
    ...(one.entry ? { entry: { kind: one.entry, reason: "Sample." } } : {}),
  }));
  const document = {
    facilities: { f1: { name: { en: "Plant A" } }, f2: { name: { en: "Plant B" } } },
    factors: [
      { id: "f1", version: "1", source: { title: "Sample factors" } },
      { id: "f2", version: "1", publisher: "Sample publisher" },
    ],
    activities,
    results: {
      lines: samples.flatMap(({ kg }, at) => (kg === null ? [] : [{ activity: `a${at + 1}`, co2eKg: kg }])),
      totals: { co2eKg: "1000" },
    },
  } as unknown as InventoryDocument;
  const places = { sources: { s1: "source-1", s2: "source-2" }, facilities: { f1: "place-1", f2: "place-2" } };
  return calculatedLines(document, places).map((line) => {
    const { mark, findings = [], samples: drawn = [] } = samples[line.at]!;
    const marked = mark === undefined ? null : { note: mark, by: "V", at: "2026-01-01T00:00:00.000Z" };
    return { ...line, totalKg: "1000", mark: marked, findings, samples: drawn };
  });
}

const stateOf = (search: string) => readState(LINES, new URLSearchParams(search));
const idsFor = (lines: readonly VerifierLine[], search = "") =>
  selectLines(lines, stateOf(search)).rows.map(({ key }) => key);

describe("lines of a calculation", () => {
  it("have a consistent declaration", () => {
    expect(() => checkShape(LINES)).not.toThrow();
  });

  it("come with the largest first, by exact value, and without a result last", () => {
    const lines = linesOf([
      { kg: "9.99999999999999999999" },
      { kg: null },
      { kg: "10" },
      { kg: "-3" },
      { kg: "10.00000000000000000001" },
      { kg: "10" },
    ]);
    expect(lines.map(({ id }) => id)).toEqual(["a5", "a3", "a6", "a1", "a4", "a2"]);
    expect(idsFor(lines)).toEqual(["a5", "a3", "a6", "a1", "a4", "a2"]);
    expect(idsFor(lines, "sort=tonnes")).toEqual(["a2", "a4", "a1", "a6", "a3", "a5"]);
  });

  it("have exact cumulative sums without credits", () => {
    const lines = linesOf([{ kg: "0.1" }, { kg: "0.2" }, { kg: "500", entry: "credit" }, { kg: "300" }]);
    expect(lines.map(({ id, cumulativeKg }) => [id, cumulativeKg])).toEqual([
      ["a3", null],
      ["a4", "300"],
      ["a2", "300.2"],
      ["a1", "300.3"],
    ]);
    expect(shareOf("300.3", "1000")).toBe("30.03");
    expect(sumLines(lines)).toEqual({ lines: 4, co2eKg: "300.3", apart: 1 });
  });

  const varied = linesOf([
    { kg: "50", evidence: "Bill 1" },
    { kg: "40", scope: 2, category: "purchased_electricity", factor: "f2@1", mark: "Meter read" },
    { kg: "30", scope: 3, category: "business_travel", quality: "estimated", findings: [7] },
    { kg: "20", scope: 3, category: "purchased_goods_services", unit: "CNY", samples: [1, 12] },
    { kg: "10", merged: { records: "3", evidenced: "2" } },
    { kg: "5", merged: { records: "3", evidenced: "3" } },
  ]);

  it.each([
    ["section=3", ["a3", "a4"]],
    ["section=business_travel", ["a3"]],
    ["facility=place-2", ["a2", "a4", "a6"]],
    ["source=source-1", ["a1", "a3", "a5"]],
    ["method=entered", ["a1", "a2", "a3", "a4", "a5", "a6"]],
    ["basis=estimated", ["a3"]],
    ["basis=spend", ["a4"]],
    ["evidence=all", ["a1", "a6"]],
    ["evidence=some", ["a5"]],
    ["evidence=none", ["a2", "a3", "a4"]],
    ["mark=checked", ["a2"]],
    ["mark=unchecked&section=3", ["a3", "a4"]],
    ["finding=with", ["a3"]],
    ["finding=without&facility=place-1", ["a1", "a5"]],
    ["q=PLANT+b+source+4", ["a4"]],
    ["q=%E6%8E%92%E6%94%BE%E6%BA%902", ["a2"]],
    ["q=f7", ["a3"]],
    ["q=meter", ["a2"]],
    ["sample=12", ["a4"]],
    ["sample=2", []],
    ["q=nothing", []],
  ])("match %s", (search, ids) => {
    expect(stateOf(search).faults).toEqual({});
    expect(idsFor(varied, search)).toEqual(ids);
    expect(filterLines(varied, stateOf(search).typed).map(({ id }) => id)).toEqual(ids);
  });

  it("can be filtered by each dataset that occurs", () => {
    const { dataset, facility } = choicesOf(varied);
    expect(dataset!.map(({ label }) => label.en)).toEqual(["Sample factors", "Sample publisher"]);
    expect(idsFor(varied, `dataset=${dataset![1]!.value}`)).toEqual(["a2"]);
    expect(facility!.map(({ value }) => value)).toEqual(["place-1", "place-2"]);
  });

  it("are sorted by other columns in both directions", () => {
    expect(idsFor(varied, "sort=category")).toEqual(["a1", "a5", "a6", "a2", "a3", "a4"]);
    expect(idsFor(varied, "sort=-name")).toEqual(["a6", "a5", "a4", "a3", "a2", "a1"]);
    expect(idsFor(varied, "sort=-mark").at(-1)).toBe("a2");
  });

  const many = linesOf(Array.from({ length: 120 }, (_, at) => ({ kg: String(1000 - at) })));

  it("are paged by their place, to and fro, without a gap", () => {
    const first = selectLines(many, stateOf(""));
    expect(first.previous).toBeNull();
    const second = selectLines(many, stateOf(printState({ typed: {}, sort: null }, first.next)));
    const third = selectLines(many, stateOf(printState({ typed: {}, sort: null }, second.next)));
    const keys = [first, second, third].flatMap(({ rows }) => rows.map(({ key }) => key));
    expect(keys).toEqual(many.map(({ id }) => id));
    expect(third.next).toBeNull();
    const back = selectLines(many, stateOf(printState({ typed: {}, sort: null }, third.previous)));
    expect(back.rows).toEqual(second.rows);
    expect(second.sums.lines).toBe(120);
  });

  it("keep their place when lines before it leave the filter", () => {
    const page = selectLines(many, stateOf("mark=unchecked"));
    const checked = many.map((line, at) => (at < 10 ? { ...line, mark: { note: "", by: "V", at: "" } } : line));
    const next = selectLines(checked, stateOf(printState({ typed: { mark: "unchecked" }, sort: null }, page.next)));
    expect(next.rows[0]!.key).toBe(many[LINES_PER_PAGE]!.id);
  });

  it("open on the page of a wanted line", () => {
    expect(selectLines(many, stateOf(""), "a77").rows.map(({ key }) => key)).toContain("a77");
    expect(selectLines(many, stateOf(""), "a77").rows[0]!.key).toBe("a51");
    expect(selectLines(many, stateOf("q=nothing"), "a77").rows).toEqual([]);
  });

  it("are shown in both languages", () => {
    for (const locale of ["en", "zh"] as const) {
      const reader = { locale, t: translator(locale), zone: "UTC" as never };
      const state = stateOf("");
      const view = toView(LINES, reader, {
        base: "/assurance/x",
        state,
        ...selectLines(varied, state),
        choices: choicesOf(varied),
        mayStart: false,
      });
      expect(view.rows).toHaveLength(6);
      expect(view.rows[0]!.cells.map(({ text }) => text)).not.toContain("");
      expect(view.filters.map(({ label }) => label)).not.toContain("");
    }
  });
});
