import type { ReactNode } from "react";

interface PageColumnsProps {
  children: ReactNode;
  /** A 320 px column of open items: tasks, the last report. Below the content if both do not fit. */
  aside: ReactNode;
  /** For a panel of figures: 384 px wide. */
  isPanel?: boolean;
  /** The content takes the whole width while the side column is empty. */
  isWide?: boolean;
  /** The side column is below the content at any width, such as next to an open side panel. */
  isStacked?: boolean;
}

/** The content and its side column, 56 px apart, below the page header. */
export function PageColumns({ children, aside, isPanel = false, isWide = false, isStacked = false }: PageColumnsProps) {
  const columns = isPanel ? "grid-cols-[minmax(0,1fr)_24rem] gap-8" : "grid-cols-[minmax(0,1fr)_20rem] gap-14";
  if (isWide && !aside) {
    return (
      <div className="grid grid-cols-1">
        <div className="min-w-0">{children}</div>
      </div>
    );
  }
  return (
    <div className={isStacked ? "grid grid-cols-1 gap-10" : `grid ${columns} max-wide:grid-cols-1 max-wide:gap-10`}>
      <div className="min-w-0">{children}</div>
      <div className="min-w-0 space-y-10">{aside}</div>
    </div>
  );
}
