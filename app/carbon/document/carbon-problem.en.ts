/** What is wrong and how to put it right, one sentence for each code of a fault, issue or disclosure. */

/** What a sentence needs: the `detail` of the fault, issue or disclosure. */
export type Facts = Record<string, string>;

const said = (text: string | undefined, otherwise = "(nothing)") => text || otherwise;

const problem = {
  missing_field: (f: Facts) => `The field "${said(f.field)}" is missing. Add it.`,
  wrong_type: (f: Facts) =>
    `A value of the type ${f.expected} is needed here, but it is ${f.found}. Numbers are written as text, for example "12.5".`,
  text_empty: () => "This text is empty. Fill it in.",
  value_unknown: (f: Facts) => `"${said(f.value)}" is not one of the allowed values. Use one of: ${f.allowed}.`,
  number_grammar: (f: Facts) =>
    `"${said(f.value)}" is not a plain decimal number. Write digits with at most one point, for example 1234.5, without separators or exponent.`,
  number_out_of_bounds: (f: Facts) =>
    `"${said(f.value)}" has too many digits. Use at most ${f.before} before and ${f.after} after the point.`,
  date_impossible: (f: Facts) =>
    `"${said(f.value)}" is not a day of the calendar. Write YYYY-MM-DD, for example 2025-03-31.`,
  period_reversed: (f: Facts) =>
    `The period ends (${f.end}) before it begins (${f.start}). Exchange or correct the days.`,
  activity_outside_period: (f: Facts) =>
    `The activity (${f.start} to ${f.end}) reaches outside the inventory's period (${f.documentStart} to ${f.documentEnd}). Split it at the boundary or correct its days.`,
  unit_unknown: (f: Facts) =>
    `The unit "${said(f.unit)}" is not known. ${f.candidates ? `Did you mean ${f.candidates}?` : "Choose one from the list of units."}`,
  unit_ambiguous: (f: Facts) => `The unit "${said(f.unit)}" means several things. Say which: ${f.candidates}.`,
  scope_category_mismatch: (f: Facts) =>
    `The category ${f.category} belongs to scope ${f.fits}, not to scope ${f.scope}. Change the scope or the category.`,
  duplicate_id: (f: Facts) => `The id "${said(f.id)}" is used twice. Give each activity an id of its own.`,
  duplicate_factor: (f: Facts) =>
    `The factor ${said(f.reference)} stands in the document twice. Keep one, or give the other its own version.`,
  reference_unknown: (f: Facts) =>
    `The factor ${said(f.reference)} is not in the document. Add it to the factors, or correct the reference (id@version).`,
  factor_wrong_kind: (f: Facts) =>
    `${said(f.reference)} is a factor of the kind ${f.kind}; here one of the kind ${f.wanted ?? "emission"} is needed. Choose another.`,
  factor_basis: (f: Facts) =>
    `A factor states its emissions in exactly one way (${f.allowed}); this one has ${said(f.found, "none of them")}. Keep one.`,
  factor_empty: () => "The factor lists no gas. Add its gases, or remove the factor.",
  gwp_zero: (f: Facts) =>
    `The publisher's GWP of ${said(f.gas)} is zero, and nothing can be divided by it. Enter the GWP the factor was made with.`,
  gas_twice: (f: Facts) => `${said(f.gas)} is both a gas with a GWP and a blend. Keep one of the two.`,
  gas_name_reserved: (f: Facts) =>
    `No gas may be named "${said(f.gas)}": it is where CO2e without a gas split is counted. Rename the gas.`,
  blend_sum: (f: Facts) => `The mass shares of this blend sum to ${f.sum}, not to exactly 1. Correct the shares.`,
  share_out_of_range: (f: Facts) => `The share ${said(f.value)} is outside 0 to 1. Write 60 % as 0.6.`,
  percentage_negative: (f: Facts) => `The uncertainty ${said(f.value)} is negative. Write ± 5 % as 5.`,
  uncertainty_via_length: (f: Facts) =>
    `${said(f.stated)} uncertainties are stated for ${said(f.via)} properties. State one for each entry of "via", in its order.`,
  uncertainty_group_unknown: (f: Facts) =>
    `A group of correlated activities names "${said(f.id)}", which is not in the document. Correct the id or take it out.`,
  uncertainty_group_twice: (f: Facts) =>
    `The activity "${said(f.id)}" stands in two groups of correlated activities. Keep it in one, or make one group of both.`,
  property_not_positive: (f: Facts) =>
    `The property's value ${said(f.value)} must be above zero. Take it from its source again.`,
  instrument_negative: (f: Facts) =>
    `The instrument's quantity ${said(f.quantity)} is negative. Enter what was cancelled or contracted as a positive quantity.`,
  market_outside_scope_2: (f: Facts) =>
    `Contractual instruments apply to purchased energy only, and this activity is in scope ${f.scope}. Remove "market" or change the scope.`,
  quantity_or_method: (f: Facts) =>
    `An activity has either a quantity with a unit, or a method with its inputs; this one has ${said(f.found, "neither")}. Keep one of the two.`,
  method_category_mismatch: (f: Facts) =>
    `The method "${said(f.method)}" is not meant for the category ${f.category}. It serves: ${f.allowed}.`,
  field_unknown: (f: Facts) =>
    `There is no input "${said(f.field)}" here. Known are: ${f.allowed}. Correct the name or remove it.`,
  dimension_unsuitable: (f: Facts) => `The unit ${f.unit} does not fit here. Needed is a unit of: ${f.allowed}.`,
  value_out_of_range: (f: Facts) => `The value ${said(f.value)} is out of range; allowed is ${f.allowed}. Correct it.`,
  list_empty: () => "The list has no row. Add at least one.",
  detail_count: (f: Facts) =>
    `The detail is said to have ${f.stated} records, and the activities stand for ${f.found}. Condense the inventory again.`,
  json_malformed: (f: Facts) =>
    `The text is not JSON: it goes wrong at line ${f.line}, column ${f.column}. Correct it there.`,
  json_duplicate_key: (f: Facts) =>
    `The field "${said(f.key)}" stands twice in one object, so its meaning is open. Keep one.`,
  json_too_deep: (f: Facts) =>
    `The text is nested deeper than ${f.levels} levels. Remove what does not belong to an inventory.`,
  file_unreadable: (f: Facts) =>
    f.reason === "utf-8"
      ? `${f.file} is not UTF-8 text. Save it as UTF-8.`
      : `${f.file} cannot be read (${f.reason}). Check the name and your rights.`,
  file_too_large: (f: Facts) => `${f.file} is larger than ${f.megabytes} MB. Split the inventory.`,
  negative_quantity: (f: Facts) =>
    `The quantity ${said(f.quantity)} is negative without being marked. Mark it as a correction or a credit and give the reason, or remove the minus.`,
  unit_mismatch: (f: Facts) =>
    `${f.from} does not convert to ${f.or ? `${f.to} or ${f.or}` : f.to}. Choose a unit or factor that fits, or add a property with a source (density, heating value, load) that joins them.`,
  heat_basis_mismatch: (f: Facts) =>
    `Energy on the basis "${f.found}" meets a factor or property on the basis "${f.wanted}". Gross and net differ by 5 to 10 %: use the heating value and the factor of one basis.`,
  gwp_missing: (f: Facts) =>
    `The GWP set ${f.gwpSet} has no value for ${f.constituent ? `${f.constituent}, a part of ${f.gas}` : f.gas}. Add its GWP or choose another set or factor.`,
  factor_not_valid: (f: Facts) =>
    f.reason
      ? `The factor ${f.factor}, valid ${said(f.validFrom, "…")} to ${said(f.validTo, "…")}, is used outside its validity. Reason given: ${f.reason}`
      : `The factor ${f.factor} is valid ${said(f.validFrom, "…")} to ${said(f.validTo, "…")}, not for all of ${f.start} to ${f.end}. Choose an edition that is, split the activity, or accept it with a reason.`,
  instrument_exceeds_consumption: (f: Facts) =>
    `The instruments cover ${f.covered} ${f.unit}, more than the consumption of ${f.consumption} ${f.unit}. Reduce what is allocated here.`,
  claim_without_proof: (f: Facts) =>
    `The green tariff "${said(f.claim)}" is claimed without proof. Add the proof, or withdraw the claim.`,
  factor_marginal: (f: Facts) =>
    `The factor ${f.factor} describes the effect of a change (${f.quantification}), not the emissions of a year. Choose an average factor.`,
  biogenic_fraction_unsuitable: (f: Facts) =>
    `The factor ${f.factor} gives no CO2 that could be divided into fossil and biogenic. Use a factor with a gas split, outside scope 2.`,
  chain_boundary_mixed: (f: Facts) =>
    `The legs of the transport chain "${said(f.chain)}" rest on factors of different boundaries (${said(f.found)}). Use one boundary for all legs: well-to-wheel, or tank-to-wheel.`,
  radiative_forcing_twice: (f: Facts) =>
    `The factor ${f.factor} ${f.stated === "included" ? "already contains" : "does not say whether it contains"} the uplift for radiative forcing, and the method applies one. Choose a factor that excludes it, or leave the uplift out.`,
  distance_correction_twice: (f: Facts) =>
    `The factor ${f.factor} ${f.stated === "included" ? "already contains" : "does not say whether it contains"} the correction of the distance, and the method applies one. Apply it once.`,
  price_basis_mismatch: (f: Facts) =>
    `The spend is in ${f.found} prices and the factor ${f.factor} is per ${said(f.wanted, "an unstated price")}. Use a factor of the same price basis.`,
  price_year_mismatch: (f: Facts) =>
    `The spend is brought to prices of ${f.found}, and the factor ${f.factor} is made for ${said(f.wanted, "no stated year")}. Deflate to the factor's price year.`,
  shares_not_whole: (f: Facts) => `The shares sum to ${f.sum}, not to exactly 1. Correct them.`,
  allocation_base_zero: (f: Facts) =>
    `${said(f.base)} is zero, and nothing can be allocated by it. Enter the value, or choose another way of allocation.`,
  amount_exceeds: (f: Facts) => `${said(f.amount)} is more than ${said(f.limit)}. Correct one of the two.`,
  input_missing: (f: Facts) => `The input "${said(f.field)}" is needed here too. Add it.`,
  table_out_of_range: (f: Facts) =>
    `${said(f.value)} lies outside the table (${f.from} to ${f.to}), and beyond its ends nothing is estimated. Check the value, or enter the figure with its source.`,
  factor_missing: () =>
    "No factor fits the place, time and method of this activity. Add one with its source, or allow a substitution in the organization's policy.",
  factor_ambiguous: () =>
    "Several factors fit equally well. Choose one, or state which dataset goes first in the organization's policy.",
  market_based_grid_average: () =>
    "No instrument and no residual mix covers this consumption in the market-based result: the grid average is used. Add the residual factor of the market if one is published.",
  gwp_set_mismatch: (f: Facts) =>
    `The factor ${f.factor} is published as CO2e with ${said(f.gwpSet, "an unnamed GWP set")}, without a gas split; the inventory uses ${f.documentGwpSet}. A factor with a gas split would remove this note.`,
  ratio_method: (f: Facts) =>
    `The factor ${f.factor} scales CO2 up to stand for the other gases; it is no gas-by-gas result.`,
  stated_value: (f: Facts) => `The input "${f.input}" is ${f.value}, taken from: ${said(f.source)}.`,
  table_interpolated: (f: Facts) =>
    `${said(f.value)} lies between two rows of the table "${f.table}"; the figure in between is interpolated linearly.`,
  screening_estimate: (f: Facts) =>
    `This is a screening estimate from default rates (${said(f.method)}). Records of purchases or of stock would be more exact.`,
  financed_data_quality: (f: Facts) =>
    `Financed emissions with PCAF data-quality score ${f.score} (1 is best, 5 is lowest).`,
  period_overlap: (f: Facts) =>
    f.days === "1"
      ? `${said(f.second)} begins on the day on which ${said(f.first)} ends (${f.start}), so the day counts in both. Begin the later record on the next day, unless the meter was read twice.`
      : `${said(f.first)} and ${said(f.second)} share ${said(f.days)} days (${f.start} to ${f.end}). Check whether the same consumption was entered twice.`,
  records_overlap: (f: Facts) =>
    `Of the records of this line, ${said(f.records)} share days with others of it (${said(f.days)} days, ${f.start} to ${f.end}). Check whether the same consumption was entered twice.`,
  period_gap: (f: Facts) =>
    `The source "${said(f.source)}" has no record for ${said(f.days)} days, first for ${f.start} to ${f.end}. Add what is missing, or an estimate marked as one.`,
  names_withheld: () => "This copy leaves out names and evidence of the line; the verifier has the whole document.",
  inputs_withheld: () =>
    "This copy leaves out the inputs of the line; its result is the issuer's signed word. The verifier has the whole document.",
  factor_other_region: (f: Facts) =>
    `The factor ${f.factor} is for ${said(f.region, "no stated region")}, a wider region than the activity's. Reason given: ${said(f.reason)}`,
};

export default problem;
