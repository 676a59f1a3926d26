import { describe, expect, it } from "vitest";
import { findTextFault, isPlainLine, isPlainText } from "./plain-text.ts";

describe("isPlainText", () => {
  it.each([
    "",
    "Plant A",
    "一厂（二期）",
    "a\tb\r\nc",
    "CO₂",
    "é",
    "𠮷野家",
    "😀",
    "½ m³",
    "Nguyễn Thị Ổn",
    "Q\u0323\u0307\u0302\u0301",
    "شَرِكَةٌ",
    "บริษัท น้ำตาลไทย",
    "श्री कंपनी",
    "주식회사 한빛",
  ])("accepts %j", (text) => {
    expect(isPlainText(text)).toBe(true);
    expect(findTextFault(text)).toBeNull();
  });

  it.each([
    "\0",
    "\u0007",
    "\u0085",
    "\u00ad",
    "\u034f",
    "\u061c",
    "\u115f",
    "\u1160",
    "\u180b",
    "\u180e",
    "\u200b",
    "\u200d",
    "\u200f",
    "\u2028",
    "\u2029",
    "\u202e",
    "\u2060",
    "\u2064",
    "\u2069",
    "\u2800",
    "\u3164",
    "\ufe0f",
    "\ufeff",
    "\uffa0",
    "\ufff9",
    "\ufffe",
    "\ud800",
    "\u{e0041}",
  ])("refuses %j at any position, and names it", (sign) => {
    const codePoint = `U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
    for (const text of [sign, `a${sign}b`, `${sign}厂`]) {
      expect(isPlainText(text)).toBe(false);
      expect(findTextFault(text)).toEqual({ kind: "invisible", character: sign, codePoint });
    }
  });

  it("refuses a fifth mark on one letter, and names it", () => {
    expect(isPlainText("Z\u0300\u0301\u0302\u0303 Ltd")).toBe(true);
    expect(findTextFault("Z\u0300\u0301\u0302\u0303\u0334 Ltd")).toEqual({
      kind: "stacked",
      character: "\u0334",
      codePoint: "U+0334",
    });
  });
});

describe("isPlainLine", () => {
  it.each(["\n", "\r", "\t"])("refuses %j, which a text of several lines may contain", (end) => {
    expect(isPlainLine(`Plant${end}A`)).toBe(false);
    expect(isPlainText(`Plant${end}A`)).toBe(true);
    expect(findTextFault(`Plant${end}A`, "line")).toMatchObject({ kind: "line_end", character: end });
  });
});
