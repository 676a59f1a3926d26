import { SATURATED_STEAM, SUPERHEATED_STEAM } from "#app/carbon/method/table/steam-enthalpy.ts";
import { type Applied, as, excess, type Inputs, isOne, type Method, made, stated, sum, wrong } from "./applied.ts";
import { type Fraction, f, minus, NOTHING, order, over, plus, times, WHOLE } from "./fraction.ts";
import { isSameKind, kindOf } from "./measure.ts";

/** Fuels, carbon balances, carbonates, steam and transferred energy. */
const carbonOf = ({ amount, carbonPerUnit }: Inputs) => times(f(amount.quantity), as(carbonPerUnit, "kg"));

/** A mass can't contain more carbon than its own weight. */
function overfull(rows: Inputs[], name: string) {
  return rows.flatMap(({ amount, carbonPerUnit }, at) =>
    kindOf(amount.unit) === "mass"
      ? excess([`/${name}/${at}/carbonPerUnit/quantity`, as(carbonPerUnit, amount.unit), WHOLE])
      : [],
  );
}

const off = (share: string) => minus(WHOLE, f(share));
const negative = (value: Fraction) => minus(NOTHING, value);

/** Linear interpolation between the nodes around `at`. Null outside them. */
function between(nodes: [Fraction, Fraction][], at: Fraction): { value: Fraction; isBetween: boolean } | null {
  const exact = nodes.find(([place]) => order(place, at) === 0n);
  if (exact) return { value: exact[1], isBetween: false };
  const next = nodes.findIndex(([place]) => order(place, at) > 0n);
  if (next < 1) return null;
  const [[a, y], [b, z]] = [nodes[next - 1]!, nodes[next]!];
  return { value: plus(y, times(minus(z, y), over(minus(at, a), minus(b, a)))), isBetween: true };
}

function enthalpy({ state, pressureMPa, temperature }: Inputs): { value: Fraction; isBetween: boolean } | Applied {
  const pressure = f(pressureMPa);
  if (state === "saturated") {
    const nodes = SATURATED_STEAM.map(([p, , h]): [Fraction, Fraction] => [f(p), f(h)]);
    return between(nodes, pressure) ?? wrong("table_out_of_range", "/pressureMPa");
  }
  if (!temperature) return wrong("input_missing", "/temperature");
  const rows = SUPERHEATED_STEAM.map(([p, line]) => ({
    at: f(p),
    nodes: line.split(" ").map((node) => node.split("=").map(f) as [Fraction, Fraction]),
  }));
  const upper = rows.findIndex(({ at }) => order(at, pressure) >= 0n);
  const isOn = upper >= 0 && order(rows[upper]!.at, pressure) === 0n;
  if (upper < 0 || (upper === 0 && !isOn)) return wrong("table_out_of_range", "/pressureMPa");
  const found = (isOn ? [rows[upper]!] : [rows[upper - 1]!, rows[upper]!]).map(({ at, nodes }) => ({
    at,
    on: between(nodes, f(temperature)),
  }));
  if (found.some(({ on }) => !on)) return wrong("table_out_of_range", "/temperature");
  const whole = between(
    found.map(({ at, on }): [Fraction, Fraction] => [at, on!.value]),
    pressure,
  )!;
  return { value: whole.value, isBetween: !isOn || found.some(({ on }) => on!.isBetween) };
}

/** GJ of steam or water, from kJ/kg. */
const heat = (mass: Inputs, kjPerKg: Fraction) => times(as(mass as never, "t"), kjPerKg, f("0.001"));
const steamAbove = (mass: Inputs, value: Fraction) => heat(mass, minus(value, f("83.74")));

