import type { LoaderFunctionArgs } from "@remix-run/node";
import { asPublic } from "#app/http/actor.server.ts";
import { publicBytes } from "#app/http/public-answer.ts";
import { requireReportNumber } from "#app/http/report-number.ts";
import { getPublishedFile } from "#app/services/verification.server.ts";

/** The issued file, byte for byte. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asPublic(request, async (tx) => {
    const number = requireReportNumber(params.reportNumber);
    const { pdf } = await getPublishedFile(tx, number);
    return publicBytes(pdf, "application/pdf", { fileName: `${number}.pdf` });
  });
