import { TransparencyError } from "#app/encoding/transparency-error.ts";
import {
  type AssuranceLevel,
  type AssuranceRecord,
  deriveAssuranceOpening,
  hashAssuranceRecord,
  isConfirmedBy,
  makeAssuranceDisowning,
  makeAssuranceWithdrawal,
  parseAssurance,
  type VerifierIdentity,
} from "./assurance-credential.ts";
import type { ReportFacts } from "./credential.ts";
import { verifyDocument } from "./data-integrity.ts";
import { installationOf } from "./did-document.ts";
import type { KeySet } from "./key-set.ts";
import { commitTo, encodeLogEntry, type LogOpening } from "./log-entry.ts";
import { verifyTlogProof } from "./tlog-proof.ts";

/** What the register or a bundle holds about one third party's statement. */
export interface AssuranceEvidence {
  /** Canonical text of the signed note. */
  credential: string;
  /** null until the next checkpoint. */
  proof: string | null;
  /** Proof that the statement was withdrawn; null where nothing of the kind is on record. */
  withdrawal: AssuranceWithdrawal | null;
  /** The verification body that it names states that it is not from it; null where nothing of the kind is on record. */
  disowned: AssuranceDisowning | null;
}

/** Which body states so, by what is proved of it. */
export interface AssuranceDisowning extends VerifierIdentity {
  salt: string;
  /** ISO 8601. */
  at: string;
  proof: string | null;
}

interface AssuranceWithdrawal {
  kind: string;
  reason: string;
  salt: string;
  /** ISO 8601. */
  at: string;
  proof: string | null;
}

/**
 * What a statement means for the report at hand. `assures`: an opinion, unmodified or modified, about exactly these data.
 * `procedures`: findings without an opinion. `reported`: either of these, not confirmed by a verification body whose
 * identity is proved. `against`: adverse or disclaimed. `disowned`: the body that it names states that it is not from it. Only `assures` lets a report be called verified.
 */
export type AssuranceEffect =
  | "assures"
  | "procedures"
  | "reported"
  | "against"
  | "disowned"
  | "other_version"
  | "withdrawn";

/** One statement, as checked: `holds` is false where its signature or its place in the log is wrong. */
export type CheckedAssurance =
  | {
      holds: true;
      isLogged: boolean;
      effect: AssuranceEffect;
      record: AssuranceRecord;
      recordedAt: string;
      withdrawal: AssuranceWithdrawal | null;
      disowned: AssuranceDisowning | null;
      /** The record of the organization that this one confirms, if both are at hand. */
      reported: ReportedRecord | null;
    }
  | { holds: false; fault: string };

/** What an organization had recorded before the verification body confirmed it. */
export interface ReportedRecord {
  recordSha256: string;
  /** ISO 8601. */
  recordedAt: string;
}

/** Whether a report is verified, and to which level: by third parties' statements on record and in no other way. */
type AssuranceStatus = "not_verified" | AssuranceLevel;

/** The effect of a statement on a report with this data package. */
export function effectOf(
  record: Pick<AssuranceRecord, "report" | "opinion" | "enteredBy" | "verifier">,
  packageHash: string,
  { isWithdrawn, isDisowned }: { isWithdrawn: boolean; isDisowned: boolean },
): AssuranceEffect {
  if (isWithdrawn) return "withdrawn";
  if (record.report.packageHash !== packageHash) return "other_version";
  if (isDisowned) return "disowned";
  const { kind } = record.opinion;
  if (kind === "adverse" || kind === "disclaimed") return "against";
  if (!isConfirmed(record)) return "reported";
  return kind === "findings_only" ? "procedures" : "assures";
}

/** Leaves out what another of these statements confirms: the two are one statement. */
export function withoutConfirmed<T extends { recordSha256: string; record: Pick<AssuranceRecord, "confirms"> }>(
  statements: readonly T[],
): T[] {
  const confirmed = new Set(statements.map(({ record }) => record.confirms));
  return statements.filter(({ recordSha256 }) => !confirmed.has(recordSha256));
}

/** Whether the verification body recorded the statement itself, under a proved identity. */
function isConfirmed({ enteredBy, verifier }: Pick<AssuranceRecord, "enteredBy" | "verifier">): boolean {
  return enteredBy === "verifier" && verifier.identity !== null;
}

/**
 * The strongest current level. An adverse or disclaimed opinion about the same data leaves the report not verified,
 * even next to a positive one: a reader must not be shown only the better of two. So does a disowned statement, until the
 * organization withdraws it.
 */
export function assuranceStatusOf(statements: { effect: AssuranceEffect; level: AssuranceLevel }[]): AssuranceStatus {
  if (statements.some(({ effect }) => effect === "against" || effect === "disowned")) return "not_verified";
  const levels = statements
    .filter(({ effect }) => effect === "assures" || effect === "procedures")
    .map(({ level }) => level);
  return (
    (["reasonable", "limited", "agreed_upon_procedures"] as const).find((level) => levels.includes(level)) ??
    "not_verified"
  );
}

