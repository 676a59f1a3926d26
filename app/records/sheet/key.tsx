import type { ReactNode } from "react";

export function Key({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd className={`rounded-3 border border-rule px-1.5 py-0.5 font-sans text-11 text-muted ${className ?? ""}`}>
      {children}
    </kbd>
  );
}
