import { describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { visitorWords } from "./visitor-words.ts";

describe("visitorWords", () => {
  it.each(["en", "zh"] as const)("names no role that a visitor of the sample could ask for (%s)", (locale) => {
    const messages = translator(locale);
    const words = visitorWords(messages);
    const { facility, instrument, target, start, reportPage, ownFactor, visit } = words;
    for (const text of [facility.readOnly, instrument.readOnly, target.readOnly, start.readOnly, ownFactor.decideRole])
      expect(text).toBe(visit.hint);
    expect(reportPage.mayNotIssue).toBe(visit.hint);
    expect(messages.facility.readOnly).not.toBe(visit.hint);
    expect(words.common).toEqual(messages.common);
    expect(visitorWords(messages)).toBe(words);
  });
});
