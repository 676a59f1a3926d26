import type { Messages } from "#app/i18n/index.ts";
import { type FormError, listErrors } from "#app/kit/form-errors.tsx";
import type { FormAnswer } from "./form-answer.server.ts";

/** The message for an error code of an account form. */
export function faultText(t: Messages, answer: FormAnswer, code: string): string {
  if (code === "rate_limited") return t.account.waitMinutes(Math.ceil(answer.waitSeconds / 60));
  const { fault } = t.account;
  if (code in fault) return fault[code as keyof typeof fault];
  // The form reader already returned a message.
  return /^\w+$/.test(code) ? fault.form : code;
}

/** Whether an error concerns the typed password, so that its field shows it. */
export function isOfPassword(fault: string): boolean {
  return fault.startsWith("password_");
}

export function fieldError(t: Messages, answer: FormAnswer | undefined, field: string): string | undefined {
  const code = answer?.errors[field];
  return answer && code ? faultText(t, answer, code) : undefined;
}

/** The error list at the top of a form, with links to the fields. */
export function formErrors(t: Messages, answer: FormAnswer | undefined): FormError[] {
  return answer ? listErrors(answer.errors, (code) => faultText(t, answer, code)) : [];
}
