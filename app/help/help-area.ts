import type { TermId } from "#app/glossary/terms.ts";

interface Area {
  /** Where its pages begin, below the address of an organization. The longest match counts. */
  at: readonly string[];
  /** Terms of the glossary that its pages use. */
  terms: readonly TermId[];
}

/** The parts of an organization's pages that have a help text. Its words are in `help.*.ts`. */
export const HELP_AREAS = {
  overview: { at: [""], terms: ["ghg_inventory", "scope_1", "scope_2", "scope_3"] },
  start: { at: ["start"], terms: ["facility", "emission_source", "emission_factor"] },
  facilities: { at: ["facilities"], terms: ["facility", "organizational_boundary", "consolidation_approach"] },
  sources: { at: ["sources"], terms: ["emission_source", "emission_factor", "scope_1", "scope_3"] },
  records: { at: ["activities"], terms: ["activity_record", "emission_source", "data_quality"] },
  import: { at: ["activities/import", "activities/imports"], terms: ["activity_record", "emission_source"] },
  requests: { at: ["data-requests"], terms: ["activity_record", "primary_data"] },
  review: { at: ["review"], terms: ["reviewer", "editor", "activity_record"] },
  tasks: { at: ["tasks"], terms: ["editor", "activity_record"] },
  evidence: { at: ["evidence"], terms: ["evidence", "activity_record"] },
  instruments: { at: ["instruments"], terms: ["contractual_instrument", "market_based", "residual_mix"] },
  factors: { at: ["own-factors"], terms: ["custom_factor", "emission_factor", "factor_release"] },
  policy: { at: ["factor-policy"], terms: ["emission_factor", "factor_release"] },
  calculations: { at: ["inventories", "runs"], terms: ["calculation", "ghg_inventory", "co2e", "uncertainty"] },
  baseYear: { at: ["base-year"], terms: ["base_year", "ghg_inventory"] },
  targets: { at: ["targets"], terms: ["base_year", "location_based", "market_based"] },
  reports: { at: ["reports"], terms: ["ghg_inventory", "verification", "redaction"] },
  checklist: { at: ["reports/checklist"], terms: ["reporting_checklist", "reporting_requirement", "significance"] },
  completeness: { at: ["reports/completeness"], terms: ["reporting_boundary", "significance", "facility"] },
  plausibility: { at: ["reports/plausibility"], terms: ["activity_record", "data_quality"] },
  assurance: { at: ["assurance"], terms: ["verifier", "verification_statement", "engagement"] },
  consultancies: { at: ["consultancies"], terms: ["engagement", "client"] },
  trail: { at: ["audit-trail", "activities/deleted"], terms: ["activity_record", "reviewer"] },
  members: { at: ["members"], terms: ["editor", "reviewer"] },
  settings: { at: ["settings"], terms: ["consolidation_approach", "gwp_set", "organizational_boundary"] },
  looks: { at: ["brand", "listing"], terms: ["verification", "ghg_inventory"] },
  apiKeys: { at: ["api-keys"], terms: ["activity_record"] },
} as const satisfies Record<string, Area>;

export type HelpArea = keyof typeof HELP_AREAS;

/** The area of a page, by its path below the address of an organization. Null for a page without one. */
export function helpAreaOf(path: string): HelpArea | null {
  const page = path.replace(/^\/|\/$/g, "");
  let found: HelpArea | null = null;
  let length = -1;
  for (const [area, { at }] of Object.entries(HELP_AREAS)) {
    for (const start of at as readonly string[]) {
      const isInside = page === start || (start !== "" && page.startsWith(`${start}/`));
      if (isInside && start.length > length) [found, length] = [area as HelpArea, start.length];
    }
  }
  return found;
}
