import { localName } from "#app/i18n/index.ts";
import { defineList, type ListDoors, type ListScope, selectGathered } from "#app/kit/list/list.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { type HeldEngagement, listHeldEngagements } from "../engagement.server.ts";

/** A verifier's engagements that are in force now, of whichever organizations. */
export const verifierEngagements = defineList({
  path: "assurance",
  right: "assurance.verify",
  words: ({ assurance: { workspace: t } }) => ({ title: t.listTitle, about: t.listAbout, empty: t.listEmpty }),
  gather: ({ withSystem }: ListDoors, { userId, now }: ListScope) =>
    withSystem((tx) => listHeldEngagements(tx, userId, now)),
  rows: selectRows,
  read: ({ at }: { at: number }, { facts = [] }: ListScope<HeldEngagement[]>) => facts[at]!,
  key: ["id"],
  kinds: { id: "uuid", name: "text", starts_on: "day", ends_on: "day" },
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

function selectRows(tx: TenantTx, { facts = [] }: ListScope<HeldEngagement[]>) {
  const rows = facts.map(({ engagementId, organizationName, bodyName, startsOn, endsOn }) => ({
    id: engagementId,
    name: (organizationName.en || organizationName.zh).toLowerCase(),
    name_en: organizationName.en,
    name_zh: organizationName.zh,
    body: bodyName,
    starts_on: startsOn,
    ends_on: endsOn,
  }));
  return selectGathered<(typeof rows)[number]>(
    tx,
    { id: "uuid", name: "text", name_en: "text", name_zh: "text", body: "text", starts_on: "day", ends_on: "day" },
    rows,
  );
}