/** Checks the statements about a report: signature by the report's issuer, entry in the log, data package, withdrawal. */
export async function checkAssurance(
  evidence: readonly AssuranceEvidence[],
  facts: ReportFacts,
  keys: KeySet | null,
): Promise<CheckedAssurance[]> {
  const checked = await Promise.all(evidence.map((one) => checkOne(one, facts, keys)));
  return joinConfirmed(checked);
}

/** A record of the organization and the one that confirms it are one statement, also after its withdrawal. */
export async function joinConfirmed(checked: readonly CheckedAssurance[]): Promise<CheckedAssurance[]> {
  const hashes = await Promise.all(checked.map((one) => (one.holds ? hashAssuranceRecord(one.record) : null)));
  const behind = new Set<string>();
  const joined = checked.map(async (one): Promise<CheckedAssurance> => {
    const hash = one.holds ? one.record.confirms : null;
    const reported = checked[hash === null ? -1 : hashes.indexOf(hash)];
    // Without the record of the organization, such as in a bundle of another report, the statement is complete.
    if (!one.holds || hash === null || !reported?.holds) return one;
    if (!(await isConfirmedBy(reported.record, one.record))) return { holds: false, fault: "confirms_another" };
    behind.add(hash);
    return { ...one, reported: { recordSha256: hash, recordedAt: reported.recordedAt } };
  });
  const all = await Promise.all(joined);
  return all.filter((_, index) => !behind.has(hashes[index] ?? ""));
}

async function checkOne(
  { credential: text, proof, withdrawal, disowned }: AssuranceEvidence,
  facts: ReportFacts,
  keys: KeySet | null,
): Promise<CheckedAssurance> {
  if (keys === null) return { holds: false, fault: "no_keys" };
  try {
    const { credential, record, did, recordedAt } = parseAssurance(text);
    // The installation notes what third parties state, and not the issuer of the report.
    if (did !== installationOf(facts.issuer.did)) throw new TransparencyError("other_issuer");
    await verifyDocument(credential, keys.keys);
    const isLogged = await isInLog(proof, await deriveAssuranceOpening(credential), keys);
    // A withdrawal counts against the statement even before its proof is available; one with a wrong proof is an
    // error.
    if (withdrawal) await isInLog(withdrawal.proof, await makeAssuranceWithdrawal(credential, withdrawal), keys);
    if (disowned) await isInLog(disowned.proof, await makeAssuranceDisowning(credential, disowned), keys);
    const ends = { isWithdrawn: withdrawal !== null, isDisowned: disowned !== null };
    const effect = effectOf(record, facts.hashes.inventory, ends);
    return { holds: true, isLogged, effect, record, recordedAt, withdrawal, disowned, reported: null };
  } catch (error) {
    if (error instanceof TransparencyError) return { holds: false, fault: error.code };
    throw error;
  }
}

async function isInLog(proof: string | null, opening: LogOpening, keys: KeySet): Promise<boolean> {
  if (proof === null || keys.noteVerifiers.length === 0) return false;
  await verifyTlogProof(proof, encodeLogEntry(await commitTo(opening)), keys.noteVerifiers);
  return true;
}

/** Evidence as an answer of a register or a file of a bundle gives it; what has another shape is left out. */
export function readAssuranceEvidence(value: unknown): AssuranceEvidence[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => {
    if (typeof one !== "object" || one === null) return [];
    const { credential, proof = null, withdrawal = null, disowned = null } = one as Record<string, unknown>;
    const isProof = proof === null || typeof proof === "string";
    return typeof credential === "string" && isProof && isWithdrawalOrNull(withdrawal) && isDisowningOrNull(disowned)
      ? [{ credential, proof, withdrawal, disowned }]
      : [];
  });
}

export function isDisowningOrNull(value: unknown): value is AssuranceDisowning | null {
  if (value === null) return true;
  if (typeof value !== "object") return false;
  const { kind, value: proved, checkedOn, salt, at, proof = null } = value as Record<string, unknown>;
  const isText = [proved, checkedOn, salt, at].every((one) => typeof one === "string");
  return isText && (kind === "domain" || kind === "registration") && (proof === null || typeof proof === "string");
}

function isWithdrawalOrNull(value: unknown): value is AssuranceWithdrawal | null {
  if (value === null) return true;
  if (typeof value !== "object") return false;
  const { kind, reason, salt, at, proof = null } = value as Record<string, unknown>;
  const isText = [kind, reason, salt, at].every((one) => typeof one === "string");
  return isText && (proof === null || typeof proof === "string");
}
