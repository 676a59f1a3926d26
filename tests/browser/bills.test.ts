import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { BILL_SAMPLES } from "#tests/support/bills/bill-samples.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectToFit, VIEWS } from "#tests/support/views.ts";

const SHOWN = [
  "sample-power.ofd",
  "sample-power-peaks.pdf",
  "sample-water-us.pdf",
  "sample-power.xml",
  "sample-scanned.pdf",
];

describe("bills in a browser", () => {
  let server: RunningServer;
  let browser: Browser;
  let tenant: OwnTenant;
  let base: string;
  let addresses: Map<string, string>;
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
    tenant = await makeOwnTenant(server, "Quillfeather");
    base = `/organizations/${tenant.ids.organizationId}`;
    addresses = new Map();
    for (const { name, make } of BILL_SAMPLES.filter((sample) => SHOWN.includes(sample.name))) {
      const file = { field: "file", name, bytes: await make() };
      const { outcomes } = JSON.parse((await tenant.owner.upload(`${base}/evidence/files.json`, {}, file)).text);
      addresses.set(name, `${base}/evidence/${outcomes[0].fileId}/records`);
    }
  });
  afterAll(async () => {
    await browser?.close();
  });

  it("shows values next to the document, in English and Chinese, on a desktop and a phone", async () => {
    for (const view of VIEWS) {
      const page = await (await openContext(browser, server, tenant.owner, view)).newPage();
      const complaints = watchComplaints(page);
      for (const [name, address] of addresses) {
        await page.goto(address);
        await page.getByText(translator(view.locale === "en-GB" ? "en" : "zh").bill.title).waitFor();
        expect(await findBarriers(page), name).toEqual([]);
        await expectToFit(page);
      }
      expect(complaints).toEqual([]);
      await page.context().close();
    }
  });

  it("follows a value to its place with the keyboard, and removes a row", async () => {
    const page = await (await openContext(browser, server, tenant.owner, { width: 1440, height: 900 })).newPage();
    await page.goto(addresses.get("sample-power-peaks.pdf")!);
    const value = page.getByRole("link", { name: "12000.5 千瓦时" });
    await value.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/#bill-mark-\d+$/);
    const mark = page.locator("rect:target");
    expect(await mark.count()).toBe(1);
    const words = translator("en").evidence.entry;
    await page.getByRole("button", { name: words.removeRow("2") }).click();
    expect(await page.getByLabel(translator("en").activity.field.quantity).count()).toBe(2);
    expect(await page.locator("#quantity-1").inputValue()).toBe("8800");
    await page.context().close();
  });
});
