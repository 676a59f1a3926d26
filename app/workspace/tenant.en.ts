/** The pages of a workspace: what belongs to no single organization. */
const tenant = {
  about: "What concerns the whole workspace: its organizations, the people and the trade.",
  organizations: "Organizations in this workspace",
  organization: "Organization",
  addedAt: "Added",
  noOrganizations: {
    title: "No organization yet",
    reason: "The companies whose emissions this workspace records are listed here.",
  },
};

export default tenant;
