import { sql } from "kysely";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { findStricterUntil, type SavedRule } from "#app/access/loosened-rule.server.ts";
import { asksForFactor, getFactorRule } from "#app/access/second-factor-rule.server.ts";
import { getReleaseRule, needsSecond } from "#app/report/release-rule.server.ts";
import { getApprovalRule, isApprovalRequired, requireApproval } from "#app/review/period-approval.server.ts";
import { offlineGateway } from "#app/trade/payment/gateway/offline.ts";
import { askRefund } from "#app/trade/payment/refund-request.server.ts";
import { bookReceipt } from "#app/trade/receipt/receipt.server.ts";
import type { SellerStatement } from "#app/trade/seller/seller-detail.server.ts";
import { type AdministratorNotice, claimNotices } from "#app/trail/administrator-notice.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { addColleague, makeTenant } from "#tests/support/make-tenant.ts";
import { passRuleWait } from "#tests/support/owner.ts";
import { raiseSample } from "#tests/support/sample-checkout.ts";
import { emailOf } from "#tests/support/sample-engagement.ts";
import { bookSample, receiptFor } from "#tests/support/sample-receipt.ts";
import { makeClient, makeSeller, SAMPLE_SELLER } from "#tests/support/sample-seller.ts";
import { stateFactorRule, stateReleaseRule, stateSellerDetail } from "#tests/support/save-now.ts";
import { written } from "#tests/support/sent-mails.ts";

const HOUR = 3_600_000;

