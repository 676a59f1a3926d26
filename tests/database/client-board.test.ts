import { expect, it } from "vitest";
import { revokeEngagement } from "#app/access/engagement.server.ts";
import { addOrganization } from "#app/organization/organization.server.ts";
import { listActivities, saveActivities } from "#app/records/activity.server.ts";
import { submitRecords } from "#app/records/activity-review.server.ts";
import { makeDataRequest } from "#app/requests/data-request.server.ts";
import { addTask } from "#app/review/task.server.ts";
import { readBoard } from "#app/trade/client/client-board.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { addColleague, makeTenant } from "#tests/support/make-tenant.ts";
import { hotelNights } from "#tests/support/sample-assurance.ts";
import { fillCompany, makeCompany, runNow, YEAR } from "#tests/support/sample-company.ts";
import { dayFromNow, engageConsultancy } from "#tests/support/sample-engagement.ts";
import { acceptByLink, makeSentQuote, makeService, ORDER_NOW, quoteContent } from "#tests/support/sample-order.ts";
import { makeClient, makeSeller } from "#tests/support/sample-seller.ts";

/** More clients than are read in parallel. Set BOARD_COMPANIES=200 to measure a large consultancy. */
const COMPANIES = Number(process.env.BOARD_COMPANIES ?? 20);

onEachEngine(
  "the clients board",
  (engine) => {
    it("shows own and engaged clients with their progress and next actions", async () => {
      // Computed once, because the day may change during the test.
      const [until, due] = [dayFromNow(20), dayFromNow(3)];
      const consultancy = await makeTenant(engine.doors, "Sample Consultancy");
      const { actor, inventory, sources } = await makeCompany(engine.doors);
      const stranger = await makeCompany(engine.doors);
      const engagementId = await engageConsultancy(engine.doors, actor, consultancy, { endsOn: until });
      const boardOf = async (who = consultancy) => {
        const { clients } = await readBoard(engine.doors, who);
        return new Map(clients.map((client) => [client.organizationId, client]));
      };
      const first = await boardOf();
      expect([...first.keys()].sort()).toEqual([consultancy.organizationId, actor.organizationId].sort());
      expect(first.has(stranger.actor.organizationId)).toBe(false);
      expect(first.get(consultancy.organizationId)).toMatchObject({ engagedUntil: null, period: null, next: null });
      expect(first.get(actor.organizationId)).toMatchObject({
        stage: "collecting",
        engagedUntil: until,
        period: YEAR,
        next: until,
      });
      await engine.doors.withTenant(actor, async (tx) => {
        const cells = [{ sourceId: sources.gas!.id, month: "2025-03" }];
        await addTask(tx, actor, { ownerId: actor.userId, dueOn: due, note: "", cells });
        await makeDataRequest(tx, actor, {
          inventoryId: inventory.id,
          months: ["2025-01"],
          items: [{ sourceId: sources.gas!.id, unit: "Nm3", isEvidenceRequired: false }],
          recipientName: "Li Sample",
          recipientEmail: "li@sample.example",
          locale: "zh",
          message: "",
          expiresAt: new Date(Date.now() + 5 * 86_400_000),
        });
        await saveActivities(tx, actor, YEAR, [hotelNights("3")]);
        const [record] = await listActivities(tx, actor.organizationId, YEAR);
        await submitRecords(tx, actor, [record!.recordId]);
      });
      expect((await boardOf()).get(actor.organizationId)).toMatchObject({
        stage: "review",
        toReview: 1,
        tasks: { count: 1, dueOn: due, owner: "Sample Person" },
        requests: { count: 1, recipient: "Li Sample" },
        next: due,
      });
      await engine.doors.withTenant(actor, (tx) =>
        revokeEngagement(tx, actor, { engagementId, reason: "The work is done.", by: "company" }),
      );
      expect((await boardOf()).has(actor.organizationId)).toBe(false);
    });

    it("shows calculated results, and nothing of a company whose grant excludes the user", async () => {
      const consultancy = await makeTenant(engine.doors, "Sample Consultancy");
      const { actor, inventory } = await makeCompany(engine.doors);
      await engine.doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights("3")]));
      await runNow(engine.doors, actor, inventory);
      await engageConsultancy(engine.doors, actor, consultancy, { people: ["somebody@else.example"] });
      expect((await readBoard(engine.doors, consultancy)).clients).toHaveLength(1);
      await engageConsultancy(engine.doors, actor, consultancy);
      const colleague = await addColleague(engine.doors, consultancy, "viewer");
      const { clients } = await readBoard(engine.doors, colleague);
      expect(clients.find(({ organizationId }) => organizationId === actor.organizationId)?.stage).toBe("draft");
    });

    it("shows the open order of its own clients and the expiry of open quotes", async () => {
      const { owner } = await makeSeller(engine.doors);
      const { inventory } = await fillCompany(engine.doors, owner);
      const clientId = await makeClient(engine.doors, owner);
      const serviceId = await makeService(engine.doors, owner);
      const about = quoteContent(serviceId, { inventoryId: inventory.id, gatesIssue: true });
      const ofClient = async (now = ORDER_NOW) =>
        (await readBoard(engine.doors, owner, now)).clients.find((one) => one.organizationId === owner.organizationId)!;
      expect((await ofClient()).trade).toEqual({ order: null, quote: null });
      const { quoteId, token } = await makeSentQuote(engine.doors, owner, { clientId, content: about });
      const open = await ofClient();
      expect(open.trade).toEqual({
        order: null,
        quote: { id: quoteId, number: "Q-2026-000001", validUntil: about.validUntil },
      });
      expect(open.next).toBe(about.validUntil);
      expect((await ofClient(new Date(Date.parse(about.validUntil) + 2 * 86_400_000))).trade.quote).toBeNull();
      const orderId = await acceptByLink(engine.doors, token);
      const agreed = await ofClient();
      expect(agreed).toMatchObject({
        next: null,
        trade: {
          order: { id: orderId, number: "Q-2026-000001", state: "accepted", waits: { on: "seller", for: "invoice" } },
          quote: null,
        },
      });
    });

    it("reads many engaged companies in one request", async () => {
      const consultancy = await makeTenant(engine.doors, "Sample Consultancy");
      for (let n = 0; n < COMPANIES; n += 1) {
        await engageConsultancy(engine.doors, await makeTenant(engine.doors, `Company ${n}`), consultancy);
      }
      const begun = performance.now();
      expect((await readBoard(engine.doors, consultancy)).clients).toHaveLength(COMPANIES + 1);
      console.info(`${COMPANIES} companies on ${engine.name}: ${Math.round(performance.now() - begun)} ms`);
    });

    it("reads 200 clients in one request", async () => {
      const consultancy = await makeTenant(engine.doors, "Sample Consultancy");
      await engine.doors.withTenant(consultancy, async (tx) => {
        for (let n = 1; n < 200; n += 1) {
          const rules = { consolidationApproach: "operational_control", gwpSet: "AR6" } as const;
          await addOrganization(tx, consultancy, { nameEn: `Client ${n}`, nameZh: `客户${n}`, ...rules });
        }
      });
      const begun = performance.now();
      expect((await readBoard(engine.doors, consultancy)).clients).toHaveLength(200);
      console.info(`200 clients on ${engine.name}: ${Math.round(performance.now() - begun)} ms`);
    });
  },
  "factor library",
);
