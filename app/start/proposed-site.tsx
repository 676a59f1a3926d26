import { useState } from "react";
import { localName } from "#app/i18n/index.ts";
import { Chip } from "#app/kit/chip.tsx";
import { FactorValueText, useUnitLabel } from "#app/kit/factor-value-text.tsx";
import { SelectField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import type { ProposalPage } from "./proposal.tsx";

type Site = ProposalPage["sites"][number];
type Source = Site["sources"][number];

/** A facility and its sources, each with a box to leave it out. */
export function ProposedSiteSection({ site, typed }: { site: Site; typed: Record<string, string> | undefined }) {
  const { start: t } = useMessages();
  const locale = useLocale();
  return (
    <Section
      title={localName(site.name, locale)}
      count={t.sources(site.sources.length)}
      aside={
        <span className="inline-flex flex-wrap items-center gap-2">
          {site.place} <Chip tone={site.isThere ? "neutral" : "accent"}>{site.isThere ? t.there : t.newSite}</Chip>
        </span>
      }
    >
      <ul className="divide-y divide-line border-b border-line">
        {site.sources.map((source) => (
          <li key={source.key} className="py-3">
            <SourceRow source={source} typed={typed} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function SourceRow({ source, typed }: { source: Source; typed: Record<string, string> | undefined }) {
  const { start: t, carbon } = useMessages();
  const locale = useLocale();
  const { key, state, factors } = source;
  const name = localName(source.name, locale);
  const [chosen, setChosen] = useState(typed?.[`f-${key}`] ?? source.chosen);
  const category = (carbon.category as Record<string, string>)[source.category] ?? source.category;
  const title = (
    <span className="min-w-0">
      <span className="block text-14 font-semibold">{name}</span>
      <span className="block text-12 text-muted">{`${carbon.scope[source.scope]} · ${category}`}</span>
    </span>
  );
  if (state !== "proposed") {
    return (
      <div className="ml-7 flex flex-wrap items-start justify-between gap-3">
        {title}
        {state === "there" ? <Chip>{t.there}</Chip> : <Needed isGrid={source.isGrid} />}
      </div>
    );
  }
  const first = factors.find(({ factor }) => factor === chosen) ?? factors[0]!;
  return (
    <div className="grid gap-x-6 gap-y-2 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <label className="flex items-start gap-3 touch:min-h-11">
        <input
          type="checkbox"
          name={`s-${key}`}
          defaultChecked={typed ? typed[`s-${key}`] === "on" : source.isTicked}
          className="mt-[3px] size-4 shrink-0 accent-accent"
        />
        {title}
      </label>
      <div className="min-w-0 max-sm:ml-7">
        {factors.length === 1 ? (
          <input type="hidden" name={`f-${key}`} value={first.factor} />
        ) : (
          <SelectField
            label={t.factorFor(name)}
            hideLabel
            name={`f-${key}`}
            defaultValue={first.factor}
            onChange={({ currentTarget }) => setChosen(currentTarget.value)}
            options={factors.map((factor) => ({
              value: factor.factor,
              label: [localName(factor.name, locale), factor.place ?? t.everywhere, factor.publisher].join(" · "),
            }))}
          />
        )}
        <FactorFacts factor={first} isGrid={source.isGrid} />
      </div>
    </div>
  );
}

/** What decides the meaning of a figure: value, place, publisher, release, unit, conversion, and whether it is a substitute. */
function FactorFacts({ factor, isGrid }: { factor: Source["factors"][number]; isGrid: boolean }) {
  const { start: t } = useMessages();
  const locale = useLocale();
  const label = useUnitLabel();
  const name = localName(factor.name, locale);
  const facts = [
    factor.place ?? t.everywhere,
    factor.publisher,
    factor.edition,
    t.recordIn(label(factor.entered?.unit ?? factor.unit)),
    factor.via && t.converted(localName(factor.via.name, locale)),
    factor.entered && t.converted(t.billedGas(factor.entered.published, factor.entered.state)),
  ];
  return (
    <div className="mt-1 text-12 text-muted">
      <p className="text-ink">{isGrid ? t.gridAverage(name) : name}</p>
      <p>
        <FactorValueText value={factor.value} />
        {` · ${facts.filter(Boolean).join(" · ")}`}
      </p>
      {factor.isSubstitute && (
        <p className="mt-1">
          <Chip tone="warning">{t.substitute(factor.place ?? t.world)}</Chip> {t.substituteText}
        </p>
      )}
    </div>
  );
}

function Needed({ isGrid }: { isGrid: boolean }) {
  const { start: t } = useMessages();
  return (
    <div className="max-w-100">
      <Chip tone="bad">{t.needed}</Chip>
      <p className="mt-1 text-12 text-muted">{isGrid ? t.neededGrid : t.neededFactor}</p>
    </div>
  );
}
