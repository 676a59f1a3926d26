import { Chip } from "#app/kit/chip.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { Figure } from "#app/kit/figure.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import type { MaterialityOfRun } from "./misstatement.server.ts";

/** The sums of misstatements against the threshold, and what they prevent. */
export function MaterialitySummary({ materiality }: { materiality: MaterialityOfRun }) {
  const { verification } = useMessages();
  const t = verification.misstatements;
  const { uncorrected, threshold, percent, totalBasis, isExceeded, findings, open } = materiality;
  const tonnes = (value: string) => <Figure value={value} unit="tCO2e" digits={3} canOpen />;
  return (
    <>
      <FactList
        facts={[
          {
            label: t.absolute,
            value: (
              <span className="flex flex-wrap items-center gap-2">
                {tonnes(uncorrected.absolute)}
                <Chip tone={isExceeded ? "bad" : "good"}>{isExceeded ? t.exceeded : t.within}</Chip>
                {findings.length > 0 && <span className="text-muted">{findings.join(t.separator)}</span>}
              </span>
            ),
          },
          { label: t.net, value: tonnes(uncorrected.net) },
          {
            label: t.threshold,
            value:
              threshold === null || percent === null || totalBasis === null ? (
                t.noPlan
              ) : (
                <>
                  {tonnes(threshold)} <span className="text-12 text-muted">{t.thresholdOf[totalBasis](percent)}</span>
                </>
              ),
          },
        ]}
      />
      {open.length > 0 && <p className="mt-3 text-14">{t.openMaterial(open.join(t.separator))}</p>}
      {(open.length > 0 || isExceeded) && <p className="mt-1 text-14 font-semibold text-bad-ink">{t.effect}</p>}
    </>
  );
}
