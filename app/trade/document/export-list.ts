import type { ContentLanguage } from "#app/encoding/language.ts";
import { languageTag, localName, translator } from "#app/i18n/index.ts";
import type { Block, Text } from "#app/press/block.ts";
import { keyValues, note, part } from "#app/press/block-builders.ts";
import { isolate } from "#app/press/isolate.ts";
import { closeDocument, openDocument } from "#app/press/layout/document.ts";
import { drawBlocks } from "#app/press/layout/draw-blocks.ts";
import { Page } from "#app/press/layout/page.ts";
import { attachJson, drawFooters } from "./furniture.ts";
import type { Bilingual, ServicePeriod } from "./model.ts";

/** Exported services of a period. Figures are formatted. */
export interface ExportList {
  locale: ContentLanguage;
  seller: Bilingual & { taxId: string; address: string };
  day: string;
  from: string | null;
  to: string | null;
  /** In the seller's currency. Invoices without a rate are counted, not added. */
  atHome: { currency: string; count: number; net: string; received: string; withoutRate: number }[];
  totals: {
    by: string;
    title: string;
    rows: { name: string; currency: string; count: number; net: string; received: string; home: string }[];
  }[];
  rows: {
    number: string;
    issuedOn: string;
    period: ServicePeriod | null;
    services: string[];
    /** Items of the EBOPS 2010 and modes of supply, as the seller chose them. */
    ebops: { item: string; code: string }[];
    supplyModes: string[];
    client: Bilingual;
    country: string;
    currency: string;
    net: string;
    home: string;
    /** The accepted quote. */
    contract: { number: string; acceptedOn: string; signerName: string } | null;
    received: string;
    receivedAtHome: string;
    outstanding: string;
    isForeignCurrency: boolean;
    receivedOn: string[];
    /** Countries or regions of the payers. */
    payers: string[];
    hasUnknownPayer: boolean;
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
      producer: "Truetonne (export-list 4)",
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
  const { exportedService: t, tradeDocument: words, common } = translator(list.locale);
  const period = list.from || list.to ? t.period(list.from ?? "…", list.to ?? "…") : t.wholeTime;
  return [
    { kind: "heading", level: 1, id: "exported", number: "", text: t.title },
    keyValues([
      [words.seller, [list.seller.en, list.seller.zh].filter(Boolean).join("\n")],
      [words.taxId, list.seller.taxId],
      [t.address, list.seller.address],
      [t.periodHead, period],
      [t.madeOn, list.day],
      ...list.atHome.flatMap((total): [string, string][] => [
        [
          t.atHome(total.currency),
          total.withoutRate > 0 ? common.placed([total.net, t.withoutRate(total.withoutRate)]) : total.net,
        ],
        [t.receivedIn(total.currency), total.received],
      ]),
    ]),
    note(t.noAdvice),
    note(t.receivedAbout),
    ...list.totals.flatMap(({ by, title, rows }): Block[] => [
      part(by, title),
      {
        kind: "table",
        columns: [
          { header: title, width: 1 },
          { header: t.currency, width: "fit" },
          { header: t.count, width: "fit", align: "right" },
          { header: t.net, width: "fit", align: "right" },
          { header: t.paid, width: "fit", align: "right" },
          { header: t.netAtHome, width: "fit", align: "right" },
        ],
        rows: rows.map((one) => ({
          cells: [one.name, one.currency, String(one.count), one.net, one.received, one.home],
        })),
      },
    ]),
    part("invoices", t.rows),
    {
      kind: "table",
      isDense: true,
      columns: [
        { header: t.number, width: "fit" },
        { header: t.client, width: 1 },
        { header: t.services, width: 1 },
        { header: t.evidence, width: 1 },
        { header: t.net, width: "fit", align: "right" },
        { header: t.paid, width: "fit", align: "right" },
      ],
      rows: list.rows.map((row) => ({ cells: describeRow(row, list.locale) })),
    },
  ];
}

function describeRow(row: ExportList["rows"][number], locale: ContentLanguage): Text[] {
  const { exportedService: t, fapiao: words, common, service } = translator(locale);
  const { contract } = row;
  const evidence = [
    contract ? t.contractOf(contract.number, contract.acceptedOn, contract.signerName) : t.noContract,
    row.receivedOn.length > 0 ? t.received(common.listed(row.receivedOn)) : t.notReceived,
    ...(row.payers.length > 0 ? [t.payersFrom(common.listed(row.payers))] : []),
    ...(row.hasUnknownPayer ? [t.unknownPayer] : []),
    ...(row.fapiao === null ? [] : [row.fapiao ? words.evidence(row.fapiao) : words.noEvidence]),
  ];
  const statistics = [
    ...row.ebops.map((code) => `EBOPS ${code.item} (${code.code})`),
    ...row.supplyModes.map((mode) => service.supplyModes[Number(mode) as keyof typeof service.supplyModes]),
  ];
  const period = row.period ? [t.period(row.period.from, row.period.to)] : [];
  const money = (amount: string, home: string) =>
    [`${row.currency} ${amount}`, ...(home && row.isForeignCurrency ? [home] : [])].join("\n");
  return [
    `${row.number}\n${row.issuedOn}`,
    `${localName(row.client, locale)}\n${row.country}`,
    [...row.services, ...period, ...statistics].join("\n"),
    evidence.join("\n"),
    money(row.net, row.home),
    money(row.received, row.receivedAtHome),
  ];
}
