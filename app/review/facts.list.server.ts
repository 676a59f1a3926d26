import { printPeriodText } from "#app/day/entry-period.ts";
import { localName } from "#app/i18n/index.ts";
import { defineList, gathered, type ListDoors, type ListScope } from "#app/kit/list/list.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { type FacilityFact, listFacilityFacts } from "#app/places/facility/facility-fact.server.ts";
import { unitText } from "#app/records/sheet/fault-text.ts";
import type { TenantTx } from "#db/doors.ts";

type Name = { en: string; zh: string };

interface Listed extends FacilityFact {
  facility: Name;
}

export const facilityFacts = defineList({
  path: "review/facts",
  right: "organization.view",
  words: ({ review: t }) => ({
    title: t.factsTitle,
    about: t.factsText,
    empty: { title: t.factsNone, reason: t.factsText },
  }),
  ...gathered({
    gather: gatherFacts,
    row: toRow,
    kinds: {
      id: "uuid",
      facility_id: "uuid",
      facility: "text",
      kind: "text",
      name: "text",
      source: "text",
      start: "day",
    },
  }),
  choices: async (tx: TenantTx, { organizationId }: ListScope) => ({
    facility: (await listFacilities(tx, organizationId)).map(({ id, name }) => ({ value: id, label: name })),
  }),
  key: ["id"],
  order: { by: ["facility", "kind", "name", "start"], direction: "asc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.common.search, columns: ["name", "source"] },
    {
      kind: "reference",
      name: "facility",
      label: (t) => t.review.facility,
      column: "facility_id",
      everything: (t) => t.list.everything,
    },
    {
      kind: "choice",
      name: "kind",
      label: (t) => t.review.factKind,
      column: "kind",
      choices: ["floor_area", "output"],
      word: (t, kind) => t.review.factKinds[kind as FacilityFact["kind"]],
    },
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ id }) => id },
    {
      key: "facility",
      kind: "text",
      head: (t) => t.review.facility,
      sort: ["facility", "start"],
      value: ({ facility }, { locale }) => localName(facility, locale),
    },
    {
      key: "kind",
      kind: "text",
      head: (t) => t.review.factKind,
      sort: ["kind", "name", "start"],
      value: ({ kind, name }, { t: { review: t, common } }) =>
        name ? common.labelled(t.factKinds[kind], name) : t.factKinds[kind],
    },
    {
      key: "period",
      kind: "text",
      only: "page",
      head: (t) => t.review.period,
      sort: ["start"],
      value: ({ period }) => printPeriodText(period),
    },
    {
      key: "start",
      kind: "day",
      only: "file",
      head: (t) => t.review.factStart,
      value: ({ period }) => period.start,
    },
    { key: "end", kind: "day", only: "file", head: (t) => t.review.factEnd, value: ({ period }) => period.end },
    { key: "quantity", kind: "number", head: (t) => t.review.quantity, value: ({ quantity }) => quantity },
    { key: "unit", kind: "text", head: (t) => t.review.unit, value: ({ unit }, { t }) => unitText(t, unit) },
    {
      key: "source",
      kind: "text",
      head: (t) => t.review.factSource,
      isHiddenOnPhone: true,
      value: ({ source }) => source,
    },
  ],
});

function gatherFacts({ withTenant }: ListDoors, scope: ListScope): Promise<Listed[]> {
  return withTenant(scope, async (tx) => {
    const names = new Map((await listFacilities(tx, scope.organizationId)).map(({ id, name }) => [id, name]));
    const facts = await listFacilityFacts(tx, scope.organizationId);
    return facts.map((fact) => ({ ...fact, facility: names.get(fact.facilityId) ?? { en: "", zh: "" } }));
  });
}

function toRow({ id, facilityId, facility, kind, name, source, period }: Listed) {
  return {
    id,
    facility_id: facilityId,
    facility: (facility.en || facility.zh).toLowerCase(),
    kind,
    name,
    source,
    start: period.start,
  };
}
