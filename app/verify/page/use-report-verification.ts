import { useEffect, useState } from "react";
import { sha256Hex } from "#app/encoding/sha256.ts";
import { issuedHashOf } from "#app/proof/credential.ts";
import type { Verification } from "#app/proof/verify-report.ts";
import type { FileDifference } from "./compare-files.ts";
import { fetchIssuedFile } from "./fetch-evidence.ts";
import type { HeldFile } from "./held-file.ts";
import { noticeOf, type ReportView } from "./report-view.ts";
import type { SeenLog } from "./seen-log.ts";
import { settleFindings } from "./settle-findings.ts";

export interface ReportVerification {
  /** Who did the checks. `failed`: this browser could not. */
  by: "server" | "browser" | "failed";
  isRunning: boolean;
  verification: Verification;
  /** ISO 8601. */
  checkedAt: string;
  file: HeldFile | null;
  difference: FileDifference | "comparing" | "no_issued" | null;
  /** What this browser stores about the log. Null until it has checked. */
  seen: SeenLog | null;
  /** Recalculates the totals. Absent if that is done or a file is checked. */
  computeTotals?: (() => void) | undefined;
  hasAskedTotals: boolean;
  /** Deletes the stored checkpoint. */
  forgetLog: () => void;
}

/** Starts with the server's result. Once scripts run, this browser repeats the checks for the record or the reader's file. */
export function useReportVerification(view: ReportView, given: HeldFile | null): ReportVerification {
  const [found, setFound] = useState<Found>(() => fromServer(view));
  const [wantsTotals, setWantsTotals] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    const show = (next: Partial<Found>) => {
      if (isCurrent) setFound((before) => ({ ...before, ...next }));
    };
    const file = given?.identified.kind === "report" && given.identified.number === view.number ? given : null;
    show({ isRunning: true, file, difference: null, verification: view.verification });
    verify({ view, file, wantsTotals }, show).catch((error: unknown) => {
      console.error(error);
      show({ by: "failed", isRunning: false, verification: file ? undone(view) : view.verification });
    });
    return () => {
      isCurrent = false;
    };
  }, [view, given, wantsTotals]);
  const isWaiting = found.by === "browser" && !found.isRunning && !wantsTotals && found.file === null;
  return {
    ...found,
    hasAskedTotals: wantsTotals,
    computeTotals: isWaiting ? () => setWantsTotals(true) : undefined,
    forgetLog: () => {
      void import("./seen-log.ts").then(({ forgetSeenLog }) => {
        forgetSeenLog();
        setFound((before) => ({ ...before, seen: null }));
      });
    },
  };
}

type Found = Omit<ReportVerification, "computeTotals" | "hasAskedTotals" | "forgetLog">;

function fromServer(view: ReportView): Found {
  const { verification, checkedAt } = view;
  return { by: "server", isRunning: false, verification, checkedAt, file: null, difference: null, seen: null };
}

/** The result for a file that could not be checked. It must not inherit the verdict of the record. */
function undone({ verification }: ReportView): Verification {
  const checks = verification.checks.map(({ id }) => ({
    id,
    outcome: "not_done" as const,
    reason: "register_unreachable" as const,
    facts: {},
  }));
  return { ...verification, verdict: "cannot_tell", subject: "file", checks };
}

interface Task {
  view: ReportView;
  file: HeldFile | null;
  wantsTotals: boolean;
}

async function verify({ view, file: held, wantsTotals }: Task, show: (next: Partial<Found>) => void): Promise<void> {
  const { checkFile, checkRecord, checkRecordWithTotals } = await import("./check-report.ts");
  const { readSeenLog } = await import("./seen-log.ts");
  const subject = { number: view.number, notice: noticeOf(view.history) };
  const done = (verification: Verification) => ({
    by: "browser" as const,
    isRunning: false,
    verification,
    checkedAt: new Date().toISOString(),
    seen: readSeenLog(),
  });
  if (held === null || held.identified.kind !== "report") {
    return show(done(await (wantsTotals ? checkRecordWithTotals : checkRecord)(subject)));
  }
  const { file, bundle } = held.identified;
  const verification = await checkFile(subject, file, bundle);
  const differs = verification.checks.some(({ reason }) => reason === "file_differs");
  show({ ...done(verification), difference: differs ? "comparing" : null });
  if (!differs) return;
  const difference = await compareWithIssued(view, file, verification);
  show(typeof difference === "string" ? { difference } : settleFindings(verification, difference));
}

/** The differences only help the reader. The verdict doesn't depend on them. */
async function compareWithIssued(
  { number, editions }: ReportView,
  file: Uint8Array,
  { facts }: Verification,
): Promise<FileDifference | "no_issued"> {
  const code = await import("./compare-files.ts").catch(() => null);
  if (code === null || facts === null) return "no_issued";
  const claimed = await code.findLanguage(file);
  const languages = editions.map(({ language }) => language);
  const signed = facts.hashes.editions.map(issuedHashOf);
  const issued: Uint8Array[] = [];
  for (const language of languages.includes(claimed!) ? [claimed!] : languages) {
    const one = await fetchIssuedFile(number, language);
    if (one !== null && signed.includes(await sha256Hex(one))) issued.push(one);
  }
  return issued.length === 0 ? "no_issued" : code.compareWithClosest(issued, file);
}
