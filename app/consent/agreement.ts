import type { ContentLanguage } from "#app/encoding/language.ts";
import type { LegalText } from "./legal-text.ts";

/** Texts that people agree to. An imprint is only read. */
export const AGREED_KINDS = ["terms", "privacy"] as const;
export type AgreedKind = (typeof AGREED_KINDS)[number];

/** What a form asks for: the text that the person had before them. */
export interface AskedText {
  kind: AgreedKind;
  version: string;
  digest: string;
}

export interface CurrentText extends AskedText {
  text: LegalText;
}

/** What a person agreed to with one form. */
export interface Agreement {
  texts: readonly CurrentText[];
  language: ContentLanguage;
}

/** The field of a form for each text. Its value is the digest of the text that was shown. */
export const AGREE_FIELD = { terms: "agreeTerms", privacy: "agreePrivacy" } as const satisfies Record<
  AgreedKind,
  string
>;

export type AgreeFields = Partial<Record<(typeof AGREE_FIELD)[AgreedKind], string | undefined>>;

/**
 * The errors of a form by field: a text that the person did not agree to, or that changed since they opened the form.
 * Empty if they agreed to every text that is asked for.
 */
export function judgeAgreement(asked: readonly AskedText[], fields: AgreeFields): Record<string, string> {
  const faults = asked.flatMap(({ kind, digest }) => {
    const given = fields[AGREE_FIELD[kind]];
    if (given === digest) return [];
    return [[AGREE_FIELD[kind], given === undefined || given === "" ? "agree_missing" : "agree_changed"]];
  });
  return Object.fromEntries(faults);
}

/** What the digest of a text covers: its kind, its version and both languages, in a fixed order. */
export function contentOf(kind: AgreedKind, { version, blocks }: LegalText): string {
  const pairs = ({ en, zh }: LegalText["blocks"]) => [en, zh].map((all) => all.map((one) => [one.kind, one.text]));
  return JSON.stringify([kind, version, ...pairs(blocks)]);
}
