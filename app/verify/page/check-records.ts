import { parseDocumentText } from "#app/carbon/document/document-text.ts";
import { validateDocument } from "#app/carbon/document/validate-document.ts";
import { decodeUtf8 } from "#app/encoding/bytes.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { looksLikeJson } from "#app/proof/check-document-text.ts";
import { checkDetail, type DetailCheck } from "#app/proof/detail/check-detail.ts";
import { extractInventory } from "#app/proof/extract-inventory.ts";
import { checkFile, type Subject } from "./check-report.ts";
import { fetchIssuedFile } from "./fetch-evidence.ts";
import { LineTooLong, linesOf } from "./lines-of.ts";

/** `no_report`: the report is not at hand. `not_issued`: it could not be confirmed. Then the records were not read. */
export type RecordsCheck =
  | { kind: "checked"; check: DetailCheck; lines: number }
  | { kind: "no_report" | "not_issued" | "unreadable" };

/**
 * Checks a file of records against the inventory document inside a report that this browser confirmed as issued.
 *
 * @param held the reader's own copy; without it the issued file is loaded
 * @param onRead is given the bytes that were read so far
 */
export async function checkRecords(
  subject: Subject,
  held: Uint8Array | null,
  records: Blob,
  onRead: (bytes: number) => void,
): Promise<RecordsCheck> {
  const file = held ?? (await fetchIssuedFile(subject.number));
  if (file === null) return { kind: "no_report" };
  const { checks } = await checkFile(subject, file, null);
  const isIssued = ["file", "signature"].every((id) => checks.some((one) => one.id === id && one.outcome === "passed"));
  const document = isIssued ? await readDocument(file) : null;
  if (document === null) return { kind: "not_issued" };
  try {
    const check = await checkDetail(document, linesOf(records, onRead));
    return { kind: "checked", check, lines: document.activities.length };
  } catch (error) {
    if (error instanceof LineTooLong || error instanceof DOMException) return { kind: "unreadable" };
    throw error;
  }
}

/** @param file a report, or the document of one */
async function readDocument(file: Uint8Array) {
  try {
    const text = decodeUtf8(looksLikeJson(file) ? file : await extractInventory(file));
    const parsed = parseDocumentText(text);
    const valid = parsed.ok ? validateDocument(parsed.value) : null;
    return valid?.ok ? valid.document : null;
  } catch (error) {
    if (error instanceof TransparencyError) return null;
    throw error;
  }
}
