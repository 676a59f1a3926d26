import { Kysely, sql } from "kysely";
import { beforeAll, expect, it } from "vitest";
import { type Distribution, planDistribution } from "#db/citus.ts";
import { openDatabase } from "#db/database.ts";
import { makeDatabase } from "#tests/support/engines.ts";

/** What is written in `docs/scale.md` as to be changed first: two find a row by a secret or an account, of whatever tenant. */
const TO_CHANGE = [
  "provider_account_once is unique over all tenants (provider_account)",
  "quote_link_by_token is unique over all tenants (quote_link)",
  "calculation_line is partitioned by hash",
];

let plan: Distribution;
let broken: Distribution;

beforeAll(async () => {
  const { ownerUrl, remove } = await makeDatabase("tables");
  const database = await openDatabase(ownerUrl);
  const db = new Kysely<unknown>({ dialect: database.dialect() });
  plan = await planDistribution(db);
  await sql`create table loose (tenant_id uuid not null, id int unique, organization_id uuid,
    primary key (tenant_id, id))`.execute(db);
  await sql`alter table loose add constraint out foreign key (id) references loose (id)`.execute(db);
  await sql`create table shared (id int primary key, tenant uuid, facility uuid,
    constraint into_tenant foreign key (tenant, facility) references facility (tenant_id, id))`.execute(db);
  broken = await planDistribution(db);
  await database.close();
  await remove();
});

const named = (statement: string) => /\('(\w+)'/.exec(statement)![1]!;

it("keeps Citus's rules of keys, but for what is written down", () => {
  const ofKeys = plan.obstacles.filter((told) => !told.includes(" is a trigger of "));
  expect(ofKeys).toEqual(TO_CHANGE);
});

it("finds a key without its tenant, one over all tenants, and one from a shared table into a tenant's", () => {
  const found = broken.obstacles.filter((told) => !plan.obstacles.includes(told));
  expect(found.sort()).toEqual([
    "loose.out leads to loose without tenant_id",
    "loose_id_key is unique over all tenants (loose)",
    "shared.into_tenant leads from a shared table to facility",
  ]);
});

it("lays every table of tenants beside the first one, and everything else on every server", () => {
  const [whole, parted] = [
    plan.statements.filter((one) => one.includes("create_reference_table")).map(named),
    plan.statements.filter((one) => one.includes("create_distributed_table")),
  ];
  expect(whole).toEqual(expect.arrayContaining(["tenant", "user_account", "emission_factor", "log_leaf", "statement"]));
  expect(parted.map(named)).toEqual(expect.arrayContaining(["organization", "activity_record", "calculation_line"]));
  const [first, ...rest] = parted;
  expect(rest.every((one) => one.endsWith(`, 'tenant_id', colocate_with => '${named(first!)}');`))).toBe(true);
});

it("names a table after those that its keys lead to", () => {
  const order = plan.statements.map(named);
  for (const [table, target] of [
    ["organization", "tenant"],
    ["calculation_piece", "calculation_run"],
    ["ledger_entry", "ledger_transaction"],
    ["statement", "published_report"],
  ] as const) {
    expect(order.indexOf(table), table).toBeGreaterThan(order.indexOf(target));
  }
  expect(new Set(order).size).toBe(order.length);
});
