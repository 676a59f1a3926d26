/** What two people do together, and since when each must have held their role. */
const twoPeople = {
  waits: (at: string) =>
    `This needs two people who have each held their role for 72 hours. It can be approved from ${at}.`,
  refused: {
    title: "It is too early to approve this",
    text: (at: string) =>
      `Approval needs two people, and each must have held their role for 72 hours. It can be approved from ${at}. Nothing was changed. The proposal is still open.`,
  },
  looserRule: {
    hint: "A change that asks for less applies 72 hours after you save it. All owners and administrators get a mail.",
    waits: (at: string) =>
      `A change that asks for less applies 72 hours after it was saved. The earlier, stricter rule applies until ${at}.`,
  },
  mail: {
    subject: (workspace: string) => `Rights and approvals in ${workspace}`,
    body: (workspace: string) =>
      `This happened in ${workspace}. All owners and administrators get this mail. Check that you know each person.`,
    line: (at: string, who: string, act: string, role: string) =>
      `- ${at}: ${who} ${act}${role ? ` (role: ${role})` : ""}`,
    records: "activity records",
    more: (count: number) => (count === 1 ? "- 1 more entry" : `- ${count} more entries`),
    otherwise:
      "Approval needs two people who have each held their role for 72 hours. If you don't know a person, remove them on the page Members before the time is over.",
  },
};

export default twoPeople;
