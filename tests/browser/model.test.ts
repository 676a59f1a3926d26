import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { BILL_SAMPLES } from "#tests/support/bills/bill-samples.ts";
import { findBarriers, openBrowser, openContext, watchComplaints } from "#tests/support/browser.ts";
import { factsOf, type ModelStandIn, startModelStandIn } from "#tests/support/model-stand-in.ts";
import { makeOwnTenant, type OwnTenant, whenChecked } from "#tests/support/own-tenant.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { expectToFit, VIEWS } from "#tests/support/views.ts";
import { expectRedirect } from "#tests/support/visitor.ts";

let server: TestServer;
let browser: Browser;
let model: ModelStandIn;
let tenant: OwnTenant;

beforeAll(async () => {
  model = await startModelStandIn();
  const settings = { MODEL_URL: model.url, MODEL_NAME: "sample-1", MODEL_IMAGES: "on" };
  [server, browser] = await Promise.all([startServer("PostgreSQL", settings), openBrowser()]);
  tenant = await makeOwnTenant(server, "Quillfeather");
  const consent = { intent: "state", allowed: "images", host: model.host, model: "sample-1" };
  expectRedirect(await tenant.owner.save(`/tenants/${tenant.ids.tenantId}/model`, "model_consent", consent));
});
afterAll(async () => {
  await browser?.close();
  await server?.remove();
  await model?.close();
});

it("copies a scanned bill into rows that are saved only after a person has compared them", async () => {
  const { organizationId } = tenant.ids;
  const { make, name } = BILL_SAMPLES.find((sample) => sample.name === "sample-scanned.pdf")!;
  const file = { field: "file", name, bytes: await make() };
  const { text } = await tenant.owner.upload(`/organizations/${organizationId}/evidence/files.json`, {}, file);
  const address = `/organizations/${organizationId}/evidence/${JSON.parse(text).outcomes[0].fileId}/records`;
  const form = await tenant.owner.get(address);
  const source = /value="([0-9a-f-]{36})"[^>]*>Quillfeather Electricity</.exec(form.text)![1]!;
  for (const [at, view] of VIEWS.entries()) {
    const { model: words } = translator(view.locale === "en-GB" ? "en" : "zh");
    const { bill: t } = words;
    const page = await (await openContext(browser, server, tenant.owner, view)).newPage();
    const complaints = watchComplaints(page);
    await page.goto(address);
    model.write("no");
    await page.getByRole("button", { name: t.ask }).click();
    await page.getByRole("alert").filter({ hasText: words.faults.not_json! }).waitFor();
    const month = `2025-${String(9 + at).padStart(2, "0")}`;
    const items = [{ page: 1, name: "", quantity: "1.234,5", unit: "kWh" }];
    model.write({ seller: "Sample Power", number: `R-${at}`, meter: "M-1", period: month, items });
    await page.getByRole("button", { name: t.ask }).click();
    await page.getByText(t.mark("sample-1")).waitFor();
    expect(await page.locator("input[name='quantity-0']").inputValue()).toBe("1234.5");
    expect(await findBarriers(page)).toEqual([]);
    await expectToFit(page);
    await page.locator("select[name='sourceId-0']").selectOption(source);
    await page.locator("button[name=intent][value=save]:not([aria-hidden])").click();
    await page.locator("#compared-0-error").waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.locator("select[name='dataQuality-0']").selectOption("measured");
    await page.getByLabel(t.compared).check();
    await page.locator("button[name=intent][value=save]:not([aria-hidden])").click();
    await page.waitForURL(/entered=1$/);
    expect(complaints).toEqual([]);
    await page.context().close();
  }
});

it("suggests a factor, marked and not chosen, which a person chooses and saves", async () => {
  for (const view of VIEWS) {
    const language = view.locale === "en-GB" ? "en" : "zh";
    const { model: t, facility } = translator(language);
    const page = await (await openContext(browser, server, tenant.owner, view)).newPage();
    const complaints = watchComplaints(page);
    await page.goto(`/organizations/${tenant.ids.organizationId}/sources/new`);
    await page.locator("input[name=nameEn]").fill(`Diesel ${language} ${view.width}`);
    await page.locator("select[name=category]").selectOption("stationary_combustion");
    await page.locator("select[name=unit]").selectOption("L");
    model.write({ factor: null, words: ["gas oil"] });
    await page.getByRole("button", { name: t.match.ask }).click();
    await page.getByText(t.match.noFactor).waitFor();
    const { choices } = factsOf(model.received.at(-1)!) as { choices: { id: string; publisher: string }[] };
    const factor = choices.find(({ id }) => id.startsWith("uk-desnz."))!.id;
    model.write({ factor });
    await page.getByRole("button", { name: t.match.ask }).click();
    await page.getByText(t.match.check).waitFor();
    const radio = page.locator(`input[name=factor][value="${factor}"]`);
    const row = page.locator("label", { has: radio });
    expect(await row.textContent()).toContain(t.match.mark("sample-1"));
    expect(await page.locator("input[name=factor]:checked").count()).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
    await expectToFit(page);
    await radio.check();
    await page.getByRole("button", { name: facility.sources.save, exact: true }).click();
    await page.waitForURL(/\/sources$/);
    await page.goto(`/tenants/${tenant.ids.tenantId}/model/suggestions`);
    await page.getByText(t.states.confirmed).filter({ visible: true }).first().waitFor();
    await expectToFit(page);
    await page.goto(`/tenants/${tenant.ids.tenantId}/model`);
    expect(await findBarriers(page)).toEqual([]);
    await expectToFit(page);
    expect(complaints).toEqual([]);
    await page.context().close();
  }
});

