import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { MemoryFile } from "#app/encoding/table/memory-file.ts";
import { Decimal } from "#app/number/decimal.ts";
import { compare, sum, toExactOr40 } from "#app/number/ratio.ts";
import { parseCsv } from "#emission-factors/csv.ts";
import { type LedgerLine, matchLine } from "#emission-factors/match/match-line.ts";
import { locateLibrary, readLibrary } from "#emission-factors/read-library.ts";
import { indexLibrary } from "#emission-factors/search.ts";
import { headlineOf, sumEstimate } from "./estimate.ts";
import { type EstimateSettings, estimateLine, type LedgerEntry } from "./estimate-line.ts";
import { makeFactorFile } from "./factor-file.server.ts";
import { type EstimateLibrary, type FactorFile, openFactorFile } from "./factor-file.ts";
import { readLedger } from "./read-ledger.ts";
import { SAMPLE_LEDGERS } from "./sample-ledger.ts";

let file: FactorFile;
let library: EstimateLibrary;

beforeAll(() => {
  file = makeFactorFile();
  library = openFactorFile(file);
}, 120_000);

const CHINA: EstimateSettings = { country: "CN", region: "", rates: {} };
const line = (facts: Partial<LedgerEntry>): LedgerEntry => ({
  at: "2",
  text: "",
  quantity: "",
  unit: "",
  amount: "",
  currency: "",
  account: "",
  supplier: "",
  ...facts,
});
const estimate = (facts: Partial<LedgerEntry>, settings: Partial<EstimateSettings> = {}) =>
  estimateLine(library, line(facts), { ...CHINA, ...settings });
const shown = (result: ReturnType<typeof estimate>) =>
  result.outcome === "estimated"
    ? [result.factor.id, toExactOr40(result.co2eKg), result.percent, result.isSure]
    : result.outcome === "open"
      ? [...result.needs]
      : "nothing";

describe("the factors of the estimate", () => {
  it("give every labelled line the answer of the whole library", () => {
    const whole = indexLibrary(readLibrary().datasets);
    const { header, rows } = parseCsv(readFileSync(join(locateLibrary(), "match", "labelled-lines.csv"), "utf8"));
    const lines = rows.map(
      (cells) =>
        ({
          ...Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ""])),
          amount: "100",
        }) as unknown as LedgerLine,
    );
    expect(lines.length).toBeGreaterThan(400);
    const kept = new Set(file.factors.map(([, id]) => id));
    for (const one of lines) {
      const [all, some] = [matchLine(whole, one, { limit: 20 }), matchLine(library.index, one, { limit: 20 })];
      const wanted = all.rows.map(({ id }) => id).filter((id) => kept.has(id));
      expect([one.text, some.category, some.rows.map(({ id }) => id)]).toEqual([one.text, all.category, wanted]);
      // The rest has no total, or one of zero.
      for (const { id } of all.rows) if (!kept.has(id)) expect(id).toMatch(/^(gas-release|uk-desnz|us-epa-hub)\./);
    }
  });
  it("have a total above zero, a licence and an attribution, and none is a part of the gases", () => {
    for (const [at, id, name, , category, , , , , total] of file.factors) {
      expect([id, Number(total) > 0, category !== "", / CH4 and N2O/.test(name)]).toEqual([id, true, true, false]);
      expect(file.datasets[at]!.licence).not.toBe("");
    }
    for (const { id, attribution } of file.datasets)
      if (id !== "gas-release") expect([id, attribution]).not.toContain("");
    expect(library.provinces).toHaveLength(30);
  });
  it("stay small", () => {
    expect(JSON.stringify(file).length).toBeLessThan(600_000);
  });
});

