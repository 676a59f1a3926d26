import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, asPublic } from "#app/access/actor.server.ts";
import { limitLookUp } from "#app/access/look-up-limit.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { contentDisposition } from "#app/files/file-name.ts";
import { publicBytes } from "#app/http/public-answer.ts";
import { getPublishedDocument } from "#app/report/published-assurance.server.ts";
import { requireReportNumber } from "./report-number.ts";

/** A third party's document about a report, if the organization made it public. Browsers must not run anything in it. */
export const loader = ({ request, params, context }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    await limitLookUp(context.clientAddress);
    const number = requireReportNumber(params.reportNumber);
    const sha256 = params.documentHash ?? "";
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new AppError("not_found");
    const { bytes, name, type } = await asPublic(request, (tx) => getPublishedDocument(tx, number, sha256));
    const response = publicBytes(bytes, type, { seconds: 3600 });
    response.headers.set("Content-Disposition", contentDisposition("attachment", name));
    response.headers.set("Content-Security-Policy", "sandbox; default-src 'none'");
    return response;
  });
