const policy = {
  title: "Factor policy",
  about: "How a factor is chosen when several are published, and what happens when none is.",
  intro:
    "The same records and the same policy always give the same factors. Each version is kept with its date and author and can't be edited. It is printed in every report that uses it.",
  tabs: "Settings",
  generalTab: "Company and rules",
  readOnly: "Only owners and admins can change the factor policy.",
  inForce: "Current policy",
  version: (number: number) => (number === 0 ? "No policy saved yet" : `Version ${number}`),
  statedBy: (day: string, name: string) => `${day}, ${name}`,
  formTitle: "Change policy",
  yearTitle: "No factor published for the year",
  regionTitle: "No factor published for the grid region",
  region: {
    off: { name: "Report it as missing", text: "Stops and reports it. A wider region is never used automatically." },
    on: {
      name: "Use the wider region",
      text: "Uses the grid around the province first, then the country. Each such line is disclosed on the page and in the report.",
    },
  },
  precedenceTitle: "Order of datasets",
  precedenceText:
    "Applies only where two datasets publish a factor for the same place, method and period. Datasets that are not listed come last. If two are still equal, both are reported as ambiguous and none is chosen.",
  precedenceEmpty: "No order set.",
  moveUp: (name: string) => `Move ${name} up`,
  moveDown: (name: string) => `Move ${name} down`,
  remove: (name: string) => `Remove ${name} from the list`,
  addDataset: "Add dataset",
  addChoose: "Choose dataset",
  add: "Add",
  moved: "The order changed on this page only. Save the policy to apply it.",
  ownDataset: "Custom factors of the organization",
  pinsTitle: "Releases",
  pinsText:
    "Each dataset uses its newest release unless you pin one. A new release never changes an existing calculation, but the inventory suggests a new one. A pin stays until someone changes it here.",
  otherDatasets: (count: number) => (count === 1 ? "1 other dataset" : `${count} other datasets`),
  followsNewest: (edition: string) => `Newest (now ${edition})`,
  pinned: (edition: string) => `Pinned to ${edition}`,
  pinLabel: (name: string) => `Release of ${name}`,
  used: "in use",
  reason: "Reason for this policy",
  reasonHint: "Verifiers and colleagues see this: a decision, a programme rule or a customer's request.",
  submit: "Save policy",
  saved: "Policy saved. New calculations use it. Earlier calculations keep their factors.",
  historyTitle: "Earlier versions",
  historyText: "Versions are never edited or deleted.",
  historyEmpty: "No earlier version. Before the first one, only a factor's own period and place counted.",
  fault: {
    choice_missing: "Choose an option.",
    too_long: "The reason is too long. Shorten it to 1,000 characters.",
    text_forbidden: "This text contains invisible control characters. Type it again without them.",
    dataset_unknown: "A dataset in the order is no longer in the library. Remove it from the list.",
    edition_unknown: "The pinned release is not in the library. Choose another release or the newest.",
    nothing_changed: "This is the current policy, so no new version was saved.",
  } as Record<string, string>,

  says: {
    yearNone: "A factor is used only for the period for which it was published.",
    yearGrid:
      "If no grid factor is published for the period, the latest earlier release is used. Each such line is disclosed. Any other factor is used only for the period it is published for.",
    yearEarlier:
      "If no factor is published for the period, the latest earlier release is used, and each such line is disclosed.",
    regionNone: "A grid factor is used only for the grid region of the facility.",
    regionWider:
      "If no grid factor is published for the grid region, the next wider region is used. Each such line is disclosed.",
    order: (names: string) =>
      `If several datasets publish a factor for the same place, method and period, the order is: ${names}.`,
    orderNone:
      "No dataset takes precedence over another. Where two publish equally suitable factors, one is chosen for each emission source.",
    pins: (names: string) =>
      `These releases are used: ${names}. Of other datasets, the latest release that fits the period is used.`,
    pinsNone: "Of each dataset, the latest release that fits the period is used.",
    methods:
      "Average, residual mix, fossil and emissions trading factors of one grid are different methods. One never replaces another.",
    separator: ", then ",
    pin: (name: string, edition: string) => `${name} ${edition}`,
    pinSeparator: ", ",
  },

  why: {
    title: "Why this factor",
    titleOf: { factor: "Why this factor", property: "Why this conversion", residual: "Why this residual mix" },
    none: "Why no factor was found",
    others: "Why other factors were not chosen",
    noOthers: "There were no other candidates.",
    notKept: "The reasons were not recorded for this calculation. Calculate again to see them.",
    candidate: "Candidate",
    value: "Value",
    reason: "Reason",
    place: (place: string) => `Place: ${place}`,
    placeWider: (place: string, wanted: string) =>
      `Place: ${place}. Nothing is published for ${wanted}, and your policy allows a wider region`,
    placeAny: "Place: chosen on the source",
    method: (method: string) => `Method: ${method}`,
    validFor: (days: string) => `Period: valid ${days}`,
    validAlways: "Period: published without an end date",
    earlier: (days: string) => `Period: valid ${days}. This is the latest earlier release, which your policy allows`,
    editionNewest: (edition: string) => `Release: ${edition}, the newest that fits`,
    editionPinned: (edition: string) => `Release: ${edition}, pinned by your policy`,
    editionChosen: (edition: string) => `Release: ${edition}, chosen on the source`,
    byPolicy: (version: number) =>
      version === 0 ? "No factor policy had been saved." : `Chosen by version ${version} of the factor policy.`,
    same: "The same input always gives the same factor.",
    policyLink: "Factor policy",
    more: (count: number) => `and ${count} more`,
    tied: "These factors fit equally well. Choose one on the source, or set an order of datasets.",
    missing: "No published factor fits. These were considered:",
    lost: {
      not_active: "Can't be used in an inventory.",
      other_method: "Uses another method, so its meaning is different.",
      not_pinned: "Another release is pinned.",
      other_region: "For another place. Your policy must allow a wider region.",
      not_valid: "Not valid for the whole period.",
      nearer_region: "Covers the place, but another factor is closer.",
      nearer_year: "Another release is closer to the period.",
      preferred_dataset: "Your order of datasets prefers another dataset.",
      newer_edition: "A newer release of this factor is published.",
    },
    lostMethod: {
      residual: "Residual mix: only for market-based electricity without a certificate or contract.",
      fossil: "Fossil power only, not the mix delivered by the grid.",
      ets: "For emissions trading reports, not for inventories.",
      marginal: "Marginal rate: describes a change and can't be used in an inventory.",
      footprint_lifecycle: "Life cycle factor for product footprints. It would count upstream emissions twice.",
      grid_lifecycle: "Life cycle factor. It would count upstream emissions twice.",
      grid_average: "Grid average: still includes electricity with certificates and contracts.",
    } as Record<string, string>,
    lostStatus: {
      superseded: "Superseded by a correction for the same data year.",
      not_for_inventories: "Published for other purposes.",
      withdrawn: "Withdrawn.",
      anomalous: "Implausible compared with similar values. Excluded with a reason.",
      draft: "Draft, not approved.",
      proposed: "Waiting for approval by a second person.",
      rejected: "Rejected by the second person.",
    } as Record<string, string>,
  },

  moves: {
    title: (count: number) =>
      count === 1
        ? "A new calculation would use 1 different factor"
        : `A new calculation would use ${count} different factors`,
    titleEditions: (count: number) =>
      count === 1 ? "1 factor has a newer release" : `${count} factors have newer releases`,
    text: "This calculation keeps its figures. A new one would use the factors on the right. Compare both before you report.",
    policyChanged: "The factor policy has changed since this calculation.",
    show: "Show changes",
    caption: "Factors of a new calculation",
    now: "This calculation",
    later: "New calculation",
    lines: "Lines",
    gone: "no factor fits",
  },
};

export default policy;
