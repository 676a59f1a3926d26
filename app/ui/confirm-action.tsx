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
  /** Hidden fields of the surrounding form, or a reason to type. */
  children?: ReactNode;
}

/** A destructive act inside a form: the first press asks, the second one submits. Works without JavaScript. */
export function ConfirmAction({ label, lost, question, children }: ConfirmActionProps) {
  const { common } = useMessages();
  return (
    <details className="relative">
      <summary className="inline-flex min-h-9 items-center rounded-6 border border-rule bg-raised px-3.5 text-14 font-medium text-bad hover:border-bad touch:min-h-11">
        {label}
      </summary>
      <div className="absolute right-0 z-30 mt-1 w-80 max-w-[calc(100vw-2rem)] rounded-6 bg-raised p-4 text-14 shadow-float">
        <p className="mb-3">{question ?? common.confirmQuestion(lost)}</p>
        {children}
        <Button variant="destructive">{label}</Button>
      </div>
    </details>
  );
}
