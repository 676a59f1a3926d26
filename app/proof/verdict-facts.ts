import { hostOfDid } from "./did-document.ts";
import type { CheckId, Verdict } from "./verdict.ts";
import type { Verification } from "./verify-report.ts";

/** What the one sentence of a verdict needs (`i18n` `verify.sentence`). Times are ISO 8601; absent facts are null. */
export interface VerdictFacts {
  verdict: Verdict;
  subject: "file" | "record";
  number: string | null;
  issuer: string | null;
  /** The host whose key signed, where a reader can't see it: a signer may use any name. */
  issuerHost: string | null;
  issuedAt: string | null;
  /** The file is the issued one, but its proofs do not hold. */
  isFileIntact: boolean;
  /** False where nothing shows that the keys are the issuer's. */
  isKeyConfirmed: boolean;
  /** Set when the reader worked without a network: the last time at which the status was known. */
  unknownSince: string | null;
  successor: string | null;
  changedAt: string | null;
  reason: string | null;
  /** The first check that could not be done. */
  undone: CheckId | null;
  /** Where the file leaves parts of lines out: of how many lines the inputs, and how many lines there are. */
  withheld?: { inputs: string; lines: string };
}

/** @param place where the sentence is read: on the issuer's own site its host is in the address bar */
export function verdictFactsOf(verification: Verification, place: "site" | "elsewhere" = "site"): VerdictFacts {
  const { verdict, subject, number, facts, status, checks } = verification;
  const evidence = checks.find((check) => check.id === "status")?.facts ?? {};
  const totals = checks.find((check) => check.reason === "totals_equal_withheld")?.facts;
  return {
    verdict,
    subject,
    number,
    issuer: facts?.issuer.name ?? null,
    issuerHost: facts && place === "elsewhere" ? (hostOfDid(facts.issuer.did) ?? facts.issuer.did) : null,
    isKeyConfirmed: verification.isKeyConfirmed,
    issuedAt: facts?.issuedAt ?? null,
    isFileIntact: checks.some((check) => check.id === "file" && check.outcome !== "failed"),
    unknownSince: status.kind === "unknown" || status.kind === "expired" ? (evidence.since ?? null) : null,
    successor: evidence.supersededBy || null,
    changedAt:
      evidence.supersededAt || evidence.withdrawnAt || (verdict === "expired" ? (facts?.expiresAt ?? null) : null),
    reason: evidence.reason || null,
    undone: checks.find((check) => check.outcome === "not_done")?.id ?? null,
    ...(totals ? { withheld: { inputs: totals.withheldInputs ?? "", lines: totals.lines ?? "" } } : {}),
  };
}
