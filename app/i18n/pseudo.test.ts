import { describe, expect, it } from "vitest";
import { type ContentLanguage, isContentLanguage } from "#app/encoding/language.ts";
import { contentLanguageFor, isLocale, LOCALES, type Locale, languageOf, localeOr, translator } from "./index.ts";
import { localeOfTag, PSEUDO } from "./locale.ts";
import { isPseudoWord, pseudoText, pseudoWords } from "./pseudo.ts";

describe("the test language", () => {
  it.each([
    ["Save", [], "⟦Ŝàṽé⟧"],
    ["3 of 12", [], "⟦3 ôƒ 12⟧"],
    ["Open Sample Works", ["Sample Works"], "⟦Ôṕéń Sample Works⟧"],
    ["12.5 %", [], "12.5 %"],
  ])("writes %j as %j", (text, kept, written) => {
    const made = pseudoText(text, kept);
    expect(made.normalize("NFC")).toHaveLength(written.normalize("NFC").length);
    for (const value of kept) expect(made).toContain(value);
    const own = made.replaceAll(/⟦|⟧/g, "").replace(kept[0] ?? "", "");
    for (const [word] of own.matchAll(/\p{L}+/gu)) expect(isPseudoWord(word), word).toBe(true);
  });

  it("keeps inserted values unchanged at any depth", () => {
    const words = pseudoWords({
      a: { say: (f: { who: string }, list: string[]) => `${f.who} sent ${list.join(" and ")}` },
    });
    const said = words.a.say({ who: "Wang Fang" }, ["Plant A", "Plant B"]);
    expect(said).toMatch(/^⟦Wang Fang [^a-z]+ Plant A [^a-z]+ Plant B⟧$/);
  });

  it("is never offered and never read from stored text", () => {
    expect(LOCALES).not.toContain(PSEUDO);
    expect(isLocale(PSEUDO)).toBe(false);
    expect(localeOr(PSEUDO)).toBe("en");
    expect(localeOfTag("en-XA")).toBe("en");
  });
});

describe("languages of the interface", () => {
  it.each(LOCALES)("%s has messages and a language of content", (locale) => {
    expect(translator(locale).common.productName).toBe("Truetonne");
    expect(isContentLanguage(contentLanguageFor(locale))).toBe(true);
    expect(localeOfTag(languageOf(locale).tag)).toBe(locale);
  });

  it.each([
    ["zh-CN,zh;q=0.9", "zh"],
    [" ZH", "zh"],
    ["zh,en", "zh"],
    ["en-GB", "en"],
    ["fr", undefined],
    ["", undefined],
    ["zhx", undefined],
  ])("gives readers who ask for %j %s", (tag, locale) => {
    expect(localeOfTag(tag)).toBe(locale);
  });

  it("are not assignable to languages of content", () => {
    const locale: Locale = "en" as Locale;
    // @ts-expect-error a language of the interface is not a language of content
    const content: ContentLanguage = locale;
    expect(contentLanguageFor(locale)).toBe(content);
  });
});
