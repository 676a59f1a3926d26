import type { ScopeNumber } from "#app/carbon/document/inventory-document.ts";

/** Scope 3 categories in the order of the GHG Protocol Corporate Value Chain Standard, chapter 5: category 1 first. */
export const SCOPE3_CATEGORIES = [
  "purchased_goods_services",
  "capital_goods",
  "fuel_energy_related",
  "upstream_transport",
  "waste",
  "business_travel",
  "employee_commuting",
  "upstream_leased_assets",
  "downstream_transport",
  "processing_of_sold_products",
  "use_of_sold_products",
  "end_of_life",
  "downstream_leased_assets",
  "franchises",
  "investments",
] as const;

/** Corporate Standard, chapter 4 (scope 1), and Scope 2 Guidance, chapter 5 (scope 2). */
export const CATEGORIES = {
  1: ["stationary_combustion", "mobile_combustion", "process", "fugitive"],
  2: ["purchased_electricity", "purchased_heat", "purchased_steam", "purchased_cooling"],
  3: SCOPE3_CATEGORIES,
} as const satisfies Record<ScopeNumber, readonly string[]>;

export type Category = (typeof CATEGORIES)[ScopeNumber][number];

export const SCOPES: readonly ScopeNumber[] = [1, 2, 3];

const SCOPE_OF = new Map<string, ScopeNumber>(
  SCOPES.flatMap((scope) => CATEGORIES[scope].map((category) => [category, scope] as const)),
);

export function isCategory(text: unknown): text is Category {
  return typeof text === "string" && SCOPE_OF.has(text);
}

export function scopeOf(category: Category): ScopeNumber {
  return SCOPE_OF.get(category)!;
}

/** 1 to 15 for a scope 3 category. Null for the others. */
export function scope3NumberOf(category: Category): number | null {
  const index = (SCOPE3_CATEGORIES as readonly string[]).indexOf(category);
  return index < 0 ? null : index + 1;
}

/** All categories, scope 1 first, in the order of reports. */
export const ALL_CATEGORIES: readonly Category[] = SCOPES.flatMap((scope) => [...CATEGORIES[scope]]);
