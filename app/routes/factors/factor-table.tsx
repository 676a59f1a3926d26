import { Link } from "@remix-run/react";
import type { FactorValue } from "#app/carbon/factor-value.ts";
import { localName } from "#app/i18n/index.ts";
import { Chip } from "#app/ui/chip.tsx";
import { FactorValueText } from "#app/ui/factor-value-text.tsx";
import { useLocale, useMessages } from "#app/ui/i18n-context.tsx";
import { Table } from "#app/ui/table.tsx";

export interface ShownFactor {
  id: string;
  name: { en: string; zh: string };
  place: string | null;
  method: string | null;
  heatBasis: "gross" | "net" | null;
  status: string;
  editions: string[];
  edition: string;
  publisher: string;
  licence: string;
  trust: string;
  value: FactorValue;
}

/** Search results: what, how much, where, from whom and under which licence. */
export function FactorTable({ hits }: { hits: ShownFactor[] }) {
  const { factor: t } = useMessages();
  return (
    <Table
      caption={t.title}
      rows={hits}
      rowKey={({ id }) => id}
      columns={[
        { key: "name", head: t.name, isRowHead: true, cell: (hit) => <NameCell hit={hit} /> },
        { key: "value", head: t.value, isNumeric: true, cell: ({ value }) => <FactorValueText value={value} /> },
        { key: "place", head: t.place, cell: ({ place }) => <span className="block min-w-24">{place ?? "–"}</span> },
        {
          key: "edition",
          head: t.edition,
          cell: ({ edition, editions }) => (
            <span className="block whitespace-nowrap">
              {edition}
              {editions.length > 1 && (
                <span className="block text-12 text-muted">{t.editionsCount(editions.length)}</span>
              )}
            </span>
          ),
        },
        {
          key: "publisher",
          head: t.publisher,
          cell: ({ publisher, licence }) => (
            <span className="block min-w-44">
              {publisher}
              <span className="block text-12 text-muted">{licence}</span>
            </span>
          ),
        },
        {
          key: "trust",
          head: t.trust,
          isMuted: true,
          cell: ({ trust }) => <span className="block min-w-24">{t.trustName[trust] ?? trust}</span>,
        },
      ]}
    />
  );
}

function NameCell({ hit }: { hit: ShownFactor }) {
  const { factor: t, carbon } = useMessages();
  const locale = useLocale();
  return (
    <span className="block min-w-52">
      <Link to={`/factors/${encodeURIComponent(hit.id)}`} className="text-link">
        {localName(hit.name, locale)}
      </Link>
      {(hit.method || hit.heatBasis || hit.status !== "active") && (
        <span className="mt-1 flex flex-wrap gap-1.5">
          {hit.heatBasis && <Chip>{carbon.heatBasis[hit.heatBasis]}</Chip>}
          {hit.method && <Chip>{t.methodName[hit.method] ?? hit.method}</Chip>}
          {hit.status !== "active" && <Chip tone="warning">{t.statusName[hit.status] ?? hit.status}</Chip>}
        </span>
      )}
    </span>
  );
}
