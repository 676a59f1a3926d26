import type { StatusState } from "./check-status.ts";

export type Verdict =
  | "authentic"
  /** Everything holds by keys that came with the files, and nothing shows that they are the issuer's. */
  | "unconfirmed"
  | "superseded"
  | "expired"
  | "withdrawn"
  | "altered"
  | "not_recognised"
  | "cannot_tell";

export type CheckId = "file" | "signature" | "log" | "status" | "totals" | "printed" | "seal";

/** `not_applicable`: there is nothing to check. `not_done`: there is, and it could not be checked. */
export type Outcome = "passed" | "failed" | "not_applicable" | "not_done";

/** Why a check came out as it did; each has one plain line in `i18n` `verify.line`. */
export type CheckReason =
  | "file_is_issued"
  | "file_is_unsealed"
  | "file_is_data_package"
  | "file_differs"
  | "file_unknown"
  | "evidence_differs"
  | "no_file"
  | "register_unreachable"
  | "nothing_registered"
  | "no_credential"
  | "platform_lacks_ed25519"
  | "signed"
  | "signature_wrong"
  | "signature_not_over_file"
  | "no_keys"
  | "key_not_logged"
  | "key_logged_late"
  | "no_key_proof"
  | "key_proof_outdated"
  | "logged"
  | "log_wrong"
  | "log_not_for_file"
  | "log_after_revocation"
  | "log_key_revoked"
  | "log_forked"
  | "log_shrunk"
  | "log_key_gone"
  | "log_not_compared"
  | "no_log_proof"
  | "no_log_key"
  | "status_current"
  | "status_expired"
  | "status_superseded"
  | "status_withdrawn"
  | "status_unknown_since"
  | "status_wrong"
  | "totals_equal"
  | "totals_equal_withheld"
  | "lines_differ"
  | "totals_differ"
  | "credential_totals_differ"
  | "data_differs"
  | "no_data"
  | "cannot_recompute"
  | "printed_equal"
  | "printed_differs"
  | "printed_in_pdf_only"
  | "printed_not_asked"
  | "printed_before_facts"
  | "printed_by_other_edition"
  | "printed_unreadable"
  | "printed_compared"
  | "sealed"
  | "seal_wrong"
  | "seal_not_of_report"
  | "seal_not_in_file"
  | "seal_waits_for_file"
  | "issued_without_seal";

export interface Check {
  id: CheckId;
  outcome: Outcome;
  reason: CheckReason;
  /** The evidence, as text: hashes, times, the two values that disagree. */
  facts: Record<string, string>;
}

/**
 * One conclusion, never partially green: anything failed makes it altered, anything not done makes it undecidable.
 * The only exception is the status without a network, which the reader chose: the conclusion then is as of the time
 * the status was last known, and the sentence states that. With unconfirmed keys, nothing is authentic.
 */
export function decide(
  checks: readonly Check[],
  status: StatusState,
  { online, isKeyConfirmed }: { online: boolean; isKeyConfirmed: boolean },
): Verdict {
  if (checks.some((check) => check.outcome === "failed")) return "altered";
  const undone = checks.filter((check) => check.outcome === "not_done");
  if (undone.some((check) => online || check.reason !== "status_unknown_since")) return "cannot_tell";
  if (status.kind === "withdrawn" || status.kind === "superseded" || status.kind === "expired") return status.kind;
  return isKeyConfirmed ? "authentic" : "unconfirmed";
}

export function passed(id: CheckId, reason: CheckReason, facts: Record<string, string> = {}): Check {
  return { id, outcome: "passed", reason, facts };
}

export function failed(id: CheckId, reason: CheckReason, facts: Record<string, string> = {}): Check {
  return { id, outcome: "failed", reason, facts };
}

export function notDone(id: CheckId, reason: CheckReason, facts: Record<string, string> = {}): Check {
  return { id, outcome: "not_done", reason, facts };
}

export function notApplicable(id: CheckId, reason: CheckReason, facts: Record<string, string> = {}): Check {
  return { id, outcome: "not_applicable", reason, facts };
}
