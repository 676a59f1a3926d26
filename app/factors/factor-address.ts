import { isCategory } from "#app/carbon/line/scope.ts";
import { isUnitCode } from "#app/carbon/unit/unit.ts";
import type { FactorFilters } from "./factor-search.server.ts";

export const FILTER_NAMES = ["scope", "category", "region", "year", "unit", "dataset", "method", "kind"] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

const KINDS = ["emission", "grid_residual", "property"] as const;
const CODE = /^[\w.:-]{1,80}$/;

/** Reads a search from its address. Unknown filters are ignored. */
export function readFactorAddress(params: URLSearchParams): {
  query: string;
  cursor: string | null;
  /** The organization whose factors are shown, `all`, or null. */
  use: string | null;
  filters: Omit<FactorFilters, "isActive">;
} {
  const text = (name: string) => (params.get(name) ?? "").trim();
  const code = (name: string) => (CODE.test(text(name)) ? text(name) : null);
  const scope = Number(text("scope"));
  return {
    query: (params.get("q") ?? "").trim().slice(0, 200),
    cursor: text("after").slice(0, 200) || null,
    use: /^(all|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.test(text("use")) ? text("use") : null,
    filters: {
      scope: scope === 1 || scope === 2 || scope === 3 ? scope : null,
      category: isCategory(text("category")) ? text("category") : null,
      region: code("region"),
      dataset: code("dataset"),
      method: code("method"),
      unit: isUnitCode(text("unit")) ? text("unit") : null,
      year: /^(19|20)\d\d$/.test(text("year")) ? text("year") : null,
      kind: KINDS.find((kind) => kind === text("kind")) ?? null,
    },
  };
}

/** The address of the same search with some values replaced. Null removes a value. */
export function factorAddress(current: Record<string, string>, changes: Record<string, string | null>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...current, ...changes })) if (value) params.set(name, value);
  const search = params.toString();
  return search === "" ? "/factors" : `/factors?${search}`;
}

export function factorFile(current: Record<string, string>): string {
  return factorAddress(current, {}).replace("/factors", "/factors/export.csv");
}
