import type { Continuity } from "./compare-checkpoints.ts";
import { type Check, type CheckReason, decide, failed, notDone } from "./verdict.ts";
import type { Verification } from "./verify-report.ts";

const BROKEN: Partial<Record<Continuity["kind"], CheckReason>> = {
  forked: "log_forked",
  shrunk: "log_shrunk",
  key_gone: "log_key_gone",
};

/**
 * Adds to the check of the log how it relates to the state seen earlier, and concludes again: a log that shows two
 * histories proves nothing, and one that could not be compared leaves the check undone.
 *
 * @param continuity null when the log could not be asked for what the comparison needs
 */
export function applyContinuity(verification: Verification, continuity: Continuity | null): Verification {
  const log = verification.checks.find(({ id }) => id === "log");
  if (log?.reason !== "logged" && log?.reason !== "log_not_for_file") return verification;
  const checks = verification.checks.map((check) => (check === log ? toCheck(log, continuity) : check));
  return {
    ...verification,
    checks,
    verdict: decide(checks, verification.status, { online: true, isKeyConfirmed: verification.isKeyConfirmed }),
  };
}

function toCheck(log: Check, continuity: Continuity | null): Check {
  if (continuity === null) return notDone("log", "log_not_compared", log.facts);
  const { kind, seenSize, size } = continuity;
  const facts = { ...log.facts, continuity: kind, seenSize: `${seenSize}`, size: `${size}` };
  const broken = BROKEN[kind];
  return broken ? failed("log", broken, facts) : { ...log, facts };
}
