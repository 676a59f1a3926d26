import { printPeriodText } from "#app/day/entry-period.ts";
import type { Messages } from "#app/i18n/index.ts";
import type { TableColumn } from "#app/kit/table.tsx";
import type { EvidencedRecord } from "#app/records/evidenced-record.server.ts";
import { QuantityText } from "./quantity-text.tsx";

export function recordColumns(
  t: Messages["evidence"],
  nameOf: (sourceId: string) => string,
): TableColumn<EvidencedRecord>[] {
  return [
    { key: "source", head: t.source, isRowHead: true, cell: ({ sourceId }) => nameOf(sourceId) },
    {
      key: "period",
      head: t.period,
      cell: ({ period }) => <span className="whitespace-nowrap">{printPeriodText(period)}</span>,
    },
    {
      key: "quantity",
      head: t.quantity,
      isNumeric: true,
      cell: ({ quantity, unit }) => <QuantityText quantity={quantity} unit={unit} />,
    },
    {
      key: "reference",
      head: t.reference,
      isMuted: true,
      isHiddenOnPhone: true,
      cell: ({ reference }) => reference || t.noReference,
    },
  ];
}
