import { AppError } from "#app/errors.ts";
import type { ReportFacts } from "#app/report/model.ts";
import { printReport } from "#app/report/press.server.ts";
import type { ReportLocale } from "#app/report/report-locale.ts";
import type { CalculationRun } from "./calculation.server.ts";

/** Renders a draft of a run without issues. @throws AppError `conflict` where the run has issues and so no totals */
export async function renderDraft(
  draft: { run: CalculationRun; facts: ReportFacts; logo: Uint8Array | null },
  locale: ReportLocale,
): Promise<Uint8Array> {
  const { run, facts, logo } = draft;
  if (run.issueCount > 0) throw new AppError("conflict", { details: { reason: "run_has_issues" } });
  return printReport({ documentText: run.documentText, facts, locale, logo });
}
