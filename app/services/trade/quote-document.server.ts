import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import { percentOf } from "#app/money/share.ts";
import type { Party, QuoteDocument } from "#app/trade-document/model.ts";
import type { TenantTx } from "#db/doors.ts";
import { describeTradeBrand } from "../tenant-brand.server.ts";
import type { Quote, QuoteLine, QuoteVersion } from "./quote-list.server.ts";

/** What the file of a sent version says. A third party's fee stands in the words beneath, since it is in no sum. */
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
  const noteIn = (language: "en" | "zh") =>
    others.length === 0
      ? ""
      : [words.thirdParty[language], ...others.map((line) => fee(line, nameIn(line, language)))].join("\n");
  return {
    kind: "quote",
    number: version.version === 1 ? quote.number : `${quote.number}/${version.version}`,
    issuedOn: version.issuedOn,
    validUntil: version.validUntil,
    seller: version.seller,
    client: await partyOfClient(tx, quote.clientId, version.clientVersion),
    currency: version.currency,
    lines: own.map((line, index) => ({
      position: index + 1,
      descriptionEn: describeLine(line, "en"),
      descriptionZh: describeLine(line, "zh"),
      quantity: line.quantity,
      unit: "",
      unitPriceMinor: line.priceMinor,
      netMinor: line.netMinor,
      taxPercent: version.taxPercent,
      taxMinor: percentOf(money(line.netMinor, version.currency), version.taxPercent).minor,
    })),
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
    brand: await describeTradeBrand(tx),
  };
}

function nameIn({ name }: QuoteLine, language: "en" | "zh"): string {
  return name[language] || name.en || name.zh;
}

function describeLine(line: QuoteLine, language: "en" | "zh"): string {
  if (line.name[language] === "") return "";
  const discount = line.discountPercent === "0" ? "" : `−${line.discountPercent} % (${line.discountReason})`;
  return [line.name[language], line.description[language], discount].filter(Boolean).join("\n");
}

async function partyOfClient(tx: TenantTx, clientId: string, version: number): Promise<Party> {
  const row = await tx
    .selectFrom("client_version")
    .selectAll()
    .where("client_id", "=", clientId)
    .where("version", "=", version)
    .executeTakeFirstOrThrow();
  return {
    legalNameEn: row.legal_name_en,
    legalNameZh: row.legal_name_zh,
    country: row.country,
    taxId: row.tax_id,
    registrationId: "",
    addressEn: row.address_en,
    addressZh: row.address_zh,
    email: row.email,
  };
}
