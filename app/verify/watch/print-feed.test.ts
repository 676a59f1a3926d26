import { describe, expect, it } from "vitest";
import { LOCALES } from "#app/i18n/locale.ts";
import { type FeedFacts, printFeed } from "./print-feed.ts";

const NUMBER = "GHG-2026-000417-AAAAAAA-BBBBBBB";
const at = (day: string) => new Date(`${day}T08:00:00Z`);
const REPORT: FeedFacts = {
  number: NUMBER,
  expiresAt: new Date("2027-01-01T00:00:00Z"),
  summary: {
    version: 1,
    organization: { en: 'Works & "Sons" <Ltd>\u0001', zh: "示例工厂" },
    period: { start: "2025-01-01", end: "2025-12-31" },
    co2eKg: "1000000",
    co2eKgMarketBased: "900000",
  },
  history: [
    { kind: "issue", at: at("2026-01-02"), logIndex: 4, facts: { version: "1" }, stated: null },
    { kind: "assurance", at: at("2026-02-02"), logIndex: 7, facts: {}, stated: "reported" },
    { kind: "supersede", at: at("2026-03-02"), logIndex: 9, facts: { by: "GHG-2026-000418" }, stated: null },
    { kind: "withdraw", at: at("2026-04-02"), logIndex: 11, facts: { reason: "A <meter>" }, stated: null },
  ],
  after: { co2eKg: "1250000", co2eKgMarketBased: "450000" },
};
const print = (locale: "en" | "zh", report = REPORT) => printFeed(report, { locale, publicUrl: "https://ghg.example" });
const idsIn = (xml: string) => [...xml.matchAll(/<id>([^<]+)<\/id>/g)].map(([, id]) => id);

describe.each(LOCALES)("printFeed in %s", (locale) => {
  it("prints the log entries newest first, dated and with the change of both totals", () => {
    const xml = print(locale);
    expect([...xml.matchAll(/<updated>([^<]+)</g)].map(([, time]) => time!.slice(0, 10))).toEqual([
      ...["2026-04-02", "2026-04-02", "2026-03-02", "2026-02-02", "2026-01-02"],
    ]);
    expect(xml).toMatch(/GHG-2026-000418.*\+250\.00 \(\+25\.0%\).*−450\.00 \(−50\.0%\)/);
    expect(xml).toContain("A &lt;meter&gt;");
  });

  it("escapes names and leaves out what XML can't contain", () => {
    expect(print("en")).toContain("Works &amp; &quot;Sons&quot; &lt;Ltd&gt;</title>");
  });
});

describe("the ids of a feed", () => {
  it("are the same in each language, and stay when events follow", () => {
    const before = idsIn(print("en", { ...REPORT, history: REPORT.history.slice(0, 2) }));
    expect(idsIn(print("zh"))).toEqual(idsIn(print("en")));
    expect(idsIn(print("en"))).toEqual(expect.arrayContaining(before));
    expect(before).toEqual([
      `https://ghg.example/verify/${NUMBER}`,
      `https://ghg.example/verify/${NUMBER}#log-entry-8`,
      `https://ghg.example/verify/${NUMBER}#log-entry-5`,
    ]);
  });
});
