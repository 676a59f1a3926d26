import { type ReactNode, useState } from "react";
import { formatDecimal } from "#app/carbon/format.ts";
import { formatInstant } from "#app/day/format-day.ts";
import { UTC } from "#app/day/zone.ts";
import { CheckList, type CheckOutcome, type Check as CheckRow } from "#app/kit/check-list.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Button } from "#app/kit/plain-button.tsx";
import { Section } from "#app/kit/section.tsx";
import type { Check, CheckId } from "#app/proof/verdict.ts";
import { formatSize } from "./format-size.ts";
import { KeptCheckpoint } from "./log-conflict.tsx";
import type { ReportView } from "./report-view.ts";
import type { ReportVerification } from "./use-report-verification.ts";

interface ReportChecksProps {
  view: ReportView;
  found: ReportVerification;
  /** Further proof, folded together with the checks. */
  children?: (wasOpened: boolean) => ReactNode;
}

/**
 * The seven checks, and a line that states who did them. They are folded until one of them fails, or the reader gives
 * a file or requests the totals.
 */
export function ReportChecks({ view, found, children }: ReportChecksProps) {
  const { page, trust } = useMessages().verify;
  const { checks, answers } = page;
  const rows = useCheckRows(view, found);
  const count = (...outcomes: CheckOutcome[]) => `${rows.filter(({ outcome }) => outcomes.includes(outcome)).length}`;
  const [wasOpened, setWasOpened] = useState(false);
  const isAsked = found.file !== null || found.hasAskedTotals;
  return (
    <Section title={found.by === "browser" ? checks.titleBrowser : checks.titleServer}>
      <p role="status" className="py-2 text-12 text-muted">
        {useProgressWords(found)}
      </p>
      {found.computeTotals && (
        <div className="pb-1 print:hidden">
          <Button type="button" variant="secondary" onClick={found.computeTotals}>
            {trust.totals.compute(formatSize(view.editions[0]!.pdfBytes))}
          </Button>
        </div>
      )}
      <details
        id="proof"
        open={isAsked || rows.some(({ outcome }) => outcome === "failed")}
        onToggle={({ currentTarget }) => currentTarget.open && setWasOpened(true)}
      >
        <summary className="cursor-pointer py-2 text-14 text-accent touch:py-3">
          {answers.proof(count("passed"), count("not_done", "pending"), `${rows.length}`)}
        </summary>
        <div className="space-y-10">
          <CheckList checks={rows} />
          {children?.(wasOpened)}
        </div>
      </details>
      {found.seen && <KeptCheckpoint seen={found.seen} onForget={found.forgetLog} />}
    </Section>
  );
}

function useProgressWords({ by, isRunning, file, checkedAt }: ReportVerification): string {
  const { checks } = useMessages().verify.page;
  const locale = useLocale();
  if (isRunning) return checks.running;
  if (by === "failed") return checks.failedToRun;
  if (by === "server") return checks.byServer;
  return file
    ? checks.doneFile(formatInstant(checkedAt, locale, UTC))
    : checks.done(formatInstant(checkedAt, locale, UTC));
}

function useCheckRows(view: ReportView, found: ReportVerification): CheckRow[] {
  const { verify } = useMessages();
  const { checks } = verify.page;
  const { isRunning, file, verification, by } = found;
  return verification.checks.map((check) => {
    const waits = waitingWords(check, found, { ...checks, totalsOnRequest: verify.trust.totals.waiting });
    const isPending = isRunning && (file !== null || check.id === "totals");
    return {
      key: check.id,
      outcome: isPending ? "pending" : outcomeOf(check),
      title: verify.check[check.id],
      detail: isPending ? checks.running : (waits ?? verify.line[check.reason](check.facts)),
      how: (
        <>
          <CheckEvidence check={check} view={view} found={found} />
          {check.id === "log" && <Continuity facts={check.facts} />}
          <p>{verify.how[check.id]}</p>
          {check.id === "totals" && by === "browser" && file === null && check.outcome !== "not_applicable" && (
            <p>{checks.totalsFrom}</p>
          )}
        </>
      ),
      isOpen: check.outcome === "failed" && check.id === "file",
    };
  });
}

/** No green tick for a withdrawal, although the signed status list is valid. */
function outcomeOf({ outcome, reason }: Check): CheckOutcome {
  const isNoted = reason === "status_withdrawn" || reason === "status_superseded" || reason === "status_expired";
  return isNoted ? "noted" : outcome;
}

/** What the reader needs to provide for a check. */
function waitingWords(check: Check, found: ReportVerification, words: WaitingWords): string | null {
  if (check.reason !== "no_file") return null;
  if (check.id === "file") return words.fileWaiting;
  return found.by === "browser" ? words.totalsOnRequest : words.totalsWaiting;
}

interface WaitingWords {
  fileWaiting: string;
  totalsWaiting: string;
  totalsOnRequest: string;
}

/** The values with which a reader can repeat the check. */
function CheckEvidence({ check, view, found }: { check: Check; view: ReportView; found: ReportVerification }) {
  const { checks } = useMessages().verify.page;
  const rows: Partial<Record<CheckId, [string, string | undefined][]>> = {
    file: [
      ...(found.file ? ([[checks.yourFile, check.facts.sha256 ?? found.file.sha256]] as [string, string][]) : []),
      [
        checks.registeredFor(view.number),
        check.facts.registered ?? view.editions.map(({ pdfSha256 }) => pdfSha256).join(" "),
      ],
    ],
    signature: [[checks.keyName, check.facts.keyId && `${check.facts.did}#${check.facts.keyId}`]],
    log: [[checks.logPlace, check.facts.entry && `${check.facts.origin} · ${check.facts.entry} / ${check.facts.size}`]],
    seal: [[checks.sealCertificate, check.facts.fingerprint]],
  };
  return (
    <>
      {rows[check.id]?.map(([label, value]) => value && <Evidence key={label} label={label} value={value} />)}
      {check.id === "file" && found.file && <p className="mb-2">{checks.hashOnly}</p>}
    </>
  );
}

function Evidence({ label, value }: { label: ReactNode; value: string }) {
  return (
    <p className="mb-2">
      <span className="block font-semibold">{label}</span>
      <code>{value}</code>
    </p>
  );
}

/** How the log relates to the checkpoint that this browser saw before. */
function Continuity({ facts: { continuity, seenSize = "", size = "" } }: { facts: Record<string, string> }) {
  const words = useMessages().verify.trust.continuity;
  const locale = useLocale();
  const count = (value: string) => formatDecimal(value, { locale });
  const said: Record<string, () => string> = {
    first: () => words.first,
    same: () => words.same(count(seenSize)),
    grown: () => words.grown(count(seenSize), count(size)),
    older: () => words.older(count(seenSize), count(size)),
  };
  const sentence = continuity === undefined ? undefined : said[continuity]?.();
  return (
    sentence !== undefined && (
      <p className="mb-2">
        {sentence} {words.how}
      </p>
    )
  );
}
