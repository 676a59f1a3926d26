import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { formatShare, tonnesFromKg } from "#app/carbon/format.ts";
import { localName } from "#app/i18n/index.ts";
import { Figure } from "#app/kit/figure.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { ValueBar } from "#app/kit/share-bar.tsx";
import { Table } from "#app/kit/table.tsx";
import { UnitText } from "#app/kit/unit-text.tsx";
import { formatPercentChange } from "#app/runs/comparison/signed-tonnes.tsx";
import { type ChartKind, groupSources, MOST_ROWS, rankSources, type ShareRow, type SourceShare } from "./breakdown.ts";
import { ChartDownloads } from "./chart-downloads.tsx";

interface SourcesProps {
  sources: readonly SourceShare[];
  totalKg: string;
  previousYear: string | null;
  base: string;
  inventoryId: string;
}

/** The largest sources. Each leads to its records. */
export function OverviewSources({ sources, base, inventoryId, ...rest }: SourcesProps) {
  const t = useMessages().organization.overview.breakdown;
  const locale = useLocale();
  if (sources.length === 0) return null;
  return (
    <Shares
      title={t.sources}
      downloads={<ChartDownloads chart="sources" inventoryId={inventoryId} base={base} />}
      rows={rankSources(sources)}
      name={(row) => (
        <>
          <NameLink to={`${base}/activities?source=${row.id}`} name={localName(row.name, locale)} />
          <span className="block text-12 text-muted">{localName(row.facility, locale)}</span>
        </>
      )}
      {...rest}
    />
  );
}

/** The same emissions by facility and by category. Each leads to its lines. */
export function OverviewGroups({ sources, base, inventoryId, ...rest }: SourcesProps) {
  const { organization, carbon } = useMessages();
  const t = organization.overview.breakdown;
  const locale = useLocale();
  if (sources.length === 0) return null;
  const names = carbon.category as Record<string, string>;
  const lines = `${base}/inventories/${inventoryId}?view=lines`;
  const downloads = (chart: ChartKind) => <ChartDownloads chart={chart} inventoryId={inventoryId} base={base} />;
  return (
    <div className="mt-14 grid grid-cols-2 gap-x-14 gap-y-12 max-wide:grid-cols-1">
      <Shares
        title={t.facilities}
        downloads={downloads("facilities")}
        rows={groupSources(sources, ({ facilityId }) => facilityId)}
        name={({ key, first }) => <NameLink to={`${lines}&facility=${key}`} name={localName(first.facility, locale)} />}
        {...rest}
      />
      <Shares
        title={t.categories}
        downloads={downloads("categories")}
        rows={groupSources(sources, ({ category }) => category)}
        name={({ key }) => <NameLink to={`${lines}&category=${key}`} name={names[key] ?? key} />}
        {...rest}
      />
    </div>
  );
}

function NameLink({ to, name }: { to: string; name: string }) {
  return (
    <Link className="text-link wrap-anywhere" to={to}>
      {name}
    </Link>
  );
}

interface SharesProps<Row extends ShareRow> extends Pick<SourcesProps, "totalKg" | "previousYear"> {
  title: string;
  rows: Row[];
  name: (row: Row) => ReactNode;
  downloads: ReactNode;
}

function Shares<Row extends ShareRow>({ title, rows, name, downloads, totalKg, previousYear }: SharesProps<Row>) {
  const { organization, inventory } = useMessages();
  const t = organization.overview.breakdown;
  const locale = useLocale();
  const shown = rows.slice(0, MOST_ROWS);
  return (
    <Section
      title={title}
      count={rows.length > MOST_ROWS ? t.count(MOST_ROWS, rows.length) : undefined}
      aside={downloads}
    >
      <Table
        caption={title}
        rows={shown}
        rowKey={({ key }) => key}
        columns={[
          { key: "name", head: t.name, isRowHead: true, cell: name },
          {
            key: "bar",
            head: <span className="sr-only">{inventory.share}</span>,
            isHiddenOnPhone: true,
            cell: ({ kg, scope }) => <ValueBar value={kg} largest={shown[0]!.kg} scope={scope} />,
          },
          {
            key: "tonnes",
            head: <UnitText text="tCO2e" />,
            isNumeric: true,
            cell: ({ kg }) => <Figure value={tonnesFromKg(kg)} digits={2} />,
          },
          {
            key: "share",
            head: inventory.share,
            isNumeric: true,
            isMuted: true,
            cell: ({ kg }) => formatShare(kg, totalKg, { locale, digits: 1 }) ?? "–",
          },
          ...(previousYear === null
            ? []
            : [
                {
                  key: "change",
                  head: t.against(previousYear),
                  isNumeric: true,
                  isHiddenOnPhone: true,
                  cell: ({ changePercent }: Row) =>
                    changePercent === null ? "–" : `${formatPercentChange(changePercent, locale)}%`,
                },
              ]),
        ]}
      />
    </Section>
  );
}
