import fc from "fast-check";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { csvRows } from "#app/encoding/table/csv-rows.ts";
import { listBalances } from "#app/trade/ledger/ledger.server.ts";
import { getSettlement, reversePayment } from "#app/trade/payment/payment.server.ts";
import {
  bookDifference,
  bookReceipt,
  type DifferenceKind,
  endReceipt,
  type NewReceipt,
} from "#app/trade/receipt/receipt.server.ts";
import type { BankMapping } from "#app/trade/statement/bank-file.ts";
import { proposeMapping, rememberMapping } from "#app/trade/statement/bank-mapping.server.ts";
import { dismissLine, importStatement, listOpenLines, saveDraft } from "#app/trade/statement/bank-statement.server.ts";
import { readTable } from "#app/trade/statement/read-bank-table.ts";
import type { TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { addColleague } from "#tests/support/make-tenant.ts";
import { raiseSample } from "#tests/support/sample-checkout.ts";
import { bookSample, receiptFor } from "#tests/support/sample-receipt.ts";
import { makeClient, makeSeller } from "#tests/support/sample-seller.ts";
import { stateTolerance } from "#tests/support/save-now.ts";

onEachEngine("receipts of bank transfers", (engine) => {
  const as = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);
  const book = (actor: Actor, input: NewReceipt) => as(actor, (tx) => bookReceipt(tx, actor, input));
  const standing = (actor: Actor, invoiceId: string) => as(actor, (tx) => getSettlement(tx, invoiceId));
  const sums = async (actor: Actor) => {
    const found = new Map<string, bigint>();
    for (const { currency, balance } of await as(actor, listBalances))
      found.set(currency, (found.get(currency) ?? 0n) + balance.minor);
    return [...found.values()];
  };
  const balance = async (actor: Actor, account: string) =>
    (await as(actor, listBalances)).find((one) => one.account === account)?.balance.minor ?? 0n;

  async function makeSale(confirmAboveMinor: bigint | null = null) {
    const { owner, second } = await makeSeller(engine.doors, ["USD"], { confirmAboveMinor });
    const invoiceId = await raiseSample(engine.doors, owner, await makeClient(engine.doors, owner));
    return { owner, admin: second, invoiceId };
  }

  it("pays an invoice with an equal amount and posts the bank's fee to the ledger", async () => {
    const { owner, invoiceId } = await makeSale();
    const input = receiptFor(invoiceId, 478_500n, { bankFeeMinor: 1_500n });
    expect(await book(owner, input)).toMatchObject({ ok: true, isWaiting: false });
    expect(await standing(owner, invoiceId)).toMatchObject({ state: "paid", openMinor: 0n });
    expect(await balance(owner, "bank")).toBe(478_500n);
    expect(await balance(owner, "payment_fee")).toBe(1_500n);
    expect(await book(owner, input)).toEqual({ ok: false, fault: "receipt_known" });
  });

  it.each([
    ["nothing came", { arrivedMinor: 0n }, "amount_missing"],
    ["the payer is missing", { payer: " " }, "payer_missing"],
    ["the bank's reference is missing", { bankReference: "" }, "bank_reference_missing"],
    ["the day is to come", { receivedOn: "2026-11-29" }, "date_in_future"],
    ["it came in another currency without a rate", { currency: "EUR" }, "rate_missing"],
    ["the rate has no source", { currency: "EUR", settlement: { rate: "1.1", source: "" } }, "source_missing"],
    ["a rate is stated where none is needed", { settlement: { rate: "1", source: "x" } }, "rate_needless"],
  ])("is refused if %s", async (_, change, fault) => {
    const { owner, invoiceId } = await makeSale();
    expect(await book(owner, receiptFor(invoiceId, 100n, change))).toEqual({ ok: false, fault });
    expect(await standing(owner, invoiceId)).toMatchObject({ state: "open" });
  });

  it("converts another currency at a given rate and leaves the rest open", async () => {
    const { owner, invoiceId } = await makeSale();
    const settlement = { rate: "1.0833", source: "Sample Bank, 2026-11-27" };
    await book(owner, receiptFor(invoiceId, 443_000n, { currency: "EUR", settlement }));
    expect(await standing(owner, invoiceId)).toMatchObject({ state: "partly_paid", openMinor: 98n });
  });

  it("records what a small difference is, exactly and within the tolerance", async () => {
    const { owner, invoiceId } = await makeSale();
    await book(owner, receiptFor(invoiceId, 478_000n));
    const close = (id: string, kind: DifferenceKind) =>
      as(owner, (tx) => bookDifference(tx, owner, { invoiceId: id, kind, today: "2026-11-28" }));
    expect(await close(invoiceId, "bank_charge")).toBe("above_tolerance");
    await as(owner, (tx) => stateTolerance(tx, owner, { currency: "USD", toleranceMinor: 2_000n }));
    expect(await close(invoiceId, "overpayment_kept")).toBe("nothing_open");
    expect(await close(invoiceId, "bank_charge")).toBeNull();
    expect(await standing(owner, invoiceId)).toMatchObject({ state: "paid", openMinor: 0n });
    expect(await balance(owner, "payment_fee")).toBe(2_000n);
    expect(await close(invoiceId, "bank_charge")).toBe("nothing_open");
    const short = await raiseSample(engine.doors, owner, await makeClient(engine.doors, owner));
    await book(owner, receiptFor(short, 479_999n));
    expect(await close(short, "short_payment")).toBeNull();
    expect(await standing(owner, short)).toMatchObject({ state: "paid" });
    expect(await balance(owner, "bank_difference")).toBe(1n);
    const over = await raiseSample(engine.doors, owner, await makeClient(engine.doors, owner));
    await book(owner, receiptFor(over, 480_150n));
    expect(await standing(owner, over)).toMatchObject({ state: "overpaid", openMinor: -150n });
    expect(await close(over, "short_payment")).toBe("nothing_open");
    expect(await close(over, "overpayment_kept")).toBeNull();
    expect(await standing(owner, over)).toMatchObject({ state: "paid" });
    expect(await balance(owner, "overpayment")).toBe(0n);
    expect(await balance(owner, "bank_difference")).toBe(-149n);
    expect(await sums(owner)).toEqual([0n]);
    const kinds = await as(owner, (tx) => tx.selectFrom("ledger_transaction").select("kind").execute());
    expect(kinds.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["bank_charge_booked", "short_payment_accepted", "overpayment_kept"]),
    );
  });

  it("requires another person with billing permission above the limit, whatever code writes it", async () => {
    const { owner, admin, invoiceId } = await makeSale(1_000_000n);
    const clerk = await addColleague(engine.doors, owner, "billing");
    const booked = await book(owner, receiptFor(invoiceId, 480_000n));
    if (!booked.ok) throw new Error(booked.fault);
    expect(booked.isWaiting).toBe(true);
    expect(await standing(owner, invoiceId)).toMatchObject({ state: "open" });
    const end = (actor: Actor, state: "confirmed" | "declined" | "taken_back") =>
      as(actor, (tx) => endReceipt(tx, actor, { receiptId: booked.receiptId, state, note: "" }));
    expect(await end(owner, "confirmed")).toBe("own_receipt");
    await expect(end(admin, "confirmed")).rejects.toMatchObject({ code: "forbidden" });
    const forged = (actor: Actor) =>
      as(actor, (tx) =>
        tx
          .insertInto("receipt_end")
          .values({
            tenant_id: actor.tenantId,
            receipt_id: booked.receiptId,
            state: "confirmed",
            note: "",
            author_person_id: owner.userId,
            person_id: clerk.userId,
            created_by: actor.userId,
          })
          .execute(),
      );
    await expect(forged(owner)).rejects.toThrow(/confirmed_by_another/);
    await expect(
      as(owner, (tx) =>
        tx
          .insertInto("payment")
          .values({
            tenant_id: owner.tenantId,
            invoice_id: invoiceId,
            provider: "offline",
            provider_account: "",
            provider_ref: "forged",
            currency: "USD",
            amount_minor: 480_000n,
            fee_minor: 0n,
            received_on: "2026-11-27",
            home_currency: "CNY",
            exchange_rate: null,
            exchange_source: "",
            receipt_id: booked.receiptId,
            created_by: owner.userId,
          })
          .execute(),
      ),
    ).rejects.toThrow(/receipt_not_confirmed/);
    expect(await end(clerk, "confirmed")).toBeNull();
    expect(await standing(owner, invoiceId)).toMatchObject({ state: "paid" });
    expect(await end(clerk, "confirmed")).toBe("receipt_ended");
  });

  it("can be recorded with billing permission only, and no member can write a provider's payment", async () => {
    const { owner, admin, invoiceId } = await makeSale();
    await expect(book(admin, receiptFor(invoiceId, 100n))).rejects.toMatchObject({ code: "forbidden" });
    await expect(
      as(owner, (tx) =>
        tx
          .insertInto("payment")
          .values({
            tenant_id: owner.tenantId,
            invoice_id: invoiceId,
            provider: "stripe",
            provider_account: "acct_x",
            provider_ref: "pi_x",
            currency: "USD",
            amount_minor: 480_000n,
            fee_minor: 0n,
            received_on: "2026-11-27",
            home_currency: "CNY",
            exchange_rate: null,
            exchange_source: "",
            created_by: owner.userId,
          })
          .execute(),
      ),
    ).rejects.toThrow(/by_a_receipt/);
  });

  it("is reversed once by a new entry, which restores the ledger", async () => {
    const { owner, invoiceId } = await makeSale();
    const before = await balance(owner, "receivable");
    const paymentId = await as(owner, (tx) => bookSample(tx, owner, invoiceId, 500_000n));
    const reverse = (reason: string) =>
      as(owner, (tx) => reversePayment(tx, owner, { paymentId, reason, on: "2026-11-28" }));
    expect(await reverse("")).toBe("reason_missing");
    expect(await reverse("Another client's money")).toBeNull();
    expect(await reverse("Again")).toBe("payment_reversed");
    expect(await standing(owner, invoiceId)).toMatchObject({ state: "open", openMinor: 480_000n });
    expect(await balance(owner, "receivable")).toBe(before);
    expect(await balance(owner, "overpayment")).toBe(0n);
  });

  it("never loses or creates a minor unit, whatever is received", async () => {
    const { owner } = await makeSale();
    const clientId = await makeClient(engine.doors, owner);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.bigInt(1n, 400_000n), { minLength: 1, maxLength: 4 }), async (amounts) => {
        const invoiceId = await raiseSample(engine.doors, owner, clientId);
        for (const amount of amounts) await as(owner, (tx) => bookSample(tx, owner, invoiceId, amount));
        const total = amounts.reduce((sum, amount) => sum + amount, 0n);
        expect((await standing(owner, invoiceId))?.openMinor).toBe(480_000n - total);
        expect(await sums(owner)).toEqual([0n]);
      }),
      { numRuns: 12 },
    );
  });

  async function importFile(actor: Actor, csv: string): Promise<number> {
    const rows = [...csvRows([csv], ",")].flat().map(({ row, cells }) => ({ row, texts: cells, exact: [] }));
    const content = { kind: "table" as const, rows };
    return as(actor, async (tx) => {
      const { table, mapping } = await proposeMapping(tx, rows);
      const chosen = { ...mapping, account: "USD", dates: mapping.dates ?? "dmy" } as BankMapping;
      const { lines, faults } = readTable(table, chosen);
      expect(faults).toEqual([]);
      const draftId = await saveDraft(tx, actor, { name: "statement.csv", content });
      await rememberMapping(tx, actor, { headings: table.headings, mapping: chosen });
      return importStatement(tx, actor, { draftId, lines });
    });
  }

  it("matches a statement line by reference for certain and by amount as a suggestion", async () => {
    const { owner, invoiceId } = await makeSale();
    const { reference } = await as(owner, (tx) =>
      tx.selectFrom("invoice").select("reference").where("id", "=", invoiceId).executeTakeFirstOrThrow(),
    );
    const spaced = reference.replace(/(.{4})/g, "$1 ").trim();
    const head = "Date,Amount,Payer,Details,Reference\n";
    const first = `2026-11-26,"4,785.00",Sample Buyer,Invoice ${spaced} thank you,T1\n2026-11-26,-20.00,Bank,Fee,T2\n`;
    const second = `2026-11-26,"4,800.00",Someone,without a reference,T3\n2026-11-27,1.13,Bank,Interest,T4\n`;
    expect(await importFile(owner, head + first)).toBe(1);
    expect(await importFile(owner, head + first)).toBe(0);
    expect(await importFile(owner, head + first + second)).toBe(2);
    const lines = await as(owner, listOpenLines);
    const by = Object.fromEntries(lines.map((line) => [line.bankReference, line.matches[0]?.reasons.join() ?? null]));
    expect(by).toEqual({ T1: "reference,payer", T3: "amount", T4: null });
    const line = lines.find(({ bankReference }) => bankReference === "T1")!;
    const input = receiptFor(invoiceId, 478_500n, { bankLineId: line.id, receivedOn: "2026-11-26" });
    expect(await book(owner, { ...input, arrivedMinor: 480_000n })).toEqual({ ok: false, fault: "line_differs" });
    expect(await book(owner, input)).toMatchObject({ ok: true });
    expect(await book(owner, { ...input, bankReference: "again" })).toEqual({ ok: false, fault: "line_settled" });
    const interest = lines.find(({ bankReference }) => bankReference === "T4")!;
    const dismiss = (reason: string) => as(owner, (tx) => dismissLine(tx, owner, { bankLineId: interest.id, reason }));
    expect(await dismiss("")).toBe("reason_missing");
    expect(await dismiss("Interest")).toBeNull();
    expect((await as(owner, listOpenLines)).map(({ bankReference }) => bankReference)).toEqual(["T3"]);
  });

  const declined = async ({ owner }: Sale, receiptId: string) => {
    const other = await addColleague(engine.doors, owner, "billing");
    const request = { receiptId, state: "declined" as const, note: "Not ours" };
    expect(await as(other, (tx) => endReceipt(tx, other, request))).toBeNull();
  };
  const takenBack = async ({ owner }: Sale, receiptId: string) =>
    expect(await as(owner, (tx) => endReceipt(tx, owner, { receiptId, state: "taken_back", note: "" }))).toBeNull();
  const reversed = async ({ owner }: Sale, receiptId: string) => {
    const { id } = await as(owner, (tx) =>
      tx.selectFrom("payment").select("id").where("receipt_id", "=", receiptId).executeTakeFirstOrThrow(),
    );
    const request = { paymentId: id, reason: "Wrong invoice", on: "2026-11-27" };
    expect(await as(owner, (tx) => reversePayment(tx, owner, request))).toBeNull();
  };
  type Sale = Awaited<ReturnType<typeof makeSale>>;

  it.each([
    ["declined", 0n, declined],
    ["withdrawn", 0n, takenBack],
    ["reversed", null, reversed],
  ] as const)("leave their bank line open for another receipt once they are %s", async (_, limit, end) => {
    const sale = await makeSale(limit);
    const { owner, invoiceId } = sale;
    await importFile(owner, "Date,Amount,Payer,Details,Reference\n2026-11-26,4785.00,Sample Buyer,Invoice,T1\n");
    const [line] = await as(owner, listOpenLines);
    const input = receiptFor(invoiceId, 478_500n, { bankLineId: line!.id, receivedOn: "2026-11-26" });
    const first = await book(owner, input);
    if (!first.ok) throw new Error(first.fault);
    expect(await as(owner, listOpenLines)).toEqual([]);
    expect(await book(owner, { ...input, bankReference: "again" })).toEqual({ ok: false, fault: "line_settled" });
    await end(sale, first.receiptId);
    expect((await as(owner, listOpenLines)).map(({ id }) => id)).toEqual([line!.id]);
    expect(await book(owner, input)).toMatchObject({ ok: true });
    expect(await as(owner, listOpenLines)).toEqual([]);
  });

  it("remembers how the files of a bank are read, with each earlier choice", async () => {
    const { owner } = await makeSale();
    const head = "Date,Amount,Payer,Details,Reference\n";
    const rowsOf = (text: string) =>
      text
        .trim()
        .split("\n")
        .map((line, at) => ({ row: at + 1, texts: line.split(","), exact: [] as number[] }));
    const first = rowsOf(`Statement of March\n${head}04/03/2025,10.00,A,x,T1\n`);
    const proposed = (rows: typeof first) => as(owner, (tx) => proposeMapping(tx, rows));
    expect(await proposed(first)).toMatchObject({ version: 0, mapping: { dates: null, account: "" } });
    const keep = (change: Partial<BankMapping>) =>
      as(owner, async (tx) => {
        const { table, mapping } = await proposeMapping(tx, first);
        await rememberMapping(tx, owner, {
          headings: table.headings,
          mapping: { ...mapping, ...change } as BankMapping,
        });
      });
    await keep({ dates: "dmy", account: "USD" });
    await keep({ dates: "dmy", account: "USD" });
    const next = rowsOf(`Statement of April\nPage 1\n${head}05/04/2025,11.00,A,x,T1\n`);
    expect(await proposed(next)).toMatchObject({ version: 1, mapping: { dates: "dmy", account: "USD" } });
    // A file that can't be in the remembered order is read in its own.
    const other = rowsOf(`${head}04/25/2025,11.00,A,x,T1\n`);
    expect(await proposed(other)).toMatchObject({ version: 1, mapping: { dates: "mdy" } });
    await keep({ dates: "mdy", account: "EUR" });
    expect(await proposed(next)).toMatchObject({ version: 2, mapping: { dates: "mdy", account: "EUR" } });
  });
});
