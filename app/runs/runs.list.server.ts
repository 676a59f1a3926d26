import { tonnesFromKg } from "#app/carbon/format.ts";
import type { Messages } from "#app/i18n/index.ts";
import { defineList, type ListScope, type RowOf } from "#app/kit/list/list.server.ts";
import { listInventories } from "#app/organization/inventory.server.ts";
import type { TenantTx } from "#db/doors.ts";

const OUTCOMES = ["calculated", "issues"] as const;
type Outcome = (typeof OUTCOMES)[number];

/** Every calculation of the organization, newest first. */
export const runs = defineList({
  path: "runs",
  right: "organization.view",
  words: ({ inventory: t }) => ({
    title: t.runsTitle,
    about: t.runsAbout,
    empty: { title: t.runsEmpty, reason: t.runsEmptyReason },
  }),
  rows: selectRuns,
  read: readRow,
  choices: async (tx, { organizationId }) => ({
    inventory: (await listInventories(tx, organizationId)).map(({ id, period: { start, end } }) => {
      const text = `${start} – ${end}`;
      return { value: id, label: { en: text, zh: text } };
    }),
  }),
  key: ["id"],
  kinds: {
    id: "uuid",
    inventory_id: "uuid",
    created_at: "instant",
    period_start: "day",
    period_end: "day",
    line_count: "whole",
  },
  order: { by: ["created_at"], direction: "desc" },
  filters: [
    {
      kind: "reference",
      name: "inventory",
      label: (t) => t.inventory.period,
      column: "inventory_id",
      everything: (t) => t.inventory.allPeriods,
    },
    {
      kind: "choice",
      name: "outcome",
      label: (t) => t.inventory.outcome,
      column: "outcome",
      choices: OUTCOMES,
      word: (t, one) => t.inventory.outcomes[one as keyof Messages["inventory"]["outcomes"]],
    },
    { kind: "from", name: "from", label: (t) => t.inventory.runFrom, column: "created_at" },
    { kind: "to", name: "to", label: (t) => t.inventory.runTo, column: "created_at" },
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ id }) => id },
    { key: "at", kind: "instant", head: (t) => t.inventory.runAt, sort: ["created_at"], value: ({ at }) => at },
    {
      key: "inventory_id",
      kind: "text",
      only: "file",
      head: (t) => t.list.heads.inventoryId,
      value: ({ inventoryId }) => inventoryId,
    },
    {
      key: "period",
      kind: "text",
      only: "page",
      head: (t) => t.inventory.period,
      sort: ["period_start", "period_end"],
      value: ({ period }) => `${period.start} – ${period.end}`,
      link: ({ inventoryId }) => `inventories/${inventoryId}`,
    },
    { key: "from", kind: "day", only: "file", head: (t) => t.inventory.periodStart, value: (row) => row.period.start },
    { key: "to", kind: "day", only: "file", head: (t) => t.inventory.periodEnd, value: (row) => row.period.end },
    {
      key: "outcome",
      kind: "state",
      head: (t) => t.inventory.outcome,
      isHiddenOnPhone: true,
      value: ({ issueCount }, { t }) => (issueCount > 0 ? t.inventory.issues(issueCount) : t.inventory.allCalculated),
      tone: ({ outcome }) => (outcome === "issues" ? "warning" : "good"),
    },
    {
      key: "lines",
      kind: "number",
      head: (t) => t.inventory.lineCount,
      sort: ["line_count"],
      isHiddenOnPhone: true,
      value: ({ lineCount }) => lineCount,
    },
    {
      key: "total",
      kind: "figure",
      only: "page",
      head: (t) => t.inventory.totalLocation,
      value: ({ co2eKg }) => co2eKg && tonnesFromKg(co2eKg),
      unit: "tCO2e",
      digits: 2,
    },
    { key: "kg", kind: "number", only: "file", head: (t) => t.inventory.locationKg, value: ({ co2eKg }) => co2eKg },
    {
      key: "market_kg",
      kind: "number",
      only: "file",
      head: (t) => t.inventory.marketKg,
      value: ({ co2eKgMarketBased }) => co2eKgMarketBased,
    },
    {
      key: "engine",
      kind: "text",
      only: "file",
      head: (t) => t.inventory.engineVersion,
      value: ({ engineVersion }) => engineVersion,
    },
    { key: "by", kind: "text", head: (t) => t.list.heads.author, isHiddenOnPhone: true, value: ({ author }) => author },
  ],
  start: { to: "inventories", label: (t) => t.inventory.title },
});

function selectRuns(tx: TenantTx, { organizationId }: ListScope) {
  return tx
    .selectFrom("calculation_run as c")
    .innerJoin("inventory as i", "i.id", "c.inventory_id")
    .leftJoin("author as a", "a.id", "c.created_by")
    .select(["c.id", "c.inventory_id", "c.created_at", "c.co2e_kg", "c.co2e_kg_market_based", "c.issue_count"])
    .select(["c.line_count", "c.engine_version", "i.period_start", "i.period_end", "a.name as author"])
    .select((select) =>
      select
        .case()
        .when("c.issue_count", ">", 0)
        .then<Outcome>("issues")
        .else<Outcome>("calculated")
        .end()
        .as("outcome"),
    )
    .where("c.organization_id", "=", organizationId);
}

function readRow(row: RowOf<typeof selectRuns>) {
  return {
    id: row.id,
    inventoryId: row.inventory_id,
    at: row.created_at,
    period: { start: row.period_start, end: row.period_end },
    outcome: row.outcome,
    issueCount: row.issue_count,
    lineCount: row.line_count,
    co2eKg: row.co2e_kg,
    co2eKgMarketBased: row.co2e_kg_market_based,
    engineVersion: row.engine_version,
    author: row.author,
  };
}
