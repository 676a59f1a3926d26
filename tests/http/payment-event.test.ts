import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "#db/doors.ts";
import { truetonne } from "#tests/support/command-line.ts";
import { connect, openPage, raiseSample } from "#tests/support/sample-checkout.ts";
import { makeClient, makeSeller } from "#tests/support/sample-seller.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { signPayload } from "#tests/support/stripe/event-post.ts";
import type { Wire } from "#tests/support/stripe/objects.ts";
import { STRIPE_KEYS, StripeStandIn } from "#tests/support/stripe/stand-in.ts";

const LOGIN = "login-of-the-test-server";

describe("the webhook of the payment provider", () => {
  let stripe: StripeStandIn;
  let server: TestServer;
  let doors: Doors;
  let owner: pg.Client;
  beforeAll(async () => {
    stripe = await new StripeStandIn().start();
    server = await startServer("PostgreSQL", {
      STRIPE_SECRET_KEY: STRIPE_KEYS.secretKey,
      STRIPE_WEBHOOK_SECRET: `whsec_other, ${STRIPE_KEYS.webhookSecret}`,
      STRIPE_API_URL: stripe.url,
    });
    doors = await openDoors(server.ownerUrl.replace(/\/\/[^@]+@/, `//app_login:${LOGIN}@`));
    owner = new pg.Client({ connectionString: server.ownerUrl });
    await owner.connect();
    stripe.post.target = `http://127.0.0.1:${server.port}/webhooks/stripe`;
  });
  afterAll(async () => {
    await doors?.close();
    await owner?.end();
    await server?.remove();
    await stripe?.close();
  });

  async function makeSale() {
    const { owner: seller } = await makeSeller(doors);
    const invoiceId = await raiseSample(doors, seller, await makeClient(doors, seller));
    await connect(doors, stripe, seller);
    return { seller, invoiceId, ...(await openPage(doors, stripe, seller, invoiceId)) };
  }
  const paymentsOf = async (invoiceId: string) =>
    (await owner.query("select 1 from payment where invoice_id = $1", [invoiceId])).rowCount;
  const now = () => Math.floor(Date.now() / 1000);

  it("answers a hundred simultaneous copies with 2xx and records one payment", async () => {
    const { invoiceId, ref } = await makeSale();
    const event = stripe.pay(ref);
    const statuses = await Promise.all(Array.from({ length: 100 }, () => stripe.post.deliver(event)));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(await paymentsOf(invoiceId)).toBe(1);
  });

  it.each<[string, (event: Wire) => object, number]>([
    ["as it is", () => ({}), 200],
    ["299 s old", () => ({ timestamp: now() - 290 }), 200],
    ["older than five minutes", () => ({ timestamp: now() - 310 }), 400],
    ["from more than five minutes ahead", () => ({ timestamp: now() + 320 }), 400],
    ["signed with another secret", () => ({ secret: "whsec_wrong" }), 400],
    ["with a byte changed", (event) => ({ body: JSON.stringify(event, null, 2).replace("480000", "480001") }), 400],
    ["without a signature", () => ({ signature: "" }), 400],
    ["with the signature of no scheme we know", () => ({ signature: `t=${now()},v0=abc` }), 400],
  ])("accepts or refuses an event %s", async (_, how, status) => {
    const { invoiceId, ref } = await makeSale();
    const event = stripe.pay(ref);
    expect(await stripe.post.deliver(event, how(event))).toBe(status);
    expect(await paymentsOf(invoiceId)).toBe(status === 200 ? 1 : 0);
  });

  it("refuses oversized bodies and shows nothing to a visitor", async () => {
    const body = "x".repeat(1024 * 1024 + 1);
    const signature = signPayload(body, STRIPE_KEYS.webhookSecret, now());
    const answer = await fetch(stripe.post.target, {
      method: "POST",
      headers: { "stripe-signature": signature },
      body,
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect((await fetch(stripe.post.target)).status).toBe(405);
  });

  it("keeps events without a workspace for the operator, who can list and dismiss them", async () => {
    const event = stripe.post.happen("sample.thing.happened", { id: "x", object: "sample" }, "");
    expect(await stripe.post.deliver(event)).toBe(200);
    const settings = {
      DATABASE_URL: server.ownerUrl.replace(/\/\/[^@]+@/, `//app_login:${LOGIN}@`),
      DATA_DIR: server.dataDir,
    };
    const asked = (...argv: string[]) => truetonne(["payments", ...argv], settings);
    const line = `${event.id} sample.thing.happened: waiting`;
    expect(await asked("parked")).toMatchObject({ code: 1, out: expect.stringContaining(line) });
    expect(await asked("dismiss", event.id)).toMatchObject({ code: 2 });
    expect(await asked("dismiss", "evt_none", "--reason", "no")).toMatchObject({ code: 1 });
    expect(await asked("dismiss", event.id, "--reason", "not ours")).toMatchObject({ code: 0 });
    expect(await asked("parked")).toMatchObject({ code: 0, out: "no open events\n" });
    expect(await stripe.post.deliver(event)).toBe(200);
    const kept = await owner.query("select state, error from payment_event where event_id = $1", [event.id]);
    expect(kept.rows).toEqual([{ state: "ignored", error: "looked at: not ours" }]);
  });

  it("records a payment once after a retry if the process died before the commit", async () => {
    const { invoiceId, ref } = await makeSale();
    const event = stripe.pay(ref);
    // With the ledger locked, the event and its payment are written but not committed.
    await owner.query("begin");
    await owner.query("lock table ledger_transaction in access exclusive mode");
    const lost = stripe.post.deliver(event).catch(() => 0);
    await expect
      .poll(async () => {
        // Within a transaction, PostgreSQL returns a cached snapshot of the activity.
        await owner.query("select pg_stat_clear_snapshot()");
        const { rows } = await owner.query(
          "select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and query like '%ledger_transaction%' and datname = current_database()",
        );
        return rows[0].n;
      })
      .toBeGreaterThan(0);
    await server.kill();
    expect(await lost).toBe(0);
    await owner.query("rollback");
    await server.start();
    await expect.poll(() => stripe.post.deliver(event).catch(() => 0)).toBe(200);
    expect(await paymentsOf(invoiceId)).toBe(1);
    const kept = await owner.query("select state from payment_event where event_id = $1", [event.id]);
    expect(kept.rows).toEqual([{ state: "processed" }]);
  });
});
