import { localName } from "#app/i18n/index.ts";
import { defineList, type RowOf } from "#app/kit/list/list.server.ts";
import { selectSuggestions, toLogged } from "./suggestion.server.ts";
import { SUGGESTION, type SuggestionState } from "./suggestion-state.ts";

type Row = RowOf<typeof selectSuggestions>;

/** Every request of a workspace to the model, with what came of it. */
export const suggestions = defineList({
  path: "model/suggestions",
  right: "workspace.view",
  words: ({ model: t }) => ({
    title: t.log,
    about: t.logAbout,
    empty: { title: t.emptyTitle, reason: t.emptyReason },
  }),
  rows: (tx) => selectSuggestions(tx),
  read: (row: Row) => toLogged(row),
  key: ["id"],
  kinds: {
    id: "uuid",
    created_at: "instant",
    subject: "text",
    kind: "text",
    state: "text",
    model: "text",
  },
  order: { by: ["created_at"], direction: "desc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.common.search, columns: ["subject", "model"] },
    {
      kind: "choice",
      name: "state",
      label: (t) => t.model.result,
      column: "state",
      choices: SUGGESTION.all,
      word: (t, state) => t.model.states[state as SuggestionState],
    },
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ id }) => id },
    {
      key: "subject",
      kind: "text",
      head: (t) => t.model.subject,
      sort: ["subject"],
      value: ({ subject }) => subject,
      link: ({ id }) => `model/suggestions/${id}`,
      below: ({ kind, organization }, { t, locale }) =>
        [t.model.kinds[kind], localName(organization, locale)].join(" · "),
    },
    { key: "kind", kind: "text", only: "file", head: (t) => t.model.kind, value: ({ kind }) => kind },
    {
      key: "organization",
      kind: "text",
      only: "file",
      head: (t) => t.model.organization,
      value: ({ organization }, { locale }) => localName(organization, locale),
    },
    {
      key: "model",
      kind: "text",
      head: (t) => t.model.model,
      isHiddenOnPhone: true,
      sort: ["model"],
      value: ({ model }) => model,
      below: ({ host }) => host,
    },
    { key: "host", kind: "text", only: "file", head: (t) => t.model.host, value: ({ host }) => host },
    { key: "at", kind: "instant", head: (t) => t.model.at, sort: ["created_at"], value: ({ at }) => at },
    {
      key: "by",
      kind: "text",
      head: (t) => t.model.askedBy,
      isHiddenOnPhone: true,
      value: ({ askedBy }) => askedBy,
    },
    {
      key: "state",
      kind: "state",
      head: (t) => t.model.result,
      value: ({ state }, { t }) => t.model.states[state],
      tone: ({ state }) => SUGGESTION.tones[state],
    },
    { key: "reason", kind: "text", only: "file", head: (t) => t.model.reason, value: ({ reason }) => reason },
    { key: "decidedBy", kind: "text", only: "file", head: (t) => t.model.decidedBy, value: (one) => one.decidedBy },
    { key: "decidedAt", kind: "instant", only: "file", head: (t) => t.model.decidedAt, value: (one) => one.decidedAt },
    { key: "prompt", kind: "text", only: "file", head: (t) => t.model.prompt, value: ({ prompt }) => prompt },
    { key: "answer", kind: "text", only: "file", head: (t) => t.model.answer, value: ({ answer }) => answer },
    {
      key: "promptTokens",
      kind: "number",
      only: "file",
      head: (t) => t.model.promptTokens,
      value: ({ promptTokens }) => promptTokens,
    },
    {
      key: "answerTokens",
      kind: "number",
      only: "file",
      head: (t) => t.model.answerTokens,
      value: ({ answerTokens }) => answerTokens,
    },
  ],
});
