import { sql } from "kysely";
import { selectMembers } from "#app/access/membership.server.ts";
import { ROLES } from "#app/access/role.ts";
import { formatInstant } from "#app/day/format-day.ts";
import { defineList, type ListScope, type RowOf } from "#app/kit/list/list.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { Role } from "#db/schema.ts";

const REACHES = ["everywhere", "here"] as const;

/** Members with access to an organization: those of the whole workspace, and those of this organization only. */
export const members = defineList({
  path: "members",
  right: "members.manage",
  words: ({ account: { members: t } }) => ({ title: t.title, empty: t.empty }),
  rows: selectRows,
  read: readMember,
  key: ["id"],
  kinds: { id: "uuid", created_at: "instant", sort_name: "text", role_rank: "whole" },
  order: { by: ["created_at"], direction: "asc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.common.search, columns: ["name", "email"] },
    {
      kind: "choice",
      name: "as",
      label: (t) => t.account.members.role,
      column: "role",
      choices: ROLES,
      word: (t, role) => t.account.role[role as Role],
    },
    {
      kind: "choice",
      name: "in",
      label: (t) => t.account.members.scope,
      column: "reach",
      choices: REACHES,
      word: (t, reach) => t.account.members[reach as (typeof REACHES)[number]],
    },
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ id }) => id },
    {
      key: "name",
      kind: "text",
      head: (t) => t.account.members.person,
      sort: ["sort_name"],
      value: ({ name }) => name,
      below: ({ email, isSelf, waitsUntil }, { t, locale, zone }) => {
        const { you, rightWaits } = t.account.members;
        const wait = waitsUntil && rightWaits(formatInstant(waitsUntil, locale, zone));
        return [email, isSelf && you, wait].filter(Boolean).join(" · ");
      },
    },
    { key: "email", kind: "text", only: "file", head: (t) => t.account.email, value: ({ email }) => email },
    {
      key: "role",
      kind: "text",
      head: (t) => t.account.members.role,
      sort: ["role_rank"],
      value: ({ role }, { t }) => t.account.role[role],
    },
    {
      key: "reach",
      kind: "text",
      head: (t) => t.account.members.scope,
      isHiddenOnPhone: true,
      value: ({ reach }, { t }) => t.account.members[reach],
    },
    {
      key: "since",
      kind: "instant",
      head: (t) => t.account.members.since,
      sort: ["created_at"],
      isHiddenOnPhone: true,
      value: ({ joinedAt }) => joinedAt,
    },
    {
      key: "waits",
      kind: "instant",
      only: "file",
      head: (t) => t.account.members.newUntil,
      value: ({ waitsUntil }) => waitsUntil,
    },
  ],
});

function selectRows(tx: TenantTx, { organizationId }: ListScope) {
  return selectMembers(tx, organizationId).select([
    sql<string>`lower(user_account.name)`.as("sort_name"),
    sql<number>`array_position(array[${sql.join(ROLES.map((role) => sql.lit(role)))}], membership.role::text)`.as(
      "role_rank",
    ),
    sql<(typeof REACHES)[number]>`case when membership.organization_id is null then 'everywhere' else 'here' end`.as(
      "reach",
    ),
  ]);
}

function readMember(row: RowOf<typeof selectRows>, { userId }: ListScope) {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    reach: row.reach,
    joinedAt: row.created_at,
    waitsUntil: row.waits_until,
    isSelf: row.user_id === userId,
  };
}
