import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeCompany } from "#tests/support/sample-company.ts";

const MISSING = { code: "23503" };

onEachEngine("the reference of a record", (engine) => {
  const inTenant = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);
  /** Writes to the table directly, which no service does. */
  const add = (tx: TenantTx, actor: Actor, sourceIds: string[], importId: string | null = null) =>
    sql`insert into activity_record (tenant_id, record_id, version, organization_id, emission_source_id, period_start,
        period_end, quantity, unit, entered_quantity, entered_unit, data_quality, import_id, created_by)
      select ${actor.tenantId}::uuid, gen_random_uuid(), 1, ${actor.organizationId}::uuid, id, '2025-01-01', '2025-01-31', 1,
        'kWh', '1', 'kWh', 'measured', ${importId}::uuid, ${actor.userId}
      from unnest(${sourceIds}::uuid[]) as s(id)`.execute(tx);
  const remove = (tx: TenantTx, id: string) => sql`delete from emission_source where id = ${id}::uuid`.execute(tx);
  const count = (actor: Actor) =>
    inTenant(actor, async (tx) => (await tx.selectFrom("activity_record").select("id").execute()).length);

  it("exists in the same tenant: neither a source nor an import of another tenant is accepted", async () => {
    const { actor, sources } = await makeCompany(engine.doors);
    const other = await makeCompany(engine.doors);
    const [good, foreign] = [sources.electricity!.id, other.sources.electricity!.id];
    await expect(inTenant(actor, (tx) => add(tx, actor, [good, good, randomUUID()]))).rejects.toMatchObject(MISSING);
    await expect(inTenant(actor, (tx) => add(tx, actor, [good, foreign]))).rejects.toMatchObject(MISSING);
    await expect(inTenant(actor, (tx) => add(tx, actor, [good], randomUUID()))).rejects.toMatchObject(MISSING);
    expect(await count(actor)).toBe(0);
    await inTenant(actor, (tx) => add(tx, actor, [good, good]));
    expect(await count(actor)).toBe(2);
  });

  it("stays: a referenced source is neither removed nor renumbered, and an unreferenced one can be removed", async () => {
    const { actor, sources } = await makeCompany(engine.doors);
    const [named, idle] = [sources.electricity!.id, sources.gas!.id];
    await inTenant(actor, (tx) => add(tx, actor, [named]));
    await expect(inTenant(actor, (tx) => remove(tx, named))).rejects.toMatchObject(MISSING);
    for (const id of [named, idle]) {
      const renumber = (tx: TenantTx) =>
        sql`update emission_source set id = gen_random_uuid() where id = ${id}::uuid`.execute(tx);
      await expect(inTenant(actor, renumber)).rejects.toMatchObject({ code: "42501" });
    }
    await inTenant(actor, (tx) => remove(tx, idle));
    expect(await count(actor)).toBe(1);
  });

  it("is enforced even if a source is removed at the same moment", async () => {
    if (engine.name === "PGlite") return;
    const { actor, sources } = await makeCompany(engine.doors);
    for (const [first, second] of [
      [
        (tx: TenantTx) => add(tx, actor, [sources.electricity!.id]),
        (tx: TenantTx) => remove(tx, sources.electricity!.id),
      ],
      [(tx: TenantTx) => remove(tx, sources.gas!.id), (tx: TenantTx) => add(tx, actor, [sources.gas!.id])],
    ] as const) {
      const [done, waits] = [makeGate(), makeGate()];
      const one = inTenant(actor, async (tx) => {
        await first(tx);
        done.open();
        await waits.opened;
      });
      await done.opened;
      const other = inTenant(actor, async (tx) => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
        const outcome = second(tx);
        let isOver = false;
        const ends = () => {
          isOver = true;
        };
        outcome.then(ends, ends);
        await untilWaiting(rows[0]!.pid, () => isOver);
        waits.open();
        await outcome;
      });
      await expect(other).rejects.toMatchObject(MISSING);
      await one;
    }
    async function untilWaiting(pid: number, isOver: () => boolean): Promise<void> {
      while (!isOver()) {
        const { rows } = await engine.doors.withSystem((tx) =>
          sql<{
            count: number;
          }>`select count(*)::int as count from pg_locks where pid = ${pid} and not granted`.execute(tx),
        );
        if (rows[0]!.count > 0) return;
      }
    }
  });
});

function makeGate(): { open: () => void; opened: Promise<void> } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}
