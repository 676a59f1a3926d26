/** Approvals that need two people, and the time that each must have held their role. */
const twoPeople = {
  waits: (at: string) =>
    `Approval needs two people who have each held their role for 72 hours. It is possible from ${at}.`,
  refused: {
    title: "This can't be approved yet",
    text: (at: string) =>
      `Approval needs two people who have each held their role for 72 hours. It is possible from ${at}. Nothing was changed, and the proposal is still open.`,
  },
  looserRule: {
    hint: "A less strict rule applies 72 hours after you save it. All owners and admins get an email.",
    waits: (at: string) =>
      `A less strict rule applies 72 hours after it was saved. The earlier, stricter rule applies until ${at}.`,
  },
  mail: {
    subject: (workspace: string) => `Rights and approvals in ${workspace}`,
    body: (workspace: string) =>
      `The following happened in ${workspace}. All owners and admins get this email. Check that you know each person.`,
    line: (at: string, who: string, act: string, role: string) =>
      `- ${at}: ${who} ${act}${role ? ` (role: ${role})` : ""}`,
    records: "activity records",
    more: (count: number) => (count === 1 ? "- 1 more entry" : `- ${count} more entries`),
    otherwise:
      "Approval needs two people who have each held their role for 72 hours. If you don't know a person, remove them on the Members page before that time is over.",
  },
};

export default twoPeople;
