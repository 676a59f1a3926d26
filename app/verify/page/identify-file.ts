import { sha256Hex } from "#app/encoding/sha256.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { BUNDLE_NAMES, type Bundle, isZip, unpackBundle } from "#app/proof/bundle.ts";
import { checkDocumentText, looksLikeJson } from "#app/proof/check-document-text.ts";
import { parseReportCredential } from "#app/proof/credential.ts";
import { findReportNumber } from "#app/proof/extract-inventory.ts";
import type { Check } from "#app/proof/verdict.ts";
import { fetchEvidence } from "./fetch-evidence.ts";

/** The report that a file is or claims to be. */
export type Identified =
  | { kind: "report"; number: string; file: Uint8Array; bundle: Bundle | null }
  /** A bundle that is not as issued. */
  | { kind: "damaged_bundle"; fault: string }
  /** An inventory document of no known report, and whether its results match its lines. */
  | { kind: "document"; check: Check }
  | { kind: "unknown" }
  | { kind: "unreachable" };

/** Finds the report of a file by its hash, or else by the number that the file names. Only these are sent. */
export async function identifyFile(content: Uint8Array): Promise<{ identified: Identified; sha256: string }> {
  return { identified: await identify(content), sha256: await sha256Hex(content) };
}

async function identify(content: Uint8Array): Promise<Identified> {
  const bundle = isZip(content) ? openBundle(content) : null;
  if (bundle !== null && "fault" in bundle)
    return bundle.isOurs ? { kind: "damaged_bundle", fault: bundle.fault } : { kind: "unknown" };
  const file = bundle ? bundle.pdf : content;
  const byHash = await findByHash(file);
  if (byHash === "unreachable") return { kind: "unreachable" };
  if (byHash !== null) return { kind: "report", number: byHash, file, bundle };
  if (bundle === null && looksLikeJson(content)) return { kind: "document", check: await recompute(content) };
  const claimed = bundle ? numberOf(bundle) : findReportNumber(file);
  if (claimed === null) return { kind: "unknown" };
  const evidence = await fetchEvidence(claimed);
  if (evidence === "unreachable") return { kind: "unreachable" };
  return evidence === "unknown" ? { kind: "unknown" } : { kind: "report", number: claimed, file, bundle };
}

function openBundle(content: Uint8Array): Bundle | { fault: string; isOurs: boolean } {
  try {
    return unpackBundle(content);
  } catch (error) {
    if (!(error instanceof TransparencyError)) throw error;
    // The parts are not compressed, so a damaged bundle still contains its record in plain bytes.
    const isOurs = new TextDecoder("latin1").decode(content).includes(BUNDLE_NAMES.credential);
    return { fault: error.code, isOurs };
  }
}

async function findByHash(file: Uint8Array): Promise<string | null | "unreachable"> {
  const sha256 = await sha256Hex(file);
  try {
    const response = await fetch(`/verify/by-hash/${sha256}`);
    if (!response.ok) return "unreachable";
    const candidates = (await response.json()) as { number: string; pdfSha256: string[]; inventorySha256: string }[];
    const found = candidates.find((one) => one.pdfSha256.includes(sha256) || one.inventorySha256 === sha256);
    return found?.number ?? null;
  } catch {
    return "unreachable";
  }
}

function numberOf(bundle: Bundle): string | null {
  try {
    return parseReportCredential(bundle.credential).facts.number;
  } catch (error) {
    if (error instanceof TransparencyError) return findReportNumber(bundle.pdf);
    throw error;
  }
}

async function recompute(content: Uint8Array): Promise<Check> {
  const { recomputeInventory } = await import("#app/proof/recompute-inventory.ts");
  return checkDocumentText(content, recomputeInventory);
}
