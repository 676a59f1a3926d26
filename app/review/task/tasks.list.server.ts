import { tenantToday } from "#app/access/membership.server.ts";
import { localName } from "#app/i18n/index.ts";
import type { Locale } from "#app/i18n/locale.ts";
import { defineList, gathered, type ListDoors, type ListScope } from "#app/kit/list/list.server.ts";
import type { Filter } from "#app/kit/list/list-shape.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import type { SourceMonth } from "#app/review/gap-answer.server.ts";
import { listTasks, type Task } from "#app/review/task.server.ts";
import { listTaskOwners } from "#app/review/task-owner.server.ts";
import { TASK } from "#app/review/task-state.ts";
import type { TenantTx } from "#db/doors.ts";

type Name = Record<"en" | "zh", string>;
type Place = { source: Name; facility: Name };

interface ListedTask extends Task {
  isLate: boolean;
  /** The months of the task, by the id of the source. */
  places: ReadonlyMap<string, Place>;
}

interface AskedMonth {
  task: ListedTask;
  cell: SourceMonth;
  place: Place;
}

const STATES: readonly Task["state"][] = ["open", "done", "cancelled"];

const stateFilter: Filter<{ state: string }> = {
  kind: "choice",
  name: "state",
  label: (t) => t.task.stateHead,
  column: "state",
  choices: STATES,
  word: (t, state) => t.task.state[state as Task["state"]],
};

const ownerFilter: Filter<{ owner_id: string }> = {
  kind: "reference",
  name: "owner",
  label: (t) => t.task.owner,
  column: "owner_id",
  everything: (t) => t.task.everybody,
};

const TASK_KINDS = {
  id: "uuid",
  rank: "whole",
  due_on: "day",
  owner_id: "text",
  owner_name: "text",
  note: "text",
  places: "text",
  state: "text",
} as const;

/** The status `done` depends on records, so it is calculated before the list is read. */
export const tasks = defineList({
  path: "tasks",
  right: "organization.view",
  words: ({ task: t }) => ({ title: t.title, empty: { title: t.emptyTitle, reason: t.emptyReason } }),
  ...gathered({ gather: gatherTasks, row: toTaskRow, kinds: TASK_KINDS }),
  choices: chooseOwners,
  key: ["id"],
  order: { by: ["rank", "due_on"], direction: "asc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.common.search, columns: ["note", "places"] },
    stateFilter,
    ownerFilter,
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ id }) => id },
    {
      key: "places",
      kind: "text",
      head: (t) => t.task.places,
      value: ({ places }, { t, locale }) =>
        t.common.listed([...places.values()].map((place) => placeIn(place, locale))),
      link: ({ open, cells }) => {
        const first = open[0] ?? cells[0];
        return first ? `review?source=${first.sourceId}&month=${first.month}` : null;
      },
      below: (task, { t }) =>
        [
          monthsOf(task),
          t.task.openOf(String(task.open.length), String(task.cells.length)),
          task.note,
          task.state === "cancelled" && t.task.calledOff(task.reason),
        ]
          .filter(Boolean)
          .join(" · "),
    },
    { key: "months", kind: "text", only: "file", head: (t) => t.task.months, value: monthsOf },
    { key: "open", kind: "number", only: "file", head: (t) => t.task.toDo, value: ({ open }) => open.length },
    { key: "all", kind: "number", only: "file", head: (t) => t.task.allMonths, value: ({ cells }) => cells.length },
    {
      key: "state",
      kind: "state",
      head: (t) => t.task.stateHead,
      sort: ["rank", "due_on"],
      value: ({ state, isLate }, { t }) => (isLate ? t.task.overdue : t.task.state[state]),
      tone: ({ state, isLate }) => (isLate ? "bad" : TASK.tones[state]),
    },
    {
      key: "owner",
      kind: "text",
      head: (t) => t.task.owner,
      sort: ["owner_name"],
      isHiddenOnPhone: true,
      value: ({ ownerName }) => ownerName,
    },
    { key: "due", kind: "day", head: (t) => t.task.dueHead, sort: ["due_on"], value: ({ dueOn }) => dueOn },
    { key: "note", kind: "text", only: "file", head: (t) => t.task.note, value: ({ note }) => note },
    { key: "reason", kind: "text", only: "file", head: (t) => t.task.reason, value: ({ reason }) => reason },
  ],
});

