import { sql } from "kysely";
import { printPeriodText } from "#app/day/entry-period.ts";
import { localName } from "#app/i18n/index.ts";
import { defineList, type ListScope, type RowOf } from "#app/kit/list/list.server.ts";
import { listInventories } from "#app/organization/inventory.server.ts";
import { chooseSources } from "#app/places/source-choices.server.ts";
import { importRowOf } from "#app/records/activity-order.server.ts";
import { LACKS_EVIDENCE } from "#app/records/evidenced-record.server.ts";
import type { TenantTx } from "#db/doors.ts";

/** Records without a file of their own or one for their whole period, latest period first. */
export const lackingRecords = defineList({
  path: "evidence/lacking",
  right: "organization.view",
  words: ({ evidence: t }) => ({
    title: t.tabLacking,
    about: t.lackingAbout,
    empty: { title: t.lackingEmpty, reason: t.lackingEmptyReason },
    noMatch: { title: t.lackingNoMatch, reason: t.lackingNoMatchReason },
  }),
  rows: selectRows,
  read: readRow,
  where: {
    inventory: (id) => {
      const day = (name: string) => sql`(select i.${sql.ref(name)} from inventory i where i.id = ${id}::uuid)`;
      return sql`r.period_start >= ${day("period_start")} and r.period_start <= ${day("period_end")}
        and r.period_end <= ${day("period_end")}`;
    },
  },
  choices: async (tx: TenantTx, { organizationId }: ListScope) => ({
    inventory: (await listInventories(tx, organizationId)).map(({ id, period }) => {
      const text = printPeriodText(period);
      return { value: id, label: { en: text, zh: text } };
    }),
    source: await chooseSources(tx, organizationId),
  }),
  key: ["record_id"],
  kinds: {
    record_id: "uuid",
    period_start: "day",
    period_end: "day",
    recorded_at: "instant",
    file_row: "whole",
    emission_source_id: "uuid",
  },
  order: { by: ["period_start", "recorded_at", "file_row"], direction: "desc" },
  filters: [
    {
      kind: "reference",
      name: "inventory",
      label: (t) => t.evidence.inventory,
      column: null,
      everything: (t) => t.evidence.anyInventory,
    },
    {
      kind: "reference",
      name: "source",
      label: (t) => t.evidence.source,
      column: "emission_source_id",
      everything: (t) => t.evidence.anySource,
    },
    { kind: "text", name: "q", label: (t) => t.evidence.reference, columns: ["evidence_reference"] },
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ recordId }) => recordId },
    {
      key: "source",
      kind: "text",
      head: (t) => t.evidence.source,
      value: ({ source }, { locale }) => localName(source, locale),
      link: ({ recordId }) => `activities/${recordId}/history`,
      below: ({ facility }, { locale }) => localName(facility, locale),
    },
    {
      key: "facility",
      kind: "text",
      only: "file",
      head: (t) => t.review.facility,
      value: ({ facility }, { locale }) => localName(facility, locale),
    },
    {
      key: "period",
      kind: "text",
      only: "page",
      head: (t) => t.evidence.period,
      sort: ["period_start", "recorded_at", "file_row"],
      value: ({ period }) => printPeriodText(period),
    },
    { key: "from", kind: "day", only: "file", head: (t) => t.inventory.periodStart, value: (row) => row.period.start },
    { key: "to", kind: "day", only: "file", head: (t) => t.inventory.periodEnd, value: (row) => row.period.end },
    { key: "quantity", kind: "number", head: (t) => t.evidence.quantity, value: ({ quantity }) => quantity },
    { key: "unit", kind: "text", only: "file", head: (t) => t.review.unit, value: ({ unit }) => unit },
    {
      key: "reference",
      kind: "text",
      head: (t) => t.evidence.reference,
      isHiddenOnPhone: true,
      value: ({ reference }) => reference,
    },
  ],
  start: { to: "activities", label: (t) => t.activity.title },
});

function selectRows(tx: TenantTx, { organizationId }: ListScope) {
  return tx
    .selectFrom("current_activity_record as r")
    .innerJoin("emission_source as s", (join) =>
      join.onRef("s.tenant_id", "=", "r.tenant_id").onRef("s.id", "=", "r.emission_source_id"),
    )
    .innerJoin("facility as f", (join) =>
      join.onRef("f.tenant_id", "=", "s.tenant_id").onRef("f.id", "=", "s.facility_id"),
    )
    .select(["r.record_id", "r.emission_source_id", "r.period_start", "r.period_end", "r.recorded_at"])
    .select(importRowOf(sql.ref("r.import_row")).as("file_row"))
    .select(["r.entered_quantity", "r.entered_unit", "r.evidence_reference"])
    .select([
      "s.name_en as source_en",
      "s.name_zh as source_zh",
      "f.name_en as facility_en",
      "f.name_zh as facility_zh",
    ])
    .where("r.organization_id", "=", organizationId)
    .where(LACKS_EVIDENCE);
}

function readRow(row: RowOf<typeof selectRows>) {
  return {
    recordId: row.record_id,
    source: { en: row.source_en, zh: row.source_zh },
    facility: { en: row.facility_en, zh: row.facility_zh },
    period: { start: row.period_start, end: row.period_end },
    quantity: row.entered_quantity,
    unit: row.entered_unit,
    reference: row.evidence_reference,
  };
}
