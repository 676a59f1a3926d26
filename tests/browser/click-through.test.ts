import { createHash } from "node:crypto";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { findBarriers, openBrowser, watchComplaints } from "#tests/support/browser.ts";
import { makePerson } from "#tests/support/own-tenant.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { totpCode } from "#tests/support/totp.ts";
import { linkIn, readMail } from "#tests/support/visitor.ts";

const t = translator("en");
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const LONG = { timeout: 120_000 };

let server: TestServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[];
/** Set by the steps, which build on each other. */
let base = "";
let number = "";
let pdf: Buffer;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer("PGlite"), openBrowser()]);
  context = await browser.newContext({ viewport: DESK, locale: "en-GB", baseURL: server.origin });
  page = await context.newPage();
  complaints = watchComplaints(page);
});
afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

// Each step depends on the previous ones, so after a failure the rest would only wait.
let isBroken = false;
beforeEach(({ skip }) => skip(isBroken, "a step before it failed"));
afterEach(({ task }) => {
  isBroken ||= task.result?.state === "fail";
});

const press = (name: string, root: Pick<Page, "getByRole"> = page) =>
  root.getByRole("button", { name, exact: true }).first().click();
const follow = (name: string | RegExp) =>
  page
    .getByRole("link", { name, exact: typeof name === "string" })
    .first()
    .click();
const fill = (label: string, text: string) => page.getByLabel(label, { exact: true }).first().fill(text);
const choose = (name: string, value: string) => page.locator(`select[name="${name}"]`).selectOption(value);
const fillNamed = (name: string, text: string) => page.locator(`[name="${name}"]`).fill(text);
/** Waits for a text of the page. */
const see = (text: string | RegExp, options = {}) =>
  page
    .getByText(text)
    .first()
    .waitFor({ state: "visible", ...options });

async function expectNoBarriers(of: Page = page): Promise<void> {
  expect(await findBarriers(of), of.url()).toEqual([]);
}

