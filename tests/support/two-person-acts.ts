import { randomUUID } from "node:crypto";
import type { Actor } from "#app/access/actor.server.ts";
import type { TwoPersonAct } from "#app/access/two-people.server.ts";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { askForDeletion, confirmDeletion, takeDeletionBack } from "#app/custody/tenant-deletion.server.ts";
import { addOwnVersion, takeOwnStep } from "#app/factors/own/own-factor.server.ts";
import type { OwnFactorContent } from "#app/factors/own/own-factor-content.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { approveRecords, submitRecords } from "#app/records/activity-review.server.ts";
import { endRelease, proposeRelease } from "#app/report/report-release.server.ts";
import { endWithdrawal, proposeWithdrawal } from "#app/report/report-withdrawal.server.ts";
import { offlineGateway } from "#app/trade/payment/gateway/offline.ts";
import { askRefund, endRefundRequest } from "#app/trade/payment/refund-request.server.ts";
import { bookReceipt, endReceipt } from "#app/trade/receipt/receipt.server.ts";
import { decideBankAccount, proposeBankAccount } from "#app/trade/seller/bank-account.server.ts";
import type { Doors, TenantTx } from "#db/doors.ts";
import type { Role } from "#db/schema.ts";
import { stateSellerDetail } from "#tests/support/save-now.ts";
import { addColleague } from "./make-tenant.ts";
import { hotelNights } from "./sample-activity.ts";
import { raiseSample } from "./sample-checkout.ts";
import { fillCompany, issueNow, makeKeys, PUBLIC_URL, runNow, YEAR } from "./sample-company.ts";
import { receiptFor } from "./sample-receipt.ts";
import { equipSeller, makeClient, SAMPLE_BANK, SAMPLE_SELLER } from "./sample-seller.ts";

/** A proposal that waits for a second person, and how to approve it through the service and the page. */
export interface Waiting {
  approve: (by: Actor) => Promise<unknown>;
  /** The path below the workspace or organization, and the form it posts. */
  page: { path: string; form: Record<string, string> };
}

export interface ActOfTwo {
  /** A role that can propose and approve it. */
  role: Role;
  /** Prepares the workspace once. */
  prepare: (doors: Doors, owner: Actor) => Promise<(by: Actor) => Promise<Waiting>>;
}

export const ALLOY: OwnFactorContent = {
  nameEn: "Sample alloy",
  nameZh: "示例合金",
  category: "purchased_goods_services",
  region: "",
  unit: "t",
  heatBasis: null,
  validFrom: "2025-01-01",
  validTo: "2025-12-31",
  figures: { gases: { CO2: "8.2" } },
  source: { title: "Supplier declaration", publisher: "Sample Metals", url: "", page: "page 2" },
  licence: "Supplier's consent",
  evidence: "declaration.pdf",
  dataKind: "average",
  uncertainty: "5",
  note: "",
};

const within = <T>(doors: Doors, actor: Actor, work: (tx: TenantTx) => Promise<T>) => doors.withTenant(actor, work);

function must<T extends { ok: boolean }>(answer: T): Extract<T, { ok: true }> {
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer as Extract<T, { ok: true }>;
}

async function limited(doors: Doors, owner: Actor): Promise<string> {
  const accounts = await within(doors, owner, (tx) => tx.selectFrom("bank_account").select("currency").execute());
  if (!accounts.some(({ currency }) => currency === "USD")) await equipSeller(doors, owner, ["USD"]);
  return raiseSample(doors, owner, await makeClient(doors, owner));
}

const limitTo = (doors: Doors, owner: Actor, confirmAboveMinor: bigint) =>
  within(doors, owner, (tx) => stateSellerDetail(tx, owner, { ...SAMPLE_SELLER, confirmAboveMinor }));

