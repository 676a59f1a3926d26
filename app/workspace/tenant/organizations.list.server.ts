import { sql } from "kysely";
import { localName } from "#app/i18n/index.ts";
import { defineList, type RowOf } from "#app/kit/list/list.server.ts";
import type { TenantTx } from "#db/doors.ts";

/** Organizations of a workspace, oldest first. */
export const organizations = defineList({
  path: "organizations",
  right: "workspace.view",
  words: ({ tenant: t }) => ({ title: t.organizations, about: t.about, empty: t.noOrganizations }),
  rows: selectRows,
  read: readRow,
  key: ["id"],
  kinds: { id: "uuid", name: "text", created_at: "instant" },
  order: { by: ["created_at"], direction: "asc" },
  filters: [{ kind: "text", name: "q", label: (t) => t.common.search, columns: ["name_en", "name_zh", "legal_id"] }],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ id }) => id },
    {
      key: "name",
      kind: "text",
      only: "page",
      head: (t) => t.tenant.organization,
      sort: ["name"],
      value: ({ name }, { locale }) => localName(name, locale),
      link: ({ id }) => `/organizations/${id}`,
    },
    { key: "en", kind: "text", only: "file", head: (t) => t.facility.nameEn, value: ({ name }) => name.en },
    { key: "zh", kind: "text", only: "file", head: (t) => t.facility.nameZh, value: ({ name }) => name.zh },
    { key: "legal", kind: "text", head: (t) => t.organization.legalId, value: ({ legalId }) => legalId },
    { key: "added", kind: "instant", only: "file", head: (t) => t.tenant.addedAt, value: ({ addedAt }) => addedAt },
  ],
});

function selectRows(tx: TenantTx) {
  return tx
    .selectFrom("organization")
    .select(["id", "name_en", "name_zh", "legal_id", "created_at"])
    .select(sql<string>`lower(coalesce(nullif(name_en, ''), name_zh))`.as("name"));
}

function readRow(row: RowOf<typeof selectRows>) {
  return {
    id: row.id,
    name: { en: row.name_en, zh: row.name_zh },
    legalId: row.legal_id,
    addedAt: row.created_at,
  };
}
