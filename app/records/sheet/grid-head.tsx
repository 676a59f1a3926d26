// biome-ignore-all lint/a11y/useSemanticElements: a table cannot place rows by offset, so its roles are stated
// biome-ignore-all lint/a11y/useFocusableInteractive: one cell is in the tab order, as the grid pattern asks
import type { PointerEvent } from "react";
import { Icon } from "#app/kit/icon.tsx";
import { UnitText } from "#app/kit/unit-text.tsx";
import type { Words } from "./cell-text.ts";
import { COLUMNS, type GridColumn, TRACKS } from "./grid-column.ts";
import { ORDER_COLUMNS, type SheetOrder } from "./sheet-order.ts";

interface GridHeadProps {
  words: Words;
  order: SheetOrder | null;
  onOrder: (column: GridColumn["key"]) => void;
  onWidth: (column: GridColumn["key"], px: number | null) => void;
  onSelectAll: () => void;
}

/** Column headings. A click sorts, the right edge resizes, and the corner selects all. */
export function GridHead({ words, order, onOrder, onWidth, onSelectAll }: GridHeadProps) {
  const { activity, sheet } = words.messages;
  return (
    <div role="rowgroup" className="sticky top-0 z-30">
      <div role="row" aria-rowindex={1} className={`h-[29px] bg-sunken text-12 text-muted ${TRACKS}`}>
        <div role="columnheader" aria-colindex={1} className="border-r border-b border-rule">
          <button type="button" tabIndex={-1} title={sheet.selectAll} onClick={onSelectAll} className="size-full">
            <span className="sr-only">{activity.column.row}</span>
          </button>
        </div>
        {COLUMNS.map((column, index) => (
          <Heading
            key={column.key}
            column={column}
            index={index}
            words={words}
            direction={order?.column === column.key ? (order.isDescending ? "descending" : "ascending") : undefined}
            onOrder={onOrder}
            onWidth={onWidth}
          />
        ))}
      </div>
    </div>
  );
}

interface HeadingProps extends Pick<GridHeadProps, "words" | "onOrder" | "onWidth"> {
  column: GridColumn;
  index: number;
  direction: "ascending" | "descending" | undefined;
}

function Heading({ column, index, words, direction, onOrder, onWidth }: HeadingProps) {
  const { activity, sheet } = words.messages;
  const name = activity.column[column.key];
  const isOrdered = (ORDER_COLUMNS as readonly string[]).includes(column.key);
  const isNarrow = column.key === "evidence" || column.key === "dataQuality";
  const drag = (event: PointerEvent<HTMLElement>) => {
    const heading = event.currentTarget.parentElement!;
    const left = heading.getBoundingClientRect().left;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    const handle = event.currentTarget;
    const move = ({ clientX }: globalThis.PointerEvent) => onWidth(column.key, clientX - left);
    handle.addEventListener("pointermove", move);
    handle.addEventListener("lostpointercapture", () => handle.removeEventListener("pointermove", move), {
      once: true,
    });
  };
  return (
    <div
      role="columnheader"
      aria-colindex={index + 2}
      aria-sort={direction}
      data-heading={column.key}
      className="relative min-w-0 border-r border-b border-rule font-medium last:border-r-0"
    >
      {isOrdered ? (
        <button
          type="button"
          tabIndex={-1}
          title={sheet.orderBy(name)}
          onClick={() => onOrder(column.key)}
          className={`flex size-full items-center gap-1 overflow-hidden hover:text-ink ${isNarrow ? "px-1.5" : "px-2.5"} ${
            column.isNumeric ? "justify-end" : ""
          } ${direction ? "text-ink" : ""}`}
        >
          <span className="truncate">
            <UnitText text={name} />
          </span>
          {direction && <Icon name="chevron" size={12} className={direction === "ascending" ? "rotate-180" : ""} />}
        </button>
      ) : (
        <span
          className={`flex size-full items-center overflow-hidden ${isNarrow ? "px-1.5" : "px-2.5"} ${column.isNumeric ? "justify-end" : ""}`}
        >
          <UnitText text={name} />
        </span>
      )}
      {/* Keyboard users resize with Alt Shift and an arrow key in any cell of the column. */}
      <span
        aria-hidden="true"
        title={sheet.resize}
        onPointerDown={drag}
        onDoubleClick={() => onWidth(column.key, null)}
        className="absolute inset-y-0 -right-1 z-10 w-2 cursor-col-resize hover:bg-accent/40"
      />
    </div>
  );
}
