import type { ReactNode } from "react";
import { useMessages } from "./i18n-context.tsx";

interface ProgressProps {
  label: string;
  done: number;
  of: number;
  /** Counts as words, such as "16 of 20 items complete". Default: "16 of 20". */
  counts?: string;
  /** On the right: what blocks it, or how long it will still take. */
  aside?: ReactNode;
}

/** A bar of 4 px with its counts, never just a percentage. */
export function Progress({ label, done, of, counts, aside }: ProgressProps) {
  const { common } = useMessages();
  const words = counts ?? common.countOf(done.toLocaleString("en"), of.toLocaleString("en"));
  return (
    <div className="min-w-0">
      <div className="mb-1.5 flex items-baseline justify-between gap-4 text-12">
        <span className="font-medium">{words}</span>
        {aside && <span className="text-muted">{aside}</span>}
      </div>
      <progress
        aria-label={label}
        aria-valuetext={words}
        value={done}
        max={Math.max(of, 1)}
        className="progress-bar block h-1 w-full"
      />
    </div>
  );
}
