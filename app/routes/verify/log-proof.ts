import type { LoaderFunctionArgs } from "@remix-run/node";
import { AppError } from "#app/errors.ts";
import { asPublic } from "#app/http/actor.server.ts";
import { publicText } from "#app/http/public-answer.ts";
import { requireReportNumber } from "#app/http/report-number.ts";
import { proveStatement } from "#app/services/log.server.ts";
import { getPublishedReport } from "#app/services/verification.server.ts";

/** The proof that the issue of a report is in the public log (C2SP tlog-proof). */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asPublic(request, async (tx) => {
    const { history } = await getPublishedReport(tx, requireReportNumber(params.reportNumber));
    const issue = history.find(({ kind }) => kind === "issue");
    if (!issue) throw new AppError("not_found");
    return publicText(await proveStatement(tx, issue.logIndex), "text/plain; charset=utf-8", 30);
  });
