import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RIGHTS, type Right, ROLES } from "#app/access/role.ts";
import { listNextSteps, STEP_RIGHT, STEPS, type StepKind, type YearState } from "./next-steps.ts";

const NO_GAPS: YearState["gaps"] = { months: 0, sources: 0, first: null };
const GAPS: YearState["gaps"] = {
  months: 5,
  sources: 2,
  first: { sourceId: "s1", name: { en: "Electricity", zh: "电力" }, month: "2025-03", months: 4 },
};
const RECORDS: YearState["records"] = { draft: 0, submitted: 0, returned: 0, approved: 12 };
const NO_RECORDS: YearState["records"] = { ...RECORDS, approved: 0 };
const RUN = { issueCount: 0, isOutdated: false, isReported: false };

/** Nothing is open: the report of the newest calculation is issued. */
const DONE: YearState = {
  facilityCount: 1,
  sourceCount: 1,
  inventoryId: "i1",
  records: RECORDS,
  gaps: NO_GAPS,
  mustBeApproved: true,
  hasOthersWork: false,
  hasOtherReviewer: true,
  requests: { answered: 0, waiting: 0 },
  run: { ...RUN, isReported: true },
  texts: [],
  release: null,
  lacking: { records: 0, isAll: true },
};
const EMPTY: Partial<YearState> = { facilityCount: 0, sourceCount: 0, records: NO_RECORDS, run: null };
const OPEN: Partial<YearState> = { run: RUN };
const SUBMITTED: YearState["records"] = { ...RECORDS, submitted: 3 };

const kindsOf = (changes: Partial<YearState>, may: (right: Right) => boolean = () => true) =>
  listNextSteps({ ...DONE, ...changes }, may).map(({ kind }) => kind);

