/** What two people do together, and since when each must have held their role. */
const twoPeople = {
  waits: (at: string) =>
    `This needs two people who have each held their role for 72 hours. It can be approved from ${at}.`,
  refused: {
    title: "It is too early to approve this",
    text: (at: string) =>
      `Approval needs two people, and each must have held their role for 72 hours. It can be approved from ${at}. Nothing was changed. The proposal is still open.`,
  },
};

export default twoPeople;
