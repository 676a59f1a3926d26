import type { ReactNode } from "react";
import { useMessages } from "./i18n-context.tsx";
import { Icon } from "./icon.tsx";

/** Texts that every field has. */
export interface FieldWords {
  label: ReactNode;
  name: string;
  id?: string | undefined;
  /** A button that explains the label's term. */
  term?: ReactNode;
  /** A sentence below the label. */
  hint?: ReactNode;
  /** The error and how to fix it. */
  error?: string | undefined;
  /** 48 px, on public pages. */
  isLarge?: boolean | undefined;
  /** Screen readers still read the label. Use only if a heading next to the field has the same text. */
  hideLabel?: boolean | undefined;
}

/** Ids for `aria-describedby`, in reading order. */
export function fieldIds(id: string, hint: unknown, error: unknown, unit?: unknown): string {
  const ids = [unit ? `${id}-unit` : "", hint ? `${id}-hint` : "", error ? `${id}-error` : ""];
  return ids.filter(Boolean).join(" ");
}

/** Border and padding keep the text in place when the border grows from one pixel to two. */
export function inputClasses(state: { error?: string | undefined; isLarge?: boolean | undefined }): string {
  const size = state.isLarge ? "min-h-12 text-16" : "min-h-9 text-14 touch:min-h-11 touch:text-16";
  const edge = state.error
    ? "border-bad shadow-[inset_0_0_0_1px_var(--color-bad)]"
    : "border-rule hover:border-muted focus:border-accent focus:shadow-[inset_0_0_0_1px_var(--color-accent)]";
  return `block w-full rounded-6 border bg-raised px-3 text-ink disabled:bg-off disabled:text-off-ink [&[readonly]]:bg-sunken ${size} ${edge}`;
}

interface FieldFrameProps {
  label: ReactNode;
  id: string;
  term?: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  hideLabel?: boolean | undefined;
  isOptional: boolean;
  children: ReactNode;
}

/** Label, then the field, then the hint or the error. */
export function FieldFrame({ label, id, term, hint, error, hideLabel, isOptional, children }: FieldFrameProps) {
  const { common } = useMessages();
  return (
    <div className="min-w-0">
      <div className={hideLabel ? "sr-only" : "mb-1 flex items-center gap-1.5 text-12 font-medium text-muted"}>
        <label htmlFor={id} className="block">
          {label}
          {isOptional && <span className="font-normal"> · {common.optional}</span>}
        </label>
        {term}
      </div>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-12 text-muted">
          {hint}
        </p>
      )}
      {error && <FieldFault id={`${id}-error`}>{error}</FieldFault>}
    </div>
  );
}

/** The error below a field. The field refers to its id in `aria-describedby`. */
export function FieldFault({ id, children }: { id: string; children: ReactNode }) {
  const { common } = useMessages();
  return (
    <p id={id} className="mt-1 flex items-start gap-1.5 text-12 font-medium text-bad-ink">
      <Icon name="warning" size={14} className="mt-px" />
      <span>
        <span className="sr-only">{common.errorPrefix} </span>
        {children}
      </span>
    </p>
  );
}
