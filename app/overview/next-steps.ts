import type { Right } from "#app/access/role.ts";
import type { ProposedTexts } from "#db/guided-start-schema.ts";

/** What is known of an organization and its newest year. */
export interface YearState {
  facilityCount: number;
  sourceCount: number;
  /** Null before a year is opened. */
  inventoryId: string | null;
  /** Records of the year by review state. */
  records: Record<"draft" | "submitted" | "returned" | "approved", number>;
  /** Months of sources with neither records for every day nor a reason. */
  gaps: {
    months: number;
    sources: number;
    /** The source that lacks the most. Null without gaps. */
    first: { sourceId: string; name: { en: string; zh: string }; month: string; months: number } | null;
  };
  /** Whether the organization reports approved records only. */
  mustBeApproved: boolean;
  /** Whether the person may decide on a submitted record: someone else wrote it. */
  hasOthersWork: boolean;
  /** Whether another member may approve records. */
  hasOtherReviewer: boolean;
  /** Data requests of the year: answered and not accepted; sent and not answered. */
  requests: { answered: number; waiting: number };
  /** The newest calculation. Null without one. */
  run: { issueCount: number; isOutdated: boolean; isReported: boolean } | null;
  /** Texts that the guided start proposed and no one saved yet. */
  texts: (keyof ProposedTexts)[];
  /** An open proposal to issue the report, by this person or by another. */
  release: "own" | "other" | null;
  /** Records without a file among those that were looked at. `isAll`: the whole year was. */
  lacking: { records: number; isAll: boolean };
}

/** In the order of the work. */
export const STEPS = [
  "start",
  "facilities",
  "sources",
  "year",
  "returned",
  "records",
  "missing",
  "answers",
  "submit",
  "approve",
  "invite",
  "run",
  "rerun",
  "issues",
  "texts",
  "checklist",
  "release",
  "report",
  "requests",
  "evidence",
] as const;

export type StepKind = (typeof STEPS)[number];

export interface NextStep {
  kind: StepKind;
  /** How many things of this kind are open. Null if they were not counted. */
  count: number | null;
  /** The source and the months of the largest gap. */
  gap: { name: { en: string; zh: string }; months: number } | null;
  /** Whether the report waits for it. */
  blocks: boolean;
  /** An address below the organization, at the very place; a query alone is one of the overview. */
  to: string;
}

/** The right that each step needs. No step is proposed to a person who lacks it. */
export const STEP_RIGHT: Record<StepKind, Right> = {
  start: "sources.write",
  facilities: "places.write",
  sources: "sources.write",
  year: "runs.calculate",
  returned: "records.write",
  records: "records.write",
  missing: "records.write",
  answers: "requests.write",
  submit: "records.write",
  approve: "records.review",
  invite: "members.manage",
  run: "runs.calculate",
  rerun: "runs.calculate",
  issues: "records.write",
  texts: "report.prepare",
  checklist: "report.prepare",
  release: "report.issue",
  report: "report.issue",
  requests: "requests.write",
  evidence: "records.write",
};

/**
 * The open steps of a person: first what the report waits for, then the rest, both in the order of the work. Each can be
 * done now.
 */
export function listNextSteps(state: YearState, may: (right: Right) => boolean): NextStep[] {
  const steps = [...placeSteps(state), ...(state.inventoryId ? yearSteps(state, state.inventoryId) : [])];
  return steps
    .filter(({ kind }) => may(STEP_RIGHT[kind]))
    .sort((a, b) => Number(b.blocks) - Number(a.blocks) || STEPS.indexOf(a.kind) - STEPS.indexOf(b.kind));
}

type Facts = Partial<Omit<NextStep, "kind" | "to">>;

function step(kind: StepKind, to: string, facts: Facts = {}): NextStep {
  return { kind, to, count: null, gap: null, blocks: true, ...facts };
}

