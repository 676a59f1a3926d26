import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { sql } from "kysely";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { checkCounts } from "#app/ops/fsck/check-counts.server.ts";
import { beginInspection } from "#app/ops/fsck/inspection.ts";
import { listActivities, saveActivities } from "#app/records/activity.server.ts";
import { approveRecords, returnRecords, submitRecords } from "#app/records/activity-review.server.ts";
import { importAtOnce } from "#app/records/import/import-at-once.server.ts";
import { undoImport } from "#app/records/import/undo-import.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { incoming, makeImportRoom } from "#tests/support/import-file.ts";
import { addColleague } from "#tests/support/make-tenant.ts";
import { makeCompany, YEAR } from "#tests/support/sample-company.ts";

const SOURCES = [
  { source: "Electricity", unit: "kWh" },
  { source: "Natural gas", unit: "Nm3" },
] as const;
const ENTRY = fc.record({
  of: fc.constantFrom(...SOURCES),
  month: fc.constantFrom("2025-01", "2025-02", "2025-01-05"),
  dataQuality: fc.constantFrom("measured" as const, "calculated" as const),
  quantity: fc.integer({ min: 1, max: 900 }),
});
type Figure = typeof ENTRY extends fc.Arbitrary<infer T> ? T : never;
/** `at` is the index of an existing record. */
const ACT = fc.oneof(
  fc.record({ act: fc.constant("add" as const), figures: fc.array(ENTRY, { minLength: 1, maxLength: 4 }) }),
  fc.record({ act: fc.constant("correct" as const), at: fc.nat(20), figure: ENTRY }),
  fc.record({ act: fc.constantFrom("delete" as const, "submit" as const, "approve" as const), at: fc.nat(20) }),
  fc.record({ act: fc.constant("return" as const), at: fc.nat(20) }),
  fc.record({ act: fc.constant("import" as const), figures: fc.array(ENTRY, { minLength: 1, maxLength: 4 }) }),
  fc.record({ act: fc.constant("undo" as const), at: fc.nat(20) }),
);
type Act = typeof ACT extends fc.Arbitrary<infer T> ? T : never;

const FIGURE: Figure = { of: SOURCES[0], month: "2025-01", dataQuality: "measured", quantity: 7 };
/** Each state change of a record once, and corrections within its group and out of it. */
const EACH_ACT: Act[] = [
  { act: "add", figures: [FIGURE, { ...FIGURE, month: "2025-02", quantity: 8 }] },
  { act: "correct", at: 0, figure: { ...FIGURE, quantity: 9 } },
  { act: "submit", at: 0 },
  { act: "return", at: 0 },
  { act: "correct", at: 0, figure: { ...FIGURE, month: "2025-01-05" } },
  { act: "submit", at: 1 },
  { act: "approve", at: 1 },
  { act: "import", figures: [FIGURE, { ...FIGURE, of: SOURCES[1] }] },
  { act: "undo", at: 0 },
  { act: "delete", at: 0 },
];

