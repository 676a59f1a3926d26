import { describe, expect, it } from "vitest";
import { NO_STATEMENTS } from "#app/report/disclosure/statements.ts";
import { StatementsSchema } from "#app/report/disclosure/statements-schema.ts";
import { draftTexts } from "./draft-texts.ts";
import { SHIPPED_KINDS, SHIPPED_TRADES } from "./shipped-trades.ts";
import { readTrades } from "./trade-template.ts";

const { trades } = readTrades(SHIPPED_KINDS, SHIPPED_TRADES);
const SITES = [
  { en: "Suzhou plant", zh: "" },
  { en: "", zh: "东莞工厂" },
];

describe("proposed report texts", () => {
  it.each(trades.map(({ id }) => id))("fit the checklist in both languages: %s", (id) => {
    const kinds = trades.find((trade) => trade.id === id)!.sources;
    const texts = draftTexts({ approach: "operational_control", sites: SITES, kinds, asker: "" });
    expect(StatementsSchema.safeParse({ ...NO_STATEMENTS, ...texts }).error).toBeUndefined();
    for (const { en, zh } of Object.values(texts)) {
      expect(en).toMatch(/^[^\p{Script=Han}]+(?:东莞工厂)?\.?$/u);
      expect(zh).toMatch(/\p{Script=Han}/u);
    }
  });

  it("name the approach, each site and who asks", () => {
    const texts = draftTexts({ approach: "equity_share", sites: SITES, kinds: [], asker: "Acme GmbH" });
    expect(texts.boundary).toEqual({
      en: "The organizational boundary follows the equity share approach. It covers these facilities: Suzhou plant, 东莞工厂.",
      zh: "组织边界采用股权比例法，涵盖以下设施：Suzhou plant、东莞工厂。",
    });
    expect(texts.purpose.zh).toContain("Acme GmbH");
  });

  it("speak of the uncertainty of those kinds of data only that the sources have", () => {
    const kinds = trades.find(({ id }) => id === "software")!.sources;
    const of = (some: typeof kinds) =>
      draftTexts({ approach: "operational_control", sites: SITES, kinds: some, asker: "" }).uncertainty.en;
    expect(of(kinds)).toContain("Refrigerant");
    expect(of(kinds.filter(({ group }) => group !== "cool"))).not.toContain("Refrigerant");
  });
});
