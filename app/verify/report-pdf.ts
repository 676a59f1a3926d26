import type { LoaderFunctionArgs } from "@remix-run/node";
import { asPublic } from "#app/access/actor.server.ts";
import { publicBytes } from "#app/http/public-answer.ts";
import { chooseLanguage, getPublishedFile } from "#app/report/verification.server.ts";
import { requireReportNumber } from "./report-number.ts";

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asPublic(request, async (tx) => {
    const number = requireReportNumber(params.reportNumber);
    const language = await chooseLanguage(tx, number, new URL(request.url).searchParams.get("language"));
    const { pdf } = await getPublishedFile(tx, { number, language });
    return publicBytes(pdf, "application/pdf", { fileName: `${number}-${language}.pdf` });
  });
