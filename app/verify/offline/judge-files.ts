import { decodeUtf8 } from "#app/encoding/bytes.ts";
import { isJsonObject, type JsonObject, parseJson } from "#app/encoding/canonical-json.ts";
import { sha256Hex } from "#app/encoding/sha256.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { isPdf } from "#app/pdf/embedded-file.ts";
import { type Bundle, isZip, unpackBundle } from "#app/proof/bundle.ts";
import { checkDocumentText, looksLikeJson } from "#app/proof/check-document-text.ts";
import { parseCheckpoint } from "#app/proof/checkpoint.ts";
import { parseReportCredential } from "#app/proof/credential.ts";
import { isKeyProof } from "#app/proof/issuer-key.ts";
import { parseKeySet } from "#app/proof/key-set.ts";
import { recomputeInventory } from "#app/proof/recompute-inventory.ts";
import { formatVerifierKey } from "#app/proof/signed-note.ts";
import { parseTlogProof } from "#app/proof/tlog-proof.ts";
import type { Check } from "#app/proof/verdict.ts";
import { refuseEvidence, type Verification, verifyReport } from "#app/proof/verify-report.ts";
import { type BundleComparison, compareWithBundle, isDifference } from "#app/verify/page/compare-with-bundle.ts";
import { settleFindings } from "#app/verify/page/settle-findings.ts";
import { rebuildPrinted } from "#app/verify/rebuild-printed.ts";

export interface GivenFile {
  name: string;
  bytes: Uint8Array;
}

export type GivenKind =
  | "bundle"
  | "pdf"
  | "record"
  | "proof"
  | "status"
  | "keys"
  | "checkpoint"
  | "document"
  /** A file of an unknown type. */
  | "unknown"
  /** A ZIP archive that is not a bundle, or not as issued. */
  | "damaged";

export type Judgement =
  | { kind: "waiting" }
  | {
      kind: "report";
      verification: Verification;
      /** A file that is not as issued, compared with the PDF in the bundle. Null for others. */
      compared: BundleComparison | null;
      /** Whether the keys came from the reader, in addition to a bundle, or with the files. */
      keys: "given" | "carried" | "none";
      /** Names of files that confirm the key if the reader has them from another source. */
      anchors: string[];
      /** One-line names of the log's keys. */
      logKeys: string[];
      file: { name: string; size: number; sha256: string };
    }
  /** An inventory document without a signed record. Only its results can be checked. */
  | { kind: "document"; check: Check; file: { name: string; size: number; sha256: string } };

interface Sorted {
  kind: GivenKind;
  file: GivenFile;
  bundle?: Bundle;
  fault?: string;
}

/** The type of each file, from its content alone. */
export function sortFiles(files: readonly GivenFile[]): Sorted[] {
  return files.map((file) => ({ file, ...sortFile(file.bytes) }));
}

/**
 * Runs all checks that the files allow, without a network. Files that don't belong to the report are ignored.
 *
 * @param said the reader's input: the typed name of a key from another source, possibly empty, and whether keys and checkpoint
 *   among the files are from another source. A forger could supply those with a bundle.
 */
