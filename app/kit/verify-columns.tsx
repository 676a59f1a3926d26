import type { ReactNode } from "react";

/** 720 and 336 px with a gap of 64, as on every public page of a report. One column if both do not fit. */
export function VerifyColumns({ children, aside }: { children: ReactNode; aside: ReactNode }) {
  return (
    <div className="page-column grid grid-cols-[minmax(0,45rem)_21rem] justify-between gap-x-16 gap-y-12 py-10 max-wide:grid-cols-1 max-md:py-6">
      <div className="min-w-0 space-y-12 max-md:space-y-10">{children}</div>
      <div className="min-w-0 space-y-10">{aside}</div>
    </div>
  );
}
