import { inflateSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { translator } from "#app/i18n/index.ts";
import { findEmbedded } from "#app/pdf/embedded-file.ts";
import { EMBEDDED_NAME, extractAttachment } from "#app/proof/extract-inventory.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { FACTS_NAME } from "#app/report/embedded-facts.ts";
import { listInvoices } from "#app/trade/invoice/invoice-list.server.ts";
import { getOrder } from "#app/trade/order/order-list.server.ts";
import { EMPTY_LINE } from "#app/trade/quote/quote-content.ts";
import { type Doors, openDoors } from "#db/doors.ts";
import { makeKey, Program } from "#tests/support/api.ts";
import { pdfOf } from "#tests/support/evidence-files.ts";
import { createOrganization, issueForm, makePerson, startWorkspace } from "#tests/support/own-tenant.ts";
import { pngOf } from "#tests/support/png.ts";
import { hotelNights } from "#tests/support/sample-activity.ts";
import { fillCompany, runNow, YEAR } from "#tests/support/sample-company.ts";
import { makeSentQuote, makeService, payInvoice, quoteContent } from "#tests/support/sample-order.ts";
import { equipSeller, makeClient } from "#tests/support/sample-seller.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectRedirect, linkIn, readable, readMail, signUp, Visitor } from "#tests/support/visitor.ts";

const en = translator("en");
const HELD_BACK = /can't be issued until order \S+ is paid/;

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const CLIENT_EMAIL = "buyer@sample.example";

/** All actions of an order page that move the order forward. */
const ACTS = ["invoice_deposit", "start", "deliver", "invoice_balance", "release", "close"];

describe("an order through its pages", () => {
  let server: RunningServer;
  let doors: Doors;
  let seller: Visitor;
  let actor: Actor;
  let base: string;
  let inventoryId: string;
  let runId: string;

  beforeAll(async () => {
    server = await useServer();
    doors = await openDoors(server.ownerUrl);
    const person = makePerson("Sample Seller");
    seller = await signUp(server, person);
    const rules = { consolidationApproach: "operational_control", gwpSet: "AR6", year: "2025" };
    await startWorkspace(seller, "Sample Works");
    const organization = await createOrganization(seller, {
      nameEn: "Sample Works",
      nameZh: "示例工厂",
      ...rules,
    });
    const organizationId = organization.split("/").at(-1)!;
    const tenantId = new RegExp(`/tenants/(${UUID})`).exec((await seller.get(organization)).text)![1]!;
    const { id: userId } = await doors.accounts
      .selectFrom("user_account")
      .select("id")
      .where("email", "=", person.email)
      .executeTakeFirstOrThrow();
    actor = { tenantId, organizationId, userId, role: "owner", source: "page" };
    base = `/tenants/${tenantId}`;
    await equipSeller(doors, actor, ["USD"]);
    const { inventory } = await fillCompany(doors, actor);
    inventoryId = inventory.id;
    await doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights("3")]));
    runId = await runNow(doors, actor, inventory);
  });
  afterAll(async () => {
    await doors?.close();
  });

  const id = (location: string) => new RegExp(UUID).exec(location.replace(base, ""))![0];

  /** Creates a client, a priced service and a sent quote through the pages. */
  async function sendQuote(email = CLIENT_EMAIL): Promise<{ quoteId: string; link: string }> {
    const client = expectRedirect(
      await seller.post(`${base}/clients/new`, {
        legalNameEn: "Sample Buyer GmbH",
        country: "DE",
        taxId: "DE123456788",
        isBusiness: "on",
        addressEn: "Musterstr. 1, Berlin",
        email,
        locale: "en",
        contactName: "Li Na",
      }),
    );
    const service = expectRedirect(
      await seller.post(`${base}/services`, {
        intent: "add",
        kind: "inventory_report",
        nameEn: "Inventory report",
        nameZh: "",
        unit: "report",
      }),
    );
    const price = { intent: "price", currency: "USD", amount: "4,800.00", validFrom: "2026-01-01" };
    expectRedirect(await seller.save(service, "service_price", price));
    const quote = expectRedirect(await seller.post(`${base}/quotes/new`, { clientId: id(client) }));
    const draft = {
      intent: "save",
      currency: "USD",
      exchangeRate: "7.1023",
      exchangeSource: "Sample Bank",
      exchangeDate: "2026-11-26",
      taxRule: "cn-export-exempt",
      taxPercent: "0",
      validUntil: "2099-12-31",
      depositPercent: "30",
      inventoryId,
      gatesIssue: "on",
      "line-0-serviceId": id(service),
      "line-1-amount": "1",
      organizationEn: "Sample Works",
      reportingYear: "2025",
      deliverablesEn: "A plan of the site",
      "milestone-0-nameEn": "Data complete",
      "milestone-0-dueOn": "2099-12-01",
      deliveryOn: "2099-12-31",
      purchaseOrder: "PO-1",
    };
    expectRedirect(await seller.save(quote, "quote_draft", draft));
    const back = await seller.get(`${quote}/preview.pdf`);
    expect([back.status, back.location]).toEqual([302, `${quote}?draft&refused=content`]);
    const refused = await seller.post(quote, { intent: "send" });
    expect([refused.status, readable(refused.text)]).toEqual([
      422,
      expect.stringContaining(en.quote.faults.payee_missing),
    ]);
    await proposeDeliverables(quote, { ...draft, "line-1-amount": "" });
    expectRedirect(await seller.save(quote, "quote_draft", { ...draft, "line-1-amount": "" }));
    const preview = await seller.get(`${quote}/preview.pdf`);
    expect([preview.status, Buffer.from(preview.bytes.slice(0, 5)).toString()]).toEqual([200, "%PDF-"]);
    expectRedirect(await seller.post(quote, { intent: "send" }));
    expect((await seller.get(`${quote}/preview.pdf`)).status).toBe(404);
    const link = new URL(linkIn(await readMail(server, email, "quote")), server.origin).pathname;
    await trailsClient(id(quote), id(client), email);
    return { quoteId: id(quote), link };
  }

  /** The usual deliverables of the service follow what was typed, for a person to edit. */
  async function proposeDeliverables(quote: string, draft: Record<string, string>) {
    expectRedirect(await seller.save(quote, "quote_draft", { ...draft, intent: "deliverables" }));
    const shown = readable((await seller.get(`${quote}?draft`)).text);
    expect(shown).toMatch(/A plan of the site\s+List of the data needed/);
  }

  /** The trail names the client. The address is in the log of mails alone. */
  async function trailsClient(quoteId: string, clientId: string, email: string) {
    const entry = await doors.withTenant(actor, (tx) =>
      tx
        .selectFrom("audit_trail")
        .select("after")
        .where("subject_id", "=", quoteId)
        .where("action", "=", "quote.sent")
        .executeTakeFirstOrThrow(),
    );
    expect(entry.after).toMatchObject({ clientId, state: "sent" });
    expect(JSON.stringify(entry)).not.toContain(email);
  }

  /**
   * A name that can't be printed. The seller and the client see where and which character, but the client sees no other
   * text.
   */
  async function refuseDraft(page: string, link: string, client: Visitor) {
    const rename = (name_en: string) =>
      doors.withTenant(actor, (tx) =>
        tx.updateTable("organization").set({ name_en }).where("id", "=", actor.organizationId).execute(),
      );
    await rename("Sample \u{1f9ea} Works");
    const refused = await client.get(`${link}/draft.pdf`);
    expect([refused.status, refused.headers.get("referrer-policy")]).toEqual([302, "strict-origin"]);
    for (const [locale, words] of [
      ["en", en.order.recipient.draftRefused],
      ["zh", translator("zh").order.recipient.draftRefused],
    ] as const) {
      client.setCookie("locale", locale);
      const said = readable((await client.get(refused.location!)).text);
      expect(said).toContain(words);
      expect(said).toContain("U+1F9EA");
      expect(said).not.toContain("Sample \u{1f9ea}");
    }
    const again = await seller.post(page, { intent: "deliver", runId });
    expect(again.status).toBe(422);
    expect(readable(again.text)).toMatch(/“Sample \u{1f9ea} Works” contains “\u{1f9ea}” \(U\+1F9EA\)/u);
    await rename("Sample Works");
    client.setCookie("locale", "en");
    expect((await client.get(`${link}/draft.pdf`)).status).toBe(200);
  }

  /** Hours, rates and margin are on the seller's page, and nothing of them is on the client's. */
  async function keepHours(orderId: string, link: string, client: Visitor) {
    const rates = { intent: "state", sale: "61.20", cost: "23.40", validFrom: "2026-11-01" };
    expectRedirect(await seller.save(`${base}/time/rates`, "time_rate", rates));
    const entry = { work: orderId, day: "2026-11-26", minutes: "50", note: "Read the meter", isBillable: "on" };
    expectRedirect(await seller.post(`${base}/time`, entry));
    const own = readable((await seller.get(`${base}/orders/${orderId}`)).text);
    // 50 minutes at 61.20 and at 23.40 an hour.
    for (const words of ["0:50 h, of which 0:50 h billable", "51.00", "19.50", "31.50"]) expect(own).toContain(words);
    const shown = (await client.get(link)).text;
    for (const words of ["0:50", "51.00", "19.50", "31.50", "61.20", "23.40", entry.note, en.time.rates.margin])
      expect(shown).not.toContain(words);
  }

  it("has the options that the client chose, at the total shown with them", async () => {
    const clientId = await makeClient(doors, actor);
    const serviceId = await makeService(doors, actor);
    const own = { ...EMPTY_LINE, serviceId };
    const lines = [own, { ...own, isOption: true, quantity: "2" }, { ...own, isOption: true, quantity: "0.5" }];
    const content = quoteContent(serviceId, { lines });
    const { quoteId, token } = await makeSentQuote(doors, actor, { clientId, content, now: new Date() });
    const [client, link] = [new Visitor(server), `/quotes/${token}`];
    const chosenIn = (text: string) => /name="options" value="([^"]*)"/.exec(text)![1];
    // An option that isn't offered changes nothing.
    for (const [search, chosen, total] of [
      ["", "", "4,800.00"],
      ["?option=7", "", "4,800.00"],
      ["?option=2", "2", "7,200.00"],
      ["?option=2&option=1", "1 2", "16,800.00"],
    ] as const) {
      const { text } = await client.get(`${link}${search}`);
      expect(chosenIn(text)).toBe(chosen);
      expect(readable(text)).toMatch(new RegExp(`Total USD\\s${total}`));
    }
    const accept = { intent: "accept", version: "1", name: "Li Na", role: "Purchasing", agree: "on" };
    for (const options of ["3", "2 x", "0"]) {
      const refused = await client.post(link, { ...accept, options });
      expect([refused.status, readable(refused.text)]).toEqual([
        422,
        expect.stringContaining(en.quote.recipient.faults.quote_changed),
      ]);
    }
    // A refusal keeps the choice.
    const unnamed = await client.post(`${link}?option=2`, { ...accept, options: "2", name: "" });
    expect([unnamed.status, chosenIn(unnamed.text)]).toEqual([422, "2"]);
    expectRedirect(await client.post(`${link}?option=2`, { ...accept, options: "2" }));
    const orderId = new RegExp(`/orders/(${UUID})`).exec((await seller.get(`${base}/quotes/${quoteId}`)).text)![1]!;
    const order = await doors.withTenant(actor, (tx) => getOrder(tx, orderId));
    expect(order).toMatchObject({ totalMinor: 720_000n, quoteVersion: 2 });
    for (const page of [link, `${base}/quotes/${quoteId}`])
      expect(readable((await (page === link ? client : seller).get(page)).text)).toContain("7,200.00");
  });

  it("is accepted through a link without an account and takes only the next step", async () => {
    // An invoice is printed when it is issued, because the client gets it by mail.
    const look = { accent: "#7A123A", nameEn: "", nameZh: "", basedOn: "0" };
    const logo = { field: "logo", name: "logo.png", bytes: pngOf(5) };
    expectRedirect(await seller.upload(`${base}/settings`, look, logo));
    const { link, quoteId } = await sendQuote();
    const client = new Visitor(server);
    const shown = await client.get(link);
    expect(shown.headers.get("referrer-policy")).toBe("strict-origin");
    expect(readable(shown.text)).toContain("4,800.00");
    expect(readable(shown.text)).toMatch(
      /Sample Works[\s\S]*2025[\s\S]*PO-1[\s\S]*A plan of the site[\s\S]*Data complete/,
    );
    const name = { intent: "accept", version: "1", name: "Li Na", role: "Purchasing" };
    expect((await client.post(link, { ...name, agree: "on", name: "" })).status).toBe(422);
    expect((await client.post(link, name)).status).toBe(422);
    expect((await client.post(link, { ...name, agree: "on", version: "2" })).status).toBe(422);
    expect((await client.post(link, { ...name, agree: "on", purchaseOrder: "PO\u200b2" })).status).toBe(422);
    expectRedirect(await client.post(link, { ...name, agree: "on", total: "1", deposit: "0", purchaseOrder: "PO-2" }));
    expect((await client.post(link, { ...name, agree: "on" })).status).toBe(422);
    const accepted = await seller.get(`${base}/quotes/${quoteId}`);
    const orderId = new RegExp(`/orders/(${UUID})`).exec(accepted.text)![1]!;
    const page = `${base}/orders/${orderId}`;
    // The invoice proposes the number that the client gave last.
    expect((await seller.get(page)).text).toMatch(/name="buyerReference"[^>]*value="PO-2"/);
    await keepHours(orderId, link, client);
    const stateOf = async () => (await doors.withTenant(actor, (tx) => getOrder(tx, orderId))).facts.state;

    /** Tries all other actions in this state. None of them may change anything. */
    const tryAll = async (but: string[]) => {
      const before = await stateOf();
      for (const intent of ACTS.filter((one) => !but.includes(one))) {
        const answer = await seller.post(page, { intent, runId, state: "closed" });
        expect([before, intent, answer.status]).toEqual([before, intent, 422]);
        expect(await stateOf()).toBe(before);
      }
      for (const intent of ["deposit_paid", "balance_paid", "in_work", "", "constructor"]) {
        expect((await seller.post(page, { intent })).status).toBe(400);
        expect(await stateOf()).toBe(before);
      }
    };
    const take = async (intent: string, to: string) => {
      await tryAll([intent]);
      expectRedirect(await seller.post(page, { intent, runId }));
      expect(await stateOf()).toBe(to);
    };
    const pay = async (minor: bigint) => {
      const invoices = await doors.withTenant(actor, (tx) => listInvoices(tx, { orderId }));
      await payInvoice(doors, actor, invoices[0]!.id, minor);
      return invoices[0]!.id;
    };

    await take("invoice_deposit", "deposit_invoiced");
    await tryAll([]);
    expect(readable((await client.get(link)).text)).toMatch(/1,440\.00[\s\S]*RF\d\d/);
    const depositId = await pay(144_000n);
    await take("start", "in_work");
    expect((await client.get(`${link}/draft.pdf`)).status).toBe(404);
    await take("deliver", "draft_delivered");
    const draft = await client.get(`${link}/draft.pdf`);
    expect([draft.status, Buffer.from(draft.bytes.slice(0, 5)).toString()]).toEqual([200, "%PDF-"]);
    await expect(extractAttachment(draft.bytes, EMBEDDED_NAME)).rejects.toThrow();
    expect((await extractAttachment(draft.bytes, FACTS_NAME)).length).toBeGreaterThan(0);
    await refuseDraft(page, link, client);
    // A newer draft may follow the first one.
    await tryAll(["deliver", "invoice_balance"]);
    await take2("invoice_balance");
    async function take2(intent: string) {
      expectRedirect(await seller.post(page, { intent }));
      expect(await stateOf()).toBe("balance_invoiced");
    }
    await tryAll(["deliver"]);
    const reports = `/organizations/${actor.organizationId}/reports`;
    expect(readable((await seller.get(`${reports}?run=${runId}`)).text)).toMatch(HELD_BACK);
    expect((await seller.post(reports, issueForm(runId))).status).toBe(409);
    await readGate(orderId);
    await pay(336_000n);
    expect(await stateOf()).toBe("balance_paid");
    for (const there of [reports, `${reports}/checklist`]) {
      expect(readable((await seller.get(`${there}?run=${runId}`)).text)).not.toMatch(HELD_BACK);
    }

    for (const file of ["quote.pdf", "contract.pdf", `invoices/${depositId}/invoice.pdf`]) {
      const made = await client.get(`${link}/${file}`);
      expect(Buffer.from(made.bytes).toString("latin1"), file).toContain("/Subtype /Image");
      expect([file, made.status, Buffer.from(made.bytes.slice(0, 5)).toString()]).toEqual([file, 200, "%PDF-"]);
      expect((await client.get(`${link}/${file}`)).bytes).toEqual(made.bytes);
    }
    const contract = `${page}/contract.pdf`;
    expect((await client.get(link)).text).toContain(`${link}/contract.pdf`);
    expect((await seller.get(page)).text).toContain(contract);
    expect((await seller.get(contract)).bytes).toEqual((await client.get(`${link}/contract.pdf`)).bytes);
    const other = await sendQuote("other@sample.example");
    await keepCopies({ page, link, client, otherLink: other.link });
    expect((await client.get(`${other.link}/contract.pdf`)).status).toBe(404);
    expect(other.link).not.toBe(link);
    expect((await client.get(link)).text).toContain(`${link}/invoices/${depositId}/einvoice.xml`);
    expect((await client.get(`${link}/invoices/${depositId}/einvoice.xml`)).text).toContain("urn:cen.eu:en16931:2017");
    for (const file of ["invoice.pdf", "einvoice.xml", "factur-x.pdf"])
      expect((await client.get(`${other.link}/invoices/${depositId}/${file}`)).status).toBe(404);
    await showFacturX(depositId, { client, link });
    await showCredit(depositId, { client, link, otherLink: other.link });
    const dead = await client.get(`/quotes/${"A".repeat(43)}`);
    const odd = await client.get("/quotes/x");
    expect([dead.status, odd.status]).toEqual([404, 404]);
    expect(readable(dead.text)).toBe(readable(odd.text));
    const orders = await seller.get(`${base}/orders/export.csv`);
    expect(orders.text).toContain(",Paid,");
  });

  /** Both sides upload copies of the contract, download and withdraw them, and get an error that names the fix. */
  async function keepCopies({
    page,
    link,
    client,
    otherLink,
  }: {
    page: string;
    link: string;
    client: Visitor;
    otherLink: string;
  }) {
    const t = en.contract;
    const [upload, stated] = [{ intent: "upload_copy", signedBy: "both" }, t.stated(t.signers.both)];
    const fileOf = (bytes: Uint8Array | string, name = "signed.pdf") => ({ field: "file", name, bytes });
    for (const shown of [await client.get(link), await seller.get(page)]) {
      expect(readable(shown.text)).toContain(t.none);
      expect(readable(shown.text)).toContain(t.unchecked);
    }
    const printed = (await client.get(`${link}/contract.pdf`)).bytes;
    const refusals: [Record<string, string>, Parameters<Visitor["upload"]>[2], string][] = [
      [upload, fileOf("", ""), t.faults.file_missing],
      [{ intent: "upload_copy" }, fileOf(pdfOf("signed")), t.faults.signer_missing],
      [{ ...upload, signedBy: "all" }, fileOf(pdfOf("signed")), t.faults.signer_missing],
      [upload, fileOf(""), t.faults.empty],
      [upload, fileOf("a,b\n1,2\n"), t.faults.wrong_kind],
      [upload, fileOf(printed), t.faults.copy_unsigned],
      [upload, fileOf(Buffer.alloc(21 * 1024 * 1024, "%PDF-1.4 ")), t.tooLarge("20 MiB")],
    ];
    for (const [fields, file, words] of refusals) {
      for (const answer of [await client.upload(link, fields, file), await seller.upload(page, fields, file)])
        expect([words, answer.status, readable(answer.text)]).toEqual([words, 422, expect.stringContaining(words)]);
    }
    client.setCookie("locale", "zh");
    const inChinese = await client.upload(link, upload, fileOf("x"));
    expect(readable(inChinese.text)).toContain(translator("zh").contract.faults.wrong_kind);
    client.setCookie("locale", "en");

    const signed = pdfOf("signed by the client");
    expect(expectRedirect(await client.upload(link, upload, fileOf(signed, "报价 signed.pdf")))).toContain(
      "copy=added",
    );
    const again = await seller.upload(page, upload, fileOf(signed));
    expect([again.status, readable(again.text)]).toEqual([422, expect.stringContaining(t.faults.copy_there)]);
    expectRedirect(await seller.upload(page, { ...upload, signedBy: "seller" }, fileOf(pngOf(7), "scan.jpg")));
    const [shown, own] = [await client.get(`${link}?copy=added`), await seller.get(page)];
    const copies = new RegExp(`contract-copies/${UUID}`, "g");
    const [ofSeller, ofClient] = own.text.match(copies)!.filter((one, at, all) => all.indexOf(one) === at);
    expect(new Set(shown.text.match(copies))).toEqual(new Set([ofSeller, ofClient]));
    for (const words of [t.some(2), stated, t.stated(t.signers.seller), "报价 signed.pdf"]) {
      expect(readable(shown.text)).toContain(words);
      expect(readable(own.text)).toContain(words);
    }
    expect(readable(shown.text)).toContain(t.done.added);
    // The client sees the company, and none of its people.
    expect(readable(own.text)).toMatch(/Uploaded by the seller[^<]*Sample Seller/);
    expect(readable(shown.text)).not.toContain("Sample Seller");

    const got = await seller.get(`${page}/${ofClient}`);
    expect([got.status, got.headers.get("content-type")]).toEqual([200, "application/pdf"]);
    expect(Buffer.from(got.bytes).equals(Buffer.from(signed))).toBe(true);
    expect(got.headers.get("content-disposition")).toContain("attachment");
    const file = await client.get(`${link}/${ofSeller}`);
    expect([file.status, file.headers.get("content-type"), file.headers.get("referrer-policy")]).toEqual([
      200,
      "image/png",
      "strict-origin",
    ]);
    expect((await client.get(`${otherLink}/${ofSeller}`)).status).toBe(404);
    expect((await client.upload(otherLink, upload, fileOf(pdfOf("another")))).status).toBe(404);
    expect((await seller.get(`${page.slice(0, -36)}${id(`/${ofClient}`)}/${ofClient}`)).status).toBe(404);

    const withdraw = (copy: string, reason: string) => ({ intent: "withdraw_copy", copyId: copy.slice(-36), reason });
    expect((await client.post(link, withdraw(ofSeller!, "Not ours"))).status).toBe(404);
    const noReason = await client.post(link, withdraw(ofClient!, " "));
    expect([noReason.status, readable(noReason.text)]).toEqual([422, expect.stringContaining(t.faults.reason_missing)]);
    expectRedirect(await client.post(link, withdraw(ofClient!, "A page is missing")));
    expect((await client.get(`${link}/${ofClient}`)).status).toBe(404);
    expect((await seller.get(`${page}/${ofClient}`)).status).toBe(200);
    for (const one of [await client.get(link), await seller.get(page)]) {
      expect(readable(one.text)).toContain(t.some(1));
      expect(readable(one.text)).toContain("A page is missing");
    }
    const told = await readMail(server, CLIENT_EMAIL, "clientCopy");
    expect(told).toContain("uploaded a copy of the contract");
    expect(readable((await seller.get("/notifications")).text)).toMatch(/The client uploaded a copy of the contract/);
  }

  /** Seller and client get the same Factur-X file, whose invoice data has the number of the printed invoice. */
  async function showFacturX(invoiceId: string, { client, link }: { client: Visitor; link: string }) {
    const there = `${link}/invoices/${invoiceId}/factur-x.pdf`;
    expect((await client.get(link)).text).toContain(there);
    expect((await seller.get(`${base}/invoices/${invoiceId}`)).text).toContain(`/invoices/${invoiceId}/factur-x.pdf`);
    const made = await client.get(there);
    expect([made.status, made.headers.get("content-type")]).toEqual([200, "application/pdf"]);
    expect((await seller.get(`${base}/invoices/${invoiceId}/factur-x.pdf`)).bytes).toEqual(made.bytes);
    const { content, isDeflated } = findEmbedded(made.bytes, "factur-x.xml")!;
    const xml = Buffer.from(isDeflated ? inflateSync(content) : content).toString("utf8");
    const { text: ubl } = await client.get(there.replace("factur-x.pdf", "einvoice.xml"));
    const number = /<cbc:ID>(INV-[^<]+)</.exec(ubl)![1];
    const total = /<cbc:PayableAmount [^>]*>([^<]+)</.exec(ubl)![1];
    expect(xml).toContain(`<ram:ID>${number}<`);
    expect(xml).toContain(`<ram:GrandTotalAmount>${total}<`);
  }

  /** The client sees a credit note and opens its file, which no other link opens. */
  async function showCredit(
    invoiceId: string,
    { client, link, otherLink }: { client: Visitor; link: string; otherLink: string },
  ) {
    const credit = { intent: "credit", amount: "100.00", reason: "One site less" };
    expectRedirect(await seller.post(`${base}/invoices/${invoiceId}`, credit));
    const shown = await client.get(link);
    expect(readable(shown.text)).toMatch(/CN-\d{4}-\d{6}[\s\S]*−USD\s100\.00[\s\S]*One site less/);
    const file = new RegExp(`/credit-notes/${UUID}/credit-note\\.pdf`).exec(shown.text)![0];
    const made = await client.get(`${link}${file}`);
    expect([made.status, Buffer.from(made.bytes.slice(0, 5)).toString()]).toEqual([200, "%PDF-"]);
    expect((await client.get(`${otherLink}${file}`)).status).toBe(404);
    const einvoice = file.replace("credit-note.pdf", "einvoice.xml");
    expect(shown.text).toContain(einvoice);
    expect((await client.get(`${link}${einvoice}`)).text).toContain("<cbc:CreditNoteTypeCode>381<");
    const facturX = file.replace("credit-note.pdf", "factur-x.pdf");
    expect(shown.text).toContain(facturX);
    expect((await client.get(`${link}${facturX}`)).status).toBe(200);
    for (const other of [einvoice, facturX]) expect((await client.get(`${otherLink}${other}`)).status).toBe(404);
  }

  /** What the checklist and the API report while the balance is due, and who gets a link to the order. */
  async function readGate(orderId: string) {
    const organization = `/organizations/${actor.organizationId}`;
    const checklist = `${organization}/reports/checklist?run=${runId}`;
    const words = "Its status is “Balance invoiced”. The next step is “Paid”.";
    const shown = await seller.get(checklist);
    expect(readable(shown.text)).toContain(words);
    expect(shown.text).toContain(`href="${base}/orders/${orderId}"`);
    const staff = new Visitor(server);
    const person = makePerson("Sample Staff");
    const invitation = { intent: "invite", email: person.email, scope: "organization", role: "viewer" };
    expectRedirect(await seller.post(`${organization}/members`, invitation));
    const link = linkIn(await readMail(server, person.email, "invitation"));
    expectRedirect(await staff.post(link, { name: person.name, password: person.password, locale: "en" }));
    const own = await staff.get(checklist);
    expect(readable(own.text)).toContain(words);
    expect(own.text).not.toContain(`/orders/${orderId}`);
    const program = new Program(server, await makeKey(seller, actor.organizationId, { scopes: ["read"] }));
    const { json } = await program.get(`${organization}/runs/${runId}/checklist`);
    expect(json.gates).toEqual([
      {
        order: expect.stringMatching(/^Q-/),
        seller: null,
        until: null,
        state: "balance_invoiced",
        missing: "balance_paid",
        says: { en: expect.stringContaining(words), zh: expect.stringContaining("下一步为“已付清”") },
      },
    ]);
  }
});