describe("a line", () => {
  it.each<[string, Partial<LedgerEntry>, Partial<EstimateSettings>, unknown]>([
    [
      "of Chinese electricity",
      { text: "电费", quantity: "1000", unit: "kWh" },
      {},
      ["cn-mee-grid.national", "530.6", 10, true],
    ],
    [
      "in a multiple of a unit",
      { text: "电费", quantity: "0.1", unit: "万千瓦时" },
      {},
      ["cn-mee-grid.national", "530.6", 10, true],
    ],
    [
      "of a province",
      { text: "电费", quantity: "1000", unit: "kWh" },
      { region: "CN-GD" },
      expect.arrayContaining(["cn-mee-grid.province.gd"]),
    ],
    [
      "of electricity without a country",
      { text: "electricity", quantity: "1000", unit: "kWh" },
      { country: "" },
      ["country"],
    ],
    [
      "through a heating value: 42.652 GJ × 20.2 kg C × 98 % × 44/12",
      { text: "柴油", quantity: "1", unit: "t" },
      {},
      expect.arrayContaining([expect.stringMatching(/^cn-.*diesel$/)]),
    ],
    ["of litres, where the factor is by energy", { text: "柴油", quantity: "1", unit: "L" }, {}, ["density"]],
    [
      "of spending in dollars",
      { text: "legal advice", amount: "100", currency: "USD" },
      { country: "US" },
      expect.arrayContaining([60, false]),
    ],
    ["of spending without a rate", { text: "法律咨询费", amount: "710", currency: "CNY" }, {}, ["exchange_rate"]],
    [
      "of spending with a rate of zero",
      { text: "法律咨询费", amount: "710", currency: "CNY" },
      { rates: { CNY: "0" } },
      ["exchange_rate"],
    ],
    ["of spending without a currency", { text: "法律咨询费", amount: "710" }, {}, ["currency"]],
    ["of wages", { text: "工资", amount: "710", currency: "CNY" }, {}, "nothing"],
    ["without a text", { quantity: "7", unit: "kWh" }, {}, ["text"]],
    ["without a number", { text: "电费", unit: "kWh" }, {}, ["number"]],
    ["with words for a number", { text: "电费", quantity: "about 5", unit: "kWh" }, {}, ["number"]],
    ["without a unit", { text: "电费", quantity: "5" }, {}, ["unit"]],
    ["of an ambiguous ton", { text: "aluminium ingot", quantity: "5", unit: "ton" }, { country: "DE" }, ["unit"]],
    ["of a gas outside all totals", { text: "R-22", quantity: "5", unit: "kg" }, {}, ["blend_composition"]],
  ])("%s", (_, facts, settings, expected) => {
    expect(shown(estimate(facts, settings))).toEqual(expected);
  });

  it("counts ten thousand yuan as such", () => {
    const rates = { CNY: "7" };
    const yuan = estimate({ text: "法律咨询费", amount: "70000", currency: "元" }, { rates });
    const tenThousands = estimate({ text: "法律咨询费", amount: "7", currency: "万元" }, { rates });
    expect(shown(yuan)).toHaveLength(4);
    expect(shown(tenThousands)).toEqual(shown(yuan));
  });
});

describe("the total", () => {
  const texts = fc.constantFrom("电费", "柴油", "天然气", "法律咨询费", "工资", "R-410A", "冷轧钢板", "xyzzy", "");
  const units = fc.constantFrom("kWh", "t", "kg", "m3", "L", "", "CNY");
  const number = fc.integer({ min: -9_999_999, max: 9_999_999 }).map((value) => (value / 100).toFixed(2));
  const entry = fc
    .record({
      text: texts,
      unit: units,
      quantity: fc.option(number, { nil: "" }),
      amount: fc.option(number, { nil: "" }),
    })
    .map((facts) => line({ ...facts, currency: "CNY" }));

  it("is the exact sum of the lines, its range contains it, and no line is lost", () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), fc.boolean(), (entries, hasRate) => {
        const settings = { ...CHINA, rates: hasRate ? { CNY: "7.1" } : {} };
        const results = entries.map((one) => estimateLine(library, one, settings));
        const { total, estimated, open, nothing, sure, guessed } = sumEstimate(results);
        expect(estimated.length + open.length + nothing.length).toBe(entries.length);
        for (const one of open) expect(one.needs.length).toBeGreaterThan(0);
        for (const one of estimated) {
          expect(compare(one.low, one.co2eKg)).toBeLessThanOrEqual(0);
          expect(compare(one.co2eKg, one.high)).toBeLessThanOrEqual(0);
        }
        if (total === null) {
          expect(estimated).toEqual([]);
          return;
        }
        expect(total.co2eKg).toBe(toExactOr40(sum(estimated.map(({ co2eKg }) => co2eKg))));
        const exact = (text: string) => new Decimal(text);
        expect(exact(total.low).lte(total.co2eKg) && exact(total.co2eKg).lte(total.high)).toBe(true);
        const partOf = (isSure: boolean) => {
          const lines = estimated.filter((one) => one.isSure === isSure);
          return lines.length === 0 ? null : toExactOr40(sum(lines.map(({ co2eKg }) => co2eKg)));
        };
        expect([sure?.co2eKg ?? null, guessed?.co2eKg ?? null]).toEqual([partOf(true), partOf(false)]);
        const head = headlineOf(total);
        expect(exact(head.low).times(1000).lte(total.low)).toBe(true);
        expect(exact(head.high).times(1000).gte(total.high)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
  it("is missing, not zero, without an estimated line", () => {
    expect(sumEstimate([estimate({ text: "xyzzy", quantity: "5", unit: "kg" })]).total).toBeNull();
    expect(sumEstimate([]).total).toBeNull();
  });
});

describe("the sample ledgers", () => {
  it.each(["en", "zh"] as const)("show every outcome: %s", (language) => {
    const { text, country, rates } = SAMPLE_LEDGERS[language];
    const { entries } = readLedger(new MemoryFile(new TextEncoder().encode(text)));
    const results = entries.map((one) => estimateLine(library, one, { country, region: "", rates }));
    const { estimated, open, nothing, sure } = sumEstimate(results);
    expect([estimated.length, open.length, nothing.length]).toEqual([8, 1, 1]);
    expect(sure).not.toBeNull();
  });
});
