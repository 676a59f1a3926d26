import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { type EvidenceSource, sourceText } from "./evidence-source.ts";
import { QuantityText } from "./quantity-text.tsx";

interface Sum {
  count: number;
  amounts: { quantity: string; unit: string }[];
}

export interface RecordSumsProps {
  sums: { bySource: (Sum & { sourceId: string })[]; all: Sum };
  sources: EvidenceSource[];
}

/** Totals of a file's records, to compare with the bill. */
export function RecordSums({ sums, sources }: RecordSumsProps) {
  const { evidence: t } = useMessages();
  const locale = useLocale();
  if (sums.all.count === 0) return null;
  return (
    <Section title={t.entry.sumTitle}>
      <p className="mt-3 mb-2 text-12 text-muted">{t.entry.sumAbout}</p>
      <Table
        caption={t.entry.sumTitle}
        rows={sums.bySource}
        rowKey={({ sourceId }) => sourceId}
        columns={[
          {
            key: "source",
            head: t.source,
            isRowHead: true,
            cell: ({ sourceId }) =>
              sourceText(
                sources.find(({ id }) => id === sourceId),
                locale,
              ),
          },
          { key: "records", head: t.entry.records, isNumeric: true, cell: ({ count }) => count.toLocaleString("en") },
          { key: "sum", head: t.entry.sum, isNumeric: true, cell: ({ amounts }) => <Amounts amounts={amounts} /> },
        ]}
        total={{
          source: t.entry.all,
          records: sums.all.count.toLocaleString("en"),
          sum: <Amounts amounts={sums.all.amounts} />,
        }}
      />
    </Section>
  );
}

function Amounts({ amounts }: { amounts: Sum["amounts"] }) {
  return amounts.map(({ quantity, unit }) => (
    <span key={unit} className="block">
      <QuantityText quantity={quantity} unit={unit} />
    </span>
  ));
}
