import type { LoaderFunctionArgs } from "@remix-run/node";
import { asPublic } from "#app/http/actor.server.ts";
import { publicText } from "#app/http/public-answer.ts";
import { requireReportNumber } from "#app/http/report-number.ts";
import { getPublishedReport } from "#app/services/verification.server.ts";

/** The signed record of a report, in the canonical form that was signed. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asPublic(request, async (tx) => {
    const { credential } = await getPublishedReport(tx, requireReportNumber(params.reportNumber));
    return publicText(credential, "application/vc+ld+json", 300);
  });