it("shows drafts of a text next to the saved one, and saves only what a person corrects and ticks", async () => {
  const checklist = `/organizations/${tenant.ids.organizationId}/reports/checklist?run=${tenant.ids.runId}`;
  for (const view of VIEWS) {
    const language = view.locale === "en-GB" ? "en" : "zh";
    const { disclosure, model: words } = translator(language);
    const t = disclosure.page.drafts;
    const page = await (await openContext(browser, server, tenant.owner, view)).newPage();
    const complaints = watchComplaints(page);
    await page.goto(checklist);
    await page.locator("select[name=text]").selectOption("boundary");
    model.write({ texts: { boundary: { en: "It was verified." } } });
    await page.getByRole("button", { name: t.ask }).click();
    await page.getByRole("alert").filter({ hasText: words.faults.own_claim! }).waitFor();
    const drafts = { en: "The boundary covers all of the plants.", zh: "组织边界涵盖全部设施。" };
    model.write({ texts: { boundary: drafts, purpose: undefined } });
    await page.getByRole("button", { name: t.ask }).click();
    await page.getByText(t.mark("sample-1")).waitFor();
    expect(await page.locator("input[name^='use:']:checked").count()).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
    await expectToFit(page);
    const corrected = language === "en" ? "The boundary covers the plants." : "组织边界涵盖所有工厂。";
    const draft = page.locator(`textarea[name="boundary.${language}"]`).first();
    await draft.fill(corrected);
    await page.locator(`input[name="use:boundary.${language}"]`).check();
    await page.getByRole("button", { name: t.save }).click();
    await page.getByText(disclosure.page.saved(t.title)).filter({ visible: true }).first().waitFor();
    expect(await page.content()).toContain(corrected);
    expect(await page.content()).toContain(t.origin("sample-1"));
    expect(await findBarriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  }
});

it("marks its factor for a line of a file, below no confidence and not chosen", async () => {
  const { organizationId } = tenant.ids;
  const csv =
    "facility,source,start,end,quantity,unit\nQuillfeather Plant,Steel sheets for wagons,2025-03-01,2025-03-31,7,t\n";
  const file = { field: "file", name: "steel.csv", bytes: Buffer.from(csv) };
  const upload = await tenant.owner.upload(`/organizations/${organizationId}/activities/import`, {}, file);
  const draft = expectRedirect(upload);
  await tenant.owner.post(draft, { intent: "check" });
  await whenChecked(tenant.owner, draft);
  for (const view of VIEWS) {
    const { model: t, matching } = translator(view.locale === "en-GB" ? "en" : "zh");
    const page = await (await openContext(browser, server, tenant.owner, view)).newPage();
    const complaints = watchComplaints(page);
    await page.goto(draft);
    model.write({ factor: null, words: ["sheet"] });
    await page.getByRole("button", { name: t.match.ask }).click();
    await page.getByText(t.match.noUse).waitFor();
    const { choices } = factsOf(model.received.at(-1)!) as { choices: { id: string; unit: string }[] };
    const factor = choices.find(({ unit }) => unit === "t")!.id;
    model.write({ factor });
    await page.getByRole("button", { name: t.match.ask }).click();
    await page.getByText(t.match.check).waitFor();
    const row = page.locator("label", { has: page.locator(`input[name="choice-0"][value*="${factor}"]`) });
    expect(await row.textContent()).toContain(matching.byModel);
    expect(await page.locator('input[name="choice-0"]:checked').getAttribute("value")).toBe("");
    expect(await findBarriers(page)).toEqual([]);
    await expectToFit(page);
    expect(complaints).toEqual([]);
    await page.context().close();
  }
});
