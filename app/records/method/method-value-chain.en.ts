/** Methods of the value chain (scope 3). */
const allocationKey = {
  mass: "Mass",
  volume: "Volume",
  energy: "Energy",
  economic_value: "Economic value",
  number_of_units: "Number of units",
  distance: "Distance",
  mass_distance: "Tonne-kilometres",
  floor_area: "Floor area",
  time: "Time",
};
const assetClass = {
  listed_equity_and_corporate_bonds: "Listed equity and corporate bonds",
  business_loans_and_unlisted_equity: "Business loans and unlisted equity",
  project_finance: "Project finance",
  commercial_real_estate: "Commercial real estate",
  mortgages: "Mortgages",
  motor_vehicle_loans: "Motor vehicle loans",
  sovereign_debt: "Sovereign debt",
};
const denominator = {
  enterprise_value_including_cash: "Enterprise value including cash (EVIC)",
  total_equity_and_debt: "Total equity and debt",
  project_equity_and_debt: "Equity and debt of the project",
  property_value_at_origination: "Property value at origination",
  vehicle_value_at_origination: "Vehicle value at origination",
  ppp_adjusted_gdp: "PPP-adjusted GDP",
};
const dataQualityScore = { 1: "1 (best)", 2: "2", 3: "3", 4: "4", 5: "5 (lowest)" };
const financed = {
  assetClass: "Asset class",
  denominator: "Denominator",
  outstanding: "Outstanding amount",
  value: "Total value of the denominator",
  dataQualityScore: "PCAF data quality score",
};
const correction = { distanceMultiplier: "Detour multiplier", distanceAddition: "Detour distance to add" };
const commuters = {
  commuters: "Groups of commuters",
  employees: "Employees",
  days: "Commuting days in the period",
  tripsPerDay: "Trips per day",
  distance: "Distance of one trip",
  surveyed: "Employees who responded",
};
const mix = {
  mix: "Treatment mix",
  share: "Share",
  mixSource: "Source of the treatment mix",
  treatment: "Treatment",
};
const part = { key: "Allocated by", part: "Our part", whole: "The whole" };

