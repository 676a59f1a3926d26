import { sql } from "kysely";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { engageByPages, readOffer } from "#tests/support/engaged.ts";
import { askForData, makeSmallCompany } from "#tests/support/own-tenant.ts";
import { asOwner } from "#tests/support/owner.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectToFit, VIEWS } from "#tests/support/views.ts";

const en = translator("en");
const t = en.engagement;

type Company = Awaited<ReturnType<typeof makeSmallCompany>>;

describe("an engagement in a browser", () => {
  let server: RunningServer;
  let browser: Browser;
  let company: Company;
  let consultancy: Company;
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
    company = await makeSmallCompany(server, "Thistledown");
    consultancy = await makeSmallCompany(server, "Marrowfield");
  });
  afterAll(async () => {
    await browser?.close();
  });

  const open = ({ owner }: Company) => openContext(browser, server, owner);
  const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).last().click();
  const see = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();
  const expectNoBarriers = async (page: Page) => expect(await findBarriers(page), page.url()).toEqual([]);
  const isSaved = (page: Page) => page.getByText(/^Saved at /).waitFor();
  const quantity = (page: Page, row: number) => page.locator(`#cell-${row}-3`).textContent();

  async function openSheet(context: BrowserContext, base: string): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${base}/activities`);
    await page.getByRole("grid").waitFor();
    return page;
  }

  /** Types a record of hotel nights into a row of the sheet, cell by cell. */
  async function typeNights(page: Page, row: number, word: string, nights: string): Promise<void> {
    await page.bringToFront();
    await page.locator(`#cell-${row}-0`).click();
    for (const text of [`${word} Plant`, `${word} Hotel nights`, `2025-0${row + 1}`, nights, "room_night"]) {
      await page.keyboard.type(text);
      await page.keyboard.press("Tab");
    }
  }

  /** The quantities of an organization's records, as its own members see them on another page. */
  async function readNights({ owner, base }: Company, rows: number): Promise<(string | null)[]> {
    const context = await openContext(browser, server, owner);
    const page = await openSheet(context, base);
    const read = await Promise.all(Array.from({ length: rows }, (_, row) => quantity(page, row)));
    await context.close();
    return read;
  }

  /** Blocks the transaction that stores a run. */
  const whileRunWaits = (begin: () => Promise<void>, meanwhile: () => Promise<void>) =>
    asOwner(server.ownerUrl, (db) =>
      db.transaction().execute(async (tx) => {
        await sql`lock table calculation_piece in share mode`.execute(tx);
        await begin();
        await vi.waitFor(
          async () => {
            const { rows } = await sql`select 1 from pg_locks
              where relation = 'calculation_piece'::regclass and not granted`.execute(tx);
            expect(rows).toHaveLength(1);
          },
          { timeout: 30_000, interval: 50 },
        );
        await meanwhile();
      }),
    );

  it("is offered, accepted and used; revocation stops the open page, the running job and the link", async () => {
    const [own, engaged] = [await open(company), await open(consultancy)];
    const page = await own.newPage();
    const complaints = watchComplaints(page);
    await page.goto(`${company.base}/consultancies`);
    await see(page, t.empty.title);
    await page.getByText(t.offer, { exact: true }).click();
    await expectNoBarriers(page);
    await page.getByLabel(t.email).fill(consultancy.person.email);
    await press(page, t.submit);
    await see(page, t.sent);
    await expectNoBarriers(page);

    const offer = await engaged.newPage();
    await offer.goto(await readOffer(server, consultancy.person.email));
    await see(offer, t.acceptance.title("Thistledown Works"));
    await expectNoBarriers(offer);
    await press(offer, t.acceptance.accept);
    await offer.waitForURL("**/engagements");
    await expectNoBarriers(offer);
    await offer.getByRole("link", { name: "Thistledown Works" }).first().click();
    await offer.waitForURL(`**${company.base}`);
    await see(offer, t.actingFor("Marrowfield Works"));
    await expectNoBarriers(offer);

    const sheet = await openSheet(engaged, company.base);
    await typeNights(sheet, 0, "Thistledown", "31");
    await isSaved(sheet);
    await expectNoBarriers(sheet);
    const { link } = await askForData(consultancy.owner, company.base, { ...company, word: "Thistledown" });
    const recipient = await (await openContext(browser, server, null)).newPage();
    await recipient.goto(link);
    await see(recipient, en.dataRequest.recipient.hello("Thistledown Landlord"));

    await page.goto(`${company.base}/consultancies`);
    await page.getByRole("link", { name: "Marrowfield Works" }).click();
    await see(page, "Marrowfield Person");
    await expectNoBarriers(page);
    const inventory = `${company.base}/inventories/${company.inventoryId}`;
    const ask = async () => {
      await offer.goto(inventory);
      await press(offer, en.inventory.run);
    };
    await whileRunWaits(ask, async () => {
      await page.getByLabel(t.endReason).fill("The work is done.");
      await page.locator("summary", { hasText: t.end }).click();
      await press(page, t.end);
      await see(page, t.ended);
    });
    await see(page, /The work is done\./);
    await expectNoBarriers(page);

    await typeNights(sheet, 1, "Thistledown", "77");
    await see(sheet, en.activity.save.refused);
    expect(await quantity(sheet, 1)).toBe("77");
    await expectNoBarriers(sheet);
    await page.goto(inventory);
    await see(page, en.inventory.runUnauthorised);
    await expectNoBarriers(page);
    expect(await readNights(company, 2)).toEqual(["31", ""]);
    for (const [of, address] of [
      [recipient, link],
      [offer, company.base],
    ] as const) {
      expect((await of.goto(address))!.status(), address).toBe(404);
      await expectNoBarriers(of);
    }
    expect(complaints).toEqual([]);
    for (const context of [own, engaged, recipient.context()]) await context.close();
  });

  it("keeps two clients separate that are open in one browser", async () => {
    const [first, second] = [await makeSmallCompany(server, "Rushmere"), await makeSmallCompany(server, "Oakhollow")];
    await engageByPages(server, first, consultancy);
    await engageByPages(server, second, consultancy);
    const context = await open(consultancy);
    const [ofFirst, ofSecond] = [await openSheet(context, first.base), await openSheet(context, second.base)];
    await typeNights(ofFirst, 0, "Rushmere", "11");
    await typeNights(ofSecond, 0, "Oakhollow", "22");
    await typeNights(ofFirst, 1, "Rushmere", "13");
    await Promise.all([isSaved(ofFirst), isSaved(ofSecond)]);
    for (const [page, name] of [
      [ofFirst, "Rushmere"],
      [ofSecond, "Oakhollow"],
    ] as const) {
      await see(page, `${name} Works`);
      await page.reload();
      await page.getByRole("grid").waitFor();
    }
    expect([await quantity(ofFirst, 0), await quantity(ofFirst, 1)]).toEqual(["11", "13"]);
    expect([await quantity(ofSecond, 0), await quantity(ofSecond, 1)]).toEqual(["22", ""]);
    expect(await readNights(first, 2)).toEqual(["11", "13"]);
    expect(await readNights(second, 2)).toEqual(["22", ""]);
    await context.close();
  });

  it("is accessible on all its pages, in both languages and at both widths", async () => {
    const client = await makeSmallCompany(server, "Fenwick");
    const engagement = await engageByPages(server, client, consultancy);
    const ofTenant = (path: string) => `/tenants/${consultancy.tenantId}/${path}`;
    const pages: [Company, string[]][] = [
      [client, [`${client.base}/consultancies`, engagement, `${client.base}/reports/releases`]],
      [consultancy, ["engagements", "clients", "settings", "time"].map(ofTenant)],
    ];
    for (const view of VIEWS) {
      for (const [who, addresses] of pages) {
        const context = await openContext(browser, server, who.owner, view);
        const page = await context.newPage();
        const complaints = watchComplaints(page);
        for (const address of addresses) {
          await page.goto(address);
          expect(await findBarriers(page), `${address} ${view.locale}`).toEqual([]);
          await expectToFit(page);
        }
        expect(complaints).toEqual([]);
        await context.close();
      }
    }
  });
});
