import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeWorkbook } from "#app/encoding/workbook/write-workbook.ts";
import { translator } from "#app/i18n/index.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { makeOwnTenant, makePerson } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectToFit } from "#tests/support/views.ts";
import { linkIn, readMail } from "#tests/support/visitor.ts";

let server: RunningServer;
let browser: Browser;
let number = "";
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  [server, browser] = await Promise.all([useServer(), openBrowser()]);
  number = (await makeOwnTenant(server, "Oakgall")).reportNumber;
});
afterAll(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  await browser?.close();
});

async function open(locale: string) {
  const context = await openContext(browser, server, null, { locale });
  contexts.push(context);
  return context.newPage();
}

describe("watching a report in a browser", () => {
  it.each([
    ["en-GB", "en"],
    ["zh-CN", "zh"],
  ] as const)("leads from the form to the confirmed watch and its end without barriers (%s)", async (tag, locale) => {
    const { section, page: words, link } = translator(locale).watch;
    const { email } = makePerson();
    const page = await open(tag);
    const complaints = watchComplaints(page);
    await page.goto(`/verify/${number}`);
    const form = page.locator(`form[action="/verify/${number}/watch"]`);
    await form.getByLabel(section.email).fill(email);
    expect(await form.getByLabel(section.language).inputValue()).toBe(locale);
    expect(await findBarriers(page)).toEqual([]);
    await expectToFit(page, 320);
    await form.getByRole("button", { name: section.submit }).click();
    await page.getByRole("heading", { level: 1, name: words.sentTitle }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.goto(`/verify/${number}/watch`);
    expect(await findBarriers(page)).toEqual([]);

    await page.goto(linkIn(await readMail(server, email, "watchConfirm")));
    await page.getByRole("heading", { level: 1, name: link.confirmTitle(number) }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await expectToFit(page, 320);
    await page.getByRole("button", { name: link.confirm, exact: true }).click();
    await page.getByRole("heading", { level: 1, name: link.watchingTitle(number) }).waitFor();
    await page.getByRole("button", { name: link.stop }).click();
    await page.getByRole("heading", { level: 1, name: link.stoppedTitle(number) }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

describe("a check of many numbers in a browser", () => {
  it.each([
    ["en-GB", "en"],
    ["zh-CN", "zh"],
  ] as const)(
    "takes a workbook and shows issuer, assurance, both totals and standard without barriers (%s)",
    async (tag, locale) => {
      const { verifyMany: many, issuerProof } = translator(locale);
      const page = await open(tag);
      const complaints = watchComplaints(page);
      await page.goto("/verify/many");
      expect(await findBarriers(page)).toEqual([]);
      const rows = [
        ["Supplier", "Report"],
        ["Works", number],
        ["Others", "hello"],
      ];
      const buffer = Buffer.from(writeWorkbook([{ name: "Suppliers", rows, widths: [20, 40] }]));
      const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
      await page.getByLabel(many.file).setInputFiles({ name: "suppliers.xlsx", mimeType, buffer });
      await page.getByRole("button", { name: many.check, exact: true }).click();
      const row = page.getByRole("row").filter({ hasText: number });
      await row.getByText(many.outcome.current, { exact: true }).waitFor();
      for (const text of [issuerProof.notChecked, many.level.limited, "ISO 14064-1:2018"]) {
        expect(await row.getByText(text).count(), text).toBeGreaterThan(0);
      }
      const { column } = many;
      for (const name of [column.issuer, column.assurance, column.total, column.totalMarket, column.standard]) {
        expect(await page.getByRole("columnheader", { name, exact: true }).count(), name).toBe(1);
      }
      expect(await findBarriers(page)).toEqual([]);
      await expectToFit(page, 320);
      // On a phone no row is wider than the screen, and each value has its label.
      await page.setViewportSize({ width: 390, height: 844 });
      const region = page.getByRole("region", { name: many.caption }).last();
      expect(await region.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
      for (const name of [column.issuer, column.total, column.standard])
        await row.getByText(name, { exact: true }).filter({ visible: true }).waitFor();
      expect(await page.getByRole("columnheader", { name: column.total, exact: true }).count()).toBe(1);
      expect(await findBarriers(page)).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );
});
