/** Buying a plan: what it costs, ordering and paying it, and what the operator states of it. */
const planOrder = {
  line: (plan: string) => `Truetonne, plan "${plan}", one year`,
  creditReason: "The order of the plan was called off before it was paid.",
};

export default planOrder;
