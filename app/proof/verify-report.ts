import type { JsonObject } from "#app/encoding/canonical-json.ts";
import { sha256Hex } from "#app/encoding/sha256.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { agreeOnData } from "./agree-on-data.ts";
import { type AssuranceEvidence, type CheckedAssurance, checkAssurance } from "./check-assurance.ts";
import { checkLog, type LogEvidence } from "./check-log.ts";
import { checkPrinted, type Rebuild } from "./check-printed.ts";
import { checkSeal } from "./check-seal.ts";
import { checkStatus, type StatusState } from "./check-status.ts";
import type { Recompute } from "./check-totals.ts";
import { issuedHashOf, parseReportCredential, type ReportFacts } from "./credential.ts";
import { verifyDocument } from "./data-integrity.ts";
import { describeKey, findKeyInLog, keyOfIssuer } from "./issuer-key.ts";
import type { PublishedKey } from "./jwks.ts";
import { type CheckpointComparison, compareKeptCheckpoint, confirmsKeys, type KeptEvidence } from "./kept-evidence.ts";
import type { KeySet } from "./key-set.ts";
import { type Check, decide, failed, notApplicable, notDone, passed, type Verdict } from "./verdict.ts";

/** What the register holds about a report, in the texts that are published. */
export interface RegisteredReport {
  /** `report.vc.json`, canonical. */
  credential: string;
  /** `report.tlog-proof`; null when it could not be had. */
  proof: string | null;
  /** `issuer-key.tlog-proof`: that the log has the key of the issuer; null when it could not be had. */
  keyProof: string | null;
  /** The status lists that could be had. */
  statusLists: string[];
  /** Third parties' statements about it; absent where none was asked for. */
  assurance?: AssuranceEvidence[];
  /** The data package, where no file is given that holds it. */
  inventory?: Uint8Array;
  /** The register's answer on a replacement or withdrawal; shown only where the signed status list has one. */
  notice?: { supersededBy?: string; supersededAt?: string; withdrawnAt?: string; reason?: string };
}

export interface VerificationInput {
  /** The file in the reader's hands: a report PDF or an inventory document. Absent for a look-up by number. */
  file?: Uint8Array;
  /** `unknown`: the register was asked and has no such report. `unreachable`: it could not be asked. */
  registered: RegisteredReport | "unknown" | "unreachable";
  /** The number that was asked for: a record about another report is not its record. Absent where a file decides. */
  number?: string | undefined;
  /** null when they could not be had. */
  keys: KeySet | null;
  /** Whether the keys came with the file or record under check, and not from the issuer or from the reader. */
  areKeysCarried?: boolean;
  /** What the reader has from elsewhere: it confirms keys that were carried, and shows a log with two histories. */
  kept?: KeptEvidence;
  /** ISO 8601. */
  now: string;
  /** Runs the calculation again: `results` for a document. Null where the engine is not at hand. */
  recompute: Recompute | null;
  /** Makes the printed text again and compares it; absent where that was not requested, which the check then states. */
  rebuild?: Rebuild | null;
  /** False when the reader chose to work without a network: the status is then "unknown since", as stated. */
  online: boolean;
}

export interface Verification {
  verdict: Verdict;
  /** False where the keys came with what was checked and nothing that the reader kept shows whose they are. */
  isKeyConfirmed: boolean;
  /** What the reader's kept checkpoint shows; null without one. */
  checkpoint: CheckpointComparison | null;
  /** The report concerned, by its credential or else by what the file claims. */
  number: string | null;
  /** Whether the verdict is about a file or only about the register's record. */
  subject: "file" | "record";
  /** What the credential states; null unless its signature holds. */
  facts: ReportFacts | null;
  status: StatusState;
  /** Always all seven, in the order in which they are shown. */
  checks: Check[];
  /** Third parties' statements, oldest first, as the issuer noted and logged them; none changes the verdict. */
  assurance: CheckedAssurance[];
}

/**
 * Does every check that the evidence allows and draws the one conclusion. Nothing is sent anywhere. A failed or skipped
 * check never counts as passed; the rules are in `decide`. Throws only on a programming error.
 */
