import { shortenDecimal } from "#app/carbon/factor/factor-value.ts";
import { formatDecimal } from "#app/carbon/format.ts";
import { languageTag } from "#app/i18n/locale.ts";
import { useUnitLabel } from "#app/kit/factor-value-text.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import type { Estimate } from "../estimate.ts";
import type { EstimateFactor } from "../factor-file.ts";
import { classOf, FACTOR_SPREAD } from "../spread.ts";

/** Every factor with name, release, place, source, licence and uncertainty. */
export function FactorsUsed({ estimate: { factors }, gwpSet }: { estimate: Estimate; gwpSet: string }) {
  const { estimate: t } = useMessages();
  return (
    <div className="mt-10">
      <Section title={t.factorsTitle} count={factors.length}>
        <p className="mt-3 text-12 text-muted">{t.factorAbout(gwpSet)}</p>
        <ul className="mt-2 divide-y divide-line border-b border-line">
          {factors.map(({ factor, lines }) => (
            <OneFactor key={factor.id} factor={factor} lines={lines} />
          ))}
        </ul>
      </Section>
    </div>
  );
}

function OneFactor({ factor, lines }: { factor: EstimateFactor; lines: number }) {
  const { estimate: t } = useMessages();
  const locale = useLocale();
  const label = useUnitLabel();
  const { dataset, nameEn, nameZh, region, co2eKg, unit, uncertainty, cell } = factor;
  const name = locale === "zh" && nameZh !== "" ? nameZh : nameEn;
  const place = region === null || region === "001" ? t.world : placeIn(region, languageTag(locale));
  return (
    <li className="grid gap-x-8 gap-y-1 py-3 text-14 desk:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="min-w-0">
        <p className="font-semibold break-words">{name}</p>
        <p className="text-12 text-muted break-words">
          {[dataset.publisher, dataset.title[locale === "zh" ? "zh" : "en"], t.release(dataset.version), place, cell]
            .filter((text) => text !== "")
            .join(" · ")}
        </p>
        <p className="text-12 text-muted break-words">
          {dataset.attribution} {t.licence(dataset.licence)}{" "}
          {dataset.url !== "" && (
            <a href={dataset.url} rel="noreferrer" className="text-link">
              {t.source}
            </a>
          )}
        </p>
      </div>
      <div className="desk:text-right">
        <p className="tabular-nums">
          <span className="font-semibold">{formatDecimal(shortenDecimal(co2eKg, 6), { locale })}</span>{" "}
          <span className="text-12 text-muted">{t.perUnit(label(unit))}</span>
        </p>
        <p className="text-12 text-muted">
          {uncertainty === null ? t.assumed(String(FACTOR_SPREAD[classOf(factor)])) : t.statedBy(uncertainty)}
        </p>
        <p className="text-12 text-muted">{t.lines(lines)}</p>
      </div>
    </li>
  );
}

/** The country with the code of its part: `China · GD`. */
function placeIn(region: string, language: string): string {
  const [country = "", ...part] = region.split("-");
  if (!/^[A-Z]{2}$/.test(country)) return region;
  const name = new Intl.DisplayNames(language, { type: "region" }).of(country) ?? country;
  return [name, part.join("-")].filter((text) => text !== "").join(" · ");
}
