import { sha256Hex } from "#app/encoding/sha256.ts";
import { issuedHashOf } from "#app/proof/credential.ts";
import type { Verification } from "#app/proof/verify-report.ts";
import { compareFiles, type FileDifference, findLanguage } from "./compare-files.ts";

/** `other_edition`: the bundle has another language edition than the file, so nothing can be compared. */
export type BundleComparison = FileDifference | "other_edition" | "no_issued";

export function isDifference(compared: BundleComparison | null): compared is FileDifference {
  return typeof compared === "object" && compared !== null;
}

/**
 * Compares a file that is not as issued with the PDF in a bundle, without a network. Null where the file needs no
 * comparison. Only a PDF whose hash the signed record names counts as issued.
 */
export async function compareWithBundle(
  { checks, facts }: Verification,
  issued: Uint8Array | null,
  found: Uint8Array,
): Promise<BundleComparison | null> {
  if (facts === null || !checks.some(({ reason }) => reason === "file_differs")) return null;
  const signed = facts.hashes.editions.map(issuedHashOf);
  if (issued === null || !signed.includes(await sha256Hex(issued))) return "no_issued";
  const [ours, claimed] = [await findLanguage(issued), await findLanguage(found)];
  if (claimed !== null && claimed !== ours) return "other_edition";
  const difference = await compareFiles(issued, found);
  return claimed === null && signed.length > 1 && isOtherText(difference) ? "other_edition" : difference;
}

/** Whether no page has the text of an issued one. */
function isOtherText({ printed }: FileDifference): boolean {
  return (
    printed?.kind === "compared" && printed.figures === 0 && printed.changes.some(({ kind }) => kind === "other_text")
  );
}
