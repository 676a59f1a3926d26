import { type Locale, type Messages, translator } from "#app/i18n/index.ts";
import { findUnprintable } from "#app/press/fonts/printable.ts";
import { nameUnprintable, type UnprintableText } from "#app/press/unprintable-text.ts";
import type { Bank, Party } from "#app/trade/document/model.ts";

/** What a quote, an invoice or a credit note prints, by the form that it was entered in and the name of its field there. */
export interface PrintedTexts {
  seller?: Partial<Party & { termsEn: string; termsZh: string }>;
  client?: Partial<Party>;
  bank?: Partial<Bank>;
  taxNote?: { textEn: string; textLocal: string };
  quote?: {
    exchangeSource: string;
    termsEn: string;
    termsZh: string;
    lines: { payee: string; feeEn: string; feeZh: string; discountReason: string }[];
  };
  /** Of the services of a quote's lines. */
  service?: { lines: { nameEn: string; nameZh: string; descriptionEn: string; descriptionZh: string }[] };
  invoice?: {
    exchangeSource: string;
    fapiaoNumber: string;
    noteEn: string;
    noteZh: string;
    lines: { lineEn: string; lineZh: string; quantity: string }[];
  };
  credit?: { reason: string };
}

/** A text that can't be printed, and from which form's field it is. */
export interface UnprintedField extends UnprintableText {
  form: keyof PrintedTexts;
  /** As in {@link PrintedTexts}. */
  field: string;
  /** Of which line, from 0. */
  line: number | null;
}

/** Why something was refused; of a text that can't be printed, which. */
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
    labels: { ...t.quote.edit, exchangeSource: t.quote.edit.rateSource },
  }),
  service: (t) => ({ title: t.service.one, labels: t.service }),
  invoice: (t) => ({
    title: t.tradeDocument.titles.invoice,
    labels: { ...t.invoice, exchangeSource: t.quote.edit.rateSource, fapiaoNumber: t.tradeDocument.fapiao },
  }),
  credit: (t) => ({ title: t.tradeDocument.titles.credit_note, labels: t.invoice }),
};

/** The first text that can't be printed; null where all can. */
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

/** The refusal of what {@link findUnprintedField} finds; null for nothing. */
export function refuseUnprinted(texts: PrintedTexts) {
  const unprinted = findUnprintedField(texts);
  return unprinted && { ok: false as const, fault: "unprintable" as const, unprinted };
}

/** The sentence on a text that can't be printed. */
export function sayUnprinted({ facts }: UnprintableText, locale: Locale): string {
  return translator(locale).common.unprintable({ ...facts });
}
