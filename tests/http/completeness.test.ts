import { beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { inputValue, inviteMember, makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectRedirect, readable } from "#tests/support/visitor.ts";

const { completeness: t } = translator("en");

let server: RunningServer;
let tenant: OwnTenant;
let page: string;
let checklist: string;

beforeAll(async () => {
  server = await useServer();
  tenant = await makeOwnTenant(server, "Completeness");
  const { organizationId, runId } = tenant.ids;
  page = `/organizations/${organizationId}/reports/completeness?run=${runId}`;
  checklist = `/organizations/${organizationId}/reports/checklist?run=${runId}`;
});

const openPage = (facility = "all", category = "waste") => `${page}&category=${category}&facility=${facility}`;

/** Sends a form of the panel, based on the version that the page shows. */
async function send(fields: Record<string, string>, address = openPage()) {
  const basedOn = inputValue((await tenant.owner.get(address)).text, "basedOn");
  const form = { intent: "answer", run: tenant.ids.runId!, categories: "waste", facility: "all", basedOn, ...fields };
  return tenant.owner.post(address, form);
}

const size = { tonnes: "4.2", basisEn: "Containers of a year.", basisZh: "全年箱数。" };

describe("the page of the completeness matrix", () => {
  it("removes an answer, which the checklist then lacks, and restores it by undo", async () => {
    expect(readable((await tenant.owner.get(page)).text)).toContain(t.ready);
    const after = expectRedirect(await send({ intent: "clear" }));
    const removed = await tenant.owner.get(after);
    expect(readable(removed.text)).toMatch(/[1-9] not evaluated/);
    const lacking = readable((await tenant.owner.get(checklist)).text);
    expect(lacking).toContain("Waste generated in operations, ");
    expect(lacking).toContain("not evaluated. Enter records, or state in the matrix why there are none.");

    const undo = { intent: "undo", run: tenant.ids.runId!, basedOn: inputValue(removed.text, "basedOn") };
    const undone = expectRedirect(await tenant.owner.post(after, undo));
    const shown = readable((await tenant.owner.get(undone)).text);
    expect(shown).toContain(t.undone);
    expect(shown).toContain(t.ready);
    expect((await tenant.owner.post(after, undo)).status).toBe(409);
  });

  it("keeps the input of an exclusion without a size, and accepts it with one", async () => {
    const missing = await send({ answer: "excluded:not_significant", basisEn: "Containers of a year." });
    expect(missing.status).toBe(422);
    expect(missing.text).toContain("Containers of a year.");
    const errors = readable(missing.text);
    expect(errors).toContain(t.errors.tonnesMissing);
    expect(errors).toContain(t.errors.basisMissing);
    expectRedirect(await send({ answer: "excluded:not_significant", ...size }));
    expect(readable((await tenant.owner.get(checklist)).text)).toContain("1 exclusion, 4.20 tCO₂e");
  });

  it("refuses a lack of data as a reason, in either language", async () => {
    const why = { answer: "excluded:other", ...size };
    const en = await send({ ...why, whyEn: "No data were collected.", whyZh: "见附件说明。" });
    const zh = await send({ ...why, whyEn: "See the annex.", whyZh: "本年度未收集数据。" });
    for (const answer of [en, zh]) {
      expect(answer.status).toBe(422);
      expect(readable(answer.text)).toContain(t.errors.noDataIsNoReason);
    }
    expect((await send({ answer: "excluded:no_data", ...size })).status).toBe(422);
  });

  it("gives several categories one answer", async () => {
    const both = { categories: "waste,franchises", answer: "not_applicable:no_activity" };
    const shown = readable((await tenant.owner.get(expectRedirect(await send(both)))).text);
    expect(shown).toContain(t.saved(t.several(2)));
    expect((await send({ ...both, categories: "waste,unknown" })).status).toBe(422);
  });

  it("takes the same answers on the checklist, and leads back to it", async () => {
    const franchises = `${checklist}&category=franchises&facility=all`;
    const one = { categories: "franchises", answer: "not_applicable:other" };
    const refused = await send({ ...one, whyEn: "Sold without a franchise." }, franchises);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain("Sold without a franchise.");
    const cleared = expectRedirect(await send({ ...one, intent: "clear" }, franchises));
    expect(cleared.startsWith(checklist)).toBe(true);
    const open = readable((await tenant.owner.get(cleared)).text);
    expect(open).toContain(t.openTitle);
    expect(open).toContain(t.explainAbsent(1));
    const why = { whyEn: "Sold without a franchise.", whyZh: "销售不经特许经营。" };
    const saved = expectRedirect(await send({ ...one, ...why }, franchises));
    expect(readable((await tenant.owner.get(saved)).text)).toContain(t.saved("Franchises"));
    const shown = readable((await tenant.owner.get(checklist)).text);
    expect(shown).not.toContain(t.openTitle);
  });

  it("exports a row for each cell", async () => {
    const csv = await tenant.owner.get(page.replace("completeness?", "completeness.csv?"));
    expect(csv.headers.get("content-type")).toContain("text/csv");
    const rows = csv.text.trim().split(/\r?\n/);
    expect(rows[0]).toContain([t.scope, t.category, t.facility, t.state].join(","));
    expect((rows.length - 1) % 23).toBe(0);
    expect(csv.text).toContain(t.reasons.no_activity);
  });

  it("can be read by a viewer, and changed only by an editor or above", async () => {
    const viewer = await inviteMember(server, tenant, "viewer");
    const { status, text } = await viewer.get(openPage());
    expect(status).toBe(200);
    expect(readable(text)).toContain(t.readOnly);
    const form = { intent: "clear", run: tenant.ids.runId!, categories: "waste", facility: "all", basedOn: "1" };
    expect((await viewer.post(page, form)).status).toBe(403);
  });
});
