import { parseDocumentText } from "#app/carbon/document/document-text.ts";
import { decodeUtf8 } from "#app/encoding/bytes.ts";
import { isJsonObject } from "#app/encoding/canonical-json.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { checkDocument, type Recompute } from "./check-totals.ts";
import { type Check, notDone } from "./verdict.ts";

/** Whether bytes look like JSON rather than a PDF or an archive. */
export function looksLikeJson(content: Uint8Array): boolean {
  return /^\ufeff?\s*[{[]/.test(new TextDecoder().decode(content.subarray(0, 1000)));
}

/** Calculates a bare inventory document again; an invalid text leaves the check undone, with the reason. */
export function checkDocumentText(content: Uint8Array, recompute: Recompute): Check {
  const undone = (fault: string, pointer = "") => notDone("totals", "cannot_recompute", { fault, pointer });
  try {
    const parsed = parseDocumentText(decodeUtf8(content));
    if (!parsed.ok) return undone("invalid_json", parsed.faults[0]?.pointer);
    return isJsonObject(parsed.value) ? checkDocument(parsed.value, recompute) : undone("invalid_document");
  } catch (error) {
    if (error instanceof TransparencyError) return undone(error.code);
    throw error;
  }
}
