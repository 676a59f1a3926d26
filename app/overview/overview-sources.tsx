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
import { groupSources, rankSources, type ShareRow, type SourceShare } from "./breakdown.ts";

interface SourcesProps {
  sources: readonly SourceShare[];
  totalKg: string;
  previousYear: string | null;
  base: string;
  inventoryHref: string;
}

/** Rows of each table. The inventory has all. */
const MOST_ROWS = 8;

/** Where emissions come from: the largest sources, facilities and categories. Each leads to its records. */
export function OverviewSources({ sources, base, inventoryHref, ...rest }: SourcesProps) {
  const { organization, carbon } = useMessages();
  const t = organization.overview.breakdown;
  const locale = useLocale();
  if (sources.length === 0) return null;
  const names = carbon.category as Record<string, string>;
  const link = (to: string, text: ReactNode) => (
    <Link className="text-link wrap-anywhere" to={to}>
      {text}
    </Link>
  );
  return (
    <div className="mt-14 space-y-12">
      <Shares
        title={t.sources}
        rows={rankSources(sources)}
        name={(row) => (
          <>
            {link(`${base}/activities?source=${row.id}`, localName(row.name, locale))}
            <span className="block text-12 text-muted">{localName(row.facility, locale)}</span>
          </>
        )}
        {...rest}
      />
      <div className="grid grid-cols-2 gap-x-14 gap-y-12 max-wide:grid-cols-1">
        <Shares
          title={t.facilities}
          rows={groupSources(sources, ({ facilityId }) => facilityId)}
          name={({ key, first }) =>
            link(`${inventoryHref}?view=lines&facility=${key}`, localName(first.facility, locale))
          }
          {...rest}
        />
        <Shares
          title={t.categories}
          rows={groupSources(sources, ({ category }) => category)}
          name={({ key }) => link(`${inventoryHref}?view=lines&category=${key}`, names[key] ?? key)}
          {...rest}
        />
      </div>
    </div>
  );
}

interface SharesProps<Row extends ShareRow> extends Pick<SourcesProps, "totalKg" | "previousYear"> {
  title: string;
  rows: Row[];
  name: (row: Row) => ReactNode;
}

function Shares<Row extends ShareRow>({ title, rows, name, totalKg, previousYear }: SharesProps<Row>) {
  const { organization, inventory } = useMessages();
  const t = organization.overview.breakdown;
  const locale = useLocale();
  const shown = rows.slice(0, MOST_ROWS);
  return (
    <Section title={title} count={rows.length > MOST_ROWS ? t.count(MOST_ROWS, rows.length) : undefined}>
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
                    changePercent === null ? "–" : `${formatPercentChange(changePercent, locale)} %`,
                },
              ]),
        ]}
      />
    </Section>
  );
}
