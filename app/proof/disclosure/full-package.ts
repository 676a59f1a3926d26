import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { validateDocument } from "#app/carbon/document/validate-document.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import { canonicalJson, isJsonObject, parseCanonicalJson } from "#app/encoding/canonical-json.ts";
import { decodeHex, encodeHex, isSha256Hex } from "#app/encoding/hex.ts";
import { omit } from "#app/encoding/omit.ts";
import { sha256Hex } from "#app/encoding/sha256.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { compareResults, type Difference } from "#app/proof/compare-results.ts";
import type { ReportFacts } from "#app/proof/credential.ts";
import { discloseDocument, type Withholding } from "./disclose.ts";

/** Names the file with everything behind a report: for the company itself and for its verifier. */
export const FULL_PACKAGE_FORMAT = "truetonne/full-package/v1";

export interface FullPackage {
  reportNumber: string;
  /** The inventory document as it was calculated. */
  document: InventoryDocument;
  withholding: Withholding;
  /** Source of the salts; its holder can open every line. */
  secret: Uint8Array;
}

export function formatFullPackage({ reportNumber, document, withholding, secret }: FullPackage): string {
  const content = { reportNumber, document, withholding, secret: encodeHex(secret) };
  return canonicalJson({ format: FULL_PACKAGE_FORMAT, ...content });
}

export function isFullPackage(value: unknown): boolean {
  return isJsonObject(value as never) && (value as { format?: unknown }).format === FULL_PACKAGE_FORMAT;
}

/** Throws `invalid_json`, `not_canonical`, `invalid_full_package`. */
export function parseFullPackage(content: Uint8Array | string): FullPackage {
  const value = parseCanonicalJson(content);
  const fault = (member: string) => new TransparencyError("invalid_full_package", { member });
  if (!isJsonObject(value) || !isFullPackage(value)) throw fault("format");
  const { reportNumber, document, withholding, secret } = value;
  if (typeof reportNumber !== "string") throw fault("reportNumber");
  if (document === undefined || !validateDocument(document).ok) throw fault("document");
  const isLevel = (level: unknown) => level === "names" || level === "inputs";
  if (withholding === undefined || !isJsonObject(withholding) || !Object.values(withholding).every(isLevel))
    throw fault("withholding");
  if (!isSha256Hex(secret)) throw fault("secret");
  return {
    reportNumber,
    document: document as unknown as InventoryDocument,
    withholding: withholding as Withholding,
    secret: decodeHex(secret),
  };
}

/**
 * Checks that the whole document is the one behind the report: its lines calculated again give its results, and leaving
 * out what was left out gives, byte for byte, the copy whose hash was signed, and the signed root.
 *
 * @returns null, or the first figure that does not follow from the lines
 * Throws what parsing throws, `other_report`, `package_differs` (another copy), `lines_differ` (another root).
 */
export async function verifyFullPackage(
  content: Uint8Array | string,
  facts: Pick<ReportFacts, "number" | "hashes">,
): Promise<{ full: FullPackage; difference: Difference | null }> {
  const full = parseFullPackage(content);
  if (full.reportNumber !== facts.number) throw new TransparencyError("other_report");
  const { document, root } = await discloseDocument(full.document, full.withholding, full.secret);
  if (root !== (facts.hashes.lines ?? null)) throw new TransparencyError("lines_differ");
  if ((await sha256Hex(canonicalJson(document))) !== facts.hashes.inventory)
    throw new TransparencyError("package_differs");
  const stated = omit(full.document.results ?? {}, "engine");
  const derived = omit(runInventory(full.document), "engine");
  return { full, difference: compareResults(stated, derived).difference };
}
