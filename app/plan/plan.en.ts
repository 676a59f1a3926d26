/** The plan of a workspace: what it holds, until when, and what is said when it is full or has ended. */
const plan = {
  title: "Plan",
  about: "What this workspace may hold, how much of it is used, and until when.",
  name: { trial: "Free trial", company: "Company", consultancy: "Consultancy" },
  kind: {
    organizations: "Organizations",
    seats: "Seats",
    records: "Activity records",
    reports: "Reports issued this year",
  },
  kindNote: {
    organizations: "Companies whose emissions are counted.",
    seats: "Members of the workspace; an open invitation holds a seat.",
    records: "Records that stand, over all organizations and years; deleted ones do not count.",
    reports: "Reports issued since 1 January (UTC), in any language; drafts do not count.",
  },
  noun: {
    organizations: (count: string) => (count === "1" ? "1 organization" : `${count} organizations`),
    seats: (count: string) => (count === "1" ? "1 seat" : `${count} seats`),
    records: (count: string) => (count === "1" ? "1 activity record" : `${count} activity records`),
    reports: (count: string) => (count === "1" ? "1 report a year" : `${count} reports a year`),
  },
  unlimited: "no limit",
  open: "No plans are sold on this installation: nothing here is limited, and nothing runs out.",
  openOperator: "This workspace sells the plans of this installation; it has no limits itself.",
  standing: {
    title: "Your plan",
    plan: "Plan",
    state: "State",
    until: "Until",
    untilValue: (day: string, days: number) =>
      days === 0 ? day : days === 1 ? `${day}, 1 day left` : `${day}, ${days} days left`,
    graceUntil: "Grace until",
    source: "Source",
    states: { running: "Running", grace: "Ended, in grace", lapsed: "Ended, read-only" },
    sources: {
      trial: "Free trial",
      order: "Bank transfer",
      subscription: "Subscription",
      operator: "Granted by the operator",
    },
    none: "None yet",
  },
  usage: {
    title: "What is used",
    of: (used: string, limit: string) => `${used} of ${limit}`,
    noLimit: (used: string) => `${used}, no limit`,
    left: (left: string) => `${left} left`,
    full: "full",
    over: (over: string) => `${over} over the limit: nothing is deleted, only adding stops`,
  },
  offers: {
    title: "Plans",
    caption: "What each plan holds",
    current: "current",
    head: "Holds",
    everything:
      "Every plan has everything Truetonne does: all methods and factors, issued reports with their proofs, evidence, review, the API, both languages.",
  },
  end: {
    title: "When a plan ends",
    rules: [
      "For seven days everything still works.",
      "Then the workspace can be read, exported and downloaded, but not changed.",
      "Nothing is deleted. Issued reports stay verifiable by anyone, for ever.",
      "Access can still be taken away, a report can still be withdrawn, a file can still be erased.",
      "After renewal everything works again at once.",
    ],
  },
  holders: {
    title: "Workspaces and their plans",
    about: "Who holds which plan of this installation, what is used of it, and until when.",
    empty: "There is no other workspace yet",
    emptyReason: "Each other workspace stands here with its plan. They can order one once prices are stated.",
    tenant: "Workspace",
    choose: "Choose a workspace",
    over: "over the limit",
    limitOf: (kind: string) => `${kind}: limit`,
    grantTitle: "Grant or extend by hand",
    grantAbout:
      "After a bank transfer, or as a courtesy. The same plan is extended from its end; another one begins now. It can't be taken back.",
    days: "Days",
    reasonHint: "Both sides can read it, such as the number of the invoice.",
    grant: "Grant the plan",
    give: "Grant",
    done: "The plan was granted.",
    fault: {
      tenant: "Choose the workspace that gets the plan.",
      plan: "Choose one of the plans.",
      days: "Give a whole number of days from 1 to 3660.",
      reason: "Say why, in up to 1,000 characters.",
    },
  },
  history: {
    title: "What was granted",
    empty: "Nothing yet.",
    from: "From",
    until: "Until",
    reason: "Reason",
  },
  notice: {
    ends: (plan: string, day: string, days: number) =>
      days <= 1 ? `${plan} ends today or tomorrow (${day}).` : `${plan} ends in ${days} days, on ${day}.`,
    renews: (plan: string, day: string) =>
      `${plan} runs until ${day}. Its subscription renews it then, unless that was ended.`,
    grace: (plan: string, days: number) =>
      days <= 1
        ? `${plan} has ended. Everything still works for one more day; then the workspace can only be read.`
        : `${plan} has ended. Everything still works for ${days} more days; then the workspace can only be read.`,
    lapsed: "The plan has ended: this workspace can be read and exported, but not changed.",
    kept: "Nothing is deleted, and issued reports stay verifiable.",
    toPlan: "Plan and renewal",
  },
  refusal: {
    lapsed: {
      title: "The plan has ended, so nothing was changed",
      text: (day: string | null) =>
        `${day ? `The plan of this workspace ended on ${day}, and its days of grace are over.` : "This workspace has no plan."} Reading, exports and downloads still work, nothing is deleted, and issued reports stay verifiable. An owner or administrator can renew the plan; this step works again at once.`,
    },
    limit: {
      title: "The plan has no room for this",
      text: (most: string, used: string, more: string) =>
        `The plan holds ${most}. ${used} of them ${used === "1" ? "is" : "are"} in use, and this would add ${more}. Nothing was changed. An owner or administrator can choose a larger plan, or you can make room first.`,
    },
    host: {
      title: "This can't be taken in just now",
      text: "The workspace that this belongs to can't take changes at present. Nothing of it is lost on their side. Tell the person who wrote to you; the same link works again when they have put it right.",
    },
    toPlan: "See the plan",
    typedTitle: "What you entered",
    typedAbout: "It was not saved. Copy what you need, or go back: the form may still hold it.",
  },
};

export default plan;
