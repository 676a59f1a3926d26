import type { ContentLanguage } from "#app/encoding/language.ts";
import { languageTag, localName, translator } from "#app/i18n/index.ts";
import type { Block, Text } from "#app/press/block.ts";
import { keyValues, note, part } from "#app/press/block-builders.ts";
import { isolate } from "#app/press/isolate.ts";
import { closeDocument, openDocument } from "#app/press/layout/document.ts";
import { drawBlocks } from "#app/press/layout/draw-blocks.ts";
import { Page } from "#app/press/layout/page.ts";
import { attachJson, drawFooters } from "./furniture.ts";
import type { Bilingual } from "./model.ts";

/** Exported services of a period. Figures are formatted. */
export interface ExportList {
  locale: ContentLanguage;
  seller: Bilingual & { taxId: string };
  day: string;
  from: string | null;
  to: string | null;
  totals: { name: string; currency: string; count: number; net: string; paid: string; outstanding: string }[];
  rows: {
    number: string;
    issuedOn: string;
    client: Bilingual;
    country: string;
    currency: string;
    net: string;
    paid: string;
    outstanding: string;
    home: string;
    hasContract: boolean;
    isForeignCurrency: boolean;
    receivedOn: string[];
    /** Code and number. Empty without one; null if the seller issues no fapiao. */
    fapiao: string | null;
  }[];
}

/** Uses the layout of reports and the reader's language. The same list gives the same bytes. */
export async function renderExportList(list: ExportList, options: { compress?: boolean } = {}): Promise<Uint8Array> {
  const { exportedService: t } = translator(list.locale);
  const seller = localName(list.seller, list.locale);
  const language = languageTag(list.locale);
  const date = new Date(`${list.day}T00:00:00Z`);
  const pdf = openDocument({
    info: {
      title: `${t.title} · ${seller}`,
      author: seller,
      subject: t.about,
      keywords: `exported services ${list.day}`,
      creator: "Truetonne",
      producer: "Truetonne (export-list 3)",
      date,
    },
    language,
    compress: options.compress ?? true,
  });
  const page = new Page(pdf, { language, watermark: null });
  page.beginSection();
  drawBlocks(page, describeList(isolate(list)));
  drawFooters(page, `${isolate(seller)} · ${t.title} · ${list.day}`);
  attachJson(pdf, { name: "exported-services", text: `${JSON.stringify(list, null, 2)}\n`, date });
  return closeDocument(pdf);
}

function describeList(list: ExportList): Block[] {
  const { exportedService: t, tradeDocument: words } = translator(list.locale);
  const period = list.from || list.to ? t.period(list.from ?? "…", list.to ?? "…") : t.wholeTime;
  return [
    { kind: "heading", level: 1, id: "exported", number: "", text: t.title },
    keyValues([
      [words.seller, [list.seller.en, list.seller.zh].filter(Boolean).join("\n")],
      [words.taxId, list.seller.taxId],
      [t.periodHead, period],
      [t.madeOn, list.day],
    ]),
    note(t.noAdvice),
    part("countries", t.byCountry),
    {
      kind: "table",
      columns: [
        { header: t.country, width: 1 },
        { header: t.currency, width: "fit" },
        { header: t.count, width: "fit", align: "right" },
        { header: t.net, width: "fit", align: "right" },
        { header: t.paid, width: "fit", align: "right" },
        { header: t.outstanding, width: "fit", align: "right" },
      ],
      rows: list.totals.map((one) => ({
        cells: [one.name, one.currency, String(one.count), one.net, one.paid, one.outstanding],
      })),
    },
    part("invoices", t.rows),
    {
      kind: "table",
      isDense: true,
      columns: [
        { header: t.number, width: "fit" },
        { header: t.client, width: 1.2 },
        { header: t.evidence, width: 1 },
        { header: t.currency, width: "fit" },
        { header: t.net, width: "fit", align: "right" },
        { header: t.paid, width: "fit", align: "right" },
        { header: t.outstanding, width: "fit", align: "right" },
      ],
      rows: list.rows.map((row) => ({ cells: describeRow(row, list.locale) })),
    },
  ];
}

function describeRow(row: ExportList["rows"][number], locale: ContentLanguage): Text[] {
  const { exportedService: t, fapiao: words } = translator(locale);
  const fapiao = row.fapiao ? words.evidence(row.fapiao) : words.noEvidence;
  const evidence = [
    row.hasContract ? t.hasContract : t.noContract,
    row.isForeignCurrency ? t.foreignCurrency : t.homeCurrency,
    row.receivedOn.length > 0 ? t.received(row.receivedOn.join(", ")) : t.notReceived,
    ...(row.fapiao === null ? [] : [fapiao]),
  ];
  return [
    `${row.number}\n${row.issuedOn}`,
    `${localName(row.client, locale)}\n${row.country}`,
    evidence.join("\n"),
    row.currency,
    row.home && row.isForeignCurrency ? `${row.net}\n${row.home}` : row.net,
    row.paid,
    row.outstanding,
  ];
}
