/**
 * The electricity grid of a place. Regions are the codes of the factor library: `CN-JS`, `CN-GRID-EAST`,
 * `US-EGRID-RFCW`, `GB`. If several grids serve a place, a person chooses among them.
 */

/**
 * The seven grid regions of the notices on electricity CO2 factors (MEE and NBS), by ISO 3166-2:CN. Inner Mongolia lies
 * in two of them, its west in the north and its east in the northeast, so it is not listed here.
 */
const CHINESE_GRIDS: Record<string, readonly string[]> = {
  "CN-GRID-NORTH": ["CN-BJ", "CN-TJ", "CN-HE", "CN-SX", "CN-SD"],
  "CN-GRID-NORTHEAST": ["CN-LN", "CN-JL", "CN-HL"],
  "CN-GRID-EAST": ["CN-SH", "CN-JS", "CN-ZJ", "CN-AH", "CN-FJ"],
  "CN-GRID-CENTRAL": ["CN-HA", "CN-HB", "CN-HN", "CN-JX"],
  "CN-GRID-NORTHWEST": ["CN-SN", "CN-GS", "CN-QH", "CN-NX", "CN-XJ"],
  "CN-GRID-SOUTH": ["CN-GD", "CN-GX", "CN-HI", "CN-GZ", "CN-YN"],
  "CN-GRID-SOUTHWEST": ["CN-SC", "CN-CQ", "CN-XZ"],
};

/**
 * States served wholly or almost wholly by one eGRID subregion. Elsewhere subregions follow the utilities, not the
 * state border. The EPA's Power Profiler finds them by ZIP code.
 */
const ONE_SUBREGION: Record<string, string> = {
  "US-CT": "NEWE",
  "US-MA": "NEWE",
  "US-ME": "NEWE",
  "US-NH": "NEWE",
  "US-RI": "NEWE",
  "US-VT": "NEWE",
  "US-DC": "RFCE",
  "US-DE": "RFCE",
  "US-NJ": "RFCE",
  "US-OH": "RFCW",
  "US-ND": "MROW",
  "US-MN": "MROW",
  "US-IA": "MROW",
  "US-WA": "NWPP",
  "US-OR": "NWPP",
  "US-ID": "NWPP",
  "US-UT": "NWPP",
  "US-SC": "SRVC",
  "US-PR": "PRMS",
};

/** The subregions that share a state. Any other may still be chosen. */
const SEVERAL_SUBREGIONS: Record<string, readonly string[]> = {
  "US-AK": ["AKGD", "AKMS"],
  "US-AL": ["SRSO", "SRTV"],
  "US-AR": ["SRMV", "SPSO"],
  "US-AZ": ["AZNM", "NWPP"],
  "US-CA": ["CAMX", "NWPP", "AZNM"],
  "US-CO": ["RMPA", "AZNM"],
  "US-FL": ["FRCC", "SRSO"],
  "US-GA": ["SRSO", "SRTV"],
  "US-HI": ["HIOA", "HIMS"],
  "US-IL": ["RFCW", "SRMW"],
  "US-IN": ["RFCW", "RFCM", "SRTV"],
  "US-KS": ["SPNO", "SPSO"],
  "US-KY": ["SRTV", "RFCW"],
  "US-LA": ["SRMV", "SPSO"],
  "US-MD": ["RFCE", "RFCW"],
  "US-MI": ["RFCM", "RFCW", "MROE"],
  "US-MO": ["SRMW", "SPNO", "SPSO", "MROW"],
  "US-MS": ["SRMV", "SRSO", "SRTV"],
  "US-MT": ["NWPP", "MROW"],
  "US-NC": ["SRVC", "RFCW", "SRTV"],
  "US-NE": ["MROW", "SPNO"],
  "US-NM": ["AZNM", "SPSO"],
  "US-NV": ["NWPP", "AZNM"],
  "US-NY": ["NYCW", "NYLI", "NYUP"],
  "US-OK": ["SPSO", "SRMV"],
  "US-PA": ["RFCE", "RFCW"],
  "US-SD": ["MROW", "RMPA"],
  "US-TN": ["SRTV", "SRSO"],
  "US-TX": ["ERCT", "SPSO", "SRMV", "AZNM"],
  "US-VA": ["SRVC", "RFCE", "RFCW", "SRTV"],
  "US-WI": ["MROE", "MROW", "RFCW"],
  "US-WV": ["RFCW", "SRVC"],
  "US-WY": ["RMPA", "NWPP"],
};

const GRID_OF_PROVINCE = new Map(
  Object.entries(CHINESE_GRIDS).flatMap(([grid, provinces]) => provinces.map((province) => [province, grid] as const)),
);

/** Subdivisions with a known grid, by ISO 3166-2, in the order of their codes. */
export const SUBDIVISIONS: readonly string[] = [
  ...GRID_OF_PROVINCE.keys(),
  "CN-NM",
  ...Object.keys(ONE_SUBREGION),
  ...Object.keys(SEVERAL_SUBREGIONS),
].sort();

export interface Place {
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** ISO 3166-2, such as `CN-JS`. Empty if unknown. */
  subdivision: string;
}

/** The suggestion for a place. `why` is a stable code for the sentence that a person reads before confirming. */
export type GridSuggestion =
  | { kind: "one"; region: string; why: "province" | "grid_of_province" | "subregion_of_state" | "whole_country" }
  | { kind: "several"; regions: string[]; why: "state_is_shared" | "subdivision_needed" }
  | { kind: "none"; why: "not_published" };

/**
 * The region whose published grid average applies to a place.
 *
 * @param published codes with a location-based grid average in the library
 */
export function suggestGridRegion({ country, subdivision }: Place, published: readonly string[]): GridSuggestion {
  const has = (code: string) => published.includes(code);
  const isInCountry = subdivision.startsWith(`${country}-`);
  if (country === "CN" && isInCountry) {
    if (has(subdivision)) return { kind: "one", region: subdivision, why: "province" };
    const grid = GRID_OF_PROVINCE.get(subdivision);
    if (grid && has(grid)) return { kind: "one", region: grid, why: "grid_of_province" };
  }
  if (country === "US" && isInCountry) {
    const egrid = (code: string) => `US-EGRID-${code}`;
    const only = ONE_SUBREGION[subdivision];
    if (only && has(egrid(only))) return { kind: "one", region: egrid(only), why: "subregion_of_state" };
    const shared = (SEVERAL_SUBREGIONS[subdivision] ?? []).map(egrid).filter(has);
    if (shared.length > 0) return { kind: "several", regions: shared, why: "state_is_shared" };
  }
  const parts = published.filter((code) => code.startsWith(`${country}-`));
  if (parts.length > 0) return { kind: "several", regions: parts, why: "subdivision_needed" };
  return has(country) ? { kind: "one", region: country, why: "whole_country" } : { kind: "none", why: "not_published" };
}

/** The region that a facility takes from its place: the suggested one, or else the country. Empty without either. */
export function regionOfPlace(place: Place, published: readonly string[]): string {
  const suggestion = suggestGridRegion(place, published);
  if (suggestion.kind === "one") return suggestion.region;
  return published.includes(place.country) ? place.country : "";
}

/** The regions around a grid region, nearest first, for a regional fallback. */
export function widerRegions(region: string, country: string): string[] {
  const grid = GRID_OF_PROVINCE.get(region);
  return [...(grid ? [grid] : []), ...(region === country ? [] : [country])];
}
