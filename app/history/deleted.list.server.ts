import { sql } from "kysely";
import { printPeriodText } from "#app/day/entry-period.ts";
import { localName } from "#app/i18n/index.ts";
import { defineList, type ListScope, type RowOf } from "#app/kit/list/list.server.ts";
import { chooseSources } from "#app/places/source-choices.server.ts";
import type { TenantTx } from "#db/doors.ts";

/** Records whose newest version is a deletion, latest first, with author, time and reason. */
export const deletedRecords = defineList({
  path: "activities/deleted",
  right: "organization.view",
  words: ({ auditTrail: t }) => ({
    title: t.tabDeleted,
    about: t.deletedAbout,
    empty: { title: t.deletedEmpty, reason: t.deletedEmptyReason },
  }),
  rows: selectRows,
  read: readRow,
  choices: async (tx: TenantTx, { organizationId }: ListScope) => ({ source: await chooseSources(tx, organizationId) }),
  key: ["record_id"],
  kinds: { record_id: "uuid", created_at: "instant", period_start: "day", emission_source_id: "uuid" },
  order: { by: ["created_at"], direction: "desc" },
  filters: [
    {
      kind: "text",
      name: "q",
      label: (t) => t.auditTrail.words,
      columns: ["reason", "entered_quantity", "note"],
    },
    {
      kind: "reference",
      name: "source",
      label: (t) => t.evidence.source,
      column: "emission_source_id",
      everything: (t) => t.evidence.anySource,
    },
    { kind: "from", name: "from", label: (t) => t.auditTrail.from, column: "created_at" },
    { kind: "to", name: "to", label: (t) => t.auditTrail.to, column: "created_at" },
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ recordId }) => recordId },
    {
      key: "record",
      kind: "text",
      head: (t) => t.auditTrail.record,
      value: ({ source }, { locale }) => localName(source, locale),
      link: ({ recordId }) => `activities/${recordId}/history`,
      below: ({ facility, quantity, unit }, { locale }) => `${localName(facility, locale)} · ${quantity} ${unit}`,
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
      head: (t) => t.review.period,
      sort: ["period_start"],
      isHiddenOnPhone: true,
      value: ({ period }) => printPeriodText(period),
    },
    {
      key: "quantity",
      kind: "number",
      only: "file",
      head: (t) => t.review.quantity,
      value: ({ quantity }) => quantity,
    },
    { key: "unit", kind: "text", only: "file", head: (t) => t.review.unit, value: ({ unit }) => unit },
    {
      key: "reason",
      kind: "text",
      head: (t) => t.auditTrail.reason,
      value: ({ reason }, { t }) => (t.activity.panel.reason as Record<string, string>)[reason] ?? reason,
      below: ({ author }, { t }) => author ?? t.auditTrail.former,
    },
    {
      key: "by",
      kind: "text",
      only: "file",
      head: (t) => t.list.heads.author,
      value: ({ author }, { t }) => author ?? t.auditTrail.former,
    },
    {
      key: "at",
      kind: "instant",
      head: (t) => t.auditTrail.when,
      sort: ["created_at"],
      isHiddenOnPhone: true,
      value: ({ at }) => at,
    },
  ],
});

function selectRows(tx: TenantTx, { organizationId }: ListScope) {
  return tx
    .selectFrom("activity_record as r")
    .innerJoin("emission_source as s", (join) =>
      join.onRef("s.tenant_id", "=", "r.tenant_id").onRef("s.id", "=", "r.emission_source_id"),
    )
    .innerJoin("facility as f", (join) =>
      join.onRef("f.tenant_id", "=", "s.tenant_id").onRef("f.id", "=", "s.facility_id"),
    )
    .leftJoin("author", "author.id", "r.created_by")
    .select(["r.record_id", "r.version", "r.emission_source_id", "r.period_start", "r.period_end", "r.note"])
    .select(["r.entered_quantity", "r.entered_unit", "r.reason", "r.created_at", "author.name as author_name"])
    .select([
      "s.name_en as source_en",
      "s.name_zh as source_zh",
      "f.name_en as facility_en",
      "f.name_zh as facility_zh",
    ])
    .where("r.organization_id", "=", organizationId)
    .where("r.is_deleted", "=", true)
    .where(
      sql<boolean>`not exists (select from activity_record n
        where n.tenant_id = r.tenant_id and n.record_id = r.record_id and n.version > r.version)`,
    );
}

function readRow(row: RowOf<typeof selectRows>) {
  return {
    recordId: row.record_id,
    version: row.version,
    source: { en: row.source_en, zh: row.source_zh },
    facility: { en: row.facility_en, zh: row.facility_zh },
    period: { start: row.period_start, end: row.period_end },
    quantity: row.entered_quantity,
    unit: row.entered_unit,
    reason: row.reason,
    author: row.author_name,
    at: row.created_at,
  };
}
