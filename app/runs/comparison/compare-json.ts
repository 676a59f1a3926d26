import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors } from "#app/access/actor.server.ts";
import { printDocumentText } from "#app/carbon/document/document-text.ts";
import { AppError } from "#app/encoding/errors.ts";
import { loadComparison } from "./load-comparison.server.ts";

/** The comparison of the page as `truetonne compare --json` gives it for the two runs' documents, with our own matching. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const { pair } = await loadComparison(request, params);
    if (!pair) throw new AppError("not_found");
    const { before, after } = pair.printed;
    const name = `comparison-${before.period.start.slice(0, 4)}-${after.period.start.slice(0, 4)}.json`;
    return new Response(printDocumentText(pair.printed, { pretty: true }), {
      headers: {
        "Content-Type": "application/json; charset=utf-8",
        "Content-Disposition": `attachment; filename="${name}"`,
      },
    });
  });
