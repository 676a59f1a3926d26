/** How an organization's share of its facilities is counted (GHG Protocol Corporate Standard, chapter 3). */
const consolidationApproach = {
  operational_control: "Operational control",
  financial_control: "Financial control",
  equity_share: "Equity share",
};

export default consolidationApproach;
