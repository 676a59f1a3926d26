interface Term {
  /** Other words for it, as patterns: no message uses them (`npm run check`). */
  avoid?: { en?: readonly string[]; zh?: readonly string[] };
  /** Whether the glossary of a report explains it: what its pages use. */
  isPrinted?: boolean;
}

/**
 * The terms that the product explains, in the order of the subject: what is counted, how, how well it is known, and how it is
 * shown to others. Their names and explanations are in `glossary.*.ts`.
 */
export const TERMS = {
  ghg_inventory: {
    avoid: { en: ["inventory statements?", "GHG statements?"], zh: ["盘查"] },
    isPrinted: true,
  },
  organizational_boundary: { isPrinted: true },
  consolidation_approach: { isPrinted: true },
  reporting_boundary: { isPrinted: true },
  significance: { isPrinted: true },
  scope_1: { isPrinted: true },
  scope_2: { isPrinted: true },
  scope_3: { isPrinted: true },
  base_year: { isPrinted: true },
  facility: {},
  emission_source: {},
  activity_record: {},
  emission_factor: { avoid: { en: ["factor registers?"], zh: ["因子清册"] }, isPrinted: true },
  factor_release: {},
  custom_factor: { avoid: { en: ["own factors?"], zh: ["自有因子"] } },
  co2e: { isPrinted: true },
  gwp_set: { isPrinted: true },
  biogenic: { isPrinted: true },
  well_to_tank: { isPrinted: true },
  location_based: { isPrinted: true },
  market_based: { isPrinted: true },
  residual_mix: { avoid: { zh: ["残余混合", "剩余混合"] }, isPrinted: true },
  contractual_instrument: { isPrinted: true },
  data_quality: { isPrinted: true },
  primary_data: { isPrinted: true, avoid: { zh: ["一手数据"] } },
  uncertainty: { isPrinted: true },
  // language: the phrase that is refused
  disclosure_note: { avoid: { en: ["what a reader must be told"] }, isPrinted: true },
  calculation: {},
  reporting_checklist: { avoid: { zh: ["核对清单"] } },
  reporting_requirement: { avoid: { en: ["disclosure statements?"] } },
  reviewer: { avoid: { zh: ["审阅者", "审阅人"] } },
  editor: { avoid: { zh: ["编辑者"] } },
  evidence: {},
  client: { avoid: { zh: ["采购方", "采购商", "买家"] } },
  engagement: {},
  redaction: { avoid: { en: ["selective disclosure"], zh: ["选择性披露"] }, isPrinted: true },
  verification: { avoid: { zh: ["查验", "核验"] }, isPrinted: true },
  verification_bundle: {},
  verification_statement: { avoid: { zh: ["鉴证"] }, isPrinted: true },
  verifier: { isPrinted: true },
  public_log: { isPrinted: true },
  checkpoint: { isPrinted: true },
} satisfies Record<string, Term>;

export type TermId = keyof typeof TERMS;
export const TERM_IDS = Object.keys(TERMS) as TermId[];

export function avoidedWords(id: TermId): { en?: readonly string[]; zh?: readonly string[] } {
  const { avoid = {} }: Term = TERMS[id];
  return avoid;
}

export function isPrinted(id: TermId): boolean {
  const { isPrinted: is = false }: Term = TERMS[id];
  return is;
}