describe("a user at a desk", () => {
  const person = makePerson("Li Sample");

  it("signs up, confirms the address by mail and is signed in", async () => {
    const { name, email, password } = person;
    await page.goto("/");
    await expectNoBarriers();
    await page.goto("/sign-up");
    await expectNoBarriers();
    await fill(t.account.name, name);
    await fill(t.account.email, email);
    await fill(t.account.password, password);
    await page.locator('input[name="kind"][value="consultancy"]').check();
    await press(t.account.signUp.submit);
    await see(t.account.signUp.sentTitle);
    // The form and its button are gone, so the focus moves to the content.
    await page.locator("#content:focus").waitFor();
    await expectNoBarriers();
    await page.goto(linkIn(await readMail(server, email, "confirmAddress")));
    await expectNoBarriers();
    // Someone without the app at hand confirms the address first.
    await press(t.account.verifyEmail.later);
    await page.waitForURL("**/account/second-factor**");
    await expectNoBarriers();
  });

  it("creates an organization and enters its report details", async () => {
    await see(t.account.settings.scan);
    await expectNoBarriers();
    await fillNamed("code", totpCode(await page.locator('input[name="uri"]').inputValue()));
    await press(t.account.settings.confirm);
    await page.waitForURL("**/tenants/new");
    await expectNoBarriers();
    expect(await page.locator('input[name="kind"]').count()).toBe(0);
    await fillNamed("workspaceName", "Sample Advisory");
    await press(t.tenant.newSubmit);
    await page.waitForURL("**/organizations/new");
    await see(t.tenant.firstClientTitle);
    await expectNoBarriers();
    await fillNamed("nameEn", "Sample Works");
    await fillNamed("nameZh", "示例工厂");
    await page.locator('select[name="legalIdKind"]').selectOption("other");
    await fillNamed("legalId", "91320000SAMPLE004X");
    await fillNamed("year", "2025");
    await press(t.organization.create);
    await page.waitForURL(/\/organizations\/[0-9a-f-]{36}\/start$/);
    await expectNoBarriers();
    base = new URL(page.url()).pathname.replace(/\/start$/, "");
    await page.goto(base);
    const menu = page.getByLabel(t.common.accountMenu("Li Sample")).first();
    const signOut = page.getByRole("button", { name: t.common.signOut }).first();
    await menu.press("Enter");
    await signOut.focus();
    await page.keyboard.press("Escape");
    await signOut.waitFor({ state: "hidden" });
    expect(await menu.evaluate((summary) => summary === document.activeElement)).toBe(true);
    await page.goto(`${base}/settings`);
    const details = {
      addressEn: "4 Sample Road",
      addressZh: "示例路4号",
      descriptionEn: "A sample company.",
      descriptionZh: "示例企业。",
      responsibleName: "Wang Sample",
      responsibleRoleOther: "EHS",
      responsibleContact: "ehs@sample.example",
    };
    await page.locator('select[name="responsibleRole"]').selectOption("other");
    for (const [field, text] of Object.entries(details)) await fillNamed(field, text);
    await press(t.common.save);
    await see(t.organization.saved);
    await expectNoBarriers();
    await page.goto(`${base}/factor-policy`);
    await page.locator('input[name="yearFallback"][value="latest_earlier"]').check();
    await press(t.policy.submit);
    await see(t.policy.saved);
    await expectNoBarriers();
  });

  it("adds a facility and two sources, one with a factor found by searching", async () => {
    await page.goto(`${base}/facilities`);
    await fillNamed("nameEn", "Plant A");
    await fillNamed("nameZh", "一厂");
    await choose("country", "CN");
    await choose("gridRegion", "CN-JS");
    await press(t.facility.add);
    await page.getByRole("link", { name: "Plant A" }).first().waitFor();
    await expectNoBarriers();

    await page.goto(`${base}/sources/new`);
    await fillNamed("nameEn", "Hotel nights");
    await choose("category", "business_travel");
    await choose("unit", "room_night");
    await fill(t.facility.sources.searchLabel, "酒店 中国");
    await press(t.facility.sources.search);
    await page.waitForURL(/[?&]q=/);
    expect(await page.locator('[name="nameEn"]').inputValue()).toBe("Hotel nights");
    await page.locator('input[name="factor"][value="uk-desnz.29_600_4009_13"]').check();
    await expectNoBarriers();
    await press(t.facility.sources.save);
    await page.waitForURL("**/sources");

    await page.goto(`${base}/sources/new`);
    await fillNamed("nameEn", "Electricity");
    await choose("category", "purchased_electricity");
    await choose("unit", "kWh");
    await page.locator('input[name="factor"][value="grid_average"]').check();
    await press(t.facility.sources.save);
    await page.getByRole("link", { name: "Electricity" }).first().waitFor();
    await expectNoBarriers();
  });

  it("records rows in the grid, by typing and by pasting", async () => {
    await page.goto(`${base}/activities`);
    const grid = page.getByRole("grid");
    await grid.waitFor();
    await page.locator("#cell-0-0").click();
    const typed = ["Plant A", "Hotel nights", "2025-06", "31", "room_night"];
    for (const text of typed) {
      await page.keyboard.type(text);
      await page.keyboard.press("Tab");
    }
    await see(t.activity.save.saved, LONG);
    await page.locator("#cell-0-9").getByText(t.sheet.reviewState.draft).waitFor(LONG);
    await expectNoBarriers();

    await page.locator("#cell-1-0").click();
    const block = ["Plant A\tElectricity\t2025-01\t50.84\t万千瓦时", "一厂\t酒店\t2025-13\tx\tkWh"].join("\r\n");
    await pasteInto("#cell-1-0", block);
    await page.locator("#cell-1-9").getByText(t.sheet.reviewState.draft).waitFor(LONG);
    // The second row has several invalid cells. It is kept and marked, and the valid row is saved.
    await page
      .locator("#cell-2-9")
      .getByText(/errors?/)
      .waitFor();
    await expectNoBarriers();
    await pasteInto("#cell-2-0", "Plant A\tElectricity\t2025-02\t49.87\t万千瓦时");
    await page.locator("#cell-2-9").getByText(t.sheet.reviewState.draft).waitFor(LONG);
    await page.reload();
    for (const quantity of ["31", "50.84", "49.87"]) {
      await page.getByRole("gridcell", { name: quantity, exact: true }).first().waitFor();
    }
  });

  it("imports a file after its errors are fixed", async () => {
    const heading = "facility,source,period,quantity,unit";
    const good = "Plant A,Electricity,2025-03,51000,kWh";
    await page.goto(`${base}/activities/import`);
    await expectNoBarriers();
    await giveFile("#file", "year.csv", `${heading}\n${good}\nPlant B,Electricity,2025-04,1OOO,kWh\n`);
    await press(t.activityImport.upload);
    await see(t.activityImport.columns.title, LONG);
    await expectNoBarriers();
    await press(t.activityImport.columns.check);
    await see(/“Plant B” is not a facility/, LONG);
    await see(/“1OOO” is not a valid number/);
    await expectNoBarriers();
    for (const [field, text] of [
      [t.activity.field.facility, "Plant A"],
      [t.activity.field.quantity, "1000"],
    ] as const) {
      const cell = page.getByLabel(t.activityImport.newText(field, "3"));
      await cell.fill(text);
      await cell.press("Enter");
      await cell.waitFor({ state: "detached" });
    }
    await see(t.activityImport.previewTitle, LONG);
    await expectNoBarriers();
    await press(t.activityImport.import("2"));
    await see(t.activityImport.done("2", "year.csv"), LONG);
    await expectNoBarriers();
  });

  it("calculates, and opens the steps of a figure", async () => {
    await page.goto(`${base}/inventories`);
    await expectNoBarriers();
    await page.locator(`tbody a[href^="${base}/inventories/"]`).first().click();
    await press(t.inventory.run);
    await page.getByRole("link", { name: t.inventory.prepareReport }).waitFor(LONG);
    // The button is disabled during the run but keeps the focus.
    await page.getByRole("button", { name: t.inventory.runAgain }).and(page.locator(":focus")).waitFor();
    await expectNoBarriers();
    await follow(t.inventory.tabs.lines);
    await page.waitForURL(/view=lines/);
    await page.locator('td a[href*="line="]').first().click();
    await see(t.inventory.opened.sources);
    await expectNoBarriers();
  });

  it("completes the report, item by item", async () => {
    await page.goto(`${base}/reports/checklist`);
    await expectNoBarriers();
    for (const item of ["A4", "A5", "A9", "A16", "A17"]) {
      const details = page.locator(`#${item}`);
      if (!(await details.evaluate((element) => (element as HTMLDetailsElement).open))) {
        await details.locator("summary").click();
      }
      if (item === "A9") await details.locator('input[value="none"]').check();
      else {
        for (const area of await details.locator('textarea:not([name^="justifications"])').all()) {
          await area.fill("As stated. 如前所述。");
        }
      }
      for (const grade of await details.locator("select").all()) await grade.selectOption("medium");
      await details.locator("button:not([popovertarget])").click();
      await see(t.disclosure.page.saved(item));
    }
    await page.goto(`${base}/reports/completeness`);
    await expectNoBarriers();
    for (const box of await page.locator('input[name="category"]:enabled').all()) await box.check();
    await press(t.completeness.answerSelected);
    await page.locator('input[value="not_applicable:no_activity"]').check();
    await expectNoBarriers();
    await press(t.completeness.save);
    await see(t.completeness.ready);
    await page.goto(`${base}/reports/checklist`);
    await see(t.disclosure.page.ready);
    await expectNoBarriers();
  });

  it("issues the report", async () => {
    await page.goto(`${base}/inventories`);
    await page.locator(`tbody a[href^="${base}/inventories/"]`).first().click();
    await follow(t.inventory.prepareReport);
    await page.waitForURL(/\/reports/);
    await expectNoBarriers();
    await page.locator("summary", { hasText: t.reportPage.issue }).click();
    await press(t.reportPage.issue);
    await page.waitForURL(/\/reports\/[0-9a-f-]{36}$/);
    const bundle = page.locator('a[href*="/bundle.zip?"]');
    await bundle.waitFor(LONG);
    await expectNoBarriers();
    number = /verify\/(GHG-[0-9A-Z-]+)\/bundle/.exec((await bundle.getAttribute("href")) ?? "")![1]!;
    pdf = await (await context.request.get(`/verify/${number}/report.pdf`)).body();
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  });

  it("found no failed script and no violation of the content security policy", () => {
    expect(complaints).toEqual([]);
  });
});

