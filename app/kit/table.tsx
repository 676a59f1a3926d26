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
}

const HIDDEN = "max-sm:hidden";
const FIGURE = "text-right tabular-nums whitespace-nowrap";
/**
 * A name without spaces takes only its part of the row, and breaks. Next to wide figures, Chinese does not break at
 * every character.
 */
const TEXT = "text-left max-w-104 max-md:max-w-64 max-sm:min-w-14";

function alignOf<Row>(column: TableColumn<Row>): string {
  return `${column.isNumeric ? FIGURE : TEXT} ${column.isHiddenOnPhone ? HIDDEN : ""}`;
}

/** A table of figures with thin lines and a sticky head. Horizontal scrolling works by keyboard. */
export function Table<Row>(props: TableProps<Row>) {
  const { caption, columns, rows, rowKey, total, isCurrent, showCaption, isWide } = props;
  const { common } = useMessages();
  /** A tinted row needs padding at its ends, otherwise its text touches the edge. */
  const padding = isCurrent ? "px-2" : "px-2 first:pl-0 last:pr-0";
  const scroll = isWide ? "max-h-[80vh] overflow-auto" : "max-desk:overflow-x-auto";
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section aria-label={`${caption}. ${common.tablePosition}`} tabIndex={0} className={`relative ${scroll}`}>
      <table className="w-full border-collapse text-14">
        <caption className={showCaption ? "pb-3 text-left text-16 font-semibold" : "sr-only"}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                aria-sort={column.sorted}
                className={`sticky top-0 z-10 bg-(--ground) ${padding} py-2 align-bottom text-12 font-medium text-muted shadow-[inset_0_-1px_0_var(--color-rule)] ${alignOf(column)}`}
              >
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TableRow
              key={rowKey(row)}
              row={row}
              columns={columns}
              padding={padding}
              isCurrent={isCurrent?.(row) ?? false}
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
}

function TableRow<Row>({ row, columns, padding, isCurrent }: TableRowProps<Row>) {
  const ground = isCurrent ? "bg-accent-tint shadow-[inset_2px_0_0_var(--color-accent)]" : "";
  return (
    <tr aria-current={isCurrent || undefined} className={`border-b border-line last:border-b-0 ${ground}`}>
      {columns.map((column) => {
        const weight = column.isStrong ? "font-semibold" : "font-normal";
        const classes = `${padding} py-2 align-top ${alignOf(column)} ${weight} ${column.isMuted ? "text-muted" : ""}`;
        return column.isRowHead ? (
          <th key={column.key} scope="row" className={classes}>
            <WholeDays>{column.cell(row)}</WholeDays>
          </th>
        ) : (
          <td key={column.key} className={classes}>
            <WholeDays>{column.cell(row)}</WholeDays>
          </td>
        );
      })}
    </tr>
  );
}
