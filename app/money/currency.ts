/**
 * The unit in which Stripe counts a currency if it differs from ISO 4217: `exponent` decimal places, in steps of
 * `step`.
 */
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

/** Decimal places by ISO 4217. Currencies not listed have two. */
const EXPONENTS: Record<number, string> = {
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF",
  3: "BHD IQD JOD KWD LYD OMR TND",
  4: "CLF",
};

/** https://docs.stripe.com/currencies, checked on 2026-11-27. */
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

/** All supported ISO 4217 codes in alphabetical order. */
export const CURRENCIES: readonly string[] = [...ALL].sort();

export function isCurrency(code: string): boolean {
  return EXPONENT_OF.has(code);
}

/**
 * Decimal places of a currency (ISO 4217): 2 for USD, 0 for JPY, 3 for KWD.
 * @throws RangeError for an unknown code
 */
export function exponentOf(currency: string): number {
  const exponent = EXPONENT_OF.get(currency);
  if (exponent === undefined) throw new RangeError(`unknown ISO 4217 currency: ${currency}`);
  return exponent;
}

/**
 * Converts an amount to Stripe's integer unit. Null if Stripe can't represent it, such as KWD 5.123.
 * @param minor minor units of ISO 4217
 */
export function toStripeAmount(minor: bigint, currency: string): bigint | null {
  const unit = STRIPE_UNITS[currency] ?? { exponent: exponentOf(currency), step: 1 };
  const amount = rescale(minor, exponentOf(currency), unit.exponent);
  return amount !== null && amount % BigInt(unit.step) === 0n ? amount : null;
}

/** Converts Stripe's integer unit to minor units of ISO 4217. Null if there is no such amount. */
export function fromStripeAmount(amount: bigint, currency: string): bigint | null {
  return rescale(amount, STRIPE_UNITS[currency]?.exponent ?? exponentOf(currency), exponentOf(currency));
}

function rescale(value: bigint, from: number, to: number): bigint | null {
  if (to >= from) return value * 10n ** BigInt(to - from);
  const divisor = 10n ** BigInt(from - to);
  return value % divisor === 0n ? value / divisor : null;
}
