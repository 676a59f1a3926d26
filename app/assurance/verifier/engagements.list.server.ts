import { localName } from "#app/i18n/index.ts";
import { defineList, gathered, type ListDoors, type ListScope } from "#app/kit/list/list.server.ts";
import { type HeldEngagement, listHeldEngagements } from "../engagement.server.ts";

/** Active engagements of a verifier in all organizations. */
export const verifierEngagements = defineList({
  path: "assurance",
  right: "assurance.verify",
  words: ({ assurance: { workspace: t } }) => ({ title: t.listTitle, about: t.listAbout, empty: t.listEmpty }),
  ...gathered({
    gather: ({ withSystem }: ListDoors, { userId, now }: ListScope) =>
      withSystem((tx) => listHeldEngagements(tx, userId, now)),
    row: toRow,
    kinds: {
      id: "uuid",
      name: "text",
      name_en: "text",
      name_zh: "text",
      body: "text",
      starts_on: "day",
      ends_on: "day",
    },
  }),
  key: ["id"],
  order: { by: ["ends_on"], direction: "asc" },
  filters: [{ kind: "text", name: "q", label: (t) => t.common.search, columns: ["name_en", "name_zh", "body"] }],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ engagementId }) => engagementId },
    {
      key: "organization",
      kind: "text",
      head: (t) => t.assurance.workspace.columns.organization,
      sort: ["name"],
      value: ({ organizationName }, { locale }) => localName(organizationName, locale),
      link: ({ engagementId }) => `assurance/${engagementId}`,
      below: ({ bodyName }) => bodyName,
    },
    {
      key: "body",
      kind: "text",
      only: "file",
      head: (t) => t.assurance.engagements.body,
      value: ({ bodyName }) => bodyName,
    },
    {
      key: "start",
      kind: "day",
      head: (t) => t.assurance.engagements.startsOn,
      sort: ["starts_on"],
      isHiddenOnPhone: true,
      value: ({ startsOn }) => startsOn,
    },
    {
      key: "end",
      kind: "day",
      head: (t) => t.assurance.engagements.endsOn,
      sort: ["ends_on"],
      value: ({ endsOn }) => endsOn,
    },
  ],
});

function toRow({ engagementId, organizationName, bodyName, startsOn, endsOn }: HeldEngagement) {
  return {
    id: engagementId,
    name: (organizationName.en || organizationName.zh).toLowerCase(),
    name_en: organizationName.en,
    name_zh: organizationName.zh,
    body: bodyName,
    starts_on: startsOn,
    ends_on: endsOn,
  };
}
