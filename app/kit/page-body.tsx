import type { ReactNode } from "react";

/** The margins of a workspace page. */
export function PageBody({ children }: { children: ReactNode }) {
  return <div className="px-8 pt-8 pb-16 max-md:px-4 max-md:pt-6">{children}</div>;
}
