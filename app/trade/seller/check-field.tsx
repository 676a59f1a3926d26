import type { ReactNode } from "react";

interface CheckFieldProps {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  isChecked: boolean;
  error?: string | undefined;
}

export function CheckField({ name, label, hint, isChecked, error }: CheckFieldProps) {
  const ids = [hint ? `${name}-hint` : "", error ? `${name}-error` : ""].filter(Boolean).join(" ");
  return (
    <div>
      <label className="flex items-start gap-3 text-14 touch:min-h-11">
        <input
          id={name}
          type="checkbox"
          name={name}
          defaultChecked={isChecked}
          aria-invalid={error ? true : undefined}
          aria-describedby={ids || undefined}
          className="mt-[3px] size-4 shrink-0 accent-accent"
        />
        <span>{label}</span>
      </label>
      {hint && (
        <p id={`${name}-hint`} className="mt-0.5 ml-7 text-12 text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${name}-error`} className="mt-0.5 ml-7 text-12 font-medium text-bad-ink">
          {error}
        </p>
      )}
    </div>
  );
}
