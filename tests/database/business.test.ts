import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { readBatches } from "#app/kit/list/list.server.ts";
import {
  readComingDays,
  readOrderHours,
  readSetUp,
  sumOrders,
  sumQuotes,
  sumReceivables,
  sumRevenue,
} from "#app/trade/business/business-figures.server.ts";
import { receivables } from "#app/trade/business/receivables.list.server.ts";
import { revenue } from "#app/trade/business/revenue.list.server.ts";
import { creditInvoice } from "#app/trade/invoice/credit-note.server.ts";
import { stateOrderBudget } from "#app/trade/time/budget.server.ts";
import { readTimeWorth, stateTimeRate } from "#app/trade/time/rate.server.ts";
import { addTimeEntry, sumTime } from "#app/trade/time/time-entry.server.ts";
import { getWork } from "#app/trade/time/work.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";
import { raiseSample } from "#tests/support/sample-checkout.ts";
import {
  acceptByLink,
  makeSentQuote,
  makeService,
  ORDER_NOW,
  payInvoice,
  quoteContent,
} from "#tests/support/sample-order.ts";
import { makeClient, makeSeller } from "#tests/support/sample-seller.ts";

onEachEngine("the figures of a seller", (engine) => {
  const read = <T>(actor: Actor, work: Parameters<typeof engine.doors.withTenant<T>>[1]) =>
    engine.doors.withTenant(actor, work);
  const rowsOf = async (actor: Actor, list: typeof receivables | typeof revenue, typed: object, now: Date) => {
    const scope = { ...actor, now };
    const rows: { key: string; view: unknown }[] = [];
    for await (const batch of readBatches((work) => read(actor, work), list as never, scope, { typed } as never))
      rows.push(...batch);
    return rows;
  };

  it("group what is due by age and currency, as in the list with that filter", async () => {
    const { owner } = await makeSeller(engine.doors, ["USD", "EUR"]);
    const clientId = await makeClient(engine.doors, owner);
    // Issued on 27 November 2026, due on 27 December.
    const first = await raiseSample(engine.doors, owner, clientId);
    await raiseSample(engine.doors, owner, clientId);
    await raiseSample(engine.doors, owner, clientId, { currency: "EUR" });
    await payInvoice(engine.doors, owner, first, 80_000n);
    const on = (day: string) => new Date(`${day}T04:00:00Z`);
    for (const [day, age] of [
      ["2026-12-27", "current"],
      ["2026-12-28", "to_30"],
      ["2027-01-26", "to_30"],
      ["2027-01-27", "to_60"],
      ["2027-02-25", "to_60"],
      ["2027-02-26", "to_90"],
      ["2027-03-27", "to_90"],
      ["2027-03-28", "above_90"],
    ] as const) {
      expect(await read(owner, (tx) => sumReceivables(tx, on(day)))).toEqual([
        { age, currency: "EUR", count: 1, minor: "480000" },
        { age, currency: "USD", count: 2, minor: "880000" },
      ]);
      expect(await rowsOf(owner, receivables, { age, currency: "USD" }, on(day))).toHaveLength(2);
      expect(await rowsOf(owner, receivables, { age: age === "current" ? "to_30" : "current" }, on(day))).toEqual([]);
    }
    await payInvoice(engine.doors, owner, first, 400_000n);
    const left = await read(owner, (tx) => sumReceivables(tx, on("2026-12-27")));
    expect(left.map(({ currency, minor }) => [currency, minor])).toEqual([
      ["EUR", "480000"],
      ["USD", "480000"],
    ]);
  });

  it("count revenue after credit notes, exactly, and by the day of the invoice", async () => {
    const { owner } = await makeSeller(engine.doors);
    const clientId = await makeClient(engine.doors, owner);
    const invoiceId = await raiseSample(engine.doors, owner, clientId);
    await read(owner, (tx) =>
      creditInvoice(tx, owner, { invoiceId, amountMinor: 44_001n, reason: "One site less.", now: ORDER_NOW }),
    );
    const [sum] = await read(owner, (tx) => sumRevenue(tx, "2026-01-01"));
    const { timesRate, ...rest } = sum!;
    expect(rest).toEqual({
      month: "2026-11",
      country: "DE",
      place: "abroad",
      currency: "USD",
      homeCurrency: "CNY",
      count: 1,
      minor: "435999",
    });
    expect(timesRate.replace(/0+$/, "")).toBe("3096595.6977");
    expect(await read(owner, (tx) => sumRevenue(tx, "2026-11-28"))).toEqual([]);
    const rows = await rowsOf(owner, revenue, { place: "abroad", country: "DE", currency: "USD" }, ORDER_NOW);
    expect(rows).toMatchObject([{ key: invoiceId, view: { net: { minor: 435_999n }, atHome: { minor: 3_096_596n } } }]);
    expect(await rowsOf(owner, revenue, { place: "home" }, ORDER_NOW)).toEqual([]);
  });

  it("show waiting quotes, orders by stage, hours against the quote, and the next days", async () => {
    const { owner } = await makeSeller(engine.doors);
    const clientId = await makeClient(engine.doors, owner);
    const serviceId = await makeService(engine.doors, owner);
    const waiting = quoteContent(serviceId, { validUntil: "2026-12-05" });
    await makeSentQuote(engine.doors, owner, { clientId, content: waiting });
    // The database dates an acceptance itself, so the accepted quote is valid on any day on which this runs.
    const { token } = await makeSentQuote(engine.doors, owner, { clientId, content: quoteContent(serviceId) });
    expect(await read(owner, (tx) => sumQuotes(tx, ORDER_NOW))).toEqual([
      { state: "sent", currency: "USD", count: 2, minor: "960000" },
    ]);
    const orderId = await acceptByLink(engine.doors, token);
    expect(await read(owner, (tx) => sumOrders(tx))).toEqual([
      { state: "accepted", currency: "USD", count: 1, minor: "480000" },
    ]);
    expect(await read(owner, (tx) => readOrderHours(tx))).toEqual([]);
    const budget = (hours: string | null, basedOn: number) =>
      read(owner, (tx) => stateOrderBudget(tx, owner, { orderId, basedOn, hours }));
    await budget("20", 0);
    expect(await read(owner, (tx) => readOrderHours(tx))).toMatchObject([{ worked: 0, budget: "20", isQuoted: false }]);
    await budget("12.5", 1);
    expect(await read(owner, (tx) => readOrderHours(tx))).toMatchObject([{ worked: 0, budget: "12.5" }]);
    await budget(null, 2);
    await expect(budget("8", 2)).rejects.toMatchObject({ details: { reason: "changed_since" } });
    const stranger = await makeTenant(engine.doors, "Other Seller");
    await expect(
      read(stranger, (tx) => stateOrderBudget(tx, stranger, { orderId, basedOn: 0, hours: "8" })),
    ).rejects.toMatchObject({ code: "not_found" });
    await expect(
      read(owner, (tx) => stateOrderBudget(tx, owner, { orderId: clientId, basedOn: 0, hours: "8" })),
    ).rejects.toMatchObject({ code: "not_found" });
    const acts = await read(owner, (tx) =>
      tx
        .selectFrom("audit_trail")
        .select("after")
        .where("action", "=", "order.budget_set")
        .orderBy("sequence")
        .execute(),
    );
    expect(acts.map(({ after }) => after)).toMatchObject([
      { budgetHours: "20", version: 1 },
      { budgetHours: "12.5", version: 2 },
      { budgetHours: null, version: 3 },
    ]);
    const entry = { day: "2026-11-27", minutes: 450, note: "Site visit", isBillable: false };
    const work = await read(owner, (tx) => getWork(tx, orderId));
    await read(owner, (tx) => addTimeEntry(tx, owner, { ...entry, work }));
    // Time for the client in general is no work on the order.
    await read(owner, (tx) => addTimeEntry(tx, owner, { ...entry, work: { ...work, order: null } }));
    expect(await read(owner, (tx) => readOrderHours(tx))).toMatchObject([{ orderId, worked: 450, budget: null }]);
    expect(await read(owner, (tx) => sumTime(tx, { orderId }))).toEqual({ minutes: 450, billable: 0 });
    expect(await read(owner, (tx) => sumTime(tx, { clientId }))).toEqual({ minutes: 900, billable: 0 });
    const rate = {
      basedOn: 0,
      userId: null,
      currency: "USD",
      validFrom: "2026-11-27",
      saleMinor: null,
      costMinor: 6_000n,
    };
    await read(owner, (tx) => stateTimeRate(tx, owner, rate));
    const later = { ...rate, basedOn: 1, validFrom: "2026-11-28", costMinor: 9_000n };
    await read(owner, (tx) => stateTimeRate(tx, owner, later));
    expect(await read(owner, (tx) => readTimeWorth(tx, { orderId }))).toMatchObject({
      value: { kind: "none" },
      cost: { money: { minor: 45_000n } },
    });
    const billable = { ...entry, work, minutes: 1, isBillable: true };
    await read(owner, (tx) => addTimeEntry(tx, owner, billable));
    await read(owner, (tx) =>
      addTimeEntry(tx, owner, { ...billable, work: { ...work, order: null }, day: "2026-11-26" }),
    );
    expect(await read(owner, (tx) => readTimeWorth(tx, { clientId }))).toEqual({
      value: { kind: "missing", minutes: 2 },
      cost: { kind: "missing", minutes: 1 },
      margin: null,
    });
    const foreign = { ...work, client: { ...work.client, id: await makeClient(engine.doors, owner) } };
    await expect(read(owner, (tx) => addTimeEntry(tx, owner, { ...entry, work: foreign }))).rejects.toMatchObject({
      code: "23503",
    });
    await raiseSample(engine.doors, owner, clientId);
    const days = (now: string) => read(owner, (tx) => readComingDays(tx, new Date(`${now}T04:00:00Z`), now));
    expect((await days("2026-11-27")).map(({ kind, day }) => [kind, day])).toEqual([["quote", "2026-12-05"]]);
    expect((await days("2026-12-20")).map(({ kind, day }) => [kind, day])).toEqual([["invoice", "2026-12-27"]]);
    // An expired quote and an overdue invoice wait elsewhere.
    expect(await days("2026-12-28")).toEqual([]);
  });

  it("derive the set-up from what exists, and contain nothing of another workspace", async () => {
    const empty = await makeTenant(engine.doors, "Empty Workspace");
    expect(Object.values(await read(empty, (tx) => readSetUp(tx)))).toEqual(Array(7).fill(false));
    expect(await read(empty, (tx) => sumReceivables(tx, ORDER_NOW))).toEqual([]);
    expect(await read(empty, (tx) => sumQuotes(tx, ORDER_NOW))).toEqual([]);
    expect(await read(empty, (tx) => sumOrders(tx))).toEqual([]);
    expect(await read(empty, (tx) => sumRevenue(tx, "2020-01-01"))).toEqual([]);
    const { owner } = await makeSeller(engine.doors);
    const clientId = await makeClient(engine.doors, owner);
    const content = quoteContent(await makeService(engine.doors, owner));
    expect(await read(owner, (tx) => readSetUp(tx))).toEqual({
      hasSeller: true,
      hasAccount: true,
      isAccountProposed: false,
      hasTaxNote: true,
      hasPrice: true,
      hasClient: true,
      hasSentQuote: false,
    });
    await makeSentQuote(engine.doors, owner, { clientId, content });
    expect((await read(owner, (tx) => readSetUp(tx))).hasSentQuote).toBe(true);
  });
});
