import { defineList, gathered, type ListDoors, type ListScope } from "#app/kit/list/list.server.ts";
import { readReportedYears } from "./issued-year.server.ts";
import { listMeasures } from "./measure.server.ts";
import { listTargets, type NamedTarget } from "./target.server.ts";
import { stateOfTarget, TARGET_TONES, type TargetState } from "./target-state.ts";
import { readTarget, type TargetView } from "./target-view.server.ts";
import { coverageOf, unitOf } from "./target-words.ts";

interface Listed {
  target: NamedTarget;
  view: TargetView | null;
  state: TargetState;
}

const STATES = Object.keys(TARGET_TONES) as TargetState[];

/** Targets of an organization, withdrawn ones included. Their figures follow from issued reports. */
export const targets = defineList({
  path: "targets",
  right: "organization.view",
  startRight: "baseYear.manage",
  words: ({ target: t }) => ({ title: t.title, about: t.about, empty: t.empty }),
  ...gathered({
    gather: gatherTargets,
    row: toRow,
    kinds: { id: "uuid", added: "text", name: "text", base: "whole", until: "whole", state: "text" },
  }),
  key: ["id"],
  order: { by: ["added"], direction: "asc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.common.search, columns: ["name"] },
    {
      kind: "choice",
      name: "state",
      label: (t) => t.target.state,
      column: "state",
      choices: STATES,
      word: (t, state) => t.target.states[state as TargetState],
    },
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ target }) => target.id },
    {
      key: "name",
      kind: "text",
      head: (t) => t.target.name,
      sort: ["name"],
      value: ({ target }) => target.name,
      link: ({ target }) => `targets/${target.id}`,
      below: ({ target }, { t }) => coverageOf(t, target),
    },
    {
      key: "kind",
      kind: "text",
      only: "file",
      head: (t) => t.target.kind,
      value: ({ target }, { t }) => t.target.kinds[target.kind],
    },
    {
      key: "coverage",
      kind: "text",
      only: "file",
      head: (t) => t.target.coverage,
      value: ({ target }, { t }) => coverageOf(t, target),
    },
    {
      key: "base",
      kind: "number",
      head: (t) => t.target.baseYear,
      sort: ["base"],
      isHiddenOnPhone: true,
      value: ({ target }) => String(target.baseYear),
    },
    {
      key: "until",
      kind: "number",
      head: (t) => t.target.targetYear,
      sort: ["until"],
      value: ({ target }) => String(target.targetYear),
    },
    {
      key: "percent",
      kind: "number",
      head: (t) => t.target.file.percent,
      value: ({ target }) => target.reductionPercent,
    },
    {
      key: "unit",
      kind: "text",
      only: "file",
      head: (t) => t.target.file.unit,
      value: ({ target }, { t, locale }) => unitOf(t, target, locale),
    },
    {
      key: "base_value",
      kind: "text",
      only: "file",
      head: (t) => t.target.baseValue,
      value: ({ view }) => view?.base.value ?? "",
    },
    {
      key: "target_value",
      kind: "text",
      only: "file",
      head: (t) => t.target.targetValue,
      value: ({ view }) => view?.targetValue ?? "",
    },
    {
      key: "newest",
      kind: "text",
      head: (t) => t.target.newest,
      isHiddenOnPhone: true,
      value: ({ view }) => (view?.newest ? String(view.newest.year) : ""),
    },
    {
      key: "issued",
      kind: "text",
      only: "file",
      head: (t) => t.target.issued,
      value: ({ view }) => view?.newest?.issued ?? "",
    },
    {
      key: "path",
      kind: "text",
      only: "file",
      head: (t) => t.target.path,
      value: ({ view }) => view?.newest?.path ?? "",
    },
    {
      key: "state",
      kind: "state",
      head: (t) => t.target.state,
      sort: ["state"],
      value: ({ state }, { t }) => t.target.states[state],
      tone: ({ state }) => TARGET_TONES[state],
    },
  ],
  start: { to: "targets/new", label: (t) => t.target.add, isPrimary: true },
});

function gatherTargets({ withTenant }: ListDoors, scope: ListScope): Promise<Listed[]> {
  const { organizationId, now } = scope;
  return withTenant(scope, async (tx) => {
    const all = await listTargets(tx, organizationId);
    if (all.length === 0) return [];
    const years = await readReportedYears(tx, organizationId);
    const measures = await listMeasures(tx, organizationId);
    const listed: Listed[] = [];
    for (const target of all) {
      const own = measures.filter(({ targetId }) => targetId === target.id);
      const reading = await readTarget(tx, target, years, { measures: own, now });
      listed.push({ target, view: reading.view, state: stateOfTarget(target.isWithdrawn, reading) });
    }
    return listed;
  });
}

function toRow({ target, state }: Listed) {
  return {
    id: target.id,
    added: target.createdAt.toISOString(),
    name: target.name,
    base: target.baseYear,
    until: target.targetYear,
    state,
  };
}
