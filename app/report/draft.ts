import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { answerErrors, requireActor, requireId } from "#app/access/actor.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { isReportLocale } from "#app/encoding/report-locale.ts";
import { pdfFile } from "#app/http/pdf-file.ts";
import { collectDraft } from "./collect-draft.server.ts";
import { isUnprintable, renderDraft } from "./report-draft.server.ts";
import { WITHHOLD_CHOICES } from "./withhold-choice.ts";

/**
 * A draft of the report of a run: watermarked, without number, QR code or seal. Rendered outside the transaction. Where a
 * text can't be printed, the checklist names it.
 */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireActor(request, params, "organization.view");
    const search = new URL(request.url).searchParams;
    const runId = requireId(search.get("run") ?? undefined);
    const wanted = search.get("locale");
    const locale = isReportLocale(wanted) ? wanted : "en";
    const withhold = WITHHOLD_CHOICES.find((one) => one === search.get("withhold")) ?? "nothing";
    const { withTenant } = await doors();
    const { organizationId, userId: authorId } = actor;
    const draft = await withTenant(actor, (tx) => collectDraft(tx, { organizationId, authorId, runId, withhold }));
    const pdf = await renderDraft(draft, locale).catch((error: unknown) => {
      if (!isUnprintable(error)) throw error;
      throw redirect(`/organizations/${organizationId}/reports/checklist?run=${runId}&draft=${locale}`);
    });
    return pdfFile(pdf, "draft");
  });
