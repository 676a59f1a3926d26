import { expect, it } from "vitest";
import { sampleModel } from "../sample-report.ts";
import { describePurpose } from "./purpose.ts";
import { wordsOf } from "./words.ts";

const purpose = { en: "Sample purpose.", zh: "示例目的。" };
const intendedUsers = { en: "Sample users.", zh: "示例使用者。" };
const printed = (locale: "en" | "zh", facts = {}) =>
  JSON.stringify(describePurpose(sampleModel(locale, facts), wordsOf(locale)));

it.each(["en", "zh"] as const)("prints what the organization stated in %s, and no general words for it", (locale) => {
  const t = wordsOf(locale).annex.purpose;
  const stated = printed(locale, { purpose, intendedUsers });
  expect(stated).toContain(purpose[locale]);
  expect(stated).toContain(intendedUsers[locale]);
  expect(stated).not.toContain(t.usersText);
  expect(stated).not.toContain(t.purposeText);
  const alone = printed(locale, { intendedUsers });
  expect(alone).toContain(intendedUsers[locale]);
  expect(alone).toContain(t.purposeText);
});

it.each(["en", "zh"] as const)("names no users in %s where none are stated", (locale) => {
  expect(printed(locale)).toContain(wordsOf(locale).annex.purpose.usersText);
});
