import { SCOPES } from "#app/carbon/line/scope.ts";
import { findFactors } from "#app/factors/factor.server.ts";
import { listOwnVersions } from "#app/factors/own/own-factor.server.ts";
import { isOwnFactorId } from "#app/factors/own/own-factor-content.ts";
import { localName } from "#app/i18n/index.ts";
import { defineList, gathered, type ListDoors, type ListScope } from "#app/kit/list/list.server.ts";
import { type EmissionSource, listEmissionSources } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import type { TenantTx } from "#db/doors.ts";

type Name = { en: string; zh: string };

interface Listed extends EmissionSource {
  facility: Name;
  /** Null for the grid average. The name is null if no edition contains the factor any more. */
  factor: { id: string; name: Name | null } | null;
}

/** Emission sources by facility and scope, with the current factor. */
export const sources = defineList({
  path: "sources",
  right: "organization.view",
  words: ({ facility: { sources: t } }) => ({
    title: t.title,
    about: t.about,
    empty: { title: t.emptyTitle, reason: t.emptyReason },
  }),
  ...gathered({
    gather: gatherSources,
    row: toRow,
    kinds: {
      id: "uuid",
      scope: "text",
      added: "whole",
      name: "text",
      name_en: "text",
      name_zh: "text",
      facility_id: "uuid",
      facility: "text",
      factor: "text",
    },
  }),
  choices: async (tx: TenantTx, { organizationId }: ListScope) => ({
    facility: (await listFacilities(tx, organizationId)).map(({ id, name }) => ({ value: id, label: name })),
  }),
  key: ["id"],
  order: { by: ["scope", "added"], direction: "asc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.common.search, columns: ["name_en", "name_zh", "factor"] },
    {
      kind: "choice",
      name: "scope",
      label: (t) => t.facility.sources.scope,
      column: "scope",
      choices: SCOPES.map(String),
      word: (t, scope) => t.common.scope[scope as "1" | "2" | "3"],
    },
    {
      kind: "reference",
      name: "facility",
      label: (t) => t.facility.sources.facility,
      column: "facility_id",
      everything: (t) => t.list.everything,
    },
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ id }) => id },
    {
      key: "name",
      kind: "text",
      only: "page",
      head: (t) => t.facility.sources.name,
      sort: ["name"],
      value: ({ name }, { locale }) => localName(name, locale),
      link: ({ id }) => `sources/${id}`,
    },
    { key: "en", kind: "text", only: "file", head: (t) => t.facility.nameEn, value: ({ name }) => name.en },
    { key: "zh", kind: "text", only: "file", head: (t) => t.facility.nameZh, value: ({ name }) => name.zh },
    {
      key: "scope",
      kind: "text",
      head: (t) => t.facility.sources.scope,
      sort: ["scope", "name"],
      value: ({ scope }, { t }) => t.common.scope[scope],
    },
    {
      key: "category",
      kind: "text",
      head: (t) => t.facility.sources.category,
      isHiddenOnPhone: true,
      value: ({ category }, { t }) => (t.carbon.category as Record<string, string>)[category] ?? category,
    },
    {
      key: "facility",
      kind: "text",
      head: (t) => t.facility.sources.facility,
      sort: ["facility", "name"],
      isHiddenOnPhone: true,
      value: ({ facility }, { locale }) => localName(facility, locale),
    },
    {
      key: "unit",
      kind: "text",
      head: (t) => t.facility.sources.unit,
      isHiddenOnPhone: true,
      value: ({ unit }, { t }) => (t.carbon.unit as Record<string, string>)[unit] ?? unit,
    },
    {
      key: "records",
      kind: "text",
      only: "file",
      head: (t) => t.facility.sources.recordsEvery,
      value: ({ recordsEvery }, { t }) => t.facility.sources.recordsEveryName[recordsEvery],
    },
    {
      key: "factor",
      kind: "text",
      head: (t) => t.facility.sources.factor,
      value: ({ factor }, { t: { facility: t }, locale }) => {
        if (!factor) return t.sources.gridAverage;
        return factor.name ? localName(factor.name, locale) : t.sources.factorGone;
      },
      link: ({ factor }) => factor && linkOf(factor.id),
    },
    { key: "factor_id", kind: "text", only: "file", head: (t) => t.facility.sources.factorId, value: factorIdOf },
  ],
});

function linkOf(factorId: string): string {
  return isOwnFactorId(factorId) ? `own-factors/${factorId}` : `/factors/${encodeURIComponent(factorId)}`;
}

function factorIdOf({ factor }: Listed): string | null {
  return factor?.id ?? null;
}

function gatherSources({ withTenant }: ListDoors, scope: ListScope): Promise<Listed[]> {
  const { organizationId } = scope;
  return withTenant(scope, async (tx) => {
    const found = await listEmissionSources(tx, organizationId);
    const facilities = new Map((await listFacilities(tx, organizationId)).map(({ id, name }) => [id, name]));
    const ids = found.flatMap(({ factorSelection }) => factorSelection.factorId ?? []);
    const names = new Map([...(await findFactors(tx, ids))].map(([id, { name }]) => [id, name]));
    // Newest first, so that the newest name is kept.
    for (const { factorId, content } of (await listOwnVersions(tx, organizationId, ids)).toReversed())
      names.set(factorId, { en: content.nameEn, zh: content.nameZh });
    return found.map((source) => {
      const { factorId } = source.factorSelection;
      return {
        ...source,
        facility: facilities.get(source.facilityId)!,
        factor: factorId ? { id: factorId, name: names.get(factorId) ?? null } : null,
      };
    });
  });
}

function toRow({ id, name, scope, facilityId, facility, factor }: Listed, index: number) {
  return {
    id,
    scope: String(scope),
    added: index,
    name: (name.en || name.zh).toLowerCase(),
    name_en: name.en,
    name_zh: name.zh,
    facility_id: facilityId,
    facility: (facility.en || facility.zh).toLowerCase(),
    factor: [factor?.id, factor?.name?.en, factor?.name?.zh].filter(Boolean).join(" "),
  };
}
