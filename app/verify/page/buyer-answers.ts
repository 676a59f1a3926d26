import type { AssuranceRecord } from "#app/proof/assurance-credential.ts";
import { type AssuranceDisowning, assuranceStatusOf, type CheckedAssurance } from "#app/proof/check-assurance.ts";
import type { Check } from "#app/proof/verdict.ts";
import type { Verification } from "#app/proof/verify-report.ts";

export type FileAnswer = "not_compared" | "checking" | "issued" | "differs" | "proofs_fail" | "unknown";

interface FileFound {
  verification: Verification;
  hasFile: boolean;
  isRunning: boolean;
}

/** Is this file genuine? A number alone never makes it so. */
export function answerOfFile({ verification, hasFile, isRunning }: FileFound): FileAnswer {
  const failed = verification.checks.filter(({ outcome }) => outcome === "failed");
  const isOtherFile = failed.some(({ reason }) => reason === "file_differs");
  if (hasFile && isRunning) return "checking";
  if (failed.length > 0 && !isOtherFile) return "proofs_fail";
  if (!hasFile) return "not_compared";
  if (isOtherFile) return "differs";
  if (!verification.isKeyConfirmed || verification.verdict === "cannot_tell") return "unknown";
  return verification.checks.some(({ id, outcome }) => id === "file" && outcome === "passed") ? "issued" : "unknown";
}

/** Is it current? `unknown`: the signed lists could not be read, or the proofs of the report do not hold. */
export type StatusAnswer = "current" | "superseded" | "withdrawn" | "expired" | "unknown";

export function answerOfStatus({ status, checks }: Verification): StatusAnswer {
  const isOtherFile = checks.some(({ reason }) => reason === "file_differs");
  const isProved = checks.every(
    (check) => check.outcome !== "failed" || (isOtherFile ? isAboutFile(check) : check.id === "file"),
  );
  if (status.kind === "withdrawn") return "withdrawn";
  return isProved ? status.kind : "unknown";
}

/** A check of what a file contains, which shows nothing about the report that it names. */
function isAboutFile({ id, reason }: Check): boolean {
  return ["file", "totals", "printed", "seal"].includes(id) || reason === "signature_not_over_file";
}

/** Has an independent body verified it, and who confirms that? */
export type AssuranceAnswer =
  | { kind: "none"; hasStatements: boolean }
  | { kind: "disowned"; record: AssuranceRecord; disowned: AssuranceDisowning }
  | { kind: "reported"; record: AssuranceRecord }
  | { kind: "confirmed"; record: AssuranceRecord; effect: "assures" | "procedures" };

/** The one account of all statements on record: a disowned one comes first, then a confirmed one, then one that is only reported. */
export function answerOfAssurance(statements: readonly CheckedAssurance[]): AssuranceAnswer {
  const held = statements.flatMap((one) => (one.holds ? [one] : []));
  for (const { effect, record, disowned } of held)
    if (effect === "disowned" && disowned) return { kind: "disowned", record, disowned };
  const status = assuranceStatusOf(held.map(({ effect, record }) => ({ effect, level: record.engagement.level })));
  for (const { effect, record } of held) {
    const counts = effect === "assures" || effect === "procedures";
    if (counts && record.engagement.level === status) return { kind: "confirmed", record, effect };
  }
  const reported = held.find(({ effect }) => effect === "reported");
  const isOpposed = held.some(({ effect }) => effect === "against");
  if (reported && !isOpposed) return { kind: "reported", record: reported.record };
  return { kind: "none", hasStatements: statements.length > 0 };
}
