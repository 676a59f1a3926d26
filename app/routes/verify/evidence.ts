import type { LoaderFunctionArgs } from "@remix-run/node";
import { env } from "#app/doors.server.ts";
import { asIssuer } from "#app/http/issuer-door.server.ts";
import { publicText } from "#app/http/public-answer.ts";
import { requireReportNumber } from "#app/http/report-number.ts";
import { collectEvidence } from "#app/services/verification.server.ts";

/** Within a minute the same state has the same bytes, and the same ETag. */
function wholeMinute(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 60_000) * 60_000);
}

/** Credential, log proof, keys and status lists of a report: all that a reader's browser needs to check it. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asIssuer(request, async (tx, keys) => {
    const number = requireReportNumber(params.reportNumber);
    const evidence = await collectEvidence(tx, keys, env().publicUrl, number, wholeMinute(new Date()));
    return publicText(JSON.stringify(evidence), "application/json", 30);
  });
