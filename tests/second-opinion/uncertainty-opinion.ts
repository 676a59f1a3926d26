import type { InventoryDocument, Results } from "#app/carbon/document/inventory-document.ts";
import { type Fraction, f, NOTHING, order, over, plus, print, printRoot, rootOf, times } from "./fraction.ts";
import type { LineOpinion } from "./line-opinion.ts";

type Uncertainty = NonNullable<NonNullable<Results["totals"]>["uncertainty"]>;
type Options = NonNullable<InventoryDocument["uncertainty"]>;

/** ± % of a line, each with the factor or property that has the error. Null if the activity gives none. */
function percentages({ activity, isForward }: LineOpinion): { percent: Fraction; of: string | null }[] | null {
  const { uncertainty } = activity;
  if (!uncertainty) return null;
  return [
    { percent: f(uncertainty.activity), of: null },
    { percent: f(uncertainty.factor), of: activity.factor },
    ...(uncertainty.via ?? []).map((text, at) => ({
      // If a property that divides is too high, the line is too low.
      percent: times(f(text), f(isForward[at] ? "1" : "-1")),
      of: activity.via![at]!,
    })),
  ];
}

/** (% at 95 %)² of a line, with independent errors. */
export function variance(line: LineOpinion): Fraction | null {
  const all = percentages(line);
  return all && plus(...all.map(({ percent }) => times(percent, percent)));
}

/** The name of an error that no other line shares. */
const OWN = "own";

/** Sum of the squares of the CO2e of a line's records. */
function squaresOf({ activity, quantity, co2e }: LineOpinion): Fraction {
  if (quantity.n === 0n) return NOTHING;
  const one = over(co2e, quantity);
  return times(f(activity.merged!.squares!), one, one);
}

/** √(Σ over errors of (Σ over their lines of CO2e × percentage)²) ÷ |Σ CO2e|. Null if a line gives no uncertainty. */
export function spreadOf(lines: LineOpinion[], options: Options = { correlation: "none" }): string | null {
  const errors = new Map<string, Fraction>();
  // Merged records have independent errors, so their squares are summed.
  const apart: Fraction[] = [];
  let isExact = true;
  for (const line of lines) {
    const all = percentages(line);
    if (!all) return null;
    const group = options.groups?.findIndex((ids) => ids.includes(line.activity.id)) ?? -1;
    const whole = group >= 0 ? rootOf(variance(line)!) : null;
    if (whole && !whole.isExact) isExact = false;
    const own = whole
      ? [{ percent: whole.value, error: `group ${group}` }]
      : all.map(({ percent, of }) => ({
          percent,
          error: of && options.correlation === "by_factor" ? `of ${of}` : OWN,
        }));
    for (const { percent, error } of own) {
      if (error === OWN && line.activity.merged) apart.push(times(squaresOf(line), percent, percent));
      else if (error === OWN) apart.push(times(line.co2e, percent, line.co2e, percent));
      else errors.set(error, plus(errors.get(error) ?? NOTHING, times(line.co2e, percent)));
    }
  }
  const squares = plus(...apart, ...[...errors.values()].map((error) => times(error, error)));
  if (squares.n === 0n) return "0";
  const total = plus(...lines.map(({ co2e }) => co2e));
  return total.n === 0n ? null : printRoot(over(squares, times(total, total)), isExact);
}

/** `totals.uncertainty` of the lines inside the scopes. */
export function judgeUncertainty(lines: LineOpinion[], options: Options): Uncertainty {
  const of = (some: (line: LineOpinion) => boolean) => spreadOf(lines.filter(some), options);
  const by = (key: (line: LineOpinion) => string) =>
    Object.fromEntries([...new Set(lines.map(key))].map((one) => [one, of((line) => key(line) === one)]));
  const stated = lines.filter(({ activity }) => activity.uncertainty);
  // A standard deviation of 0.3 of the mean is 0.3 × 1.96 at 95 %.
  const limit = times(f("58.8"), f("58.8"));
  const exceeding = stated.filter((line) => order(variance(line)!, limit) >= 0n).map(({ activity }) => activity.id);
  return {
    method: "ipcc_2006_vol_1_ch_3_approach_1",
    basis: "location_based",
    confidencePercent: "95",
    correlation: options.correlation,
    totalPercent: spreadOf(lines, options),
    byScope: {
      1: of(({ activity }) => activity.scope === 1),
      2: of(({ activity }) => activity.scope === 2),
      3: of(({ activity }) => activity.scope === 3),
    },
    byCategory: by(({ activity }) => activity.category),
    byFacility: by(({ activity }) => activity.facility),
    stated: {
      activities: `${stated.reduce((count, { activity }) => count + Number(activity.merged?.records ?? 1), 0)}`,
      co2eKg: print(plus(...stated.map(({ co2e }) => co2e))),
      percent: spreadOf(stated, options),
    },
    exceedsApproach1: exceeding.length > 0,
    exceeding,
  };
}
