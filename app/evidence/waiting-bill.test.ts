import { describe, expect, it } from "vitest";
import type { Bill, Candidate, QuantityCandidate } from "#app/bill/bill.ts";
import {
  type BillSummary,
  groupsOf,
  leaveTwins,
  meterOf,
  readWaitingForm,
  recallSources,
  toWaiting,
  type WaitingRow,
} from "./waiting-bill.ts";

const place = { page: 1, box: { x: 0, y: 0, width: 1, height: 1 }, raw: "" };
const one = (value: string): Candidate => ({ value, place });
const amount = (value: string): QuantityCandidate => ({ ...one(value), unit: one("m³") });

function billOf(changes: Partial<Bill> = {}): Bill {
  return {
    layout: "chinese_invoice",
    seller: [],
    buyer: [],
    number: [one("77")],
    issuedOn: [],
    meter: [one("8800")],
    period: [one("2025-03-01/2025-03-31")],
    net: [],
    total: [],
    currency: "CNY",
    estimated: [],
    lines: [{ energy: "gas", name: "gas", quantity: [amount("12.5")], amount: [] }],
    ...changes,
  };
}
const read = (changes: Partial<Bill> = {}, rest: Partial<BillSummary & { ok: true }> = {}): BillSummary => ({
  ok: true,
  state: "read",
  bill: billOf(changes),
  problems: [],
  ...rest,
});
const wait = (summary: BillSummary, name = "a.xml") => toWaiting({ id: name, name }, summary, () => "note");
const rowsOf = (summary: BillSummary, name?: string) => wait(summary, name) as WaitingRow[];

describe("bills that wait for their entry", () => {
  it("makes a row without a source of a bill that was read whole", () => {
    expect(rowsOf(read())).toMatchObject([
      { sourceId: "", period: "2025-03", quantity: "12.5", unit: "m³", group: "gas/8800", bill: "77", isChosen: true },
    ]);
  });

  it.each<[string, BillSummary]>([
    ["a missing value", read({}, { state: "needs_entry" })],
    ["something to look at", read({}, { problems: ["several_lines"] })],
    ["a scan", { ok: true, state: "scanned", bill: null, problems: [] }],
    ["a damaged file", { ok: false, code: "damaged" }],
  ])("leaves a bill with %s to a person", (_, summary) => {
    expect(wait(summary)).not.toBeInstanceOf(Array);
  });

  it("groups rows by meter, and a file without one alone", () => {
    const rows = [...rowsOf(read()), ...rowsOf(read(), "b.ofd"), ...rowsOf(read({ meter: [] }), "c.pdf")];
    expect(groupsOf(rows)).toEqual([
      { group: "gas/8800", energy: "gas", meter: "8800" },
      { group: "gas/c.pdf", energy: "gas", meter: "c.pdf" },
    ]);
  });

  it("recalls the source of a meter, and nothing of a file without one", () => {
    const rows = [
      ...rowsOf(read()),
      ...rowsOf(read({ meter: [one("9")] }), "b.ofd"),
      ...rowsOf(read({ meter: [] }), "c.pdf"),
    ];
    expect(rows.map(meterOf)).toEqual(["gas 8800", "gas 9", null]);
    const known = new Map([
      ["gas 8800", "s0"],
      ["", "s1"],
      ["gas c.pdf", "s2"],
    ]);
    expect(recallSources(rows, known).map(({ sourceId }) => sourceId)).toEqual(["s0", "", ""]);
  });

  it("does not choose the same bill in a second file", () => {
    const rows = [...rowsOf(read()), ...rowsOf(read(), "b.ofd"), ...rowsOf(read({ number: [one("78")] }), "c.xml")];
    expect(leaveTwins(rows).map(({ isChosen }) => isChosen)).toEqual([true, false, true]);
    const unmetered = [...rowsOf(read()), ...rowsOf(read({ meter: [] }), "b.ofd")];
    expect(leaveTwins(unmetered).map(({ isChosen }) => isChosen)).toEqual([true, false]);
    const unnumbered = [...rowsOf(read({ number: [] })), ...rowsOf(read({ number: [] }), "b.ofd")];
    expect(leaveTwins(unnumbered).map(({ isChosen }) => isChosen)).toEqual([true, true]);
  });

  it("reads its form back, with the source of the group at each row", () => {
    const rows = [...rowsOf(read()), ...rowsOf(read({ meter: [one("9")] }), "b.ofd")];
    const fields: Record<string, string> = { "source-0": "s0", "source-1": "s1" };
    for (const [index, row] of rows.entries()) {
      const { recordId, fileId, fileName, sourceId: _, isChosen: __, ...same } = row;
      const sent = { ...same, record: recordId, file: fileId, name: fileName, ...(index === 0 ? { use: "on" } : {}) };
      for (const [name, value] of Object.entries(sent)) fields[`${name}-${index}`] = value;
    }
    expect(readWaitingForm(fields)).toEqual([
      { ...rows[0]!, sourceId: "s0" },
      { ...rows[1]!, sourceId: "s1", isChosen: false },
    ]);
  });
});
