import { useEffect, useState } from "react";
import type { Verification } from "#app/transparency/verify-report.ts";
import type { FileDifference } from "./compare-files.ts";
import { fetchIssuedFile } from "./fetch-evidence.ts";
import type { HeldFile } from "./held-file.ts";
import { noticeOf, type ReportView } from "./report-view.ts";

export interface ReportVerification {
  /** `server`: what the server found. `browser`: found again here. `failed`: this browser could not. */
  by: "server" | "browser" | "failed";
  isRunning: boolean;
  verification: Verification;
  /** ISO 8601. */
  checkedAt: string;
  /** The file that was checked, when one was. */
  file: HeldFile | null;
  difference: FileDifference | "comparing" | "no_issued" | null;
}

/**
 * Starts with what the server found about the number. Once the page runs, this browser does the same checks itself: of
 * the record, or of the file that the reader gave.
 */
export function useReportVerification(view: ReportView, given: HeldFile | null): ReportVerification {
  const [found, setFound] = useState<ReportVerification>(() => fromServer(view));
  useEffect(() => {
    let isCurrent = true;
    const show = (next: Partial<ReportVerification>) => {
      if (isCurrent) setFound((before) => ({ ...before, ...next }));
    };
    const isGiven = given?.identified.kind === "report" && given.identified.number === view.number;
    setFound({ ...fromServer(view), isRunning: true, file: isGiven ? given : null });
    verify(view, isGiven ? given : null, show).catch((error: unknown) => {
      console.error(error);
      show({ by: "failed", isRunning: false, verification: isGiven ? undone(view) : view.verification });
    });
    return () => {
      isCurrent = false;
    };
  }, [view, given]);
  return found;
}

function fromServer(view: ReportView): ReportVerification {
  const { verification, checkedAt } = view;
  return { by: "server", isRunning: false, verification, checkedAt, file: null, difference: null };
}

/** A file that could not be checked is never taken for the record that could. */
function undone({ verification }: ReportView): Verification {
  const checks = verification.checks.map(({ id }) => ({
    id,
    outcome: "not_done" as const,
    reason: "register_unreachable" as const,
    facts: {},
  }));
  return { ...verification, verdict: "cannot_tell", subject: "file", checks };
}

async function verify(
  view: ReportView,
  given: HeldFile | null,
  show: (next: Partial<ReportVerification>) => void,
): Promise<void> {
  const { checkFile, checkRecord } = await import("./check-report.ts");
  const subject = { number: view.number, notice: noticeOf(view.history) };
  if (given === null || given.identified.kind !== "report") {
    const verification = await checkRecord(subject, view.pdfBytes);
    return show({ by: "browser", isRunning: false, verification, checkedAt: new Date().toISOString() });
  }
  const { file, bundle } = given.identified;
  const verification = await checkFile(subject, file, bundle);
  const differs = verification.checks.some(({ reason }) => reason === "file_differs");
  show({
    by: "browser",
    isRunning: false,
    verification,
    checkedAt: new Date().toISOString(),
    difference: differs ? "comparing" : null,
  });
  if (!differs) return;
  show({ difference: await compareWithIssued(view.number, file) });
}

/** What differs is help, not proof: when it cannot be told, the verdict stands all the same. */
async function compareWithIssued(number: string, file: Uint8Array): Promise<FileDifference | "no_issued"> {
  const [issued, code] = await Promise.all([fetchIssuedFile(number), import("./compare-files.ts").catch(() => null)]);
  return issued === null || code === null ? "no_issued" : code.compareFiles(issued, file);
}
