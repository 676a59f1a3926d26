import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { sendDueMails } from "#app/mail/deliver-mail.server.ts";
import type { Mail } from "#app/mail/letter.ts";
import { queueMail } from "#app/mail/mail-queue.server.ts";
import { type ClientMail, claimClientMails } from "#app/notice/client-mail.server.ts";
import { remindClients } from "#app/trade/invoice/dunning.server.ts";
import { raiseInvoice } from "#app/trade/invoice/invoice.server.ts";
import { stateSellerMail } from "#app/trade/seller/seller-mail.server.ts";
import { NO_SELLER_MAIL } from "#app/trade/seller/seller-mail.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { ORDER_NOW, payInvoice } from "#tests/support/sample-order.ts";
import { makeClient, makeSeller } from "#tests/support/sample-seller.ts";

const KEYS = ["the key of the letters of a test"] as const;

onEachEngine("mails to clients", (engine) => {
  const claimed = async () => {
    const mails: ClientMail[] = [];
    await engine.doors.withSystem((tx) =>
      claimClientMails(tx, async (inside, mail) => {
        const id = randomUUID();
        mails.push(mail);
        const { to, locale } = mail;
        await queueMail(inside, { to, locale, letter: { kind: "accountUnconfirmed", url: "" } }, KEYS, id);
        return id;
      }),
    );
    return mails;
  };
  const statesOf = (actor: Actor) =>
    engine.doors.withTenant(actor, (tx) =>
      tx.selectFrom("client_mail").select(["kind", "state", "occasion"]).orderBy("created_at").execute(),
    );
  const invoice = async (actor: Actor, clientId: string) => {
    const line = { descriptionEn: "Report", descriptionZh: "报告", quantity: "1", unit: "" };
    const made = await engine.doors.withTenant(actor, (tx) =>
      raiseInvoice(
        tx,
        actor,
        {
          clientId,
          orderId: null,
          kind: "full",
          currency: "USD",
          lines: [{ ...line, unitPriceMinor: 480_000n, taxPercent: "0" }],
          taxRuleId: "cn-export-exempt",
          exchange: { rate: "7.1023", source: "Sample Bank, middle rate", on: "2026-11-26" },
        },
        ORDER_NOW,
      ),
    );
    if (!made.ok) throw new Error(JSON.stringify(made.fault));
    return made;
  };
  const deliverTo = (mails: Mail[], fails: boolean) =>
    sendDueMails({
      doors: engine.doors,
      keys: KEYS,
      operatorTenantId: undefined,
      deliver: async (mail) => {
        if (fails) throw Object.assign(new Error("refused"), { code: "EENVELOPE", responseCode: 550 });
        mails.push(mail);
      },
    });

  it("go out once for an invoice and a payment, in the client's language, and are listed with their state", async () => {
    const { owner } = await makeSeller(engine.doors);
    const clientId = await makeClient(engine.doors, owner, { locale: "zh", email: "buyer@client.example" });
    const { invoiceId, number } = await invoice(owner, clientId);
    const both = (await Promise.all([claimed(), claimed()])).flat();
    expect(both).toMatchObject([
      {
        kind: "invoice.issued",
        subjectId: invoiceId,
        to: "buyer@client.example",
        locale: "zh",
        seller: "示例碳咨询有限公司",
        facts: { about: { en: number }, amount: { minor: "480000", currency: "USD" }, dueOn: "2026-12-27" },
      },
    ]);
    expect(await statesOf(owner)).toMatchObject([{ state: "queued" }]);
    const sent: Mail[] = [];
    await deliverTo(sent, false);
    expect(sent).toHaveLength(1);
    expect(await statesOf(owner)).toMatchObject([{ state: "sent" }]);
    await payInvoice(engine.doors, owner, invoiceId, 480_000n);
    expect(await claimed()).toMatchObject([{ kind: "payment.recorded", facts: { about: { en: number } } }]);
    await deliverTo(sent, true);
    expect(await statesOf(owner)).toMatchObject([{ state: "sent" }, { state: "failed" }]);
    expect(await claimed()).toEqual([]);
  });

  it("are not sent to a client without an address, which the list shows", async () => {
    const { owner } = await makeSeller(engine.doors);
    const clientId = await makeClient(engine.doors, owner, { email: "" });
    await invoice(owner, clientId);
    expect(await claimed()).toEqual([]);
    expect(await statesOf(owner)).toMatchObject([{ kind: "invoice.issued", state: "no_address" }]);
  });

  it("remind once on each day of the seller's schedule, until the invoice is paid", async () => {
    const { owner } = await makeSeller(engine.doors);
    const { owner: other } = await makeSeller(engine.doors);
    const clientId = await makeClient(engine.doors, owner, { email: "buyer@client.example" });
    await invoice(owner, clientId);
    await invoice(other, await makeClient(engine.doors, other, { email: "other@client.example" }));
    await claimed();
    const on = async (day: string) => {
      await remindClients(engine.doors, new Date(`${day}T04:00:00Z`));
      await remindClients(engine.doors, new Date(`${day}T05:00:00Z`));
      return (await claimed()).map(({ kind, to, facts }) => [kind, to, facts.amount?.minor]);
    };
    expect(await on("2026-12-20")).toEqual([]);
    const schedule = { ...NO_SELLER_MAIL, reminderDays: [-7, 3], basedOn: 0 };
    await engine.doors.withTenant(owner, (tx) => stateSellerMail(tx, owner, schedule));
    expect(await on("2026-12-19")).toEqual([]);
    expect(await on("2026-12-20")).toEqual([["invoice.reminder", "buyer@client.example", "480000"]]);
    expect(await on("2026-12-21")).toEqual([]);
    expect(await on("2026-12-30")).toEqual([["invoice.reminder", "buyer@client.example", "480000"]]);
    const { invoiceId: paid } = await invoice(owner, clientId);
    await claimed();
    await payInvoice(engine.doors, owner, paid, 480_000n);
    await claimed();
    expect(await on("2026-12-31")).toEqual([]);
    expect((await statesOf(owner)).filter(({ kind }) => kind === "invoice.reminder")).toHaveLength(2);
  });
});
