import { type Locale, localName, type Messages } from "#app/i18n/index.ts";
import type { ReductionTarget } from "./reduction-target.ts";

/** The unit of a target's figures. */
export function unitOf(t: Messages, { kind, per }: Pick<ReductionTarget, "kind" | "per">, locale: Locale): string {
  return kind === "absolute" ? t.target.unit : t.target.unitPer(localName(per, locale));
}

/** What a target covers, in a line. */
export function coverageOf(t: Messages, { scopes, scope2Method, categories }: ReductionTargetCoverage): string {
  const names = t.carbon.category as Record<string, string>;
  return scopes
    .map((scope) => {
      const name = t.common.scope[scope];
      if (scope === 2) return t.common.labelled(name, t.target.scope2Methods[scope2Method]);
      if (scope === 1) return name;
      const chosen = categories.length === 0 ? t.target.categoriesAll : categories.map((one) => names[one]).join(", ");
      return t.common.labelled(name, chosen);
    })
    .join(" · ");
}

type ReductionTargetCoverage = Pick<ReductionTarget, "scopes" | "scope2Method" | "categories">;

export function faultText(t: Messages["target"], key: string | undefined): string | undefined {
  return key === undefined ? undefined : (t.fault[key] ?? key);
}
