import type { Fields } from "#app/carbon/method/field.ts";
import type { Messages } from "#app/i18n/index.ts";
import type { MethodWords } from "./method.en.ts";
import { fieldOfPointer, type Typed } from "./method-inputs.ts";

interface Problem {
  code: string;
  pointer: string;
  detail: Record<string, string>;
}

/**
 * Error messages by form field, or under `form` if they concern no single field. A missing amount is reported at its
 * number field.
 */
export function errorTexts(
  { activity, carbon, method }: Messages,
  { name, fields, typed }: { name: string | null; fields: Fields; typed: Typed },
  problems: readonly Problem[],
): Record<string, string> {
  const words = (method.words as Record<string, MethodWords>)[name ?? ""]?.fields ?? {};
  const errors: Record<string, string> = {};
  for (const { code, pointer, detail: facts } of problems) {
    // A missing input is named by its label.
    const detail = facts.field ? { ...facts, field: words[facts.field] ?? facts.field } : facts;
    const entryFault = activity.fault as Record<string, (facts: Record<string, string>) => string>;
    const text = Object.hasOwn(entryFault, code) ? entryFault[code]!(detail) : carbon.describeProblem(code, detail);
    const field = fieldOf(pointer, fields, typed);
    errors[field] ??= text;
  }
  return errors;
}

function fieldOf(pointer: string, fields: Fields, typed: Typed): string {
  if (!pointer.startsWith("/")) return pointer;
  if (pointer.startsWith("/period")) return "period";
  if (!pointer.startsWith("/method/")) return "form";
  const field = fieldOfPointer(pointer.slice("/method".length), fields, typed);
  const isAmount = fields[field]?.kind === "amount";
  return isAmount ? `${field}.quantity` : field;
}
