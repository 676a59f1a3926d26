import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { applyContinuity } from "#app/proof/apply-continuity.ts";
import type { Bundle } from "#app/proof/bundle.ts";
import type { Rebuild } from "#app/proof/check-printed.ts";
import { type KeySet, parseKeySet } from "#app/proof/key-set.ts";
import { type RegisteredReport, refuseEvidence, type Verification, verifyReport } from "#app/proof/verify-report.ts";
import { type FetchedEvidence, fetchEvidence, fetchIssuedFile } from "./fetch-evidence.ts";
import { compareWithSeen } from "./seen-log.ts";

export interface Subject {
  number: string;
  notice: NonNullable<RegisteredReport["notice"]>;
}

/**
 * Repeats the server's checks of signature, log and status in this browser, from the published evidence. Totals are checked on
 * request, because they need the issued file and the calculation.
 */
export async function checkRecord(subject: Subject): Promise<Verification> {
  return verify(await fetchEvidence(subject.number), subject, {});
}

/** The same checks and the totals, from the data inside the issued file, which is downloaded. */
export async function checkRecordWithTotals(subject: Subject): Promise<Verification> {
  const evidence = await fetchEvidence(subject.number);
  const issued = await fetchIssuedFile(subject.number);
  const inventory = issued === null ? null : await tryExtract(issued);
  return verify(evidence, subject, inventory ? { inventory } : {});
}

/** All seven checks of a file against the report that it is or claims to be. */
export async function checkFile(subject: Subject, file: Uint8Array, bundle: Bundle | null): Promise<Verification> {
  const evidence = await fetchEvidence(subject.number);
  // A record is signed once, so another text in the bundle is not the issued one.
  if (bundle && typeof evidence !== "string" && bundle.credential !== evidence.credential)
    return refuseEvidence("not_a_bundle");
  return verify(evidence, subject, { file, ...(bundle ? { inventory: bundle.inventory } : {}) });
}

async function verify(
  evidence: FetchedEvidence | "unknown" | "unreachable",
  { number, notice }: Subject,
  { file, inventory }: { file?: Uint8Array; inventory?: Uint8Array },
): Promise<Verification> {
  const hasData = file !== undefined || inventory !== undefined;
  const common = {
    number,
    now: new Date().toISOString(),
    // Loaded on demand.
    recompute: hasData ? (await import("#app/proof/recompute-inventory.ts")).recomputeInventory : null,
    online: true,
    ...(file ? { file, rebuild: rebuildWhenAsked } : {}),
  };
  if (typeof evidence === "string") return verifyReport({ ...common, registered: evidence, keys: null });
  const { credential, tlogProof: proof, keyProof, statusLists, assurance = [] } = evidence;
  const registered = {
    credential,
    proof,
    keyProof,
    statusLists,
    assurance,
    notice,
    ...(inventory ? { inventory } : {}),
  };
  const keys = await readKeys(evidence.keys);
  const verification = await verifyReport({ ...common, registered, keys });
  if (proof === null || keys === null) return verification;
  return applyContinuity(verification, await compareWithSeen(proof, keys));
}

/** Loaded with the first file, because it needs all report texts. */
const rebuildWhenAsked: Rebuild = async (file) => (await import("#app/verify/rebuild-printed.ts")).rebuildPrinted(file);

/** Null for a key set that contradicts itself. The checks that need keys are then reported as not done. */
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
    const { extractInventory } = await import("#app/proof/extract-inventory.ts");
    return await extractInventory(pdf);
  } catch (error) {
    if (error instanceof TransparencyError) return null;
    throw error;
  }
}
