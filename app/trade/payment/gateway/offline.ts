import type { Answer, PaymentGateway } from "./gateway.ts";

const off = async (): Promise<Answer<never>> => ({ ok: false, fault: "cards_off", detail: "" });

/** Bank transfer only. Payments are recorded manually from the bank statement. */
export const offlineGateway: PaymentGateway = {
  provider: "offline",
  isLive: false,
  openCheckout: off,
  openCustomer: off,
  openSubscription: off,
  openPortal: off,
  endSubscription: off,
  readCheckout: off,
  expireCheckout: off,
  refund: off,
  readFee: off,
  openAccount: off,
  readAccount: off,
  onboardAccount: off,
  readEvent: () => ({ ok: false, fault: "cards_off" }),
  completeEvent: off,
  listEvents: off,
  fetchEvent: off,
};
