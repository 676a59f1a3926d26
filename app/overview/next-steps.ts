/** What waits, in the order of the work. */
export type NextStep =
  | "facilities"
  | "sources"
  | "records"
  | "missing"
  | "run"
  | "rerun"
  | "issues"
  | "checklist"
  | "report";

export interface Progress {
  facilityCount: number;
  sourceCount: number;
  recordCount: number;
  missingCells: number;
  /** The newest calculation, and whether something that its figures come of was written since; null without one. */
  run: { issueCount: number; isOutdated: boolean } | null;
  isReported: boolean;
}

/** Steps between where an organization is and its report: each names what is missing, none what is done. */
export function listNextSteps(progress: Progress): NextStep[] {
  const { run, isReported } = progress;
  const steps: NextStep[] = [];
  if (progress.facilityCount === 0) steps.push("facilities");
  if (progress.sourceCount === 0) steps.push("sources");
  if (progress.recordCount === 0) steps.push("records");
  else if (progress.missingCells > 0) steps.push("missing");
  if (!run) steps.push("run");
  else if (run.isOutdated) steps.push("rerun");
  if (run && run.issueCount > 0) steps.push("issues");
  if (isReported) return steps;
  // What of it is missing is told by its own page, which judges the whole document.
  if (run && run.issueCount === 0 && !run.isOutdated) steps.push("checklist");
  steps.push("report");
  return steps;
}
