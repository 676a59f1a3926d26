import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { readBillFile } from "#app/bill/reader/read-bill-file.server.ts";
import { parseCsvRecords } from "#emission-factors/csv.ts";
import { BILL_SAMPLES } from "#tests/support/bills/bill-samples.ts";
import { truetonne } from "#tests/support/command-line.ts";

let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(inject("runFolder"), "bills-"));
  for (const { name, make } of BILL_SAMPLES) writeFileSync(at(name), await make());
  writeFileSync(at("broken.pdf"), "%PDF-1.7\n1 0 obj\n<<");
});

describe("truetonne bills read", () => {
  it("prints a row for each item of each file, and what it could not read", async () => {
    const names = [...BILL_SAMPLES.map(({ name }) => name), "broken.pdf"];
    const { code, out } = await truetonne(["bills", "read", ...names.map(at)]);
    expect(code).toBe(1);
    const rows = parseCsvRecords(out);
    const states = new Map(rows.map(({ file, state }) => [file, state]));
    expect(states).toEqual(
      new Map([
        ...BILL_SAMPLES.map(({ name, read }) => [at(name), read.state] as const),
        [at("broken.pdf"), "refused"],
      ]),
    );
    expect(rows.find(({ file }) => file === at("sample-gas-altered.ofd"))).toMatchObject({
      quantity: "5320.8 | 320.8",
      unit: "立方米",
      problems: "data_differs",
    });
    expect(rows.filter(({ file }) => file === at("sample-power-peaks.pdf"))).toHaveLength(3);
  });

  it("prints places with --json", async () => {
    const { code, out } = await truetonne(["bills", "read", at("sample-strom-de.pdf"), "--json"]);
    expect(code).toBe(0);
    const [read] = JSON.parse(out) as [{ bill: { lines: { quantity: object[] }[] } }];
    expect(read.bill.lines[0]?.quantity).toMatchObject([
      { value: "12345.6", place: { page: 1, raw: "12.345,6" }, unit: { value: "kWh" } },
    ]);
  });

  it("refuses a missing file and wrong usage", async () => {
    expect(await truetonne(["bills", "read", at("none.pdf")])).toMatchObject({ code: 2, out: "" });
    expect(await truetonne(["bills"])).toMatchObject({ code: 2, out: "" });
    expect((await truetonne(["bills", "--help"])).code).toBe(0);
  });
});

it("ends the process that reads a bill at its limits", async () => {
  const limits = { totalMilliseconds: 1, silentMilliseconds: 1 };
  expect(await readBillFile(at("sample-power-peaks.pdf"), { limits })).toEqual({ ok: false, code: "too_hard" });
  expect(await readBillFile(at("sample-power.xml"))).toMatchObject({ ok: true, reading: { state: "read" } });
});
