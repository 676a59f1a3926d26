import { as, excess, type Inputs, type Method, made, stated, sum } from "./applied.ts";
import { type Fraction, f, minus, NOTHING, plus, times, WHOLE } from "./fraction.ts";

/**
 * Gases that leak or are produced: equipment, electronics, abated production, soils, landfill, incineration,
 * wastewater.
 */
const kg = (one: { quantity: string; unit: string } | undefined): Fraction => (one ? as(one, "kg") : NOTHING);
const off = ({ value }: { value: string }) => minus(WHOLE, f(value));

const balance: Method = (one) =>
  made(
    plus(
      minus(kg(one.stockStart), kg(one.stockEnd)),
      minus(kg(one.acquired), kg(one.disbursed)),
      minus(kg(one.retiredCapacity), kg(one.newCapacity)),
    ),
    "kg",
  );

/** Fields that are entered together or not at all. */
function halves(inputs: Inputs, names: string[]) {
  const missing = names.filter((name) => inputs[name] === undefined);
  return missing.length === names.length ? [] : missing.map((name) => ({ code: "input_missing", at: `/${name}` }));
}

/** (organic matter − sludge) × capacity × correction − recovered. */
function methane(organics: Fraction, { sludge, capacity, correction, recovered }: Inputs, told: string[] = []) {
  const tooMuch = excess(["/sludge/quantity", kg(sludge), organics]);
  if (tooMuch.length > 0) return { problems: tooMuch };
  const generated = times(minus(organics, kg(sludge)), f(capacity.value), f(correction.value));
  const problems = excess(["/recovered/quantity", kg(recovered), generated]);
  if (problems.length > 0) return { problems };
  return made(minus(generated, kg(recovered)), "kg", [...told, ...stated(capacity, correction)]);
}

function nitrogenIn(effluent: Fraction, sludge: Inputs["x"], told: string[] = []) {
  const problems = excess(["/sludgeNitrogen/quantity", kg(sludge), effluent]);
  return problems.length > 0 ? { problems } : made(minus(effluent, kg(sludge)), "kg", told);
}

