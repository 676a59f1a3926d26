import type { ComponentPropsWithoutRef, ReactNode } from "react";
import { FieldFrame, type FieldWords, fieldIds, inputClasses } from "./field-frame.tsx";
import { Icon } from "./icon.tsx";

interface TextFieldProps extends FieldWords, Omit<ComponentPropsWithoutRef<"input">, "name" | "size"> {
  /** Unit of the value, inside the field on the right. */
  unit?: ReactNode;
}

/** A one-line field in a plain HTML form. The default of `id` is `name`. An error belongs to both. */
export function TextField({
  label,
  name,
  term,
  hint,
  error,
  unit,
  isLarge,
  hideLabel,
  id = name,
  ...input
}: TextFieldProps) {
  const ids = fieldIds(id, hint, error, unit);
  return (
    <FieldFrame {...{ label, id, term, hint, error, hideLabel }} isOptional={input.required === false}>
      <div className="relative">
        <input
          type="text"
          {...input}
          id={id}
          name={name}
          aria-invalid={error ? true : undefined}
          aria-describedby={ids || undefined}
          className={`${inputClasses({ error, isLarge })} ${unit ? "pr-16" : ""} ${input.className ?? ""}`}
        />
        {unit && (
          <span
            id={`${id}-unit`}
            className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-14 text-muted"
          >
            <span>{unit}</span>
          </span>
        )}
      </div>
    </FieldFrame>
  );
}

interface TextAreaFieldProps extends FieldWords, Omit<ComponentPropsWithoutRef<"textarea">, "name"> {}

export function TextAreaField({
  label,
  name,
  term,
  hint,
  error,
  isLarge,
  hideLabel,
  id = name,
  ...input
}: TextAreaFieldProps) {
  const ids = fieldIds(id, hint, error);
  return (
    <FieldFrame {...{ label, id, term, hint, error, hideLabel }} isOptional={input.required === false}>
      <textarea
        rows={3}
        {...input}
        id={id}
        name={name}
        aria-invalid={error ? true : undefined}
        aria-describedby={ids || undefined}
        className={`${inputClasses({ error, isLarge })} py-2 ${input.className ?? ""}`}
      />
    </FieldFrame>
  );
}

export interface SelectOption {
  value: string;
  label: string;
  isDisabled?: boolean;
  /** The label is a code or a name that is the same in every language. */
  isCode?: boolean;
}

/** Codes, such as currencies, that are shown unchanged. */
export function codeOptions(codes: readonly string[]): SelectOption[] {
  return codes.map((code) => ({ value: code, label: code, isCode: true }));
}

export interface SelectGroup {
  label: string;
  options: SelectOption[];
}

interface SelectFieldProps extends FieldWords, Omit<ComponentPropsWithoutRef<"select">, "name" | "size"> {
  options: (SelectOption | SelectGroup)[];
  /** The first, empty option: what to choose. */
  placeholder?: string | undefined;
}

export function SelectField(props: SelectFieldProps) {
  const { label, name, term, hint, error, isLarge, hideLabel, id = name, options, placeholder, ...input } = props;
  const ids = fieldIds(id, hint, error);
  return (
    <FieldFrame {...{ label, id, term, hint, error, hideLabel }} isOptional={input.required === false}>
      <div className="relative">
        <select
          {...input}
          id={id}
          name={name}
          aria-invalid={error ? true : undefined}
          aria-describedby={ids || undefined}
          className={`${inputClasses({ error, isLarge })} appearance-none pr-9 ${input.className ?? ""}`}
        >
          {placeholder !== undefined && <option value="">{placeholder}</option>}
          {options.map((entry) =>
            "options" in entry ? (
              <optgroup key={entry.label} label={entry.label}>
                {entry.options.map(renderOption)}
              </optgroup>
            ) : (
              renderOption(entry)
            ),
          )}
        </select>
        <Icon
          name="chevron"
          size={14}
          className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-muted"
        />
      </div>
    </FieldFrame>
  );
}

function renderOption(option: SelectOption) {
  return (
    <option
      key={option.value}
      value={option.value}
      disabled={option.isDisabled}
      translate={option.isCode ? "no" : undefined}
    >
      {option.label}
    </option>
  );
}
