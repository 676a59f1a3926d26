import { multiply, type Ratio } from "#app/number/ratio.ts";
import { shareOf } from "./allocation.ts";
import { MONEY } from "./dimensions.ts";
import { amount, choice } from "./field.ts";
import { type Derived, defineMethod, type MethodProblem } from "./method.ts";

const SOURCE =
  "PCAF, The Global GHG Accounting and Reporting Standard, Part A: Financed Emissions, 2nd edition (2022), chapter 5";

/** The denominator of each asset class. Cash is part of enterprise value (methodology rule 48). */
const DENOMINATORS = [
  "enterprise_value_including_cash",
  "total_equity_and_debt",
  "project_equity_and_debt",
  "property_value_at_origination",
  "vehicle_value_at_origination",
  "ppp_adjusted_gdp",
] as const;

const fields = {
  assetClass: choice([
    "listed_equity_and_corporate_bonds",
    "business_loans_and_unlisted_equity",
    "project_finance",
    "commercial_real_estate",
    "mortgages",
    "motor_vehicle_loans",
    "sovereign_debt",
  ]),
  denominator: choice(DENOMINATORS),
  outstanding: amount(MONEY),
  value: amount(MONEY),
  dataQualityScore: choice(["1", "2", "3", "4", "5"]),
};

type Attribution = { share: Ratio; disclosures: NonNullable<Derived["disclosures"]> };

function attribute(input: {
  outstanding: Parameters<typeof shareOf>[0];
  value: Parameters<typeof shareOf>[1];
  dataQualityScore: string;
}): Attribution | MethodProblem[] {
  const share = shareOf(input.outstanding, input.value, ["outstanding", "value"]);
  if (Array.isArray(share)) return share;
  return { share, disclosures: [{ code: "financed_data_quality", detail: { score: input.dataQualityScore } }] };
}

/**
 * The part of a company, project, building, vehicle or country that a lender or investor finances: outstanding amount ÷
 * its value. The factor contains the emissions of the whole in one year (`company_year`).
 */
export const financedShare = defineMethod({
  name: "financed_share",
  source: SOURCE,
  categories: ["investments"],
  fields,
  steps: ["attribution_factor"],
  derive(input) {
    const attribution = attribute(input);
    if (Array.isArray(attribution)) return attribution;
    const { share, disclosures } = attribution;
    const steps = [{ name: "attribution_factor", value: share, unit: null }];
    return { quantity: share, unit: "company_year", steps, disclosures };
  },
});

/**
 * If the emissions of the company are unknown: the attributed part of its revenue, for a factor of its sector per
 * revenue (PCAF options 3a and 3b, scores 4 and 5).
 */
export const financedRevenue = defineMethod({
  name: "financed_revenue",
  source: `${SOURCE}, economic activity-based emissions`,
  categories: ["investments"],
  fields: { ...fields, revenue: amount(MONEY), dataQualityScore: choice(["4", "5"]) },
  steps: ["attribution_factor", "attributed_revenue"],
  derive({ revenue, ...input }) {
    const attribution = attribute(input);
    if (Array.isArray(attribution)) return attribution;
    const { share, disclosures } = attribution;
    const quantity = multiply(revenue.quantity, share);
    const steps = [
      { name: "attribution_factor", value: share, unit: null },
      { name: "attributed_revenue", value: quantity, unit: revenue.unit },
    ];
    return { quantity, unit: revenue.unit, steps, disclosures };
  },
});

/** If only an activity of the asset is known (kWh of a building, km of a vehicle): its attributed part. */
export const financedActivity = defineMethod({
  name: "financed_activity",
  source: `${SOURCE}, physical activity-based emissions`,
  categories: ["investments"],
  fields: {
    ...fields,
    activity: amount(["energy", "mass", "volume", "gas_volume_normal", "distance", "area"]),
  },
  steps: ["attribution_factor", "attributed_activity"],
  derive({ activity, ...input }) {
    const attribution = attribute(input);
    if (Array.isArray(attribution)) return attribution;
    const { share, disclosures } = attribution;
    const quantity = multiply(activity.quantity, share);
    const steps = [
      { name: "attribution_factor", value: share, unit: null },
      { name: "attributed_activity", value: quantity, unit: activity.unit },
    ];
    return { quantity, unit: activity.unit, steps, disclosures };
  },
});