export async function verifyReport(input: VerificationInput): Promise<Verification> {
  const claimed = input.file === undefined ? null : await findClaimedNumber(input.file);
  const unread = { ...NOTHING_READ, number: claimed, subject: subjectOf(input) };
  if (typeof input.registered === "string") {
    const checks = await checksWithoutRecord(input, input.registered);
    return { ...unread, verdict: input.registered === "unknown" ? "not_recognised" : "cannot_tell", checks };
  }
  const { registered } = input;
  const evidence = readCredential(registered.credential, input.number);
  if ("fault" in evidence) {
    const checks = [
      notDone("file", "no_credential"),
      failed("signature", "signature_wrong", { fault: evidence.fault }),
    ];
    const rest = (["log", "status", "totals", "printed", "seal"] as const).map((id) => notDone(id, "no_credential"));
    return { ...unread, verdict: "altered", checks: [...checks, ...rest] };
  }
  return checkEvidence(input, registered, evidence);
}

async function checkEvidence(
  input: VerificationInput,
  registered: RegisteredReport,
  { credential, facts }: { credential: JsonObject; facts: ReportFacts },
): Promise<Verification> {
  const { keys, kept = {} } = input;
  const file = await checkFile(input.file, facts);
  const isOurs = file.outcome !== "failed";
  const keyProof = registered.keyProof ?? (await findKeyProof(input.file));
  const { signature: signed, signer } = await checkSignature({ credential, facts, keys, isOurs }, keyProof);
  const checkpoint = await compareKeptCheckpoint(kept, registered.proof, keys);
  const inLog = await checkLog({
    credential,
    proof: registered.proof,
    keys,
    isOurs,
    signer,
  });
  const signature = refuseLateKey(signed, inLog);
  const log = refuseFork(inLog, checkpoint);
  const { check: statusCheck, status } = await checkStatus(facts, registered, input);
  const totals = await checkTotalsOf(input, registered, facts);
  const printed = agreeOnData(totals, await checkPrinted(input.file, input.rebuild));
  const checks = [file, signature, log, statusCheck, totals, printed, await checkSeal(input.file, facts, file)];
  const isSigned = signature.outcome === "passed" || signature.reason === "signature_not_over_file";
  const isKeyConfirmed = !input.areKeysCarried || (await confirmsKeys(kept, checkpoint, { signature, log, keys }));
  return {
    verdict: decide(checks, status, { online: input.online, isKeyConfirmed }),
    isKeyConfirmed,
    checkpoint,
    number: facts.number,
    subject: subjectOf(input),
    facts: isSigned ? facts : null,
    status,
    checks,
    // A statement about a record that does not hold would say nothing.
    assurance: isSigned ? await checkAssurance(registered.assurance ?? [], facts, keys) : [],
  };
}

/** What is known where there is no record, or none that can be read. */
const NOTHING_READ = {
  isKeyConfirmed: false,
  checkpoint: null,
  facts: null,
  status: { kind: "unknown", since: null },
  assurance: [],
} satisfies Partial<Verification>;

function subjectOf({ file }: VerificationInput): Verification["subject"] {
  return file === undefined ? "record" : "file";
}

/** A key that entered the log with the report or after it could be made for the report. */
function refuseLateKey(signature: Check, log: Check): Check {
  const { keyEntry } = signature.facts;
  const { entry } = log.facts;
  if (keyEntry === undefined || entry === undefined || Number(keyEntry) < Number(entry)) return signature;
  return failed("signature", "key_logged_late", { entry: keyEntry });
}

/** A log of two histories vouches for neither. */
function refuseFork(log: Check, checkpoint: CheckpointComparison | null): Check {
  if (checkpoint?.kind !== "fork") return log;
  const { size } = checkpoint;
  return failed("log", "log_forked", { ...log.facts, seenSize: size, size });
}

// What only a file or its data need is loaded with them: a record alone is checked in a page that loads little.

async function findClaimedNumber(file: Uint8Array): Promise<string | null> {
  const { findReportNumber } = await import("./extract-inventory.ts");
  return findReportNumber(file);
}

async function checkTotalsOf(
  { file, recompute }: VerificationInput,
  { inventory }: RegisteredReport,
  facts: ReportFacts,
): Promise<Check> {
  if (file === undefined && inventory === undefined) return notApplicable("totals", "no_file");
  const { checkTotals } = await import("./check-totals.ts");
  return checkTotals({ file, inventory, facts, recompute });
}

