import { describe, expect, it } from "vitest";
import { SHIPPED_KINDS, SHIPPED_TRADES } from "./shipped-trades.ts";
import { readTrades } from "./trade-template.ts";

const own = (content: object) => readTrades(SHIPPED_KINDS, [...SHIPPED_TRADES, { file: "own.json", content }]);
const BREWING = { id: "brewing", name: { en: "Brewing", zh: "啤酒酿造" }, gbt4754: ["15"], nace: ["11"] };

describe("trade templates", () => {
  it("are at least 13, each with electricity and an official code or none", () => {
    const { trades } = readTrades(SHIPPED_KINDS, SHIPPED_TRADES);
    expect(trades.length).toBeGreaterThanOrEqual(13);
    for (const trade of trades) {
      expect(trade.sources.map(({ id }) => id)).toContain("electricity");
      expect(trade.gbt4754.length === 0).toBe(trade.nace.length === 0);
    }
  });

  it("are extended and replaced by an operator's files", () => {
    const { trades } = own({ ...BREWING, sources: ["electricity", "natural_gas"] });
    expect(trades.at(-1)).toMatchObject({ id: "brewing", sources: [{ id: "electricity" }, { id: "natural_gas" }] });
    const replaced = own({ ...BREWING, id: "food", sources: ["electricity"] }).trades;
    expect(replaced.filter(({ id }) => id === "food")).toHaveLength(1);
  });

  it.each([
    [{ ...BREWING, sources: ["electricty"] }, "own.json: sources.0: no source kind has the id electricty"],
    [{ ...BREWING, sources: ["water", "water"] }, "own.json: sources: water is listed twice"],
    [{ ...BREWING, nace: ["1105"], sources: ["water"] }, "own.json: nace.0: must be a division of two digits"],
    [{ ...BREWING, id: "Brew House", sources: ["water"] }, "own.json: id: must have"],
  ])("with an error name the file, the place and the fix: %#", (content, message) => {
    expect(() => own(content)).toThrow(message);
  });
});
