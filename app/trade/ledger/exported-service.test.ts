import fc from "fast-check";
import { expect, test } from "vitest";
import { money } from "#app/money/money.ts";
import {
  type ExportedService,
  gapsOf,
  groupOf,
  homeOf,
  NO_CHOICE,
  SEVERAL,
  totalAtHome,
  totalExports,
} from "./exported-service.ts";

const REPORT = { id: "a", kind: "inventory_report", nameEn: "Report", nameZh: "" } as const;
const TRAINING = { id: "b", kind: "training", nameEn: "Training", nameZh: "" } as const;

const EXPORTED: ExportedService = {
  invoiceId: "1",
  number: "INV-2026-000001",
  issuedOn: "2026-11-27",
  quarter: "2026-Q4",
  period: null,
  clientId: "c",
  clientName: { en: "Sample Buyer GmbH", zh: "" },
  client: { country: "DE" } as ExportedService["client"],
  services: [{ ...REPORT, ebops: "SJ313", supplyMode: "1" }],
  hasOtherLines: false,
  taxRuleId: null,
  net: money(480_000n, "USD"),
  netAtHome: money(3_409_104n, "CNY"),
  received: money(478_500n, "USD"),
  receivedAtHome: money(3_398_450n, "CNY"),
  outstanding: money(0n, "USD"),
  homeCurrency: "CNY",
  evidence: {
    orderId: "o",
    contract: { quoteId: "q", number: "Q-1", signerName: "Sample", signerRole: "Buyer", acceptedAt: new Date(0) },
    isForeignCurrency: true,
    receivedOn: ["2026-12-01"],
    payers: ["DE"],
    hasUnknownPayer: false,
    fapiao: "26312000000000000017",
  },
};

test.each([
  ["nothing", {}, []],
  ["no payer", { evidence: { ...EXPORTED.evidence, hasUnknownPayer: true } }, ["payer"]],
  [
    "no contract, payment and fapiao",
    { evidence: { ...EXPORTED.evidence, contract: null, receivedOn: [], fapiao: "" } },
    ["contract", "received", "fapiao"],
  ],
  ["a seller without fapiao", { evidence: { ...EXPORTED.evidence, fapiao: null } }, []],
  ["no mode of supply", { services: [{ ...REPORT, ebops: "SJ313", supplyMode: "" }] }, ["statistics"]],
  ["no service", { services: [] }, ["statistics"]],
  ["a line of its own", { hasOtherLines: true }, ["statistics"]],
  ["no rate", { netAtHome: null }, ["rate"]],
] as [string, Partial<ExportedService>, string[]][])("names as missing: %s", (_, change, gaps) => {
  expect(gapsOf({ ...EXPORTED, ...change })).toEqual(gaps);
});

test.each([
  ["kind", [], NO_CHOICE],
  ["kind", [{ ...REPORT }], "inventory_report"],
  ["kind", [{ ...REPORT }, { ...TRAINING }], SEVERAL],
  [
    "ebops",
    [
      { ...REPORT, ebops: "SJ313" },
      { ...TRAINING, ebops: "SJ313" },
    ],
    "SJ313",
  ],
  [
    "ebops",
    [
      { ...REPORT, ebops: "SJ313" },
      { ...TRAINING, ebops: "" },
    ],
    SEVERAL,
  ],
  ["mode", [{ ...TRAINING, supplyMode: "4" }], "4"],
] as const)("groups by %s of %j as %s", (by, services, group) => {
  expect(groupOf({ ...EXPORTED, services: services as never }, by)).toBe(group);
});

test("puts an invoice with a line of its own in no group of a service", () => {
  const mixed = { ...EXPORTED, hasOtherLines: true };
  expect((["kind", "ebops", "mode"] as const).map((by) => groupOf(mixed, by))).toEqual([SEVERAL, SEVERAL, SEVERAL]);
  expect(groupOf({ ...mixed, services: [] }, "kind")).toBe(NO_CHOICE);
});

test("keeps currencies apart, and leaves the home total open where a rate is missing", () => {
  const euros = { ...EXPORTED, net: money(1n, "EUR"), received: money(0n, "EUR"), outstanding: money(1n, "EUR") };
  const totals = totalExports([EXPORTED, { ...EXPORTED, netAtHome: null }, euros], "country");
  expect(totals).toMatchObject([
    { key: "DE", currency: "EUR", count: 1, net: { minor: 1n }, netAtHome: { minor: 3_409_104n } },
    { key: "DE", currency: "USD", count: 2, net: { minor: 960_000n }, netAtHome: null },
  ]);
  expect(totalAtHome([EXPORTED, { ...EXPORTED, netAtHome: null, receivedAtHome: null }])).toEqual([
    {
      ...{ homeCurrency: "CNY", count: 2, withoutRate: 1, receivedWithoutRate: 1 },
      ...{ net: money(3_409_104n, "CNY"), received: money(3_398_450n, "CNY") },
      quarters: [{ quarter: "2026-Q4", net: money(3_409_104n, "CNY") }],
    },
  ]);
});

test("fills quarters without an invoice with nothing", () => {
  const [sums] = totalAtHome([EXPORTED, { ...EXPORTED, quarter: "2026-Q1" }, { ...EXPORTED, quarter: "2025-Q4" }]);
  expect(sums!.quarters.map(({ quarter, net }) => [quarter, net.minor > 0n])).toEqual([
    ["2025-Q4", true],
    ["2026-Q1", true],
    ["2026-Q2", false],
    ["2026-Q3", false],
    ["2026-Q4", true],
  ]);
  expect(totalAtHome([{ ...EXPORTED, netAtHome: null }])[0]!.quarters).toEqual([]);
});

test("totals of every grouping add up to the same", () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });
  const rows = fc.array(
    fc.record({
      minor: amount,
      home: amount,
      country: fc.constantFrom("DE", "FR"),
      quarter: fc.integer({ min: 1, max: 4 }),
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(rows, (made) => {
      const exported = made.map(({ minor, home, country, quarter }) => ({
        ...EXPORTED,
        ...{ net: money(minor, "USD"), netAtHome: money(home, "CNY"), quarter: `2026-Q${quarter}` },
        client: { country } as ExportedService["client"],
      }));
      const whole = made.reduce((sum, { home }) => sum + home, 0n);
      for (const by of ["country", "quarter", "kind"] as const) {
        const sum = totalExports(exported, by).reduce((all, { netAtHome }) => all + netAtHome!.minor, 0n);
        expect(sum).toBe(whole);
      }
      expect(totalAtHome(exported)[0]?.net.minor ?? 0n).toBe(whole);
      const quarters = totalAtHome(exported)[0]?.quarters ?? [];
      expect(quarters.reduce((all, { net }) => all + net.minor, 0n)).toBe(whole);
    }),
  );
});

test.each([
  ["480000", "USD", "CNY", 480_000n],
  ["3409104.5", "USD", "CNY", 3_409_104n],
  ["150", "JPY", "CNY", 15_000n],
  ["12345", "KWD", "CNY", 1_234n],
])("reads %s of %s in %s", (timesRate, currency, home, minor) => {
  expect(homeOf(timesRate, currency, home)).toEqual(money(minor, home));
});
