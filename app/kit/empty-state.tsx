import type { ReactNode } from "react";

interface EmptyStateProps {
  /** What will be here. */
  title: string;
  /** Why a customer needs it. */
  reason: ReactNode;
  action?: ReactNode;
  example?: ReactNode;
  /** Heading level of the title. */
  level?: 2 | 3;
}

/** A placeholder that explains the missing content. No illustration. */
export function EmptyState({ title, reason, action, example, level = 2 }: EmptyStateProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div className="max-w-[27.5rem] py-8">
      <Heading className="text-20 font-semibold">{title}</Heading>
      <p className="mt-2 text-14 text-muted">{reason}</p>
      {(action || example) && (
        <div className="mt-5 flex flex-wrap items-center gap-x-5 gap-y-3">
          {action}
          {example}
        </div>
      )}
    </div>
  );
}
