import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { once } from "#app/encoding/once.ts";
import { env } from "#app/environment/env.server.ts";
import { AGREED_KINDS, type AgreedKind, type AskedText, type CurrentText, contentOf } from "./agreement.ts";
import { LEGAL_KINDS, type LegalFile, type LegalKind, type LegalText, readLegalText } from "./legal-text.ts";

/**
 * The operator's terms, privacy notice and imprint from its folder (`LEGAL_DIR`). Null for a text that is not there.
 *
 * @throws Error with the file and what is wrong
 */
export const legalTexts = once(() => readFolder(env().legalDir));

export function readFolder(folder: string | undefined): Record<LegalKind, LegalText | null> {
  const found = LEGAL_KINDS.map((kind) => [kind, folder === undefined ? null : readKind(folder, kind)]);
  return Object.fromEntries(found);
}

function readKind(folder: string, kind: LegalKind): LegalText | null {
  const [en, zh] = ["en", "zh"].map((language) => join(folder, `${kind}.${language}.txt`)) as [string, string];
  if (!existsSync(en) && !existsSync(zh)) return null;
  for (const file of [en, zh]) {
    if (!existsSync(file)) throw new Error(`${file}: is missing, and the other language is there`);
  }
  const open = (file: string): LegalFile => ({ file, content: readFileSync(file, "utf8") });
  return readLegalText({ en: open(en), zh: open(zh) });
}

/** The texts that people agree to, as the operator has them now. Empty where none is set. */
export const currentTexts = once(() => agreedTexts(legalTexts()));

function agreedTexts(texts: Record<LegalKind, LegalText | null>): CurrentText[] {
  return AGREED_KINDS.flatMap((kind) => {
    const text = texts[kind];
    return text ? [{ kind, version: text.version, digest: digestOf(kind, text), text }] : [];
  });
}

/** SHA-256 of a text's content, in hexadecimal digits. */
export function digestOf(kind: AgreedKind, text: LegalText): string {
  return createHash("sha256").update(contentOf(kind, text)).digest("hex");
}

/** What a form asks a person to agree to. */
export function askedTexts(): AskedText[] {
  return currentTexts().map(({ kind, version, digest }) => ({ kind, version, digest }));
}
