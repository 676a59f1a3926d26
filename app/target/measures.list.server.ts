import { defineList, gathered, type ListDoors, type ListScope } from "#app/kit/list/list.server.ts";
import { listMeasures, type NamedMeasure } from "./measure.server.ts";
import { MEASURE, type MeasureState } from "./measure-state.ts";

/** Measures of an organization for all its targets. */
export const measures = defineList({
  path: "targets/measures",
  right: "organization.view",
  words: ({ target: t }) => ({ title: t.measuresTitle, about: t.measureListAbout, empty: t.measureEmpty }),
  ...gathered({
    gather: gatherMeasures,
    row: toRow,
    kinds: { id: "uuid", added: "text", name: "text", target: "text", owner: "text", year: "whole", state: "text" },
  }),
  key: ["id"],
  order: { by: ["year", "added"], direction: "asc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.common.search, columns: ["name", "target", "owner"] },
    {
      kind: "choice",
      name: "state",
      label: (t) => t.target.measureState,
      column: "state",
      choices: MEASURE.all,
      word: (t, state) => t.target.measureStates[state as MeasureState],
    },
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ id }) => id },
    {
      key: "name",
      kind: "text",
      head: (t) => t.target.measure,
      sort: ["name"],
      value: ({ name }) => name,
      link: ({ id }) => `targets/measures/${id}`,
    },
    {
      key: "target",
      kind: "text",
      head: (t) => t.target.target,
      sort: ["target", "year"],
      isHiddenOnPhone: true,
      value: ({ targetName }) => targetName,
      link: ({ targetId }) => `targets/${targetId}`,
    },
    {
      key: "owner",
      kind: "text",
      head: (t) => t.target.owner,
      sort: ["owner"],
      isHiddenOnPhone: true,
      value: ({ ownerName }, { t }) => ownerName || t.target.former,
    },
    {
      key: "year",
      kind: "number",
      head: (t) => t.target.measureYear,
      sort: ["year"],
      value: ({ year }) => String(year),
    },
    {
      key: "effect",
      kind: "number",
      head: (t) => t.target.file.tonnes,
      value: ({ effectTonnes }) => effectTonnes,
    },
    {
      key: "cost",
      kind: "money",
      head: (t) => t.target.cost,
      isHiddenOnPhone: true,
      value: ({ cost }) => cost,
    },
    {
      key: "currency",
      kind: "text",
      only: "file",
      head: (t) => t.target.currency,
      value: ({ cost }) => cost?.currency ?? "",
    },
    {
      key: "state",
      kind: "state",
      head: (t) => t.target.measureState,
      sort: ["state"],
      value: ({ state }, { t }) => t.target.measureStates[state],
      tone: ({ state }) => MEASURE.tones[state],
    },
  ],
  start: { to: "targets", label: (t) => t.target.title },
});

function gatherMeasures({ withTenant }: ListDoors, scope: ListScope): Promise<NamedMeasure[]> {
  return withTenant(scope, (tx) => listMeasures(tx, scope.organizationId));
}

function toRow(measure: NamedMeasure) {
  return {
    id: measure.id,
    added: measure.createdAt.toISOString(),
    name: measure.name,
    target: measure.targetName,
    owner: measure.ownerName,
    year: measure.year,
    state: measure.state,
  };
}
