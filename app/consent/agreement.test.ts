import { describe, expect, it } from "vitest";
import { contentOf, judgeAgreement } from "./agreement.ts";
import type { LegalText } from "./legal-text.ts";

const ASKED = [
  { kind: "terms", version: "1", digest: "aa" },
  { kind: "privacy", version: "1", digest: "bb" },
] as const;

describe("an agreement", () => {
  it.each([
    ["agrees to both", { agreeTerms: "aa", agreePrivacy: "bb" }, {}],
    ["leaves one out", { agreeTerms: "aa" }, { agreePrivacy: "agree_missing" }],
    ["sends an empty field", { agreeTerms: "", agreePrivacy: "bb" }, { agreeTerms: "agree_missing" }],
    ["agrees to another text", { agreeTerms: "aa", agreePrivacy: "cc" }, { agreePrivacy: "agree_changed" }],
    [
      "swaps two texts",
      { agreeTerms: "bb", agreePrivacy: "aa" },
      { agreeTerms: "agree_changed", agreePrivacy: "agree_changed" },
    ],
  ])("that %s is judged by text", (_, fields, faults) => {
    expect(judgeAgreement(ASKED, fields)).toEqual(faults);
  });

  it("needs nothing where the operator set no text", () => {
    expect(judgeAgreement([], {})).toEqual({});
  });
});

describe("the content of a text", () => {
  const text = (change: Partial<LegalText> = {}): LegalText => ({
    version: "1",
    blocks: { en: [{ kind: "paragraph", text: "Fair use." }], zh: [{ kind: "paragraph", text: "合理使用。" }] },
    ...change,
  });
  const { en, zh } = text().blocks;

  it.each([
    ["its version", text({ version: "2" })],
    ["one language", text({ blocks: { en, zh: [{ kind: "paragraph", text: "请合理使用。" }] } })],
    ["the kind of a block", text({ blocks: { en: [{ kind: "item", text: "Fair use." }], zh } })],
    ["the languages swapped", text({ blocks: { en: zh, zh: en } })],
  ])("differs with %s", (_, changed) => {
    expect(contentOf("terms", changed)).not.toBe(contentOf("terms", text()));
  });

  it("differs by kind, and not by the order of keys", () => {
    expect(contentOf("privacy", text())).not.toBe(contentOf("terms", text()));
    const turned = { blocks: { zh, en: [{ text: "Fair use.", kind: "paragraph" as const }] }, version: "1" };
    expect(contentOf("terms", turned)).toBe(contentOf("terms", text()));
  });
});
