import { defineList, gathered, type ListDoors, type ListScope } from "#app/kit/list/list.server.ts";
import { listStatements, type RecordedStatement } from "#app/report/statement-list.server.ts";
import { EFFECT_TONES } from "./statement-effect.ts";

/** The status of a statement depends on its report, so it is calculated before the list is read. */
export const statements = defineList({
  path: "assurance/statements",
  right: "organization.view",
  words: ({ assurance: { statements: t, about } }) => ({ title: t.title, about, empty: t.empty }),
  ...gathered({
    gather: ({ withTenant }: ListDoors, scope: ListScope) =>
      withTenant(scope, (tx) => listStatements(tx, scope.organizationId)),
    row: toRow,
    kinds: { id: "uuid", recorded_at: "text", verifier: "text", number: "text", day: "day", effect: "text" },
  }),
  key: ["id"],
  order: { by: ["recorded_at"], direction: "desc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.common.search, columns: ["verifier", "number"] },
    {
      kind: "choice",
      name: "effect",
      label: (t) => t.assurance.statements.columns.standing,
      column: "effect",
      choices: Object.keys(EFFECT_TONES),
      word: (t, effect) => t.assurance.statements.standing[effect as RecordedStatement["effect"]],
    },
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ id }) => id },
    {
      key: "verifier",
      kind: "text",
      head: (t) => t.assurance.statements.columns.verifier,
      sort: ["verifier"],
      value: ({ record }) => record.verifier.name,
      link: ({ id }) => `assurance/statements/${id}`,
    },
    {
      key: "report",
      kind: "text",
      head: (t) => t.assurance.statements.columns.report,
      sort: ["number"],
      isHiddenOnPhone: true,
      value: ({ shownOn }, { t }) => shownOn.join(", ") || t.assurance.statements.calculation,
    },
    {
      key: "level",
      kind: "text",
      head: (t) => t.assurance.statements.columns.level,
      isHiddenOnPhone: true,
      value: ({ record }, { t }) => t.verify.page.assurance.level[record.engagement.level],
    },
    {
      key: "date",
      kind: "day",
      head: (t) => t.assurance.statements.columns.date,
      sort: ["day"],
      isHiddenOnPhone: true,
      value: ({ record }) => record.date,
    },
    {
      key: "effect",
      kind: "state",
      head: (t) => t.assurance.statements.columns.standing,
      value: ({ effect }, { t }) => t.assurance.statements.standing[effect],
      tone: ({ effect }) => EFFECT_TONES[effect],
    },
    { key: "hash", kind: "text", only: "file", head: hashHead, value: ({ recordSha256 }) => recordSha256 },
  ],
});

function hashHead(): string {
  return "SHA-256";
}

function toRow({ id, at, record, shownOn, effect }: RecordedStatement) {
  return {
    id,
    recorded_at: at.toISOString(),
    verifier: record.verifier.name.toLowerCase(),
    number: shownOn.join(" "),
    day: record.date,
    effect,
  };
}
