import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { translator } from "#app/i18n/index.ts";
import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { raiseSample } from "#tests/support/sample-checkout.ts";
import { bookSample } from "#tests/support/sample-receipt.ts";
import { equipSeller, makeClient } from "#tests/support/sample-seller.ts";
import { stateTolerance } from "#tests/support/save-now.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { makeTradeTenant, type TradeTenant } from "#tests/support/trade-tenant.ts";

const en = translator("en");
const zh = translator("zh");

/** A file of our own in the layout of a Chinese bank: 4,785.00 USD for an invoice of 4,800.00 USD. */
const ICBC = fileURLToPath(new URL("../support/bank-files/icbc.csv", import.meta.url));

describe("the import of a bank file in a browser", () => {
  let server: RunningServer;
  let browser: Browser;
  let tenant: TradeTenant;
  let base: string;
  let number: string;
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
    tenant = await makeTradeTenant(server);
    base = `/tenants/${tenant.tenantId}`;
    const { doors } = tenant;
    const actor = tenant.actor as unknown as Actor;
    await equipSeller(doors, actor, ["USD"]);
    const clientId = await makeClient(doors, actor);
    const [first, short, over] = [
      await raiseSample(doors, actor, clientId),
      await raiseSample(doors, actor, clientId),
      await raiseSample(doors, actor, clientId),
    ];
    number = await doors.withTenant(actor, async (tx) => {
      await stateTolerance(tx, actor, { currency: "USD", toleranceMinor: 2_000n });
      await bookSample(tx, actor, short, 479_901n);
      await bookSample(tx, actor, over, 480_150n);
      const { number } = await tx
        .selectFrom("invoice")
        .select("number")
        .where("id", "=", first)
        .executeTakeFirstOrThrow();
      return number;
    });
  });
  afterAll(async () => {
    await browser?.close();
    await tenant?.doors.close();
  });

  const usd = (minor: bigint) => formatMoney(money(minor, "USD"));
  const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).first().click();

  it("leads from the file to receipts, and settles small differences with one click each", async () => {
    const page = await (await openContext(browser, server, tenant.owner)).newPage();
    const complaints = watchComplaints(page);
    const [t, s] = [en.receipt, en.bankStatement];
    await page.goto(`${base}/receipts`);
    const bytes = Buffer.from((await readFile(ICBC, "latin1")).replace("INV-2025-000012", number), "latin1");
    await page.locator("#statement-file").setInputFiles({ name: "icbc.csv", mimeType: "text/csv", buffer: bytes });
    await press(page, t.upload);
    await page.waitForURL(/\/receipts\/statements\/[0-9a-f-]{36}$/);
    await page.getByText(s.about).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.locator("#dates").selectOption("");
    await press(page, s.import);
    await page.getByText(s.fault.dates_missing!).first().waitFor();
    await page.locator("#dates").selectOption("ymd");
    await press(page, s.preview);
    await page.getByRole("table").getByText("NORTHERN TRADERS LTD").waitFor();
    await press(page, s.import);
    await page.getByText(t.imported(2)).waitFor();
    await page.getByText(t.mayPay(number, [t.matchReasons.number, t.matchReasons.payer])).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page
      .getByRole("listitem")
      .filter({ hasText: t.matchReasons.number })
      .getByRole("link", { name: t.bookLine })
      .last()
      .click();
    await page.waitForURL(/\/receipts\/new/);
    expect(await page.locator("#arrived").inputValue()).toBe("4785.00");
    await press(page, t.book);
    await page.getByText(t.short(usd(1_500n))).waitFor();
    for (const [difference, kind] of [
      [t.short(usd(1_500n)), "bank_charge"],
      [t.short(usd(99n)), "short_payment"],
      [t.over(usd(150n)), "overpayment_kept"],
    ] as const) {
      const row = page.getByRole("listitem").filter({ hasText: difference });
      await row.getByRole("button", { name: t.differenceKinds[kind], exact: true }).click();
      await row.waitFor({ state: "detached" });
    }
    await page.getByText(t.differences, { exact: true }).waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("fits a phone in Chinese", async () => {
    const context = await openContext(browser, server, tenant.owner, { width: 390, height: 844, locale: "zh-CN" });
    const page = await context.newPage();
    const t = zh.receipt;
    await page.goto(`${base}/receipts`);
    await page.getByText(t.lines).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await context.close();
  });
});
