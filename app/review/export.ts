import type { LoaderFunctionArgs } from "@remix-run/node";
import { asOrganization } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { printCsv } from "#app/encoding/table/print-csv.ts";
import { csvAnswer } from "#app/http/csv-file.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { translator } from "#app/i18n/index.ts";
import { inventoryOf } from "#app/records/load-activities.server.ts";
import { getReviewMap, listGapAnswers } from "./review-map.server.ts";
import { namedSources } from "./review-view.server.ts";

/** A table with a row for each month of a source. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, { organizationId }) => {
    const inventory = await inventoryOf(tx, organizationId, new URL(request.url).searchParams);
    if (!inventory) throw new AppError("not_found");
    const { review: t } = translator(localeOf(request));
    const sources = new Map((await namedSources(tx, organizationId, localeOf(request))).map((one) => [one.id, one]));
    const answers = await listGapAnswers(tx, organizationId, inventory.period);
    const reasons = new Map(answers.map(({ sourceId, month, reason }) => [`${sourceId} ${month}`, reason]));
    const { cells } = await getReviewMap(tx, organizationId, inventory.period);
    const rows = cells.map((cell) => {
      const { facility, name, scope } = sources.get(cell.sourceId)!;
      const all = Object.values(cell.counts).reduce((sum, count) => sum + count, 0);
      return [
        facility,
        name,
        String(scope),
        cell.month,
        t.cellState[cell.state],
        cell.isEstimated ? t.estimated : "",
        ...[cell.daysDue, cell.daysCovered, all, cell.counts.approved].map(String),
        reasons.get(`${cell.sourceId} ${cell.month}`) ?? "",
      ];
    });
    return csvAnswer('attachment; filename="review.csv"', printCsv([Object.values(t.csv), ...rows]));
  });
