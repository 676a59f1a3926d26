import { Link } from "@remix-run/react";
import type { HeatBasis } from "#app/carbon/document/inventory-document.ts";
import type { FactorValue } from "#app/carbon/factor/factor-value.ts";
import { localName, otherName } from "#app/i18n/index.ts";
import { Chip } from "#app/kit/chip.tsx";
import { FactorValueText } from "#app/kit/factor-value-text.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Table } from "#app/kit/table.tsx";

export interface ShownFactor {
  id: string;
  name: { en: string; zh: string };
  place: string | null;
  method: string | null;
  heatBasis: HeatBasis | null;
  status: string;
  editions: string[];
  edition: string;
  year: string | null;
  publisher: string;
  /** Of the dataset, in the reader's language. */
  title: string;
  licence: string;
  trust: string;
  value: FactorValue;
}

export function FactorTable({ hits }: { hits: ShownFactor[] }) {
  const { factor: t } = useMessages();
  return (
    <Table
      caption={t.title}
      rows={hits}
      rowKey={({ id }) => id}
      columns={[
        { key: "name", head: t.name, isRowHead: true, cell: (hit) => <NameCell hit={hit} /> },
        { key: "value", head: t.valueAndUnit, isNumeric: true, cell: ({ value }) => <FactorValueText value={value} /> },
        { key: "place", head: t.place, cell: ({ place }) => <span className="block min-w-24">{place ?? "–"}</span> },
        {
          key: "year",
          head: t.year,
          cell: ({ year, edition, editions }) => (
            <span className="block whitespace-nowrap">
              {year ?? edition}
              {editions.length > 1 && (
                <span className="block text-12 text-muted">{t.editionsCount(editions.length)}</span>
              )}
            </span>
          ),
        },
        {
          key: "publisher",
          head: t.publisher,
          cell: ({ publisher, title, licence }) => (
            <span className="block min-w-36">
              {publisher}
              <span className="block text-12">{title}</span>
              <span className="block text-12 text-muted">{licence}</span>
            </span>
          ),
        },
        {
          key: "status",
          head: t.statusHead,
          cell: ({ status, trust }) => (
            <span className="block min-w-24">
              {status === "active" ? t.statusName.active : <Chip tone="warning">{t.statusName[status] ?? status}</Chip>}
              <span className="block text-12 text-muted">{t.trustName[trust] ?? trust}</span>
            </span>
          ),
        },
      ]}
    />
  );
}

function NameCell({ hit }: { hit: ShownFactor }) {
  const { factor: t, carbon } = useMessages();
  const locale = useLocale();
  const name = localName(hit.name, locale);
  const other = otherName(hit.name, locale) || name;
  return (
    <span className="block min-w-52 max-sm:min-w-36">
      <Link to={`/factors/${encodeURIComponent(hit.id)}`} className="text-link">
        {name}
      </Link>
      {other !== name && <span className="block text-12 text-muted">{other}</span>}
      {(hit.method || hit.heatBasis) && (
        <span className="mt-1 flex flex-wrap gap-1.5">
          {hit.heatBasis && <Chip>{carbon.heatBasis[hit.heatBasis]}</Chip>}
          {hit.method && <Chip>{t.methodName[hit.method] ?? hit.method}</Chip>}
        </span>
      )}
    </span>
  );
}
