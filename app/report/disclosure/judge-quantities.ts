import { type Category, SCOPE3_CATEGORIES, SCOPES } from "#app/carbon/line/scope.ts";
import { Decimal, printDecimal } from "#app/number/decimal.ts";
import { exclusionsOf } from "#app/report/completeness/describe-matrix.ts";
import { isSize } from "#app/report/completeness/matrix.ts";
import { isoCategoryOf } from "#app/report/content/iso-category.ts";
import { answered, type DisclosureSubject, type Judge, message } from "./finding.ts";
import { listOpen } from "./judge-boundaries.ts";
import { isStated, type StatedExclusion, type StatedText } from "./statements.ts";

/** The columns that are asked for by name; each is printed, a zero as 0. */
const ASKED_GASES = ["CO2", "CH4", "N2O", "HFC", "PFC", "SF6", "NF3"] as const;

/**
 * A6: the seven columns of direct emissions, as printed, add up to the direct total. The rest is reported as
 * undivided.
 */
export const judgeDirectGases: Judge = ({ directGases, totals }) => {
  const named = ASKED_GASES.reduce((total, gas) => total.plus(directGases[gas]), new Decimal(0));
  const total = new Decimal(totals.byScope[1]);
  if (isSame(named, total)) return answered("gases_exact", { total: { kg: totals.byScope[1] } });
  const undivided = message("gases_undivided", { amount: { kg: printDecimal(total.minus(named)) } });
  return { says: undivided, missing: [undivided] };
};

/** A7, GP5 and CN3: biogenic CO2 is reported separately, and in no total. */
export const judgeBiogenic: Judge = ({ totals }) =>
  isNothing(totals.biogenicCo2Kg)
    ? answered("biogenic_none")
    : answered("biogenic", { amount: { kg: totals.biogenicCo2Kg } });

/** A8: removals have a line of their own; the product quantifies none and states so. */
export const judgeRemovals: Judge = () => answered("removals_none");

/** A9: each exclusion has a reason and a size, those of the matrix too. That nothing is left out is stated as well. */
export const judgeExclusions: Judge = ({ statements, totals, matrix }) => {
  if (statements.exclusions === null)
    return { says: message("exclusions_unstated"), missing: [message("exclusions_unstated")] };
  const exclusions = [...exclusionsOf(matrix), ...statements.exclusions];
  if (exclusions.length === 0) return answered("exclusions_none");
  const sized = exclusions.filter(isSized);
  const tonnes = sized.reduce((total, one) => total.plus(one.tonnes), new Decimal(0));
  return {
    says: message("exclusions", {
      count: String(exclusions.length),
      size: { kg: printDecimal(tonnes.times(1000)) },
      share: { percent: shareOf(tonnes.times(1000), totals.co2eKg) },
    }),
    missing: exclusions.flatMap((one, index) => {
      const what = one.what.en || one.what.zh ? one.what : String(index + 1);
      const isSaid = (text: StatedText) => isStated(text, statements.languages);
      return [
        ...(isSaid(one.what) ? [] : [message("exclusion_what", { what })]),
        ...(isSaid(one.reason) ? [] : [message("exclusion_reason", { what })]),
        ...(isSized(one) && isSaid(one.basis) ? [] : [message("exclusion_size", { what })]),
      ];
    }),
  };
};

function isSized({ tonnes }: StatedExclusion): boolean {
  return isSize(tonnes);
}

/** A part in per cent of a whole that may be zero. */
export function shareOf(part: Decimal, whole: string): string {
  const total = new Decimal(whole);
  return total.isZero() ? "0" : printDecimal(part.times(100).div(total).toDecimalPlaces(10));
}

/** A10: indirect emissions by category are the same amount as scopes 2 and 3. */
export const judgeCrosswalk: Judge = ({ totals }) => {
  const indirect = Object.entries(totals.byCategory).filter(
    ([category]) => isoCategoryOf(category as Category) !== "1",
  );
  const byCategory = indirect.reduce((total, [, kg]) => total.plus(kg), new Decimal(0));
  const byScope = new Decimal(totals.byScope[2]).plus(totals.byScope[3]);
  if (isSame(byCategory, byScope)) return answered("crosswalk_exact", { total: { kg: printDecimal(byScope) } });
  const words = { one: { kg: printDecimal(byCategory) }, other: { kg: printDecimal(byScope) } };
  return { says: message("crosswalk_differs", words), missing: [message("crosswalk_differs", words)] };
};

/** A sum that has no end is printed to 40 digits; printed sums then agree to nearly as many. */
function isSame(one: Decimal, other: Decimal): boolean {
  return one.minus(other).abs().lte(other.abs().times("1e-35"));
}

function isNothing(amount: string): boolean {
  return new Decimal(amount).isZero();
}

/** GP2: scopes 1 and 2 are both in the inventory. */
export const judgeBothScopes: Judge = ({ document, totals }) => {
  const has = (scope: number) => document.activities.some((activity) => activity.scope === scope);
  const empty = SCOPES.filter((scope) => scope !== 3 && !has(scope));
  return {
    says: message("both_scopes", { scope1: { kg: totals.byScope[1] }, scope2: { kg: totals.byScope[2] } }),
    missing: empty.map((scope) => message("scope_empty", { scope: String(scope) })),
  };
};

/** GP3: a scope 3 inventory lists all fifteen categories, each with an amount or the reason why it has none. */
export const judgeScope3: Judge = ({ document, totals, matrix }) => {
  if (!document.activities.some(({ scope }) => scope === 3)) {
    return { ...answered("scope3_none"), isNotApplicable: true };
  }
  const empty = SCOPE3_CATEGORIES.filter((category) => totals.byCategory[category] === undefined);
  return {
    says: message("scope3", { count: String(SCOPE3_CATEGORIES.length - empty.length), left: String(empty.length) }),
    missing: matrix.rows
      .filter((row) => empty.some((category) => category === row.category) && listOpen(row, matrix).length > 0)
      .map(({ category }) => message("scope3_reason", { category: { category } })),
  };
};

/** GP4: totals by gas, in mass and as CO2e. CO2e without a division has no mass, and is said. */
export const judgeGasTotals: Judge = ({ totals }) => {
  const undivided = undividedOf(totals);
  const gases = Object.keys(totals.byGasKg).length;
  return undivided.isZero()
    ? answered("gas_totals", { count: String(gases) })
    : {
        says: message("gas_totals_undivided", {
          count: String(gases),
          share: { percent: shareOf(undivided, totals.co2eKg) },
        }),
        missing: [],
      };
};

/** CO2e of factors that are published without a division by gas, in kilograms. */
export function undividedOf(totals: DisclosureSubject["totals"], otherThan?: string): Decimal {
  return Object.entries(totals.unsplitCo2eKgByGwpSet ?? {})
    .filter(([set]) => set !== otherThan)
    .reduce((total, [, kg]) => total.plus(kg), new Decimal(0));
}

/** GP7: scope 2 by both methods. */
export const judgeBothMethods: Judge = ({ document, totals }) => {
  if (!document.activities.some(({ scope }) => scope === 2)) {
    return { ...answered("scope2_none"), isNotApplicable: true };
  }
  const { locationBased, marketBased } = totals.scope2;
  return answered("both_methods", { location: { kg: locationBased }, market: { kg: marketBased } });
};
