import { type RawBuilder, sql } from "kysely";
import { expect, it } from "vitest";
import { checkMoney } from "#app/ops/fsck/check-money.server.ts";
import { checkNumbering } from "#app/ops/fsck/check-numbering.server.ts";
import { beginInspection } from "#app/ops/fsck/inspection.ts";
import { creditInvoice } from "#app/trade/invoice/credit-note.server.ts";
import { raiseInvoice } from "#app/trade/invoice/invoice.server.ts";
import { openDoors } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { asOwner } from "#tests/support/owner.ts";
import { PLANTED_MONEY } from "#tests/support/planted-faults.ts";
import { makeClient, makeSeller } from "#tests/support/sample-seller.ts";

onEachEngine("fsck of money", (engine) => {
  it("names each row that an owner of the database changed", async () => {
    const { owner } = await makeSeller(engine.doors);
    const clientId = await makeClient(engine.doors, owner);
    const line = { descriptionEn: "Report", descriptionZh: "报告", quantity: "1", unit: "", taxPercent: "0" };
    const exchange = { rate: "7.1", source: "Sample Bank", on: "2026-11-26" };
    const now = new Date("2026-11-27T02:00:00Z");
    for (const isCredited of [true, false]) {
      await engine.doors.withTenant(owner, async (tx) => {
        const lines = [{ ...line, unitPriceMinor: 480_000n }];
        const input = {
          clientId,
          kind: "full" as const,
          currency: "USD",
          lines,
          taxRuleId: "cn-export-exempt",
          exchange,
        };
        const made = await raiseInvoice(tx, owner, input, now);
        if (!made.ok) throw new Error(JSON.stringify(made.fault));
        const request = { invoiceId: made.invoiceId, amountMinor: 100n, reason: "Agreed", now };
        if (isCredited) await creditInvoice(tx, owner, request);
      });
    }
    const check = async () => {
      const inspection = beginInspection();
      await engine.doors.withTenant(owner, async (tx) => {
        await checkMoney(tx, owner.tenantId, inspection);
        await checkNumbering(tx, owner.tenantId, inspection);
      });
      return inspection.faults.map(({ row, fault }) => `${row}: ${fault}`);
    };
    const make = async (table: string, change: RawBuilder<unknown>) => {
      await engine.doors.close();
      await asOwner(engine.ownerUrl, async (db) => {
        // The trigger that checks versions would refuse the corrupted version.
        if (table === "tax_note")
          await sql`alter table tax_note drop constraint if exists tax_note_follows`.execute(db);
        await sql`alter table ${sql.table(table)} disable trigger user`.execute(db);
        await change.execute(db);
        await sql`alter table ${sql.table(table)} enable trigger user`.execute(db);
      });
      engine.doors = await openDoors(engine.url);
    };
    expect(await check()).toEqual([]);
    for (const [table, change, undo, fault] of PLANTED_MONEY) {
      await make(table, change);
      const found = await check();
      expect([table, found.some((one) => fault.test(one))]).toEqual([table, true]);
      await make(table, undo);
    }
    expect(await check()).toEqual([]);
  });
});