onEachEngine("the stored counts of records", (engine) => {
  const room = makeImportRoom();
  type Tx = Parameters<Parameters<typeof engine.doors.withTenant>[1]>[0];
  const inTenant = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => engine.doors.withTenant(actor, work);
  const entryOf = ({ of, month, dataQuality, quantity }: Figure) => ({
    ...EMPTY_ENTRY,
    facility: "Plant A",
    ...of,
    period: month,
    dataQuality,
    quantity: String(quantity),
  });
  const addOf = (figure: Figure) => ({ kind: "add" as const, recordId: randomUUID(), entry: entryOf(figure) });

  async function faultsOf(actor: Actor): Promise<string[]> {
    const inspection = beginInspection();
    await inTenant(actor, (tx) => checkCounts(tx, actor.tenantId, inspection));
    return inspection.faults.map(({ row, fault }) => `${row}: ${fault}`);
  }
  const countKept = async (actor: Actor) =>
    (
      await inTenant(actor, (tx) =>
        sql<{
          n: number;
          of: number;
        }>`select coalesce(sum(records), 0)::int as n, count(*)::int as of from activity_count`.execute(tx),
      )
    ).rows[0]!;

  async function perform(act: Act, actor: Actor, second: Actor, state: { imports: string[]; inventoryId: string }) {
    const records = await inTenant(actor, (tx) => listActivities(tx, actor.organizationId, YEAR));
    const chosen = "at" in act && records.length > 0 ? records[act.at % records.length]! : null;
    if (act.act === "add") {
      return inTenant(actor, (tx) => saveActivities(tx, actor, YEAR, act.figures.map(addOf)));
    }
    if (act.act === "import") {
      const rows = act.figures.map(({ of, month, quantity }) => `Plant A,${of.source},${month},${quantity},${of.unit}`);
      const content = ["facility,source,period,quantity,unit", ...rows, ""].join("\r\n");
      const done = await importAtOnce(engine.doors, actor, room, {
        file: incoming(content, `${randomUUID()}.csv`),
        inventoryId: state.inventoryId,
      });
      return done.ok && state.imports.push(done.importId);
    }
    if (act.act === "undo") {
      const importId = state.imports.pop();
      return (
        importId && inTenant(actor, (tx) => undoImport(tx, actor, importId, { corrected: "keep" })).catch(() => {})
      );
    }
    if (!chosen) return;
    const { recordId, version } = chosen;
    if (act.act === "submit") return inTenant(actor, (tx) => submitRecords(tx, actor, [recordId]));
    if (act.act === "approve") return inTenant(second, (tx) => approveRecords(tx, second, [recordId]));
    if (act.act === "return")
      return inTenant(second, (tx) => returnRecords(tx, second, [recordId], "Attach the bill."));
    const change =
      act.act === "correct"
        ? { kind: "correct" as const, recordId, version, entry: entryOf(act.figure) }
        : { kind: "delete" as const, recordId, version, reason: "entered twice" };
    return inTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [change])).catch(() => {});
  }

  it("equal a recount after records are added, corrected, deleted, reviewed, imported and undone", async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(ACT, { minLength: 5, maxLength: 9 }), async (acts) => {
        const { actor, inventory } = await makeCompany(engine.doors);
        const second = await addColleague(engine.doors, actor, "reviewer");
        const state = { imports: [], inventoryId: inventory.id };
        for (const act of acts) {
          await perform(act, actor, second, state);
          seen.add(act.act);
          expect(await faultsOf(actor)).toEqual([]);
        }
        const records = await inTenant(actor, (tx) => listActivities(tx, actor.organizationId, YEAR));
        expect((await countKept(actor)).n).toBe(records.length);
      }),
      { numRuns: 4, seed: 18, examples: [[EACH_ACT]] },
    );
    expect([...seen].sort()).toEqual(["add", "approve", "correct", "delete", "import", "return", "submit", "undo"]);
  });

  it("are summed when transactions write the same group at once, without waiting", async () => {
    const { actor } = await makeCompany(engine.doors);
    const save = (tx: Tx) => saveActivities(tx, actor, YEAR, [addOf(FIGURE)]);
    await inTenant(actor, save);
    if (engine.name === "PGlite") return;
    // Four transactions that all end after the last of them has written.
    let written = 0;
    let release = () => {};
    const all = new Promise<void>((resolve) => {
      release = resolve;
    });
    await Promise.all(
      [1, 2, 3, 4].map(() =>
        inTenant(actor, async (tx) => {
          await sql`insert into activity_record (tenant_id, organization_id, record_id, version, emission_source_id, period_start,
              period_end, quantity, unit, entered_quantity, entered_unit, data_quality, created_by)
            select tenant_id, organization_id, gen_random_uuid(), 1, emission_source_id, period_start, period_end, quantity, unit,
              entered_quantity, entered_unit, data_quality, created_by from activity_record limit 1`.execute(tx);
          written += 1;
          if (written === 4) release();
          await all;
        }),
      ),
    );
    expect(await faultsOf(actor)).toEqual([]);
    expect((await countKept(actor)).n).toBe(5);
    await inTenant(actor, save);
    expect(await countKept(actor)).toEqual({ n: 6, of: 1 });
  });

  it("are reported by fsck if they are wrong or missing", async () => {
    const { actor } = await makeCompany(engine.doors);
    await inTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [addOf(FIGURE)]));
    await inTenant(actor, (tx) => sql`update activity_count set records = 3`.execute(tx));
    expect(await faultsOf(actor)).toEqual([expect.stringContaining("3 records are kept, and there are 1")]);
    await inTenant(actor, (tx) => sql`delete from activity_count`.execute(tx));
    expect(await faultsOf(actor)).toEqual([expect.stringContaining("0 records are kept, and there are 1")]);
  });
});
