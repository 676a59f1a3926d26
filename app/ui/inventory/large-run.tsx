import { formatDecimal, tonnesFromKg } from "#app/carbon/format.ts";
import type { ResultTotals } from "#app/carbon/inventory-document.ts";
import { Figure } from "../figure.tsx";
import { formatInstant } from "../format-day.ts";
import { useLocale, useMessages } from "../i18n-context.tsx";
import { Issues, type ShownIssue } from "./issues.tsx";

interface LargeRunProps {
  base: string;
  inventoryId: string;
  run: {
    createdAt: string;
    /** So many records a run may have whose views are shown. */
    limit: number;
    lineCount: number;
    issueCount: number;
    gwpSet: string;
    isCurrent: boolean;
    totals: ResultTotals | null;
    issues: ShownIssue[];
  };
}

/** A run with too many records for the views of the inventory: what it came to, and why there is no more of it here. */
export function LargeRun({ base, inventoryId, run }: LargeRunProps) {
  const { inventory: t } = useMessages();
  const locale = useLocale();
  const count = (number: number) => formatDecimal(String(number), { locale });
  const parts = [
    t.runOf(formatInstant(run.createdAt, locale)),
    `GWP ${run.gwpSet}`,
    t.lines(count(run.lineCount)),
    run.issueCount > 0 ? t.issues(run.issueCount) : t.allCalculated,
  ];
  return (
    <>
      <div className="mb-5 space-y-2 text-14 text-muted">
        <p>{parts.join(" · ")}</p>
        {!run.isCurrent && (
          <p className="max-w-140 rounded-6 bg-warning-tint px-3 py-2 text-warning-ink">{t.recordsChanged}</p>
        )}
      </div>
      {run.totals && <Totals totals={run.totals} />}
      <p className="mt-6 max-w-160 text-14 text-muted">{t.tooLarge(count(run.limit))}</p>
      {run.issues.length > 0 && <Issues base={base} run={run} inventoryId={inventoryId} />}
    </>
  );
}

function Totals({ totals }: { totals: ResultTotals }) {
  const { inventory: t, carbon } = useMessages();
  const figures: [label: string, kg: string, isLarge: boolean][] = [
    [t.totalLocation, totals.co2eKg, true],
    [t.totalMarket, totals.co2eKgMarketBased, true],
    ...(["1", "2", "3"] as const).map(
      (scope) => [carbon.scope[scope], totals.byScope[scope], false] as [string, string, boolean],
    ),
    [t.biogenic, totals.biogenicCo2Kg, false],
  ];
  return (
    <dl className="flex flex-wrap gap-x-14 gap-y-5">
      {figures.map(([label, kg, isLarge]) => (
        <div key={label}>
          <dt className="text-12 text-muted">{label}</dt>
          <dd className="mt-0.5">
            <Figure value={tonnesFromKg(kg)} unit="tCO2e" digits={2} size={isLarge ? "large" : "medium"} canOpen />
          </dd>
        </div>
      ))}
    </dl>
  );
}
