import { defineList, gathered, type ListDoors, type ListScope } from "#app/kit/list/list.server.ts";
import { listOwnFactors, type OwnFactorVersion } from "./own-factor.server.ts";
import { printValidity } from "./own-factor-content.ts";
import { OWN_FACTOR } from "./own-factor-state.ts";
import { stateFilter } from "./own-factors.list.server.ts";
import { contentColumns, nameIn } from "./version-columns.ts";

export const ownVersions = defineList({
  path: "own-factors/versions",
  right: "organization.view",
  startRight: "factors.write",
  words: ({ ownFactor: t }) => ({
    title: t.everyVersion.title,
    about: t.everyVersion.about,
    empty: t.everyVersion.empty,
  }),
  ...gathered({
    gather: gatherVersions,
    row: toRow,
    kinds: {
      id: "uuid",
      factor_id: "text",
      written_at: "text",
      name: "text",
      name_en: "text",
      name_zh: "text",
      publisher: "text",
      author: "text",
      state: "text",
      version: "whole",
    },
  }),
  key: ["id"],
  order: { by: ["written_at"], direction: "desc" },
  filters: [
    {
      kind: "text",
      name: "q",
      label: (t) => t.common.search,
      columns: ["name_en", "name_zh", "publisher", "factor_id", "author"],
    },
    stateFilter("state", (t) => t.ownFactor.state, "state"),
  ],
  columns: [
    {
      key: "name",
      kind: "text",
      only: "page",
      head: (t) => t.ownFactor.name,
      sort: ["name"],
      value: ({ shown }, { locale }) => nameIn(shown, locale),
      link: ({ shown: { factorId, version } }) => `own-factors/${factorId}?version=${version}`,
    },
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ shown }) => shown.factorId },
    {
      key: "version",
      kind: "number",
      head: (t) => t.ownFactor.version,
      sort: ["version"],
      value: ({ shown }) => shown.version,
    },
    {
      key: "state",
      kind: "state",
      head: (t) => t.ownFactor.state,
      sort: ["state"],
      value: ({ shown }, { t }) => t.ownFactor.stateName[shown.state],
      tone: ({ shown }) => OWN_FACTOR.tones[shown.state],
    },
    ...contentColumns(),
    {
      key: "validity",
      kind: "text",
      only: "page",
      head: (t) => t.ownFactor.validity,
      isHiddenOnPhone: true,
      value: ({ shown }, { t }) => printValidity(shown.content) || t.ownFactor.always,
    },
    {
      key: "author",
      kind: "text",
      head: (t) => t.list.heads.author,
      isHiddenOnPhone: true,
      value: ({ shown }, { t }) => shown.authorName ?? t.organization.formerMember,
    },
    {
      key: "written",
      kind: "instant",
      head: (t) => t.ownFactor.stepName.written,
      sort: ["written_at"],
      isHiddenOnPhone: true,
      value: ({ shown }) => shown.createdAt,
    },
    {
      key: "decider",
      kind: "text",
      only: "file",
      head: (t) => t.ownFactor.everyVersion.decidedBy,
      value: ({ shown }) => decisionOf(shown)?.authorName ?? null,
    },
    {
      key: "decided",
      kind: "instant",
      only: "file",
      head: (t) => t.ownFactor.everyVersion.decidedAt,
      value: ({ shown }) => decisionOf(shown)?.at ?? null,
    },
  ],
  start: { to: "own-factors/new/edit", label: (t) => t.ownFactor.add },
});

function decisionOf({ steps }: OwnFactorVersion) {
  return steps.find(({ state }) => state === "approved" || state === "rejected");
}

interface Listed {
  shown: OwnFactorVersion;
}

function gatherVersions({ withTenant }: ListDoors, scope: ListScope): Promise<Listed[]> {
  return withTenant(scope, async (tx) =>
    (await listOwnFactors(tx, scope.organizationId)).flatMap(({ versions }) => versions.map((shown) => ({ shown }))),
  );
}

function toRow({ shown: { id, factorId, version, state, content, authorName, createdAt } }: Listed) {
  return {
    id,
    factor_id: factorId,
    written_at: createdAt.toISOString(),
    name: (content.nameEn || content.nameZh).toLowerCase(),
    name_en: content.nameEn,
    name_zh: content.nameZh,
    publisher: content.source.publisher,
    author: authorName ?? "",
    state,
    version,
  };
}
