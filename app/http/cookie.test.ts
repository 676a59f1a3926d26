import { expect, it } from "vitest";
import { readCookie } from "./cookie.ts";
import { readLocale } from "./locale.server.ts";
import { strangerForm } from "./stranger-page.server.ts";

it.each([
  [null, undefined],
  ["", undefined],
  ["locale=zh", "zh"],
  ["a=1; locale=zh; b=2", "zh"],
  ["mylocale=zh", undefined],
  ["a=locale=zh", undefined],
  ["locale=", ""],
  ["locale=zh; locale=en", "zh"],
  ["locale", undefined],
])("reads the cookie of a name from %j", (header, value) => {
  expect(readCookie(header, "locale")).toBe(value);
});

it.each([
  ["spaces", `${" ".repeat(200_000)}!`],
  ["separators", ";".repeat(200_000)],
  ["separators and spaces", "; ".repeat(100_000)],
  ["one name again and again", "locale=".repeat(30_000)],
  ["one long name", "a".repeat(200_000)],
])("reads cookies of %s in one pass", (_, header) => {
  const before = process.cpuUsage();
  expect(readLocale(header, "")).toBe("en");
  strangerForm(header, "");
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(200);
});
