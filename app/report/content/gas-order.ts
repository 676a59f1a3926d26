import { GAS_GROUPS, gasGroupOf } from "#app/carbon/factor/gas.ts";

/** The entries of a table by gas in the order of the Kyoto groups, by name within one: CO2, CH4, N2O, HFCs … */
export function inGasOrder<T>(byGas: Record<string, T>): [gas: string, value: T][] {
  const place = (gas: string) => GAS_GROUPS.indexOf(gasGroupOf(gas));
  return Object.entries(byGas).sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1));
}
