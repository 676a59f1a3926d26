import type { Dimension } from "#app/carbon/unit/unit.ts";

/** Every currency. Currencies don't convert by a fixed ratio. */
export const MONEY = [
  "money_cny",
  "money_usd",
  "money_eur",
  "money_gbp",
  "money_jpy",
  "money_hkd",
  "money_krw",
  "money_twd",
  "money_sgd",
  "money_aud",
  "money_cad",
  "money_chf",
  "money_inr",
] as const satisfies readonly Dimension[];

/** Dimensions in which fuels and energy are bought, metered and burnt. */
export const ENERGY_OR_FUEL = [
  "energy",
  "mass",
  "volume",
  "gas_volume_normal",
  "gas_volume_standard",
  "gas_volume_scf",
] as const satisfies readonly Dimension[];
