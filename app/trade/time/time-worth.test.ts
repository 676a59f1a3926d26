import { describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import type { TimeWorth, Worth } from "./rate.ts";
import { showWorth } from "./time-worth.ts";

const NONE: Worth = { kind: "none" };
const usd = (minor: bigint) => formatMoney(money(minor, "USD"));
const amount = (minor: bigint): Worth => ({ kind: "amount", money: money(minor, "USD") });

describe("the value of time in words", () => {
  const { time } = translator("en");
  const shown = (worth: TimeWorth) => showWorth(worth, time).map(({ value }) => value);

  it.each<[string, TimeWorth, string[]]>([
    ["is empty without time", { value: NONE, cost: NONE, margin: null }, []],
    [
      "names time that is not billable",
      { value: NONE, cost: amount(5_000n), margin: money(-5_000n, "USD") },
      [time.rates.noBillable, usd(5_000n), usd(-5_000n)],
    ],
    [
      "names missing rates",
      { value: { kind: "missing", minutes: 90 }, cost: amount(5_000n), margin: null },
      [time.rates.missing("1:30"), usd(5_000n), time.rates.noMargin],
    ],
    [
      "names several currencies",
      { value: amount(100n), cost: { kind: "currencies", currencies: ["EUR", "USD"] }, margin: null },
      [usd(100n), time.rates.currencies("EUR, USD"), time.rates.noMargin],
    ],
  ])("%s", (_, worth, expected) => expect(shown(worth)).toEqual(expected));
});
