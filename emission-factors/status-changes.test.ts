import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Dataset, FactorRow, StatusChange } from "./library-schema.ts";
import { locateLibrary, readLibrary } from "./read-library.ts";
import { applyStatusChanges, changesByCorrection, readStatusChanges } from "./status-changes.ts";

const folder = mkdtempSync(join(tmpdir(), "truetonne-states-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function edition(states: Record<string, string>, extra: object = {}): Dataset {
  const manifest = { id: "set", edition: "2024", correctionOf: null, publishedOn: null, retrievedOn: "2025-02-01" };
  const rows = Object.entries(states).map(([id, status]) => ({ id, status, status_reason: "" }) as FactorRow);
  return { manifest: { ...manifest, ...extra } as Dataset["manifest"], rows };
}

function change(factor_id: string, changed_on: string, status: string): StatusChange {
  return { dataset: "set", edition: "2024", factor_id, changed_on, status, reason: `${status} on ${changed_on}` };
}

const statesOf = ({ rows }: Dataset) => Object.fromEntries(rows.map(({ id, status }) => [id, status]));

describe("states of published rows", () => {
  const published = edition({ a: "active", b: "active", c: "not_for_inventories" });

  it.each<[name: string, changes: StatusChange[], day: string | undefined, states: string[]]>([
    ["stay without a change", [], undefined, ["active", "active", "not_for_inventories"]],
    [
      "follow a change of one row",
      [change("a", "2025-01-01", "withdrawn")],
      undefined,
      ["withdrawn", "active", "not_for_inventories"],
    ],
    [
      "follow a change of the edition where they are active",
      [change("", "2025-01-01", "withdrawn")],
      undefined,
      ["withdrawn", "withdrawn", "not_for_inventories"],
    ],
    [
      "take the newest state whatever the order of the lines",
      [change("a", "2025-03-01", "active"), change("a", "2025-01-01", "anomalous")],
      undefined,
      ["active", "active", "not_for_inventories"],
    ],
    [
      "apply up to the given day",
      [change("a", "2025-01-01", "anomalous"), change("a", "2025-03-01", "withdrawn")],
      "2025-02-01",
      ["anomalous", "active", "not_for_inventories"],
    ],
    [
      "never turn milder by a correction",
      [
        change("a", "2025-01-01", "withdrawn"),
        change("a", "2025-03-01", "superseded"),
        change("c", "2025-03-01", "superseded"),
      ],
      undefined,
      ["withdrawn", "active", "not_for_inventories"],
    ],
    [
      "take the reason of the newest correction",
      [change("a", "2025-01-01", "superseded"), change("a", "2025-03-01", "superseded")],
      undefined,
      ["superseded", "active", "not_for_inventories"],
    ],
    [
      "ignore other editions",
      [{ ...change("a", "2025-01-01", "withdrawn"), edition: "2023" }],
      undefined,
      ["active", "active", "not_for_inventories"],
    ],
  ])("%s", (_name, changes, day, [a, b, c]) => {
    expect(statesOf(applyStatusChanges(published, changes, day))).toEqual({ a, b, c });
    expect(statesOf(published)).toEqual({ a: "active", b: "active", c: "not_for_inventories" });
  });

  it("have the reason of the change", () => {
    const { rows } = applyStatusChanges(published, [change("a", "2025-01-01", "withdrawn")]);
    expect(rows[0]?.status_reason).toBe("withdrawn on 2025-01-01");
  });

  it("have the reason of the newest correction", () => {
    const changes = [change("a", "2025-01-01", "superseded"), change("a", "2025-03-01", "superseded")];
    expect(applyStatusChanges(published, changes).rows[0]?.status_reason).toBe("superseded on 2025-03-01");
  });

  it("follow from a correcting release, for the rows that it publishes again", () => {
    const correction = edition({ a: "active" }, { edition: "2024-rev2", correctionOf: "set@2024" });
    expect(changesByCorrection(correction)).toEqual([
      { ...change("a", "2025-02-01", "superseded"), reason: "Corrected by set@2024-rev2." },
    ]);
    expect(changesByCorrection(published)).toEqual([]);
  });

  it("supersede the first release of eGRID 2023, but not its marginal rates", () => {
    const first = readLibrary().datasets.find(
      ({ manifest }) => manifest.id === "us-egrid" && manifest.edition === "2023",
    )!;
    const count = (state: string) => first.rows.filter(({ status }) => status === state).length;
    expect([count("superseded"), count("not_for_inventories"), count("active")]).toEqual([28, 28, 0]);
  });
});

describe("the file of changes", () => {
  const header = "dataset,edition,factor_id,changed_on,status,reason\n";
  const read = (text: string) => {
    writeFileSync(join(folder, "status-changes.csv"), text);
    return readStatusChanges(folder);
  };

  it("is read by day", () => {
    const lines = "set,2024,a,2025-03-01,withdrawn,Later\nset,2024,a,2025-01-01,anomalous,Earlier\n";
    expect(read(header + lines).map(({ reason }) => reason)).toEqual(["Earlier", "Later"]);
  });

  it.each([
    ["set,2024,a,2025-03-01,doubtful,Why\n", "unknown state"],
    ["set,2024,a,March,withdrawn,Why\n", "no day"],
    ["set,2024,a,2025-03-01,withdrawn, \n", "no reason"],
  ])("refuses %j", (line, message) => {
    expect(() => read(header + line)).toThrow(message);
  });

  it("rejects other columns and is part of the library", () => {
    expect(() => read("dataset,edition\n")).toThrow("columns");
    expect(readStatusChanges(locateLibrary()).length).toBe(58 + 27 + 2);
  });
});
