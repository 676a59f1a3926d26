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
  /** What keeps the newest calculation from a report; null without a calculation. */
  blockers: readonly string[] | null;
  isReported: boolean;
}

/** Steps between where an organization is and its report: each names what is missing, none what is done. */
export function listNextSteps(progress: Progress): NextStep[] {
  const { blockers, isReported } = progress;
  const steps: NextStep[] = [];
  if (progress.facilityCount === 0) steps.push("facilities");
  if (progress.sourceCount === 0) steps.push("sources");
  if (progress.recordCount === 0) steps.push("records");
  else if (progress.missingCells > 0) steps.push("missing");
  if (!blockers) steps.push("run");
  if (blockers?.includes("data_changed_since_run")) steps.push("rerun");
  if (blockers?.includes("run_has_issues")) steps.push("issues");
  if (blockers?.includes("disclosure_missing")) steps.push("checklist");
  if (!isReported) steps.push("report");
  return steps;
}
