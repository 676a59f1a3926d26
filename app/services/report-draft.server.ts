import { AppError } from "#app/errors.ts";
import type { Locale } from "#app/i18n/index.ts";
import { buildReportModel, type ReportFacts } from "#app/report/model.ts";
import { renderReport } from "#app/report/render.ts";
import type { CalculationRun } from "./calculation.server.ts";

/** Renders a draft of a run without issues. @throws AppError `conflict` where the run has issues and so no totals */
export async function renderDraft(
  draft: { run: CalculationRun; facts: ReportFacts },
  locale: Locale,
): Promise<Uint8Array> {
  const { run, facts } = draft;
  if (run.issueCount > 0) throw new AppError("conflict", { details: { reason: "run_has_issues" } });
  return renderReport(buildReportModel({ document: run.document, facts, locale, inventoryJson: run.documentText }));
}
