import { EMPTY_LINE, MOST_LINES, type QuoteContent, type QuoteLineContent } from "./quote-content.ts";
import { readWorkFields, toWorkFields } from "./quote-work.ts";

const NAMES = [
  "currency",
  "exchangeRate",
  "exchangeSource",
  "exchangeDate",
  "taxRule",
  "taxPercent",
  "validUntil",
  "termsEn",
  "termsZh",
  "depositPercent",
  "inventoryId",
] as const;

/** The number of empty lines after those filled in. */
const SPARE = { own: 2, others: 1 };

/** Converts a draft to form fields. The fields of a line contain its position. */
export function toQuoteFields(content: QuoteContent): Record<string, string> {
  const fields: Record<string, string> = {
    currency: content.currency,
    exchangeRate: content.exchangeRate,
    exchangeSource: content.exchangeSource,
    exchangeDate: content.exchangeDate,
    taxRule: content.taxRule,
    taxPercent: content.taxPercent,
    validUntil: content.validUntil,
    termsEn: content.terms.en,
    termsZh: content.terms.zh,
    depositPercent: content.depositPercent,
    inventoryId: content.inventoryId,
    ...toWorkFields(content.work),
    ...(content.gatesIssue ? { gatesIssue: "on" } : {}),
  };
  for (const [index, line] of content.lines.entries()) {
    Object.assign(fields, {
      [`line-${index}-serviceId`]: line.serviceId ?? "",
      [`line-${index}-payee`]: line.payee,
      [`line-${index}-nameEn`]: line.name.en,
      [`line-${index}-nameZh`]: line.name.zh,
      [`line-${index}-amount`]: line.amount,
      [`line-${index}-quantity`]: line.quantity,
      [`line-${index}-discountPercent`]: line.discountPercent,
      [`line-${index}-discountReason`]: line.discountReason,
      ...(line.isOption ? { [`line-${index}-isOption`]: "on" } : {}),
    });
  }
  return fields;
}

/** Reads a draft from form fields. Lines without a service and description are omitted. */
export function readQuoteFields(fields: Readonly<Record<string, string>>): QuoteContent {
  const text = (name: string, most = 5000) => (fields[name] ?? "").slice(0, most);
  const head = Object.fromEntries(NAMES.map((name) => [name, text(name)])) as Record<(typeof NAMES)[number], string>;
  const { termsEn, termsZh, ...rest } = head;
  return {
    ...rest,
    exchangeSource: rest.exchangeSource.slice(0, 200),
    taxPercent: rest.taxPercent || "0",
    depositPercent: rest.depositPercent || "0",
    terms: { en: termsEn, zh: termsZh },
    gatesIssue: fields.gatesIssue !== undefined,
    work: readWorkFields(fields),
    lines: Array.from({ length: MOST_LINES + 1 }, (_, index) => readLine(text, index)).filter(isFilled),
  };
}

function readLine(text: (name: string, most?: number) => string, index: number): QuoteLineContent {
  const of = (part: string, most?: number) => text(`line-${index}-${part}`, most);
  const payee = of("payee", 200);
  return {
    serviceId: of("serviceId", 40) || null,
    isOption: payee === "" && of("isOption", 2) !== "",
    payee,
    name: { en: of("nameEn", 200), zh: of("nameZh", 200) },
    amount: of("amount", 40),
    quantity: of("quantity", 40) || EMPTY_LINE.quantity,
    discountPercent: of("discountPercent", 40) || EMPTY_LINE.discountPercent,
    discountReason: of("discountReason", 200),
  };
}

function isFilled({ serviceId, payee, name, amount }: QuoteLineContent): boolean {
  return [serviceId ?? "", payee, name.en, name.zh, amount].some((text) => text !== "");
}

/** The line positions of a form: filled lines, own services first, and empty ones. */
export function placesOf(content: QuoteContent, more: number): { own: number[]; others: number[] } {
  const filled = content.lines.map((line, index) => ({
    index,
    isOwn: line.payee === "" && line.name.en === "" && line.name.zh === "" && line.amount === "",
  }));
  const own = filled.filter(({ isOwn }) => isOwn).map(({ index }) => index);
  const others = filled.filter(({ isOwn }) => !isOwn).map(({ index }) => index);
  const free = Array.from({ length: MOST_LINES }, (_, index) => index).slice(content.lines.length);
  return {
    own: [...own, ...free.splice(0, SPARE.own + more)],
    others: [...others, ...free.splice(0, SPARE.others)],
  };
}
