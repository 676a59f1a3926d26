/** The pages of a workspace that belong to no single organization. */
const tenant = {
  about: "Organizations, members and trade of the whole workspace.",
  organizations: "Organizations in this workspace",
  organization: "Organization",
  addedAt: "Added",
  newTitle: "New workspace",
  newAbout: "Members, data and reports belong to a workspace. It has its own name.",
  newSubmit: "Create workspace",
  ownTitle: "Your company",
  ownAbout:
    "The workspace of your members and data takes this name, and you can rename it. You can change these details until you issue a report with them.",
  firstClientTitle: "Add your first client",
  firstClientAbout:
    "The client is an organization with its own data and members. Other clients never see its name. You can change these details until you issue a report with them.",
  kind: {
    question: "What are you?",
    title: "Kind of workspace",
    about:
      "Only an owner can change it. A verification body can confirm statements in its own name. Nothing else depends on the kind.",
    name: { company: "Company", consultancy: "Consultancy", verification_body: "Verification body" },
    text: {
      company: "You record the emissions of your own company or group, and issue its reports.",
      consultancy: "You work on the inventories of your clients.",
      verification_body: "You verify the inventories of others independently, and confirm your statements yourself.",
    },
  },
  firstSteps: {
    title: "First steps",
    domains: "Prove a domain",
    domainsAbout: "Only a proved workspace can confirm a statement. The domain is shown next to your name.",
    verifications: "See your verification engagements",
    verificationsAbout: "Companies invite your people by e-mail. The inventories they can verify are listed there.",
  },
  noOrganizations: {
    title: "No organizations yet",
    reason: "The companies whose emissions you record in this workspace appear here.",
  },
};

export default tenant;
