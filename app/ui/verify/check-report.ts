import type { Bundle } from "#app/transparency/bundle.ts";
import { extractInventory } from "#app/transparency/extract-inventory.ts";
import { type KeySet, parseKeySet } from "#app/transparency/key-set.ts";
import { TransparencyError } from "#app/transparency/transparency-error.ts";
import {
  type RegisteredReport,
  refuseEvidence,
  type Verification,
  verifyReport,
} from "#app/transparency/verify-report.ts";
import { type FetchedEvidence, fetchEvidence, fetchIssuedFile } from "./fetch-evidence.ts";

interface Subject {
  number: string;
  notice: NonNullable<RegisteredReport["notice"]>;
}

/** A file above this size is loaded only when the reader has it at hand. */
export const LARGEST_UNASKED_BYTES = 4 * 1024 * 1024;

/**
 * Does again in this browser what the server said about a number: signature, log and status from the published
 * evidence, the totals from the data inside the issued file, which is loaded for it unless it is large.
 */
export async function checkRecord(subject: Subject, pdfBytes: number): Promise<Verification> {
  const evidence = await fetchEvidence(subject.number);
  const issued = pdfBytes <= LARGEST_UNASKED_BYTES ? await fetchIssuedFile(subject.number) : null;
  const inventory = issued === null ? null : await tryExtract(issued);
  return verify(evidence, subject, inventory ? { inventory } : {});
}

/** All six checks of a file against the report that it is or claims to be. */
export async function checkFile(subject: Subject, file: Uint8Array, bundle: Bundle | null): Promise<Verification> {
  const evidence = await fetchEvidence(subject.number);
  // A record is signed once and never again: another text in the bundle is not the one that was handed out.
  if (bundle && typeof evidence !== "string" && bundle.credential !== evidence.credential)
    return refuseEvidence("not_a_bundle");
  return verify(evidence, subject, { file, ...(bundle ? { inventory: bundle.inventory } : {}) });
}

async function verify(
  evidence: FetchedEvidence | "unknown" | "unreachable",
  { notice }: Subject,
  { file, inventory }: { file?: Uint8Array; inventory?: Uint8Array },
): Promise<Verification> {
  const { recomputeInventory } = await import("#app/transparency/recompute-inventory.ts");
  const common = {
    now: new Date().toISOString(),
    recompute: recomputeInventory,
    online: true,
    ...(file ? { file } : {}),
  };
  if (typeof evidence === "string") return verifyReport({ ...common, registered: evidence, keys: null });
  const { credential, tlogProof: proof, statusLists } = evidence;
  const registered = { credential, proof, statusLists, notice, ...(inventory ? { inventory } : {}) };
  return verifyReport({ ...common, registered, keys: await readKeys(evidence.keys) });
}

/** Keys that contradict themselves are no keys: the checks that need them are then not done, and say so. */
async function readKeys(text: string): Promise<KeySet | null> {
  try {
    return await parseKeySet(text);
  } catch (error) {
    if (error instanceof TransparencyError) return null;
    throw error;
  }
}

async function tryExtract(pdf: Uint8Array): Promise<Uint8Array | null> {
  try {
    return await extractInventory(pdf);
  } catch (error) {
    if (error instanceof TransparencyError) return null;
    throw error;
  }
}
