import type { PaymentMethod } from "./gateway.ts";

/** What the provider offers a seller of a country, as its own pages said on the day `CHECKED_ON`. */
export interface Capability {
  country: string;
  /** Countries of an installation that may keep a part of each payment. */
  feeFrom: string[];
  wallets: PaymentMethod[];
}

/** When the lists below were compared with the provider's pages: docs.stripe.com/payments/alipay, …/wechat-pay, stripe.com/global. */
export const CHECKED_ON = "2026-11-27";

/** Sellers that can open an account by themselves. Mainland China and India are not among them. */
const CARD =
  words(`AE AT AU BE BG BR CA CH CY CZ DE DK EE ES FI FR GB GI GR HK HR HU IE IT JP LI LT LU LV MT MX MY NL NO NZ PL
  PT RO SE SG SI SK TH US`);

const ALIPAY =
  words(`AT AU BE BG CA CH CY CZ DE DK EE ES FI FR GB GI GR HK HR HU IE IT JP LI LT LU LV MT MY NL NO NZ PT RO SE
  SG SI SK US`);

const WECHAT_PAY =
  words(`AT AU BE BG CA CH CY CZ DE DK EE ES FI FR GB GR HK HU IE IT JP LT LU LV MT NL NO PL PT RO SE SG SI SK
  US`);

/** Between these the provider moves money by itself; elsewhere a part is kept within one country only. */
const ONE_REGION = words(
  `AT BE BG CA CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LI LT LU LV MT NL NO PL PT RO SE SI SK US`,
);

/** Beside the yuan, a wallet is charged in the seller's own currency. */
const WALLET_CURRENCIES: Record<"alipay" | "wechat_pay", string[]> = {
  alipay: words("AUD CAD EUR GBP HKD JPY MYR NZD SGD USD"),
  wechat_pay: words("AUD CAD CHF DKK EUR GBP HKD JPY NOK SEK SGD USD"),
};

const OWN_CURRENCY: Record<string, string> = {
  AU: "AUD",
  CA: "CAD",
  CH: "CHF",
  DK: "DKK",
  GB: "GBP",
  HK: "HKD",
  JP: "JPY",
  MY: "MYR",
  NO: "NOK",
  NZ: "NZD",
  SE: "SEK",
  SG: "SGD",
  US: "USD",
  ...Object.fromEntries(
    words("AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK").map((country) => [country, "EUR"]),
  ),
};

/** null where a seller of the country is paid by bank transfer alone. @param country ISO 3166-1 alpha-2 */
export function capabilityOf(country: string): Capability | null {
  if (!CARD.includes(country)) return null;
  const wallets: PaymentMethod[] = [];
  if (ALIPAY.includes(country)) wallets.push("alipay");
  if (WECHAT_PAY.includes(country)) wallets.push("wechat_pay");
  return { country, feeFrom: ONE_REGION.includes(country) ? ONE_REGION : [country], wallets };
}

/**
 * The ways to pay that a client is offered: what the country allows, the currency allows and the account has turned on.
 *
 * @param turnedOn names that the provider gives, such as `card` and `alipay`
 */
export function methodsFor(country: string, currency: string, turnedOn: readonly string[]): PaymentMethod[] {
  const capability = capabilityOf(country);
  if (!capability) return [];
  const wallets = capability.wallets.filter(
    (wallet) =>
      wallet !== "card" &&
      turnedOn.includes(wallet) &&
      (currency === "CNY" || (WALLET_CURRENCIES[wallet].includes(currency) && OWN_CURRENCY[country] === currency)),
  );
  return turnedOn.includes("card") ? ["card", ...wallets] : wallets;
}

/** The table as the settings page shows it. */
export const CAPABILITIES: Capability[] = CARD.map((country) => capabilityOf(country)!);

function words(text: string): string[] {
  return text.split(/\s+/);
}
