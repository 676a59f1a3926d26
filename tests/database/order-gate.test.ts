import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { openInventory } from "#app/organization/inventory.server.ts";
import { addOrganization } from "#app/organization/organization.server.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { listGateBlockers } from "#app/report/report-gate.server.ts";
import { liftGate } from "#app/trade/order/order.server.ts";
import { holdReports } from "#app/trade/order/order-hold.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { craftedReport } from "#tests/support/crafted-report.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { hotelNights } from "#tests/support/sample-activity.ts";
import { fillCompany, makeCompany, runNow, YEAR } from "#tests/support/sample-company.ts";
import { engageConsultancy } from "#tests/support/sample-engagement.ts";
import { acceptByLink, makeSentQuote, makeService, quoteContent } from "#tests/support/sample-order.ts";
import { makeClient, makeSeller } from "#tests/support/sample-seller.ts";

/** The number of the sample company, as someone could write it differently. */
const SAME_NUMBER = ["91320000SAMPLE002X", "91320000-sample.002x ", "９１３２００００ SAMPLE 002X"];

onEachEngine(
  "the gate of an unpaid order",
  (engine) => {
    const as = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);
    const insertReport = (actor: Actor, runId: string) =>
      as(actor, (tx) => tx.insertInto("report").values(craftedReport(actor, runId)).execute());
    const gatesOf = (actor: Actor, inventoryId: string) =>
      as(actor, async (tx) => (await listGateBlockers(tx, inventoryId)).map(({ code, facts }) => [code, facts.order]));
    const renumber = (actor: Actor, legalId: string) =>
      as(actor, (tx) =>
        tx
          .updateTable("organization")
          .set({ legal_id: legalId, legal_id_kind: "other" })
          .where("id", "=", actor.organizationId)
          .execute(),
      );

    /** A seller with an accepted and unpaid order about the inventory of its own organization. */
    async function makeGated() {
      const { owner } = await makeSeller(engine.doors);
      const { inventory } = await fillCompany(engine.doors, owner);
      const serviceId = await makeService(engine.doors, owner);
      const content = quoteContent(serviceId, { gatesIssue: true, inventoryId: inventory.id, depositPercent: "0" });
      const clientId = await makeClient(engine.doors, owner);
      const { token } = await makeSentQuote(engine.doors, owner, { clientId, content });
      return { owner, inventory, orderId: await acceptByLink(engine.doors, token) };
    }

    /** Another organization of the workspace with the number, facilities and data of the first, and its run. */
    async function makeCopy(owner: Actor) {
      const rules = { consolidationApproach: "operational_control" as const, gwpSet: "AR6" };
      const { id } = await as(owner, (tx) => addOrganization(tx, owner, { nameEn: "Copy", nameZh: "", ...rules }));
      const copy: Actor = { ...owner, organizationId: id };
      const { inventory } = await fillCompany(engine.doors, copy);
      await as(copy, (tx) => saveActivities(tx, copy, YEAR, [hotelNights("3")]));
      return { copy, inventory, runId: await runNow(engine.doors, copy, inventory) };
    }

    it("holds back reports of another organization with the same number, however it is written", async () => {
      const { owner, orderId } = await makeGated();
      const { copy, inventory, runId } = await makeCopy(owner);
      for (const number of SAME_NUMBER) {
        await renumber(copy, number);
        expect(await gatesOf(copy, inventory.id)).toEqual([["order_unpaid", "Q-2026-000001"]]);
        await expect(insertReport(copy, runId)).rejects.toMatchObject({ code: "TT004", message: "order_unpaid" });
      }
      await renumber(copy, "91320000SAMPLE009X");
      expect(await gatesOf(copy, inventory.id)).toEqual([]);
      await renumber(copy, SAME_NUMBER[0]!);
      expect(await as(owner, (tx) => liftGate(tx, owner, orderId, "Agreed"))).toBeNull();
      expect(await gatesOf(copy, inventory.id)).toEqual([]);
    });

    it("is not opened by a new number of the first organization", async () => {
      const { owner } = await makeGated();
      await renumber(owner, "91320000SAMPLE009X");
      const { copy, inventory, runId } = await makeCopy(owner);
      expect(await gatesOf(copy, inventory.id)).toEqual([["order_unpaid", "Q-2026-000001"]]);
      await expect(insertReport(copy, runId)).rejects.toMatchObject({ message: "order_unpaid" });
      await as(owner, (tx) =>
        tx
          .updateTable("organization")
          .set({ legal_id: "", legal_id_kind: "" })
          .where("id", "=", owner.organizationId)
          .execute(),
      );
      expect(await gatesOf(copy, inventory.id)).toHaveLength(1);
    });

    it("holds back other inventories of the organization only if their periods overlap", async () => {
      const { owner } = await makeGated();
      const open = (start: string, end: string) => as(owner, (tx) => openInventory(tx, owner, { start, end }));
      const shorter = await open(YEAR.start, `${YEAR.end.slice(0, 8)}30`);
      expect(await gatesOf(owner, shorter.id)).toHaveLength(1);
      expect(await gatesOf(owner, (await open("2023-01-01", "2023-12-31")).id)).toEqual([]);
    });

    it("does not join organizations without a number", async () => {
      const { owner } = await makeGated();
      const { copy, inventory } = await makeCopy(owner);
      for (const actor of [owner, copy]) {
        await as(actor, (tx) =>
          tx
            .updateTable("organization")
            .set({ legal_id: "", legal_id_kind: "" })
            .where("id", "=", actor.organizationId)
            .execute(),
        );
      }
      expect(await gatesOf(copy, inventory.id)).toEqual([]);
    });

    it("is not passed by a second organization of a company that agreed to a hold", async () => {
      const { actor: company, inventory: held } = await makeCompany(engine.doors);
      const { owner } = await makeSeller(engine.doors);
      const engagementId = await engageConsultancy(engine.doors, company, owner, { mayHold: true });
      const content = quoteContent(await makeService(engine.doors, owner), { depositPercent: "0" });
      const clientId = await makeClient(engine.doors, owner);
      const { token } = await makeSentQuote(engine.doors, owner, { clientId, content });
      const orderId = await acceptByLink(engine.doors, token);
      const hold = { orderId, engagementId, inventoryId: held.id };
      await engine.doors.withSystem((tx) => holdReports(tx, owner, hold));
      const { copy, inventory, runId } = await makeCopy(company);
      expect(await gatesOf(copy, inventory.id)).toEqual([["order_hold", "Q-2026-000001"]]);
      await expect(insertReport(copy, runId)).rejects.toMatchObject({ code: "TT004", message: "order_hold" });
    });
  },
  "factor library",
);
