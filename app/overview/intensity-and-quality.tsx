import { Link } from "@remix-run/react";
import { formatDecimal } from "#app/carbon/format.ts";
import { localName } from "#app/i18n/index.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { UnitText } from "#app/kit/unit-text.tsx";
import { formatPercentChange } from "#app/runs/comparison/signed-tonnes.tsx";
import type { YearMeasures } from "./year-measures.server.ts";

interface IntensityAndQualityProps {
  measures: YearMeasures;
  base: string;
  inventoryHref: string;
}

/** The year for one unit of output, revenue or staff, and how good its data are. */
export function IntensityAndQuality({
  measures: { intensity, quality },
  base,
  inventoryHref,
}: IntensityAndQualityProps) {
  const t = useMessages().organization.overview.measures;
  const locale = useLocale();
  const percent = (value: string | null, sign: string) =>
    value === null ? t.notStated : `${sign}${formatDecimal(value, { locale, digits: 1 })}%`;
  const link = (to: string, text: string) => (
    <p className="mt-1 text-12">
      <Link className="text-link touch:inline-block touch:py-2" to={to}>
        {text}
      </Link>
    </p>
  );
  return (
    <>
      <Section title={t.intensity}>
        <div className="py-3">
          {intensity ? (
            <>
              <p className="text-16 font-semibold">
                {formatDecimal(intensity.tonnes, { locale })}{" "}
                <span className="text-12 font-normal text-muted">
                  <UnitText text="tCO2e" /> {t.per(localName(intensity.per, locale))}
                </span>
              </p>
              {intensity.before && (
                <p className="mt-1 text-12 text-muted">
                  {t.change(formatPercentChange(intensity.before.change, locale), intensity.before.year)}
                </p>
              )}
            </>
          ) : (
            <>
              <p className="text-12 text-muted">{t.noIntensity}</p>
              {link(`${base}/reports/checklist?item=intensity#intensity`, t.toChecklist)}
            </>
          )}
        </div>
      </Section>
      <Section title={t.quality}>
        <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 py-3 text-14">
          <dt className="text-muted">{t.primary}</dt>
          <dd className="text-right">{percent(quality.primaryPercent, "")}</dd>
          <dt className="text-muted">{t.uncertainty}</dt>
          <dd className="text-right">{percent(quality.uncertaintyPercent, "± ")}</dd>
        </dl>
        {link(`${inventoryHref}?view=quality`, t.toQuality)}
      </Section>
    </>
  );
}
