import type { Category } from "#app/carbon/line/scope.ts";

/**
 * The category of ISO 14064-1:2018 (1 direct, 2 imported energy, 3 transport, 4 products used, 5 use of products
 * sold) for an amount by scope and category. Upstream parts of energy are in 4, because annex B of the standard
 * excludes them from 2.
 */
const ISO_CATEGORY: Record<Category, string> = {
  stationary_combustion: "1",
  mobile_combustion: "1",
  process: "1",
  fugitive: "1",
  purchased_electricity: "2",
  purchased_heat: "2",
  purchased_steam: "2",
  purchased_cooling: "2",
  purchased_goods_services: "4",
  capital_goods: "4",
  fuel_energy_related: "4",
  upstream_transport: "3",
  waste: "4",
  business_travel: "3",
  employee_commuting: "3",
  upstream_leased_assets: "4",
  downstream_transport: "3",
  processing_of_sold_products: "5",
  use_of_sold_products: "5",
  end_of_life: "5",
  downstream_leased_assets: "5",
  franchises: "5",
  investments: "5",
};

export function isoCategoryOf(category: Category): string {
  return ISO_CATEGORY[category];
}
