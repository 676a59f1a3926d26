const consent = {
  title: "Agreements",
  agree: {
    terms: (version: string) => `I have read and agree to the terms of use (version ${version}).`,
    privacy: (version: string) => `I have read the privacy notice (version ${version}) and agree to it.`,
  },
  read: { terms: "Read terms of use", privacy: "Read privacy notice" },
  asked: "Read and agree",
  askedLead: (isNew: boolean) =>
    isNew
      ? "Please read these texts of the operator."
      : "The operator changed these texts since you agreed. Please read them again.",
  untilThen: "Until you agree, you can read and export all data you have access to. Changes need your agreement.",
  submit: "Agree and continue",
  later: "Continue without agreeing",
  agreed: "Your agreement was saved.",
  kept: "What you agreed to",
  keptNone: "You have not agreed to any text yet.",
  keptLead: "Each agreement is kept with the text as it was. It can't be edited.",
  text: { terms: "Terms of use", privacy: "Privacy notice" },
  version: (title: string, version: string) => `${title}, version ${version}`,
  at: "Agreed",
  occasion: {
    sign_up: "At sign-up",
    invitation: "With an invitation",
    sign_in: "At sign-in",
    password_reset: "With a new password",
    page: "On this page",
  },
  where: "Where",
  language: "Language",
  languages: { en: "English", zh: "Chinese" },
  hash: "Hash of the text",
  show: "Show the text",
  optional: "Optional consents",
  optionalNone: "There are none. Nothing you agreed to is optional or used for advertising.",
  optionalMails: "You can turn off emails you don't need.",
  toMails: "Email settings",
  open: "Agreements and their texts",
  openLead: "What you agreed to, when, and the text as it was.",
};

export default consent;