describe("next steps", () => {
  it.each<[string, Partial<YearState>, StepKind[]]>([
    ["everything done", {}, []],
    ["a new organization", EMPTY, ["start"]],
    ["no year", { ...EMPTY, inventoryId: null }, ["start", "year"]],
    ["a facility without sources", { ...EMPTY, facilityCount: 1 }, ["sources"]],
    ["sources without a facility", { ...EMPTY, sourceCount: 1 }, ["facilities", "records"]],
    ["no records: nothing to fill yet", { records: NO_RECORDS, gaps: GAPS, run: null }, ["records"]],
    ["months missing", { ...OPEN, gaps: GAPS }, ["missing", "checklist", "report"]],
    ["months missing after a report", { gaps: GAPS }, ["missing"]],
    ["never calculated", { run: null }, ["run"]],
    ["data changed", { run: { ...RUN, isOutdated: true } }, ["rerun"]],
    ["data changed after a report", { run: { ...RUN, isOutdated: true, isReported: true } }, ["rerun"]],
    ["records without a factor", { run: { ...RUN, issueCount: 2 } }, ["issues"]],
    ["records without a factor, changed since", { run: { ...RUN, issueCount: 2, isOutdated: true } }, ["rerun"]],
    ["a calculation without a report", OPEN, ["checklist", "report"]],
    ["texts to confirm", { ...OPEN, texts: ["boundary", "purpose"] }, ["texts", "checklist", "report"]],
    ["texts, but no calculation to show them with", { run: null, texts: ["boundary"] }, ["run"]],
    ["a proposal of another", { ...OPEN, release: "other" }, ["release"]],
    ["an own proposal: another person decides", { ...OPEN, release: "own" }, []],
    ["drafts", { ...OPEN, records: { ...RECORDS, draft: 2 } }, ["submit", "checklist"]],
    ["others' work to approve", { ...OPEN, records: SUBMITTED, hasOthersWork: true }, ["approve", "checklist"]],
    ["own work, and another may approve it", { ...OPEN, records: SUBMITTED }, ["checklist"]],
    [
      "own work, and no one may approve it",
      { ...OPEN, records: SUBMITTED, hasOtherReviewer: false },
      ["invite", "checklist"],
    ],
    [
      "approval is not required",
      { ...OPEN, records: { ...SUBMITTED, draft: 1 }, hasOthersWork: true, mustBeApproved: false },
      ["checklist", "report", "submit", "approve"],
    ],
    [
      "approval is not required, and the person works alone",
      { ...OPEN, records: { ...SUBMITTED, draft: 1 }, hasOtherReviewer: false, mustBeApproved: false },
      ["checklist", "report"],
    ],
    ["returned records", { ...OPEN, records: { ...RECORDS, returned: 1 } }, ["returned", "checklist"]],
    ["requests", { ...OPEN, requests: { answered: 1, waiting: 2 } }, ["answers", "checklist", "report", "requests"]],
    ["evidence missing", { ...OPEN, lacking: { records: 4, isAll: true } }, ["checklist", "report", "evidence"]],
  ])("follow from %s", (_, changes, kinds) => {
    expect(kindsOf(changes)).toEqual(kinds);
  });

  it("name the source and the months, and lead to the very place", () => {
    const [missing] = listNextSteps({ ...DONE, gaps: GAPS }, () => true);
    expect(missing).toMatchObject({
      count: 5,
      gap: { name: { en: "Electricity" }, months: 4 },
      to: "activities?source=s1&month=2025-03",
    });
    const [texts] = listNextSteps({ ...DONE, ...OPEN, texts: ["significance"] }, () => true);
    expect(texts).toMatchObject({ count: 1, to: "reports/checklist#proposed" });
  });

  it("leave out the number of records without a file if not all were looked at", () => {
    const countOf = (isAll: boolean) =>
      listNextSteps({ ...DONE, ...OPEN, lacking: { records: 3, isAll } }, () => true).at(-1)!.count;
    expect(countOf(true)).toBe(3);
    expect(countOf(false)).toBeNull();
  });

  const count = fc.nat({ max: 3 });
  const STATE: fc.Arbitrary<YearState> = fc.record({
    facilityCount: count,
    sourceCount: count,
    inventoryId: fc.constantFrom(null, "i1"),
    records: fc.record({ draft: count, submitted: count, returned: count, approved: count }),
    gaps: fc.constantFrom(NO_GAPS, GAPS),
    mustBeApproved: fc.boolean(),
    hasOthersWork: fc.boolean(),
    hasOtherReviewer: fc.boolean(),
    requests: fc.record({ answered: count, waiting: count }),
    run: fc.option(fc.record({ issueCount: count, isOutdated: fc.boolean(), isReported: fc.boolean() })),
    texts: fc.subarray(["boundary", "significance", "uncertainty", "purpose", "intendedUsers"] as const),
    release: fc.constantFrom(null, "own" as const, "other" as const),
    lacking: fc.record({ records: count, isAll: fc.boolean() }),
  });

  it("never need a right that the person lacks, and are the same for everyone who has it", () => {
    fc.assert(
      fc.property(STATE, fc.constantFrom(...ROLES), (state, role) => {
        const may = (right: Right) => RIGHTS[right].some((one) => one === role);
        const all = listNextSteps(state, () => true);
        expect(listNextSteps(state, may)).toEqual(all.filter(({ kind }) => may(STEP_RIGHT[kind])));
      }),
    );
  });

  it("are listed once each, what the report waits for first, in the order of the work", () => {
    fc.assert(
      fc.property(STATE, (state) => {
        const steps = listNextSteps(state, () => true);
        const places = steps.map(({ kind, blocks }) => STEPS.indexOf(kind) + (blocks ? 0 : STEPS.length));
        expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
      }),
    );
  });

  it("propose to issue only a current calculation without errors, approved where that is required", () => {
    fc.assert(
      fc.property(STATE, (state) => {
        const isIssue = listNextSteps(state, () => true).some(({ kind }) => kind === "report");
        const { draft, submitted, returned } = state.records;
        const isApproved = !state.mustBeApproved || draft + submitted + returned === 0;
        const isReady = state.run !== null && !state.run.isOutdated && state.run.issueCount === 0;
        const isOpen = state.inventoryId !== null && state.release === null && !state.run?.isReported;
        expect(isIssue).toBe(isReady && isOpen && isApproved);
      }),
    );
  });

  it("propose nothing to a viewer", () => {
    fc.assert(
      fc.property(STATE, (state) => {
        expect(listNextSteps(state, (right) => RIGHTS[right].some((one) => one === "viewer"))).toEqual([]);
      }),
    );
  });
});
