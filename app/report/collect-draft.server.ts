import { findReportLogo } from "#app/brand/brand.server.ts";
import type { ReportLocale } from "#app/encoding/report-locale.ts";
import { env } from "#app/environment/env.server.ts";
import { getRun } from "#app/runs/calculation.server.ts";
import { copyRun } from "./report-copy.server.ts";
import { collectReportFacts } from "./report-facts.server.ts";
import { listUnprintedTexts } from "./report-glyphs.server.ts";
import type { WithholdChoice } from "./withhold-choice.ts";

type TenantTx = Parameters<typeof getRun>[0];

interface DraftRequest {
  organizationId: string;
  authorId: string;
  runId: string;
}

/** What a draft of the report of a run shows: no number, dated by the run. It is rendered outside the transaction. */
export async function collectDraft(tx: TenantTx, request: DraftRequest & { withhold: WithholdChoice }) {
  const { organizationId } = request;
  const run = await getRun(tx, organizationId, request.runId);
  const copy = await copyRun(tx, organizationId, run, request.withhold);
  const facts = await collectReportFacts(tx, {
    organizationId,
    authorId: request.authorId,
    run: copy.run,
    number: null,
    publicUrl: env().publicUrl,
    now: run.createdAt.toISOString(),
  });
  return {
    run: copy.run,
    facts: copy.redactFacts(facts),
    logo: await findReportLogo(tx, organizationId, facts.brand),
  };
}

/** The texts of a draft that can't be printed: those of records too, which only the report itself shows. */
export async function unprintedInDraft(tx: TenantTx, request: DraftRequest & { locale: ReportLocale }) {
  const { run, facts } = await collectDraft(tx, { ...request, withhold: "nothing" });
  return run.issueCount > 0 ? [] : listUnprintedTexts(run, facts, request.locale);
}
