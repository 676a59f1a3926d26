import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireTenantActor } from "#app/access/actor.server.ts";
import { answerRows, readEvery } from "#app/access/list-route.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { contentLanguageFor } from "#app/i18n/locale.ts";
import { printExportList } from "#app/trade/document/print.server.ts";
import { getSellerDetail } from "#app/trade/seller/seller-detail.server.ts";
import { describeExports } from "./describe-exports.server.ts";
import { answerEvidence, MOST_PACKED } from "./evidence-pack.server.ts";
import { exportedServices } from "./exported-services.list.server.ts";

/** The listed exports as one archive, with the printed list. */
export const loader = (routed: LoaderFunctionArgs) =>
  answerRows(exportedServices, routed, async ({ scope, reader, typed }, batches) => {
    const author = await requireTenantActor(routed.request, routed.params, "workspace.view");
    const seller = await (await doors()).withTenant(scope, getSellerDetail);
    if (!seller) throw new AppError("not_found");
    const rows = await readEvery(batches);
    if (rows.length > MOST_PACKED)
      return new Response(`${reader.t.exportedService.tooMany(MOST_PACKED)}\n`, {
        status: 400,
        headers: { "Content-Type": "text/plain; charset=utf-8" },
      });
    const locale = contentLanguageFor(reader.locale);
    const list = describeExports(rows, { locale, seller, from: typed.from ?? null, to: typed.to ?? null });
    const asked = {
      author,
      exports: rows,
      lists: [{ path: "exported-services.pdf", bytes: [await printExportList(list)] }],
      now: scope.now,
    };
    return answerEvidence(asked, "export-evidence");
  });
