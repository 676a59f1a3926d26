import type { PaymentMethod } from "./gateway.ts";

/** What the provider offers sellers of a country, according to its pages on `CHECKED_ON`. */
export interface Capability {
  country: string;
  /** Countries in which an installation can charge a fee on payments. */
  feeFrom: string[];
  wallets: PaymentMethod[];
}

/** When the lists below were last compared with docs.stripe.com/payments/alipay, …/wechat-pay and stripe.com/global. */
export const CHECKED_ON = "2026-11-27";

/** Countries in which sellers can open an account themselves. Mainland China and India are not included. */
const CARD =
  words(`AE AT AU BE BG BR CA CH CY CZ DE DK EE ES FI FR GB GI GR HK HR HU IE IT JP LI LT LU LV MT MX MY NL NO NZ PL
  PT RO SE SG SI SK TH US`);

const ALIPAY =
  words(`AT AU BE BG CA CH CY CZ DE DK EE ES FI FR GB GI GR HK HR HU IE IT JP LI LT LU LV MT MY NL NO NZ PT RO SE
  SG SI SK US`);

const WECHAT_PAY =
  words(`AT AU BE BG CA CH CY CZ DE DK EE ES FI FR GB GR HK HU IE IT JP LT LU LV MT NL NO PL PT RO SE SG SI SK
  US`);

/** The provider moves fees between these countries. Elsewhere, a fee is possible only within one country. */
const ONE_REGION = words(
  `AT BE BG CA CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LI LT LU LV MT NL NO PL PT RO SE SI SK US`,
);

/** Apart from the yuan, a wallet can charge only the seller's local currency. */
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

/** Null if sellers of the country can use bank transfer only. @param country ISO 3166-1 alpha-2 */
export function capabilityOf(country: string): Capability | null {
  if (!CARD.includes(country)) return null;
  const wallets: PaymentMethod[] = [];
  if (ALIPAY.includes(country)) wallets.push("alipay");
  if (WECHAT_PAY.includes(country)) wallets.push("wechat_pay");
  return { country, feeFrom: ONE_REGION.includes(country) ? ONE_REGION : [country], wallets };
}

/**
 * The payment methods offered to a client: allowed for the country and currency, and enabled on the account.
 *
 * @param turnedOn names used by the provider, such as `card` and `alipay`
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

/** All countries, as the settings page shows them. */
export const CAPABILITIES: Capability[] = CARD.map((country) => capabilityOf(country)!);

function words(text: string): string[] {
  return text.split(/\s+/);
}
