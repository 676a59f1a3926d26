import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseCanonicalJson,
  parseJson,
} from "#app/encoding/canonical-json.ts";
import { sha256Hex } from "#app/encoding/sha256.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { isPdf } from "#app/pdf/embedded-file.ts";
import type { ReportFacts } from "#app/proof/credential.ts";
import { extractInventory } from "#app/proof/extract-inventory.ts";
import { isFullPackage, verifyFullPackage } from "./full-package.ts";
import { type LineDisclosure, verifyLineDisclosure } from "./line-disclosure.ts";
import { recomputeLine } from "./recompute-line.ts";

/** What became of a file that opens withheld lines; each reason has one plain line in `i18n` `withholding.outcome`. */
export type DisclosureReason =
  /** The parts are the signed ones, and disclosed inputs give the signed result. */
  | "line_holds"
  /** The parts are the signed ones; the result was not calculated, for want of inputs or of the data package. */
  | "line_is_signed"
  /** The parts are the signed ones, but the inputs do not give the result that the report states. */
  | "line_differs"
  | "package_holds"
  | "package_differs"
  | "refused"
  /** The report's own signature does not hold, so there is nothing to hold the file against. */
  | "report_fails";

export interface DisclosureOutcome {
  holds: boolean;
  reason: DisclosureReason;
  /** Error code of a refusal, the line, the number of lines; figures that differ. */
  facts: Record<string, string>;
  /** What was given away, once it holds. */
  disclosure: LineDisclosure | null;
}

/**
 * Checks a line disclosure or a full package against a report whose signature holds. It loads the engine.
 *
 * @param facts what the report's credential states; null where its signature does not hold
 * @param file the report, or its data package; without it a line's result is not calculated again
 */
export async function checkDisclosure(
  content: string,
  facts: ReportFacts | null,
  file: Uint8Array | null,
): Promise<DisclosureOutcome> {
  if (!facts) return { holds: false, reason: "report_fails", facts: {}, disclosure: null };
  try {
    const value: JsonValue = parseJson(content);
    if (isFullPackage(value)) return await checkPackage(content, facts);
    const copy = file && (await readCopyOf(file, facts));
    const { disclosure, result } = await verifyLineDisclosure(content, facts, { copy, recompute: recomputeLine });
    const reason = result === "equal" ? "line_holds" : result === "differs" ? "line_differs" : "line_is_signed";
    return { holds: result !== "differs", reason, facts: { line: disclosure.line }, disclosure };
  } catch (error) {
    if (!(error instanceof TransparencyError)) throw error;
    return { holds: false, reason: "refused", facts: { ...error.facts, fault: error.code }, disclosure: null };
  }
}

async function checkPackage(content: string, facts: ReportFacts): Promise<DisclosureOutcome> {
  const { full, difference } = await verifyFullPackage(content, facts);
  const lines = `${full.document.activities.length}`;
  if (!difference) return { holds: true, reason: "package_holds", facts: { lines }, disclosure: null };
  const { pointer, stated, recomputed } = difference;
  const values = { lines, pointer, stated: stated ?? "", recomputed: recomputed ?? "" };
  return { holds: false, reason: "package_differs", facts: values, disclosure: null };
}

/** The signed data package, out of a report or as it is; null where the file is another. */
async function readCopyOf(file: Uint8Array, { hashes }: ReportFacts): Promise<InventoryDocument | null> {
  const bytes = isPdf(file) ? await extractInventory(file) : file;
  if ((await sha256Hex(bytes)) !== hashes.inventory) return null;
  const document = parseCanonicalJson(bytes);
  return isJsonObject(document) ? (document satisfies JsonObject as unknown as InventoryDocument) : null;
}
