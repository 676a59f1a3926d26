/** The operator's texts, and what the software itself stores. Facts only: each was checked against the code. */
const legal = {
  title: { terms: "Terms of use", privacy: "Privacy notice", imprint: "Imprint" },
  short: { terms: "Terms", privacy: "Privacy", imprint: "Imprint" },
  version: (version: string) => `Version ${version}`,
  missing: {
    terms: "The operator has not set terms of use yet.",
    privacy: "The operator has not added a privacy notice yet.",
    imprint: "The operator has not set an imprint yet.",
  },
  todo: (kind: string) => `For the operator: add ${kind}.en.txt and ${kind}.zh.txt to the folder that LEGAL_DIR names.`,
  operatorTitle: "Notice of the operator",
  factsTitle: "What this software stores",
  factsAbout:
    "These are facts about the software, not legal advice. The operator decides why and on what legal basis it processes your data.",
  facts: [
    {
      title: "Your account",
      items: [
        "Your name, email address, language and time zone.",
        "A hash of your password, never the password. The secret of your second factor is stored encrypted.",
        "For each session: its start and end, the network address and the name of the browser. You can end sessions on your account page.",
      ],
    },
    {
      title: "Your work",
      items: [
        "Data that you enter or upload belongs to the workspace. Its owners and admins manage it.",
        "The audit trail states who changed what and when. It can't be edited, and is deleted with the workspace.",
        "Mails to you wait in a queue until they are sent.",
      ],
    },
    {
      title: "People without an account",
      items: [
        "Recipients of data requests: name, email address and their answers.",
        "Readers who watch a report: their email address, until they stop.",
        "Contacts of clients, as a workspace enters them.",
      ],
    },
    {
      title: "What is public",
      items: [
        "An issued report shows the names that the organization put into it.",
        "The public log holds commitments, which don't contain names. They stay after a workspace is deleted.",
      ],
    },
    {
      title: "Cookies and other services",
      items: [
        "Cookies keep you signed in and remember your language. There are no cookies for advertising or analytics.",
        "Pages load nothing from other servers. Files that you check on the verification pages stay in your browser.",
        "Where the operator set them up, these receive data: mail server, file storage, virus scanner, payment provider.",
      ],
    },
    {
      title: "Export and deletion",
      items: [
        "Owners and admins can export all data of a workspace, and delete the workspace.",
        "Change your name, language and time zone on your account page.",
        "On your account page, download everything stored about you, or delete your account.",
        "After deletion, records of your acts in workspaces stay, without your name. The deletion page lists what stays.",
        "For other requests, write to the operator.",
      ],
    },
  ],
  toAccount: "Your account",
  toExport: "Download your data",
  toDeletion: "Delete your account",
  toImprint: "Imprint",
};

export default legal;
