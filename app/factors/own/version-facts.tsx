import { Link } from "@remix-run/react";
import { isCategory } from "#app/carbon/line/scope.ts";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { type Fact, FactList } from "#app/kit/fact-list.tsx";
import { FactorValueText, useUnitLabel } from "#app/kit/factor-value-text.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import type { OwnFactorPage } from "./own-factor.tsx";
import { basisOf, printFigures, printValidity } from "./own-factor-content.ts";
import { OWN_FACTOR } from "./own-factor-state.ts";

/** The content of a version, with its value calculated with the organization's GWP set. */
export function VersionFacts({ page }: { page: OwnFactorPage }) {
  const { ownFactor: t, carbon, factor } = useMessages();
  const label = useUnitLabel();
  const figuresText = useFiguresText();
  const { content, value } = page.shown;
  const { figures, source, category, heatBasis } = content;
  const facts: (Fact | null)[] = [
    { label: t.value, value: <FactorValueText value={value} /> },
    { label: t.basis, value: t.basisName[basisOf(figures)] },
    { label: t.figuresTitle, value: `${figuresText(printFigures(figures))} kg / ${label(content.unit)}` },
    figures.co2eGwpSet ? { label: t.gwpSet, value: figures.co2eGwpSet } : null,
    figures.biogenicCo2 ? { label: t.biogenicCo2, value: `${figures.biogenicCo2} kg` } : null,
    heatBasis ? { label: t.heatBasis, value: carbon.heatBasis[heatBasis] } : null,
    { label: t.category, value: isCategory(category) ? carbon.category[category] : t.categoryAny },
    { label: t.region, value: page.place ?? t.regionAny },
    { label: t.validity, value: printValidity(content) || t.always },
    { label: t.dataKind, value: t.dataKindName[content.dataKind] },
    { label: t.sourceName, value: [source.title, source.page].filter(Boolean).join(", ") },
    { label: t.sourcePublisher, value: source.publisher },
    source.url ? { label: t.sourceUrl, value: <OutLink href={source.url} /> } : null,
    { label: t.licence, value: content.licence },
    { label: t.evidence, value: <span className="whitespace-pre-line">{content.evidence}</span> },
    content.uncertainty ? { label: t.uncertainty, value: `± ${content.uncertainty} %` } : null,
    content.note ? { label: t.note, value: <span className="whitespace-pre-line">{content.note}</span> } : null,
  ];
  return (
    <Section title={t.facts} aside={factor.withGwp(page.gwpSet)}>
      <FactList facts={facts.filter((fact) => fact !== null)} />
    </Section>
  );
}

function OutLink({ href }: { href: string }) {
  return (
    <a href={href} rel="noreferrer" className="text-link inline-flex items-center gap-1 break-all">
      {href}
      <Icon name="external" size={12} />
    </a>
  );
}

export function VersionTable({ base, page }: { base: string; page: OwnFactorPage }) {
  const { ownFactor: t, organization } = useMessages();
  const clock = useClock();
  return (
    <Section title={t.versions} count={page.versions.length}>
      <p className="py-2 text-12 text-muted">{t.versionsText}</p>
      <Table
        caption={t.versions}
        rows={page.versions}
        rowKey={({ id }) => id}
        isCurrent={({ id }) => id === page.shown.id}
        columns={[
          {
            key: "version",
            head: t.version,
            isRowHead: true,
            cell: ({ version }) => (
              <Link to={`${base}?version=${version}`} preventScrollReset className="text-link">
                {t.versionOf(version)}
              </Link>
            ),
          },
          {
            key: "state",
            head: t.state,
            cell: ({ state }) => <Chip tone={OWN_FACTOR.tones[state]}>{t.stateName[state]}</Chip>,
          },
          { key: "value", head: t.value, isNumeric: true, cell: ({ value }) => <FactorValueText value={value} /> },
          {
            key: "validity",
            head: t.validity,
            isMuted: true,
            isHiddenOnPhone: true,
            cell: ({ content }) => printValidity(content) || t.always,
          },
          {
            key: "author",
            head: t.stepName.written,
            isMuted: true,
            isHiddenOnPhone: true,
            cell: ({ authorName, createdAt }) =>
              t.written(authorName ?? organization.formerMember, clock.day(createdAt)),
          },
        ]}
      />
    </Section>
  );
}

export function VersionCompare({
  page,
  compared,
}: {
  page: OwnFactorPage;
  compared: NonNullable<OwnFactorPage["compared"]>;
}) {
  const { ownFactor: t } = useMessages();
  const words = useChangeWords();
  return (
    <Section title={t.compareTitle(compared.version, page.shown.version)} id="compare">
      {compared.changes.length === 0 ? (
        <p className="py-3 text-14 text-muted">{t.compareNone}</p>
      ) : (
        <Table
          caption={t.compareTitle(compared.version, page.shown.version)}
          rows={compared.changes}
          rowKey={({ field }) => field}
          columns={[
            { key: "field", head: t.field, isRowHead: true, cell: ({ field }) => words.field(field) },
            {
              key: "before",
              head: t.before,
              isMuted: true,
              cell: ({ field, before }) => <span className="break-words">{words.value(field, before)}</span>,
            },
            {
              key: "after",
              head: t.after,
              cell: ({ field, after }) => <span className="break-words">{words.value(field, after)}</span>,
            },
          ]}
        />
      )}
    </Section>
  );
}

/** Figures with the names of their gases: `CO₂ 2.1; CH₄ (fossil) 0.002`. */
function useFiguresText(): (figures: string) => string {
  const { carbon } = useMessages();
  return (figures) =>
    figures
      .split("; ")
      .map((part) => {
        const [gas = "", ...rest] = part.split(" ");
        return [gas === "C" ? gas : gas === "CO2e" ? "CO₂e" : carbon.gasName(gas), ...rest].join(" ");
      })
      .join("; ");
}

function useChangeWords() {
  const { ownFactor: t, carbon } = useMessages();
  const label = useUnitLabel();
  const figuresText = useFiguresText();
  const names: Record<string, string> = {
    nameEn: t.nameEn,
    nameZh: t.nameZh,
    category: t.category,
    region: t.region,
    unit: t.unit,
    heatBasis: t.heatBasis,
    basis: t.basis,
    figures: t.figuresTitle,
    gwpSet: t.gwpSet,
    biogenicCo2: t.biogenicCo2,
    validity: t.validity,
    dataKind: t.dataKind,
    title: t.sourceName,
    publisher: t.sourcePublisher,
    url: t.sourceUrl,
    page: t.sourcePage,
    licence: t.licence,
    evidence: t.evidence,
    uncertainty: t.uncertainty,
    note: t.note,
  };
  return {
    field: (field: string) => names[field] ?? field,
    value: (field: string, value: string) => {
      if (value === "") return t.nothing;
      if (field === "unit") return label(value);
      if (field === "figures") return figuresText(value);
      if (field === "dataKind") return t.dataKindName[value as keyof typeof t.dataKindName];
      if (field === "basis") return t.basisName[value as keyof typeof t.basisName];
      if (field === "heatBasis") return carbon.heatBasis[value as keyof typeof carbon.heatBasis];
      if (field === "category") return carbon.category[value as keyof typeof carbon.category];
      return value;
    },
  };
}
