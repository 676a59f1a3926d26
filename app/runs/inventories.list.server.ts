import { tonnesFromKg } from "#app/carbon/format.ts";
import { defineList, type ListScope, type RowOf } from "#app/kit/list/list.server.ts";
import type { TenantTx } from "#db/doors.ts";

/** Inventories with the newest run of each, newest period first. */
export const inventories = defineList({
  path: "inventories",
  right: "organization.view",
  startRight: "runs.calculate",
  words: ({ inventory: t }) => ({
    title: t.title,
    about: t.listAbout,
    empty: { title: t.listEmpty, reason: t.listEmptyReason },
  }),
  rows: selectInventories,
  read: readRow,
  key: ["id"],
  kinds: { id: "uuid", period_start: "day", period_end: "day" },
  order: { by: ["period_start", "period_end"], direction: "desc" },
  filters: [
    { kind: "from", name: "from", label: (t) => t.inventory.startsFrom, column: "period_start" },
    { kind: "to", name: "to", label: (t) => t.inventory.startsTo, column: "period_start" },
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.inventoryId, value: ({ id }) => id },
    {
      key: "period",
      kind: "text",
      only: "page",
      head: (t) => t.inventory.period,
      sort: ["period_start", "period_end"],
      value: ({ period }) => `${period.start} – ${period.end}`,
      link: ({ id }) => `inventories/${id}`,
    },
    {
      key: "from",
      kind: "day",
      only: "file",
      head: (t) => t.inventory.periodStart,
      value: ({ period }) => period.start,
    },
    { key: "to", kind: "day", only: "file", head: (t) => t.inventory.periodEnd, value: ({ period }) => period.end },
    {
      key: "run",
      kind: "text",
      head: (t) => t.inventory.latestRun,
      value: ({ latest }, { t: { inventory: t } }) => {
        if (!latest) return t.noRun;
        return latest.issueCount > 0 ? t.issues(latest.issueCount) : t.lines(String(latest.lineCount));
      },
    },
    {
      key: "run_at",
      kind: "instant",
      only: "file",
      head: (t) => t.inventory.runAt,
      value: ({ latest }) => latest?.at ?? null,
    },
    {
      key: "total",
      kind: "figure",
      only: "page",
      head: (t) => t.inventory.totalLocation,
      value: ({ latest }) => (latest?.co2eKg ? tonnesFromKg(latest.co2eKg) : null),
      unit: "tCO2e",
      digits: 2,
    },
    {
      key: "kg",
      kind: "number",
      only: "file",
      head: (t) => t.inventory.locationKg,
      value: ({ latest }) => latest?.co2eKg ?? null,
    },
    {
      key: "market_kg",
      kind: "number",
      only: "file",
      head: (t) => t.inventory.marketKg,
      value: ({ latest }) => latest?.co2eKgMarketBased ?? null,
    },
  ],
});

function selectInventories(tx: TenantTx, { organizationId }: ListScope) {
  return tx
    .selectFrom("inventory as i")
    .leftJoinLateral(
      (select) =>
        select
          .selectFrom("calculation_run as c")
          .select(["c.created_at", "c.co2e_kg", "c.co2e_kg_market_based", "c.issue_count", "c.line_count"])
          .whereRef("c.tenant_id", "=", "i.tenant_id")
          .whereRef("c.inventory_id", "=", "i.id")
          .orderBy("c.created_at", "desc")
          .orderBy("c.id", "desc")
          .limit(1)
          .as("r"),
      (join) => join.onTrue(),
    )
    .select(["i.id", "i.period_start", "i.period_end", "r.created_at as run_at", "r.co2e_kg", "r.co2e_kg_market_based"])
    .select(["r.issue_count", "r.line_count"])
    .where("i.organization_id", "=", organizationId);
}

function readRow(row: RowOf<typeof selectInventories>) {
  return {
    id: row.id,
    period: { start: row.period_start, end: row.period_end },
    latest: row.run_at && {
      at: row.run_at,
      co2eKg: row.co2e_kg,
      co2eKgMarketBased: row.co2e_kg_market_based,
      issueCount: row.issue_count ?? 0,
      lineCount: row.line_count ?? 0,
    },
  };
}
