import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { makeOwnTenant } from "#tests/support/own-tenant.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { expectToFit } from "#tests/support/views.ts";
import { linkIn, readMail } from "#tests/support/visitor.ts";

let server: TestServer;
let browser: Browser;
let number = "";
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  number = (await makeOwnTenant(server, "Oakgall")).reportNumber;
});
afterAll(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  await browser?.close();
  await server?.remove();
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
    const email = `${locale}@buyer.example`;
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
