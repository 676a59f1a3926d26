import { type RefObject, useEffect, useMemo, useState } from "react";
import { HEAD_HEIGHT, ROW_HEIGHT } from "./grid-column.ts";
import { windowOf } from "./selection.ts";

const SPARE_ROWS = 8;

/** The rows to render while scrolling and resizing: visible rows and the active row. */
export function useWindow(scroller: RefObject<HTMLDivElement>, rows: number, active: number): number[] {
  const [view, setView] = useState({ scrollTop: 0, height: 700 });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const read = () => setView({ scrollTop: element.scrollTop, height: element.clientHeight });
    read();
    element.addEventListener("scroll", read, { passive: true });
    const observer = new ResizeObserver(read);
    observer.observe(element);
    return () => {
      element.removeEventListener("scroll", read);
      observer.disconnect();
    };
  }, [scroller]);
  const { start, end } = windowOf({
    ...view,
    height: view.height - HEAD_HEIGHT,
    rowHeight: ROW_HEIGHT,
    rows,
    spare: SPARE_ROWS,
  });
  return useMemo(() => indexesOf({ start, end }, active, rows), [start, end, active, rows]);
}

/** The active row is always rendered, because it has the focus. */
function indexesOf({ start, end }: { start: number; end: number }, active: number, rows: number): number[] {
  const indexes = Array.from({ length: Math.max(0, end - start) }, (_, offset) => start + offset);
  if (active < start && active < rows) indexes.unshift(active);
  else if (active >= end && active < rows) indexes.push(active);
  return indexes;
}

/** Elements are reused in steps, so that a slightly larger view keeps them. */
const RECYCLED = 128;

/**
 * A row that scrolls out passes its elements to the next one. Rows in a window never share elements. The active row has
 * its own elements: they have the focus, and a new cell must be a new element to be announced.
 */
export function rowKey(index: number, isActive: boolean, drawn: number): string {
  return isActive ? `active ${index}` : String(index % (RECYCLED * Math.ceil(drawn / RECYCLED)));
}
