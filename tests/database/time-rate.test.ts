import fc from "fast-check";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { removeMember } from "#app/access/membership.server.ts";
import { readTimeToBill } from "#app/trade/time/billing.server.ts";
import { toTimeLines } from "#app/trade/time/billing.ts";
import { keptTimeRate, readTimeWorth, stateTimeRate } from "#app/trade/time/rate.server.ts";
import { ratesOn, type TimeRate, valueTime } from "#app/trade/time/rate.ts";
import { readRatePeople } from "#app/trade/time/rate-people.server.ts";
import { addTimeEntry } from "#app/trade/time/time-entry.server.ts";
import { getWork } from "#app/trade/time/work.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { addColleague, makeTenant } from "#tests/support/make-tenant.ts";
import { makeClient } from "#tests/support/sample-seller.ts";

const DAYS = ["2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04"];

onEachEngine("hourly rates of people", (engine) => {
  const as = <T>(actor: Actor, work: Parameters<typeof engine.doors.withTenant<T>>[1]) =>
    engine.doors.withTenant(actor, work);

  async function rate(actor: Actor, change: Partial<TimeRate>) {
    const rate = { userId: null, currency: "USD", validFrom: DAYS[0]!, saleMinor: null, costMinor: null, ...change };
    await as(actor, async (tx) => {
      const { version: basedOn } = await keptTimeRate.latest(tx, {});
      await stateTimeRate(tx, actor, { basedOn, ...rate });
    });
  }

  const work = (actor: Actor, clientId: string, entry: { day: string; minutes: number; isBillable?: boolean }) =>
    as(actor, async (tx) =>
      addTimeEntry(tx, actor, { work: await getWork(tx, clientId), note: "", isBillable: true, ...entry }),
    );

  it("apply to any time as the rule on the page applies them, in value and on invoice lines", async () => {
    const owner = await makeTenant(engine.doors);
    const people = [
      owner,
      await addColleague(engine.doors, owner, "editor"),
      await addColleague(engine.doors, owner, "editor"),
    ];
    const minor = fc.constantFrom(null, 0n, 1n, 6_000n, 12_345n);
    const rates = fc.record({
      whose: fc.constantFrom(null, null, 0, 1),
      currency: fc.constantFrom("USD", "USD", "USD", "EUR"),
      validFrom: fc.constantFrom(...DAYS),
      saleMinor: minor,
      costMinor: minor,
    });
    const entries = fc.record({
      who: fc.constantFrom(0, 1, 2),
      day: fc.constantFrom("2026-02-28", ...DAYS),
      minutes: fc.integer({ min: 1, max: 300 }),
      isBillable: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(rates, { maxLength: 4 }),
        fc.array(entries, { minLength: 1, maxLength: 5 }),
        async (stated, worked) => {
          const clientId = await makeClient(engine.doors, owner);
          for (const { whose, ...one } of stated)
            await rate(owner, { ...one, userId: whose === null ? null : people[whose]!.userId });
          for (const { who, ...entry } of worked) await work(people[who]!, clientId, entry);
          const saved = await as(owner, (tx) => keptTimeRate.list(tx, {}));
          const all = saved.map(({ version, value }) => ({ version, ...value }));
          const rated = worked.map(({ who, day, minutes, isBillable }) => ({
            ...ratesOn(all, people[who]!.userId, day),
            minutes,
            billable: isBillable ? minutes : 0,
          }));
          expect(await as(owner, (tx) => readTimeWorth(tx, { clientId }))).toEqual(valueTime(rated));
          const scope = { clientId, orderId: undefined, month: undefined, currency: "USD" };
          const billed = await as(owner, (tx) => readTimeToBill(tx, scope));
          const unbilled = rated
            .filter(({ billable }) => billable > 0)
            .map(({ sale, minutes }) => ({
              id: "",
              order: null,
              day: "",
              minutes,
              saleMinor: sale?.minor ?? null,
              currency: sale?.currency ?? null,
            }));
          const facts = (lines: ReturnType<typeof toTimeLines>) =>
            lines
              .map(({ minutes, price, unit }) => JSON.stringify([minutes, unit, Object.values(price).map(String)]))
              .sort();
          expect(facts(billed.lines)).toEqual(facts(toTimeLines(unbilled, "USD")));
        },
      ),
      { numRuns: 12 },
    );
  });

  it("make one line for each rate, however many people have it", async () => {
    const owner = await makeTenant(engine.doors);
    const [same, senior] = [
      await addColleague(engine.doors, owner, "editor"),
      await addColleague(engine.doors, owner, "editor"),
    ];
    const clientId = await makeClient(engine.doors, owner);
    await rate(owner, { saleMinor: 60_000n });
    await rate(owner, { userId: senior.userId, saleMinor: 90_000n });
    for (const person of [owner, same, senior]) await work(person, clientId, { day: DAYS[0]!, minutes: 60 });
    const scope = { clientId, orderId: undefined, month: undefined, currency: "USD" };
    const { lines } = await as(owner, (tx) => readTimeToBill(tx, scope));
    const shown = lines.map(({ quantity, unit, price }) => [quantity, unit, "minor" in price && price.minor]);
    expect(shown.sort()).toEqual([
      ["1", "h", 90_000n],
      ["2", "h", 60_000n],
    ]);
  });

  it("stay with the time of a person who left, without the name", async () => {
    const owner = await makeTenant(engine.doors);
    const leaver = await addColleague(engine.doors, owner, "editor");
    const clientId = await makeClient(engine.doors, owner);
    await rate(owner, { userId: leaver.userId, saleMinor: 80_000n, costMinor: 30_000n });
    await work(leaver, clientId, { day: DAYS[1]!, minutes: 30 });
    const worth = () => as(owner, (tx) => readTimeWorth(tx, { clientId }));
    const before = await worth();
    expect(before).toMatchObject({ value: { money: { minor: 40_000n } }, cost: { money: { minor: 15_000n } } });
    const people = () => as(owner, (tx) => readRatePeople(tx));
    expect(await people()).toEqual([
      { userId: owner.userId, name: "Sample Person", ratedFrom: null },
      { userId: leaver.userId, name: "Second Person", ratedFrom: DAYS[0] },
    ]);
    await as(owner, async (tx) => {
      const { id } = await tx
        .selectFrom("membership")
        .select("id")
        .where("user_id", "=", leaver.userId)
        .executeTakeFirstOrThrow();
      expect(await removeMember(tx, owner, id)).toBeNull();
    });
    expect(await worth()).toEqual(before);
    expect((await people())[1]).toEqual({ userId: leaver.userId, name: null, ratedFrom: DAYS[0] });
  });

  it("are on record with the person and the day, without amounts, and in their own workspace only", async () => {
    const [owner, other] = [await makeTenant(engine.doors), await makeTenant(engine.doors)];
    await rate(owner, { userId: owner.userId, saleMinor: 71_234n, costMinor: 31_234n });
    const entries = await as(owner, (tx) =>
      tx.selectFrom("audit_trail").select("after").where("action", "=", "time_rate.stated").execute(),
    );
    expect(entries).toEqual([{ after: { userId: owner.userId, currency: "USD", validFrom: DAYS[0], version: 1 } }]);
    expect(await as(other, (tx) => keptTimeRate.list(tx, {}))).toEqual([]);
    expect((await as(other, (tx) => readRatePeople(tx))).map(({ userId }) => userId)).toEqual([other.userId]);
  });
});
