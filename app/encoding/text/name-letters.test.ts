import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { looksLike, noticeName } from "./name-letters.ts";

describe("noticeName", () => {
  it.each([
    "",
    "Acme Ltd",
    "Müller & Søn A/S",
    "Nguyễn Thị Ổn",
    "无锡ABC电子有限公司",
    "株式会社サンプル Tokyo",
    "東京コーヒー々",
    "한빛전자 Hanbit 韓",
    "ㄅㄆ 公司 B",
    "บริษัท SCG",
    "شركة ABC",
    "Ромашка",
    "Ελλάδα",
    "ＡＢＣ株式会社",
    "Plant 1 (2025)",
    "CO₂ №5",
  ])("has no notice for %j", (name) => {
    expect(noticeName(name)).toEqual([]);
  });

  it.each([
    ["Аcme", [{ kind: "mixed", script: "Cyrillic", letters: ["А"] }]],
    ["аpрle", [{ kind: "mixed", script: "Cyrillic", letters: ["а", "р"] }]],
    ["Газпрoм", [{ kind: "mixed", script: "Latin", letters: ["o"] }]],
    [
      "Αcme аs",
      [
        { kind: "mixed", script: "Cyrillic", letters: ["а"] },
        { kind: "mixed", script: "Greek", letters: ["Α"] },
      ],
    ],
    ["无锡Оптика", [{ kind: "mixed", script: "Han", letters: ["无", "锡"] }]],
    ["無錫電子カ한", [{ kind: "mixed", script: "Hangul", letters: ["한"] }]],
    ["Օmega", [{ kind: "mixed", script: "Armenian", letters: ["Օ"] }]],
  ])("names the letters of another script in %j", (name, notices) => {
    expect(noticeName(name)).toEqual(notices);
  });

  it.each([
    ["аррӏе", "Cyrillic", "apple"],
    ["СОЅ 24", "Cyrillic", "COS 24"],
    ["ΑΒΟ", "Greek", "ABO"],
  ])("reports that %j looks like Latin letters", (name, script, looks) => {
    expect(noticeName(name)).toEqual([{ kind: "looks_latin", script, looksLike: looks }]);
  });

  it("accepts every text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (name) => {
        for (const { kind } of noticeName(name)) expect(["mixed", "looks_latin"]).toContain(kind);
      }),
    );
  });
});

describe("looksLike", () => {
  it.each([
    ["Acme", "Асme"],
    ["Apple", "Аррlе"],
    ["Apple", "App1e"],
    ["Illinois", "lllinois"],
    ["Modern", "Modem"],
    ["ACME", "ａcｍе"],
  ])("reports that %j and %j look the same", (name, other) => {
    expect(looksLike(name, other)).toBe(true);
    expect(looksLike(other, name)).toBe(true);
  });

  it.each([
    ["Acme", "acme"],
    ["Acme", "ＡＣＭＥ"],
    ["Acme", "Acne"],
    ["一厂", "二厂"],
  ])("reports that %j and %j look different", (name, other) => {
    expect(looksLike(name, other)).toBe(false);
  });
});
