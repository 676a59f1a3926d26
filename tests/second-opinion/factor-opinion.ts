import type { DocumentActivity, EmissionFactor, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { type Fraction, f, minus, NOTHING, over, plus, times, WHOLE } from "./fraction.ts";

/** The values of one unit of an emission factor, with the document's GWPs. */
interface PerUnit {
  masses: [gas: string, kg: Fraction][];
  co2e: [gas: string, kg: Fraction][];
  apart: Fraction;
  biogenic: Fraction;
}

export function total(parts: [string, Fraction][]): Fraction {
  return plus(...parts.map(([, value]) => value));
}

/** kg of each gas in one unit, for each way of publishing it. */
export function gasesOf(factor: EmissionFactor): Record<string, Fraction> {
  const read = (entries: Record<string, string>, change: (value: Fraction, gas: string) => Fraction) =>
    Object.fromEntries(Object.entries(entries).map(([gas, text]) => [gas, change(f(text), gas)]));
  if (factor.gases) return read(factor.gases, (kg) => kg);
  if (factor.gasesCo2e) return read(factor.gasesCo2e, (kg, gas) => over(kg, f(factor.gasesGwp![gas]!)));
  if (factor.carbon)
    return {
      CO2: times(
        f(factor.carbon.kgCarbonPerUnit),
        f(factor.carbon.oxidation),
        f(factor.carbon.co2PerCarbon ?? "44/12"),
      ),
    };
  if (factor.nitrogen) return { N2O: times(f(factor.nitrogen.kgN2ONPerUnit), f("44"), f("1/28")) };
  return {};
}

/** kg CO2e of one kg, inside and outside the scopes. Null if a gas or a part of a blend has no GWP. */
export function weightOf({ gwp }: InventoryDocument, gas: string): { counted: Fraction; apart: Fraction } | null {
  const parts: [string, string][] = Object.hasOwn(gwp.values, gas)
    ? [[gas, "1"]]
    : Object.hasOwn(gwp.blends ?? {}, gas)
      ? Object.entries(gwp.blends![gas]!)
      : [];
  if (parts.length === 0 || parts.some(([part]) => !Object.hasOwn(gwp.values, part))) return null;
  let [counted, apart] = [NOTHING, NOTHING];
  for (const [part, share] of parts) {
    const weight = times(f(share), f(gwp.values[part]!));
    if (gwp.reportedApart?.includes(part)) apart = plus(apart, weight);
    else counted = plus(counted, weight);
  }
  return { counted, apart };
}

function isBurned({ scope, category }: DocumentActivity, { boundary }: EmissionFactor): boolean {
  return scope === 2 || category.endsWith("_combustion") || boundary === "tank_to_wheel";
}

/** Methane that burning leaves has a GWP of its own, if the document states one. */
function burnedGases({ gwp }: InventoryDocument, made: Record<string, Fraction>): Record<string, Fraction> {
  if (!Object.hasOwn(gwp.values, "CH4_combustion")) return made;
  const gases: Record<string, Fraction> = {};
  for (const [gas, kg] of Object.entries(made)) {
    const name = gas === "CH4" || gas === "CH4_fossil" ? "CH4_combustion" : gas;
    gases[name] = plus(gases[name] ?? NOTHING, kg);
  }
  return gases;
}

/** `plants` is the CO2 that plants absorbed. It counts as biogenic CO2, outside the scopes. */
export function perUnit(
  { document, activity }: { document: InventoryDocument; activity: DocumentActivity },
  factor: EmissionFactor,
  plants = NOTHING,
): PerUnit {
  const made = isBurned(activity, factor) ? burnedGases(document, gasesOf(factor)) : gasesOf(factor);
  const masses = Object.entries(made).map(([gas, kg]): [string, Fraction] =>
    gas === "CO2" ? [gas, times(kg, minus(WHOLE, plants))] : [gas, kg],
  );
  const biogenic = plus(f(factor.biogenicCo2 ?? "0"), times(made.CO2 ?? NOTHING, plants));
  if (factor.co2e !== undefined) return { masses: [], co2e: [["unsplit", f(factor.co2e)]], apart: NOTHING, biogenic };
  const weights = masses.map(([gas]) => weightOf(document, gas) ?? { counted: WHOLE, apart: NOTHING });
  return {
    masses,
    co2e: masses.map(([gas, kg], at) => [gas, times(kg, weights[at]!.counted)]),
    apart: plus(...masses.map(([, kg], at) => times(kg, weights[at]!.apart))),
    biogenic,
  };
}
