import { expect, test } from "vitest";
import type { ContractualInstrument, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { documentOf, period, power } from "#app/carbon/document/sample-document.ts";
import { validateDocument } from "#app/carbon/document/validate-document.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";

const CERTIFICATES = {
  registry: "Registry",
  serials: { first: "A-01", last: "A-10" },
  generation: period,
  quantity: "10",
  unit: "MWh",
  cancelledOn: "2026-01-15",
} as const;

/** Two meters that claim megawatt-hours of one instrument. */
function run(
  instrument: Partial<ContractualInstrument>,
  { type = "i_rec", claims = ["4", "6"], vintage }: { type?: string; claims?: string[]; vintage?: typeof period } = {},
) {
  const claim = (quantity: string) => ({ type, quantity, unit: "MWh", factor: "its@1" });
  const document: InventoryDocument = {
    ...documentOf(
      ...claims.map((quantity, at) =>
        power({ id: `m${at}`, quantity: "9000", market: { instruments: [claim(quantity)], residualFactor: null } }),
      ),
    ),
    ...(vintage ? { vintage } : {}),
  };
  document.factors = [
    ...document.factors,
    {
      kind: "emission",
      id: "its",
      version: "1",
      unit: "MWh",
      gases: { CO2: "0" },
      instrument: { ...CERTIFICATES, ...instrument },
    },
  ];
  expect(validateDocument(document)).toEqual({ ok: true, document });
  return runInventory(document).issues.map(({ code, activity }) => `${activity} ${code}`);
}

test("an instrument may be split between meters, to its last unit", () => {
  expect(run({})).toEqual([]);
  expect(run({ quantity: "10000", unit: "kWh" })).toEqual([]);
});

test("what is claimed beyond its quantity is refused on every meter", () => {
  const twice = ["m0 instrument_claimed_twice", "m1 instrument_claimed_twice"];
  expect(run({}, { claims: ["4", "6.000001"] })).toEqual(twice);
  expect(run({ quantity: "9" })).toEqual(twice);
});

test.each<[start: string, end: string, isRefused: boolean]>([
  ["2025-01-01", "2025-12-31", false],
  ["2024-12-31", "2025-01-31", true],
  ["2025-12-01", "2026-01-01", true],
])("generation from %s to %s without a stated window is refused: %s", (start, end, isRefused) => {
  const issues = run({ generation: { start, end } }, { claims: ["1"] });
  expect(issues).toEqual(isRefused ? ["m0 instrument_vintage"] : []);
});

test("a stated window decides instead of the year", () => {
  const generation = { start: "2024-12-01", end: "2024-12-31" };
  const vintage = { start: "2024-07-01", end: "2026-03-31" };
  expect(run({ generation }, { claims: ["1"], vintage })).toEqual([]);
});

test.each<[type: string, isRefused: boolean]>([
  ["green_power_trade", true],
  ["green_electricity_certificate", true],
  ["guarantee_of_origin", true],
  ["rego", true],
  ["rec", true],
  ["i_rec", true],
  ["power_purchase_agreement", false],
  ["direct_line", false],
  ["supplier_contract", false],
])("%s that is not cancelled is refused: %s", (type, isRefused) => {
  const { cancelledOn: _, ...held } = CERTIFICATES;
  const issues = run({ ...held, cancelledOn: undefined as never }, { type, claims: ["1"] });
  expect(issues).toEqual(isRefused ? ["m0 instrument_not_cancelled"] : []);
});