/** What to say when the evidence itself is not what was handed out, such as a changed bundle: nothing in it counts. */
export function refuseEvidence(fault: string): Verification {
  const rest = (["signature", "log", "status", "totals", "printed", "seal"] as const).map((id) =>
    notDone(id, "no_credential"),
  );
  const checks = [failed("file", "evidence_differs", { fault }), ...rest];
  return { ...NOTHING_READ, verdict: "altered", number: null, subject: "file", checks };
}

async function checksWithoutRecord(input: VerificationInput, registered: "unknown" | "unreachable"): Promise<Check[]> {
  const sha256 = input.file === undefined ? "" : await sha256Hex(input.file);
  const rest = ["signature", "log", "status", "totals", "printed", "seal"] as const;
  if (registered === "unreachable") {
    return [
      notDone("file", "register_unreachable", { sha256 }),
      ...rest.map((id) => notDone(id, "register_unreachable")),
    ];
  }
  const file = input.file === undefined ? notApplicable("file", "no_file") : failed("file", "file_unknown", { sha256 });
  return [file, ...rest.map((id) => notApplicable(id, "nothing_registered"))];
}

/**
 * A verifier accepts exactly the issued bytes of a language edition, sealed or before the seal; never "the beginning
 * matches".
 */
async function checkFile(file: Uint8Array | undefined, { hashes }: ReportFacts): Promise<Check> {
  if (file === undefined) return notApplicable("file", "no_file");
  const sha256 = await sha256Hex(file);
  const issued = hashes.editions.find((edition) => issuedHashOf(edition) === sha256);
  if (issued) return passed("file", "file_is_issued", { sha256, language: issued.language });
  const unsealed = hashes.editions.find(({ unsignedPdf }) => unsignedPdf === sha256);
  if (unsealed) return passed("file", "file_is_unsealed", { sha256, language: unsealed.language });
  if (sha256 === hashes.inventory) return passed("file", "file_is_data_package", { sha256 });
  return failed("file", "file_differs", { sha256, registered: hashes.editions.map(issuedHashOf).join(" ") });
}

/** The proof that a report carries inside, for a reader who has no other. */
async function findKeyProof(file: Uint8Array | undefined): Promise<string | null> {
  if (file === undefined) return null;
  const { extractKeyProof } = await import("./extract-inventory.ts");
  return extractKeyProof(file);
}

/**
 * Whether the issuer's own key signed the record, and the log of the installation has that key as this issuer's, under
 * this name and since before the report. Without the log, a key that comes with a record is anybody's.
 */
async function checkSignature(
  { credential, facts, keys, isOurs }: Pick<LogEvidence, "credential" | "keys" | "isOurs"> & { facts: ReportFacts },
  keyProof: string | null,
): Promise<{ signature: Check; signer: PublishedKey | null }> {
  const without = (signature: Check) => ({ signature, signer: null });
  if (keys === null) return without(notDone("signature", "no_keys"));
  try {
    const signer = await keyOfIssuer(facts.issuer, keys);
    const { keyId, created } = await verifyDocument(credential, [signer]);
    if (keys.noteVerifiers.length === 0) return without(notDone("signature", "no_log_key"));
    if (keyProof === null) return without(notDone("signature", "no_key_proof"));
    const place = await findKeyInLog(facts.issuer, keys, keyProof);
    const { name: issuer, did } = facts.issuer;
    const stated = { issuer, did, keyId, created, ...describeKey(facts.issuer, place) };
    const signature = isOurs
      ? passed("signature", "signed", stated)
      : failed("signature", "signature_not_over_file", stated);
    return { signature, signer };
  } catch (error) {
    return without(describeFault(error));
  }
}

function readCredential(
  text: string,
  asked: string | undefined,
): { credential: JsonObject; facts: ReportFacts } | { fault: string } {
  try {
    const read = parseReportCredential(text);
    return asked === undefined || read.facts.number === asked ? read : { fault: "other_report" };
  } catch (error) {
    if (error instanceof TransparencyError) return { fault: error.code };
    throw error;
  }
}

/** A wrong proof fails its check; a platform that cannot check leaves it undone; anything else is a bug and surfaces. */
function describeFault(error: unknown): Check {
  if (!(error instanceof TransparencyError)) throw error;
  if (error.code === "ed25519_unavailable") return notDone("signature", "platform_lacks_ed25519");
  if (error.code === "log_key_revoked") return notDone("signature", "key_proof_outdated");
  if (error.code === "key_not_logged") return failed("signature", "key_not_logged");
  return failed("signature", "signature_wrong", { fault: error.code });
}
