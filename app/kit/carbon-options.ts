import { ALL_CATEGORIES, SCOPES, scopeOf } from "#app/carbon/line/scope.ts";
import { dimensionOf, UNIT_CODES } from "#app/carbon/unit/unit.ts";
import { useMessages } from "./i18n-context.tsx";

/** All categories, by scope. */
export function useCategoryOptions() {
  const { carbon } = useMessages();
  return SCOPES.map((scope) => ({
    label: `${carbon.scope[scope]} · ${carbon.scopeName[scope]}`,
    options: ALL_CATEGORIES.filter((category) => scopeOf(category) === scope).map((category) => ({
      value: category,
      label: carbon.category[category],
    })),
  }));
}

/** All units, by what they measure. */
export function useUnitOptions() {
  const { carbon } = useMessages();
  return [...new Set(UNIT_CODES.map(dimensionOf))].map((dimension) => ({
    label: carbon.dimension[dimension],
    options: UNIT_CODES.filter((code) => dimensionOf(code) === dimension).map((code) => ({
      value: code,
      label: `${carbon.unit[code]} · ${carbon.unitName[code]}`,
    })),
  }));
}
