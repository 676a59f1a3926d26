/** Why a document is invalid (exit code 2). The last five are found in the text, before there is a document. */
export const FAULT_CODES = [
  "missing_field",
  "wrong_type",
  "text_empty",
  "value_unknown",
  "number_grammar",
  "number_out_of_bounds",
  "date_impossible",
  "period_reversed",
  "activity_outside_period",
  "unit_unknown",
  "unit_ambiguous",
  "scope_category_mismatch",
  "duplicate_id",
  "duplicate_factor",
  "reference_unknown",
  "factor_wrong_kind",
  "factor_basis",
  "factor_empty",
  "gwp_zero",
  "gas_twice",
  "gas_name_reserved",
  "blend_sum",
  "share_out_of_range",
  "percentage_negative",
  "property_not_positive",
  "instrument_negative",
  "market_outside_scope_2",
  "json_malformed",
  "json_duplicate_key",
  "json_too_deep",
  "file_unreadable",
  "file_too_large",
] as const;

/** Why a line of a valid document has no result (exit code 1), and why no factor could be chosen for one. */
export const ISSUE_CODES = [
  "negative_quantity",
  "unit_mismatch",
  "heat_basis_mismatch",
  "gwp_missing",
  "factor_not_valid",
  "instrument_exceeds_consumption",
  "factor_missing",
  "factor_ambiguous",
] as const;

/** What a reader must be told about a result that stands. */
export const DISCLOSURE_CODES = [
  "market_based_grid_average",
  "gwp_set_mismatch",
  "factor_not_valid",
  "factor_other_region",
] as const;
