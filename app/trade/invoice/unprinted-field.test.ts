import { expect, it } from "vitest";
import { findUnprintedField, type PrintedTexts, sayUnprinted } from "./unprinted-field.ts";

/** A private-use character, an emoji, a letter of a script without a font, and an invisible character. */
const UNPRINTABLE = [
  ["\ue000", "U+E000"],
  ["\u{1f9ea}", "U+1F9EA"],
  ["አ", "U+12A0"],
  ["\u200b", "U+200B"],
] as const;

const party = { legalNameEn: "", legalNameZh: "", taxId: "", addressEn: "", addressZh: "", email: "" };
const bank = { holder: "", bankName: "", bankAddress: "", accountNumber: "", bic: "", intermediary: "", note: "" };
const line = { lineEn: "", lineZh: "", quantity: "" };
const fee = { payee: "", feeEn: "", feeZh: "", discountReason: "" };
const service = { nameEn: "", nameZh: "", descriptionEn: "", descriptionZh: "" };
const FORMS = {
  seller: { ...party, country: "", registrationId: "", termsEn: "", termsZh: "" },
  client: party,
  bank,
  taxNote: { textEn: "", textLocal: "" },
  quote: { exchangeSource: "", termsEn: "", termsZh: "", lines: [fee, fee] },
  service: { lines: [service, service] },
  invoice: { exchangeSource: "", fapiaoNumber: "", buyerReference: "", noteEn: "", noteZh: "", lines: [line, line] },
  credit: { reason: "" },
} satisfies Required<PrintedTexts>;

const isField = ([, value]: [string, unknown]) => typeof value === "string";
const FIELDS = Object.entries(FORMS).flatMap(([form, fields]) => [
  ...Object.entries(fields)
    .filter(isField)
    .map(([field]) => ({
      form,
      field,
      line: null,
      place: (text: string) => ({ [form]: { ...fields, [field]: text } }),
    })),
  ...("lines" in fields ? Object.keys(fields.lines[1]!) : []).map((field) => ({
    form,
    field,
    line: 1,
    place: (text: string) => ({ [form]: { ...fields, lines: [{}, { [field]: text }] } }),
  })),
]);

it.each(FIELDS)("names the field and the character: $form $field", ({ form, field, line, place }) => {
  expect(findUnprintedField(place("Plain 普通"))).toBeNull();
  for (const [character, codePoint] of UNPRINTABLE) {
    const found = findUnprintedField(place(`Text ${character}`))!;
    expect(found).toMatchObject({ code: "unprintable", form, field, line, facts: { character, codePoint } });
    const said = { en: sayUnprinted(found, "en"), zh: sayUnprinted(found, "zh") };
    for (const sentence of Object.values(said)) {
      expect(sentence).toContain(codePoint);
      expect(sentence).not.toContain("undefined");
    }
    expect(said.en).toContain(found.facts.en);
    expect(said.zh).toContain(found.facts.zh);
    expect(said.zh).toMatch(/\p{Script=Han}/u);
  }
});

it("gives each field of a form its own label", () => {
  const labels = FIELDS.map(({ place }) => findUnprintedField(place("\ue000"))!.facts);
  for (const language of ["en", "zh"] as const) {
    expect(new Set(labels.map((one) => one[language])).size).toBe(FIELDS.length);
  }
});
