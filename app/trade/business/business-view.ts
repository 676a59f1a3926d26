import { formatDecimal, formatShare } from "#app/carbon/format.ts";
import { monthText } from "#app/day/month-text.ts";
import { type Day, lastDayOfMonth } from "#app/day/period.ts";
import type { Locale } from "#app/i18n/locale.ts";
import { countryName } from "#app/kit/country.ts";
import type { Money } from "#app/money/money.ts";
import { formatAmount, formatMoney, printAmount } from "#app/money/money-text.ts";
import { ORDER } from "#app/order/order-state.ts";
import { asDays, minutesOf } from "#app/trade/time/budget.ts";
import { asHours } from "#app/trade/time/hours.ts";
import type { AgeSum, OrderHours, QuoteSum, StageSum } from "./business-figures.server.ts";
import { AGES } from "./receivable-age.ts";
import {
  minutesLeft,
  monthsUntil,
  type RevenuePart,
  revenueAtHome,
  revenueByCountry,
  revenueByCurrency,
  sumOf,
} from "./revenue-totals.ts";

/** A figure with the list that it summarizes, below the workspace. */
export interface Linked {
  text: string;
  to: string;
  count: number;
}

function linked(amount: Money, count: number, path: string, filter: Record<string, string>): Linked {
  return { text: formatMoney(amount), count, to: `${path}?${new URLSearchParams(filter)}` };
}

/** Next to its currency. */
function inRow(amount: Money, ...rest: [number, string, Record<string, string>]): Linked {
  return { ...linked(amount, ...rest), text: formatAmount(amount) };
}

/** One row for each currency, with a figure for each age that has invoices. */
export function showReceivables(sums: readonly AgeSum[]) {
  return [...new Set(sums.map(({ currency }) => currency))].map((currency) => {
    const own = sums.filter((sum) => sum.currency === currency);
    const of = (rows: readonly AgeSum[], filter: Record<string, string>) =>
      inRow(
        sumOf(
          rows.map(({ minor }) => minor),
          currency,
        ),
        rows.reduce((sum, { count }) => sum + count, 0),
        "receivables",
        { ...filter, currency },
      );
    const ages = AGES.map((age) => {
      const rows = own.filter((sum) => sum.age === age);
      return { age, figure: rows.length > 0 ? of(rows, { age }) : null };
    });
    return { currency, ages, total: of(own, {}) };
  });
}

export function showQuotes(sums: readonly QuoteSum[]) {
  return (["sent", "draft"] as const)
    .map((state) => {
      const own = sums.filter((sum) => sum.state === state);
      return {
        state,
        count: own.reduce((sum, { count }) => sum + count, 0),
        to: `quotes?state=${state}`,
        amounts: own.flatMap(({ currency, minor }) =>
          currency !== null && minor !== null ? [formatMoney(sumOf([minor], currency))] : [],
        ),
      };
    })
    .filter(({ count }) => count > 0);
}

/** In the order of the work. */
export function showOrders(sums: readonly StageSum[]) {
  return ORDER.all
    .map((state) => {
      const own = sums.filter((sum) => sum.state === state);
      return {
        state,
        count: own.reduce((sum, { count }) => sum + count, 0),
        to: `orders?state=${state}`,
        amounts: own.map(({ currency, minor }) => formatMoney(sumOf([minor], currency))),
      };
    })
    .filter(({ count }) => count > 0);
}

/** The revenue of the last twelve months. @param today the seller's day */
export function showRevenue(parts: readonly RevenuePart[], today: Day, locale: Locale) {
  const months = monthsUntil(today);
  const whole = { from: `${months[0]}-01`, to: lastDayOfMonth(months.at(-1)!) };
  const shareOf = (part: Money, all: Money) => formatShare(printAmount(part), printAmount(all), { locale, digits: 1 });
  return {
    from: whole.from,
    currencies: revenueByCurrency(parts, months).map(
      ({ currency, total, count, abroad, abroadCount, months: byMonth }) => ({
        currency,
        total: linked(total, count, "revenue", { ...whole, currency }),
        abroad: linked(abroad, abroadCount, "revenue", { ...whole, currency, place: "abroad" }),
        share: shareOf(abroad, total),
        largest: largestOf(byMonth.map(({ net }) => net)),
        months: byMonth.map(({ month, count: invoices, net }) => ({
          month,
          name: monthText(month, locale),
          value: printAmount(net),
          amount: formatAmount(net),
          count: invoices,
          to: `revenue?${new URLSearchParams({ from: `${month}-01`, to: lastDayOfMonth(month), currency })}`,
        })),
      }),
    ),
    atHome: revenueAtHome(parts).map(({ homeCurrency, total, abroad, converted }) => ({
      homeCurrency,
      converted,
      total: formatMoney(total),
      abroad: formatMoney(abroad),
      share: shareOf(abroad, total),
    })),
    countries: revenueByCountry(parts).map(({ country, currency, count, net }) => ({
      key: `${country} ${currency}`,
      name: countryName(country, locale),
      figure: linked(net, count, "revenue", { ...whole, country, currency }),
    })),
    whole: `revenue?${new URLSearchParams(whole)}`,
  };
}

function largestOf(amounts: readonly Money[]): string {
  return printAmount(amounts.reduce((best, one) => (one.minor > best.minor ? one : best)));
}

export function showHours(orders: readonly OrderHours[], locale: Locale) {
  const days = (minutes: string) => formatDecimal(asDays(minutes), { locale });
  return orders.map(({ orderId, number, clientName, worked, budget, isQuoted }) => {
    const left = budget === null ? null : minutesLeft(worked, budget);
    return {
      orderId,
      number,
      clientName,
      isQuoted,
      worked: { hours: asHours(worked), days: days(String(worked)) },
      budget: budget === null ? null : { hours: formatDecimal(budget, { locale }), days: days(minutesOf(budget)) },
      left: left === null ? null : { hours: writeMinutes(left.replace("-", "")), days: days(left.replace("-", "")) },
      isOver: left?.startsWith("-") ?? false,
    };
  });
}

/** As `h:mm`, with the rest of a minute that a quoted hundredth of an hour leaves. */
function writeMinutes(minutes: string): string {
  const [whole = "0", rest] = minutes.split(".");
  return asHours(Number(whole)) + (rest ? `.${rest}` : "");
}
