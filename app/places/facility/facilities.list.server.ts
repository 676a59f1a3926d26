import { localName } from "#app/i18n/index.ts";
import { countryName } from "#app/kit/country.ts";
import { defineList, gathered, type ListDoors, type ListScope } from "#app/kit/list/list.server.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { type Facility, listFacilities } from "./facility.server.ts";
import { findRegionName, type GridRegionChoice } from "./grid-region.ts";
import { listGridRegions } from "./grid-regions.server.ts";

interface Listed extends Facility {
  sourceCount: number;
  regions: readonly GridRegionChoice[];
}

/** The facilities of the organization, with their number of emission sources. */
export const facilities = defineList({
  path: "facilities",
  right: "organization.view",
  words: ({ facility: t }) => ({
    title: t.title,
    about: t.about,
    empty: { title: t.emptyTitle, reason: t.emptyReason },
  }),
  ...gathered({
    gather: gatherFacilities,
    row: toRow,
    kinds: { id: "uuid", name: "text", name_en: "text", name_zh: "text", country: "text", sources: "whole" },
  }),
  choices: async (_: TenantTx, { facts = [] }: ListScope<readonly Listed[]>) => {
    const countries = [...new Set(facts.map(({ country }) => country))].sort();
    return {
      in: countries.map((value) => ({
        value,
        label: { en: countryName(value, "en"), zh: countryName(value, "zh") },
      })),
    };
  },
  key: ["id"],
  order: { by: ["name"], direction: "asc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.common.search, columns: ["name_en", "name_zh"] },
    {
      kind: "reference",
      name: "in",
      label: (t) => t.facility.country,
      column: "country",
      everything: (t) => t.list.everything,
    },
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ id }) => id },
    {
      key: "name",
      kind: "text",
      only: "page",
      head: (t) => t.facility.name,
      sort: ["name"],
      value: ({ name }, { locale }) => localName(name, locale),
      link: ({ id }) => `facilities/${id}`,
    },
    { key: "en", kind: "text", only: "file", head: (t) => t.facility.nameEn, value: ({ name }) => name.en },
    { key: "zh", kind: "text", only: "file", head: (t) => t.facility.nameZh, value: ({ name }) => name.zh },
    {
      key: "country",
      kind: "text",
      head: (t) => t.facility.country,
      sort: ["country", "name"],
      isHiddenOnPhone: true,
      value: ({ country }, { locale }) => countryName(country, locale),
    },
    {
      key: "region",
      kind: "text",
      head: (t) => t.facility.gridColumn,
      isHiddenOnPhone: true,
      value: ({ gridRegion, regions }, { t, locale }) => findRegionName(gridRegion, regions, locale, t.facility),
    },
    {
      key: "share",
      kind: "number",
      head: (t) => t.facility.share,
      value: ({ consolidationShare }) => consolidationShare,
    },
    {
      key: "sources",
      kind: "number",
      head: (t) => t.facility.sourceCount,
      sort: ["sources", "name"],
      value: ({ sourceCount }) => sourceCount,
    },
  ],
});

function gatherFacilities({ withTenant }: ListDoors, scope: ListScope): Promise<Listed[]> {
  const { organizationId } = scope;
  return withTenant(scope, async (tx) => {
    const sources = await listEmissionSources(tx, organizationId);
    const found = await listFacilities(tx, organizationId);
    const regions = await listGridRegions(tx);
    return found.map((facility) => ({
      ...facility,
      sourceCount: sources.filter(({ facilityId }) => facilityId === facility.id).length,
      regions,
    }));
  });
}

function toRow({ id, name, country, sourceCount }: Listed) {
  return {
    id,
    name: (name.en || name.zh).toLowerCase(),
    name_en: name.en,
    name_zh: name.zh,
    country,
    sources: sourceCount,
  };
}
