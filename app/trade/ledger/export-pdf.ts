import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerRows, readEvery } from "#app/access/list-route.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { pdfFile } from "#app/http/pdf-file.ts";
import { contentLanguageFor } from "#app/i18n/locale.ts";
import { printExportList } from "#app/trade/document/print.server.ts";
import { getSellerDetail } from "#app/trade/seller/seller-detail.server.ts";
import { describeExports } from "./describe-exports.server.ts";
import { exportedServices } from "./exported-services.list.server.ts";

/** Printed outside the transaction. */
export const loader = (routed: LoaderFunctionArgs) =>
  answerRows(exportedServices, routed, async ({ scope, reader, typed }, batches) => {
    const locale = contentLanguageFor(reader.locale);
    const seller = await (await doors()).withTenant(scope, getSellerDetail);
    if (!seller) throw new AppError("not_found");
    const rows = await readEvery(batches);
    const list = describeExports(rows, { locale, seller, from: typed.from ?? null, to: typed.to ?? null });
    const pdf = await printExportList(list);
    return pdfFile(pdf, "exported-services");
  });
