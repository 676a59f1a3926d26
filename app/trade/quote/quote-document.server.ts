import { describeTradeBrand } from "#app/brand/tenant-brand.server.ts";
import type { ContentLanguage } from "#app/encoding/language.ts";
import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import { percentOf } from "#app/money/share.ts";
import { type Client, listClientVersions } from "#app/trade/client/client.server.ts";
import type { PricedLine, QuoteDocument, StatedTaxNote } from "#app/trade/document/model.ts";
import { partyOfClient, partyOfSeller } from "#app/trade/document/party.ts";
import type { PrintedTexts } from "#app/trade/invoice/unprinted-field.ts";
import type { SellerDetail } from "#app/trade/seller/seller-detail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { PricedQuote, QuoteContent } from "./quote-content.ts";
import type { Quote, QuoteLine, QuoteVersion } from "./quote-list.server.ts";
import { hasWork, type QuoteWork, toWorkFields } from "./quote-work.ts";

/** The document of a sent version. Third-party fees are part of its text, because they are in no sum. */
export async function describeQuote(
  tx: TenantTx,
  quote: Quote,
  version: QuoteVersion,
  words: { thirdParty: { en: string; zh: string } },
): Promise<QuoteDocument> {
  const own = version.lines.filter(({ payee }) => payee === "");
  const others = version.lines.filter(({ payee }) => payee !== "");
  const fee = (line: QuoteLine, name: string) =>
    `${name} · ${line.payee} · ${formatMoney(money(line.netMinor, version.currency))}`;
  const noteIn = (language: ContentLanguage) =>
    others.length === 0
      ? ""
      : [words.thirdParty[language], ...others.map((line) => fee(line, nameIn(line, language)))].join("\n");
  const client = (await listClientVersions(tx, quote.clientId)).find((one) => one.version === version.clientVersion)!;
  return {
    kind: "quote",
    number: version.version === 1 ? quote.number : `${quote.number}/${version.version}`,
    issuedOn: version.issuedOn,
    validUntil: version.validUntil,
    seller: version.seller,
    client: partyOfClient(client),
    currency: version.currency,
    lines: own.map((line, index) => printedLine(version, line, index)),
    options: version.options.map((line, index) => printedLine(version, line, index)),
    netMinor: version.netMinor,
    taxMinor: version.taxMinor,
    totalMinor: version.totalMinor,
    homeCurrency: version.homeCurrency,
    exchange: version.exchange,
    taxNote: version.taxNote,
    scope: { en: "", zh: "" },
    deposit: version.depositMinor > 0n ? { percent: version.depositPercent, minor: version.depositMinor } : null,
    note: { en: noteIn("en"), zh: noteIn("zh") },
    terms: version.terms,
    work: hasWork(version.work) ? version.work : null,
    brand: await describeTradeBrand(tx),
  };
}

function printedLine({ currency, taxPercent }: QuoteVersion, line: QuoteLine, index: number): PricedLine {
  return {
    position: index + 1,
    descriptionEn: describeLine(line, "en"),
    descriptionZh: describeLine(line, "zh"),
    quantity: line.quantity,
    unit: "",
    unitPriceMinor: line.priceMinor,
    netMinor: line.netMinor,
    taxPercent,
    taxMinor: percentOf(money(line.netMinor, currency), taxPercent).minor,
  };
}

function nameIn({ name }: QuoteLine, language: ContentLanguage): string {
  return name[language] || name.en || name.zh;
}

function describeLine(line: QuoteLine, language: ContentLanguage): string {
  if (line.name[language] === "") return "";
  const discount = line.discountPercent === "0" ? "" : `−${line.discountPercent} % (${line.discountReason})`;
  return [line.name[language], line.description[language], discount].filter(Boolean).join("\n");
}

/** The texts of the work by field. */
function printedWork(work: QuoteWork) {
  const milestones = work.milestones.map(({ name }) => ({ milestoneNameEn: name.en, milestoneNameZh: name.zh }));
  return { fields: toWorkFields({ ...work, milestones: [] }), milestones };
}

/** All texts that the quote would print if it were sent now. */
export function textsOfQuote(
  draft: QuoteContent,
  sent: { seller: SellerDetail; client: Client; note: StatedTaxNote; priced: PricedQuote },
): PrintedTexts {
  const { lines, options } = sent.priced;
  const [agreed, offered] = [lines.values(), options.values()];
  const inOrder = draft.lines.map(({ isOption }) => (isOption ? offered : agreed).next().value!);
  const own = inOrder.map(({ name, description, payee }) =>
    payee === ""
      ? { nameEn: name.en, nameZh: name.zh, descriptionEn: description.en, descriptionZh: description.zh }
      : { nameEn: "", nameZh: "", descriptionEn: "", descriptionZh: "" },
  );
  return {
    quote: {
      exchangeSource: draft.exchangeSource,
      termsEn: draft.terms.en,
      termsZh: draft.terms.zh,
      work: printedWork(draft.work),
      lines: draft.lines.map(({ payee, name, discountReason }) => ({
        payee,
        feeEn: name.en,
        feeZh: name.zh,
        discountReason,
      })),
    },
    service: { lines: own },
    client: partyOfClient(sent.client),
    seller: partyOfSeller(sent.seller),
    taxNote: { textEn: sent.note.textEn, textLocal: sent.note.textLocal },
  };
}
