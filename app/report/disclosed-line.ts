import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { answerErrors, asOrganization, EVEN_LAPSED, requireId } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { parseForm } from "#app/http/form.server.ts";
import { LINE_PARTS } from "#app/proof/disclosure/line-parts.ts";
import { discloseLine } from "./report-reveal.server.ts";

const part = z.literal("yes").optional();
const LineForm = z.object({
  line: z.string().trim().min(1).max(40),
  names: part,
  evidence: part,
  inputs: part,
});

/** A file that gives the chosen parts of one withheld line away; the page of the report offers it. */
export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const form = await parseForm(request, LineForm);
    // An issued report is proven whatever the plan: this is an export of it.
    return asOrganization(
      request,
      params,
      "admin",
      async (tx, actor) => {
        const reportId = requireId(params.reportId);
        if (!form.ok) throw new AppError("invalid", { details: { reason: "line_missing" } });
        const { line, ...chosen } = form.value;
        const parts = LINE_PARTS.filter((name) => chosen[name]);
        const { number, text } = await discloseLine(tx, actor, { reportId, line, parts });
        return fileAnswer(`${number}.${line.replace(/[^\w-]/g, "_")}.line.json`, text);
      },
      EVEN_LAPSED,
    );
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
