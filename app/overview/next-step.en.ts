import type { NextStep, StepKind } from "./next-steps.ts";

type Facts = Pick<NextStep, "count"> & { source: string; months: number };

const records = (count: number | null) => (count === null ? "records" : count === 1 ? "1 record" : `${count} records`);
const months = (count: number | null) => (count === 1 ? "1 month" : `${count} months`);

const step: Record<StepKind, { title: (facts: Facts) => string; about: (facts: Facts) => string }> = {
  start: {
    title: () => "Set up with five questions",
    about: () => "Facilities, sources, factors and texts, to confirm",
  },
  facilities: { title: () => "Add facilities", about: () => "Where emissions occur" },
  sources: { title: () => "Add emission sources", about: () => "What emits, and its factor" },
  year: { title: () => "Open an inventory year", about: () => "A report covers one year" },
  returned: {
    title: ({ count }) => `Correct ${records(count)}`,
    about: () => "Returned with a note by the reviewer",
  },
  records: { title: () => "Enter activity data", about: () => "Type it or import a file" },
  missing: {
    title: ({ count }) => `Fill in ${count === 1 ? "1 missing month" : `${count} missing months`}`,
    about: (facts) => `Start with ${facts.source}: ${months(facts.months)}`,
  },
  answers: {
    title: ({ count }) => (count === 1 ? "Check 1 answered request" : `Check ${count} answered requests`),
    about: () => "Answers count once you accept them",
  },
  submit: { title: ({ count }) => `Submit ${records(count)}`, about: () => "A reviewer then approves them" },
  approve: { title: ({ count }) => `Approve ${records(count)}`, about: () => "Submitted for review" },
  invite: {
    title: () => "Invite a reviewer",
    about: ({ count }) => `You can't approve your own work: ${records(count)}`,
  },
  run: { title: () => "Calculate inventory", about: () => "Apply factors to the records" },
  rerun: { title: () => "Calculate again", about: () => "Data changed after the last calculation" },
  issues: { title: ({ count }) => `Fix ${records(count)}`, about: () => "The total appears when each has a factor" },
  texts: {
    title: ({ count }) => (count === 1 ? "Confirm 1 draft text" : `Confirm ${count} draft texts`),
    about: () => "The guided start wrote them for you to check",
  },
  checklist: { title: () => "Complete the reporting checklist", about: () => "Every item that the report needs" },
  release: { title: () => "Confirm or decline the report", about: () => "Another person proposed to issue it" },
  report: { title: () => "Issue report", about: () => "Numbered, signed, verifiable by anyone" },
  requests: {
    title: ({ count }) => (count === 1 ? "Follow up 1 data request" : `Follow up ${count} data requests`),
    about: () => "Sent and not answered yet",
  },
  evidence: {
    title: ({ count }) => `Attach evidence to ${records(count)}`,
    about: () => "Verifiers ask for the files",
  },
};

const nextStep = {
  title: "Next steps",
  none: "No open steps for you.",
  next: (title: string) => `Next: ${title}`,
  more: (count: number) => (count === 1 ? "1 more step" : `${count} more steps`),
  all: (count: number) => (count === 1 ? "Show the step" : `Show all ${count} steps`),
  step,
};

export default nextStep;