onEachEngine(
  "a loosened rule",
  (engine) => {
    const notices = () => written<AdministratorNotice>((write) => claimNotices(engine.doors, write));
    const as = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);
    const limitTo = (actor: Actor, change: Partial<SellerStatement>) =>
      as(actor, (tx) => stateSellerDetail(tx, actor, { ...SAMPLE_SELLER, ...change }));
    const isIn72Hours = (at: string | null) => {
      const hours = (Date.parse(at ?? "") - Date.now()) / HOUR;
      return hours > 71 && hours <= 72.1;
    };

    const SWITCHES: Record<
      string,
      {
        save: (tx: TenantTx, actor: Actor, isOn: boolean) => Promise<void>;
        saved: (tx: TenantTx, actor: Actor) => Promise<SavedRule>;
        counts: (actor: Actor) => Promise<boolean>;
      }
    > = {
      "who confirms reports": {
        save: stateReleaseRule,
        saved: getReleaseRule,
        counts: (actor) => as(actor, needsSecond),
      },
      "who needs a second factor": {
        save: stateFactorRule,
        saved: getFactorRule,
        counts: ({ tenantId }) =>
          engine.doors.withSystem((tx) => asksForFactor(tx, { tenantId, role: "viewer", acting: null })),
      },
      "whether reports need approved records": {
        save: requireApproval,
        saved: (tx, { organizationId }) => getApprovalRule(tx, organizationId),
        counts: (actor) => as(actor, (tx) => isApprovalRequired(tx, actor.organizationId)),
      },
    };

    it.each(Object.keys(SWITCHES))(
      "%s: applies immediately when switched on, and 72 hours later when switched off",
      async (name) => {
        const { save, saved, counts } = SWITCHES[name]!;
        const actor = await makeTenant(engine.doors);
        const change = (isOn: boolean) => as(actor, (tx) => save(tx, actor, isOn));
        const read = () => as(actor, (tx) => saved(tx, actor));
        expect(await counts(actor)).toBe(false);
        await change(true);
        expect([await counts(actor), await read()]).toMatchObject([true, { isOn: true, stricterUntil: null }]);
        await change(false);
        expect(await counts(actor)).toBe(true);
        const off = await read();
        expect([off.isOn, isIn72Hours(off.stricterUntil)]).toEqual([false, true]);
        await passRuleWait(engine);
        expect([await counts(actor), await read()]).toMatchObject([false, { isOn: false, stricterUntil: null }]);
      },
    );

    it.each(Object.keys(SWITCHES))("%s: sends a mail to all managers", async (name) => {
      const actor = await makeTenant(engine.doors);
      const admin = await addColleague(engine.doors, actor, "admin");
      await as(actor, (tx) => SWITCHES[name]!.save(tx, actor, true));
      expect((await notices()).map(({ email }) => email)).toContain(await emailOf(engine.doors, admin.userId));
    });

    async function makeSale(confirmAboveMinor: bigint) {
      const { owner, second } = await makeSeller(engine.doors, ["USD"], { confirmAboveMinor });
      const invoiceId = await raiseSample(engine.doors, owner, await makeClient(engine.doors, owner));
      const book = (minor: bigint) => as(owner, (tx) => bookReceipt(tx, owner, receiptFor(invoiceId, minor)));
      return { owner, second, invoiceId, book };
    }

    it.each([
      ["raised", { confirmAboveMinor: 900_000_000n }],
      ["removed", { confirmAboveMinor: null }],
      ["stated in another home currency", { homeCurrency: "KWD" }],
    ] as const)("receipts: lets one person act 72 hours after a limit was %s", async (_, change) => {
      const { owner, book } = await makeSale(50_000n);
      expect(await limitTo(owner, { confirmAboveMinor: 50_000n, ...change })).toMatchObject({ ok: true });
      expect(isIn72Hours(await as(owner, (tx) => findStricterUntil(tx, "seller_detail")))).toBe(true);
      expect(await book(100_000n)).toMatchObject({ ok: true, isWaiting: true });
      await passRuleWait(engine);
      expect(await as(owner, (tx) => findStricterUntil(tx, "seller_detail"))).toBeNull();
      if (!("homeCurrency" in change)) expect(await book(90_000n)).toMatchObject({ ok: true, isWaiting: false });
    });

    it("receipts: applies a lower limit immediately, and loosens nothing by another change of the details", async () => {
      const { owner, book } = await makeSale(900_000_000n);
      await limitTo(owner, { confirmAboveMinor: 50_000n });
      expect(await as(owner, (tx) => findStricterUntil(tx, "seller_detail"))).toBeNull();
      await limitTo(owner, { confirmAboveMinor: 50_000n, paymentDays: 31 });
      expect(await as(owner, (tx) => findStricterUntil(tx, "seller_detail"))).toBeNull();
      expect(await book(100_000n)).toMatchObject({ ok: true, isWaiting: true });
    });

    it("refunds: lets one person refund above the old limit only 72 hours after it was raised", async () => {
      const { owner, invoiceId } = await makeSale(900_000_000n);
      const paymentId = await as(owner, (tx) => bookSample(tx, owner, invoiceId, 480_000n));
      await limitTo(owner, { confirmAboveMinor: 50_000n });
      await limitTo(owner, { confirmAboveMinor: null });
      const ask = async () => {
        const wish = { paymentId, amountMinor: 10_000n, reason: "Less work", withCreditNote: false, now: new Date() };
        const { requestId } = await askRefund(engine.doors, offlineGateway, owner, wish);
        const row = as(owner, (tx) =>
          tx
            .selectFrom("refund_request")
            .select("needs_confirmation")
            .where("id", "=", requestId!)
            .executeTakeFirstOrThrow(),
        );
        return (await row).needs_confirmation;
      };
      expect(await ask()).toBe(true);
      await passRuleWait(engine);
      expect(await ask()).toBe(false);
    });

    it("receipts: mails all managers when the limit changes, and no one when other details do", async () => {
      const { owner, second } = await makeSale(50_000n);
      await notices();
      await limitTo(owner, { confirmAboveMinor: 50_000n, paymentDays: 31 });
      expect(await notices()).toEqual([]);
      await limitTo(owner, { confirmAboveMinor: null, paymentDays: 31 });
      const mails = await notices();
      const addresses = await Promise.all([owner, second].map(({ userId }) => emailOf(engine.doors, userId)));
      expect(mails.map(({ email }) => email).sort()).toEqual(addresses.sort());
      expect(mails[0]!.entries.map(({ action }) => action)).toEqual(["seller_detail.limit_changed"]);
    });

    it("is dated by the clock of the database, which no member can set", async () => {
      const { owner } = await makeSale(50_000n);
      await as(owner, async (tx) => {
        await stateReleaseRule(tx, owner, true);
        await sql`insert into release_rule (tenant_id, version, needs_second, created_by, created_at)
          values (${owner.tenantId}::uuid, 2, false, ${owner.userId}, '2020-01-01')`.execute(tx);
        await requireApproval(tx, owner, true);
        await requireApproval(tx, owner, false);
        await sql`update organization set approval_off_at = null where id = ${owner.organizationId}::uuid`.execute(tx);
      });
      expect(await as(owner, needsSecond)).toBe(true);
      expect(await as(owner, (tx) => isApprovalRequired(tx, owner.organizationId))).toBe(true);
    });
  },
  "factor library",
);
