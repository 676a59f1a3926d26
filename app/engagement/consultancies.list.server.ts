import { type Engagement, listEngagements } from "#app/access/engagement.server.ts";
import { defineList, gathered, type ListDoors, type ListScope } from "#app/kit/list/list.server.ts";
import { stateFilter, TERM_KINDS, termColumns, toTerms } from "./engagement-columns.ts";

/**
 * Consultancies that can work on an organization. Their states depend on the date and their steps, so they are computed
 * first.
 */
export const consultancies = defineList({
  path: "consultancies",
  right: "organization.view",
  words: ({ engagement: t }) => ({ title: t.title, about: t.about, empty: t.empty }),
  ...gathered({
    gather: ({ withTenant }: ListDoors, scope: ListScope) =>
      withTenant(scope, (tx) => listEngagements(tx, scope.organizationId, scope.now)),
    row: toRow,
    kinds: { id: "uuid", name: "text", email: "text", created_at: "text", ...TERM_KINDS },
  }),
  key: ["id"],
  order: { by: ["created_at"], direction: "desc" },
  filters: [{ kind: "text", name: "q", label: (t) => t.common.search, columns: ["name", "email"] }, stateFilter],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ id }) => id },
    {
      key: "consultancy",
      kind: "text",
      head: (t) => t.engagement.columns.consultancy,
      sort: ["name"],
      value: nameOf,
      link: ({ id }) => `consultancies/${id}`,
    },
    { key: "email", kind: "text", only: "file", head: (t) => t.account.email, value: ({ email }) => email },
    {
      key: "people",
      kind: "text",
      head: (t) => t.engagement.columns.people,
      isHiddenOnPhone: true,
      value: ({ people }, { t: { engagement: t } }) => (people ? t.peopleCount(people.length) : t.people.all),
    },
    ...termColumns,
  ],
});

function nameOf({ accepted, email }: Engagement): string {
  return accepted?.consultancyName ?? email;
}

function toRow(engagement: Engagement) {
  return {
    id: engagement.id,
    name: nameOf(engagement).toLowerCase(),
    email: engagement.email,
    created_at: engagement.createdAt.toISOString(),
    ...toTerms(engagement),
  };
}
