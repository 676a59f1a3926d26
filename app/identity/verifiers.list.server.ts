import { sql } from "kysely";
import { utcDay } from "#app/day/day.ts";
import { formatDay } from "#app/day/format-day.ts";
import { defineList, type ListScope, type RowOf } from "#app/kit/list/list.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { STALE_MS } from "./domain-state.ts";
import type { ShownDomain, ShownRegistration } from "./issuer-proof.ts";

/** Verification bodies whose owners list them, while something is proved of them. */
export const verifiers = defineList({
  path: "verifiers",
  right: "public.use",
  words: ({ directory: t }) => ({
    title: t.title,
    about: t.about,
    empty: { title: t.empty, reason: t.emptyReason },
  }),
  rows: selectRows,
  read: (row: RowOf<typeof selectRows>) => row,
  zone: sql<string>`'UTC'`,
  key: ["identity_id"],
  kinds: { identity_id: "uuid", name: "text", accreditation_body: "text", since: "instant" },
  order: { by: ["name"], direction: "asc" },
  filters: [{ kind: "text", name: "q", label: (t) => t.common.search, columns: ["name", "accreditation_body"] }],
  columns: [
    {
      key: "name",
      kind: "text",
      head: (t) => t.directory.name,
      sort: ["name"],
      value: ({ name }) => name,
      // A registration is listed only for exactly this name.
      below: ({ registrations }, { t }) => (registrations.length > 0 ? "" : t.directory.nameIsClaim),
    },
    {
      key: "proofs",
      kind: "text",
      head: (t) => t.directory.proofs,
      // The page shows how and when each was checked.
      value: ({ domains, registrations }, { t }) =>
        [...domains.map(({ domain }) => domain), ...registrations.map(({ number }) => number)].join(
          t.issuerProof.separator,
        ),
    },
    {
      key: "accreditation",
      kind: "text",
      head: (t) => t.directory.accreditation,
      value: ({ accreditation_body: body, accreditation_number: number }, { t }) =>
        body === "" ? t.directory.noAccreditation : t.directory.accreditedBy(body, number),
      below: ({ accreditation_scope: scope, accreditation_expires_on: day }, { t, locale }) =>
        day === null ? scope : t.directory.scopeUntil(scope, formatDay(day, locale)),
    },
    {
      key: "register",
      kind: "text",
      head: (t) => t.directory.register,
      value: ({ register_url: url }) => url,
    },
    {
      key: "confirmed",
      kind: "number",
      head: (t) => t.directory.confirmed,
      value: ({ confirmed }) => confirmed,
    },
    {
      key: "since",
      kind: "day",
      head: (t) => t.directory.since,
      sort: ["since"],
      isHiddenOnPhone: true,
      value: ({ since }) => utcDay(since),
    },
  ],
  start: { to: "verify", label: (t) => t.common.nav.verify },
});

const INSTANT = (column: "confirmed_at" | "failed_at") =>
  sql`to_char(${sql.ref(`d.${column}`)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

function selectRows(tx: TenantTx, { now }: ListScope) {
  const holds = sql`d.identity_id = v.identity_id and d.lapsed_at is null
    and d.confirmed_at > ${new Date(now.getTime() - STALE_MS)}`;
  const names = sql`r.identity_id = v.identity_id and r.name = v.name`;
  return tx
    .selectFrom("listed_verifier as v")
    .select([
      "v.identity_id",
      "v.name",
      "v.accreditation_body",
      "v.accreditation_number",
      "v.accreditation_scope",
      "v.accreditation_expires_on",
      "v.register_url",
      "v.since",
    ])
    .select([
      sql<ShownDomain[]>`coalesce((select jsonb_agg(jsonb_build_object('domain', d.domain, 'method', d.method,
          'confirmedAt', ${INSTANT("confirmed_at")}, 'failedAt', ${INSTANT("failed_at")}, 'endedAt', null) order by d.domain)
        from domain_proof d where ${holds}), '[]')`.as("domains"),
      sql<
        ShownRegistration[]
      >`coalesce((select jsonb_agg(jsonb_build_object('name', r.name, 'number', r.registration_number,
          'register', r.register, 'checkedOn', r.checked_on))
        from registration_proof r where ${names}), '[]')`.as("registrations"),
      sql<number>`(select count(*)::int from published_assurance a where a.identity_id = v.identity_id
        and not exists (select from statement s where s.kind = 'assurance_withdrawn'
          and s.facts ->> 'statement' = a.record_sha256)
        and not exists (select from disowned_statement d
          where d.record_sha256 = coalesce(a.confirms, a.record_sha256)))`.as("confirmed"),
    ])
    .where(sql<boolean>`(exists (select from domain_proof d where ${holds})
      or exists (select from registration_proof r where ${names}))`);
}
