import type { LoaderFunctionArgs } from "@remix-run/node";
import { doors, env } from "#app/doors.server.ts";
import { answerErrors, requireActor, requireId } from "#app/http/actor.server.ts";
import { isReportLocale } from "#app/report/report-locale.ts";
import { findReportLogo } from "#app/services/brand.server.ts";
import { getRun } from "#app/services/calculation.server.ts";
import { copyRun } from "#app/services/report-copy.server.ts";
import { renderDraft } from "#app/services/report-draft.server.ts";
import { collectReportFacts } from "#app/services/report-facts.server.ts";
import { WITHHOLD_CHOICES } from "#app/services/withhold-choice.ts";

/** A draft of the report of a run: watermarked, without number, QR code or seal. Rendered outside the transaction. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const actor = await requireActor(request, params, "viewer");
    const search = new URL(request.url).searchParams;
    const runId = requireId(search.get("run") ?? undefined);
    const wanted = search.get("locale");
    const locale = isReportLocale(wanted) ? wanted : "en";
    const withhold = WITHHOLD_CHOICES.find((one) => one === search.get("withhold")) ?? "nothing";
    const { withTenant } = await doors();
    const draft = await withTenant(actor, async (tx) => {
      const run = await getRun(tx, actor.organizationId, runId);
      const copy = await copyRun(tx, actor.organizationId, run, withhold);
      const facts = await collectReportFacts(tx, {
        organizationId: actor.organizationId,
        authorId: actor.userId,
        run: copy.run,
        locale,
        number: null,
        publicUrl: env().publicUrl,
        now: run.createdAt.toISOString(),
      });
      return {
        run: copy.run,
        facts: copy.redactFacts(facts),
        logo: await findReportLogo(tx, actor.organizationId, facts.brand),
      };
    });
    const pdf = await renderDraft(draft, locale);
    return new Response(new Uint8Array(pdf), {
      headers: { "Content-Type": "application/pdf", "Content-Disposition": 'attachment; filename="draft.pdf"' },
    });
  });
