import type { EmissionFactor, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { faultsOfClaim } from "./claim-opinion.ts";
import type { Matter, Remark } from "./matter.ts";

/** Grids of China by province, as the notices on electricity CO2 factors list them. */
const GRID_OF: Record<string, string> = { "CN-JS": "CN-GRID-EAST", "CN-ZJ": "CN-GRID-EAST", "CN-GD": "CN-GRID-SOUTH" };
const MARKETS = [["DE", "FR", "NO"], ["US", "CA"], ["CN"], ["GB"]];

/** The country of a region. Undefined for a group of countries, and for no region. */
function countryOf(region: string | undefined): string | undefined {
  const country = region?.split("-")[0];
  return country?.length === 2 && country !== "EU" ? country : undefined;
}

function suppliesTo(region: string, own: string | undefined, country: string): boolean {
  if (countryOf(region) !== country) return false;
  const isWide = region === country || own === undefined || own === country;
  return isWide || own === region || GRID_OF[own] === region || GRID_OF[region] === own;
}

function isInMarket(country: string, type: string, region: string | undefined): boolean {
  if (/^green_/.test(type) && country !== "CN") return false;
  if (type === "guarantee_of_origin" && !["DE", "FR", "NO"].includes(country)) return false;
  if (type === "rego" && country !== "GB") return false;
  if (type === "rec" && !["US", "CA"].includes(country)) return false;
  const from = countryOf(region);
  return from === undefined || MARKETS.some((market) => market.includes(from) && market.includes(country));
}

function figuresOf({ gases, gasesCo2e, co2e, carbon, nitrogen }: EmissionFactor): string[] {
  const split = Object.values({ ...gases, ...gasesCo2e });
  return [...split, co2e ?? "", carbon?.kgCarbonPerUnit ?? "", nitrogen?.kgN2ONPerUnit ?? ""];
}

const isBelowZero = (text: string) => text.startsWith("-") && /[1-9]/.test(text);

/** Whether the factors of an activity may be used as they are. */
export function judgeUse({ document, activity, complain, tell, emission }: Matter, isMixIdle: boolean): void {
  const { scope, category, market } = activity;
  const place = Object.hasOwn(document.facilities ?? {}, activity.facility)
    ? document.facilities![activity.facility]!
    : { name: {} };
  const { country, gridRegion } = place as { country?: string; gridRegion?: string };
  const told = new Set<string>();
  const tellOnce = (code: string, reference: string) => {
    if (!told.has(code + reference)) tell(code);
    told.add(code + reference);
  };
  const judge = (reference: string, pointer: string, type: string | null) => {
    const factor = emission(reference);
    const { region, boundary } = factor;
    const isPower = category === "purchased_electricity" && type === null;
    const from = countryOf(region);
    if (isPower && country && from && !suppliesTo(region!, gridRegion, country)) complain("factor_other_grid", pointer);
    const generatedIn = factor.instrument?.market ?? region;
    if (type !== null && country && !isInMarket(country, type, generatedIn))
      complain("instrument_other_market", pointer);
    if (type !== null && figuresOf(factor).some(isBelowZero)) complain("instrument_factor_negative", pointer);
    if (boundary === "well_to_tank" && category !== "fuel_energy_related") complain("boundary_unsuitable", pointer);
    else if (scope === 1 && boundary && boundary !== "tank_to_wheel") complain("boundary_unsuitable", pointer);
    if (pointer === "/factor" && from && country && from !== country) tellOnce("factor_other_country", reference);
    const isAlone = factor.carbon || /^CO2$/.test(Object.keys({ ...factor.gases, ...factor.gasesCo2e }).join());
    const isOften = category === "process" || category === "fugitive";
    if (type === null && !isOften && isAlone) tellOnce("factor_co2_only", reference);
    if (scope === 2 && (boundary === "life_cycle" || boundary === "well_to_wheel"))
      tellOnce("factor_life_cycle", reference);
  };
  judge(activity.factor, "/factor", null);
  for (const [at, one] of (market?.instruments ?? []).entries()) {
    const pointer = `/market/instruments/${at}/factor`;
    judge(one.factor, pointer, one.type);
    for (const code of faultsOfClaim(document, one.factor)) complain(code, pointer);
  }
  if (market?.residualFactor && !isMixIdle) judge(market.residualFactor, "/market/residualFactor", null);
}

/** Categories whose factors state different things. */
export function judgeMixtures({ activities, factors }: InventoryDocument): Remark[] {
  const find = (reference: string) => factors.find(({ id, version }) => `${id}@${version}` === reference)!;
  const remarks: Remark[] = [];
  for (const [code, trait] of [
    ["radiative_forcing_mixed", "radiativeForcing"],
    ["boundary_mixed", "boundary"],
  ] as const) {
    const statedBy = (reference: string) => (find(reference) as EmissionFactor)[trait];
    for (const { id, category, factor } of activities) {
      const alike = activities.filter((one) => one.category === category);
      const stated = new Set(alike.map((one) => statedBy(one.factor)).filter((one) => one !== undefined));
      if (statedBy(factor) !== undefined && stated.size > 1) remarks.push({ code, activity: id });
    }
  }
  return remarks;
}
