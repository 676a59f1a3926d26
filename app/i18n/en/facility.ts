const facility = {
  title: "Facilities",
  about: "Where emissions arise: plants, offices, warehouses, fleets.",
  emptyTitle: "Where do your emissions arise?",
  emptyReason:
    "Add each site that belongs to the inventory. Its country and grid region decide which official electricity factor applies, and buyers ask which sites a figure covers.",
  add: "Add a facility",
  addTitle: "New facility",
  editTitle: "Facility",
  nameEn: "Name in English",
  nameZh: "Name in Chinese",
  nameHint: "At least one.",
  name: "Facility",
  country: "Country or territory",
  countryChoose: "Choose",
  subdivision: "Province or state",
  subdivisionNone: "Not stated",
  subdivisionHint: "For China and the United States: it tells the electricity grid.",
  suggest: "Suggest the grid region",
  suggested: {
    province: (region: string) =>
      `Suggested: ${region}. A provincial average is published, and it is the closest. Save to confirm, or choose another.`,
    grid_of_province: (region: string) =>
      `Suggested: ${region}. No average is published for the province, so this is the grid that it belongs to. Save to confirm, or choose another.`,
    subregion_of_state: (region: string) =>
      `Suggested: ${region}. One eGRID subregion serves the state, or nearly all of it. Save to confirm, or choose another.`,
    whole_country: (region: string) =>
      `Suggested: ${region}. One average is published for the whole country. Save to confirm, or choose another.`,
    state_is_shared: (regions: string) =>
      `Several eGRID subregions share this state: ${regions}. They follow the utilities, not the border, so choose by ZIP code.`,
    subdivision_needed:
      "This country has several grids. State the province or state and ask again, or choose the region yourself.",
    not_published:
      "The library has no official grid average for this country. Leave the grid region at the first entry and choose the factor on the source.",
  },
  powerProfiler: "EPA Power Profiler",
  gridRegion: "Electricity grid region",
  gridRegionHint:
    "The area for which an official grid factor is published. Where the country has none in the library, leave it at the first entry and choose the factor on the source.",
  gridRegionNone: "No region: the country as a whole",
  gridColumn: "Grid region",
  wholeCountry: (country: string) => `${country}, whole country`,
  share: "Consolidation share",
  shareHint:
    "Your part of the site's emissions, 0 to 1: 0.6 for 60 %, or an exact ratio such as 1/3. Counts under equity share; under a control approach write 1 for what you control and 0 for what you do not.",
  shareEquityHint: "Your share of the site's equity, 0 to 1: 0.6 for 60 %, or an exact ratio such as 1/3.",
  sourceCount: "Sources",
  save: "Save facility",
  removeRefused: (count: number) =>
    `This facility has ${count} emission ${count === 1 ? "source" : "sources"}, so it can't be removed: their records would lose their place. Remove or move the sources first.`,
  readOnly: "Your role may look but not change. An administrator can give you the role of editor.",
  fault: {
    stale: "Somebody changed this meanwhile. Look at the history below, then save yours again.",
    name_missing: "Give the name in at least one language.",
    too_long: "This text is too long. Shorten it to 200 characters.",
    text_forbidden: "This text contains invisible control or direction characters. Type it again without them.",
    country_missing: "Choose a country or territory.",
    subdivision_other_country:
      "This province or state is in another country. Choose one of the facility's country, or leave it empty.",
    region_unknown: "There is no grid factor for this region. Choose one from the list.",
    region_other_country: "This grid region is in another country. Choose one of the facility's country.",
    share_invalid: "Write a number from 0 to 1, such as 0.6, or a ratio such as 1/3.",
    facility_has_sources: "This facility has emission sources, so it was not removed. Remove or move them first.",
    source_has_records:
      "This source has activity records, so it was not removed: nothing that was entered is lost. Rename it, or delete its records first.",
    source_is_spoken_of:
      "This source has files of its own, or somebody was asked for its figures, so it was not removed. Rename it instead.",
    facility_missing: "Choose a facility.",
    scope_missing: "Choose what kind of emission this is.",
    unit_missing: "Choose a unit.",
    factor_missing: "Choose a factor.",
    factor_unknown: "This factor is not in the library. Search again and choose one.",
    factor_not_selectable:
      "This factor is published for other purposes and can't be used in an inventory. Choose another.",
    factor_not_approved: "This factor has no approved version: write one, or have it approved, under “Own factors”.",
    factor_other_method:
      "This factor is published for another purpose than the average of a grid: emission trading, fossil power alone, what is left after trade, or a footprint. Choose the grid average. For a supply straight from a power plant record an own factor with its evidence.",
    grid_needs_electricity: "A grid average belongs to purchased electricity. Choose that category, or another factor.",
    grid_region_missing:
      "The library has no official grid factor for this facility's region. Search for a factor below, or correct the region on the facility.",
    via_missing: "Your unit needs a property to reach the factor's unit. Choose one below, or another unit or factor.",
    unit_no_path:
      "This unit does not lead to the factor's unit. Choose another unit, another factor, or a property that joins them.",
    percent_invalid: "Write a percentage from 0 to 9999, such as 5 for ± 5 %.",
    both_uncertainties: "Give both uncertainties or neither.",
  },

  sources: {
    title: "Emission sources",
    about: "What emits, or is bought, at each facility, and the factor that applies.",
    emptyTitle: "What emits at your facilities?",
    emptyReason:
      "A source is something you keep a bill or a meter for: natural gas for the boiler, electricity, diesel for trucks, purchased steel. Each one names its factor once, and every record of it is calculated with the edition for its year.",
    needFacility: "Add a facility first: a source belongs to one.",
    applyPackage: "Apply a package",
    add: "Add a source",
    addTitle: "New emission source",
    editTitle: "Emission source",
    name: "Source",
    facility: "Facility",
    factor: "Factor",
    unit: "Unit",
    category: "Kind of emission",
    categoryChoose: "Choose scope and category",
    unitHint: "The unit of your bills or meters; other units of the same kind can still be entered.",
    unitChoose: "Choose",
    whatTitle: "What it is",
    whichTitle: "How its factor is found",
    gridAverage: "Average of the facility's electricity grid",
    gridAverageText:
      "The official factor of the facility's grid region, in the edition of each record's year. For the location-based result.",
    residual: "Use the residual mix for the market-based result",
    residualText:
      "Consumption that no certificate or contract covers then counts with the market's residual factor where one is published, as the Scope 2 Guidance asks. Without it the grid average is used and disclosed.",
    searchLabel: "Search the factor library",
    searchHint: "In English or Chinese, such as “natural gas”, “diesel”, “R-410A”, “柴油”.",
    search: "Search",
    found: (count: number) => (count === 1 ? "1 factor found" : `${count} factors found`),
    foundMore: "More fit than are shown. Add a word to narrow the search.",
    notFound: (words: string) => `Nothing fits “${words}”. Use fewer or other words.`,
    scopeOnly: "Only factors for the chosen scope",
    chosen: "Chosen now",
    own: "Own factor",
    foundTitle: (period: string) => `What it finds for ${period}`,
    editions: (years: string) => `Editions: ${years}`,
    viaTitle: "From your unit to the factor's",
    viaText: (unit: string, factorUnit: string) =>
      `You record ${unit}; the factor counts per ${factorUnit}. A published property, such as a heating value, joins the two. Choose the one for your fuel or material.`,
    uncertaintyTitle: "Uncertainty",
    uncertaintyText:
      "± per cent at 95 % confidence. Needed for a quantified uncertainty of the inventory (ISO 14064-1:2018, 8.3).",
    uncertaintyActivity: "Of the quantity",
    uncertaintyFactor: "Of the factor",
    save: "Save source",
    none: "No source in this scope.",
    factorGone: "The factor is not in the library",
    perUnit: (unit: string) => `per ${unit}`,
  },
};

export default facility;
