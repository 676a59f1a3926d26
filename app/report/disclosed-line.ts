import { z } from "zod";
import { requireId } from "#app/access/actor.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { LINE_PARTS } from "#app/proof/disclosure/line-parts.ts";
import { discloseLine } from "./report-reveal.server.ts";

const part = z.literal("yes").optional();
const LineForm = z.object({
  line: z.string().trim().min(1).max(40),
  names: part,
  evidence: part,
  inputs: part,
});

/** An issued report is proven whatever the plan: this is an export of it. */
const LineActions = defineActions({
  disclose: { right: "report.disclose", whenLapsed: "allowed", schema: LineForm, faulty: "line_missing" },
});

/** A file that gives the chosen parts of one withheld line away; the page of the report offers it. */
export const action = organizationAction(LineActions, {
  disclose: async (tx, { actor, params, value: { line, ...chosen } }) => {
    const reportId = requireId(params.reportId);
    const parts = LINE_PARTS.filter((name) => chosen[name]);
    const { number, text } = await discloseLine(tx, actor, { reportId, line, parts });
    return fileAnswer(`${number}.${line.replace(/[^\w-]/g, "_")}.line.json`, text);
  },
});

function fileAnswer(name: string, text: string): Response {
  return new Response(text, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "no-store",
    },
  });
}
