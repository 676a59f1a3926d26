/** Open steps in working order. */
export type NextStep =
  | "start"
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
  /** The newest calculation and whether its input data changed since. Null without a calculation. */
  run: { issueCount: number; isOutdated: boolean } | null;
  isReported: boolean;
}

/** Steps to a report. Completed steps are omitted. */
export function listNextSteps(progress: Progress): NextStep[] {
  const { run, isReported } = progress;
  const steps: NextStep[] = [];
  if (progress.facilityCount === 0 && progress.sourceCount === 0) steps.push("start");
  else if (progress.facilityCount === 0) steps.push("facilities");
  else if (progress.sourceCount === 0) steps.push("sources");
  if (progress.recordCount === 0) steps.push("records");
  else if (progress.missingCells > 0) steps.push("missing");
  if (!run) steps.push("run");
  else if (run.isOutdated) steps.push("rerun");
  if (run && run.issueCount > 0) steps.push("issues");
  if (isReported) return steps;
  // The checklist page lists its open items, because that needs the whole document.
  if (run && run.issueCount === 0 && !run.isOutdated) steps.push("checklist");
  steps.push("report");
  return steps;
}
