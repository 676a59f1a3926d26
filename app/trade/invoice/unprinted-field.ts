import { type Locale, type Messages, translator } from "#app/i18n/index.ts";
import { findUnprintable } from "#app/press/fonts/printable.ts";
import { nameUnprintable, type UnprintableText } from "#app/press/unprintable-text.ts";
import type { Bank, Party } from "#app/trade/document/model.ts";

/** All texts printed on quotes, invoices and credit notes, by the form and field in which they were entered. */
export interface PrintedTexts {
  seller?: Partial<Party & { termsEn: string; termsZh: string }>;
  client?: Partial<Party>;
  bank?: Partial<Bank>;
  taxNote?: { textEn: string; textLocal: string };
  quote?: {
    exchangeSource: string;
    termsEn: string;
    termsZh: string;
    work?: { fields: Record<string, string>; milestones: { milestoneNameEn: string; milestoneNameZh: string }[] };
    lines: { payee: string; feeEn: string; feeZh: string; discountReason: string }[];
  };
  /** Of the services on a quote's lines. */
  service?: { lines: { nameEn: string; nameZh: string; descriptionEn: string; descriptionZh: string }[] };
  invoice?: {
    exchangeSource: string;
    fapiaoNumber: string;
    buyerReference: string;
    noteEn: string;
    noteZh: string;
    lines: { lineEn: string; lineZh: string; quantity: string }[];
  };
  credit?: { reason: string };
}

export interface UnprintedField extends UnprintableText {
  form: keyof PrintedTexts;
  /** A field name of {@link PrintedTexts}. */
  field: string;
  /** The line number, from 0. */
  line: number | null;
}

/** Why something was refused, with the text if it can't be printed. */
export type Refusal<Fault extends string> =
  | { ok: false; fault: Fault }
  | { ok: false; fault: "unprintable"; unprinted: UnprintedField };

type Form = (t: Messages) => { title: string; labels: object };

const FORMS: Record<keyof PrintedTexts, Form> = {
  seller: (t) => ({ title: t.seller.title, labels: t.seller }),
  client: (t) => ({ title: t.client.one, labels: t.client }),
  bank: (t) => ({ title: t.seller.bank.title, labels: t.seller.bank }),
  taxNote: (t) => ({ title: t.seller.tax.title, labels: t.seller.tax }),
  quote: (t) => ({
    title: t.tradeDocument.titles.quote,
    labels: { ...t.quote.edit, ...t.quote.work, exchangeSource: t.quote.edit.rateSource },
  }),
  service: (t) => ({ title: t.service.one, labels: t.service }),
  invoice: (t) => ({
    title: t.tradeDocument.titles.invoice,
    labels: { ...t.invoice, exchangeSource: t.quote.edit.rateSource, fapiaoNumber: t.tradeDocument.fapiao },
  }),
  credit: (t) => ({ title: t.tradeDocument.titles.credit_note, labels: t.invoice }),
};

export function findUnprintedField(texts: PrintedTexts): UnprintedField | null {
  const found = findUnprintable(texts);
  if (!found) return null;
  const [form, ...keys] = found.path.split(".") as [keyof PrintedTexts, ...string[]];
  const line = keys[0] === "lines" ? Number(keys[1]) : null;
  const field = keys.at(-1)!;
  const fieldIn = (locale: Locale) => {
    const t = translator(locale);
    const { title, labels } = FORMS[form](t);
    const place = line === null ? [title] : [title, t.quote.lineNumber(line + 1)];
    return [...place, (labels as Record<string, string>)[field]].join(" · ");
  };
  return { ...nameUnprintable(found, fieldIn), form, field, line };
}

/** The refusal for the result of {@link findUnprintedField}, or null. */
export function refuseUnprinted(texts: PrintedTexts) {
  const unprinted = findUnprintedField(texts);
  return unprinted && { ok: false as const, fault: "unprintable" as const, unprinted };
}

export function sayUnprinted({ facts }: UnprintableText, locale: Locale): string {
  return translator(locale).common.unprintable({ ...facts });
}
