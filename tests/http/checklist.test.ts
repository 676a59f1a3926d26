import { beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { inviteMember, issueForm, makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectRedirect, readable } from "#tests/support/visitor.ts";

const en = translator("en");

let server: RunningServer;
let tenant: OwnTenant;
let page: string;

beforeAll(async () => {
  server = await useServer();
  tenant = await makeOwnTenant(server, "Checklist");
  page = pageOf(tenant);
});

const pageOf = ({ ids }: OwnTenant) => `/organizations/${ids.organizationId}/reports/checklist?run=${ids.runId}`;

const versionOf = (html: string) => /name="basedOn" value="(\d+)"/.exec(html)![1]!;

/** Sends a form of the checklist, based on the version that the page shows. */
async function state(fields: Record<string, string>, changes: Record<string, string> = {}, of = tenant) {
  const at = pageOf(of);
  const basedOn = versionOf((await of.owner.get(at)).text);
  const form = { intent: "state", run: of.ids.runId!, item: "A9", basedOn, ...fields, ...changes };
  return of.owner.post(at, form);
}

describe("the checklist of a report", () => {
  it("shows what is missing, keeps invalid input, and lets reports be issued in several languages once everything is complete", async () => {
    const wrong = await state({ exclusionsAre: "some", "exclusions.0.what.en": "Fleet", "exclusions.0.tonnes": "1e3" });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="1e3"');
    expect(readable(wrong.text)).toContain(en.disclosure.page.errors.numberWrong);

    const half = await state({ exclusionsAre: "some", "exclusions.0.what.en": "Fleet", "exclusions.0.tonnes": "12" });
    expect([half.status, half.location]).toEqual([302, expect.stringContaining("saved=A9")]);
    const shown = readable((await tenant.owner.get(page)).text);
    expect(shown).toContain("Exclusion Fleet: name what is excluded, in the languages of the report.");
    const reports = `/organizations/${tenant.ids.organizationId}/reports`;
    expect(readable((await tenant.owner.get(reports)).text)).toContain("1 checklist item is missing.");
    const refused = await tenant.owner.post(reports, issueForm(tenant.ids.runId!, "zh"));
    expect(refused.status).toBe(409);

    const text = (path: string) => ({ [`exclusions.0.${path}.en`]: "Fleet", [`exclusions.0.${path}.zh`]: "车队" });
    const whole = { ...text("what"), ...text("reason"), ...text("basis"), "exclusions.0.tonnes": "12" };
    expect((await state({ exclusionsAre: "some", ...whole })).status).toBe(302);
    expect(readable((await tenant.owner.get(page)).text)).toContain("12.00 tCO₂e");
    const run = tenant.ids.runId!;
    const none = await tenant.owner.post(reports, { run });
    const { languageMissing } = translator("en").reportPage;
    expect([none.status, readable(none.text)]).toEqual([422, expect.stringContaining(languageMissing)]);
    // It is issued in English already.
    expect((await tenant.owner.post(reports, { run, en: "on" })).status).toBe(409);
    expect(await countReports(reports)).toBe(1);
    const issued = await tenant.owner.post(reports, { run, en: "on", zh: "on", both: "on" });
    expect([issued.status, issued.location]).toEqual([302, expect.stringMatching(`^${reports}/[0-9a-f-]{36}$`)]);
    expect(await countReports(reports)).toBe(2);
  });

  const countReports = async (reports: string) =>
    new Set((await tenant.owner.get(reports)).text.match(/GHG-[0-9]{4}-[0-9A-Z-]+/g)).size;

  it("refuses a form that is based on an older version, and changes nothing", async () => {
    const before = versionOf((await tenant.owner.get(page)).text);
    const stale = await state({ exclusionsAre: "none" }, { basedOn: "1" });
    expect(stale.status).toBe(409);
    expect(readable(stale.text)).toContain("Someone changed this after you opened the page.");
    expect(versionOf((await tenant.owner.get(page)).text)).toBe(before);
  });

  it("adds the items of a selected programme, and removes them again", async () => {
    expect((await state({ "overlay-china": "on" }, { intent: "choose" })).status).toBe(302);
    const chosen = readable((await tenant.owner.get(page)).text);
    expect(chosen).toContain("Enter the legal representative.");
    expect(chosen).toContain("of 26 complete");
    expect((await state({}, { intent: "choose" })).status).toBe(302);
    expect(readable((await tenant.owner.get(page)).text)).toContain("20 of 20 complete");
  });

  it("asks for texts in the selected languages only, and lets the report be issued in no other", async () => {
    const own = await makeOwnTenant(server, "Languages");
    const reports = `/organizations/${own.ids.organizationId}/reports`;
    const fieldsOf = async () =>
      [...(await own.owner.get(pageOf(own))).text.matchAll(/name="boundary\.(en|zh)"/g)].length;
    const offered = async () =>
      [...(await own.owner.get(reports)).text.matchAll(/type="checkbox"[^>]*name="(en|zh|both)"/g)].map(
        ([, language]) => language,
      );
    const both = await fieldsOf();
    expect(await offered()).toEqual(["en", "zh", "both"]);
    expect((await state({ languages: "zh" }, { intent: "choose" }, own)).status).toBe(302);
    expect([await fieldsOf(), await offered()]).toEqual([both / 2, ["zh"]]);
    expect((await state({ "boundary.zh": "全部设施。" }, { item: "A4" }, own)).status).toBe(302);
    const refused = await own.owner.post(reports, issueForm(own.ids.runId!, "both"));
    expect([refused.status, readable(refused.text)]).toEqual([
      422,
      expect.stringContaining(`${en.common.errorPrefix} ${en.reportPage.languagesOfTexts}`),
    ]);
    expect((await state({ languages: "en,zh" }, { intent: "choose" }, own)).status).toBe(302);
    expect(await fieldsOf()).toBe(both);
  });

  it("can be read by a viewer, and edited only by an editor or above", async () => {
    const viewer = await inviteMember(server, tenant, "viewer");
    const { status, text } = await viewer.get(page);
    expect(status).toBe(200);
    expect(readable(text)).toContain("You need the editor role to change answers.");
    const form = {
      intent: "state",
      run: tenant.ids.runId!,
      item: "A9",
      basedOn: versionOf(text),
      exclusionsAre: "none",
    };
    expect((await viewer.post(page, form)).status).toBe(403);
  });

  it("accepts an optional intensity, and reports an invalid number", async () => {
    const unit = { "intensity.per.en": "part", "intensity.per.zh": "件", item: "intensity" };
    const source = { "intensity.source.en": "Count.", "intensity.source.zh": "计数。" };
    const wrong = await state({ ...unit, ...source, "intensity.quantity": "0" });
    expect(wrong.status).toBe(422);
    expect(readable(wrong.text)).toContain(en.disclosure.page.errors.quantityWrong);
    expect(wrong.text).toContain("Count.");
    const saved = await state({ ...unit, ...source, "intensity.quantity": "4200" });
    expect([saved.status, saved.location]).toEqual([302, expect.stringContaining("saved=intensity")]);
    const shown = await tenant.owner.get(page);
    expect(shown.text).toContain('value="4200"');
    expect(readable(shown.text)).toContain("20 of 20 complete");
  });

  it("accepts an optional purpose with intended users, and keeps both", async () => {
    const said = { "purpose.en": "Sample purpose.", "purpose.zh": "示例目的。" };
    const users = { "intendedUsers.en": "Sample users.", "intendedUsers.zh": "示例使用者。" };
    const saved = await state({ ...said, ...users, item: "purpose" });
    expect([saved.status, saved.location]).toEqual([302, expect.stringContaining("saved=purpose")]);
    const shown = readable((await tenant.owner.get(saved.location.split("#")[0]!)).text);
    for (const text of [...Object.values(said), ...Object.values(users)]) expect(shown).toContain(text);
    expect(shown).toContain(en.disclosure.page.saved(en.disclosure.page.purpose.title).replace(/\.$/, ""));
  });

  it("names a character that can't be printed, with a link from the draft to its field", async () => {
    const text = (path: string) => ({ [`exclusions.0.${path}.en`]: "Fleet 😀", [`exclusions.0.${path}.zh`]: "车队" });
    const whole = { ...text("what"), ...text("reason"), ...text("basis"), "exclusions.0.tonnes": "12" };
    expect((await state({ exclusionsAre: "some", ...whole })).status).toBe(302);
    const listed = readable((await tenant.owner.get(page)).text);
    expect(listed).toContain("“Fleet 😀” contains “😀” (U+1F600)");
    expect(listed).not.toContain("The draft can't be printed");
    const draft = `/organizations/${tenant.ids.organizationId}/reports/draft.pdf?run=${tenant.ids.runId}&locale=both`;
    const led = readable((await tenant.owner.get(expectRedirect(await tenant.owner.get(draft)))).text);
    expect(led).toContain("The draft can't be printed because of the characters below.");
    expect(led).toContain("U+1F600");
    expect((await state({ exclusionsAre: "none" })).status).toBe(302);
    expect((await tenant.owner.get(draft)).status).toBe(200);
  });

  it("accepts no path outside the report details", async () => {
    const reached = await state({ exclusionsAre: "", "overlays.0": "china", "__proto__.x": "1" });
    expect(reached.status).toBe(302);
    expect((await state({ "china.unknown": "x" })).status).toBe(422);
    expect((await state({ "boundary.en": "\u202eabc" })).status).toBe(422);
    expect(readable((await tenant.owner.get(page)).text)).toContain("20 of 20 complete");
  });
});
