import { sql } from "kysely";
import { utcDay } from "#app/day/day.ts";
import { REPORT_LOCALES } from "#app/encoding/report-locale.ts";
import type { Messages } from "#app/i18n/index.ts";
import { defineList, gathered, type ListDoors, type ListScope } from "#app/kit/list/list.server.ts";
import { nameLanguages } from "./name-languages.ts";
import { listReports, type Report } from "./report.server.ts";
import { REPORT } from "./report-state.ts";

/** Reports of the organization, newest first. The state follows from the log and the clock, so it is worked out first. */
export const reports = defineList({
  path: "reports",
  right: "organization.view",
  words: ({ reportPage: t }) => ({ title: t.title, about: t.about, empty: t.empty }),
  where: { language: (choice) => sql`${choice} = any(string_to_array(r.languages, ' '))` },
  ...gathered({
    gather: gatherReports,
    row: toRow,
    kinds: {
      id: "uuid",
      number: "text",
      issued: "text",
      day: "day",
      valid_until: "day?",
      version: "whole",
      period: "text",
      languages: "text",
      state: "text",
    },
  }),
  key: ["id"],
  keeps: ["run"],
  order: { by: ["issued"], direction: "desc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.common.search, columns: ["number", "period"] },
    {
      kind: "choice",
      name: "state",
      label: (t) => t.reportPage.state,
      column: "state",
      choices: REPORT.all,
      word: (t, state) => t.reportLife.states[state as keyof Messages["reportLife"]["states"]],
    },
    {
      kind: "choice",
      name: "language",
      label: (t) => t.reportPage.language,
      column: null,
      choices: REPORT_LOCALES,
      word: (t, locale) => t.reportPage.languages[locale as keyof Messages["reportPage"]["languages"]],
    },
    { kind: "from", name: "from", label: (t) => t.reportPage.issuedFrom, column: "day" },
    { kind: "to", name: "to", label: (t) => t.reportPage.issuedTo, column: "day" },
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ id }) => id },
    {
      key: "number",
      kind: "text",
      head: (t) => t.reportPage.number,
      sort: ["number"],
      value: ({ number }) => number,
      link: ({ id }) => `reports/${id}`,
    },
    {
      key: "period",
      kind: "text",
      head: (t) => t.inventory.period,
      sort: ["period"],
      isHiddenOnPhone: true,
      value: periodOf,
    },
    {
      key: "language",
      kind: "text",
      head: (t) => t.reportPage.language,
      isHiddenOnPhone: true,
      value: ({ locales }, { t }) => nameLanguages(t.reportPage, locales),
    },
    {
      key: "version",
      kind: "number",
      head: (t) => t.reportPage.version,
      sort: ["version"],
      isHiddenOnPhone: true,
      value: ({ version }) => version,
    },
    {
      key: "issued",
      kind: "day",
      only: "page",
      head: (t) => t.reportPage.issued,
      sort: ["issued"],
      isHiddenOnPhone: true,
      value: ({ issuedAt }) => utcDay(issuedAt),
    },
    {
      key: "issued_at",
      kind: "instant",
      only: "file",
      head: (t) => t.reportPage.issued,
      value: ({ issuedAt }) => issuedAt,
    },
    {
      key: "until",
      kind: "day",
      head: (t) => t.reportLife.validity.label,
      sort: ["valid_until"],
      isHiddenOnPhone: true,
      value: ({ validUntil }) => validUntil,
    },
    {
      key: "state",
      kind: "state",
      head: (t) => t.reportPage.state,
      value: ({ state }, { t }) => t.reportLife.states[state],
      tone: ({ state }) => REPORT.tones[state],
    },
  ],
  start: { to: "inventories", label: (t) => t.reportPage.empty.action },
});

function periodOf({ period }: Report): string {
  return `${period.start} – ${period.end}`;
}

function gatherReports({ withTenant }: ListDoors, scope: ListScope): Promise<Report[]> {
  return withTenant(scope, (tx) => listReports(tx, scope.organizationId));
}

function toRow(report: Report) {
  return {
    id: report.id,
    number: report.number,
    issued: report.issuedAt.toISOString(),
    day: utcDay(report.issuedAt),
    valid_until: report.validUntil,
    version: report.version,
    period: periodOf(report),
    languages: report.locales.join(" "),
    state: report.state,
  };
}
