import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { listDisputes } from "#app/trade/payment/dispute-list.server.ts";
import { isOnHold } from "#app/trade/payment/dispute-state.ts";
import { offlineGateway } from "#app/trade/payment/gateway/offline.ts";
import { getSettlement } from "#app/trade/payment/payment.server.ts";
import { getPayment } from "#app/trade/payment/payment-detail.server.ts";
import { findRefundable, listRefundRequests } from "#app/trade/payment/refund-list.server.ts";
import { askRefund, bookRefundSent, endRefundRequest, giveUpRefund } from "#app/trade/payment/refund-request.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { addColleague } from "#tests/support/make-tenant.ts";
import { connect, gatewayTo, openPage, raiseSample, receive } from "#tests/support/sample-checkout.ts";
import { bookSample } from "#tests/support/sample-receipt.ts";
import { makeClient, makeSeller } from "#tests/support/sample-seller.ts";
import { StripeStandIn } from "#tests/support/stripe/stand-in.ts";

const NOW = new Date("2026-11-27T02:00:00Z");

onEachEngine("a refund", (engine) => {
  let stripe: StripeStandIn;
  beforeAll(async () => {
    stripe = await new StripeStandIn().start();
  });
  afterAll(() => stripe.close());
  const as = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);

  /**
   * A seller who requires confirmation above 50 US dollars, a second person with billing permission, and a payment of
   * 4,800.
   */
  async function makePayment(by: "offline" | "stripe") {
    const { owner } = await makeSeller(engine.doors, ["USD"], { confirmAboveMinor: 5_000_000n });
    const second = { ...owner, ...(await addColleague(engine.doors, owner, "billing")) } as Actor;
    const invoiceId = await raiseSample(engine.doors, owner, await makeClient(engine.doors, owner));
    if (by === "offline") {
      const paymentId = await as(owner, (tx) => bookSample(tx, owner, invoiceId, 480_000n));
      await limitTo(owner, 5_000n);
      return { owner, second, invoiceId, paymentId, ref: "" };
    }
    await connect(engine.doors, stripe, owner);
    const page = await openPage(engine.doors, stripe, owner, invoiceId);
    await receive(engine.doors, stripe, stripe.pay(page.ref));
    const { id } = await as(owner, (tx) => tx.selectFrom("payment").select("id").executeTakeFirstOrThrow());
    await limitTo(owner, 5_000n);
    return { owner, second, invoiceId, paymentId: id, ref: stripe.object(page.ref).payment_intent as string };
  }

  /** In hundredths of a yuan. */
  const limitTo = (owner: Actor, minor: bigint) =>
    as(owner, (tx) =>
      sql`insert into seller_detail select (jsonb_populate_record(d, jsonb_build_object(
        'version', d.version + 1, 'after', d.version, 'confirm_above_minor', ${String(minor)}::bigint))).*
        from seller_detail d order by d.version desc limit 1`.execute(tx),
    );

  const ask = (actor: Actor, paymentId: string, amountMinor: bigint, withCreditNote = false) =>
    askRefund(engine.doors, gatewayTo(stripe), actor, {
      paymentId,
      amountMinor,
      reason: "Less work",
      withCreditNote,
      now: NOW,
    });
  const end = (actor: Actor, requestId: string, state: "confirmed" | "declined" | "taken_back", note = "") =>
    endRefundRequest(engine.doors, gatewayTo(stripe), actor, { requestId, state, note, now: NOW });
  const stateOf = (actor: Actor, paymentId: string) =>
    as(actor, (tx) => listRefundRequests(tx, paymentId)).then((all) => all.map(({ state }) => state));
  const refundsAsked = () => stripe.calls.filter(({ path }) => path === "refunds").length;

  it("waits for another person above the limit, before the provider is called", async () => {
    const { owner, second, invoiceId, paymentId } = await makePayment("stripe");
    const before = refundsAsked();
    const { requestId } = await ask(owner, paymentId, 100_000n, true);
    expect(await stateOf(owner, paymentId)).toEqual(["waiting"]);
    expect(refundsAsked()).toBe(before);
    expect(await end(owner, requestId!, "confirmed")).toBe("own_refund");
    expect(await end(second, requestId!, "taken_back")).toBe("not_own_refund");
    expect(await end(second, requestId!, "declined")).toBe("note_missing");
    expect(await end(second, requestId!, "confirmed")).toBeNull();
    expect(refundsAsked()).toBe(before + 1);
    expect(await end(second, requestId!, "confirmed")).toBe("refund_ended");
    await receive(engine.doors, stripe, stripe.post.events.filter(({ type }) => type === "refund.created").at(-1)!);
    const [request] = await as(owner, (tx) => listRefundRequests(tx, paymentId));
    expect(request).toMatchObject({ state: "paid", creditNote: { number: "CN-2026-000001" } });
    expect(await as(owner, (tx) => getSettlement(tx, invoiceId))).toMatchObject({ state: "paid", openMinor: 0n });
  });

  it("calls the provider immediately up to the limit, and frees the amount if it is refused", async () => {
    const { owner, paymentId } = await makePayment("stripe");
    const before = refundsAsked();
    expect((await ask(owner, paymentId, 700n)).fault).toBeNull();
    expect(refundsAsked()).toBe(before + 1);
    expect(await stateOf(owner, paymentId)).toEqual(["asked"]);
    expect((await as(owner, (tx) => findRefundable(tx, paymentId))).leftMinor).toBe(479_300n);
    stripe.isAway = true;
    expect((await ask(owner, paymentId, 100n)).fault).toBe("provider_away");
    stripe.isAway = false;
    expect((await ask(owner, paymentId, 479_201n)).fault).toBe("amount_above_payment");
  });

  it("records a transfer once it was sent, or abandons it", async () => {
    const { owner, second, invoiceId, paymentId } = await makePayment("offline");
    const { requestId } = await ask(owner, paymentId, 200_000n);
    const book = (bankReference: string) =>
      as(owner, (tx) => bookRefundSent(tx, owner, { requestId: requestId!, bankReference, now: NOW }));
    expect(await book("slip 7")).toBe("refund_ended");
    await end(second, requestId!, "confirmed");
    expect(await stateOf(owner, paymentId)).toEqual(["to_send"]);
    expect(await book(" ")).toBe("bank_reference_missing");
    expect(await book("slip 7")).toBeNull();
    expect(await book("slip 7")).toBe("refund_ended");
    expect(await as(owner, (tx) => getSettlement(tx, invoiceId))).toMatchObject({ openMinor: 200_000n });
    const other = await ask(owner, paymentId, 600n);
    expect(await as(owner, (tx) => giveUpRefund(tx, owner, { requestId: other.requestId!, reason: "" }))).toBe(
      "reason_missing",
    );
    await as(owner, (tx) => giveUpRefund(tx, owner, { requestId: other.requestId!, reason: "Wrong account" }));
    expect(await stateOf(owner, paymentId)).toEqual(["failed", "paid"]);
    expect((await as(owner, (tx) => findRefundable(tx, paymentId))).leftMinor).toBe(280_000n);
    expect(await as(owner, (tx) => getPayment(tx, paymentId))).toMatchObject({ invoiceId, provider: "offline" });
  });

  it.each([
    ["nothing", 0n, "Less work", "amount_missing"],
    ["more than was paid", 480_001n, "Less work", "amount_above_payment"],
    ["without a reason", 100n, " ", "reason_missing"],
  ])("is not %s", async (_, amountMinor, reason, fault) => {
    const { owner, paymentId } = await makePayment("offline");
    const wish = { paymentId, amountMinor, reason, withCreditNote: false, now: NOW };
    expect(await askRefund(engine.doors, offlineGateway, owner, wish)).toEqual({ requestId: null, fault });
    expect(await stateOf(owner, paymentId)).toEqual([]);
  });

  it("can be requested and confirmed only with billing permission, which the database enforces", async () => {
    const { owner, second, paymentId } = await makePayment("offline");
    const editor = { ...owner, ...(await addColleague(engine.doors, owner, "editor")) } as Actor;
    await expect(ask(editor, paymentId, 100n)).rejects.toMatchObject({ code: "forbidden" });
    const { requestId } = await ask(owner, paymentId, 100_000n);
    await expect(end(editor, requestId!, "confirmed")).rejects.toMatchObject({ code: "forbidden" });
    const forge = (actor: Actor) =>
      as(actor, (tx) =>
        tx
          .insertInto("refund_request_end")
          .values({
            tenant_id: actor.tenantId,
            refund_request_id: requestId!,
            state: "confirmed",
            credit_note_id: null,
            author_person_id: owner.userId,
            created_by: actor.userId,
          })
          .execute(),
      );
    await expect(forge(owner)).rejects.toThrow(/refund_confirmed_by_another/);
    const book = (request: string | null) =>
      as(second, (tx) =>
        tx
          .insertInto("refund")
          .values({
            tenant_id: owner.tenantId,
            payment_id: paymentId,
            amount_minor: 100_000n,
            provider_ref: "forged",
            reason: "forged",
            refund_request_id: request,
            created_by: second.userId,
          })
          .execute(),
      );
    await expect(book(null)).rejects.toThrow(/refund_not_asked/);
    await expect(book(requestId)).rejects.toThrow(/refund_not_confirmed/);
    await forge(second);
    await book(requestId);
    expect(await stateOf(owner, paymentId)).toEqual(["paid"]);
  });

  it("counts a disputed payment as lost only after the decision", async () => {
    const { owner, invoiceId, paymentId, ref } = await makePayment("stripe");
    const happen = (made: unknown) => {
      void made;
      return receive(engine.doors, stripe, stripe.post.events.at(-1)!);
    };
    const dispute = stripe.dispute(ref, 5_000);
    await happen(dispute);
    const listed = () => as(owner, (tx) => listDisputes(tx, { invoiceId }));
    const [open] = await listed();
    expect(open).toMatchObject({ paymentId, state: "open", reason: "product_not_received", amountMinor: 5_000n });
    expect(open!.dueBy).toEqual(new Date(dispute.evidence_details.due_by * 1000));
    expect(isOnHold(open!)).toBe(true);
    expect(await as(owner, (tx) => getSettlement(tx, invoiceId))).toMatchObject({ state: "paid", openMinor: 0n });
    await happen(stripe.closeDispute(dispute.id, "lost"));
    expect((await listed()).map(({ state, dueBy }) => [state, dueBy])).toEqual([["lost", null]]);
    expect(await as(owner, (tx) => getSettlement(tx, invoiceId))).toMatchObject({ openMinor: 5_000n });
  });

  it("leaves reports alone: no trigger on a money table mentions reports, or the reverse", async () => {
    const bodies = (tables: string) =>
      engine.doors
        .withSystem((tx) =>
          sql<{ relname: string; body: string }>`
            select c.relname, f.prosrc as body from pg_trigger t join pg_class c on c.oid = t.tgrelid
            join pg_proc f on f.oid = t.tgfoid where not t.tgisinternal and c.relname ~ ${tables}`.execute(tx),
        )
        .then(({ rows }) => rows);
    const money = await bodies("^(payment|refund|dispute|credit_note|receipt|ledger_)");
    expect(money.length).toBeGreaterThan(10);
    expect(money.filter(({ body }) => /\breport/.test(body))).toEqual([]);
    const reports = await bodies("^(report_withdrawal|report_revocation|report_end|published_report)");
    expect(reports.length).toBeGreaterThan(0);
    expect(reports.filter(({ body }) => /\b(payment|refund|invoice|credit_note|ledger)/.test(body))).toEqual([]);
  });
});

