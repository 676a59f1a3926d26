import { localName } from "#app/i18n/index.ts";
import { defineList, type ListDoors, type ListScope, type RowOf } from "#app/kit/list/list.server.ts";
import { listClientChoices } from "#app/trade/client/client-choices.server.ts";
import { asHours } from "./hours.ts";
import { selectTimeEntries, toTimeEntry } from "./time-entry.server.ts";

/** Time entries, including corrected ones. */
export const time = defineList({
  path: "time",
  right: "trade.sell",
  words: ({ time: t }) => ({ title: t.title, about: t.about, empty: { title: t.emptyTitle, reason: t.emptyReason } }),
  gather: gatherNames,
  rows: selectTimeEntries,
  read: readEntry,
  choices: async (_, { facts }: ListScope<Names>) => ({
    client: [...(facts ?? [])].map(([value, label]) => ({ value, label })),
  }),
  key: ["id"],
  kinds: { id: "uuid", client_id: "uuid", client_name: "text", day: "day", created_at: "instant", minutes: "whole" },
  order: { by: ["day", "created_at"], direction: "desc" },
  filters: [
    {
      kind: "reference",
      name: "client",
      label: (t) => t.time.client,
      column: "client_id",
      everything: (t) => t.time.everyClient,
    },
    { kind: "month", name: "month", label: (t) => t.time.month, column: "day" },
  ],
  columns: [
    {
      key: "client",
      kind: "text",
      head: (t) => t.time.client,
      sort: ["client_name"],
      value: ({ client }, { locale }) => localName(client, locale),
      below: ({ personName, note, isCorrected }, { t }) =>
        [personName, note, isCorrected && t.time.corrected].filter(Boolean).join(" · "),
    },
    { key: "day", kind: "day", head: (t) => t.time.day, sort: ["day", "created_at"], value: ({ day }) => day },
    { key: "person", kind: "text", only: "file", head: (t) => t.time.person, value: ({ personName }) => personName },
    {
      key: "hours",
      kind: "number",
      only: "page",
      head: (t) => t.time.hours,
      sort: ["minutes"],
      value: ({ minutes }) => asHours(minutes),
    },
    { key: "minutes", kind: "number", only: "file", head: (t) => t.time.minutes, value: ({ minutes }) => minutes },
    {
      key: "billable",
      kind: "flag",
      head: (t) => t.time.billable,
      isHiddenOnPhone: true,
      value: ({ isBillable }) => isBillable,
    },
    { key: "note", kind: "text", only: "file", head: (t) => t.time.note, value: ({ note }) => note },
    {
      key: "corrected",
      kind: "flag",
      only: "file",
      head: (t) => t.time.corrected,
      value: ({ isCorrected }) => isCorrected,
    },
  ],
});

/** Client names in both languages, by id. */
type Names = Map<string, { en: string; zh: string }>;

async function gatherNames(doors: ListDoors, scope: ListScope): Promise<Names> {
  return new Map((await listClientChoices(doors, scope)).map(({ id, name }) => [id, name]));
}

function readEntry(row: RowOf<typeof selectTimeEntries>, { facts, userId }: ListScope<Names>) {
  // The name stored with the entry, for former clients.
  const noted = { en: row.client_name, zh: row.client_name };
  return { ...toTimeEntry(row, userId), client: facts?.get(row.client_id) ?? noted };
}
