/**
 * A violated precondition of the pure rooms (`unit_mismatch`, `gwp_missing`, `number_grammar` …). The code is a key of
 * `i18n` `carbon.problem`, and the facts fill its message. Data problems of a document are returned, not thrown.
 */
export class CarbonError extends Error {
  readonly code: string;
  readonly facts: Readonly<Record<string, string>>;

  constructor(code: string, facts: Record<string, string> = {}) {
    super(
      `${code} ${Object.entries(facts)
        .map(([key, value]) => `${key}=${value}`)
        .join(" ")}`.trim(),
    );
    this.name = "CarbonError";
    this.code = code;
    this.facts = facts;
  }
}
