import { expect, it } from "vitest";
import { listNextSteps, type NextStep, type Progress } from "./next-steps.ts";

const DONE: Progress = {
  facilityCount: 1,
  sourceCount: 1,
  recordCount: 12,
  missingCells: 0,
  run: { issueCount: 0, isOutdated: false },
  isReported: true,
};
const EMPTY: Progress = {
  ...DONE,
  facilityCount: 0,
  sourceCount: 0,
  recordCount: 0,
  run: null,
  isReported: false,
};

it.each<[string, Partial<Progress>, NextStep[]]>([
  ["everything done", {}, []],
  ["a new organization", EMPTY, ["start", "records", "run", "report"]],
  ["a facility without sources", { ...EMPTY, facilityCount: 1 }, ["sources", "records", "run", "report"]],
  ["months missing", { missingCells: 3 }, ["missing"]],
  ["no records: nothing to fill yet", { recordCount: 0, missingCells: 12 }, ["records"]],
  ["data changed", { run: { issueCount: 0, isOutdated: true }, isReported: false }, ["rerun", "report"]],
  ["data changed after a report", { run: { issueCount: 0, isOutdated: true } }, ["rerun"]],
  ["a run with issues", { run: { issueCount: 2, isOutdated: false }, isReported: false }, ["issues", "report"]],
  ["a run without a report", { isReported: false }, ["checklist", "report"]],
])("%s", (_, changes, steps) => expect(listNextSteps({ ...DONE, ...changes })).toEqual(steps));
