/** The page where API keys are created and revoked. */
export const keys = {
  title: "API keys",
  about: (organization: string) =>
    `Let programs enter activity data, start calculations and download documents for ${organization}.`,
  docs: "API documentation",
  made: (name: string) => `The key “${name}” was created.`,
  secretTitle: "Copy the secret now",
  secretText:
    "It is shown only once, and only its hash is stored. Anyone who has the secret can act as this key until the key ends.",
  secretLabel: "Secret",
  revoked: "The key was revoked.",
  empty: {
    title: "No keys yet",
    reason:
      "With a key, your ERP, meters or a script can send activity data and get results without anyone's password. Each key has a name, a purpose and an end date.",
  },
  name: "Name",
  nameHint: "What uses the key, such as “ERP, nightly”. The history of each record it changes shows this name.",
  reach: "Access",
  reachOrganization: "This organization",
  reachTenant: "All organizations",
  reachText: {
    organization: "Only data of this organization.",
    tenant: "All organizations of your account, including those added later.",
  },
  reachTenantOff: "Only an admin of the whole account can create a key for all organizations.",
  scopes: "Permissions",
  scopesHint: "Choose only what it needs. A key never has more permissions than its creator.",
  scope: {
    read: "Read",
    "activities:write": "Enter, correct and delete activity data",
    "runs:write": "Start calculations",
    "reports:issue": "Issue reports",
  },
  days: "Expires after",
  daysOption: (days: number) => (days === 365 ? "1 year" : `${days} days`),
  make: "Create key",
  newTitle: "New key",
  stateHead: "Status",
  hint: "Begins with",
  end: "Ends",
  used: "Last used",
  madeAt: "Created",
  state: { active: "Active", expired: "Expired", revoked: "Revoked" },
  formerMember: "a former member",
  revoke: "Revoke",
  revokeQuestion: (name: string) =>
    `Revoke the key “${name}”? Programs that use it stop working at their next request. This can't be undone.`,
  ruleTitle: "Permissions of a key",
  rule: [
    "A key can never do more than its creator can do at that moment. If the creator gets a lower role, the key loses the same permissions. If the creator leaves, the key stops working.",
    "A revoked or expired key stops working at the next request. Keys can't be extended. Create a new one before the old one ends.",
    "The history shows every change made with a key under the name of the key.",
  ].join("\n"),
  fault: {
    name: "Enter a name of at most 100 characters.",
    textForbidden: "The name contains invisible characters. Remove them.",
    reach: "Choose what the key can access.",
    scopes: "Choose at least one permission.",
    days: "Choose when the key ends.",
    form: "The form could not be read. Try again.",
  },
};
