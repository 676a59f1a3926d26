import { join } from "node:path";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { type CommandResult, truetonne } from "#tests/support/command-line.ts";
import { makeDataFolder } from "#tests/support/data-folder.ts";
import { asOwner } from "#tests/support/owner.ts";

/** Every answer is of one installation in which the command ran twice. */
describe("truetonne sample", () => {
  let settings: { DATA_DIR: string };
  let first: CommandResult;
  let again: CommandResult;
  beforeAll(async () => {
    settings = { DATA_DIR: await makeDataFolder() };
    first = await truetonne(["sample"], settings);
    again = await truetonne(["sample"], settings);
  });

  const ask = async <T>(query: string): Promise<T[]> =>
    asOwner(`file:${join(settings.DATA_DIR, "database")}`, async (db) => (await sql.raw<T>(query).execute(db)).rows);

  it("changes nothing the second time", async () => {
    expect(first).toMatchObject({ code: 0, err: "" });
    const found = first.out.split("\n").slice(-3).join("\n");
    expect(found).toMatch(/^organization [0-9a-f-]{36}\nreport \S+\n$/);
    expect(again).toEqual({ code: 0, out: found, err: "" });
    const counts = await ask(`select (select count(*)::int from tenant) as tenants,
      (select count(*)::int from organization) as organizations, (select count(*)::int from trade_order) as orders,
      (select count(*)::int from assurance_statement) as statements, (select count(*)::int from report) as reports`);
    expect(counts).toEqual([{ tenants: 3, organizations: 1, orders: 1, statements: 1, reports: 2 }]);
  });

  it("has two years of records, each with a file and approved by another person than its author", async () => {
    const years = await ask(`select extract(year from r.period_start)::int as year, count(*)::int as records,
        count(*) filter (where s.state = 'approved' and s.created_by <> r.created_by)::int as approved,
        count(*) filter (where exists (select from evidence_attachment a where a.record_id = r.record_id))::int as filed
      from current_activity_record r
        left join activity_state s on s.record_id = r.record_id and s.version = r.version
      group by 1 order by 1`);
    expect(years).toEqual([2024, 2025].map((year) => ({ year, records: 324, approved: 324, filed: 324 })));
  });

  it("has a base year that differs from the later one, both with a report", async () => {
    const reports = await ask<{ year: number; isBase: boolean; tonnes: number }>(
      `select extract(year from i.period_start)::int as year, round(c.co2e_kg::numeric / 1000)::int as tonnes,
        exists (select from base_year_policy b where b.run_id = c.id) as "isBase"
      from report p join calculation_run c on c.id = p.run_id join inventory i on i.id = c.inventory_id
      order by 1`,
    );
    expect(reports).toMatchObject([
      { year: 2024, isBase: true },
      { year: 2025, isBase: false },
    ]);
    expect(reports[0]!.tonnes).toBeGreaterThan(reports[1]!.tonnes);
  });

  it("has an absolute and an intensity target from the base year, with measures", async () => {
    const targets = await ask(`select kind, base_year as "baseYear",
        (select count(*)::int from measure m where m.target_id = v.target_id) as measures
      from target_version v order by kind`);
    expect(targets).toEqual([
      { kind: "absolute", baseYear: 2024, measures: 2 },
      { kind: "intensity", baseYear: 2024, measures: 0 },
    ]);
  });

  it("has a confirmed statement whose body and register name themselves a sample", async () => {
    const [statement] = await ask(`select s.opinion, s.entered_by, s.identity_kind, s.verifier_name, s.identity_value,
        exists (select from published_assurance p where p.record_sha256 = s.record_sha256) as published
      from assurance_statement s`);
    expect(statement).toEqual({
      opinion: "unmodified",
      entered_by: "verifier",
      identity_kind: "registration",
      verifier_name: expect.stringContaining("Sample"),
      identity_value: expect.stringContaining("sample"),
      published: true,
    });
  });

  it("has an order of its consultancy, from the quote to its paid invoices", async () => {
    const orders = await ask(`select array_agg(s.state order by s.step) as states,
        (select sum(i.total_minor)::text from invoice i) as invoiced, (select sum(p.amount_minor)::text from payment p) as paid
      from trade_order_step s`);
    expect(orders).toMatchObject([
      {
        states: [
          ...["accepted", "deposit_invoiced", "deposit_paid", "in_work"],
          ...["draft_delivered", "balance_invoiced", "balance_paid", "released"],
        ],
      },
    ]);
    const [{ invoiced, paid }] = orders as [{ invoiced: string; paid: string }];
    expect(paid).toBe(invoiced);
  });

  it("names itself a sample in every workspace, and no one can sign in to it", async () => {
    const names = await ask<{ name: string }>("select name from tenant");
    for (const { name } of names) expect(name).toContain("Sample");
    expect(await ask("select is_sample from organization")).toEqual([{ is_sample: true }]);
    expect(await ask("select 1 from credential")).toEqual([]);
  });
});