export const PROCESS: Record<string, Method> = {
  fuel_by_stock({ stockStart, bought, stockEnd, soldOrOther }) {
    const { unit } = bought;
    const problems = Object.entries({ stockStart, stockEnd, soldOrOther }).flatMap(([name, one]) =>
      isSameKind(one.unit, unit) ? [] : [{ code: "unit_mismatch", at: `/${name}/unit` }],
    );
    if (problems.length > 0) return { problems };
    const had = plus(as(stockStart, unit), f(bought.quantity));
    const left = plus(as(stockEnd, unit), as(soldOrOther, unit));
    const tooMuch = excess(["/stockEnd/quantity", left, had]);
    return tooMuch.length > 0 ? { problems: tooMuch } : made(minus(had, left), unit);
  },
  fuel_heat_by_delivery({ heatBasis, deliveries }, factor) {
    // While a random document is being generated, its factor has no unit yet.
    const isPerEnergy = factor.unit !== undefined && kindOf(factor.unit) === "energy";
    if (isPerEnergy && factor.heatBasis !== heatBasis) return wrong("heat_basis_mismatch", "/heatBasis");
    const heat = sum(deliveries as Inputs[], (one) => times(f(one.amount.quantity), as(one.heatPerUnit, "GJ")));
    return { quantity: heat, unit: "GJ", told: stated(...deliveries), heatBasis };
  },
  coal_carbon_as_received({ months }) {
    const problems = (months as Inputs[]).flatMap(({ moistureOfSample, carbonShare }, at) => {
      const dry = off(moistureOfSample);
      if (dry.n === 0n) return [{ code: "allocation_base_zero", at: `/months/${at}/moistureOfSample` }];
      return excess([`/months/${at}/carbonShare`, f(carbonShare), dry]);
    });
    if (problems.length > 0) return { problems };
    const burnt = (one: Inputs) =>
      times(as(one.amount, "kg"), f(one.carbonShare), over(off(one.moistureReceived), off(one.moistureOfSample)));
    return made(sum(months as Inputs[], burnt), "kg");
  },
  fuel_carbon_by_delivery({ deliveries }) {
    const problems = overfull(deliveries, "deliveries");
    if (problems.length > 0) return { problems };
    return made(sum(deliveries as Inputs[], carbonOf), "kg", stated(...deliveries));
  },
  gas_by_composition({ gas, molarVolume, components }) {
    if (!isOne(sum(components as Inputs[], ({ share }) => f(share)))) return wrong("shares_not_whole", "/components");
    const atoms = (one: Inputs) => times(f(one.share), f(one.carbonAtoms), f(one.oxidised));
    const moles = over(f(gas.quantity), f(molarVolume.value));
    return made(times(moles, f("12"), sum(components as Inputs[], atoms)), "kg", ["stated_value"]);
  },
  carbon_mass_balance({ streams }) {
    const problems = overfull(streams, "streams");
    if (problems.length > 0) return { problems };
    const signed = (one: Inputs) =>
      ["input", "stock_decrease"].includes(one.flow) ? carbonOf(one) : negative(carbonOf(one));
    return made(sum(streams as Inputs[], signed), "kg", stated(...streams));
  },
  carbonate_decomposition({ materials, dust, dustCarbonateShare, dustCalcined }) {
    const given = Object.entries({ dust, dustCarbonateShare, dustCalcined });
    const missing = given.filter(([, value]) => !value);
    if (missing.length > 0 && missing.length < 3)
      return { problems: missing.map(([name]) => ({ code: "input_missing", at: `/${name}` })) };
    const calcined = sum(materials as Inputs[], (one) =>
      times(as(one.amount, "kg"), f(one.carbonateShare.value), f(one.calcined.value)),
    );
    const kept = dust ? times(as(dust, "kg"), f(dustCarbonateShare.value), off(dustCalcined.value)) : NOTHING;
    const problems = excess(["/dust/quantity", kept, calcined]);
    if (problems.length > 0) return { problems };
    const told = stated(...materials, ...materials, dustCarbonateShare, dustCalcined);
    return made(minus(calcined, kept), "kg", told);
  },
  oxide_from_carbonate({ products, dustCorrection }) {
    const problems = (products as Inputs[]).flatMap(({ oxideShare, notFromCarbonate }, at) =>
      excess([`/products/${at}/notFromCarbonate/value`, f(notFromCarbonate.value), f(oxideShare.value)]),
    );
    if (problems.length > 0) return { problems };
    const net = sum(products as Inputs[], (one) =>
      times(as(one.amount, "kg"), minus(f(one.oxideShare.value), f(one.notFromCarbonate.value))),
    );
    const told = stated(...products, ...products, dustCorrection);
    return made(times(net, f(dustCorrection?.value ?? "1")), "kg", told);
  },
  purchased_by_use({ used, ownGeneration }) {
    const own = as(ownGeneration, used.unit);
    const problems = excess(["/ownGeneration/quantity", own, f(used.quantity)]);
    return problems.length > 0 ? { problems } : made(minus(f(used.quantity), own), used.unit);
  },
  net_purchased: ({ purchased, passedOn }) =>
    made(minus(f(purchased.quantity), as(passedOn, purchased.unit)), purchased.unit),
  exported_energy: ({ exported }) => made(negative(f(exported.quantity)), exported.unit, ["stated_value"]),
  carbon_dioxide_recovered({ recovered, purity, densityKgPerUnit }) {
    const isMass = kindOf(recovered.unit) === "mass";
    if (!isMass && !densityKgPerUnit) return wrong("input_missing", "/densityKgPerUnit");
    const gas = isMass ? as(recovered, "kg") : times(f(recovered.quantity), f(densityKgPerUnit.value));
    const told = stated(purity, !isMass, true);
    return made(negative(times(gas, f(purity.value))), "kg", told);
  },
  hot_water_heat: ({ water, temperature }) =>
    made(heat(water, times(minus(f(temperature), f("20")), f("4.1868"))), "GJ"),
  steam_by_table(inputs) {
    const found = enthalpy(inputs);
    if (!("value" in found)) return found;
    return made(steamAbove(inputs.steam, found.value), "GJ", found.isBetween ? ["table_interpolated"] : []);
  },
  steam_by_enthalpy({ steam, enthalpyKjPerKg }) {
    const value = f(enthalpyKjPerKg.value);
    if (order(value, f("83.74")) < 0n) return wrong("amount_exceeds", "/enthalpyKjPerKg/value");
    return made(steamAbove(steam, value), "GJ", ["stated_value"]);
  },
};