export async function judgeFiles(
  files: readonly GivenFile[],
  now: string,
  { keyName = "", areAnchorsOwn = false }: { keyName?: string; areAnchorsOwn?: boolean } = {},
): Promise<Judgement> {
  const sorted = sortFiles(files);
  const lastOf = (kind: GivenKind) => sorted.findLast((one) => one.kind === kind);
  const damaged = lastOf("damaged");
  if (damaged) return refuse(damaged);
  const bundle = lastOf("bundle")?.bundle ?? null;
  const subject = lastOf("pdf") ?? lastOf("bundle") ?? lastOf("document");
  const credential = lastOf("record") ? textOf(lastOf("record")) : (bundle?.credential ?? null);
  if (subject === undefined) return { kind: "waiting" };
  const content = subject.bundle ? subject.bundle.pdf : subject.file.bytes;
  const file = { name: subject.file.name, size: subject.file.bytes.length, sha256: await sha256Hex(content) };
  if (credential === null && subject.kind === "document")
    return { kind: "document", check: checkDocumentText(content, recomputeInventory), file };
  try {
    const given = lastOf("keys");
    const keysText = given ? textOf(given) : (bundle?.keys ?? null);
    const keys = keysText === null ? null : await parseKeySet(keysText);
    const proofs = credential === null ? NO_PROOFS : await sortProofs(credential, sorted);
    const proof = proofs.report ?? bundle?.proof ?? null;
    const keyProof = proofs.key ?? bundle?.keyProof ?? null;
    const loose = sorted.filter(({ kind }) => kind === "status").map(textOf);
    const registered =
      credential === null
        ? ("unreachable" as const)
        : {
            credential,
            proof,
            keyProof,
            statusLists: [...loose, ...(bundle?.statusLists ?? [])],
            ...(bundle ? { inventory: bundle.inventory, assurance: bundle.assurance ?? [] } : {}),
          };
    // Separate keys came with the unpacked parts. With a bundle, which has its own keys, they come from another source.
    const isGiven = given !== undefined && bundle !== null;
    const checkpoint = lastOf("checkpoint");
    const checked = {
      file: content,
      registered,
      keys,
      areKeysCarried: !(isGiven && areAnchorsOwn),
      kept: {
        keyName,
        ...(checkpoint ? { checkpoint: textOf(checkpoint), isCheckpointUnsure: !areAnchorsOwn } : {}),
      },
      now,
      recompute: recomputeInventory,
      rebuild: rebuildPrinted,
      online: false,
    };
    const verifiers = keys?.noteVerifiers ?? [];
    const verified = await verifyReport(checked);
    const found = await compareWithBundle(verified, bundle?.pdf ?? null, content);
    const settled = isDifference(found)
      ? settleFindings(verified, found)
      : { verification: verified, difference: found };
    const { verification, difference: compared } = settled;
    const isOfLog = verification.checkpoint?.kind === "equal" || verification.checkpoint?.kind === "same_key";
    const anchors = [...(isGiven ? [given] : []), ...(checkpoint && isOfLog ? [checkpoint] : [])];
    return {
      kind: "report",
      verification,
      compared,
      anchors: anchors.map((anchor) => anchor.file.name),
      keys: isGiven ? "given" : keys ? "carried" : "none",
      logKeys: await Promise.all(verifiers.map(({ name, publicKey }) => formatVerifierKey(name, publicKey))),
      file,
    };
  } catch (error) {
    if (!(error instanceof TransparencyError)) throw error;
    return refused(error.code, file);
  }
}

const NO_PROOFS = { report: null, key: null };

/** Both proofs have one form: that of the key is known by what it proves. */
async function sortProofs(
  credential: string,
  sorted: Sorted[],
): Promise<{ report: string | null; key: string | null }> {
  const found: { report: string | null; key: string | null } = { ...NO_PROOFS };
  const { issuer } = parseReportCredential(credential).facts;
  for (const text of sorted.filter(({ kind }) => kind === "proof").map(textOf))
    found[(await isKeyProof(issuer, text)) ? "key" : "report"] = text;
  return found;
}

async function refuse({ file: { name, bytes }, fault = "not_a_bundle" }: Sorted): Promise<Judgement> {
  return refused(fault, { name, size: bytes.length, sha256: await sha256Hex(bytes) });
}

function refused(fault: string, file: { name: string; size: number; sha256: string }): Judgement {
  return {
    kind: "report",
    verification: refuseEvidence(fault),
    compared: null,
    keys: "none",
    anchors: [],
    logKeys: [],
    file,
  };
}

function sortFile(bytes: Uint8Array): Pick<Sorted, "kind" | "bundle" | "fault"> {
  if (isPdf(bytes)) return { kind: "pdf" };
  if (isZip(bytes)) return open(bytes);
  if (looksLikeJson(bytes)) return { kind: kindOfJson(bytes) };
  return { kind: kindOfText(bytes) };
}

function open(bytes: Uint8Array): Pick<Sorted, "kind" | "bundle" | "fault"> {
  try {
    return { kind: "bundle", bundle: unpackBundle(bytes) };
  } catch (error) {
    if (!(error instanceof TransparencyError)) throw error;
    return { kind: "damaged", fault: error.code };
  }
}

function kindOfJson(bytes: Uint8Array): GivenKind {
  const value = tryTo(() => parseJson(decodeUtf8(bytes)));
  if (!isJsonObject(value)) return "document";
  if (Array.isArray(value.keys)) return "keys";
  if (isOfType(value, "BitstringStatusListCredential")) return "status";
  return isOfType(value, "VerifiableCredential") ? "record" : "document";
}

function isOfType({ type }: JsonObject, name: string): boolean {
  return Array.isArray(type) && type.includes(name);
}

function kindOfText(bytes: Uint8Array): GivenKind {
  const text = tryTo(() => decodeUtf8(bytes));
  if (text === null) return "unknown";
  if (tryTo(() => parseTlogProof(text))) return "proof";
  return tryTo(() => parseCheckpoint(text)) ? "checkpoint" : "unknown";
}

function textOf(sorted: Sorted | undefined): string {
  return decodeUtf8(sorted?.file.bytes ?? new Uint8Array());
}

function tryTo<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof TransparencyError) return null;
    throw error;
  }
}
