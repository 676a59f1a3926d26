import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { beginTrial, beginTrials, listEntitlements } from "#app/access/entitlement.server.ts";
import { acceptInvitation, findInvitation, inviteMember, revokeInvitation } from "#app/access/invitation.server.ts";
import { createTenant, removeMember } from "#app/access/membership.server.ts";
import { daysAfter, LIMIT_KINDS, PLANS, TRIAL_DAYS } from "#app/access/plan.ts";
import { asPlanRefusal } from "#app/access/plan-refusal.ts";
import { planNotice, readPlanStanding, refuseLapsed } from "#app/access/plan-standing.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { addOrganization } from "#app/organization/organization.server.ts";
import { grantPlan } from "#app/plan/plan-grant.server.ts";
import { countUsage, listPlanHolders } from "#app/plan/plan-holder.server.ts";
import { readUsage } from "#app/plan/plan-usage.server.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { addColleague, makeTenant } from "#tests/support/make-tenant.ts";
import { patiently } from "#tests/support/patiently.ts";
import { grant, makeOperator, OPERATOR_ID } from "#tests/support/plans.ts";
import { hotelNights } from "#tests/support/sample-activity.ts";
import { fillCompany, YEAR } from "#tests/support/sample-company.ts";

const RULES = { consolidationApproach: "operational_control", gwpSet: "AR6" } as const;
const organization = () => ({ nameEn: `Works ${randomUUID().slice(0, 8)}`, nameZh: "", ...RULES });

