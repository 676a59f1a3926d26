/** How Stripe counts a currency where that is not as ISO 4217 does: minor units have `exponent` digits, in steps of `step`. */
interface ProviderUnit {
  exponent: number;
  step: number;
}

const ALL =
  `AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLF CLP
   CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS
   INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU
   MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK
   SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF
   XCD XOF XPF YER ZAR ZMW ZWG`.split(/\s+/);

/** ISO 4217, minor unit of each currency; two digits where not named here. */
const EXPONENTS: Record<number, string> = {
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF",
  3: "BHD IQD JOD KWD LYD OMR TND",
  4: "CLF",
};

/** https://docs.stripe.com/currencies, looked at on 2026-11-27. */
const STRIPE_UNITS: Record<string, ProviderUnit> = {
  ISK: { exponent: 2, step: 100 },
  UGX: { exponent: 2, step: 100 },
  MGA: { exponent: 0, step: 1 },
  BHD: { exponent: 3, step: 10 },
  JOD: { exponent: 3, step: 10 },
  KWD: { exponent: 3, step: 10 },
  OMR: { exponent: 3, step: 10 },
  TND: { exponent: 3, step: 10 },
};

const EXPONENT_OF = new Map(
  ALL.map((code) => [
    code,
    Number(Object.entries(EXPONENTS).find(([, codes]) => codes.split(" ").includes(code))?.[0] ?? 2),
  ]),
);

/** The codes of ISO 4217 in which money can be stated, in alphabetical order. */
export const CURRENCIES: readonly string[] = [...ALL].sort();

export function isCurrency(code: string): boolean {
  return EXPONENT_OF.has(code);
}

/**
 * Digits after the point of a currency (ISO 4217): 2 for USD, 0 for JPY, 3 for KWD.
 * @throws RangeError for a code that is none
 */
export function exponentOf(currency: string): number {
  const exponent = EXPONENT_OF.get(currency);
  if (exponent === undefined) throw new RangeError(`no currency of ISO 4217: ${currency}`);
  return exponent;
}

/**
 * The integer in which Stripe states an amount, or null where it can state none, as for KWD 5.123.
 * @param minor in minor units of ISO 4217
 */
export function toStripeAmount(minor: bigint, currency: string): bigint | null {
  const unit = STRIPE_UNITS[currency] ?? { exponent: exponentOf(currency), step: 1 };
  const amount = rescale(minor, exponentOf(currency), unit.exponent);
  return amount !== null && amount % BigInt(unit.step) === 0n ? amount : null;
}

/** Minor units of ISO 4217 of an amount that Stripe states; null where there is no such amount. */
export function fromStripeAmount(amount: bigint, currency: string): bigint | null {
  return rescale(amount, STRIPE_UNITS[currency]?.exponent ?? exponentOf(currency), exponentOf(currency));
}

function rescale(value: bigint, from: number, to: number): bigint | null {
  if (to >= from) return value * 10n ** BigInt(to - from);
  const divisor = 10n ** BigInt(from - to);
  return value % divisor === 0n ? value / divisor : null;
}
