import { listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";

/** Error messages for forms about engagements. Their keys come from two rooms. */
export function useFaults(errors: Record<string, string>) {
  const { engagement, account } = useMessages();
  const words: Record<string, string> = { ...account.fault, ...engagement.error };
  const of = (name: string) => (errors[name] ? (words[errors[name]] ?? errors[name]) : undefined);
  return { of, listed: listErrors(errors, (code) => words[code]) };
}
