import { contentLanguageFor, type Locale, localName } from "#app/i18n/index.ts";
import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import type { QuoteLine, QuoteVersion } from "./quote-list.server.ts";
import { purchaseOrderOf } from "./quote-work.ts";

/** A version for a page: amounts are formatted and texts are in the reader's language. */
export function viewVersion(version: QuoteVersion, locale: Locale) {
  const { currency, seller } = version;
  const write = (minor: bigint) => formatMoney(money(minor, currency));
  const language = contentLanguageFor(locale);
  return {
    version: version.version,
    currency,
    issuedOn: version.issuedOn,
    validUntil: version.validUntil,
    seller: {
      name: localName({ en: seller.legalNameEn, zh: seller.legalNameZh }, locale),
      address: localName({ en: seller.addressEn, zh: seller.addressZh }, locale),
      taxId: seller.taxId || seller.registrationId,
      email: seller.email,
    },
    lines: version.lines.map((line) => viewLine(line, currency, locale)),
    options: version.options.map((line) => viewLine(line, currency, locale)),
    isChoice: version.optionsChosen !== null,
    net: write(version.netMinor),
    taxPercent: version.taxPercent,
    tax: write(version.taxMinor),
    total: write(version.totalMinor),
    depositPercent: version.depositPercent,
    deposit: version.depositMinor > 0n ? write(version.depositMinor) : "",
    balance: write(version.totalMinor - version.depositMinor),
    thirdParty: version.thirdPartyMinor > 0n ? write(version.thirdPartyMinor) : "",
    exchange: version.exchange,
    homeCurrency: version.homeCurrency,
    taxNote: version.taxNote
      ? version.taxNote.localLanguage.startsWith(language)
        ? version.taxNote.textLocal || version.taxNote.textEn
        : version.taxNote.textEn || version.taxNote.textLocal
      : "",
    terms: localName(version.terms, locale),
    work: { ...version.work, purchaseOrder: purchaseOrderOf(version) },
    gatesIssue: version.gatesIssue,
  };
}

function viewLine(line: QuoteLine, currency: string, locale: Locale) {
  return {
    position: line.position,
    name: localName(line.name, locale),
    description: localName(line.description, locale),
    unit: line.unit,
    quantity: line.quantity,
    price: formatMoney(money(line.priceMinor, currency)),
    discount: line.discountPercent === "0" ? "" : `−${line.discountPercent} % (${line.discountReason})`,
    payee: line.payee,
    net: formatMoney(money(line.netMinor, currency)),
  };
}