export const taskMonths = defineList({
  path: "tasks/months",
  right: "organization.view",
  words: ({ task: { everyMonth: t } }) => ({ title: t.title, about: t.about, empty: t.empty }),
  ...gathered({
    gather: async (doors: ListDoors, scope: ListScope) => (await gatherTasks(doors, scope)).flatMap(toMonths),
    row: toMonthRow,
    kinds: { ...TASK_KINDS, source_id: "uuid", month: "text", todo: "text" },
  }),
  choices: chooseOwners,
  key: ["id", "source_id", "month"],
  order: { by: ["rank", "due_on"], direction: "asc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.common.search, columns: ["note", "places"] },
    stateFilter,
    ownerFilter,
    {
      kind: "choice",
      name: "todo",
      label: (t) => t.task.toDo,
      column: "todo",
      choices: ["yes", "no"],
      word: (t, answer) => (answer === "yes" ? t.list.yes : t.list.no),
    },
  ],
  columns: [
    {
      key: "source",
      kind: "text",
      head: (t) => t.task.source,
      value: ({ place }, { locale }) => localName(place.source, locale),
      link: ({ cell }) => `review?source=${cell.sourceId}&month=${cell.month}`,
      below: ({ place }, { locale }) => localName(place.facility, locale),
    },
    {
      key: "facility",
      kind: "text",
      only: "file",
      head: (t) => t.task.facility,
      value: ({ place }, { locale }) => localName(place.facility, locale),
    },
    { key: "month", kind: "text", head: (t) => t.task.month, sort: ["month"], value: ({ cell }) => cell.month },
    { key: "todo", kind: "flag", head: (t) => t.task.toDo, value: ({ task, cell }) => task.open.includes(cell) },
    {
      key: "state",
      kind: "text",
      head: (t) => t.task.stateHead,
      isHiddenOnPhone: true,
      value: ({ task }, { t }) => t.task.state[task.state],
    },
    {
      key: "owner",
      kind: "text",
      head: (t) => t.task.owner,
      sort: ["owner_name"],
      isHiddenOnPhone: true,
      value: ({ task }) => task.ownerName,
    },
    {
      key: "due",
      kind: "day",
      head: (t) => t.task.dueHead,
      sort: ["due_on"],
      isHiddenOnPhone: true,
      value: ({ task }) => task.dueOn,
    },
    { key: "note", kind: "text", only: "file", head: (t) => t.task.note, value: ({ task }) => task.note },
  ],
  start: { to: "tasks", label: (t) => t.task.title },
});

function placeIn({ source, facility }: Place, locale: Locale): string {
  return `${localName(source, locale)} · ${localName(facility, locale)}`;
}

function monthsOf({ cells }: Task): string {
  const months = cells.map(({ month }) => month).sort();
  return [...new Set([months[0], months.at(-1)])].join(" – ");
}

const NAMELESS: Name = { en: "", zh: "" };
const NOWHERE: Place = { source: NAMELESS, facility: NAMELESS };

function gatherTasks({ withTenant }: ListDoors, scope: ListScope): Promise<ListedTask[]> {
  const { organizationId, now } = scope;
  return withTenant(scope, async (tx) => {
    const today = await tenantToday(tx, now);
    const places = await readPlaces(tx, organizationId);
    return (await listTasks(tx, organizationId)).map((task) => ({
      ...task,
      isLate: task.state === "open" && task.dueOn < today,
      places: new Map(task.cells.map(({ sourceId }) => [sourceId, places.get(sourceId) ?? NOWHERE])),
    }));
  });
}

async function readPlaces(tx: TenantTx, organizationId: string): Promise<Map<string, Place>> {
  const facilities = new Map((await listFacilities(tx, organizationId)).map(({ id, name }) => [id, name]));
  return new Map(
    (await listEmissionSources(tx, organizationId)).map(({ id, name, facilityId }) => [
      id,
      { source: name, facility: facilities.get(facilityId) ?? NAMELESS },
    ]),
  );
}

async function chooseOwners(tx: TenantTx, { organizationId }: ListScope) {
  const owners = await listTaskOwners(tx, organizationId);
  return { owner: owners.map(({ id, name }) => ({ value: id, label: { en: name, zh: name } })) };
}

/** The fields for sorting and filtering in both lists. */
function toTaskRow({ id, note, ownerId, ownerName, dueOn, state, places }: ListedTask) {
  const names = [...places.values()].flatMap(({ source, facility }) => [
    source.en,
    source.zh,
    facility.en,
    facility.zh,
  ]);
  return {
    id,
    rank: STATES.indexOf(state),
    due_on: dueOn,
    owner_id: ownerId,
    owner_name: ownerName.toLowerCase(),
    note,
    places: names.join(" "),
    state,
  };
}

function toMonths(task: ListedTask): AskedMonth[] {
  return task.cells.map((cell) => ({ task, cell, place: task.places.get(cell.sourceId) ?? NOWHERE }));
}

function toMonthRow({ task, cell }: AskedMonth) {
  return {
    ...toTaskRow(task),
    source_id: cell.sourceId,
    month: cell.month,
    todo: task.open.includes(cell) ? "yes" : "no",
  };
}
