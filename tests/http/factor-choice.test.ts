import { beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { inviteMember, makeOwnTenant, makePerson, type OwnTenant } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectRedirect, fieldOf, readable, signUp, type Visitor } from "#tests/support/visitor.ts";

const en = translator("en");

let server: RunningServer;
let tenant: OwnTenant;
let owner: Visitor;
let base: string;

beforeAll(async () => {
  server = await useServer();
  tenant = await makeOwnTenant(server, "Quillfeather");
  owner = tenant.owner;
  base = `/organizations/${tenant.ids.organizationId}`;
});

describe("the factor policy, without JavaScript", () => {
  const form = { yearFallback: "latest_earlier", regionFallback: "on", reason: "kept while it is ordered" };

  it("is sorted with buttons that save nothing and lose nothing", async () => {
    const added = await owner.post(`${base}/factor-policy`, { ...form, intent: "add", precedence: "", added: "own" });
    expect(added.status).toBe(200);
    expect(fieldOf(added.text, "precedence")).toBe("own");
    expect(added.text).toContain("kept while it is ordered");
    const order = { ...form, precedence: "own uk-desnz us-epa-hub" };
    const moved = await owner.post(`${base}/factor-policy`, { ...order, intent: "up us-epa-hub" });
    expect(fieldOf(moved.text, "precedence")).toBe("own us-epa-hub uk-desnz");
    expect(readable((await owner.get(`${base}/factor-policy`)).text)).not.toContain("Statement 2");
  });

  it("is saved with order and pins, and keeps the earlier version", async () => {
    const fields = { ...form, intent: "state", precedence: "uk-desnz own", "pin.uk-desnz": "2024", reason: "Rule 7" };
    expectRedirect(await owner.save(`${base}/factor-policy`, "factor_policy", fields));
    const text = readable((await owner.get(`${base}/factor-policy`)).text);
    for (const part of ["Version 2", "Version 1", "Rule 7", "Quillfeather policy", "2024"]) {
      expect(text).toContain(part);
    }
    const again = await owner.save(`${base}/factor-policy`, "factor_policy", fields);
    expect(again.status).toBe(422);
    expect(again.text).toContain("Rule 7");
  });

  it("rejects an unpublished release", async () => {
    const fields = { ...form, intent: "state", precedence: "", "pin.uk-desnz": "1066" };
    const refused = await owner.save(`${base}/factor-policy`, "factor_policy", fields);
    expect(refused.status).toBe(422);
    expect(readable(refused.text)).toContain(en.policy.fault.edition_unknown);
  });
});

describe("a custom factor, without JavaScript", () => {
  const path = () => `${base}/own-factors/${tenant.ids.ownFactorId}`;
  const versionId = async () => fieldOf((await owner.get(path())).text, "versionId");

  it("keeps everything that was typed when a figure is wrong", async () => {
    const typed = { nameEn: "Half a factor", unit: "t", basis: "co2e", co2e: "1,5", licence: "Our own measurement" };
    const refused = await owner.post(`${base}/own-factors/new/edit`, { ...typed, intent: "propose" });
    expect(refused.status).toBe(422);
    for (const value of ["Half a factor", "1,5", "Our own measurement"]) expect(refused.text).toContain(value);
    expect(readable(refused.text)).toContain("Enter a number such as 2.1");
    expect((await owner.get(`${base}/own-factors`)).text).not.toContain("Half a factor");
  });

  it("is not approved by its author, by a viewer or by a stranger, but by a reviewer", async () => {
    const reviewer = await inviteMember(server, tenant, "reviewer");
    const id = fieldOf((await reviewer.get(path())).text, "versionId")!;
    const approve = { intent: "approve", versionId: id };
    const own = await owner.post(path(), approve);
    expect(own.status).toBe(422);
    expect(readable(own.text)).toContain("You wrote this version");
    const viewer = await inviteMember(server, tenant, "viewer");
    expect((await viewer.post(path(), approve)).status).toBe(403);
    const stranger = await signUp(server, makePerson());
    expect((await stranger.post(path(), approve)).status).toBe(404);
    expect((await reviewer.post(`${base}/own-factors/new/edit`, { intent: "save" })).status).toBe(403);
    expectRedirect(await reviewer.post(path(), approve));
    expect(readable((await owner.get(path())).text)).toContain("In use. Emission sources can select it");
  });

  it("is then offered to a source, exported, and withdrawn only with a reason", async () => {
    const page = await owner.get(`${base}/sources/new?q=Quillfeather&unit=t&category=purchased_goods_services`);
    expect(page.text).toContain(tenant.ids.ownFactorId);
    const csv = await owner.get(`${base}/own-factors/export.csv`);
    expect(csv.headers.get("content-type")).toContain("text/csv");
    expect(csv.text).toContain(`${tenant.ids.ownFactorId},1,Approved,Quillfeather alloy`);
    const id = (await versionId())!;
    expect((await owner.post(path(), { intent: "withdraw", versionId: id })).status).toBe(422);
    expectRedirect(
      await owner.post(path(), { intent: "withdraw", versionId: id, reason: "Corrected by the supplier" }),
    );
    expect((await owner.get(path())).text).toContain("Corrected by the supplier");
  });
});

it("stores the grid region of the province without scripts, and keeps one that was chosen", async () => {
  const typed = { nameEn: "Lhasa depot", country: "CN", subdivision: "CN-XZ", gridRegion: "", consolidationShare: "1" };
  expectRedirect(await owner.post(`${base}/facilities`, typed));
  const id = /facilities\/([0-9a-f-]{36})"[^>]*>Lhasa depot/.exec((await owner.get(`${base}/facilities`)).text)![1];
  const path = `${base}/facilities/${id}`;
  const region = async () => {
    const { text } = await owner.get(path);
    const select = /<select[^>]*name="gridRegion".*?<\/select>/s.exec(text)![0];
    return /<option(?=[^>]*selected)[^>]*value="([^"]*)"/.exec(select)?.[1];
  };
  expect(await region()).toBe("CN-GRID-SOUTHWEST");
  const save = async (change: object) => {
    const basedOn = fieldOf((await owner.get(path)).text, "basedOn") ?? "";
    const fields = { ...typed, intent: "save", gridRegion: (await region())!, basedOn, ...change };
    expectRedirect(await owner.post(path, fields));
  };
  await save({ subdivision: "CN-JS" });
  expect(await region()).toBe("CN-JS");
  await save({ subdivision: "CN-JS", gridRegion: "CN-SH" });
  await save({ subdivision: "CN-XZ" });
  expect(await region()).toBe("CN-SH");
});

it("explains on a line of the run why its factor was chosen and others were not", async () => {
  const { inventoryId } = tenant.ids;
  const lines = await owner.get(`${base}/inventories/${inventoryId}?view=lines&category=purchased_electricity`);
  const line = /line=(a\d+)/.exec(lines.text)?.[1];
  const text = readable((await owner.get(`${base}/inventories/${inventoryId}?view=lines&line=${line}`)).text);
  expect(text).toContain("Why this factor");
  expect(text).toContain("Fossil power only, not the mix delivered by the grid.");
  expect(text).toContain("For emissions trading reports, not for inventories.");
});
