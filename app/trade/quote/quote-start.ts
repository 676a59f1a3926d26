import { addDays } from "#app/day/day.ts";
import { today } from "#app/day/zone.ts";
import { omit } from "#app/encoding/omit.ts";
import { money } from "#app/money/money.ts";
import { printAmount } from "#app/money/money-text.ts";
import type { SellerDetail } from "#app/trade/seller/seller-detail.server.ts";
import { EMPTY_LINE, type QuoteContent } from "./quote-content.ts";
import type { Quote } from "./quote-list.server.ts";
import { EMPTY_WORK } from "./quote-work.ts";

const VALID_DAYS = 30;

/** The content of a new quote, with the terms of the seller. */
export function freshContent(seller: SellerDetail, now: Date): QuoteContent {
  return {
    currency: seller.homeCurrency,
    exchangeRate: "",
    exchangeSource: "",
    exchangeDate: "",
    taxRule: "",
    taxPercent: "0",
    validUntil: addDays(today(seller.timeZone, now), VALID_DAYS),
    terms: { en: seller.termsEn, zh: seller.termsZh },
    depositPercent: "30",
    gatesIssue: false,
    inventoryId: "",
    work: EMPTY_WORK,
    lines: [],
  };
}

/** The content copied from an earlier version. Dates and rate are not copied. */
export function carriedOver(quote: Quote): Partial<QuoteContent> {
  const [newest] = quote.versions;
  if (quote.draft) {
    const kept = omit(quote.draft, "exchangeRate", "exchangeDate", "validUntil");
    return kept;
  }
  if (!newest) return {};
  return {
    currency: newest.currency,
    exchangeSource: newest.exchange?.source ?? "",
    taxRule: newest.taxNote?.ruleId ?? "",
    taxPercent: newest.taxPercent,
    terms: newest.terms,
    depositPercent: newest.depositPercent,
    gatesIssue: newest.gatesIssue,
    inventoryId: newest.inventoryId ?? "",
    work: newest.work,
    lines: [...newest.lines, ...newest.options].map((line, index) => ({
      ...EMPTY_LINE,
      serviceId: line.serviceId,
      isOption: index >= newest.lines.length,
      payee: line.payee,
      name: line.payee === "" ? EMPTY_LINE.name : line.name,
      amount: line.payee === "" ? "" : printAmount(money(line.priceMinor, newest.currency)),
      quantity: line.quantity,
      discountPercent: line.discountPercent,
      discountReason: line.discountReason,
    })),
  };
}

/**
 * Carried-over content as a pattern for another client: services, texts and terms. What one client agreed to stays with
 * it: discounts, prices of third parties, tax treatment, inventory and gate, and the company that the report is about.
 */
export function asPattern(content: Partial<QuoteContent>, fresh: QuoteContent): QuoteContent {
  const { currency, terms, depositPercent, work, lines } = { ...fresh, ...content };
  return {
    ...fresh,
    ...{ currency, terms, depositPercent },
    work: { ...work, organization: EMPTY_WORK.organization, reportingYear: EMPTY_WORK.reportingYear },
    lines: lines.map((line) => ({ ...line, amount: "", discountPercent: "0", discountReason: "" })),
  };
}
