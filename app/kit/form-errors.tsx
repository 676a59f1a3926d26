import { useRef } from "react";
import { useMessages } from "./i18n-context.tsx";
import { Icon } from "./icon.tsx";
import { useFocus } from "./use-focus.ts";

export interface FormError {
  /** Id of the field. Absent if the error concerns the whole form. */
  field?: string;
  message: string;
}

/**
 * The errors of a form with one sentence each. Errors of the key `form` concern the whole form. A change by others in
 * the meantime is shown inside the form (`BasedOn`).
 *
 * @param errors codes by field.
 * @param say returns the sentence for a code. Without one the code itself is shown.
 * @param idOf the id of a field if it differs from its name, or none if the page has no element for it.
 */
export function listErrors(
  errors: Record<string, string>,
  say: (code: string, field: string) => string | undefined,
  idOf: (field: string) => string | undefined = (field) => field,
): FormError[] {
  const shown = Object.entries(errors).filter(([, code]) => code !== "changed_since");
  return shown.map(([field, code]) => {
    const message = say(code, field) ?? code;
    const id = field === "form" ? undefined : idOf(field);
    return id ? { field: id, message } : { message };
  });
}

/**
 * Lists the errors at the top of a form, each with a link to its field. An error of the whole form is shown without a
 * count. Takes the focus when it appears.
 */
export function FormErrors({ errors }: { errors: FormError[] }) {
  const { common } = useMessages();
  const box = useRef<HTMLDivElement>(null);
  const hasErrors = errors.length > 0;
  useFocus(box, { isThere: hasErrors });
  if (!hasErrors) return null;
  const [first] = errors;
  const isAboutForm = errors.length === 1 && !first!.field;
  return (
    <div ref={box} role="alert" tabIndex={-1} className="rounded-6 border border-bad bg-bad-tint px-4 py-3 text-14">
      <p className="flex gap-2 font-semibold text-bad-ink">
        <span className="flex h-5 items-center">
          <Icon name="warning" />
        </span>
        <span className="min-w-0">{isAboutForm ? first!.message : common.errorsTitle(errors.length)}</span>
      </p>
      {!isAboutForm && (
        <ul className="mt-1 space-y-1 pl-6">
          {errors.map((error) => (
            <li key={`${error.field}-${error.message}`}>
              <ErrorSentence error={error} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function ErrorSentence({ error }: { error: FormError }) {
  if (!error.field) return error.message;
  return (
    <a href={`#${error.field}`} className="text-bad-ink underline underline-offset-2">
      {error.message}
    </a>
  );
}
