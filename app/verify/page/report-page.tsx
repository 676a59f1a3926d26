import { lazy, Suspense } from "react";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { NameNoticesProvider } from "#app/kit/noticed-name.tsx";
import { VerifyColumns } from "#app/kit/verify-columns.tsx";
import { verdictFactsOf } from "#app/proof/verdict-facts.ts";
import { AuthorityChain } from "./authority-chain.tsx";
import type { HeldFile } from "./held-file.ts";
import { LogConflict } from "./log-conflict.tsx";
import { ReportAssurance } from "./report-assurance.tsx";
import { ReportChecks } from "./report-checks.tsx";
import { ReportHistory } from "./report-history.tsx";
import { ReportTotals } from "./report-totals.tsx";
import type { ReportView } from "./report-view.ts";
import { StatementFacts } from "./statement-facts.tsx";
import { ThreeAnswers } from "./three-answers.tsx";
import { type ReportVerification, useReportVerification } from "./use-report-verification.ts";
import { ReportHeading } from "./verdict-heading.tsx";
import { AlteredAside, ReportAside } from "./verify-aside.tsx";

/** Loaded only for an altered file. */
const FileDifferences = lazy(() =>
  import("./file-differences.tsx").then((code) => ({ default: code.FileDifferences })),
);

/** Loaded only when the proof is opened. */
const RecordCheck = lazy(() => import("./record-check.tsx").then((code) => ({ default: code.RecordCheck })));

/**
 * The public page of a report: verdict, three answers, totals, facts, assurance, history and the proof in detail. The server renders it. The browser
 * repeats the checks and reads the reader's file.
 */
export function ReportPage({ view, file }: { view: ReportView; file: HeldFile | null }) {
  const found = useReportVerification(view, file);
  const isAltered = found.file !== null && found.verification.verdict === "altered" && !found.isRunning;
  return (
    <NameNoticesProvider value={(name) => view.nameNotices[name] ?? []}>
      <ReportHeading view={view} found={found} />
      {view.isSample && <SampleNote />}
      <FileVerdictAnnouncement found={found} />
      {found.seen && <LogConflict seen={found.seen} onForget={found.forgetLog} />}
      <ThreeAnswers view={view} found={found} />
      {isAltered ? (
        <VerifyColumns aside={<AlteredAside view={view} />}>
          <Suspense>
            <FileDifferences view={view} found={found} />
          </Suspense>
          <ReportChecks view={view} found={found} />
          <ReportHistory view={view} />
        </VerifyColumns>
      ) : (
        <VerifyColumns aside={<ReportAside view={view} file={found.file} />}>
          <ReportTotals view={view} />
          <StatementFacts view={view} checks={found.verification.checks} />
          <ReportAssurance
            statements={found.verification.assurance}
            number={view.number}
            publicDocuments={view.publicDocuments}
          />
          <ReportChecks view={view} found={found}>
            {(wasOpened) => (
              <>
                <AuthorityChain view={view} verification={found.verification} />
                {wasOpened && (
                  <Suspense>
                    <RecordCheck view={view} found={found} />
                  </Suspense>
                )}
              </>
            )}
          </ReportChecks>
          <ReportHistory view={view} />
        </VerifyColumns>
      )}
    </NameNoticesProvider>
  );
}

/** No reader may take the invented figures, or the statement of the invented body, for real ones. */
function SampleNote() {
  const { sample } = useMessages().verify.page.assurance;
  return (
    <aside aria-label={sample.label} className="border-b border-line bg-warning-tint text-warning-ink">
      <p className="page-column py-3 text-14 font-semibold">{sample.note}</p>
    </aside>
  );
}

/** Announces the verdict on a file to screen readers, because the banner itself is no live region. */
function FileVerdictAnnouncement({ found }: { found: ReportVerification }) {
  const { verify } = useMessages();
  const isReady = found.file !== null && !found.isRunning;
  return (
    <p aria-live="polite" className="sr-only">
      {isReady && verify.sentence(verdictFactsOf(found.verification))}
    </p>
  );
}
