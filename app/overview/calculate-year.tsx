import type { SerializeFrom } from "@remix-run/node";
import { ButtonLink } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { usePolling } from "#app/kit/use-polling.ts";
import { CalculateForm, isAtWork, RunStandingNote } from "#app/runs/run-progress.tsx";
import type { RunStanding } from "#app/runs/run-standing.server.ts";

interface CalculateYearProps {
  /** Page of the inventory, whose action calculates. */
  action: string;
  standing: SerializeFrom<RunStanding> | null;
  may: { calculate: boolean; cancel: boolean };
  hasResult: boolean;
  /** Whether data changed after the shown result. */
  isOutdated: boolean;
  hasRecords: boolean;
}

/** Calculates the shown year as its inventory page does, and shows how far the calculation is. */
export function CalculateYear({ action, standing, may, hasResult, isOutdated, hasRecords }: CalculateYearProps) {
  const { inventory, organization } = useMessages();
  const isRunning = standing !== null && isAtWork(standing);
  usePolling(isRunning);
  const isOffered = may.calculate && !isRunning && (hasResult ? isOutdated : hasRecords);
  const isLinked = !hasResult && !isOffered && !isRunning;
  if (!standing || (hasResult && !isOffered && !standing.job)) return null;
  return (
    <div id="calculate" className={`scroll-mt-16 ${hasResult ? "mb-6" : ""}`}>
      {isOffered && hasResult && <p className="mb-3 text-14 text-warning-ink">{inventory.dataChanged}</p>}
      <RunStandingNote action={action} back="overview" standing={standing} mayCancel={may.cancel} />
      {isOffered && (
        <CalculateForm
          action={action}
          back="overview"
          label={hasResult ? inventory.runAgain : inventory.run}
          isPrimary
          isOff={standing.isTooMuch}
        />
      )}
      {isLinked && <ButtonLink to={action}>{organization.overview.toInventory}</ButtonLink>}
    </div>
  );
}
