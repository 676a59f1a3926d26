import type { DecimalString } from "#app/carbon/document/inventory-document.ts";
import { formatDecimal } from "#app/carbon/format.ts";
import { SCOPES } from "#app/carbon/line/scope.ts";
import type { StackMonth } from "./bar-geometry.ts";
import { useLocale, useMessages } from "./i18n-context.tsx";
import { Table, type TableColumn } from "./table.tsx";

interface BarTableProps {
  title: string;
  months: StackMonth[];
  previousYear?: string | undefined;
}

/** The figures of the chart, in tonnes with two decimals. */
export function BarTable({ title, months, previousYear }: BarTableProps) {
  const { common } = useMessages();
  const locale = useLocale();
  const show = (value: DecimalString) => formatDecimal(value, { locale, digits: 2 });
  const columns: TableColumn<StackMonth>[] = [
    { key: "month", head: common.month, isRowHead: true, cell: (month) => month.label },
    ...SCOPES.map((scope) => ({
      key: `scope${scope}`,
      head: common.scope[scope],
      isNumeric: true,
      cell: (month: StackMonth) => show(month.byScope[scope]),
    })),
    { key: "total", head: common.total, isNumeric: true, isStrong: true, cell: (month) => show(month.total) },
  ];
  if (previousYear) {
    columns.push({
      key: "previous",
      head: previousYear,
      isNumeric: true,
      isMuted: true,
      cell: (month) => (month.previous === undefined ? "–" : show(month.previous)),
    });
  }
  return <Table caption={title} columns={columns} rows={months} rowKey={(month) => month.key} />;
}
