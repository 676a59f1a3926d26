import { localName } from "#app/i18n/index.ts";
import { defineList, gathered, type ListDoors, type ListScope } from "#app/kit/list/list.server.ts";
import { listPackages, type Package } from "./package.server.ts";

const STATES = ["offered", "retired"] as const;

/** Active packages first, then by name. */
export const packages = defineList({
  path: "packages",
  right: "workspace.view",
  words: ({ package: t }) => ({ title: t.title, about: t.about, empty: t.empty }),
  ...gathered({
    gather: ({ withTenant }: ListDoors, scope: ListScope) => withTenant(scope, listPackages),
    row: toRow,
    kinds: {
      id: "uuid",
      rank: "whole",
      name: "text",
      name_en: "text",
      name_zh: "text",
      sources: "whole",
      state: "text",
    },
  }),
  key: ["id"],
  order: { by: ["rank", "name"], direction: "asc" },
  keeps: ["client"],
  filters: [
    { kind: "text", name: "q", label: (t) => t.common.search, columns: ["name_en", "name_zh"] },
    {
      kind: "choice",
      name: "state",
      label: (t) => t.package.state,
      column: "state",
      choices: STATES,
      word: (t, state) => t.package[state as (typeof STATES)[number]],
    },
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ id }) => id },
    {
      key: "name",
      kind: "text",
      only: "page",
      head: (t) => t.package.name,
      sort: ["name"],
      value: ({ name }, { locale }) => localName(name, locale),
      link: ({ id }) => `packages/${id}`,
      below: ({ version }, { t }) => t.package.version(version),
    },
    { key: "en", kind: "text", only: "file", head: (t) => t.package.nameEn, value: ({ name }) => name.en },
    { key: "zh", kind: "text", only: "file", head: (t) => t.package.nameZh, value: ({ name }) => name.zh },
    {
      key: "version",
      kind: "number",
      only: "file",
      head: (t) => t.package.versionHead,
      value: ({ version }) => version,
    },
    {
      key: "sources",
      kind: "number",
      head: (t) => t.package.sources,
      sort: ["sources"],
      value: ({ sources }) => sources.length,
    },
    {
      key: "tasks",
      kind: "number",
      head: (t) => t.package.tasks,
      isHiddenOnPhone: true,
      value: ({ sources }) => sources.filter(({ task }) => task !== null).length,
    },
    {
      key: "policy",
      kind: "text",
      head: (t) => t.package.policy,
      isHiddenOnPhone: true,
      value: ({ policy }, { t }) => (policy ? t.package.withPolicy : t.package.noPolicy),
    },
    {
      key: "state",
      kind: "state",
      head: (t) => t.package.state,
      value: ({ isRetired }, { t }) => (isRetired ? t.package.retired : t.package.offered),
      tone: ({ isRetired }) => (isRetired ? "neutral" : "good"),
    },
  ],
});

function toRow({ id, name, sources, isRetired }: Package) {
  return {
    id,
    rank: isRetired ? 1 : 0,
    name: (name.en || name.zh).toLowerCase(),
    name_en: name.en,
    name_zh: name.zh,
    sources: sources.length,
    state: isRetired ? "retired" : "offered",
  };
}
