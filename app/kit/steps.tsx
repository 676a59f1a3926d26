import { useMessages } from "./i18n-context.tsx";
import { Icon } from "./icon.tsx";

interface StepsProps {
  labels: string[];
  /** Index of the current step. The steps before it are done. */
  current: number;
}

/** The current step in a process of several pages. */
export function Steps({ labels, current }: StepsProps) {
  const { common } = useMessages();
  return (
    <ol aria-label={common.stepsLabel} className="flex flex-wrap gap-x-3 gap-y-2 text-14">
      {labels.map((label, index) => {
        const isDone = index < current;
        const isCurrent = index === current;
        const disc = isDone
          ? "bg-accent-tint text-accent"
          : isCurrent
            ? "bg-accent-fill font-semibold text-on-accent"
            : "border border-rule text-muted";
        return (
          <li key={label} aria-current={isCurrent ? "step" : undefined} className="flex items-center gap-2">
            <span
              aria-hidden="true"
              className={`flex size-[22px] items-center justify-center rounded-full text-12 ${disc}`}
            >
              {isDone ? <Icon name="check" size={12} /> : index + 1}
            </span>
            <span className={isCurrent ? "font-semibold" : isDone ? "" : "text-muted"}>
              {label}
              {isDone && <span className="sr-only">, {common.stepDone}</span>}
            </span>
            {index < labels.length - 1 && (
              <span aria-hidden="true" className="ml-1 w-10 border-t border-rule max-desk:hidden" />
            )}
          </li>
        );
      })}
    </ol>
  );
}
