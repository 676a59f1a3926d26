import { describe, expect, it } from "vitest";
import { kindsOf, readAnswers, toFields } from "./answers.ts";
import { SHIPPED_KINDS, SHIPPED_TRADES } from "./shipped-trades.ts";
import { readTrades } from "./trade-template.ts";

const { trades, kinds } = readTrades(SHIPPED_KINDS, SHIPPED_TRADES);
const ANSWERED = {
  trade: "machining",
  rows: "2",
  "name-0": "Suzhou plant",
  "country-0": "CN",
  "subdivision-0": "CN-JS",
  "name-1": "Hanoi plant",
  "country-1": "VN",
  asker: "Acme GmbH",
  dueOn: "2027-03-31",
};

describe("the answers", () => {
  it("survive the way to the proposal and back", () => {
    const { answers, errors } = readAnswers({ ...ANSWERED, "use-steel": "on" }, trades);
    expect(errors).toEqual({});
    expect(readAnswers(toFields(answers), trades).answers).toEqual(answers);
  });

  it.each([
    [{ trade: "alchemy" }, { trade: "trade_missing" }],
    [{ "name-0": "" }, { "name-0": "name_missing" }],
    [{ "country-0": "" }, { "country-0": "country_missing" }],
    [{ "subdivision-0": "" }, { "subdivision-0": "subdivision_missing" }],
    [{ "subdivision-1": "CN-JS" }, { "subdivision-1": "subdivision_other_country" }],
    [{ "name-1": "suzhou PLANT" }, { "name-1": "name_twice" }],
    [{ dueOn: "2027-02-30" }, { dueOn: "day_invalid" }],
    [{ asker: "x".repeat(201) }, { asker: "too_long" }],
  ])("are refused with an error at the field: %j", (changed, errors) => {
    expect(readAnswers({ ...ANSWERED, ...changed }, trades).errors).toEqual(errors);
  });

  it("leave out a row that was added and stayed empty", () => {
    const { answers, errors } = readAnswers({ ...ANSWERED, rows: "3", "country-2": "CN" }, trades);
    expect([errors, answers.sites.length]).toEqual([{}, 2]);
  });

  it("choose what is usual for the trade if nothing is ticked, else what is ticked and what no question asks for", () => {
    const trade = trades.find(({ id }) => id === "machining")!;
    expect(kindsOf({ uses: [] }, trade, kinds)).toEqual(trade.sources);
    const chosen = kindsOf({ uses: ["coal", "steel", "waste_burnt"] }, trade, kinds).map(({ id }) => id);
    expect(chosen).toEqual(expect.arrayContaining(["electricity", "commuting", "coal", "steel"]));
    expect(chosen).not.toContain("natural_gas");
    expect(chosen).not.toContain("waste_burnt");
  });
});
