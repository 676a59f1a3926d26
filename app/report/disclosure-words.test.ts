import { expect, test } from "vitest";
import { DISCLOSURE_CODES } from "#app/carbon/document/problem-codes.ts";
import { translator } from "#app/i18n/index.ts";

test.each(["en", "zh"] as const)("a report in %s has a sentence for every disclosure note", (locale) => {
  const said = Object.keys(translator(locale).report.methodology.disclosure);
  expect(DISCLOSURE_CODES.filter((code) => !said.includes(code))).toEqual([]);
});
