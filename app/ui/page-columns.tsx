import type { ReactNode } from "react";

interface PageColumnsProps {
  children: ReactNode;
  /** 320 px of what waits: tasks, the last report. Follows the content where both do not fit. */
  aside: ReactNode;
}

/** The work and its side column, 56 px apart; beneath the page's header. */
export function PageColumns({ children, aside }: PageColumnsProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_20rem] gap-14 max-wide:grid-cols-1 max-wide:gap-10">
      <div className="min-w-0">{children}</div>
      <div className="min-w-0 space-y-10">{aside}</div>
    </div>
  );
}