const methods = {
  spend_based: {
    title: "Spend-based method",
    about: "Money spent, converted to the price basis, year and currency of the factor.",
    fields: {
      spend: "Spend",
      priceBasis: "Price basis",
      priceYear: "Year of the spend",
      deflator: "Price level of the spend year ÷ price level of the factor year",
      deflatedTo: "Price year of the factor",
      margin: "Share of trade, transport and taxes in the price",
      exchangeRate: "Units of the factor's currency per unit of yours",
      exchangedTo: "Currency of the factor",
    },
    steps: { deflated: "In prices of the factor year", producer_price: "In producer prices", converted: "Converted" },
    choices: { priceBasis: { purchaser: "Purchaser prices", producer: "Producer prices" } },
  },
  supplier_allocated: {
    title: "Allocated supplier emissions",
    about: "Your share of the annual emissions of a supplier, site or production line.",
    fields: part,
    steps: { share: "Your share" },
    choices: { key: allocationKey },
  },
  allocated: {
    title: "Allocated total",
    about: "Your share of energy, fuel, freight or money that several companies share.",
    fields: { total: "Total to allocate", ...part },
    steps: { share: "Your share" },
    choices: { key: allocationKey },
  },
  extrapolated: {
    title: "Extrapolated sample",
    about: "The measured result of a sample, extrapolated to the whole population.",
    fields: {
      total: "Total of the sample",
      sampled: "Sample size",
      population: "Population size",
      sampling: "How the sample was drawn",
    },
    steps: { multiple: "Population ÷ sample" },
    choices: {},
  },
  grid_loss: {
    title: "Grid losses",
    about: "Energy lost on the way to your site (category 3).",
    fields: { delivered: "Energy delivered to your site", lossRate: "Loss rate", rateOf: "Basis of the loss rate" },
    steps: { lost: "Energy lost" },
    choices: { rateOf: { delivered: "Energy delivered", generated: "Energy generated" } },
  },
  freight_by_mass: {
    title: "Freight by mass and distance",
    about: "Tonne-kilometres of one transport leg.",
    fields: { shipments: "Shipments", mass: "Mass", distance: "Distance", ...correction },
    steps: { mass: "Mass carried", transport_activity: "Transport activity" },
    choices: {},
  },
  freight_by_container: {
    title: "Freight by container and distance",
    about: "TEU-kilometres of one transport leg.",
    fields: { shipments: "Shipments", teu: "Containers (TEU)", distance: "Distance", ...correction },
    steps: { transport_activity: "Transport activity" },
    choices: {},
  },
  waste_by_treatment: {
    title: "Waste by treatment",
    about: "The part of a waste stream that gets one treatment. Enter the whole mix.",
    fields: { total: "Total waste", ...mix },
    steps: { treated_amount: "Amount with this treatment" },
    choices: {},
  },
  travel_by_distance: {
    title: "Travel by distance",
    about: "Passenger-kilometres travelled.",
    fields: {
      trips: "Trips",
      journeys: "Number of trips",
      passengers: "Travellers",
      distance: "Distance per trip",
      ...correction,
      radiativeForcing: "Radiative forcing multiplier",
    },
    steps: { passenger_distance: "Passenger-kilometres", with_radiative_forcing: "Including radiative forcing" },
    choices: {},
  },
  hotel_stay: {
    title: "Hotel stays",
    about: "Room nights or person nights.",
    fields: { per: "Unit", stays: "Stays", count: "Rooms or people", nights: "Nights" },
    steps: { nights: "Total nights" },
    choices: { per: { room_night: "Room nights", person_night: "Person nights" } },
  },
  commuting_by_passenger: {
    title: "Commuting, per passenger",
    about: "Passenger-kilometres of commuters, extrapolated from a survey if available.",
    fields: commuters,
    steps: { passenger_distance: "Passenger-kilometres", multiple: "Employees ÷ responses" },
    choices: {},
  },
  commuting_by_vehicle: {
    title: "Commuting, per vehicle",
    about: "Vehicle-kilometres: passenger-kilometres divided by people per vehicle.",
    fields: { ...commuters, occupancy: "People per vehicle" },
    steps: {
      passenger_distance: "Passenger-kilometres",
      vehicle_distance: "Vehicle-kilometres",
      multiple: "Employees ÷ responses",
    },
    choices: {},
  },
  commuting_by_average: {
    title: "Commuting, average data",
    about: "Working days of employees, for use with an average factor.",
    fields: { groups: "Groups", employees: "Employees", days: "Working days" },
    steps: { days: "Person-days" },
    choices: {},
  },
  homeworking: {
    title: "Working from home",
    about: "Hours that employees work from home.",
    fields: { groups: "Groups", employees: "Employees", days: "Days at home", hoursPerDay: "Hours per day" },
    steps: { hours: "Person-hours" },
    choices: {},
  },
  leased_floor_area: {
    title: "Leased space by floor area",
    about: "Your share of a building's energy: your area divided by the total leased area.",
    fields: {
      buildingUse: "Energy use of the whole building",
      leasedArea: "Area you lease",
      lettableArea: "Lettable area",
      occupancy: "Occupancy rate",
    },
    steps: { let_area: "Total leased area", share: "Your share" },
    choices: {},
  },
  leased_area_by_average: {
    title: "Leased space, average data",
    about: "Floor area for the leased part of the year, for use with a factor per area and year.",
    fields: { area: "Area", occupied: "Share in use", days: "Days leased", daysOfYear: "Days in the year" },
    steps: { share: "Share of year and area" },
    choices: {},
  },
  processing_of_sold_products: {
    title: "Processing by customers",
    about: "Energy or fuel that customers use to process an intermediate product.",
    fields: { sold: "Mass sold", usePerTonne: "Use per tonne processed", share: "Share processed" },
    steps: { processed: "Mass processed", use: "Total use" },
    choices: {},
  },
  use_of_sold_products: {
    title: "Use of sold products",
    about: "Lifetime energy or fuel use of products sold in the period.",
    fields: {
      products: "Products",
      sold: "Units sold",
      lifetimeUses: "Uses, hours or kilometres over the lifetime",
      usePerUse: "Energy or fuel per use, hour or kilometre",
    },
    steps: { lifetime_use: "Lifetime use" },
    choices: {},
  },
  gas_of_sold_products: {
    title: "Gas in sold products",
    about: "Greenhouse gas contained in products and lost over their lifetime.",
    fields: { sold: "Units sold", gasEach: "Gas per unit", recovered: "Share recovered at end of life" },
    steps: { gas_sold: "Gas in all products", released: "Released" },
    choices: {},
  },
  end_of_life_by_treatment: {
    title: "End of life by treatment",
    about: "The part of the sold products that gets one treatment at end of life.",
    fields: {
      sold: "Units sold",
      massEach: "Mass per unit",
      remaining: "Share remaining at end of life",
      ...mix,
    },
    steps: { mass_sold: "Mass sold", treated_amount: "Amount with this treatment" },
    choices: {},
  },
  financed_share: {
    title: "Financed emissions",
    about: "The share of a company, project, building, vehicle or country that you finance.",
    fields: financed,
    steps: { attribution_factor: "Attribution factor" },
    choices: { assetClass, denominator, dataQualityScore },
  },
  financed_revenue: {
    title: "Financed emissions by revenue",
    about: "The financed share of a company's revenue, for use with a sector factor.",
    fields: { ...financed, revenue: "Company revenue" },
    steps: { attribution_factor: "Attribution factor", attributed_revenue: "Attributed revenue" },
    choices: { assetClass, denominator, dataQualityScore: { 4: "4", 5: "5 (lowest)" } },
  },
  financed_activity: {
    title: "Financed emissions by activity",
    about: "The financed share of what a building, vehicle or company uses.",
    fields: { ...financed, activity: "Total activity" },
    steps: { attribution_factor: "Attribution factor", attributed_activity: "Attributed activity" },
    choices: { assetClass, denominator, dataQualityScore },
  },
};

export default methods;
