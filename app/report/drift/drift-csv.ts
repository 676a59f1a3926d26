import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, requireActor } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { csvAnswer } from "#app/http/csv-file.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { printBridgeCsv } from "#app/runs/comparison/print-bridge-csv.ts";
import { loadReportDrift } from "./load-drift.server.ts";

/** The drift of a report as a table, with every line and every digit. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireActor(request, params, "organization.view");
    const { report, drift } = await loadReportDrift(actor, params.reportId);
    if (!drift.bridge) throw new AppError("unavailable");
    const disposition = `attachment; filename="${report.number}-drift.csv"`;
    return csvAnswer(disposition, printBridgeCsv(drift.bridge, localeOf(request)));
  });
