/** The pages of a workspace that belong to no single organization. */
const tenant = {
  about: "Organizations, members and trade of the whole workspace.",
  organizations: "Organizations in this workspace",
  organization: "Organization",
  addedAt: "Added",
  noOrganizations: {
    title: "No organizations yet",
    reason: "The companies whose emissions you record in this workspace appear here.",
  },
};

export default tenant;
