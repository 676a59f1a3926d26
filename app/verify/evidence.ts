import type { LoaderFunctionArgs } from "@remix-run/node";
import { env } from "#app/environment/env.server.ts";
import { publicText } from "#app/http/public-answer.ts";
import { steadyMinute } from "#app/http/steady-minute.ts";
import { asIssuer } from "#app/log/keys/issuer-door.server.ts";
import { collectEvidence } from "#app/report/verification.server.ts";
import { requireReportNumber } from "./report-number.ts";

/**
 * Credential, log proof, keys and status lists of a report: everything the reader's browser needs for the checks. A browser asks
 * again each time: what it stored could hide a withdrawal that the page already shows.
 */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asIssuer(request, async (tx, keys) => {
    const number = requireReportNumber(params.reportNumber);
    const signer = keys.published.find(({ keyId }) => keyId === keys.credential.keyId);
    const at = steadyMinute(new Date(), signer?.validFrom);
    const evidence = await collectEvidence(tx, { keys, publicUrl: env().publicUrl }, number, at);
    return publicText(JSON.stringify(evidence), "application/json", 0);
  });
