import type { Category } from "#app/carbon/line/scope.ts";
import { add, multiply, ONE, type Ratio, subtract, sum, ZERO } from "#app/number/ratio.ts";
import { exceeding } from "./amount-exceeds.ts";
import { type Amount, amount, fraction, inUnit, optional, type Stated, stated } from "./field.ts";
import { defineMethod, type MethodProblem, type MethodStep, problem } from "./method.ts";
import { statedValues } from "./stated-values.ts";

const EPA =
  "US EPA, Direct Fugitive Emissions from Refrigeration, Air Conditioning, Fire Suppression, and Industrial Gases (2014)";

/** The owner's equipment, or leased and franchised equipment in scope 3. */
const LEAKING: readonly Category[] = ["fugitive", "upstream_leased_assets", "downstream_leased_assets", "franchises"];

const mass = () => amount(["mass"]);
const kg = (value: Amount): Ratio => inUnit(value, "kg");
const step = (name: string, value: Ratio): MethodStep => ({ name, value, unit: "kg" });
const rate = () => stated({ min: 0, max: 1 });

interface Balance {
  stockStart: Amount;
  stockEnd: Amount;
  acquired: Amount;
  disbursed: Amount;
  newCapacity: Amount;
  retiredCapacity: Amount;
}

const BALANCE_FIELDS = {
  stockStart: mass(),
  stockEnd: mass(),
  acquired: mass(),
  disbursed: mass(),
  newCapacity: mass(),
  retiredCapacity: mass(),
};
const BALANCE_STEPS = ["stock_decrease", "acquired", "disbursed", "capacity_increase"];

/**
 * Decrease of the stock in containers + acquired − disbursed − increase of the full charge of the equipment: any
 * unexplained difference has leaked. A negative result means contradictory records, and the engine rejects the line.
 */
function balance(input: Balance) {
  const stockDecrease = subtract(kg(input.stockStart), kg(input.stockEnd));
  const capacityIncrease = subtract(kg(input.newCapacity), kg(input.retiredCapacity));
  const [acquired, disbursed] = [kg(input.acquired), kg(input.disbursed)];
  return {
    quantity: subtract(subtract(add(stockDecrease, acquired), disbursed), capacityIncrease),
    unit: "kg" as const,
    steps: [
      step("stock_decrease", stockDecrease),
      step("acquired", acquired),
      step("disbursed", disbursed),
      step("capacity_increase", capacityIncrease),
    ],
  };
}

/** Refrigerant, extinguishing or insulating gas, by purchases and change of stock. */
export const gasStockChange = defineMethod({
  name: "gas_stock_change",
  source: `${EPA}, material balance method; IPCC Guidelines 2006, volume 3, chapter 7, equation 7.9`,
  categories: LEAKING,
  fields: BALANCE_FIELDS,
  steps: BALANCE_STEPS,
  derive: balance,
});

/** SF6 or another insulating gas of a switchgear operator. Capacities are those on the nameplates. */
export const switchgearBalance = defineMethod({
  name: "switchgear_balance",
  source: "40 CFR 98.303 (subpart DD), equation DD-1: user emissions of electrical equipment",
  categories: LEAKING,
  fields: BALANCE_FIELDS,
  steps: BALANCE_STEPS,
  derive: balance,
});

/**
 * By service records: gas filled into new equipment beyond its charge + gas topped up + gas of retired equipment that
 * was not recovered. Equipment delivered with its charge is in neither of the first two.
 */
export const gasServiceRecords = defineMethod({
  name: "gas_service_records",
  source: `${EPA}, simplified material balance method`,
  categories: LEAKING,
  fields: {
    filledNew: mass(),
    newCapacity: mass(),
    recharged: mass(),
    retiredCapacity: mass(),
    recovered: mass(),
  },
  steps: ["lost_at_installation", "recharged", "lost_at_disposal"],
  derive({ filledNew, newCapacity, recharged, retiredCapacity, recovered }) {
    const inKg = (value: Amount) => ({ value: kg(value), unit: "kg" });
    const problems = [
      ...exceeding("/newCapacity/quantity", inKg(newCapacity), inKg(filledNew)),
      ...exceeding("/recovered/quantity", inKg(recovered), inKg(retiredCapacity)),
    ];
    if (problems.length > 0) return problems;
    const parts = [
      step("lost_at_installation", subtract(kg(filledNew), kg(newCapacity))),
      step("recharged", kg(recharged)),
      step("lost_at_disposal", subtract(kg(retiredCapacity), kg(recovered))),
    ];
    return { quantity: sum(parts.map(({ value }) => value)), unit: "kg", steps: parts };
  },
});

/** Fields that are entered together or not at all. */
function incomplete(input: Readonly<Record<string, unknown>>, names: readonly string[]): MethodProblem[] {
  const missing = names.filter((name) => input[name] === null);
  if (missing.length === 0 || missing.length === names.length) return [];
  return missing.map((field) => problem("input_missing", `/${field}`, { field }));
}

