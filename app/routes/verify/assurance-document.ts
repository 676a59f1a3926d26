import type { LoaderFunctionArgs } from "@remix-run/node";
import { AppError } from "#app/errors.ts";
import { contentDisposition } from "#app/evidence/file-name.ts";
import { answerErrors, asPublic } from "#app/http/actor.server.ts";
import { limitLookUp } from "#app/http/look-up-limit.server.ts";
import { publicBytes } from "#app/http/public-answer.ts";
import { requireReportNumber } from "#app/http/report-number.ts";
import { getPublishedDocument } from "#app/services/assurance/published-assurance.server.ts";

/** A third party's document about a report, where the organization lets anyone have it. A browser runs nothing of it. */
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
