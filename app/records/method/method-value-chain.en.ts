/** Methods of the value chain (scope 3): title, what it makes, names of inputs, steps and choices. */
const allocationKey = {
  mass: "Mass",
  volume: "Volume",
  energy: "Energy",
  economic_value: "Value in money",
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
  ppp_adjusted_gdp: "GDP adjusted for purchasing power",
};
const dataQualityScore = { 1: "1 (best)", 2: "2", 3: "3", 4: "4", 5: "5 (lowest)" };
const financed = {
  assetClass: "Asset class",
  denominator: "What stands below the line",
  outstanding: "Outstanding amount",
  value: "Its total value",
  dataQualityScore: "PCAF data-quality score",
};
const correction = { distanceMultiplier: "Multiplier for detours", distanceAddition: "Addition for detours" };
const commuters = {
  commuters: "Groups of commuters",
  employees: "Employees",
  days: "Commuting days in the period",
  tripsPerDay: "Trips per day",
  distance: "Distance of one trip",
  surveyed: "Employees who answered",
};
const mix = {
  mix: "Mix of treatments",
  share: "Share",
  mixSource: "Source of the mix",
  treatment: "Treatment",
};
const part = { key: "Allocated by", part: "Our part", whole: "The whole" };

const methods = {
  spend_based: {
    title: "Spend",
    about: "Money spent, brought to the prices, year and currency of a factor per money.",
    fields: {
      spend: "Spend",
      priceBasis: "Prices paid",
      priceYear: "Year of the spend",
      deflator: "Price level of that year ÷ price level of the factor's year",
      deflatedTo: "Price year of the factor",
      margin: "Trade, transport and taxes in the price",
      exchangeRate: "Units of the factor's currency for one of ours",
      exchangedTo: "Currency of the factor",
    },
    steps: { deflated: "In prices of the factor's year", producer_price: "In producer prices", converted: "Converted" },
    choices: { priceBasis: { purchaser: "Purchaser prices", producer: "Producer prices" } },
  },
  supplier_allocated: {
    title: "Part of a supplier's emissions",
    about: "Our part of what a supplier, a site or a production line emits in a year.",
    fields: part,
    steps: { share: "Our share" },
    choices: { key: allocationKey },
  },
  allocated: {
    title: "Part of a total",
    about: "Our part of energy, fuel, freight or money that several share.",
    fields: { total: "The total to share", ...part },
    steps: { share: "Our share" },
    choices: { key: allocationKey },
  },
  extrapolated: {
    title: "Sample carried over",
    about: "What was measured in a sample, carried over to all.",
    fields: {
      total: "Total of the sample",
      sampled: "Size of the sample",
      population: "Number in all",
      sampling: "How the sample was drawn",
    },
    steps: { multiple: "All ÷ sample" },
    choices: {},
  },
  grid_loss: {
    title: "Losses of the grid",
    about: "Energy that is lost on the way to us: category 3.",
    fields: { delivered: "Energy delivered to us", lossRate: "Loss rate", rateOf: "The rate refers to" },
    steps: { lost: "Lost on the way" },
    choices: { rateOf: { delivered: "Energy delivered", generated: "Energy generated" } },
  },
  freight_by_mass: {
    title: "Freight by mass and distance",
    about: "Tonne-kilometres of one leg of a transport.",
    fields: { shipments: "Shipments", mass: "Mass", distance: "Distance", ...correction },
    steps: { mass: "Mass carried", transport_activity: "Transport activity" },
    choices: {},
  },
  freight_by_container: {
    title: "Freight by container and distance",
    about: "TEU-kilometres of one leg of a transport.",
    fields: { shipments: "Shipments", teu: "Containers in TEU", distance: "Distance", ...correction },
    steps: { transport_activity: "Transport activity" },
    choices: {},
  },
  waste_by_treatment: {
    title: "Waste by treatment",
    about: "The part of a waste that takes one treatment; the whole mix is stated.",
    fields: { total: "Waste in all", ...mix },
    steps: { treated_amount: "Treated this way" },
    choices: {},
  },
  travel_by_distance: {
    title: "Travel by distance",
    about: "Passenger-kilometres of journeys.",
    fields: {
      trips: "Journeys",
      journeys: "Number of journeys",
      passengers: "Travellers",
      distance: "Distance of one journey",
      ...correction,
      radiativeForcing: "Multiplier for radiative forcing",
    },
    steps: { passenger_distance: "Passenger-kilometres", with_radiative_forcing: "With radiative forcing" },
    choices: {},
  },
  hotel_stay: {
    title: "Hotel stays",
    about: "Nights of rooms or of persons.",
    fields: { per: "Counted by", stays: "Stays", count: "Rooms or persons", nights: "Nights" },
    steps: { nights: "Nights in all" },
    choices: { per: { room_night: "Room nights", person_night: "Person nights" } },
  },
  commuting_by_passenger: {
    title: "Commuting, per passenger",
    about: "Passenger-kilometres of commuters, carried over from a survey where there is one.",
    fields: commuters,
    steps: { passenger_distance: "Passenger-kilometres", multiple: "Employees ÷ answers" },
    choices: {},
  },
  commuting_by_vehicle: {
    title: "Commuting, per vehicle",
    about: "Kilometres of cars: passenger-kilometres over how many share a car.",
    fields: { ...commuters, occupancy: "Persons in a vehicle" },
    steps: {
      passenger_distance: "Passenger-kilometres",
      vehicle_distance: "Vehicle-kilometres",
      multiple: "Employees ÷ answers",
    },
    choices: {},
  },
  commuting_by_average: {
    title: "Commuting, by average",
    about: "Working days of employees, for an average factor.",
    fields: { groups: "Groups", employees: "Employees", days: "Working days" },
    steps: { days: "Person-days" },
    choices: {},
  },
  homeworking: {
    title: "Working from home",
    about: "Hours that employees work at home.",
    fields: { groups: "Groups", employees: "Employees", days: "Days at home", hoursPerDay: "Hours per day" },
    steps: { hours: "Person-hours" },
    choices: {},
  },
  leased_floor_area: {
    title: "Leased space, by floor area",
    about: "Our part of a building's energy: our area over the area that is let.",
    fields: {
      buildingUse: "Use of the whole building",
      leasedArea: "Area we lease",
      lettableArea: "Area that can be let",
      occupancy: "Part of it that is let",
    },
    steps: { let_area: "Area that is let", share: "Our share" },
    choices: {},
  },
  leased_area_by_average: {
    title: "Leased space, by average",
    about: "Floor area for the part of the year in which it was leased, for a factor per area and year.",
    fields: { area: "Area", occupied: "Part of it in use", days: "Days leased", daysOfYear: "Days of the year" },
    steps: { share: "Part of the year and area" },
    choices: {},
  },
  processing_of_sold_products: {
    title: "Processing by customers",
    about: "Energy or fuel that customers use to process an intermediate product.",
    fields: { sold: "Mass sold", usePerTonne: "Use per tonne processed", share: "Part that is processed" },
    steps: { processed: "Mass processed", use: "Use in all" },
    choices: {},
  },
  use_of_sold_products: {
    title: "Use of sold products",
    about: "Energy or fuel over the whole life of the products sold in the period.",
    fields: {
      products: "Products",
      sold: "Units sold",
      lifetimeUses: "Uses, hours or kilometres in a lifetime",
      usePerUse: "Energy or fuel of each",
    },
    steps: { lifetime_use: "Use over the lifetime" },
    choices: {},
  },
  gas_of_sold_products: {
    title: "Gas in sold products",
    about: "Greenhouse gas that products hold and lose over their life.",
    fields: { sold: "Units sold", gasEach: "Gas in each", recovered: "Recovered at the end" },
    steps: { gas_sold: "Gas in all products", released: "Released" },
    choices: {},
  },
  end_of_life_by_treatment: {
    title: "End of life by treatment",
    about: "The part of the products sold that takes one treatment at the end.",
    fields: {
      sold: "Units sold",
      massEach: "Mass of each",
      remaining: "Part that is left at the end",
      ...mix,
    },
    steps: { mass_sold: "Mass sold", treated_amount: "Treated this way" },
    choices: {},
  },
  financed_share: {
    title: "Financed emissions",
    about: "The part of a company, project, building, vehicle or country that we finance.",
    fields: financed,
    steps: { attribution_factor: "Attribution factor" },
    choices: { assetClass, denominator, dataQualityScore },
  },
  financed_revenue: {
    title: "Financed emissions, by revenue",
    about: "The financed part of a company's revenue, for a factor of its sector.",
    fields: { ...financed, revenue: "Revenue of the company" },
    steps: { attribution_factor: "Attribution factor", attributed_revenue: "Attributed revenue" },
    choices: { assetClass, denominator, dataQualityScore: { 4: "4", 5: "5 (lowest)" } },
  },
  financed_activity: {
    title: "Financed emissions, by activity",
    about: "The financed part of what a building, vehicle or company uses.",
    fields: { ...financed, activity: "Activity of the whole" },
    steps: { attribution_factor: "Attribution factor", attributed_activity: "Attributed activity" },
    choices: { assetClass, denominator, dataQualityScore },
  },
};

export default methods;
