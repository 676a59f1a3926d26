import { formatDay } from "#app/day/format-day.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import type { AssuranceRecord } from "#app/proof/assurance-credential.ts";

/** How the identity of a verification body was checked when it recorded its statement, or that it was not. */
export function useBodyIdentity(): (record: AssuranceRecord) => string {
  const { identity: t } = useMessages().verify.page.assurance;
  const locale = useLocale();
  return ({ verifier: { identity } }) =>
    identity === null ? t.none : t[identity.kind](identity.value, formatDay(identity.checkedOn, locale));
}
