import type { ReactNode } from "react";

/** What became of a form, above the page that came after it. */
export function DoneNote({ children }: { children: ReactNode }) {
  return (
    <p role="status" className="mb-6 max-w-160 rounded-6 bg-good-tint px-4 py-2 text-14 text-good-ink">
      {children}
    </p>
  );
}

/** The same in a plain line. `isStacked`: what it stands in keeps the distance to what follows. */
export function DoneLine({ children, isStacked = false }: { children: ReactNode; isStacked?: boolean }) {
  return (
    <p role="status" className={isStacked ? "text-14 text-good-ink" : "mb-6 text-14 text-good-ink"}>
      {children}
    </p>
  );
}
