import { workspaceOf } from "#app/access/reader.server.ts";
import type { LegalKind } from "#app/consent/legal-text.ts";
import { legalTexts } from "#app/consent/legal-texts.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { contentLanguageFor } from "#app/i18n/index.ts";

/** A text of the operator in the reader's language. */
export async function loadLegal(request: Request, kind: LegalKind) {
  const text = legalTexts()[kind];
  const language = contentLanguageFor(localeOf(request));
  return {
    kind,
    workspaceHref: await workspaceOf(request),
    text: text && { version: text.version, blocks: text.blocks[language] },
  };
}
