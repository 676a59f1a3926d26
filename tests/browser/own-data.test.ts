import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { makeOrganization, makePerson } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectToFit } from "#tests/support/views.ts";
import { signUp, signUpByPassword } from "#tests/support/visitor.ts";

const { account, ownData: t } = translator("en");

describe("one's own data in a browser", () => {
  let server: RunningServer;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
  });

  it.each([390, 1440])("are downloaded, and the account is deleted with its password, at %i px", async (width) => {
    const person = makePerson();
    const visitor = await signUpByPassword(server, person);
    const page = await (await openContext(browser, server, visitor, { width })).newPage();
    const complaints = watchComplaints(page);
    await page.goto("/account");
    const link = page.getByRole("link", { name: t.download });
    const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
    expect(download.suggestedFilename()).toBe("account.json");
    expect(await download.failure()).toBeNull();
    await page.getByRole("link", { name: t.delete }).click();
    await page.getByRole("heading", { level: 1, name: t.title }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await expectToFit(page);
    await page.getByLabel(t.password).fill("not the password");
    await page.getByRole("button", { name: t.submit }).click();
    await page.getByRole("link", { name: account.fault.password_wrong }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByLabel(t.password).fill(person.password);
    await page.getByRole("button", { name: t.submit }).click();
    await page.getByText(account.signIn.deleted).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("leads the only owner of a workspace to its members and its data", async () => {
    const owner = await signUp(server, makePerson());
    await makeOrganization(owner, "Madder");
    const page = await (await openContext(browser, server, owner, { width: 390 })).newPage();
    await page.goto("/account/delete");
    await page.getByRole("link", { name: t.toMembers("Madder Works") }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole("link", { name: t.toClose("Madder Works") }).click();
    await page.waitForURL(/\/tenants\/[0-9a-f-]+\/data$/);
  });
});
