import { ROLES } from "#app/access/role.ts";
import type { Messages } from "#app/i18n/index.ts";
import { localName } from "#app/i18n/index.ts";
import { defineList, gathered, type ListDoors, type ListScope } from "#app/kit/list/list.server.ts";
import { listOrganizationsOfUser, type OrganizationOfUser } from "#app/organization/organization.server.ts";

/** All organizations that a person can access, in all workspaces and through active engagements. */
export const ownOrganizations = defineList({
  path: "organizations",
  right: "account.own",
  words: ({ organization: t }) => ({
    title: t.listTitle,
    about: t.listAbout,
    empty: { title: t.firstTitle, reason: t.firstReason },
  }),
  ...gathered({
    gather: ({ withSystem }: ListDoors, { userId }: ListScope) =>
      withSystem((tx) => listOrganizationsOfUser(tx, userId)),
    row: toRow,
    kinds: {
      id: "uuid",
      name: "text",
      name_en: "text",
      name_zh: "text",
      role: "text",
      rank: "whole",
      consultancy: "text",
    },
  }),
  key: ["id"],
  order: { by: ["name"], direction: "asc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.common.search, columns: ["name_en", "name_zh", "consultancy"] },
    {
      kind: "choice",
      name: "as",
      label: (t) => t.organization.role,
      column: "role",
      choices: ROLES,
      word: roleIn,
    },
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ id }) => id },
    {
      key: "name",
      kind: "text",
      head: (t) => t.organization.name,
      sort: ["name"],
      value: ({ name }, { locale }) => localName(name, locale),
      link: ({ id }) => `organizations/${id}`,
    },
    {
      key: "role",
      kind: "text",
      head: (t) => t.organization.role,
      sort: ["rank", "name"],
      value: ({ role }, { t }) => roleIn(t, role),
      below: ({ consultancy }, { t }) => (consultancy ? t.engagement.actingFor(consultancy) : ""),
    },
    {
      key: "consultancy",
      kind: "text",
      only: "file",
      head: (t) => t.engagement.columns.consultancy,
      value: ({ consultancy }) => consultancy,
    },
  ],
  start: { to: "organizations/new", label: (t) => t.organization.add, isPrimary: true },
});

function roleIn({ organization: { roleName } }: Messages, role: string): string {
  return roleName[role as keyof typeof roleName];
}

function toRow({ id, name, role, consultancy }: OrganizationOfUser) {
  return {
    id,
    name: (name.en || name.zh).toLowerCase(),
    name_en: name.en,
    name_zh: name.zh,
    role,
    rank: ROLES.indexOf(role),
    consultancy: consultancy ?? "",
  };
}