/** Records a payment above the limit. Another act may have set the limit already. */
async function payLargely(doors: Doors, owner: Actor, invoiceId: string): Promise<string> {
  const { receiptId, isWaiting } = must(
    await within(doors, owner, (tx) => bookReceipt(tx, owner, receiptFor(invoiceId, 480_000n))),
  );
  if (isWaiting) {
    const second = await addColleague(doors, owner, "billing");
    await within(doors, second, (tx) => endReceipt(tx, second, { receiptId, state: "confirmed", note: "" }));
  }
  return within(doors, owner, async (tx) => {
    const payment = tx.selectFrom("payment").select("id").where("receipt_id", "=", receiptId);
    return (await payment.executeTakeFirstOrThrow()).id;
  });
}

/** All acts that need two people. */
export const ACTS_OF_TWO: Record<TwoPersonAct, ActOfTwo> = {
  bank_account: {
    role: "admin",
    prepare: async (doors, owner) => {
      await within(doors, owner, (tx) => stateSellerDetail(tx, owner, SAMPLE_SELLER));
      const currencies = ["EUR", "GBP", "CAD", "CNY"];
      return async (by) => {
        const currency = currencies.shift()!;
        const { accountId } = must(
          await within(doors, by, (tx) =>
            proposeBankAccount(tx, by, {
              accountId: null,
              currency,
              statement: SAMPLE_BANK,
              takesEffectOn: "2026-01-01",
              today: "2026-01-01",
            }),
          ),
        );
        const form = { accountId, version: "1", state: "approved" };
        return {
          approve: (second) =>
            within(doors, second, (tx) =>
              decideBankAccount(tx, second, { accountId, version: 1, state: "approved", note: "" }),
            ).then(must),
          page: { path: `/tenants/${by.tenantId}/seller/bank-accounts`, form: { intent: "decide", ...form } },
        };
      };
    },
  },
  receipt: {
    role: "billing",
    prepare: async (doors, owner) => {
      const invoiceId = await limited(doors, owner);
      await limitTo(doors, owner, 5_000n);
      return async (by) => {
        const booked = must(await within(doors, by, (tx) => bookReceipt(tx, by, receiptFor(invoiceId, 100_000n))));
        const { receiptId } = booked;
        return {
          approve: (second) =>
            within(doors, second, (tx) => endReceipt(tx, second, { receiptId, state: "confirmed", note: "" })),
          page: { path: `/tenants/${by.tenantId}/receipts`, form: { intent: "confirmed", id: receiptId } },
        };
      };
    },
  },
  refund: {
    role: "billing",
    prepare: async (doors, owner) => {
      const invoiceId = await limited(doors, owner);
      const paymentId = await payLargely(doors, owner, invoiceId);
      await limitTo(doors, owner, 5_000n);
      return async (by) => {
        const wish = { paymentId, amountMinor: 10_000n, reason: "Less work", withCreditNote: false, now: new Date() };
        const { requestId, fault } = await askRefund(doors, offlineGateway, by, wish);
        if (!requestId) throw new Error(String(fault));
        const end = { requestId, state: "confirmed" as const, note: "", now: new Date() };
        return {
          approve: (second) => endRefundRequest(doors, offlineGateway, second, end),
          page: { path: `/tenants/${by.tenantId}/payments/${paymentId}`, form: { intent: "confirmed", id: requestId } },
        };
      };
    },
  },
  deletion: {
    role: "admin",
    prepare: async (doors, owner) => async (by) => {
      const typed = (await within(doors, by, (tx) => tx.selectFrom("tenant").select("name").executeTakeFirstOrThrow()))
        .name;
      await within(doors, owner, (tx) => takeDeletionBack(tx, owner));
      const fault = await within(doors, by, (tx) => askForDeletion(tx, by, { reason: "We merge", typed }));
      if (fault) throw new Error(fault);
      return {
        approve: (second) => within(doors, second, (tx) => confirmDeletion(tx, second, typed, new Date())),
        page: { path: `/tenants/${by.tenantId}/data`, form: { intent: "confirm-deletion", name: typed } },
      };
    },
  },
  own_factor: {
    role: "editor",
    prepare: async (doors) => async (by) => {
      const made = await within(doors, by, (tx) => addOwnVersion(tx, by, null, ALLOY));
      await within(doors, by, (tx) => takeOwnStep(tx, by, made, { state: "proposed", reason: "" }));
      const form = { intent: "approve", versionId: made.versionId, reason: "compared" };
      return {
        approve: (second) =>
          within(doors, second, (tx) => takeOwnStep(tx, second, made, { state: "approved", reason: "compared" })),
        page: { path: `/organizations/${by.organizationId}/own-factors/${made.factorId}`, form },
      };
    },
  },
  activity: {
    role: "editor",
    prepare: async (doors, owner) => {
      await fillCompany(doors, owner);
      // Each record has its own month and quantity, so that no warning is raised.
      let made = 0;
      return async (by) => {
        made += 1;
        const recordId = randomUUID();
        const entry = { ...EMPTY_ENTRY, facility: "Plant A", source: "Electricity", period: `2025-0${made}` };
        const full = { ...entry, quantity: String(99 + made), unit: "kWh" };
        must(await within(doors, by, (tx) => saveActivities(tx, by, YEAR, [{ kind: "add", recordId, entry: full }])));
        await within(doors, by, (tx) => submitRecords(tx, by, [recordId]));
        return {
          approve: async (second) => {
            const { leftOut } = await within(doors, second, (tx) => approveRecords(tx, second, [recordId]));
            if (leftOut.length > 0)
              throw Object.assign(new Error(leftOut[0]!.code), { detail: leftOut[0]!.facts.from });
          },
          page: {
            path: `/organizations/${by.organizationId}/activities/review`,
            form: { intent: "approve", recordId },
          },
        };
      };
    },
  },
  release: {
    role: "admin",
    prepare: async (doors, owner) => {
      const { inventory } = await fillCompany(doors, owner);
      await within(doors, owner, (tx) => saveActivities(tx, owner, YEAR, [hotelNights("3")]));
      return async (by) => {
        const runId = await runNow(doors, owner, inventory);
        const { releaseId } = must(
          await within(doors, by, (tx) =>
            proposeRelease(tx, by, { runId, locales: ["en"], validUntil: null, withhold: "nothing" }),
          ),
        );
        const issuer = { publicUrl: PUBLIC_URL, logOrigin: "log.sample.example" };
        const end = { releaseId, state: "confirmed" as const, note: "", now: new Date().toISOString() };
        return {
          approve: (second) => within(doors, second, (tx) => endRelease(tx, second, issuer, end)).then(must),
          page: {
            path: `/organizations/${by.organizationId}/reports/releases`,
            form: { intent: "confirm", releaseId },
          },
        };
      };
    },
  },
  withdrawal: {
    role: "admin",
    prepare: async (doors, owner) => {
      const { inventory } = await fillCompany(doors, owner);
      const keys = await makeKeys();
      const issuer = { publicUrl: PUBLIC_URL, logOrigin: keys.origin };
      const quantities = ["3", "4", "5"];
      return async (by) => {
        await within(doors, owner, (tx) => saveActivities(tx, owner, YEAR, [hotelNights(quantities.shift()!)]));
        const runId = await runNow(doors, owner, inventory);
        const { reportId } = must(await issueNow(doors, keys, owner, { runId }));
        const reason = { en: "A meter was read wrongly.", zh: "" };
        const fault = await within(doors, by, (tx) => proposeWithdrawal(tx, by, { reportId, reason }));
        if (fault) throw new Error(fault);
        const end = { reportId, attempt: 1, state: "confirmed" as const, note: "", now: new Date().toISOString() };
        return {
          approve: (second) => within(doors, second, (tx) => endWithdrawal(tx, second, issuer, end)),
          page: {
            path: `/organizations/${by.organizationId}/reports/${reportId}`,
            form: { intent: "confirm", attempt: "1" },
          },
        };
      };
    },
  },
};
