import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { managesAlone } from "#app/access/two-people.server.ts";
import {
  decideBankAccount,
  findPayableAccount,
  listBankAccounts,
  proposeBankAccount,
} from "#app/trade/seller/bank-account.server.ts";
import { getSellerDetail } from "#app/trade/seller/seller-detail.server.ts";
import { listTaxNotes } from "#app/trade/seller/tax-note.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { addColleague, makeTenant } from "#tests/support/make-tenant.ts";
import { makeSeller, SAMPLE_BANK, SAMPLE_SELLER } from "#tests/support/sample-seller.ts";
import { stateSellerDetail, stateTaxNote } from "#tests/support/save-now.ts";

onEachEngine("a seller's bank account", (engine) => {
  const as = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);
  const propose = (actor: Actor, change: Partial<Parameters<typeof proposeBankAccount>[2]> = {}) =>
    as(actor, (tx) =>
      proposeBankAccount(tx, actor, {
        accountId: null,
        currency: "USD",
        statement: SAMPLE_BANK,
        takesEffectOn: "2026-01-01",
        today: "2026-01-01",
        ...change,
      }),
    );
  const decide = (actor: Actor, accountId: string, version: number, state: "approved" | "rejected" | "taken_back") =>
    as(actor, (tx) => decideBankAccount(tx, actor, { accountId, version, state, note: "looked at the letter" }));
  const payable = (actor: Actor, day: string) => as(actor, (tx) => findPayableAccount(tx, "USD", day));

  const insertDecision = (actor: Actor, accountId: string, version: number) =>
    as(actor, (tx) =>
      tx
        .insertInto("bank_account_decision")
        .values({
          tenant_id: actor.tenantId,
          account_id: accountId,
          version,
          state: "approved",
          note: "",
          proposer_id: actor.userId,
          is_alone: true,
          created_by: actor.userId,
        })
        .execute(),
    );

  it("is the version that a second person approved, never the first of several", async () => {
    const owner = await makeTenant(engine.doors);
    const second = await addColleague(engine.doors, owner, "admin");
    expect(await as(owner, (tx) => managesAlone(tx, owner.userId))).toBe(false);
    const first = await propose(owner);
    if (!first.ok) throw new Error(first.fault);
    expect(await decide(owner, first.accountId, 1, "approved")).toEqual({ ok: false, fault: "own_proposal" });
    expect(await payable(owner, "2026-02-01")).toBeNull();
    await expect(insertDecision(owner, first.accountId, 1)).rejects.toThrow(/decided_by_another/);
    expect(await decide(second, first.accountId, 1, "approved")).toMatchObject({ ok: true });
    expect(await payable(owner, "2026-02-01")).toMatchObject({ bic: SAMPLE_BANK.bic, version: 1 });
  });

  it("can be approved by the only manager the first time, but never changed by one person", async () => {
    const owner = await makeTenant(engine.doors);
    const first = await propose(owner);
    if (!first.ok) throw new Error(first.fault);
    expect(await decide(owner, first.accountId, 1, "rejected")).toEqual({ ok: false, fault: "own_proposal" });
    expect(await decide(owner, first.accountId, 1, "approved")).toMatchObject({ ok: true });
    expect(await payable(owner, "2026-02-01")).toMatchObject({ version: 1 });
    const takesEffectOn = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
    const statement = { ...SAMPLE_BANK, accountNumber: "6222 9" };
    expect(await propose(owner, { accountId: first.accountId, statement, takesEffectOn })).toMatchObject({ ok: true });
    expect(await decide(owner, first.accountId, 2, "approved")).toEqual({ ok: false, fault: "own_proposal" });
    await expect(insertDecision(owner, first.accountId, 2)).rejects.toThrow(/decided_by_another/);
  });

  it("can't be decided by editors, billing users or strangers", async () => {
    const owner = await makeTenant(engine.doors);
    const made = await propose(owner);
    if (!made.ok) throw new Error(made.fault);
    for (const role of ["editor", "billing", "viewer"] as const) {
      const colleague = await addColleague(engine.doors, owner, role);
      await expect(decide(colleague, made.accountId, 1, "approved")).rejects.toMatchObject({ code: "forbidden" });
    }
    const stranger = await makeTenant(engine.doors);
    await expect(decide(stranger, made.accountId, 1, "approved")).rejects.toMatchObject({ code: "not_found" });
  });

  it("changes with notice after approval, and keeps the previous account until then", async () => {
    const { owner, second } = await makeSeller(engine.doors);
    const [account] = await as(owner, listBankAccounts);
    const change = { accountId: account!.id, statement: { ...SAMPLE_BANK, accountNumber: "6222 9" } };
    const today = new Date().toISOString().slice(0, 10);
    const soon = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
    expect(await propose(owner, { ...change, today, takesEffectOn: today })).toEqual({ ok: false, fault: "notice" });
    expect(await propose(owner, { ...change, today, takesEffectOn: soon })).toMatchObject({ ok: true });
    expect(await propose(owner, { ...change, today, takesEffectOn: soon })).toEqual({
      ok: false,
      fault: "proposal_open",
    });
    expect((await payable(owner, soon))?.version).toBe(1);
    await decide(second, account!.id, 2, "approved");
    expect((await payable(owner, today))?.version).toBe(1);
    expect((await payable(owner, soon))?.accountNumber).toBe("6222 9");
  });

  it("refuses invalid details", async () => {
    const owner = await makeTenant(engine.doors);
    const with_ = (part: object) => propose(owner, { statement: { ...SAMPLE_BANK, ...part } });
    expect(await with_({ bic: "SHORT" })).toEqual({ ok: false, fault: "bic" });
    expect(await with_({ holder: "" })).toEqual({ ok: false, fault: "field_missing" });
    expect(await with_({ accountNumber: "DE89 3704 0044 0532 0130 01" })).toEqual({ ok: false, fault: "iban" });
    expect(await propose(owner, { currency: "XXX" })).toEqual({ ok: false, fault: "currency" });
    expect(await with_({ accountNumber: "DE89 3704 0044 0532 0130 00" })).toMatchObject({ ok: true });
    expect(await propose(owner)).toEqual({ ok: false, fault: "currency_taken" });
  });

  it("is based on versioned details that appear in the audit trail", async () => {
    const owner = await makeTenant(engine.doors);
    expect(await as(owner, getSellerDetail)).toBeNull();
    const state = (change: object) => as(owner, (tx) => stateSellerDetail(tx, owner, { ...SAMPLE_SELLER, ...change }));
    expect(await state({})).toEqual({ ok: true, version: 1 });
    expect(await state({})).toEqual({ ok: false, fault: "nothing_changed" });
    expect(await state({ timeZone: "Mars/Base" })).toEqual({ ok: false, fault: "time_zone" });
    expect(await state({ quotePrefix: "INV" })).toEqual({ ok: false, fault: "prefixes_alike" });
    expect(await state({ confirmAboveMinor: null })).toEqual({ ok: true, version: 2 });
    const trail = await as(owner, (tx) =>
      tx.selectFrom("audit_trail").select("after").where("action", "=", "seller_detail.stated").execute(),
    );
    expect(trail).toHaveLength(2);
    expect(trail[0]?.after).toMatchObject({ confirmAboveMinor: "5000000", legalNameZh: SAMPLE_SELLER.legalNameZh });
  });

  it("enables a tax note only with the person who confirmed it", async () => {
    const owner = await makeTenant(engine.doors);
    const note = { ruleId: "hk-none", isOn: true, textEn: "No VAT.", textLocal: "", localLanguage: "zh" };
    const state = (change: object) =>
      as(owner, (tx) =>
        stateTaxNote(tx, owner, { ...note, confirmedWith: "Sample Accountants", confirmedOn: "2026-02-01", ...change }),
      );
    expect(await state({ confirmedWith: "" })).toEqual({ ok: false, fault: "confirmation_missing" });
    await expect(state({ ruleId: "xx-none" })).rejects.toMatchObject({ code: "not_found" });
    expect(await state({})).toEqual({ ok: true });
    expect(await state({ isOn: false })).toEqual({ ok: true });
    expect(await as(owner, listTaxNotes)).toMatchObject([{ ruleId: "hk-none", version: 2, isOn: false }]);
  });
});
