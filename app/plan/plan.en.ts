/** The plan of a workspace: its limits, its end, and the notices when it is full or has ended. */
const plan = {
  title: "Plan",
  about: "The limits of this workspace, current usage and the end date.",
  name: { trial: "Free trial", company: "Company", consultancy: "Consultancy" },
  kind: {
    organizations: "Organizations",
    seats: "Seats",
    records: "Activity records",
    reports: "Reports issued this year",
  },
  kindNote: {
    organizations: "Companies whose emissions you calculate.",
    seats: "Members of the workspace. An open invitation also uses a seat.",
    records: "Current records of all organizations and years. Deleted records do not count.",
    reports: "Reports issued since 1 January (UTC), in any language. Drafts do not count.",
  },
  noun: {
    organizations: (count: string) => (count === "1" ? "1 organization" : `${count} organizations`),
    seats: (count: string) => (count === "1" ? "1 seat" : `${count} seats`),
    records: (count: string) => (count === "1" ? "1 activity record" : `${count} activity records`),
    reports: (count: string) => (count === "1" ? "1 report a year" : `${count} reports a year`),
  },
  unlimited: "no limit",
  open: "This installation sells no plans. There are no limits and no end date.",
  openOperator: "This workspace sells the plans of this installation. It has no limits itself.",
  standing: {
    title: "Your plan",
    plan: "Plan",
    state: "Status",
    until: "Valid until",
    untilValue: (day: string, days: number) =>
      days === 0 ? day : days === 1 ? `${day}, 1 day left` : `${day}, ${days} days left`,
    graceUntil: "Grace period until",
    source: "Source",
    states: { running: "Active", grace: "Ended, grace period", lapsed: "Ended, read-only" },
    sources: {
      trial: "Free trial",
      order: "Bank transfer",
      subscription: "Subscription",
      operator: "Granted by the operator",
    },
    none: "None yet",
  },
  usage: {
    title: "Usage",
    of: (used: string, limit: string) => `${used} of ${limit}`,
    noLimit: (used: string) => `${used}, no limit`,
    left: (left: string) => `${left} left`,
    full: "full",
    over: (over: string) => `${over} over the limit. Nothing is deleted, but you can't add more`,
  },
  offers: {
    title: "Plans",
    caption: "Limits of each plan",
    current: "current",
    head: "Limit",
    everything:
      "Every plan includes all features: all methods and factors, issued reports with proof, evidence, review, the API and both languages.",
  },
  end: {
    title: "After a plan ends",
    rules: [
      "Everything keeps working for seven days.",
      "After that, you can view, export and download data, but not change it.",
      "Nothing is deleted. Anyone can verify issued reports permanently.",
      "You can still remove access, withdraw reports and erase files.",
      "Everything works again as soon as you renew.",
    ],
  },
  holders: {
    title: "Workspaces and their plans",
    about: "The plan, usage and end date of each workspace on this installation.",
    empty: "No other workspaces yet",
    emptyReason: "Other workspaces appear here with their plans. They can order once you set prices.",
    tenant: "Workspace",
    choose: "Choose a workspace",
    over: "over the limit",
    limitOf: (kind: string) => `${kind}: limit`,
    grantTitle: "Grant or extend a plan",
    grantAbout:
      "For example after a bank transfer, or as a courtesy. The same plan is extended from its end. A different plan starts now. You can't undo a grant.",
    days: "Days",
    reasonHint: "Visible to both workspaces. For example, the invoice number.",
    grant: "Grant plan",
    give: "Grant",
    done: "The plan was granted.",
    fault: {
      tenant: "Choose the workspace to grant the plan to.",
      plan: "Choose a plan.",
      days: "Enter a whole number of days from 1 to 3660.",
      reason: "Enter a reason of up to 1,000 characters.",
    },
  },
  history: {
    title: "Grants",
    empty: "No grants yet.",
    from: "From",
    until: "Until",
    reason: "Reason",
  },
  notice: {
    ends: (plan: string, day: string, days: number) =>
      days <= 1 ? `${plan} ends today or tomorrow (${day}).` : `${plan} ends in ${days} days, on ${day}.`,
    renews: (plan: string, day: string) =>
      `${plan} is valid until ${day}. The subscription then renews it, unless you have ended the renewal.`,
    grace: (plan: string, days: number) =>
      days <= 1
        ? `${plan} has ended. Everything keeps working for 1 more day. After that, the workspace is read-only.`
        : `${plan} has ended. Everything keeps working for ${days} more days. After that, the workspace is read-only.`,
    lapsed: "The plan has ended. You can view and export data in this workspace, but not change it.",
    kept: "Nothing is deleted, and issued reports stay verifiable.",
    toPlan: "Plan and renewal",
  },
  refusal: {
    lapsed: {
      title: "The plan has ended, so nothing was changed",
      text: (day: string | null) =>
        `${day ? `The plan of this workspace ended on ${day}, and its grace period is over.` : "This workspace has no plan."} You can still view, export and download data. Nothing is deleted, and issued reports stay verifiable. Once an owner or admin renews the plan, you can continue immediately.`,
    },
    limit: {
      title: "Plan limit reached",
      text: (most: string, used: string, more: string) =>
        `The plan includes ${most}. ${used} ${used === "1" ? "is" : "are"} in use, and this would add ${more}. Nothing was changed. An owner or admin can choose a larger plan, or you can free up space first.`,
    },
    host: {
      title: "This can't be accepted right now",
      text: "The other workspace can't accept changes at the moment. Nothing on their side is lost. Please tell the person who sent you the link. The same link works again once they have resolved this.",
    },
    toPlan: "View plan",
    typedTitle: "What you entered",
    typedAbout: "Your entries were not saved. Copy what you need, or go back. The form may still contain them.",
  },
};

export default plan;
