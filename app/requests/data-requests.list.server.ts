import { utcDay } from "#app/day/day.ts";
import { localName, type Messages } from "#app/i18n/index.ts";
import { defineList, gathered, type ListDoors, type ListScope } from "#app/kit/list/list.server.ts";
import { stateOf } from "./data-request.server.ts";
import { type DataRequest, type DataRequestItem, listDataRequests } from "./data-request-list.server.ts";
import { DATA_REQUEST, type DataRequestState } from "./data-request-state.ts";

/** The status is derived from steps, so it is calculated before the list is read. */
export const dataRequests = defineList({
  path: "data-requests",
  right: "organization.view",
  startRight: "requests.write",
  words: ({ dataRequest: t }) => ({
    title: t.title,
    about: t.about,
    empty: { title: t.emptyTitle, reason: t.emptyReason },
  }),
  ...gathered({
    gather: gatherRequests,
    row: toRow,
    kinds: { id: "uuid", recipient: "text", words: "text", state: "text", sent_at: "text", ends_at: "text" },
  }),
  key: ["id"],
  order: { by: ["sent_at"], direction: "desc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.dataRequest.search, columns: ["words"] },
    {
      kind: "choice",
      name: "state",
      label: (t) => t.dataRequest.stateLabel,
      column: "state",
      choices: DATA_REQUEST.all,
      word: (t, state) => t.dataRequest.state[state as keyof Messages["dataRequest"]["state"]],
    },
  ],
  columns: [
    {
      key: "recipient",
      kind: "text",
      head: (t) => t.dataRequest.recipientHead,
      sort: ["recipient"],
      value: ({ recipientName }) => recipientName,
      link: ({ id }) => `data-requests/${id}`,
      below: ({ recipientEmail }) => recipientEmail,
    },
    {
      key: "email",
      kind: "text",
      only: "file",
      head: (t) => t.dataRequest.email,
      value: ({ recipientEmail }) => recipientEmail,
    },
    {
      key: "asked",
      kind: "text",
      only: "page",
      head: (t) => t.dataRequest.askedHead,
      isHiddenOnPhone: true,
      value: ({ product, items, months }, { t }) =>
        product ? t.dataRequest.factor.askFor(product.name) : t.dataRequest.askedFor(items.length, months.length),
      below: ({ items }, { t, locale }) => t.common.listed(items.map(({ name }) => localName(name, locale))),
    },
    {
      key: "sources",
      kind: "text",
      only: "file",
      head: (t) => t.dataRequest.sourcesHead,
      value: ({ product, items }, { locale }) =>
        product?.name ??
        items.map(({ name, facility }) => `${localName(facility, locale)} · ${localName(name, locale)}`).join("; "),
    },
    {
      key: "months",
      kind: "text",
      only: "file",
      head: (t) => t.dataRequest.monthsHead,
      value: ({ months }) => months.join(" "),
    },
    {
      key: "state",
      kind: "state",
      head: (t) => t.dataRequest.stateLabel,
      value: ({ state }, { t }) => t.dataRequest.state[state],
      tone: ({ state }) => DATA_REQUEST.tones[state],
    },
    {
      key: "progress",
      kind: "text",
      head: (t) => t.dataRequest.progressHead,
      value: (row, { t }) => t.dataRequest.progress(String(row.answeredCount), String(row.askedCount)),
    },
    {
      key: "sent",
      kind: "instant",
      only: "file",
      head: (t) => t.dataRequest.sentHead,
      value: ({ createdAt }) => createdAt,
    },
    {
      key: "until",
      kind: "day",
      only: "page",
      head: (t) => t.dataRequest.untilHead,
      sort: ["ends_at"],
      isHiddenOnPhone: true,
      value: ({ expiresAt }) => utcDay(expiresAt),
    },
    {
      key: "ends",
      kind: "instant",
      only: "file",
      head: (t) => t.dataRequest.untilHead,
      value: ({ expiresAt }) => expiresAt,
    },
  ],
  start: { to: "data-requests/new", label: (t) => t.dataRequest.new, isPrimary: true },
});

type StatedRequest = DataRequest & { state: DataRequestState };

async function gatherRequests(doors: ListDoors, scope: ListScope): Promise<StatedRequest[]> {
  const requests = await doors.withTenant(scope, (tx) => listDataRequests(tx, scope.organizationId));
  return requests.map((request) => ({ ...request, state: stateOf(request, scope.now) }));
}

function toRow({ id, recipientName, recipientEmail, product, items, state, createdAt, expiresAt }: StatedRequest) {
  return {
    id,
    recipient: recipientName.toLowerCase(),
    words: [recipientName, recipientEmail, product?.name ?? "", ...items.flatMap(namesOf)].join(" "),
    state,
    sent_at: createdAt.toISOString(),
    ends_at: expiresAt.toISOString(),
  };
}

function namesOf({ name, facility }: DataRequestItem): string[] {
  return [name.en, name.zh, facility.en, facility.zh];
}