export const GASES_MADE: Record<string, Method> = {
  gas_stock_change: balance,
  switchgear_balance: balance,
  gas_service_records({ filledNew, newCapacity, recharged, retiredCapacity, recovered }) {
    const problems = excess(
      ["/newCapacity/quantity", kg(newCapacity), kg(filledNew)],
      ["/recovered/quantity", kg(recovered), kg(retiredCapacity)],
    );
    if (problems.length > 0) return { problems };
    const lost = [minus(kg(filledNew), kg(newCapacity)), kg(recharged), minus(kg(retiredCapacity), kg(recovered))];
    return made(plus(...lost), "kg");
  },
  gas_screening(inputs) {
    const { filledNew, installationLoss, retiredCapacity, remainingAtDisposal, recoveredAtDisposal } = inputs;
    const problems = [
      ...halves(inputs, ["filledNew", "installationLoss"]),
      ...halves(inputs, ["retiredCapacity", "remainingAtDisposal", "recoveredAtDisposal"]),
    ];
    if (problems.length > 0) return { problems };
    const installed = filledNew ? times(kg(filledNew), f(installationLoss.value)) : NOTHING;
    const used = times(kg(inputs.charge), f(inputs.leakRate.value), f(inputs.partOfYear));
    const disposed = retiredCapacity
      ? times(kg(retiredCapacity), f(remainingAtDisposal.value), off(recoveredAtDisposal))
      : NOTHING;
    const told = stated(inputs.leakRate, installationLoss, remainingAtDisposal, recoveredAtDisposal);
    return made(plus(installed, used, disposed), "kg", ["screening_estimate", ...told]);
  },
  switchgear_screening(inputs) {
    const { charge, leakRate, partOfYear, retiredCapacity, disposalLoss } = inputs;
    const problems = halves(inputs, ["retiredCapacity", "disposalLoss"]);
    if (problems.length > 0) return { problems };
    const disposed = retiredCapacity ? times(kg(retiredCapacity), f(disposalLoss.value)) : NOTHING;
    const used = times(kg(charge), f(leakRate.value), f(partOfYear));
    return made(plus(used, disposed), "kg", ["screening_estimate", ...stated(leakRate, disposalLoss)]);
  },
  process_gas_use({ fed, heel, usedUp, abatedShare, destroyed }) {
    const abated = minus(WHOLE, times(f(abatedShare.value), f(destroyed.value)));
    const told = stated(heel, usedUp, abatedShare, destroyed);
    return made(times(kg(fed), off(heel), off(usedUp), abated), "kg", told);
  },
  abated_production({ lines }) {
    const each = (one: Inputs) =>
      times(kg(one.produced), minus(WHOLE, times(f(one.destroyed.value), f(one.utilised.value))));
    return made(sum(lines as Inputs[], each), "kg", stated(...lines, ...lines));
  },
  soil_nitrogen({ fertilizers, fractionLost }) {
    const applied = sum(fertilizers as Inputs[], (one) => times(kg(one.amount), f(one.nitrogenShare.value)));
    return made(times(applied, f(fractionLost?.value ?? "1")), "kg", stated(...fertilizers, fractionLost));
  },
  landfill_methane(one) {
    const { waste, degradableCarbon, decomposing, correction, methaneShare, recovered, oxidised } = one;
    const shares = [degradableCarbon, decomposing, correction, methaneShare].map(({ value }) => f(value));
    const kept = times(off(recovered), off(oxidised));
    const told = stated(degradableCarbon, decomposing, correction, methaneShare, recovered, oxidised);
    return made(times(kg(waste), ...shares, f("16/12"), kept), "kg", told);
  },
  landfill_decay({ inventoryYear, deposits, retained, methaneShare, recovered, oxidised }) {
    const age = (one: Inputs) => Number(inventoryYear) - Number(one.year);
    const problems = (deposits as Inputs[]).flatMap((one, at) =>
      age(one) < 0 || age(one) > 100 ? [{ code: "amount_exceeds", at: `/deposits/${at}/year` }] : [],
    );
    if (problems.length > 0) return { problems };
    const left = (one: Inputs, years: number) => {
      const shares = [one.degradableCarbon, one.decomposing, one.correction].map(({ value }) => f(value));
      return times(kg(one.waste), ...shares, ...Array.from({ length: years }, () => f(retained.value)));
    };
    // The amount left a year ago minus the amount left now. Nothing decays in the year of the deposit.
    const decayed = (one: Inputs) => (age(one) === 0 ? NOTHING : minus(left(one, age(one) - 1), left(one, age(one))));
    const generated = times(sum(deposits as Inputs[], decayed), f(methaneShare.value), f("16/12"));
    const tooMuch = excess(["/recovered/quantity", kg(recovered), generated]);
    if (tooMuch.length > 0) return { problems: tooMuch };
    const told = stated(retained, methaneShare, oxidised, ...deposits, ...deposits, ...deposits);
    return made(times(minus(generated, kg(recovered)), off(oxidised)), "kg", told);
  },
  waste_incineration({ part, wastes }) {
    const each = (one: Inputs) => {
      const fossil = f(one.fossilShare.value);
      const own = part === "fossil" ? fossil : minus(WHOLE, fossil);
      return times(kg(one.amount), f(one.dryMatter.value), f(one.carbonShare.value), f(one.oxidised.value), own);
    };
    return made(sum(wastes as Inputs[], each), "kg", stated(...wastes, ...wastes, ...wastes, ...wastes));
  },
  wastewater_methane({ wastewater, inflow, outflow, ...rest }) {
    const problems = excess(["/outflow/quantity", kg(outflow), kg(inflow)]);
    if (problems.length > 0) return { problems };
    return methane(times(as(wastewater, "m3"), minus(kg(inflow), kg(outflow))), rest);
  },
  wastewater_methane_by_people({ people, days, bodPerPersonDay, industrial, ...rest }) {
    const organics = times(f(people), f(days), kg(bodPerPersonDay), f(industrial.value));
    return methane(organics, rest, ["stated_value"]);
  },
  wastewater_nitrogen: ({ wastewater, nitrogen, sludgeNitrogen }) =>
    nitrogenIn(times(as(wastewater, "m3"), kg(nitrogen)), sludgeNitrogen),
  wastewater_nitrogen_by_protein(one) {
    const shares = [one.nitrogenInProtein, one.notConsumed, one.industrial].map(({ value }) => f(value));
    const effluent = times(f(one.people), kg(one.proteinPerPersonYear), f(one.partOfYear), ...shares);
    return nitrogenIn(effluent, one.sludgeNitrogen, stated(...shares));
  },
};
