import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors } from "#app/access/actor.server.ts";
import { asVerifier } from "#app/assurance/verifier.server.ts";
import { getAssuredRun } from "#app/assurance/workspace.server.ts";

/** The inventory document of the calculation, as embedded in a report. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const text = await asVerifier(request, params, { kind: "document" }, async (tx, who) => {
      const { documentText } = await getAssuredRun(tx, who);
      return documentText;
    });
    return new Response(text, {
      headers: {
        "Content-Type": "application/json; charset=utf-8",
        "Content-Disposition": 'attachment; filename="inventory.json"',
        "Cache-Control": "private, no-store",
      },
    });
  });
