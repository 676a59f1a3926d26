import type { Messages } from "#app/i18n/index.ts";
import { type FormError, listErrors } from "#app/kit/form-errors.tsx";

/** Result of a form: keys of `tenantData.problem` by field, and the typed values. */
export interface DataAnswer {
  errors: Record<string, string>;
  typed: Record<string, string>;
}

export function problemOf(t: Messages, answer: DataAnswer | null, field: string): string | undefined {
  const code = answer?.errors[field];
  if (!code) return undefined;
  const { problem } = t.tenantData;
  return code in problem ? problem[code as keyof typeof problem] : problem.form;
}

/** The error list at the top, with links to the fields. */
export function problemsOf(t: Messages, answer: DataAnswer | null): FormError[] {
  return listErrors(answer?.errors ?? {}, (_, field) => problemOf(t, answer, field));
}