onEachEngine(
  "a plan",
  (engine) => {
    const inTenant = <T>(actor: Actor, work: Parameters<typeof engine.doors.withTenant<T>>[1]) =>
      engine.doors.withTenant(actor, work);
    const usage = (actor: Actor) => inTenant(actor, (tx) => readUsage(tx, actor.tenantId));
    const standing = (actor: Actor, now?: Date) => inTenant(actor, (tx) => readPlanStanding(tx, actor.tenantId, now));
    const add = (actor: Actor) => inTenant(actor, (tx) => addOrganization(tx, actor, organization()));
    const save = (actor: Actor, changes: Parameters<typeof saveActivities>[3]) =>
      inTenant(actor, (tx) => saveActivities(tx, actor, YEAR, changes));
    const entry = (quantity: string) => hotelNights(quantity).entry;
    const record = (recordId: string = randomUUID()) => ({ kind: "add", recordId, entry: entry("1") }) as const;

    /** The refusal, as shown by pages and the API. */
    async function refusalOf(work: Promise<unknown>): Promise<Record<string, unknown>> {
      const error = await work.then(
        () => null,
        (thrown: unknown) => thrown,
      );
      const refusal = error instanceof AppError ? error : asPlanRefusal(error);
      if (refusal?.code !== "payment_required") throw new Error(`not refused by the plan: ${error}`);
      return refusal.details;
    }

    beforeAll(async () => {
      await makeOperator(engine.doors);
    });

    describe("its limits", () => {
      it("limits organizations and reports the limit, the usage and the request", async () => {
        const actor = await makeTenant(engine.doors);
        await grant(engine.doors, actor.tenantId, { limits: { organizations: 2 } });
        await add(actor);
        expect(await refusalOf(add(actor))).toEqual({
          reason: "plan_limit",
          kind: "organizations",
          tenantId: actor.tenantId,
          plan: "company",
          limit: 2,
          used: 2,
          more: 1,
        });
        expect((await usage(actor)).organizations).toBe(2);
      });

      it("counts each person and open invitation once as a seat", async () => {
        const actor = await makeTenant(engine.doors);
        await addColleague(engine.doors, actor, "editor");
        await grant(engine.doors, actor.tenantId, { limits: { seats: 3 } });
        const guest = { email: `${randomUUID()}@sample.example`, userId: randomUUID() };
        const invite = (email: string) => inTenant(actor, (tx) => inviteMember(tx, actor, { email, role: "viewer" }));
        const made = await invite(guest.email);
        if ("fault" in made) throw new Error(made.fault);
        expect((await usage(actor)).seats).toBe(3);
        expect(await refusalOf(invite("other@sample.example"))).toMatchObject({ kind: "seats", limit: 3, used: 3 });
        // Inviting the same address again takes no further seat.
        const again = await invite(guest.email);
        if ("fault" in again) throw new Error(again.fault);
        await engine.doors.accounts
          .insertInto("user_account")
          .values({
            id: guest.userId,
            name: "Guest",
            email: guest.email,
            email_verified: true,
            locale: "en",
            two_factor_enabled: false,
          })
          .execute();
        const found = await engine.doors.withSystem((tx) => findInvitation(tx, again.token));
        const joining = { tenantId: actor.tenantId, userId: guest.userId, source: "page" as const };
        await engine.doors.withTenant(joining, (tx) =>
          acceptInvitation(tx, joining, { invitationId: found!.id, email: guest.email }),
        );
        expect((await usage(actor)).seats).toBe(3);
        const member = await inTenant(actor, (tx) =>
          tx.selectFrom("membership").select("id").where("user_id", "=", guest.userId).executeTakeFirstOrThrow(),
        );
        await inTenant(actor, (tx) => removeMember(tx, actor, member.id));
        const last = await invite("other@sample.example");
        if ("fault" in last) throw new Error(last.fault);
        await inTenant(actor, (tx) => revokeInvitation(tx, actor, last.invitation.id));
        expect((await usage(actor)).seats).toBe(2);
      });

      it("counts current records: corrected ones once, deleted ones not, restored ones again", async () => {
        const { actor } = await fillCompany(engine.doors, await makeTenant(engine.doors));
        await grant(engine.doors, actor.tenantId, { limits: { records: 2 } });
        const [one, two] = [randomUUID(), randomUUID()];
        expect(await save(actor, [record(one), record(two)])).toMatchObject({ ok: true });
        expect(await refusalOf(save(actor, [record()]))).toMatchObject({ kind: "records", used: 2, more: 1 });
        const correct = { kind: "correct", recordId: one, version: 1, entry: entry("9") } as const;
        expect(await save(actor, [correct])).toMatchObject({ ok: true });
        expect((await usage(actor)).records).toBe(2);
        const remove = { kind: "delete", recordId: two, version: 1, reason: "Entered twice" } as const;
        await save(actor, [remove]);
        expect((await usage(actor)).records).toBe(1);
        expect(await save(actor, [record()])).toMatchObject({ ok: true });
        const restore = { kind: "restore", recordId: two, version: 2, entry: entry("1") } as const;
        expect(await refusalOf(save(actor, [restore]))).toMatchObject({ kind: "records", used: 2, more: 1 });
      });

      it("blocks only additions when a smaller plan is exceeded, and deletes nothing", async () => {
        const { actor } = await fillCompany(engine.doors, await makeTenant(engine.doors));
        await grant(engine.doors, actor.tenantId, { limits: {} });
        const ids = [randomUUID(), randomUUID(), randomUUID()];
        await save(
          actor,
          ids.map((id) => record(id)),
        );
        await grant(engine.doors, actor.tenantId, { plan: "trial", limits: { records: 1 } });
        expect(await usage(actor)).toMatchObject({ records: 3 });
        expect(await refusalOf(save(actor, [record()]))).toMatchObject({ limit: 1, used: 3, more: 1 });
        const change = { kind: "correct", recordId: ids[0]!, version: 1, entry: entry("5") } as const;
        expect(await save(actor, [change])).toMatchObject({ ok: true });
      });

      it("gives the last place to one of 50 concurrent requests", async () => {
        const { actor } = await fillCompany(engine.doors, await makeTenant(engine.doors));
        await grant(engine.doors, actor.tenantId, { limits: { organizations: 3, records: 5, seats: 4 } });
        const fifty = async (work: (index: number) => Promise<unknown>) => {
          const ended = await Promise.allSettled(
            Array.from({ length: 50 }, (_, index) => patiently(() => work(index))),
          );
          const refused = ended.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
          expect(refused.filter((error) => asPlanRefusal(error)?.details.reason !== "plan_limit")).toEqual([]);
          return ended.length - refused.length;
        };
        const other = { ...actor, organizationId: (await add(actor)).id };
        expect(await fifty(() => add(actor))).toBe(1);
        expect(
          await fifty((index) =>
            inTenant(actor, (tx) => inviteMember(tx, actor, { email: `p${index}@sample.example`, role: "viewer" })),
          ),
        ).toBe(3);
        // The two organizations use different locks, but share the tenant's plan.
        await fillCompany(engine.doors, other);
        expect(await fifty((index) => save(index % 2 === 0 ? actor : other, [record()]))).toBe(5);
        expect(await usage(actor)).toMatchObject({ organizations: 3, seats: 4, records: 5 });
      });

      it("does not limit the operator's own tenant", async () => {
        const author = { tenantId: OPERATOR_ID, userId: "operator", source: "page" as const };
        const made = await engine.doors.withTenant(author, async (tx) => {
          for (let count = 0; count < 4; count += 1) await addOrganization(tx, author, organization());
          return readPlanStanding(tx, OPERATOR_ID);
        });
        expect(made).toEqual({ kind: "open", isOperator: true });
      });
    });

    describe("its period", () => {
      it("starts with one trial, with the limits of that day", async () => {
        const actor = await makeTenant(engine.doors);
        const now = new Date("2026-03-01T10:00:00.000Z");
        await inTenant(actor, (tx) => beginTrial(tx, actor, now));
        await inTenant(actor, (tx) => beginTrial(tx, actor, daysAfter(now, 400)));
        await beginTrials(engine.doors);
        const all = await inTenant(actor, listEntitlements);
        expect(all).toMatchObject([{ number: 1, plan: "trial", source: "trial", limits: PLANS.trial.limits }]);
        expect(all[0]!.endsAt).toEqual(daysAfter(now, TRIAL_DAYS));
        const trail = await inTenant(actor, (tx) =>
          tx.selectFrom("audit_trail").select("action").where("action", "like", "plan.%").execute(),
        );
        expect(trail).toEqual([{ action: "plan.granted" }]);
      });

      it("starts for tenants that existed before plans were sold", async () => {
        const actor = await makeTenant(engine.doors);
        expect(await standing(actor)).toEqual({ kind: "lapsed", entitlement: null });
        await beginTrials(engine.doors);
        expect(await standing(actor)).toMatchObject({ kind: "running", entitlement: { plan: "trial" } });
      });

      it("is active, has seven days of grace and lapses to the millisecond", async () => {
        const actor = await makeTenant(engine.doors);
        const start = new Date("2026-03-01T00:00:00.000Z");
        await inTenant(actor, (tx) => beginTrial(tx, actor, start));
        const end = daysAfter(start, TRIAL_DAYS);
        const at = (moment: Date, shift = 0) => standing(actor, new Date(moment.getTime() + shift));
        const kinds = async (moments: Promise<{ kind: string }>[]) =>
          (await Promise.all(moments)).map(({ kind }) => kind);
        expect(await kinds([at(start, -1), at(start), at(end, -1)])).toEqual(["lapsed", "running", "running"]);
        expect(await kinds([at(end), at(daysAfter(end, 7), -1), at(daysAfter(end, 7))])).toEqual([
          "grace",
          "grace",
          "lapsed",
        ]);
        const ask = (now: Date) => inTenant(actor, (tx) => refuseLapsed(tx, actor.tenantId, { now }));
        await ask(daysAfter(end, 6));
        expect(await refusalOf(ask(daysAfter(end, 7)))).toEqual({
          reason: "plan_lapsed",
          tenantId: actor.tenantId,
          endedOn: end.toISOString().slice(0, 10),
        });
      });

      it("is announced 14 days before its end, during grace and afterwards", async () => {
        const actor = await makeTenant(engine.doors);
        const start = new Date("2026-03-01T00:00:00.000Z");
        await inTenant(actor, (tx) => beginTrial(tx, actor, start));
        const end = daysAfter(start, TRIAL_DAYS);
        const told = async (days: number) => {
          const now = daysAfter(end, days);
          const notice = planNotice(await standing(actor, now), now);
          return notice && [notice.kind, notice.days];
        };
        expect(await told(-15)).toBeNull();
        expect(await told(-14)).toEqual(["ends", 14]);
        expect(await told(-0.1)).toEqual(["ends", 1]);
        expect(await told(0)).toEqual(["grace", 7]);
        expect(await told(6.5)).toEqual(["grace", 1]);
        expect(await told(7)).toEqual(["lapsed", 0]);
      });

      it("prefers an active plan to one in grace, and never falls back to an ended one", async () => {
        const actor = await makeTenant(engine.doors);
        await grant(engine.doors, actor.tenantId, { plan: "trial", from: -40, until: 20 });
        expect(await standing(actor)).toMatchObject({ kind: "running", entitlement: { plan: "trial" } });
        await grant(engine.doors, actor.tenantId, { plan: "consultancy", from: -20, until: -1 });
        expect(await standing(actor)).toMatchObject({ kind: "running", entitlement: { plan: "trial" } });
        await grant(engine.doors, actor.tenantId, { plan: "company", from: 5, until: 300 });
        expect(await standing(actor)).toMatchObject({ kind: "running", entitlement: { plan: "trial" } });
        await grant(engine.doors, actor.tenantId, { plan: "company", from: -1, until: 300 });
        expect(await standing(actor)).toMatchObject({ kind: "running", entitlement: { plan: "company" } });
      });

      it("refuses all additions afterwards, also in the database", async () => {
        const actor = await makeTenant(engine.doors);
        await grant(engine.doors, actor.tenantId, { from: -60, until: -8 });
        expect(await refusalOf(add(actor))).toEqual({ reason: "plan_lapsed", tenantId: actor.tenantId });
      });
    });

    it("can be granted by the operator only, extends the same plan, and records the reason in both audit trails", async () => {
      const actor = await makeTenant(engine.doors);
      await inTenant(actor, (tx) => beginTrial(tx, actor));
      const now = new Date();
      const operator = { tenantId: OPERATOR_ID, userId: "operator-person" };
      const give = (
        by: { tenantId: string; userId: string },
        plan: "company" | "consultancy",
        tenantId = actor.tenantId,
      ) =>
        engine.doors.withSystem((tx) => grantPlan(tx, by, { tenantId, plan, days: 10, reason: "Invoice paid" }, now));
      await expect(give(actor, "company")).rejects.toMatchObject({ code: "not_found" });
      await expect(give(operator, "company", randomUUID())).rejects.toMatchObject({ code: "not_found" });
      await give(operator, "company");
      await give(operator, "company");
      const all = await inTenant(actor, listEntitlements);
      expect(all.map(({ plan, startsAt, endsAt }) => [plan, startsAt, endsAt]).slice(0, 2)).toEqual([
        ["company", daysAfter(now, 10), daysAfter(now, 20)],
        ["company", now, daysAfter(now, 10)],
      ]);
      await give(operator, "consultancy");
      expect(await standing(actor, new Date())).toMatchObject({ entitlement: { plan: "consultancy", startsAt: now } });
      const trail = await inTenant(actor, (tx) =>
        tx
          .selectFrom("audit_trail")
          .select("user_id")
          .where("action", "=", "plan.granted")
          .orderBy("sequence")
          .execute(),
      );
      expect(trail.map(({ user_id }) => user_id)).toEqual([actor.userId, ...Array(3).fill("operator:operator-person")]);
      const holders = await engine.doors.withSystem((tx) => listPlanHolders(tx, new Date()));
      expect(holders.map(({ tenantId }) => tenantId)).not.toContain(OPERATOR_ID);
      // The list must equal each plan read separately.
      for (const { tenantId, standing: listed } of holders) {
        const alone = await engine.doors.withSystem((tx) => readPlanStanding(tx, tenantId, new Date()));
        expect(listed).toEqual(alone);
      }
      const own = holders.filter(({ tenantId }) => tenantId === actor.tenantId);
      expect(await engine.doors.withSystem((tx) => countUsage(tx, own))).toMatchObject([
        { standing: { kind: "running" }, usage: { organizations: 1, seats: 1, records: 0, reports: 0 } },
      ]);
    });

    it("can't be granted by a tenant to itself and can't be edited", async () => {
      const actor = await makeTenant(engine.doors);
      await grant(engine.doors, actor.tenantId);
      const row = {
        tenant_id: actor.tenantId,
        number: 9,
        plan: "consultancy" as const,
        organizations: null,
        seats: null,
        records: null,
        reports: null,
        starts_at: new Date(),
        ends_at: daysAfter(new Date(), 999),
        source_id: "",
        reason: "Because",
        created_by: actor.userId,
      };
      for (const source of ["operator", "trial"] as const) {
        const own = inTenant(actor, (tx) =>
          tx
            .insertInto("entitlement")
            .values({ ...row, source })
            .execute(),
        );
        if (source === "operator") await expect(own).rejects.toThrow("row-level security");
        else await own;
      }
      await expect(
        inTenant(actor, (tx) =>
          tx
            .insertInto("entitlement")
            .values({ ...row, number: 10, source: "trial" })
            .execute(),
        ),
      ).rejects.toThrow("entitlement_of_source");
      await expect(
        inTenant(actor, (tx) =>
          tx
            .updateTable("entitlement")
            .set({ ends_at: daysAfter(new Date(), 999) })
            .execute(),
        ),
      ).rejects.toThrow("permission denied");
    });

    it("lists every limit that a plan has", () => {
      for (const { limits } of Object.values(PLANS)) expect(Object.keys(limits)).toEqual([...LIMIT_KINDS]);
    });

    it("starts with a trial in the transaction that creates the tenant", async () => {
      const actor = await makeTenant(engine.doors);
      const made = await engine.doors.withSystem(async (tx) => {
        const id = await createTenant(tx, { name: "New", kind: "company", userId: actor.userId });
        return { id, standing: await readPlanStanding(tx, id) };
      });
      expect(made.standing).toMatchObject({ kind: "running", entitlement: { plan: "trial", number: 1 } });
    });
  },
  undefined,
  { operatorTenantId: OPERATOR_ID },
);

onEachEngine("without an operator", (engine) => {
  it("limits nothing and lets nothing lapse where no plans are sold", async () => {
    const actor = await makeTenant(engine.doors);
    await grant(engine.doors, actor.tenantId, { limits: { organizations: 0, records: 0 }, from: -60, until: -8 });
    await engine.doors.withTenant(actor, async (tx) => {
      await addOrganization(tx, actor, organization());
      await beginTrial(tx, actor);
      await refuseLapsed(tx, actor.tenantId);
      expect(await readPlanStanding(tx, actor.tenantId)).toEqual({ kind: "open", isOperator: false });
      expect(await listEntitlements(tx)).toHaveLength(1);
    });
    await beginTrials(engine.doors);
  });
});
