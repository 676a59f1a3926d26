import { sql } from "kysely";
import { utcDay } from "#app/day/day.ts";
import { REPORT_LOCALES } from "#app/encoding/report-locale.ts";
import type { Messages } from "#app/i18n/index.ts";
import { defineList, type ListScope, type RowOf } from "#app/kit/list/list.server.ts";
import { nameIssuer, selectListedReports } from "#app/report/report-listing.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { nameStandard } from "./standard-name.ts";

/** The current reports of an issuer that lists them, newest number first. */
export const listedReports = defineList({
  path: "issuers/:issuerId",
  right: "public.use",
  words: ({ listing: { issuer: t } }) => ({
    title: t.caption,
    about: t.lead,
    empty: { title: t.empty, reason: t.emptyReason },
  }),
  check: async ({ withPublic }, { ids }: ListScope) => {
    await withPublic((tx) => nameIssuer(tx, ids!.issuerId!));
  },
  rows: selectRows,
  read: (row: RowOf<typeof selectRows>) => row,
  where: { language: (choice) => sql`${choice} = any(string_to_array(r.languages, ' '))` },
  zone: sql<string>`'UTC'`,
  key: ["number"],
  kinds: { number: "text", issued_at: "instant", period_start: "day", period_end: "day" },
  order: { by: ["number"], direction: "desc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.listing.issuer.number, columns: ["number"] },
    {
      kind: "choice",
      name: "language",
      label: (t) => t.listing.issuer.language,
      column: null,
      choices: REPORT_LOCALES,
      word: wordOfLanguage,
    },
    { kind: "from", name: "from", label: (t) => t.listing.issuer.issuedFrom, column: "issued_at" },
    { kind: "to", name: "to", label: (t) => t.listing.issuer.issuedTo, column: "issued_at" },
  ],
  columns: [
    {
      key: "report",
      kind: "text",
      head: (t) => t.listing.issuer.report,
      sort: ["number"],
      value: ({ number }) => number,
      link: ({ number }) => `/verify/${number}`,
    },
    {
      key: "period",
      kind: "text",
      only: "page",
      head: (t) => t.listing.issuer.period,
      sort: ["period_start", "period_end"],
      value: ({ period_start: start, period_end: end }) => `${start} – ${end}`,
    },
    {
      key: "from",
      kind: "day",
      only: "file",
      head: (t) => t.inventory.periodStart,
      value: ({ period_start: start }) => start,
    },
    { key: "to", kind: "day", only: "file", head: (t) => t.inventory.periodEnd, value: ({ period_end: end }) => end },
    {
      key: "standards",
      kind: "text",
      head: (t) => t.listing.issuer.standards,
      isHiddenOnPhone: true,
      value: ({ standards }, { t }) => standards.map(nameStandard).join(t.verify.page.listSeparator),
    },
    {
      key: "language",
      kind: "text",
      head: (t) => t.listing.issuer.language,
      isHiddenOnPhone: true,
      value: ({ languages }, { t }) =>
        languages
          .split(" ")
          .map((language) => wordOfLanguage(t, language))
          .join(t.verify.page.listSeparator),
    },
    {
      key: "issued",
      kind: "day",
      head: (t) => t.listing.issuer.issued,
      sort: ["issued_at"],
      isHiddenOnPhone: true,
      value: ({ issued_at: at }) => utcDay(at),
    },
    {
      key: "status",
      kind: "state",
      head: (t) => t.listing.issuer.status,
      value: (_, { t }) => t.listing.issuer.current,
      tone: () => "good",
    },
  ],
  start: { to: "verify", label: (t) => t.common.nav.verify },
});

function wordOfLanguage({ verify }: Messages, locale: string): string {
  const words = verify.page.statement.languageName;
  return words[locale as keyof typeof words];
}

function selectRows(tx: TenantTx, { ids, now }: ListScope) {
  return selectListedReports(tx, ids!.issuerId!, now);
}
