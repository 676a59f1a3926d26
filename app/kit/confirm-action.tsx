import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { useMessages } from "./i18n-context.tsx";

interface ConfirmActionProps {
  /** The word on the first button, such as "Remove". */
  label: string;
  /** Name of what is lost; the question repeats it. */
  lost: string;
  /** Replaces the question where removing is not what happens. */
  question?: string;
  /** Nothing is lost: the act only can't be taken back. */
  isHarmless?: boolean;
  /** The question opens from the left edge, for a button that stands there. */
  isAtStart?: boolean;
  /** In a row of a table, which would cut off what floats: the question takes its own place. */
  isInRow?: boolean;
  /** Hidden fields of the surrounding form, or a reason to type. */
  children?: ReactNode;
}

const HARMLESS = "border-transparent bg-accent-fill text-on-accent hover:bg-accent-fill-hover";
const DESTRUCTIVE = "border-rule bg-raised text-bad hover:border-bad";

/** A destructive act inside a form: the first press asks, the second one submits. Works without JavaScript. */
export function ConfirmAction({
  label,
  lost,
  question,
  isHarmless = false,
  isAtStart = false,
  isInRow = false,
  children,
}: ConfirmActionProps) {
  const { common } = useMessages();
  const place = isInRow ? "w-60" : `absolute ${isAtStart ? "left-0" : "right-0"} z-30 w-80 max-w-[calc(100vw-2rem)]`;
  return (
    <details data-floats="" className="relative">
      <summary
        className={`inline-flex min-h-9 items-center rounded-6 border px-3.5 text-14 font-medium break-keep touch:min-h-11 ${isHarmless ? HARMLESS : DESTRUCTIVE}`}
      >
        {label}
      </summary>
      <div className={`${place} mt-1 rounded-6 bg-raised p-4 text-14 shadow-float`}>
        <p className="mb-3">{question ?? common.confirmQuestion(lost)}</p>
        {children}
        <Button variant={isHarmless ? "primary" : "destructive"}>{label}</Button>
      </div>
    </details>
  );
}