describe("a stranger", () => {
  let stranger: Page;
  let sent: { method: string; url: string; body: number }[];
  let complaintsOfStranger: string[];

  beforeAll(async () => {
    stranger = await (await browser.newContext({ viewport: DESK, locale: "en-GB", baseURL: server.origin })).newPage();
    complaintsOfStranger = watchComplaints(stranger);
    sent = [];
    stranger.on("request", (request) => {
      const { length } = request.postDataBuffer() ?? [];
      sent.push({ method: request.method(), url: request.url(), body: length ?? 0 });
    });
  });

  const verdict = (word: string) =>
    stranger
      .getByText(word, { exact: true })
      .first()
      .waitFor({ state: "visible", ...LONG });

  it("finds the report by its number in any spelling", async () => {
    await stranger.goto("/verify");
    await expectNoBarriers(stranger);
    await stranger.locator('input[name="number"]').first().fill(number.toLowerCase().replaceAll("-", " "));
    await stranger.keyboard.press("Enter");
    await stranger.waitForURL(`**/verify/${number}`);
    await verdict(t.verify.page.record.word);
    await expectNoBarriers(stranger);
  });

  it("opens the link, and the browser repeats the checks itself", async () => {
    await stranger.goto(`/verify/${number}`);
    await stranger
      .getByText(/Repeated in this browser/)
      .first()
      .waitFor(LONG);
    expect(await stranger.getByText("Sample Works").first().isVisible()).toBe(true);
    // The number alone proves that a report exists, not that a file is that report.
    expect(await stranger.getByText(t.common.verdict.authentic, { exact: true }).count()).toBe(0);
    await expectNoBarriers(stranger);
  });

  it("drops the file, which is authentic and never leaves the browser", async () => {
    await stranger.goto("/verify");
    await dropFile(pdf, "report.pdf");
    await verdict(t.common.verdict.authentic);
    await expectNoBarriers(stranger);
    const sha256 = createHash("sha256").update(pdf).digest("hex");
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.filter(({ method, body }) => method !== "GET" || body > 0)).toEqual([]);
    // Only the hash that the page states is sent, and only in these requests.
    const named = sent.filter(({ url }) => url.includes(sha256)).map(({ url }) => new URL(url).pathname);
    expect(new Set(named)).toEqual(new Set([`/verify/by-hash/${sha256}`]));
    expect(Math.max(...sent.map(({ url }) => url.length))).toBeLessThan(500);
  });

  it("drops a file with one changed byte on either page, which is reported as altered", async () => {
    const changed = Buffer.from(pdf);
    changed[changed.length >> 1]! ^= 1;
    for (const path of ["/verify", `/verify/${number}`]) {
      await stranger.goto(path);
      await dropFile(changed, "changed.pdf");
      await verdict(t.common.verdict.altered);
      expect(await stranger.getByText(t.common.verdict.authentic, { exact: true }).count()).toBe(0);
    }
    await expectNoBarriers(stranger);
  });

  it("drops a changed bundle and a foreign file", async () => {
    const bundle = await (await context.request.get(`/verify/${number}/bundle.zip`)).body();
    await stranger.goto("/verify");
    await dropFile(bundle, "bundle.zip");
    await verdict(t.common.verdict.authentic);
    const changed = Buffer.from(bundle);
    changed[changed.length >> 1]! ^= 1;
    await stranger.goto("/verify");
    await dropFile(changed, "bundle.zip");
    await verdict(t.common.verdict.altered);
    await stranger.goto("/verify");
    await dropFile(Buffer.from("%PDF-1.7\nanother file\n%%EOF\n"), "other.pdf");
    await verdict(t.common.verdict.notRecognised);
    await expectNoBarriers(stranger);
    expect(sent.filter(({ method, body }) => method !== "GET" || body > 0)).toEqual([]);
    expect(complaintsOfStranger).toEqual([]);
  });

  it("reads the public pages in Chinese on a phone", async () => {
    const phone = await browser.newContext({
      viewport: PHONE,
      locale: "zh-CN",
      baseURL: server.origin,
      hasTouch: true,
    });
    const reader = await phone.newPage();
    for (const path of [
      "/",
      "/verify",
      `/verify/${number}`,
      "/factors?q=柴油",
      "/log",
      "/keys",
      "/glossary",
      "/sign-in",
      "/sign-up",
    ]) {
      await reader.goto(path);
      expect(await reader.locator("html").getAttribute("lang"), path).toMatch(/^zh/);
      await expectNoBarriers(reader);
      const overflow = await reader.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
    }
    await phone.close();
  });

  it("reads the verification page without JavaScript", async () => {
    const plain = await browser.newContext({
      viewport: DESK,
      locale: "en-GB",
      baseURL: server.origin,
      javaScriptEnabled: false,
    });
    const reader = await plain.newPage();
    await reader.goto("/verify");
    await reader.locator('input[name="number"]').first().fill(number);
    await reader.locator('form[action="/verify"] button').first().click();
    await reader.waitForURL(`**/verify/${number}`);
    for (const text of ["Sample Works", "91320000SAMPLE004X", number, t.verify.page.totals.title]) {
      expect(await reader.getByText(text).first().isVisible(), text).toBe(true);
    }
    await plain.close();
  });

  /** Selects the file in the field. A drop passes the same object. */
  async function dropFile(buffer: Buffer, name: string): Promise<void> {
    const input = stranger.locator('input[accept*=".pdf"]:enabled').first();
    await input.waitFor({ state: "attached" });
    await input.setInputFiles({ name, mimeType: "application/octet-stream", buffer });
  }
});

/** Pastes the text as a spreadsheet program puts it on the clipboard. */
async function pasteInto(selector: string, text: string): Promise<void> {
  await page.locator(selector).click();
  await page.locator(selector).evaluate((cell, block) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", block);
    cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

async function giveFile(selector: string, name: string, text: string): Promise<void> {
  await page.locator(selector).setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
}
