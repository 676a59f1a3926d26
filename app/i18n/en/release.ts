/** The release of a report by two people, and what a workspace states about its reports. */
const release = {
  title: "Releases",
  about:
    "In this workspace one person proposes a report and another one who may issue confirms it. Nothing goes out before.",
  notNeeded:
    "Reports of this workspace go out when one person issues them. A manager of the workspace can ask for a second one.",
  emptyTitle: "Nothing was proposed yet",
  emptyReason: "A proposal is made on the page “Report”.",
  propose: "Propose release",
  waiting: (n: number) => (n === 1 ? "1 release waits for a second person" : `${n} releases wait for a second person`),
  see: "See the releases",
  reportOf: (year: string, language: string) => `Report ${year}, ${language}`,
  look: "Look at what is to be issued",
  state: { open: "Waits", confirmed: "Confirmed", declined: "Declined", taken_back: "Taken back" },
  proposedBy: (name: string, day: string) => `Proposed by ${name} on ${day}`,
  validUntil: (day: string) => `Valid until ${day}`,
  endedBy: {
    confirmed: (name: string, day: string) => `Confirmed and issued by ${name} on ${day}`,
    declined: (name: string, day: string) => `Declined by ${name} on ${day}`,
    taken_back: (name: string, day: string) => `Taken back by ${name} on ${day}`,
  },
  waitsForAnother: "You proposed it; somebody else confirms.",
  note: "Note",
  noteHint: "Needed to decline.",
  confirm: "Confirm and issue",
  decline: "Decline",
  takeBack: "Take back",
  done: {
    proposed: "The release is proposed. Another person who may issue confirms it.",
    decline: "Declined.",
    "take-back": "Taken back.",
  },
  problem: {
    release_open: "A release of this report in this language waits already.",
    release_ended: "This proposal has ended already.",
    own_release: "You proposed it; another person must confirm.",
    not_own_release: "Only who proposed it can take it back.",
    note_missing: "Say in the note why you decline.",
    note_long: "Keep the note plain and within 1,000 characters.",
    form: "The form could not be read. Reload the page and try again.",
  },
  settings: {
    title: "Workspace settings",
    about: "What holds for every organization of this workspace.",
    workspace: "Workspace name",
    workspaceName: "Name",
    workspaceHint: "All members, invited people, clients and partners see this name.",
    workspaceNameMissing: "Enter a name of 1 to 200 characters without invisible control or direction characters.",
    brand: "Issuer and look of reports",
    brandAbout:
      "The name under which people of this workspace issue reports, beside the organization and the verifier, and the colour of its reports. Colour and logo stand on its quotes, invoices and credit notes too. What is issued keeps its look; an organization may state one of its own.",
    nameEn: "Issuer, English",
    nameZh: "Issuer, Chinese",
    nameHint: "Leave both empty where each organization issues its own reports.",
    accent: "Colour",
    accentHint: "Six digits after #, dark enough to be read on white, such as #14532D.",
    logoHint:
      "PNG or JPEG, at most 512 kB and 2,000 pixels a side. It stands above your name on quotes, invoices and credit notes.",
    save: "Save",
    rule: "Second person",
    ruleAbout: "Whether another person who may issue must confirm each report before it goes out.",
    one: "One person issues",
    two: "One proposes, another confirms",
    saved: "Saved.",
  },
};

export default release;
