import type { LoaderFunctionArgs } from "@remix-run/node";
import { env } from "#app/environment/env.server.ts";
import { publicBytes } from "#app/http/public-answer.ts";
import { asIssuer } from "#app/log/keys/issuer-door.server.ts";
import { makeBundle } from "#app/report/report-bundle.server.ts";
import { chooseLanguage } from "#app/report/verification.server.ts";
import { requireReportNumber } from "./report-number.ts";

/** The bundle contains the current status, so it is cached only as long as a status list. */
const SECONDS = 60;

/** One archive with everything needed to verify the report without this server. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asIssuer(request, async (tx, keys) => {
    const number = requireReportNumber(params.reportNumber);
    const language = await chooseLanguage(tx, number, new URL(request.url).searchParams.get("language"));
    const bundle = await makeBundle(tx, { keys, publicUrl: env().publicUrl }, { number, language }, new Date());
    return publicBytes(bundle, "application/zip", { fileName: `${number}-${language}.bundle.zip`, seconds: SECONDS });
  });
