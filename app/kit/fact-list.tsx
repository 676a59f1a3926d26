import type { ReactNode } from "react";
import { WholeDays } from "#app/day/whole-days.tsx";

export interface Fact {
  /** Unique in the list. */
  label: string;
  /** In a text, dates are not broken across lines (`WholeDays`). */
  value: ReactNode;
}

interface FactListProps {
  facts: Fact[];
  /** For side columns: a label column of 96 px instead of 168. */
  isNarrow?: boolean;
}

/** Labels and values separated by thin lines. On a phone the label column shrinks to 112 px. */
export function FactList({ facts, isNarrow }: FactListProps) {
  const columns = isNarrow
    ? "grid-cols-[6rem_minmax(0,1fr)]"
    : "grid-cols-[10.5rem_minmax(0,1fr)] max-md:grid-cols-[7rem_minmax(0,1fr)]";
  return (
    <dl className="divide-y divide-line">
      {facts.map((fact) => (
        <div key={fact.label} className={`grid gap-x-2 py-2 ${columns}`}>
          <dt className="pt-px text-12 text-muted">{fact.label}</dt>
          <dd className="min-w-0 text-14">
            <WholeDays>{fact.value}</WholeDays>
          </dd>
        </div>
      ))}
    </dl>
  );
}
