import type { Messages } from "#app/i18n/index.ts";
import { type FormError, listErrors } from "#app/kit/form-errors.tsx";

/** What a form about a workspace's data gets back: keys of `tenantData.problem` by field, and what was typed. */
export interface DataAnswer {
  errors: Record<string, string>;
  typed: Record<string, string>;
}

/** The sentence of a field, if any. */
export function problemOf(t: Messages, answer: DataAnswer | null, field: string): string | undefined {
  const code = answer?.errors[field];
  if (!code) return undefined;
  const { problem } = t.tenantData;
  return code in problem ? problem[code as keyof typeof problem] : problem.form;
}

/** The list at the top; a fault of a field leads to it. */
export function problemsOf(t: Messages, answer: DataAnswer | null): FormError[] {
  return listErrors(answer?.errors ?? {}, (_, field) => problemOf(t, answer, field));
}
