import type { ReactNode } from "react";
import { Icon } from "#app/kit/icon.tsx";

/** A message about the whole page, announced when it appears. */
export function Notice({ isWarning, children }: { isWarning?: boolean; children: ReactNode }) {
  const look = isWarning ? "bg-warning-tint text-warning-ink" : "bg-accent-tint text-accent";
  return (
    <p role={isWarning ? "alert" : "status"} className={`flex gap-2 rounded-6 px-4 py-3 text-14 ${look}`}>
      <Icon name={isWarning ? "warning" : "check"} className="mt-0.5 shrink-0" />
      <span>{children}</span>
    </p>
  );
}
