import type { ReactNode } from "react";
import type { FactorValue } from "#app/carbon/factor/factor-value.ts";
import { formatDecimal } from "#app/carbon/format.ts";
import { percentChange } from "#app/carbon/total/sum-by-key.ts";
import { formatDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { ShortNumber, useUnitLabel } from "#app/kit/factor-value-text.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { type EditionFacts, EditionState, EditionTrust, Further, Printed } from "./edition-facts.tsx";

export interface ShownEdition extends EditionFacts {
  id: string;
  version: string;
  validFrom: string | null;
  validTo: string | null;
  source: { title: string | null };
  value: FactorValue;
  dataset: { publishedOn: string | null; dataYear: number | null; licence: { name: string } };
}

interface EditionTableProps {
  /** Oldest first. */
  editions: ShownEdition[];
  gwpSet: string;
}

interface EditionRow {
  key: string;
  label: ReactNode;
  cell: (edition: ShownEdition, index: number) => ReactNode;
}

/** Releases as columns, with the newest one highlighted. */
export function EditionTable({ editions, gwpSet }: EditionTableProps) {
  const { factor: t, common } = useMessages();
  const rows = useEditionRows(editions);
  const last = editions.length - 1;
  const tint = (index: number) => (index === last && last > 0 ? "bg-accent-tint" : "");
  return (
    <Section title={t.editions}>
      {last > 0 && <NewestOnPhone edition={editions[last]!} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section aria-label={`${t.editionsCaption}. ${common.tablePosition}`} tabIndex={0} className="overflow-x-auto">
        <table className="w-full border-collapse text-14">
          <caption className="sr-only">{t.editionsCaption}</caption>
          <thead>
            <tr className="border-b border-rule">
              <td className="w-32 min-w-24" />
              {editions.map((edition, index) => (
                <th
                  key={edition.version}
                  scope="col"
                  className={`min-w-36 px-3 py-3 text-left align-top font-medium ${tint(index)} ${index === last && last > 0 ? "border-t-2 border-accent" : ""}`}
                >
                  {edition.dataset.dataYear ? t.dataYear(edition.dataset.dataYear) : t.editionNamed(edition.version)}
                  {edition.dataset.dataYear && (
                    <span className="block text-12 font-normal text-muted">{t.editionNamed(edition.version)}</span>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key} className="border-b border-line">
                <th scope="row" className="py-2.5 pr-3 text-left align-top text-12 font-normal text-muted">
                  {row.label}
                </th>
                {editions.map((edition, index) => (
                  <td key={edition.version} className={`px-3 py-2.5 align-top ${tint(index)}`}>
                    {row.cell(edition, index)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="mt-3 text-12 text-muted">
        {t.withGwp(gwpSet)} {last > 0 && t.oldKept}
      </p>
    </Section>
  );
}

/** On a phone, the newest column is out of view at first, so its value is above the table. */
function NewestOnPhone({ edition }: { edition: ShownEdition }) {
  const { factor: t } = useMessages();
  return (
    <div className="py-3 md:hidden">
      <LargeValue value={edition.value} />
      <p className="text-12 text-muted">
        {t.newest}: {t.editionNamed(edition.version)}
      </p>
    </div>
  );
}

function useEditionRows(editions: ShownEdition[]): EditionRow[] {
  const { factor: t, carbon } = useMessages();
  const locale = useLocale();
  const label = useUnitLabel();
  const gases = [
    ...new Set(editions.flatMap(({ value }) => (value.kind === "emission" ? value.gases : [])).map((gas) => gas.gas)),
  ];
  const further = [...new Set(editions.flatMap(({ facts }) => facts.further.map(({ name }) => name)))];
  const last = editions.length - 1;
  const rows: (EditionRow | null)[] = [
    { key: "value", label: t.value, cell: ({ value }) => <LargeValue value={value} /> },
    editions.some(({ facts }) => facts.published)
      ? { key: "printed", label: t.printed, cell: (edition) => <Printed edition={edition} /> }
      : null,
    ...further.map((name) => ({
      key: `further ${name}`,
      label: t.furtherName(name),
      cell: (edition: ShownEdition) => <Further edition={edition} name={name} />,
    })),
    last > 0
      ? {
          key: "change",
          label: t.change,
          cell: (edition, index) => <Change now={edition} before={editions[index - 1]} />,
        }
      : null,
    ...gases.map((gas) => ({
      key: `gas ${gas}`,
      label: t.gasRow(carbon.gasName(gas)),
      cell: ({ value }: ShownEdition) => {
        const found = value.kind === "emission" ? value.gases.find((one) => one.gas === gas) : undefined;
        return found ? <ShortNumber value={found.kg} /> : t.notPublished;
      },
    })),
    editions.some(({ value }) => value.kind === "emission" && value.unsplit)
      ? { key: "unsplit", label: "CO₂e", cell: ({ value }) => <Unsplit value={value} /> }
      : null,
    editions.some(({ value }) => value.kind === "emission" && value.biogenicCo2Kg !== "0")
      ? {
          key: "biogenic",
          label: t.biogenic,
          cell: ({ value }) =>
            value.kind === "emission" && value.biogenicCo2Kg !== "0" ? (
              <ShortNumber value={value.biogenicCo2Kg} />
            ) : (
              t.notPublished
            ),
        }
      : null,
    { key: "unit", label: t.unit, cell: ({ value }) => label(value.unit) },
    { key: "basis", label: t.basis, cell: ({ facts }) => t.basisName[facts.gasBasis] ?? facts.gasBasis },
    { key: "document", label: t.document, cell: ({ source }) => source.title ?? t.notPublished },
    { key: "table", label: t.sourceTable, cell: ({ facts }) => facts.sheet ?? t.notPublished },
    { key: "cell", label: t.sourceCell, cell: ({ facts }) => facts.cell ?? t.notPublished },
    {
      key: "published",
      label: t.published,
      cell: ({ dataset }) => (dataset.publishedOn ? formatDay(dataset.publishedOn, locale) : t.notPublished),
    },
    { key: "valid", label: t.validity, cell: (edition) => <Validity edition={edition} /> },
    { key: "trust", label: t.trust, cell: (edition) => <EditionTrust edition={edition} /> },
    { key: "licence", label: t.licence, cell: ({ dataset }) => dataset.licence.name },
    {
      key: "state",
      label: t.state,
      cell: (edition, index) => <EditionState edition={edition} isNewest={index === last} />,
    },
    editions.some(({ facts }) => facts.note)
      ? { key: "note", label: t.rowNote, cell: ({ facts }) => <span lang="en">{facts.note ?? t.notPublished}</span> }
      : null,
  ];
  return rows.filter((row) => row !== null);
}

function LargeValue({ value }: { value: FactorValue }) {
  const { factor: t, carbon } = useMessages();
  const label = useUnitLabel();
  if (value.kind === "emission" && value.total === null) return <span className="text-muted">{t.noValue}</span>;
  const only = value.kind === "emission" && value.gases.length === 1 && !value.unsplit ? value.gases[0] : undefined;
  const number = value.kind === "property" ? value.value : only ? only.kg : value.total!;
  const unit = value.kind === "property" ? label(value.to) : `kg ${only ? carbon.gasName(only.gas) : "CO₂e"}`;
  return (
    <>
      <span className="block text-25 font-semibold tracking-[-0.01em]">
        <ShortNumber value={number} />
      </span>
      <span className="block text-12 text-muted">
        {unit} / {label(value.unit)}
      </span>
    </>
  );
}

/** The change from the previous release, if both use the same unit. */
function Change({ now, before }: { now: ShownEdition; before: ShownEdition | undefined }) {
  const { factor: t } = useMessages();
  const locale = useLocale();
  if (!before) return <span className="text-muted">{t.firstEdition}</span>;
  const [a, b] = [now.value, before.value];
  if (a.kind !== "emission" || b.kind !== "emission" || a.unit !== b.unit || a.total === null || b.total === null) {
    return <>{t.notPublished}</>;
  }
  const change = percentChange(a.total, b.total);
  if (change === null) return <>{t.notPublished}</>;
  return (
    <span className="tabular-nums">
      {change.startsWith("-") || change === "0" ? "" : "+"}
      {formatDecimal(change, { locale, digits: 2 })} %
    </span>
  );
}

function Unsplit({ value }: { value: FactorValue }) {
  const { factor: t } = useMessages();
  if (value.kind !== "emission" || !value.unsplit) return <>{t.notPublished}</>;
  return (
    <>
      <ShortNumber value={value.unsplit.co2eKg} />
      <span className="block text-12 text-muted">
        {value.unsplit.gwpSet === "not stated" ? t.unsplitUnstated : t.unsplit(value.unsplit.gwpSet)}
      </span>
    </>
  );
}

function Validity({ edition: { validFrom, validTo } }: { edition: ShownEdition }) {
  const { factor: t } = useMessages();
  const locale = useLocale();
  if (!validFrom) return <>{t.validAlways}</>;
  if (!validTo) return <WholeDays>{t.validFrom(formatDay(validFrom, locale))}</WholeDays>;
  return <WholeDays>{`${formatDay(validFrom, locale)} – ${formatDay(validTo, locale)}`}</WholeDays>;
}
