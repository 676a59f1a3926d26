import { z } from "zod";
import { requireId } from "#app/access/actor.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { exportFullPackage } from "./report-reveal.server.ts";

const PackageActions = defineActions({ export: { right: "report.disclose", schema: z.object({}) } });

export const action = organizationAction(PackageActions, {
  /** Everything behind a report, for the company itself and its verifier; each time is recorded. */
  export: async (tx, { actor, params }) => {
    const { number, text } = await exportFullPackage(tx, actor, requireId(params.reportId));
    return new Response(text, {
      headers: {
        "Content-Type": "application/json; charset=utf-8",
        "Content-Disposition": `attachment; filename="${number}.full.json"`,
        "Cache-Control": "no-store",
      },
    });
  },
});
