import { dayIn, today } from "#app/day/zone.ts";
import type { ContentLanguage } from "#app/encoding/language.ts";
import { localName, translator } from "#app/i18n/index.ts";
import { countryName } from "#app/kit/country.ts";
import type { Money } from "#app/money/money.ts";
import { formatAmount } from "#app/money/money-text.ts";
import type { ExportList } from "#app/trade/document/export-list.ts";
import type { SellerDetail } from "#app/trade/seller/seller-detail.server.ts";
import { EBOPS, EBOPS_CODES, SUPPLY_MODES } from "#app/trade/service/trade-statistics.ts";
import { type ExportedService, type ExportGroup, totalAtHome, totalExports } from "./exported-service.ts";
import { nameGroup, nameServices } from "./name-group.ts";

/** The printed list of these exports. Days of acceptance are in the seller's time zone. */
export function describeExports(
  rows: readonly ExportedService[],
  {
    locale,
    seller,
    from,
    to,
  }: { locale: ContentLanguage; seller: SellerDetail; from: string | null; to: string | null },
): ExportList {
  const words = translator(locale);
  const t = words.exportedService;
  const names = new Map(rows.map(({ clientId, clientName }) => [clientId, localName(clientName, locale)]));
  const groups: ExportGroup[] = ["country", "quarter", "kind"];
  return {
    locale,
    seller: {
      en: seller.legalNameEn,
      zh: seller.legalNameZh,
      taxId: seller.taxId,
      address: localName({ en: seller.addressEn, zh: seller.addressZh }, locale),
    },
    day: today(seller.timeZone),
    from,
    to,
    atHome: totalAtHome(rows).map((total) => ({
      currency: total.homeCurrency,
      count: total.count,
      net: formatAmount(total.net),
      received: formatAmount(total.received),
      withoutRate: total.withoutRate,
    })),
    totals: groups.map((by) => ({
      by,
      title: t.groups[by],
      rows: totalExports(rows, by).map((total) => ({
        name: nameGroup(total.key, by, { words, locale, names }),
        currency: total.currency,
        count: total.count,
        net: formatAmount(total.net),
        received: formatAmount(total.received),
        home: total.netAtHome ? shown(total.netAtHome) : "",
      })),
    })),
    rows: rows.map((row) => ({
      number: row.number,
      issuedOn: row.issuedOn,
      period: row.period,
      services: nameServices(row, words, locale),
      ebops: EBOPS_CODES.filter((code) => row.services.some(({ ebops }) => ebops === code)).map((code) => ({
        item: EBOPS[code],
        code,
      })),
      supplyModes: SUPPLY_MODES.filter((mode) => row.services.some(({ supplyMode }) => supplyMode === mode)),
      currency: row.net.currency,
      net: formatAmount(row.net),
      home: row.netAtHome ? shown(row.netAtHome) : "",
      client: { en: row.client.legalNameEn, zh: row.client.legalNameZh },
      country: countryName(row.client.country, locale),
      contract: row.evidence.contract && {
        number: row.evidence.contract.number,
        acceptedOn: dayIn(seller.timeZone, row.evidence.contract.acceptedAt),
        signerName: row.evidence.contract.signerName,
      },
      received: formatAmount(row.received),
      receivedAtHome: row.receivedAtHome ? shown(row.receivedAtHome) : "",
      outstanding: formatAmount(row.outstanding),
      isForeignCurrency: row.evidence.isForeignCurrency,
      receivedOn: row.evidence.receivedOn,
      payers: row.evidence.payers.map((code) => countryName(code, locale)),
      hasUnknownPayer: row.evidence.hasUnknownPayer,
      fapiao: row.evidence.fapiao,
    })),
  };
}

function shown(amount: Money): string {
  return `${amount.currency} ${formatAmount(amount)}`;
}
