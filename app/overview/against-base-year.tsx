import { Link } from "@remix-run/react";
import { tonnesFromKg } from "#app/carbon/format.ts";
import { percentChange } from "#app/carbon/total/sum-by-key.ts";
import { Figure } from "#app/kit/figure.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { formatPercentChange } from "#app/runs/comparison/signed-tonnes.tsx";

interface AgainstBaseYearProps {
  baseYear: { year: string; inventoryId: string; runId: string; co2eKg: string } | null;
  base: string;
  inventoryId: string;
  totals: { co2eKg: string } | null;
}

/** Compares the year with the base year, or invites the user to set a base year. */
export function AgainstBaseYear({ baseYear, base, inventoryId, totals }: AgainstBaseYearProps) {
  const { comparison, common } = useMessages();
  const t = comparison.baseYear;
  const locale = useLocale();
  const percent = baseYear && totals ? percentChange(totals.co2eKg, baseYear.co2eKg) : null;
  const isBase = baseYear?.inventoryId === inventoryId;
  return (
    <Section title={t.title}>
      <div className="py-3 text-14">
        {!baseYear && <p className="text-12 text-muted">{t.empty.reason}</p>}
        {baseYear && (
          <p>
            {common.labelled(baseYear.year, "")}
            <Figure value={tonnesFromKg(baseYear.co2eKg)} unit="tCO2e" digits={2} />
          </p>
        )}
        {isBase && <p className="text-12 text-muted">{t.isBase}</p>}
        {baseYear && !isBase && percent !== null && (
          <p className="mt-1 font-medium">
            <Link className="text-link" to={`${base}/inventories/${inventoryId}/compare?with=${baseYear.runId}`}>
              {`${formatPercentChange(percent, locale)} %`}
              <span className="sr-only"> {t.change(baseYear.year)}</span>
            </Link>
          </p>
        )}
        <p className="mt-2 text-12">
          <Link className="text-link touch:inline-block touch:py-2" to={`${base}/base-year`}>
            {t.link}
          </Link>
        </p>
      </div>
    </Section>
  );
}
