import { describe, expect, it } from "vitest";
import { isPlainText } from "./plain-text.ts";

describe("isPlainText", () => {
  it.each(["", "Plant A", "一厂（二期）", "a\tb\r\nc", "CO₂", "é", "𠮷野家", "😀", "½ m³"])("takes %j", (text) => {
    expect(isPlainText(text)).toBe(true);
  });

  it.each([
    "\0",
    "\u0007",
    "\u0085",
    "\u00ad",
    "\u061c",
    "\u180e",
    "\u200b",
    "\u200f",
    "\u2028",
    "\u2029",
    "\u202e",
    "\u2060",
    "\u2064",
    "\u2069",
    "\ufeff",
    "\ufff9",
    "\ufffe",
    "\ud800",
    "\u{e0041}",
  ])("refuses %j, wherever it stands", (sign) => {
    for (const text of [sign, `a${sign}b`, `${sign}厂`]) expect(isPlainText(text)).toBe(false);
  });
});
