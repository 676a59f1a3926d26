import { isEngagementOpen } from "#app/access/engagement-state.ts";
import { localName } from "#app/i18n/index.ts";
import { defineList, gathered, type ListDoors, type ListScope } from "#app/kit/list/list.server.ts";
import { stateFilter, TERM_KINDS, termColumns, toTerms } from "./engagement-columns.ts";
import { type HeldEngagement, listHeldEngagements } from "./held-engagement.server.ts";

/** Companies that a consultancy works for. Each engagement is in the company's tenant, so they are collected first. */
export const heldEngagements = defineList({
  path: "engagements",
  right: "workspace.view",
  words: ({ engagement: { held: t } }) => ({
    title: t.title,
    about: t.about,
    empty: { title: t.emptyTitle, reason: t.emptyReason },
  }),
  ...gathered({
    gather: ({ withSystem }: ListDoors, { tenantId, now }: ListScope) =>
      withSystem((tx) => listHeldEngagements(tx, tenantId, now)),
    row: toRow,
    kinds: {
      id: "uuid",
      name: "text",
      name_en: "text",
      name_zh: "text",
      company: "text",
      is_past: "whole",
      ...TERM_KINDS,
    },
  }),
  key: ["id"],
  order: { by: ["is_past", "ends_on"], direction: "asc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.common.search, columns: ["name_en", "name_zh", "company"] },
    stateFilter,
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ engagementId }) => engagementId },
    {
      key: "organization",
      kind: "text",
      head: (t) => t.engagement.columns.organization,
      sort: ["name"],
      value: ({ organizationName }, { locale }) => localName(organizationName, locale),
      link: ({ state, organizationId }) => (state === "in_force" ? `/organizations/${organizationId}` : null),
      below: ({ companyName }) => companyName,
    },
    {
      key: "company",
      kind: "text",
      only: "file",
      head: (t) => t.engagement.columns.company,
      value: ({ companyName }) => companyName,
    },
    ...termColumns,
  ],
});

function toRow(engagement: HeldEngagement) {
  return {
    id: engagement.engagementId,
    name: (engagement.organizationName.en || engagement.organizationName.zh).toLowerCase(),
    name_en: engagement.organizationName.en,
    name_zh: engagement.organizationName.zh,
    company: engagement.companyName,
    is_past: isEngagementOpen(engagement) ? 0 : 1,
    ...toTerms(engagement),
  };
}
