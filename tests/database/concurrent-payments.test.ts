import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { raiseInvoice } from "#app/trade/invoice/invoice.server.ts";
import { listInvoices } from "#app/trade/invoice/invoice-list.server.ts";
import { listBalances } from "#app/trade/ledger/ledger.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { patiently } from "#tests/support/patiently.ts";
import { connect, openPage, raiseSample, receive } from "#tests/support/sample-checkout.ts";
import { bookSample } from "#tests/support/sample-receipt.ts";
import { makeClient, makeSeller } from "#tests/support/sample-seller.ts";
import { StripeStandIn } from "#tests/support/stripe/stand-in.ts";

const NOW = new Date("2026-11-27T02:00:00Z");
const TOTAL = 480_000n;

onEachEngine("simultaneous payments", (engine) => {
  let stripe: StripeStandIn;
  beforeAll(async () => {
    stripe = await new StripeStandIn().start();
  });
  afterAll(() => stripe.close());

  it("leaves invoices without a gap, each paid once, and a balanced ledger", async () => {
    const { owner } = await makeSeller(engine.doors);
    const client = await makeClient(engine.doors, owner);
    // Half by card and half by transfer: 200 on PostgreSQL, fewer on the engine with one connection.
    const half = engine.name === "PostgreSQL" ? 100 : 10;
    const as = <T>(work: (tx: TenantTx, actor: Actor) => Promise<T>) =>
      engine.doors.withTenant(owner, (tx) => work(tx, owner));
    await connect(engine.doors, stripe, owner);
    const events = [];
    for (let count = 0; count < half; count += 1) {
      const invoiceId = await raiseSample(engine.doors, owner, client);
      events.push(stripe.pay((await openPage(engine.doors, stripe, owner, invoiceId)).ref));
    }
    const line = { descriptionEn: "Report", descriptionZh: "报告", quantity: "1", unit: "", taxPercent: "0" };
    const sell = (tx: TenantTx) =>
      raiseInvoice(
        tx,
        owner,
        {
          clientId: client,
          kind: "full",
          currency: "USD",
          lines: [{ ...line, unitPriceMinor: TOTAL }],
          taxRuleId: "cn-export-exempt",
          exchange: { rate: "7.1023", source: "Sample Bank, middle rate", on: "2026-11-26" },
        },
        NOW,
      );
    const died = new Error(`the process died ${randomUUID()}`);
    const byTransfer = (dies: boolean) =>
      patiently(() =>
        as(async (tx) => {
          const raised = await sell(tx);
          if (!raised.ok) throw new Error(JSON.stringify(raised.fault));
          await bookSample(tx, owner, raised.invoiceId, TOTAL);
          if (dies) throw died;
          return "done";
        }),
      );
    const ends = await Promise.allSettled(
      events.flatMap((event, index) => [
        // Each event arrives twice, as providers often send them.
        patiently(() => receive(engine.doors, stripe, event)),
        byTransfer(false),
        patiently(() => receive(engine.doors, stripe, event)),
        ...(index % 10 === 3 ? [byTransfer(true)] : []),
      ]),
    );
    const failures = ends.flatMap((end) => (end.status === "rejected" ? [end.reason] : []));
    expect(failures.length).toBeGreaterThan(0);
    expect(failures.filter((reason) => reason !== died)).toEqual([]);
    const invoices = (await as((tx) => listInvoices(tx))).reverse();
    expect(invoices.map(({ number }) => number)).toEqual(
      Array.from({ length: 2 * half }, (_, index) => `INV-2026-${String(index + 1).padStart(6, "0")}`),
    );
    expect(new Set(invoices.map(({ standing }) => `${standing.state} ${standing.paidMinor}`))).toEqual(
      new Set([`paid ${TOTAL}`]),
    );
    const payments = await as((tx) => tx.selectFrom("payment").select("id").execute());
    expect(payments).toHaveLength(2 * half);
    const balances = new Map((await as(listBalances)).map(({ account, balance }) => [account, balance.minor]));
    expect(balances.get("receivable")).toBe(0n);
    expect(balances.get("bank")).toBe(BigInt(half) * TOTAL);
    expect(balances.get("provider_balance")).toBe(BigInt(half) * TOTAL);
    expect([...balances.values()].reduce((all, one) => all + one, 0n)).toBe(0n);
  });
});
