import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { postToLedger } from "#app/trade/ledger/ledger.server.ts";
import { inTenant, type TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";

/** The error code of an unbalanced sum. */
const REFUSED = { code: "TT005" };

onEachEngine("checks that wait for the end of a transaction", (engine) => {
  type Who = Awaited<ReturnType<typeof makeTenant>>;

  /** Books a payment. If `isWhole` is false, it has one entry more than it states. */
  async function book(tx: TenantTx, who: Who, isWhole = true): Promise<void> {
    const id = await postToLedger(tx, who, {
      kind: "payment",
      currency: "USD",
      occurredOn: "2026-11-27",
      source: { kind: "payment", id: randomUUID() },
      entries: [
        { account: "bank", debit: 100n },
        { account: "receivable", credit: 100n },
      ],
    });
    if (isWhole) return;
    await tx
      .insertInto("ledger_entry")
      .values({
        tenant_id: who.tenantId,
        transaction_id: id!,
        position: 3,
        account: "bank",
        debit_minor: 1n,
        credit_minor: 0n,
      })
      .execute();
  }
  const count = (who: Who) =>
    engine.doors.withTenant(
      who,
      async (tx) => (await tx.selectFrom("ledger_transaction").select("id").execute()).length,
    );

  it("run as the tenant under any committing role", async () => {
    const who = await makeTenant(engine.doors);
    await engine.doors.withSystem((tx) => inTenant(tx, who, (inside) => book(inside, who)));
    expect(await count(who)).toBe(1);
    await expect(
      engine.doors.withSystem((tx) => inTenant(tx, who, (inside) => book(inside, who, false))),
    ).rejects.toMatchObject(REFUSED);
    expect(await count(who)).toBe(1);
  });

  it("wait in each stay as a tenant until it ends", async () => {
    const [one, other] = [await makeTenant(engine.doors), await makeTenant(engine.doors)];
    await engine.doors.withSystem(async (tx) => {
      await inTenant(tx, one, (inside) => book(inside, one));
      await inTenant(tx, other, (inside) => book(inside, other));
    });
    expect([await count(one), await count(other)]).toEqual([1, 1]);
  });

  it("reject what is not visible when they run", async () => {
    const who = await makeTenant(engine.doors);
    const hidden = engine.doors.withTenant(who, async (tx) => {
      await book(tx, who, false);
      await sql`select set_config('app.tenant_id', '', true)`.execute(tx);
    });
    await expect(hidden).rejects.toMatchObject(REFUSED);
  });
});
