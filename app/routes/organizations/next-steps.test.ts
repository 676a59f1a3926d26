import { expect, it } from "vitest";
import { listNextSteps, type NextStep, type Progress } from "./next-steps.ts";

const DONE: Progress = {
  facilityCount: 1,
  sourceCount: 1,
  recordCount: 12,
  missingCells: 0,
  blockers: [],
  isReported: true,
};
const EMPTY: Progress = {
  ...DONE,
  facilityCount: 0,
  sourceCount: 0,
  recordCount: 0,
  blockers: null,
  isReported: false,
};

it.each<[string, Partial<Progress>, NextStep[]]>([
  ["everything done", {}, []],
  ["a new organization", EMPTY, ["facilities", "sources", "records", "run", "report"]],
  ["months missing", { missingCells: 3 }, ["missing"]],
  ["no records: nothing to fill yet", { recordCount: 0, missingCells: 12 }, ["records"]],
  ["data changed", { blockers: ["data_changed_since_run"], isReported: false }, ["rerun", "report"]],
  ["a run with issues", { blockers: ["run_has_issues"], isReported: false }, ["issues", "report"]],
  [
    "items of the report missing twice",
    { blockers: ["disclosure_missing", "disclosure_missing"], isReported: false },
    ["checklist", "report"],
  ],
])("%s", (_, changes, steps) => expect(listNextSteps({ ...DONE, ...changes })).toEqual(steps));
