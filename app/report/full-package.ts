import type { ActionFunctionArgs } from "@remix-run/node";
import { answerErrors, asOrganization, requireId } from "#app/access/actor.server.ts";
import { exportFullPackage } from "./report-reveal.server.ts";

/** Everything behind a report, for the company itself and its verifier; each time is recorded. */
export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, () =>
    asOrganization(request, params, "admin", async (tx, actor) => {
      const { number, text } = await exportFullPackage(tx, actor, requireId(params.reportId));
      return new Response(text, {
        headers: {
          "Content-Type": "application/json; charset=utf-8",
          "Content-Disposition": `attachment; filename="${number}.full.json"`,
          "Cache-Control": "no-store",
        },
      });
    }),
  );
