import { ENGAGEMENT, type EngagementState } from "#app/access/engagement-state.ts";
import { printPeriodText } from "#app/day/entry-period.ts";
import { defineList, gathered, type ListDoors, type ListScope } from "#app/kit/list/list.server.ts";
import { type Engagement, listEngagements } from "./engagement.server.ts";

/** States are derived from days and steps, so they are calculated before the list is read. */
export const engagements = defineList({
  path: "assurance",
  right: "organization.view",
  words: ({ assurance: { engagements: t, about } }) => ({ title: t.title, about, empty: t.empty }),
  ...gathered({
    gather: ({ withTenant }: ListDoors, scope: ListScope) =>
      withTenant(scope, (tx) => listEngagements(tx, scope.organizationId, scope.now)),
    row: toRow,
    kinds: {
      id: "uuid",
      created_at: "text",
      name: "text",
      email: "text",
      person: "text",
      inventory: "day",
      starts_on: "day",
      ends_on: "day",
      findings: "whole",
      state: "text",
    },
  }),
  key: ["id"],
  order: { by: ["created_at"], direction: "desc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.common.search, columns: ["name", "email", "person"] },
    {
      kind: "choice",
      name: "state",
      label: (t) => t.assurance.engagements.columns.state,
      column: "state",
      choices: ENGAGEMENT.all,
      word: (t, state) => t.assurance.engagements.state[state as EngagementState],
    },
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ id }) => id },
    {
      key: "body",
      kind: "text",
      head: (t) => t.assurance.engagements.columns.body,
      sort: ["name"],
      value: ({ bodyName }) => bodyName,
      link: ({ id }) => `assurance/engagements/${id}`,
      below: personOf,
    },
    {
      key: "person",
      kind: "text",
      only: "file",
      head: (t) => t.assurance.engagements.columns.person,
      value: personOf,
    },
    {
      key: "inventory",
      kind: "text",
      head: (t) => t.assurance.engagements.columns.inventory,
      sort: ["inventory"],
      isHiddenOnPhone: true,
      value: ({ period }) => printPeriodText(period),
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
      isHiddenOnPhone: true,
      value: ({ endsOn }) => endsOn,
    },
    {
      key: "findings",
      kind: "number",
      head: (t) => t.assurance.engagements.columns.findings,
      sort: ["findings"],
      value: ({ findingCount }) => findingCount,
    },
    {
      key: "state",
      kind: "state",
      head: (t) => t.assurance.engagements.columns.state,
      value: ({ state }, { t }) => t.assurance.engagements.state[state],
      tone: ({ state }) => ENGAGEMENT.tones[state],
    },
  ],
});

function personOf({ verifier, email }: Engagement): string {
  return verifier?.name ?? email;
}

function toRow(engagement: Engagement) {
  return {
    id: engagement.id,
    created_at: engagement.createdAt.toISOString(),
    name: engagement.bodyName.toLowerCase(),
    email: engagement.email,
    person: personOf(engagement),
    inventory: engagement.period.start,
    starts_on: engagement.startsOn,
    ends_on: engagement.endsOn,
    findings: engagement.findingCount,
    state: engagement.state,
  };
}
