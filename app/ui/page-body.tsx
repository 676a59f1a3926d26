import type { ReactNode } from "react";

/** The air around a page of the workspace, and its two columns: the work, and 320 px of what waits. */
export function PageBody({ children, aside }: { children: ReactNode; aside?: ReactNode }) {
  return (
    <div className="px-8 pt-8 pb-16 max-md:px-4 max-md:pt-6">
      {aside ? (
        <div className="grid grid-cols-[minmax(0,1fr)_20rem] gap-14 max-wide:grid-cols-1 max-wide:gap-10">
          <div className="min-w-0">{children}</div>
          <div className="min-w-0">{aside}</div>
        </div>
      ) : (
        children
      )}
    </div>
  );
}
