/** Placeholders of a message: the `detail` of the error, issue or disclosure note. */
export type Facts = Record<string, string>;

const said = (text: string | undefined, otherwise = "(nothing)") => text || otherwise;

const problem = {
  missing_field: (f: Facts) => `The field "${said(f.field)}" is missing. Add it.`,
  wrong_type: (f: Facts) =>
    `The value must be of type ${f.expected}, but it is ${f.found}. Write numbers as text, for example "12.5".`,
  text_empty: () => "This text is empty. Enter it.",
  value_unknown: (f: Facts) => `"${said(f.value)}" is not an allowed value. Use one of: ${f.allowed}.`,
  number_grammar: (f: Facts) =>
    `"${said(f.value)}" is not a plain decimal number. Use digits with at most one point and no separators or exponent, for example 1234.5.`,
  number_out_of_bounds: (f: Facts) =>
    `"${said(f.value)}" has too many digits. Use up to ${f.before} before and ${f.after} after the point.`,
  date_impossible: (f: Facts) => `"${said(f.value)}" is not a valid date. Use YYYY-MM-DD, for example 2025-03-31.`,
  period_reversed: (f: Facts) => `The period ends (${f.end}) before it begins (${f.start}). Swap or correct the dates.`,
  activity_outside_period: (f: Facts) =>
    `The activity (${f.start} to ${f.end}) extends beyond the inventory period (${f.documentStart} to ${f.documentEnd}). Split it at the boundary or correct its dates.`,
  unit_unknown: (f: Facts) =>
    `Unknown unit "${said(f.unit)}". ${f.candidates ? `Did you mean ${f.candidates}?` : "Choose one from the list of units."}`,
  unit_ambiguous: (f: Facts) => `The unit "${said(f.unit)}" has several meanings. Use one of: ${f.candidates}.`,
  scope_category_mismatch: (f: Facts) =>
    `The category ${f.category} belongs to scope ${f.fits}, not to scope ${f.scope}. Change the scope or the category.`,
  duplicate_id: (f: Facts) => `The id "${said(f.id)}" is used twice. Give each activity a unique id.`,
  duplicate_factor: (f: Facts) =>
    `The factor ${said(f.reference)} appears twice in the document. Remove one, or give it a different version.`,
  reference_unknown: (f: Facts) =>
    `The factor ${said(f.reference)} is not in the document. Add it to the factors, or correct the reference (id@version).`,
  factor_wrong_kind: (f: Facts) =>
    `${said(f.reference)} is a factor of type ${f.kind}, but type ${f.wanted ?? "emission"} is required. Choose another factor.`,
  factor_basis: (f: Facts) =>
    `A factor must give its emissions in exactly one way (${f.allowed}). This one has: ${said(f.found, "none of them")}. Keep one.`,
  factor_empty: () => "The factor has no gases. Add them, or remove the factor.",
  gwp_zero: (f: Facts) =>
    `The publisher's GWP of ${said(f.gas)} is zero and can't be used as a divisor. Enter the GWP with which the factor was made.`,
  gas_twice: (f: Facts) => `${said(f.gas)} is defined both as a gas with a GWP and as a blend. Keep one of the two.`,
  gas_name_reserved: (f: Facts) =>
    `The gas name "${said(f.gas)}" is reserved for CO₂e without a split by gas. Rename the gas.`,
  blend_sum: (f: Facts) => `The mass shares of this blend add up to ${f.sum} instead of exactly 1. Correct the shares.`,
  share_out_of_range: (f: Facts) => `The share ${said(f.value)} is not between 0 and 1. Write 60% as 0.6.`,
  percentage_negative: (f: Facts) => `The uncertainty ${said(f.value)} is negative. Write ±5% as 5.`,
  uncertainty_via_length: (f: Facts) =>
    `There are ${said(f.stated)} uncertainties for ${said(f.via)} properties. Give one for each entry of "via", in the same order.`,
  uncertainty_group_unknown: (f: Facts) =>
    `A group of correlated activities contains "${said(f.id)}", which is not in the document. Correct or remove the id.`,
  uncertainty_group_twice: (f: Facts) =>
    `The activity "${said(f.id)}" is in two groups of correlated activities. Keep it in one, or merge the groups.`,
  property_not_positive: (f: Facts) =>
    `The property value ${said(f.value)} must be above zero. Check it against its source.`,
  instrument_negative: (f: Facts) =>
    `The instrument quantity ${said(f.quantity)} is negative. Enter the cancelled or contracted quantity as a positive number.`,
  serials_no_range: (f: Facts) =>
    `${said(f.first)} to ${said(f.last)} is no range of serial numbers. Both must end in digits, belong to one series, and be in order.`,
  market_outside_scope_2: (f: Facts) =>
    `Contractual instruments apply only to purchased energy, but this activity is in scope ${f.scope}. Remove "market" or change the scope.`,
  quantity_or_method: (f: Facts) =>
    `An activity needs either a quantity with a unit, or a method with inputs. This one has ${said(f.found, "neither")}. Keep one of the two.`,
  method_category_mismatch: (f: Facts) =>
    `The method "${said(f.method)}" can't be used for the category ${f.category}. It is for: ${f.allowed}.`,
  field_unknown: (f: Facts) =>
    `Unknown input "${said(f.field)}". Allowed inputs: ${f.allowed}. Correct the name or remove it.`,
  dimension_unsuitable: (f: Facts) => `The unit ${f.unit} can't be used here. Use a unit of: ${f.allowed}.`,
  value_out_of_range: (f: Facts) => `The value ${said(f.value)} is out of range (allowed: ${f.allowed}). Correct it.`,
  list_empty: () => "The list is empty. Add at least one row.",
  detail_count: (f: Facts) =>
    `The detail should have ${f.stated} records, but the activities contain ${f.found}. Condense the inventory again.`,
  json_malformed: (f: Facts) => `The text is not valid JSON. Correct line ${f.line}, column ${f.column}.`,
  json_duplicate_key: (f: Facts) => `The field "${said(f.key)}" appears twice in one object. Keep one.`,
  json_too_deep: (f: Facts) =>
    `The text is nested deeper than ${f.levels} levels. Remove what does not belong to an inventory.`,
  file_unreadable: (f: Facts) =>
    f.reason === "utf-8"
      ? `${f.file} is not UTF-8 text. Save it as UTF-8.`
      : `${f.file} can't be read (${f.reason}). Check the file name and your permissions.`,
  file_too_large: (f: Facts) => `${f.file} is larger than ${f.megabytes} MB. Split the inventory.`,
  negative_quantity: (f: Facts) =>
    `The quantity ${said(f.quantity)} is negative. Mark it as a correction or credit with a reason, or remove the minus sign.`,
  unit_mismatch: (f: Facts) =>
    `${f.from} can't be converted to ${f.or ? `${f.to} or ${f.or}` : f.to}. Choose a matching unit or factor, or add a property with a source (density, heating value, load).`,
  heat_basis_mismatch: (f: Facts) =>
    `Energy is on the basis "${f.found}", but the factor or property is on the basis "${f.wanted}". Gross and net differ by 5% to 10%. Use a heating value and a factor of the same basis.`,
  gwp_missing: (f: Facts) =>
    `The GWP set ${f.gwpSet} has no value for ${f.constituent ? `${f.constituent}, a constituent of ${f.gas}` : f.gas}. Add its GWP, or choose another set or factor.`,
  factor_not_valid: (f: Facts) =>
    f.reason
      ? `The factor ${f.factor} is used outside its validity (${said(f.validFrom, "…")} to ${said(f.validTo, "…")}). Reason: ${f.reason}`
      : `The factor ${f.factor} is valid from ${said(f.validFrom, "…")} to ${said(f.validTo, "…")}, which does not cover ${f.start} to ${f.end}. Choose another release, split the activity, or accept it with a reason.`,
  instrument_exceeds_consumption: (f: Facts) =>
    `The instruments cover ${f.covered} ${f.unit}, but consumption is only ${f.consumption} ${f.unit}. Reduce the allocated quantity.`,
  claim_without_proof: (f: Facts) =>
    `The green tariff "${said(f.claim)}" is claimed without proof. Add proof or remove the claim.`,
  factor_marginal: (f: Facts) =>
    `The factor ${f.factor} is a marginal factor (${f.quantification}): it describes a change, not annual emissions. Choose an average factor.`,
  biogenic_fraction_unsuitable: (f: Facts) =>
    `The factor ${f.factor} has no CO₂ that could be split into fossil and biogenic. Use a factor by gas, outside scope 2.`,
  chain_boundary_mixed: (f: Facts) =>
    `The legs of the transport chain "${said(f.chain)}" use factors with different boundaries (${said(f.found)}). Use one boundary for all legs: well-to-wheel or tank-to-wheel.`,
  factor_other_grid: (f: Facts) =>
    `The grid factor ${f.factor} is for ${said(f.region)}, but the facility is on the grid of ${said(f.place)}. Choose a factor of that grid, or correct the place of the facility.`,
  instrument_other_market: (f: Facts) =>
    `An instrument of this line is not valid in the market of the facility (${said(f.country)}). Remove it, or allocate it to a facility in its own market.`,
  instrument_factor_negative: (f: Facts) =>
    `The emission factor of the instrument is ${said(f.value)}. An instrument can't remove emissions. Enter zero or a positive number.`,
  instrument_claimed_twice: (f: Facts) =>
    f.other === undefined
      ? `${f.claimed} ${f.unit} are claimed of the instrument ${said(f.instrument)}, which covers ${f.quantity} ${f.unit}. Reduce the claims.`
      : `The instruments ${said(f.instrument)} and ${said(f.other)} have certificates in common. Claim each certificate once.`,
  instrument_vintage: (f: Facts) =>
    `The electricity of the instrument ${said(f.instrument)} was generated from ${f.start} to ${f.end}, outside the window of ${f.windowStart} to ${f.windowEnd}. Use an instrument of this window.`,
  instrument_not_cancelled: (f: Facts) =>
    `The certificates ${said(f.instrument)} have no date of cancellation. Cancel them in the registry and enter the date.`,
  boundary_unsuitable: (f: Facts) =>
    f.boundary === "well_to_tank"
      ? `The factor ${f.factor} covers emissions before a fuel is used. Use it only in category 3 (fuel- and energy-related activities). Here, choose a factor for the use of the fuel.`
      : `The factor ${f.factor} covers more than the emissions on site. Scope 1 needs a factor for the use of the fuel alone. Record the emissions before its use in category 3.`,
  radiative_forcing_twice: (f: Facts) =>
    `The method applies an uplift for radiative forcing, and the factor ${f.factor} ${f.stated === "included" ? "already includes it" : "does not state whether it includes one"}. Choose a factor without it, or remove the uplift.`,
  distance_correction_twice: (f: Facts) =>
    `The method applies a distance correction, and the factor ${f.factor} ${f.stated === "included" ? "already includes it" : "does not state whether it includes one"}. Apply it only once.`,
  price_basis_mismatch: (f: Facts) =>
    `The spend is in ${f.found} prices, but the factor ${f.factor} is per ${said(f.wanted, "an unstated price")}. Use a factor of the same price basis.`,
  price_year_mismatch: (f: Facts) =>
    `The spend is in prices of ${f.found}, but the factor ${f.factor} is for ${said(f.wanted, "no stated year")}. Deflate the spend to the price year of the factor.`,
  shares_not_whole: (f: Facts) => `The shares add up to ${f.sum} instead of exactly 1. Correct them.`,
  allocation_base_zero: (f: Facts) =>
    `${said(f.base)} is zero, so nothing can be allocated. Enter a value, or choose another allocation method.`,
  amount_exceeds: (f: Facts) => `${said(f.amount)} is more than ${said(f.limit)}. Correct one of the two.`,
  input_missing: (f: Facts) => `The input "${said(f.field)}" is missing. Add it.`,
  table_out_of_range: (f: Facts) =>
    `${said(f.value)} is outside the table (${f.from} to ${f.to}), which is not extrapolated. Check the value, or enter the figure with its source.`,
  factor_missing: () =>
    "No factor matches the place, time and method of this activity. Add one with its source, or allow a substitution in the factor policy.",
  factor_ambiguous: () =>
    "Several factors match equally well. Choose one, or set the order of datasets in the factor policy.",
  market_based_grid_average: (f: Facts) =>
    `Market-based: no instrument and no residual mix covers this electricity${f.region ? ` (grid ${f.region})` : ""}, so the grid average is used. Add the residual mix of the market if one is published.`,
  gwp_set_mismatch: (f: Facts) =>
    `The factor ${f.factor} is published as CO₂e with ${said(f.gwpSet, "an unnamed GWP set")}, without a split by gas. The inventory uses ${f.documentGwpSet}. Use a factor by gas to remove this note.`,
  ratio_method: (f: Facts) =>
    `The factor ${f.factor} scales up CO₂ to represent the other gases. The result is not a calculation by gas.`,
  stated_value: (f: Facts) => `The input "${f.input}" is ${f.value}. Source: ${said(f.source)}.`,
  table_interpolated: (f: Facts) =>
    `${said(f.value)} is between two rows of the table "${f.table}". The figure is obtained by linear interpolation.`,
  screening_estimate: (f: Facts) =>
    `This is a screening estimate with default rates (${said(f.method)}). Purchase or stock records would be more accurate.`,
  financed_data_quality: (f: Facts) =>
    `Financed emissions with PCAF data quality score ${f.score} (1 highest, 5 lowest).`,
  period_overlap: (f: Facts) =>
    f.days === "1"
      ? `${said(f.second)} begins on the day ${said(f.first)} ends (${f.start}), so that day is counted twice. Start the later record on the next day, unless the meter was read twice.`
      : `${said(f.first)} and ${said(f.second)} overlap on ${said(f.days)} days (${f.start} to ${f.end}). Check whether the same consumption was entered twice.`,
  records_overlap: (f: Facts) =>
    `${said(f.records)} records of this line overlap with others on ${said(f.days)} days (${f.start} to ${f.end}). Check whether the same consumption was entered twice.`,
  period_gap: (f: Facts) =>
    `The source "${said(f.source)}" has no record for ${said(f.days)} days, starting with ${f.start} to ${f.end}. Add records, or estimates marked as such.`,
  names_withheld: () => "This copy omits names and evidence of the line. The verifier has the complete document.",
  inputs_withheld: () =>
    "This copy omits the inputs of the line. Its result is stated and signed by the issuer. The verifier has the complete document.",
  factor_other_country: (f: Facts) =>
    `The factor ${f.factor} is for ${said(f.region)}, while the facility is in ${said(f.country)}. Use a factor of the country or of the supplier if there is one.`,
  factor_co2_only: (f: Facts) =>
    `The factor ${f.factor} is published for CO₂ only. Methane and nitrous oxide of this line are not included.`,
  factor_life_cycle: (f: Facts) =>
    `The factor ${f.factor} includes emissions before generation, which belong to scope 3, category 3. Scope 2 is higher by that part. Use a factor for generation alone if there is one.`,
  radiative_forcing_mixed: (f: Facts) =>
    `The factor ${f.factor} ${f.value === "included" ? "includes" : "does not include"} the effects of flights other than CO₂, unlike others of this category. Use one kind for all flights.`,
  boundary_mixed: (f: Facts) =>
    `The factor ${f.factor} covers another part of the energy chain than others of this category. Use one boundary for the category.`,
  factor_other_region: (f: Facts) =>
    `The factor ${f.factor} is for ${said(f.region, "no stated region")}, a wider region than that of the activity. Reason: ${said(f.reason)}`,
};

export default problem;
