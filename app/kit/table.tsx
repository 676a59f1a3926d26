import type { ReactNode } from "react";
import { WholeDays } from "#app/day/whole-days.tsx";
import { useMessages } from "./i18n-context.tsx";

export interface TableColumn<Row> {
  key: string;
  head: ReactNode;
  /** In a text, dates are not broken across lines (`WholeDays`). */
  cell: (row: Row) => ReactNode;
  /** Right-aligned, with tabular figures. The unit belongs in the head. */
  isNumeric?: boolean;
  /** Row header: read before each of its cells. */
  isRowHead?: boolean;
  isMuted?: boolean;
  isStrong?: boolean;
  isHiddenOnPhone?: boolean;
  /** As narrow as its content, such as a box. */
  isNarrow?: boolean;
  /** The current sort order of a sortable column. */
  sorted?: "ascending" | "descending" | "none";
}

interface TableProps<Row> {
  /** What the table contains. Only for screen readers unless `showCaption` is set. */
  caption: string;
  columns: TableColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Last row by column key: a rule above, semibold, accent figure. */
  total?: Record<string, ReactNode>;
  isCurrent?: (row: Row) => boolean;
  showCaption?: boolean;
  /** Wider than its column on every screen: scrolls on its own, with its head in view. */
  isWide?: boolean;
  /** On phones each row is a block with a line for each cell that has content, so that no one scrolls sideways. */
  isStacked?: boolean;
}

const HIDDEN = "max-sm:hidden";
/** Roles are stated, because some browsers take them from the layout of a table. */
const STACKED = {
  table: { role: "table", className: "max-md:block" },
  group: { role: "rowgroup", className: "max-md:block" },
  head: { role: "rowgroup", className: "max-md:sr-only" },
  row: { role: "row", className: "max-md:block max-md:py-3" },
  cell: "max-md:flex max-md:max-w-none max-md:gap-3 max-md:px-0 max-md:py-0.5 max-md:text-left max-md:whitespace-normal",
} as const;
const FIGURE = "text-right tabular-nums whitespace-nowrap";
/**
 * A name without spaces takes only its part of the row, and breaks. Next to wide figures, Chinese does not break at
 * every character.
 */
const TEXT = "text-left max-w-104 max-md:max-w-64 max-sm:min-w-14";

function alignOf<Row>(column: TableColumn<Row>): string {
  const content = column.isNumeric ? FIGURE : column.isNarrow ? "w-px" : TEXT;
  return `${content} ${column.isHiddenOnPhone ? HIDDEN : ""}`;
}

/** A table of figures with thin lines and a sticky head. Horizontal scrolling works by keyboard. */
export function Table<Row>(props: TableProps<Row>) {
  const { caption, columns, rows, rowKey, total, isCurrent, showCaption, isWide, isStacked } = props;
  const { common } = useMessages();
  /** A tinted row needs padding at its ends, otherwise its text touches the edge. */
  const padding = isCurrent ? "px-2" : "px-2 first:pl-0 last:pr-0";
  const within = isWide ? "max-h-[80vh] overflow-auto" : "max-desk:overflow-x-auto";
  const scroll = isStacked ? `${within} max-md:max-h-none max-md:overflow-visible` : within;
  const stacked = isStacked ? STACKED : null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section aria-label={`${caption}. ${common.tablePosition}`} tabIndex={0} className={`relative ${scroll}`}>
      <table role={stacked?.table.role} className={`w-full border-collapse text-14 ${stacked?.table.className ?? ""}`}>
        <caption className={showCaption ? "pb-3 text-left text-16 font-semibold" : "sr-only"}>{caption}</caption>
        <thead {...stacked?.head}>
          <tr role={stacked?.row.role}>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                role={stacked ? "columnheader" : undefined}
                aria-sort={column.sorted}
                className={`sticky top-0 z-10 bg-(--ground) ${padding} py-2 align-bottom text-12 font-medium text-muted shadow-[inset_0_-1px_0_var(--color-rule)] ${alignOf(column)}`}
              >
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...stacked?.group}>
          {rows.map((row) => (
            <TableRow
              key={rowKey(row)}
              row={row}
              columns={columns}
              padding={padding}
              isCurrent={isCurrent?.(row) ?? false}
              isStacked={isStacked ?? false}
            />
          ))}
        </tbody>
        {total && (
          <tfoot>
            <tr className="border-t border-ink font-semibold">
              {columns.map((column, index) => (
                <td
                  key={column.key}
                  className={`${padding} py-2 ${alignOf(column)} ${column.isNumeric && index > 0 ? "text-accent" : ""}`}
                >
                  {total[column.key]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}

interface TableRowProps<Row> {
  row: Row;
  columns: TableColumn<Row>[];
  padding: string;
  isCurrent: boolean;
  isStacked: boolean;
}

function TableRow<Row>({ row, columns, padding, isCurrent, isStacked }: TableRowProps<Row>) {
  const ground = isCurrent ? "bg-accent-tint shadow-[inset_2px_0_0_var(--color-accent)]" : "";
  return (
    <tr
      role={isStacked ? STACKED.row.role : undefined}
      aria-current={isCurrent || undefined}
      className={`border-b border-line last:border-b-0 ${ground} ${isStacked ? STACKED.row.className : ""}`}
    >
      {columns.map((column) => {
        const weight = column.isStrong ? "font-semibold" : "font-normal";
        const value = column.cell(row);
        const onPhone = isEmpty(value) ? "max-md:hidden" : STACKED.cell;
        const classes = `${padding} py-2 align-top ${alignOf(column)} ${weight} ${column.isMuted ? "text-muted" : ""} ${isStacked ? onPhone : ""}`;
        return column.isRowHead ? (
          <th key={column.key} scope="row" role={isStacked ? "rowheader" : undefined} className={classes}>
            <Content label={isStacked ? column.head : null} value={value} />
          </th>
        ) : (
          <td key={column.key} role={isStacked ? "cell" : undefined} className={classes}>
            <Content label={isStacked ? column.head : null} value={value} />
          </td>
        );
      })}
    </tr>
  );
}

function isEmpty(value: ReactNode): boolean {
  return value === null || value === undefined || value === false || value === "";
}

/** On phones a label is next to the value. Screen readers read the head of the column instead. */
function Content({ label, value }: { label: ReactNode; value: ReactNode }) {
  if (label === null) return <WholeDays>{value}</WholeDays>;
  return (
    <>
      <span aria-hidden className="w-28 shrink-0 text-12 font-normal text-muted md:hidden">
        {label}
      </span>
      <span className="min-w-0 max-md:wrap-anywhere">
        <WholeDays>{value}</WholeDays>
      </span>
    </>
  );
}