function placeSteps({ facilityCount, sourceCount, inventoryId }: YearState): NextStep[] {
  const year = inventoryId ? [] : [step("year", "inventories")];
  if (facilityCount === 0 && sourceCount === 0) return [step("start", "start"), ...year];
  if (facilityCount === 0) return [step("facilities", "facilities"), ...year];
  return sourceCount === 0 ? [step("sources", "sources"), ...year] : year;
}

function yearSteps(state: YearState, inventoryId: string): NextStep[] {
  const isDone = state.run?.isReported === true && !state.run.isOutdated;
  return [
    ...recordSteps(state),
    ...reviewSteps(state, isDone),
    ...runSteps(state, inventoryId),
    ...reportSteps(state),
    ...restSteps(state, inventoryId, isDone),
  ];
}

function countAll({ records }: YearState): number {
  return records.draft + records.submitted + records.returned + records.approved;
}

function recordSteps(state: YearState): NextStep[] {
  const { records, gaps, requests, sourceCount } = state;
  const found: NextStep[] = [];
  if (records.returned > 0) {
    found.push(step("returned", "review/records?state=returned", { count: records.returned }));
  }
  if (countAll(state) === 0) {
    if (sourceCount > 0) found.push(step("records", "activities"));
  } else if (gaps.first) {
    const { sourceId, month, months, name } = gaps.first;
    const to = `activities?source=${sourceId}&month=${month}`;
    found.push(step("missing", to, { count: gaps.months, gap: { name, months } }));
  }
  if (requests.answered > 0) {
    found.push(step("answers", "data-requests?state=answered", { count: requests.answered }));
  }
  return found;
}

/** Where approval is not required, only people who review for each other are reminded of it. */
function reviewSteps(state: YearState, isDone: boolean): NextStep[] {
  const { records, mustBeApproved: blocks, hasOthersWork, hasOtherReviewer } = state;
  if (isDone || (!blocks && !hasOtherReviewer && !hasOthersWork)) return [];
  const found: NextStep[] = [];
  if (records.draft > 0) {
    found.push(step("submit", "review/records?state=draft", { count: records.draft, blocks }));
  }
  if (records.submitted > 0 && hasOthersWork) {
    found.push(step("approve", "review/records?state=submitted", { count: records.submitted, blocks }));
  }
  const isStuck = records.submitted > 0 && !hasOthersWork && !hasOtherReviewer;
  if (isStuck) found.push(step("invite", "members", { count: records.submitted, blocks }));
  return found;
}

function runSteps(state: YearState, inventoryId: string): NextStep[] {
  const { run } = state;
  // The overview calculates, and shows the total at once.
  const overview = `?inventory=${inventoryId}#calculate`;
  if (!run) return countAll(state) > 0 ? [step("run", overview)] : [];
  if (run.isOutdated) return [step("rerun", overview)];
  return run.issueCount > 0 ? [step("issues", `inventories/${inventoryId}#issues`, { count: run.issueCount })] : [];
}

function reportSteps(state: YearState): NextStep[] {
  const { run, texts, release, records, mustBeApproved } = state;
  if (!run || run.issueCount > 0 || (run.isReported && !run.isOutdated)) return [];
  const found: NextStep[] = [];
  if (texts.length > 0) found.push(step("texts", "reports/checklist#proposed", { count: texts.length }));
  if (run.isOutdated) return found;
  if (release === "other") return [...found, step("release", "reports/releases")];
  if (release === "own") return found;
  const isUnapproved = mustBeApproved && records.approved < countAll(state);
  // The checklist page lists its open items, because that needs the whole document.
  return [...found, step("checklist", "reports/checklist"), ...(isUnapproved ? [] : [step("report", "reports")])];
}

function restSteps({ requests, lacking }: YearState, inventoryId: string, isDone: boolean): NextStep[] {
  if (isDone) return [];
  const found: NextStep[] = [];
  if (requests.waiting > 0) {
    found.push(step("requests", "data-requests", { count: requests.waiting, blocks: false }));
  }
  if (lacking.records > 0) {
    const to = `evidence/lacking?inventory=${inventoryId}`;
    found.push(step("evidence", to, { count: lacking.isAll ? lacking.records : null, blocks: false }));
  }
  return found;
}
