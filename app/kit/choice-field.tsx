import type { ReactNode } from "react";
import { FieldFault } from "./field-frame.tsx";

export interface Choice {
  value: string;
  label: ReactNode;
  /** One sentence that explains the choice. */
  text?: ReactNode;
}

interface ChoiceFieldProps {
  label: ReactNode;
  name: string;
  choices: Choice[];
  defaultValue?: string | undefined;
  /** A button that explains the label's term. */
  term?: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  isDisabled?: boolean | undefined;
}

/** A few choices with explanations, as radio buttons, so that readers see all of them before they choose. */
export function ChoiceField({ label, name, choices, defaultValue, term, hint, error, isDisabled }: ChoiceFieldProps) {
  const ids = [hint ? `${name}-hint` : "", error ? `${name}-error` : ""].filter(Boolean).join(" ");
  return (
    <fieldset id={name} disabled={isDisabled} aria-describedby={ids || undefined} className="min-w-0">
      <legend className="float-left mr-1.5 mb-1 text-12 font-medium text-muted">{label}</legend>
      {term}
      <div className="clear-both" />
      {hint && (
        <p id={`${name}-hint`} className="mb-2 text-12 text-muted">
          {hint}
        </p>
      )}
      <div className={`divide-y divide-line rounded-6 border ${error ? "border-bad" : "border-rule"} bg-raised`}>
        {choices.map((choice) => (
          <label
            key={choice.value}
            className="flex cursor-pointer items-start gap-3 px-3 py-2.5 has-checked:bg-accent-tint"
          >
            <input
              type="radio"
              name={name}
              value={choice.value}
              defaultChecked={choice.value === defaultValue}
              className="mt-[3px] size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0">
              <span className="block text-14 font-medium">{choice.label}</span>
              {choice.text && <span className="block text-12 text-muted">{choice.text}</span>}
            </span>
          </label>
        ))}
      </div>
      {error && <FieldFault id={`${name}-error`}>{error}</FieldFault>}
    </fieldset>
  );
}
