import { useMessages } from "#app/kit/i18n-context.tsx";
import type { FormFault } from "./brand-form.server.ts";

export type { FormFault };

/** The message for an error code. */
export function useBrandFault(fault: FormFault | undefined): string | undefined {
  const { brand: t } = useMessages();
  if (!fault) return undefined;
  if (fault.code === "contrast") return t.fault.contrast(fault.facts);
  if (fault.code === "unprintable") return t.fault.unprintable(fault.facts.character, fault.facts.codePoint);
  return t.fault[fault.code];
}
