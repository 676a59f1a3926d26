import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { useMessages } from "./i18n-context.tsx";

interface ConfirmActionProps {
  /** Label of the first button, such as "Remove". */
  label: string;
  /** Name of what is lost, repeated in the question. */
  lost: string;
  /** Replaces the question if nothing is removed. */
  question?: string;
  /** Nothing is lost, but the action can't be undone. */
  isHarmless?: boolean;
  /** Opens the question from the left edge, for a button on the left. */
  isAtStart?: boolean;
  /** Opens inline and wide, for a summary that the person has to read. */
  isWide?: boolean;
  /** In a table row, which would cut off a popover, so the question opens inline. */
  isInRow?: boolean;
  /** Intent of the second button, where the form has buttons with other intents. */
  intent?: string;
  /** Hidden fields of the surrounding form, or a field for a reason. */
  children?: ReactNode;
}

const HARMLESS = "border-transparent bg-accent-fill text-on-accent hover:bg-accent-fill-hover";
const DESTRUCTIVE = "border-rule bg-raised text-bad hover:border-bad";

/** A destructive action in a form: the first press asks, the second one submits. Works without JavaScript. */
export function ConfirmAction({
  label,
  lost,
  question,
  isHarmless = false,
  isAtStart = false,
  isInRow = false,
  isWide = false,
  intent,
  children,
}: ConfirmActionProps) {
  const { common } = useMessages();
  const floating = `absolute ${isAtStart ? "left-0" : "right-0"} z-30 w-80 max-w-[calc(100vw-2rem)]`;
  const place = isWide ? "max-w-160" : isInRow ? "w-60" : floating;
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
        <Button variant={isHarmless ? "primary" : "destructive"} {...(intent && { name: "intent", value: intent })}>
          {label}
        </Button>
      </div>
    </details>
  );
}
