import type { FactorValue } from "#app/carbon/factor/factor-value.ts";
import { getGwpSet } from "#app/factors/gwp-set.server.ts";
import type { Messages } from "#app/i18n/index.ts";
import { defineList, gathered, type ListDoors, type ListScope } from "#app/kit/list/list.server.ts";
import type { Filter } from "#app/kit/list/list-shape.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { listOwnFactors, type OwnFactorVersion } from "./own-factor.server.ts";
import { printValidity } from "./own-factor-content.ts";
import { OWN_FACTOR, type OwnState } from "./own-factor-state.ts";
import { evaluateVersion, leadingVersion } from "./own-factor-view.ts";
import { contentColumns, nameIn } from "./version-columns.ts";

interface Listed {
  /** The version in use, otherwise the newest. */
  shown: OwnFactorVersion;
  newest: OwnState;
  newestAt: Date;
  value: FactorValue;
  sourceCount: number;
}

/** The status of a version depends on other versions, so it is calculated before the list is read. */
export const ownFactors = defineList({
  path: "own-factors",
  right: "organization.view",
  startRight: "factors.write",
  words: ({ ownFactor: t }) => ({
    title: t.title,
    about: t.about,
    empty: { title: t.emptyTitle, reason: t.emptyReason },
  }),
  ...gathered({
    gather: gatherFactors,
    row: toRow,
    kinds: {
      factor_id: "text",
      newest_at: "text",
      name: "text",
      name_en: "text",
      name_zh: "text",
      publisher: "text",
      state: "text",
      newest: "text",
      version: "whole",
      sources: "whole",
    },
  }),
  key: ["factor_id"],
  order: { by: ["newest_at"], direction: "desc" },
  filters: [
    {
      kind: "text",
      name: "q",
      label: (t) => t.common.search,
      columns: ["name_en", "name_zh", "publisher", "factor_id"],
    },
    stateFilter("state", (t) => t.ownFactor.state, "state"),
    stateFilter("newest", (t) => t.ownFactor.newest, "newest"),
  ],
  columns: [
    {
      key: "name",
      kind: "text",
      only: "page",
      head: (t) => t.ownFactor.name,
      sort: ["name"],
      value: ({ shown }, { locale }) => nameIn(shown, locale),
      link: ({ shown }) => `own-factors/${shown.factorId}`,
      below: ({ shown }) => shown.content.source.publisher,
    },
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ shown }) => shown.factorId },
    {
      key: "version",
      kind: "number",
      head: (t) => t.ownFactor.version,
      sort: ["version"],
      isHiddenOnPhone: true,
      value: ({ shown }) => shown.version,
    },
    {
      key: "state",
      kind: "state",
      head: (t) => t.ownFactor.state,
      sort: ["state"],
      value: ({ shown }, { t }) => t.ownFactor.stateName[shown.state],
      tone: ({ shown }) => OWN_FACTOR.tones[shown.state],
      below: ({ shown, newest }, { t }) =>
        newest === shown.state ? "" : t.common.labelled(t.ownFactor.newest, t.ownFactor.stateName[newest]),
    },
    ...contentColumns(),
    // On the page, the figure is shown with its unit.
    { key: "value", kind: "text", only: "page", head: (t) => t.ownFactor.value, value: () => null },
    {
      key: "validity",
      kind: "text",
      only: "page",
      head: (t) => t.ownFactor.validity,
      isHiddenOnPhone: true,
      value: ({ shown }, { t }) => printValidity(shown.content) || t.ownFactor.always,
    },
    {
      key: "used",
      kind: "number",
      head: (t) => t.ownFactor.usedBy,
      sort: ["sources"],
      isHiddenOnPhone: true,
      value: ({ sourceCount }) => sourceCount,
    },
  ],
  start: { to: "own-factors/new/edit", label: (t) => t.ownFactor.add, isPrimary: true },
});

export function stateFilter<Name extends string>(
  name: string,
  label: (t: Messages) => string,
  column: Name,
): Filter<Record<Name, unknown>> {
  return {
    kind: "choice",
    name,
    label,
    column,
    choices: OWN_FACTOR.all,
    word: (t, state) => t.ownFactor.stateName[state as OwnState],
  };
}

function gatherFactors({ withTenant }: ListDoors, scope: ListScope): Promise<Listed[]> {
  const { organizationId } = scope;
  return withTenant(scope, async (tx) => {
    const sources = await listEmissionSources(tx, organizationId);
    const { gwpSet } = await getOrganization(tx, organizationId);
    const gwp = await getGwpSet(tx, gwpSet);
    return (await listOwnFactors(tx, organizationId)).map(({ factorId, versions }) => {
      const shown = leadingVersion(versions);
      return {
        shown,
        newest: versions[0]!.state,
        newestAt: versions[0]!.createdAt,
        value: evaluateVersion(shown, gwp),
        sourceCount: sources.filter(({ factorSelection }) => factorSelection.factorId === factorId).length,
      };
    });
  });
}

function toRow({ shown: { factorId, version, state, content }, newest, newestAt, sourceCount }: Listed) {
  return {
    factor_id: factorId,
    newest_at: newestAt.toISOString(),
    name: (content.nameEn || content.nameZh).toLowerCase(),
    name_en: content.nameEn,
    name_zh: content.nameZh,
    publisher: content.source.publisher,
    state,
    newest,
    version,
    sources: sourceCount,
  };
}
