import { sql } from "kysely";
import { selectApiKeys } from "#app/access/api-key.server.ts";
import type { ApiScope } from "#app/access/api-scope.ts";
import type { ChipTone } from "#app/kit/chip.tsx";
import { defineList, type ListScope, type RowOf } from "#app/kit/list/list.server.ts";
import type { TenantTx } from "#db/doors.ts";

const KEY_STATES = ["active", "expired", "revoked"] as const;
type KeyState = (typeof KEY_STATES)[number];

const TONES: Record<KeyState, ChipTone> = { active: "good", expired: "neutral", revoked: "neutral" };

/** The keys that can access an organization: what each may do, its expiry and its last use. */
export const apiKeys = defineList({
  path: "api-keys",
  right: "keys.manage",
  words: ({ api: { keys: t } }) => ({ title: t.title, empty: t.empty }),
  rows: selectRows,
  read: readKey,
  key: ["id"],
  kinds: { id: "uuid", created_at: "instant", expires_at: "instant", sort_name: "text", last_used_on: "day?" },
  order: { by: ["created_at"], direction: "desc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.common.search, columns: ["name", "secret_hint"] },
    {
      kind: "choice",
      name: "state",
      label: (t) => t.api.keys.stateHead,
      column: "state",
      choices: KEY_STATES,
      word: (t, state) => t.api.keys.state[state as KeyState],
    },
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ id }) => id },
    {
      key: "name",
      kind: "text",
      head: (t) => t.api.keys.name,
      sort: ["sort_name"],
      value: ({ name }) => name,
      below: ({ hint, scopes }, { t }) => [`${hint}…`, ...scopes.map((scope) => t.api.keys.scope[scope])].join(" · "),
    },
    { key: "hint", kind: "text", only: "file", head: (t) => t.api.keys.hint, value: ({ hint }) => hint },
    {
      key: "scopes",
      kind: "text",
      only: "file",
      head: (t) => t.api.keys.scopes,
      value: ({ scopes }) => scopes.join(" "),
    },
    {
      key: "state",
      kind: "state",
      head: (t) => t.api.keys.stateHead,
      value: ({ state }, { t }) => t.api.keys.state[state],
      tone: ({ state }) => TONES[state],
    },
    {
      key: "reach",
      kind: "text",
      head: (t) => t.api.keys.reach,
      isHiddenOnPhone: true,
      value: ({ isOfTenant }, { t }) => (isOfTenant ? t.api.keys.reachTenant : t.api.keys.reachOrganization),
    },
    {
      key: "end",
      kind: "instant",
      head: (t) => t.api.keys.end,
      sort: ["expires_at"],
      isHiddenOnPhone: true,
      value: ({ endedAt }) => endedAt,
    },
    {
      key: "used",
      kind: "day",
      head: (t) => t.api.keys.used,
      sort: ["last_used_on"],
      isHiddenOnPhone: true,
      value: ({ lastUsedOn }) => lastUsedOn,
    },
    {
      key: "by",
      kind: "text",
      only: "file",
      head: (t) => t.list.heads.author,
      value: ({ makerName }, { t }) => makerName ?? t.api.keys.formerMember,
    },
    {
      key: "made",
      kind: "instant",
      only: "file",
      head: (t) => t.api.keys.madeAt,
      value: ({ madeAt }) => madeAt,
    },
  ],
});

function selectRows(tx: TenantTx, { organizationId, now }: ListScope) {
  return selectApiKeys(tx, organizationId).select([
    sql<string>`lower(api_key.name)`.as("sort_name"),
    sql<KeyState>`case when api_key_revocation.revoked_at is not null then 'revoked'
      when api_key.expires_at <= ${now} then 'expired' else 'active' end`.as("state"),
  ]);
}

function readKey(row: RowOf<typeof selectRows>) {
  return {
    id: row.id,
    name: row.name,
    hint: row.secret_hint,
    scopes: row.scopes as ApiScope[],
    state: row.state,
    isOfTenant: row.organization_id === null,
    endedAt: row.revoked_at ?? row.expires_at,
    lastUsedOn: row.last_used_on,
    makerName: row.maker_name,
    madeAt: row.created_at,
  };
}
