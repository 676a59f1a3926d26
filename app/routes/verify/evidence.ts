import type { LoaderFunctionArgs } from "@remix-run/node";
import { env } from "#app/doors.server.ts";
import { asPublic } from "#app/http/actor.server.ts";
import { publicText } from "#app/http/public-answer.ts";
import { requireReportNumber } from "#app/http/report-number.ts";
import { issuerKeys } from "#app/issuer.server.ts";
import { collectEvidence } from "#app/services/verification.server.ts";

/** Credential, log proof, keys and status lists of a report: all that a reader's browser needs to check it. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asPublic(request, async (tx) => {
    const number = requireReportNumber(params.reportNumber);
    const evidence = await collectEvidence(tx, await issuerKeys(), env().publicUrl, number, new Date());
    return publicText(JSON.stringify(evidence), "application/json", 30);
  });
