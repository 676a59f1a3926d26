import { sha256Hex } from "#app/encoding/sha256.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { isPdf } from "#app/pdf/embedded-file.ts";
import { BUNDLE_NAMES, type Bundle, isZip, unpackBundle } from "#app/proof/bundle.ts";
import { checkDocumentText, looksLikeJson } from "#app/proof/check-document-text.ts";
import { parseReportCredential } from "#app/proof/credential.ts";
import { hostOfDid } from "#app/proof/did-document.ts";
import { findReportNumber, findVerifyAddress, isDraftReport } from "#app/proof/extract-inventory.ts";
import type { Check } from "#app/proof/verdict.ts";
import type { PdfClaims } from "../printed/read-claims.ts";
import { fetchEvidence } from "./fetch-evidence.ts";

/** The report that a file is or claims to be. */
export type Identified =
  | { kind: "report"; number: string; file: Uint8Array; bundle: Bundle | null }
  /** A bundle that is not as issued. */
  | { kind: "damaged_bundle"; fault: string }
  /** An inventory document of no known report, and whether its results match its lines. */
  | { kind: "document"; check: Check }
  /** Not issued. It claims so itself. */
  | { kind: "draft" }
  /** A report that is not registered here; its file names another host. Both are claims of the file. */
  | { kind: "foreign"; number: string; host: string }
  /** `number`: what the file names, although the register has no such report. */
  | { kind: "unknown"; number: string | null; isTextless?: true }
  | { kind: "unreachable" };

/**
 * Finds the report of a file by its hash, or else by the number that the file names. Only these are sent.
 *
 * @param ownHost of this site
 */
export async function identifyFile(
  content: Uint8Array,
  ownHost: string,
): Promise<{ identified: Identified; sha256: string }> {
  return { identified: await identify(content, ownHost), sha256: await sha256Hex(content) };
}

async function identify(content: Uint8Array, ownHost: string): Promise<Identified> {
  const bundle = isZip(content) ? openBundle(content) : null;
  if (bundle !== null && "fault" in bundle)
    return bundle.isOurs ? { kind: "damaged_bundle", fault: bundle.fault } : { kind: "unknown", number: null };
  const file = bundle ? bundle.pdf : content;
  const byHash = await findByHash(file);
  if (byHash === "unreachable") return { kind: "unreachable" };
  if (byHash !== null) return { kind: "report", number: byHash, file, bundle };
  if (bundle === null && looksLikeJson(content)) return { kind: "document", check: await recompute(content) };
  const { isDraft, number, host, hasText } = bundle ? claimsOfBundle(bundle) : await claimsOfFile(file);
  if (isDraft) return { kind: "draft" };
  if (number === null) return { kind: "unknown", number, ...(hasText ? {} : { isTextless: true as const }) };
  const evidence = await fetchEvidence(number);
  if (evidence === "unreachable") return { kind: "unreachable" };
  if (evidence !== "unknown") return { kind: "report", number, file, bundle };
  return host === null || host === ownHost ? { kind: "unknown", number } : { kind: "foreign", number, host };
}

/** From its plain bytes, or else from its text and links, which another program may have packed. */
async function claimsOfFile(file: Uint8Array): Promise<PdfClaims> {
  const none: PdfClaims = { isDraft: false, number: null, host: null, hasText: true };
  if (!isPdf(file)) return none;
  if (isDraftReport(file)) return { ...none, isDraft: true };
  const number = findReportNumber(file);
  const address = number === null ? null : findVerifyAddress(file, number);
  if (address !== null) return { ...none, number, host: new URL(address).host };
  const code = await import("../printed/read-claims.ts");
  const claims = await code.readClaims(file);
  return claims ? { ...claims, number: number ?? claims.number } : { ...none, number };
}

function claimsOfBundle(bundle: Bundle): PdfClaims {
  try {
    const { number, issuer } = parseReportCredential(bundle.credential).facts;
    return { isDraft: false, number, host: hostOfDid(issuer.did), hasText: true };
  } catch (error) {
    if (!(error instanceof TransparencyError)) throw error;
    return { isDraft: false, number: findReportNumber(bundle.pdf), host: null, hasText: true };
  }
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

async function recompute(content: Uint8Array): Promise<Check> {
  const { recomputeInventory } = await import("#app/proof/recompute-inventory.ts");
  return checkDocumentText(content, recomputeInventory);
}