interface Operation {
  charge: Amount;
  leakRate: Stated;
  partOfYear: Ratio;
}

function leakedInUse({ charge, leakRate, partOfYear }: Operation): Ratio {
  return multiply(multiply(kg(charge), leakRate.value), partOfYear);
}

/**
 * Estimate from charges and default rates, without records: installation + operation + disposal. The part of the year
 * is an exact fraction of its days ("184/365"), so that a leap year has 366 (methodology rule 36).
 */
export const gasScreening = defineMethod({
  name: "gas_screening",
  source: `${EPA}, screening method; IPCC Guidelines 2006, volume 3, chapter 7, equations 7.12 to 7.14`,
  categories: LEAKING,
  fields: {
    charge: mass(),
    leakRate: rate(),
    partOfYear: fraction(),
    filledNew: optional(mass()),
    installationLoss: optional(rate()),
    retiredCapacity: optional(mass()),
    remainingAtDisposal: optional(rate()),
    recoveredAtDisposal: optional(rate()),
  },
  steps: ["lost_at_installation", "lost_in_use", "lost_at_disposal"],
  derive(input) {
    const { filledNew, installationLoss, retiredCapacity, remainingAtDisposal, recoveredAtDisposal } = input;
    const problems = [
      ...incomplete(input, ["filledNew", "installationLoss"]),
      ...incomplete(input, ["retiredCapacity", "remainingAtDisposal", "recoveredAtDisposal"]),
    ];
    if (problems.length > 0) return problems;
    const installed = filledNew && installationLoss ? multiply(kg(filledNew), installationLoss.value) : null;
    const disposed =
      retiredCapacity && remainingAtDisposal && recoveredAtDisposal
        ? multiply(multiply(kg(retiredCapacity), remainingAtDisposal.value), subtract(ONE, recoveredAtDisposal.value))
        : null;
    const used = leakedInUse(input);
    const steps = [
      ...(installed ? [step("lost_at_installation", installed)] : []),
      step("lost_in_use", used),
      ...(disposed ? [step("lost_at_disposal", disposed)] : []),
    ];
    const { leakRate } = input;
    return {
      quantity: sum(steps.map(({ value }) => value)),
      unit: "kg",
      steps,
      disclosures: [
        { code: "screening_estimate", detail: { method: "gas_screening" } },
        ...statedValues({ leakRate, installationLoss, remainingAtDisposal, recoveredAtDisposal }),
      ],
    };
  },
});

/** Estimate from nameplate capacity and default rates, if the operator keeps no balance. */
export const switchgearScreening = defineMethod({
  name: "switchgear_screening",
  source: "IPCC Guidelines 2006, volume 3, chapter 8, equation 8.1 (tier 1), rates of tables 8.2 to 8.4",
  categories: LEAKING,
  fields: {
    charge: mass(),
    leakRate: rate(),
    partOfYear: fraction(),
    retiredCapacity: optional(mass()),
    disposalLoss: optional(rate()),
  },
  steps: ["lost_in_use", "lost_at_disposal"],
  derive(input) {
    const { leakRate, retiredCapacity, disposalLoss } = input;
    const problems = incomplete(input, ["retiredCapacity", "disposalLoss"]);
    if (problems.length > 0) return problems;
    const used = leakedInUse(input);
    const disposed = retiredCapacity && disposalLoss ? multiply(kg(retiredCapacity), disposalLoss.value) : null;
    return {
      quantity: add(used, disposed ?? ZERO),
      unit: "kg",
      steps: [step("lost_in_use", used), ...(disposed ? [step("lost_at_disposal", disposed)] : [])],
      disclosures: [
        { code: "screening_estimate", detail: { method: "switchgear_screening" } },
        ...statedValues({ leakRate, disposalLoss }),
      ],
    };
  },
});

/**
 * Fluorinated gas fed into an etching or cleaning process (NF3, SF6, PFCs of electronics). Gas that stays in the
 * bottle, is consumed by the process or destroyed by abatement is not emitted: (1 − heel) × fed × (1 − used up) × (1 −
 * a × d). By-products such as CF4 are separate activities.
 */
export const processGasUse = defineMethod({
  name: "process_gas_use",
  source: "IPCC Guidelines 2006, volume 3, chapter 6, equation 6.2 (tier 2a)",
  categories: ["process"],
  fields: { fed: mass(), heel: rate(), usedUp: rate(), abatedShare: rate(), destroyed: rate() },
  steps: ["entering_process", "leaving_process"],
  derive({ fed, heel, usedUp, abatedShare, destroyed }) {
    const entering = multiply(kg(fed), subtract(ONE, heel.value));
    const leaving = multiply(entering, subtract(ONE, usedUp.value));
    const abated = multiply(abatedShare.value, destroyed.value);
    return {
      quantity: multiply(leaving, subtract(ONE, abated)),
      unit: "kg",
      steps: [step("entering_process", entering), step("leaving_process", leaving)],
      disclosures: statedValues({ heel, usedUp, abatedShare, destroyed }),
    };
  },
});
