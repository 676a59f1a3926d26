import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, inTenant, requireActor, requireId } from "#app/access/actor.server.ts";
import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { translator } from "#app/i18n/index.ts";
import { getRun } from "./calculation.server.ts";
import { type ResultColumn, resultColumns } from "./result-file.ts";

interface Asked {
  document: InventoryDocument;
  columns: ResultColumn[];
  disposition: string;
  sheet: string;
}

/** Guards a file with the results of a run and reads the run. The file is written while it is sent. */
export function answerResults(
  { request, params }: Pick<LoaderFunctionArgs, "request" | "params">,
  ending: "csv" | "xlsx",
  answer: (asked: Asked) => Promise<Response>,
): Promise<Response> {
  return answerErrors(request, async () => {
    const actor = await requireActor(request, params, "organization.view");
    const { document } = await inTenant(actor, (tx) => getRun(tx, actor.organizationId, requireId(params.runId)));
    const locale = localeOf(request);
    const t = translator(locale);
    const { start, end } = document.period;
    return answer({
      document,
      columns: resultColumns(document, { t, locale }),
      disposition: `attachment; filename="results-${start}-${end}.${ending}"`,
      sheet: t.inventory.resultFile.sheet,
    });
  });
}
