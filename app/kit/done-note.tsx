import type { ReactNode } from "react";

/** The result of a form, above the next page. */
export function DoneNote({ children }: { children: ReactNode }) {
  return (
    <p role="status" className="mb-6 max-w-160 rounded-6 bg-good-tint px-4 py-2 text-14 text-good-ink">
      {children}
    </p>
  );
}

/** The same as a plain line. `isStacked`: its container has its own spacing. */
export function DoneLine({ children, isStacked = false }: { children: ReactNode; isStacked?: boolean }) {
  return (
    <p role="status" className={isStacked ? "text-14 text-good-ink" : "mb-6 text-14 text-good-ink"}>
      {children}
    </p>
  );
}
