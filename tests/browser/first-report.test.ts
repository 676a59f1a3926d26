import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Locale, translator } from "#app/i18n/index.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { SITES, yearBills, yearWorkbook } from "#tests/support/first-year.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { totpCode } from "#tests/support/totp.ts";
import { linkIn, readMail } from "#tests/support/visitor.ts";

/** What the walk asks of a person. */
interface Effort {
  pages: string[];
  saves: number;
  decisions: number;
  typed: number;
}

/** What the walk takes in either language. It may only fall. */
const LIMITS = { pages: 10, saves: 17, decisions: 38, typed: 12 };

const PASSWORD = "a long enough first password";

describe("a first report", () => {
  let server: RunningServer;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([useServer(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
  });

  it.each<[Locale, string, number, string]>([
    ["en", "en-GB", 1440, "91330481MA2B8XKT4H"],
    ["zh", "zh-CN", 390, "91330481MA2B8XKT4H"],
  ])("goes from the home page to a bilingual report (%s)", async (locale, browserLocale, width, legalId) => {
    const context = await openContext(browser, server, null, { locale: browserLocale, width });
    const page = await context.newPage();
    const complaints = watchComplaints(page);
    const t = translator(locale);
    const effort: Effort = { pages: [], saves: 0, decisions: 0, typed: 0 };
    const seen = new Set<string>();

    const arrive = async (name: string, at: RegExp) => {
      await page.waitForURL(at);
      await page.locator("h1").first().waitFor();
      await page.waitForLoadState("networkidle");
      if (seen.has(name)) return;
      seen.add(name);
      effort.pages.push(name);
      expect(await findBarriers(page), name).toEqual([]);
      const isTooWide = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect(await isTooWide(), `${name} is too wide`).toBe(false);
    };
    const type = async (field: string, text: string) => {
      await page.fill(field, text);
      effort.typed += 1;
    };
    const decide = async (act: () => Promise<unknown>) => {
      await act();
      effort.decisions += 1;
    };
    const save = async (button: ReturnType<Page["locator"]>) => {
      await button.click();
      effort.saves += 1;
    };
    const button = (name: string) => page.getByRole("button", { name, exact: true });

    await page.goto("/");
    await arrive("home", /\/$/);
    await page.locator('a[href^="/sign-up"]').filter({ visible: true }).first().click();
    await arrive("sign-up", /\/sign-up/);
    const email = `first-report-${locale}@company.example`;
    await decide(() => page.check('[name="kind"][value="company"]'));
    await type('[name="name"]', "Sample Person");
    await type('[name="email"]', email);
    await type('[name="password"]', PASSWORD);
    await save(page.locator("main form button").last());
    const link = linkIn(await readMail(server, email, "confirmAddress"));
    await page.goto(link);
    await arrive("confirm", /\/email\/verify/);
    await page.locator('[name="code"]').waitFor();
    const shown = (await page.locator("main").textContent()) ?? "";
    const key = /(?:[A-Z2-7]{4} ){7,}[A-Z2-7]{1,4}/.exec(shown)![0].replace(/ /g, "");
    await type('[name="code"]', totpCode(`otpauth://totp/x?secret=${key}`));
    await save(page.locator("main form button").first());

    await arrive("company", /\/organizations\/new/);
    await type('[name="nameEn"]', `Sample Fasteners ${locale}`);
    await type('[name="nameZh"]', `示例紧固件${locale}`);
    await decide(() => page.selectOption('[name="legalIdKind"]', { index: 1 }));
    await type('[name="legalId"]', legalId);
    await type("#name-0", SITES.works);
    await decide(() => page.selectOption("#country-0", "CN"));
    await decide(() => page.selectOption("#subdivision-0", "CN-ZJ"));
    await decide(() => page.selectOption("#trade", "fasteners"));
    await decide(() => button(t.start.addSite).click());
    await page.locator("#name-1").waitFor();
    await type("#name-1", SITES.paintShop);
    await decide(() => page.selectOption("#subdivision-1", "CN-ZJ"));
    for (const unused of ["steel", "zinc", "cardboard", "water", "machines", "road_in", "road_out", "sea_out", "r32"])
      await decide(() => page.uncheck(`[name="use-${unused}"]`));
    await save(button(t.start.next));
    await arrive("proposal", /\/start\/proposal/);
    for (const absent of ["0-natural_gas", "0-hotel", "1-hotel", "1-diesel_equipment", "1-petrol_vehicles", "1-r410a"])
      await decide(() => page.uncheck(`[name="s-${absent}"]`));
    await type("#addressEn", "1 Sample Road, Haining, Zhejiang, China");
    await type("#addressZh", "中国浙江省海宁市示例路1号");
    await decide(() => page.selectOption('[name="responsibleRole"]', "EHS manager"));
    await save(button(t.start.create));

    await arrive("overview", /\/organizations\/[0-9a-f-]{36}\?started/);
    const base = new URL(page.url()).pathname;
    const workbook = yearWorkbook();
    const file = { name: workbook.name, mimeType: "application/octet-stream", buffer: Buffer.from(workbook.bytes) };
    await page.setInputFiles('main input[type="file"]', file);
    await save(page.locator('main form:has(input[type="file"]) button:not([type="button"])').first());
    await arrive("import draft", /\/activities\/imports\//);
    const press = (intent: string) =>
      page.locator(`main button[name="intent"][value="${intent}"]:not([aria-hidden])`).first();
    // Only one number format fits all amounts, so none is asked for.
    await save(press("check"));
    await press("match-high").waitFor();
    // Rows without a source are one entry, not an error each.
    expect(await page.locator("main article").count()).toBe(0);
    await page.locator('main a[href$="rows=waiting"]').first().waitFor();
    await decide(() => press("match-high").click());
    effort.saves += 1;
    await press("match-high").waitFor({ state: "detached" });
    // The library has no Chinese factor for steel: the person chooses one of another country.
    await decide(() => page.locator('main input[name="choice-0"]:not([value=""])').first().check());
    await save(press("match"));
    await save(page.locator('main form:has(input[value="commit"]) button:not([type="button"])').last());
    await page.locator('main form:has(input[value="undo"])').first().waitFor();

    await page.locator(`main a[href="${base}/evidence/bills"]`).first().click();
    await arrive("bills", /\/evidence\/bills/);
    const bills = (await yearBills()).map(({ name, bytes }) => ({
      name,
      mimeType: "application/octet-stream",
      buffer: Buffer.from(bytes),
    }));
    await page.setInputFiles('main input[type="file"]', bills);
    await page.locator("#use-5").waitFor();
    const gas = await page
      .locator("#source-0 option")
      .evaluateAll(
        (options, names) => options.find((one) => names.includes(one.textContent ?? ""))?.getAttribute("value") ?? "",
        ["Natural gas", "天然气"],
      );
    await decide(() => page.selectOption("#source-0", gas));
    await save(press("enter"));
    await save(press("convert"));
    await page.locator("td, th").filter({ hasText: /GJ/ }).first().waitFor();
    await save(press("enter"));
    await page.waitForURL(/entered=6/);
    await page.waitForLoadState("networkidle");

    await page.locator(`a[href^="${base}?inventory="]`).filter({ visible: true }).first().click();
    await arrive("overview", /\?inventory=/);
    expect(await findBarriers(page), "overview without a total").toEqual([]);
    await save(page.locator("#calculate form button"));
    await page.locator("#calculate").waitFor({ state: "detached" });
    await page.locator(`a[href$="/reports/checklist#proposed"]`).filter({ visible: true }).first().click();
    await arrive("checklist", /\/reports\/checklist/);
    for (const { reason, isExcluded } of [
      { reason: "not_applicable:no_activity", isExcluded: false },
      { reason: "excluded:not_significant", isExcluded: true },
    ]) {
      await page.locator('main a[href*="facility=all&category="]').last().waitFor();
      const all = page.locator('main a[href*="facility=all&category="]').filter({ hasText: /\d/ });
      await decide(() => all.first().click());
      await decide(() => page.check(`[name="answer"][value="${reason}"]`));
      if (isExcluded) await type('[name="tonnes"]', "60");
      await save(page.locator('form:has([name="answer"]) button').last());
      await page.waitForURL(/did=saved/);
      await page.waitForLoadState("networkidle");
    }
    const proposals = page.locator("#proposed");
    for (const category of ["fugitive", "mobile_combustion", "purchased_electricity", "stationary_combustion"])
      await decide(() => proposals.locator(`[name="uncertaintyGrades.${category}"]`).selectOption("low"));
    // The factor of steel is one of another country.
    await decide(() => proposals.locator('[name="uncertaintyGrades.purchased_goods_services"]').selectOption("high"));
    await decide(() => proposals.locator('[name="exclusionsAre"]').check());
    await save(proposals.locator("button").last());
    await page.getByText(t.disclosure.page.ready, { exact: true }).waitFor();
    await page.locator("#issue").waitFor();
    expect(await findBarriers(page), "checklist with nothing open").toEqual([]);
    await decide(() => page.uncheck('[name="en"]'));
    await decide(() => page.check('[name="both"]'));
    await page.locator("#issue summary").first().click();
    await save(page.locator("#issue details[open] button").last());
    await arrive("report", /\/reports\/[0-9a-f-]{36}/);
    await page.locator('a[href*="/verify/"]').first().waitFor({ timeout: 120_000 });
    expect(complaints).toEqual([]);
    await context.close();
    const { pages, ...counts } = effort;
    for (const [what, most] of Object.entries(LIMITS))
      expect({ ...counts, pages: pages.length }[what], what).toBeLessThanOrEqual(most);
  });
});
