import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerRows, readEvery } from "#app/access/list-route.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { today } from "#app/day/zone.ts";
import { AppError } from "#app/encoding/errors.ts";
import { pdfFile } from "#app/http/pdf-file.ts";
import { contentLanguageFor } from "#app/i18n/locale.ts";
import { countryName } from "#app/kit/country.ts";
import { formatAmount } from "#app/money/money-text.ts";
import { printExportList } from "#app/trade/document/print.server.ts";
import { getSellerDetail } from "#app/trade/seller/seller-detail.server.ts";
import { totalExports } from "./exported-service.server.ts";
import { exportedServices } from "./exported-services.list.server.ts";

/** Printed outside the transaction. */
export const loader = (routed: LoaderFunctionArgs) =>
  answerRows(exportedServices, routed, async ({ scope, reader, typed }, batches) => {
    const locale = contentLanguageFor(reader.locale);
    const seller = await (await doors()).withTenant(scope, getSellerDetail);
    if (!seller) throw new AppError("not_found");
    const rows = await readEvery(batches);
    const list = {
      locale,
      seller: { en: seller.legalNameEn, zh: seller.legalNameZh, taxId: seller.taxId },
      day: today(seller.timeZone),
      from: typed.from ?? null,
      to: typed.to ?? null,
      totals: totalExports(rows, "country").map((total) => ({
        name: countryName(total.key, locale),
        currency: total.currency,
        count: total.count,
        net: formatAmount(total.net),
        paid: formatAmount(total.paid),
        outstanding: formatAmount(total.outstanding),
      })),
      rows: rows.map((row) => ({
        number: row.number,
        issuedOn: row.issuedOn,
        currency: row.net.currency,
        net: formatAmount(row.net),
        client: { en: row.client.legalNameEn, zh: row.client.legalNameZh },
        country: countryName(row.client.country, locale),
        paid: formatAmount(row.paid),
        outstanding: formatAmount(row.outstanding),
        home: row.netAtHome ? `${row.netAtHome.currency} ${formatAmount(row.netAtHome)}` : "",
        hasContract: row.evidence.orderId !== null,
        isForeignCurrency: row.evidence.isForeignCurrency,
        receivedOn: row.evidence.receivedOn,
        fapiao: row.evidence.fapiao,
      })),
    };
    const pdf = await printExportList(list);
    return pdfFile(pdf, "exported-services");
  });