const APP = new URL("../../app/", import.meta.url).pathname;

function readModules(): Map<string, { imports: string[]; writes: string[] }> {
  const files = readdirSync(APP, { recursive: true, encoding: "utf8" }).filter((file) => /(?<!\.test)\.ts$/.test(file));
  return new Map(
    files.map((file) => {
      const text = readFileSync(join(APP, file), "utf8");
      const imports = [...text.matchAll(/^(?:import|export) (?!type )[^;]*? from "(\.{1,2}\/|#app\/)([^"]+)"/gm)].map(
        ([, start, rest]) => (start === "#app/" ? rest! : join(file, "..", start! + rest!)),
      );
      const writes = [...text.matchAll(/\.(?:insertInto|updateTable|deleteFrom)\(\s*"(\w+)"/g)].map(
        (match) => match[1]!,
      );
      return [file, { imports, writes }];
    }),
  );
}

function writtenFrom(starts: RegExp): Set<string> {
  const modules = readModules();
  const seen = new Set<string>();
  const queue = [...modules.keys()].filter((file) => starts.test(file));
  expect(queue.length).toBeGreaterThan(0);
  for (let file = queue.pop(); file; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    queue.push(...(modules.get(file)?.imports ?? []));
  }
  return new Set([...seen].flatMap((file) => modules.get(file)?.writes ?? []));
}

describe("refund and withdrawal", () => {
  it("share no code path: refunds can't write reports, and withdrawals can't write money", () => {
    const money = [
      ...writtenFrom(
        /^trade\/\w+\/(refund|refund-request|payment|payment-effects|dispute|credit-note|receipt)\.server\.ts$/,
      ),
    ];
    expect(money).toContain("refund");
    expect(money.filter((table) => /report|withdrawal|^statement$|^log_/.test(table))).toEqual([]);
    const reports = [...writtenFrom(/^report\/report-(withdrawal|succession|expiry)\.server\.ts$/)];
    expect(reports).toContain("report_withdrawal");
    expect(reports.filter((table) => /payment|refund|credit_note|invoice|ledger|dispute|receipt/.test(table))).toEqual(
      [],
    );
  });
});
