import { exponentOf } from "#app/money/currency.ts";
import type { Money } from "#app/money/money.ts";
import { Decimal, printDecimal } from "#app/number/decimal.ts";

/** A sum of invoices with the same month, country and currencies. Amounts are texts of minor units of `currency`. */
export interface RevenuePart {
  month: string;
  country: string;
  place: "home" | "abroad";
  currency: string;
  homeCurrency: string;
  count: number;
  minor: string;
  /** The amounts times the rates of their invoices, not rounded. */
  timesRate: string;
}

/** Revenue of one currency, never mixed with another. */
export interface CurrencyRevenue {
  currency: string;
  total: Money;
  count: number;
  /** Of clients in another country than the seller's. */
  abroad: Money;
  abroadCount: number;
  /** One entry for each month asked for. */
  months: { month: string; count: number; net: Money }[];
}

export function revenueByCurrency(parts: readonly RevenuePart[], months: readonly string[]): CurrencyRevenue[] {
  return keysOf(parts, ({ currency }) => currency).map((currency) => {
    const own = parts.filter((part) => part.currency === currency);
    const away = own.filter(({ place }) => place === "abroad");
    return {
      currency,
      total: netOf(own, currency),
      count: countOf(own),
      abroad: netOf(away, currency),
      abroadCount: countOf(away),
      months: months.map((month) => {
        const within = own.filter((part) => part.month === month);
        return { month, count: countOf(within), net: netOf(within, currency) };
      }),
    };
  });
}

export interface CountryRevenue {
  country: string;
  currency: string;
  count: number;
  net: Money;
}

/** By country and currency, the country with the most invoices first. */
export function revenueByCountry(parts: readonly RevenuePart[]): CountryRevenue[] {
  const countries = keysOf(parts, ({ country }) => country).sort(
    (a, b) => countOf(inCountry(parts, b)) - countOf(inCountry(parts, a)) || a.localeCompare(b),
  );
  return countries.flatMap((country) => {
    const own = inCountry(parts, country);
    return keysOf(own, ({ currency }) => currency).map((currency) => {
      const rows = own.filter((part) => part.currency === currency);
      return { country, currency, count: countOf(rows), net: netOf(rows, currency) };
    });
  });
}

export interface HomeRevenue {
  homeCurrency: string;
  total: Money;
  abroad: Money;
  /** Currencies that were converted. */
  converted: string[];
}

/**
 * Revenue in the seller's currency at the rates of the invoices, one entry for each home currency that invoices state.
 * Rounded once, half-even, from the exact sum.
 */
export function revenueAtHome(parts: readonly RevenuePart[]): HomeRevenue[] {
  return keysOf(parts, ({ homeCurrency }) => homeCurrency).map((homeCurrency) => {
    const own = parts.filter((part) => part.homeCurrency === homeCurrency);
    return {
      homeCurrency,
      total: atHome(own, homeCurrency),
      abroad: atHome(
        own.filter(({ place }) => place === "abroad"),
        homeCurrency,
      ),
      converted: keysOf(own, ({ currency }) => currency).filter((currency) => currency !== homeCurrency),
    };
  });
}

function atHome(parts: readonly RevenuePart[], homeCurrency: string): Money {
  const exact = parts.reduce((sum, { timesRate, currency }) => {
    const shift = exponentOf(homeCurrency) - exponentOf(currency);
    return sum.plus(new Decimal(timesRate).times(new Decimal(10).pow(shift)));
  }, new Decimal(0));
  return { minor: BigInt(exact.toFixed(0)), currency: homeCurrency };
}

function inCountry(parts: readonly RevenuePart[], country: string): RevenuePart[] {
  return parts.filter((part) => part.country === country);
}

function countOf(parts: readonly RevenuePart[]): number {
  return parts.reduce((sum, { count }) => sum + count, 0);
}

function netOf(parts: readonly RevenuePart[], currency: string): Money {
  return sumOf(
    parts.map(({ minor }) => minor),
    currency,
  );
}

/** May have more digits than a single amount (`MOST_MINOR`). */
export function sumOf(minors: readonly string[], currency: string): Money {
  return { minor: minors.reduce((sum, minor) => sum + BigInt(minor), 0n), currency };
}

function keysOf(parts: readonly RevenuePart[], key: (part: RevenuePart) => string): string[] {
  return [...new Set(parts.map(key))].sort();
}

/** The last twelve months, oldest first. @param today `YYYY-MM-DD` */
export function monthsUntil(today: string): string[] {
  const [year, month] = today.split("-").map(Number) as [number, number];
  const last = year * 12 + month - 1;
  return Array.from({ length: 12 }, (_, index) => {
    const at = last - 11 + index;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
  });
}

/**
 * Minutes sold and not yet worked. Negative if more was worked. Exact, so a hundredth of an hour is 0.6 minutes.
 *
 * @param worked minutes
 * @param sold hours
 */
export function minutesLeft(worked: number, sold: string): string {
  return printDecimal(new Decimal(sold).times(60).minus(worked));
}
