/** What of an energy's supply a factor covers (Scope 3 Standard, 5.5, category 3). */
export const UPSTREAM_PARTS = ["fuel", "generation", "losses", "losses_upstream"] as const;
export type UpstreamPart = (typeof UPSTREAM_PARTS)[number];

/** A factor for the supply of the same energy, per the same unit. */
export interface UpstreamFactor {
  id: string;
  part: UpstreamPart;
}

const UK_POWER: readonly UpstreamFactor[] = [
  { id: "uk-desnz.15_917_4000_5", part: "generation" },
  { id: "uk-desnz.13_402_4000_5", part: "losses" },
  { id: "uk-desnz.15_918_4000_5", part: "losses_upstream" },
];

/** By country, for electricity from its grid. The publisher is that of the country's grid factor, or its ministry. */
const OF_GRID: Readonly<Record<string, readonly UpstreamFactor[]>> = {
  GB: UK_POWER,
  NZ: [{ id: "nz-mfe-electricity.losses", part: "losses" }],
  // A life cycle of transmission: the supply of the electricity lost is in it.
  CN: [{ id: "cn-mee-electricity-footprint.td-with-losses", part: "losses" }],
};

const OF_FACTOR: Readonly<Record<string, readonly UpstreamFactor[]>> = {
  "uk-desnz.7_400_4000_5": UK_POWER,
  "uk-desnz.10_401_4002_5": [{ id: "uk-desnz.16_919_4002_5", part: "generation" }],
  "uk-desnz.10_401_4003_5": [
    { id: "uk-desnz.16_919_4003_5", part: "generation" },
    { id: "uk-desnz.13_403_4004_5", part: "losses" },
    { id: "uk-desnz.16_920_4004_5", part: "losses_upstream" },
  ],
  "nz-mfe-electricity.grid": OF_GRID.NZ!,
};

/** Tables of the UK's conversion factors, with the table that has the same rows and units for the supply. */
const UK_TABLES: Readonly<Record<string, readonly [table: string, part: UpstreamPart]>> = {
  "1_100": ["11_100", "fuel"],
  "1_101": ["11_101", "fuel"],
  "1_102": ["11_102", "fuel"],
  "2_103": ["12_900", "fuel"],
  "2_104": ["12_901", "fuel"],
  "2_105": ["12_902", "fuel"],
  "8_300": ["14_300", "losses"],
  "8_301": ["14_301", "losses"],
  "8_303": ["14_303", "losses"],
};

/** The factors that a publisher pairs with one of its own. Empty where it has none. They may lack in an edition. */
export function upstreamOfFactor(factorId: string): readonly UpstreamFactor[] {
  const [, table = "", row = ""] = /^uk-desnz\.(\d+_\d+)_(\d+_\d+)$/.exec(factorId) ?? [];
  const paired = Object.hasOwn(UK_TABLES, table) ? UK_TABLES[table] : undefined;
  if (paired) return [{ id: `uk-desnz.${paired[0]}_${row}`, part: paired[1] }];
  return Object.hasOwn(OF_FACTOR, factorId) ? OF_FACTOR[factorId]! : [];
}

/** The factors for the supply of electricity from the grid of a country (ISO 3166-1 alpha-2). */
export function upstreamOfGrid(country: string): readonly UpstreamFactor[] {
  return Object.hasOwn(OF_GRID, country) ? OF_GRID[country]! : [];
}
