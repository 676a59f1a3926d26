import { AppError } from "#app/encoding/errors.ts";
import type { ReportLocale } from "#app/encoding/report-locale.ts";
import { MissingGlyph } from "#app/press/fonts/missing-glyph.ts";
import type { CalculationRun } from "#app/runs/calculation.server.ts";
import type { ReportFacts } from "./model.ts";
import { printReport } from "./print-report.server.ts";
import { listUnprintedTexts } from "./report-glyphs.server.ts";

/**
 * Renders a draft of a run without issues.
 *
 * @throws AppError `conflict` with its reason: `run_has_issues` (there are no totals), or `unprintable` with `texts`, each
 * with its place in the report and its character
 */
export async function renderDraft(
  draft: { run: CalculationRun; facts: ReportFacts; logo: Uint8Array | null },
  locale: ReportLocale,
): Promise<Uint8Array> {
  const { run, facts, logo } = draft;
  if (run.issueCount > 0) throw new AppError("conflict", { details: { reason: "run_has_issues" } });
  try {
    return await printReport({ documentText: run.documentText, facts, locale, logo });
  } catch (error) {
    if (!(error instanceof MissingGlyph)) throw error;
    const texts = listUnprintedTexts(run, facts, locale).map((one) => one.facts);
    throw new AppError("conflict", { details: { reason: "unprintable", texts } });
  }
}

/** Whether {@link renderDraft} was refused for a text that can't be printed. */
export function isUnprintable(error: unknown): boolean {
  return error instanceof AppError && error.details.reason === "unprintable";
}
