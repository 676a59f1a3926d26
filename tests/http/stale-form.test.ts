import { beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { makeSmallCompany } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectRedirect, fieldOf, readable, type Visitor } from "#tests/support/visitor.ts";

let server: RunningServer;
let owner: Visitor;
let base: string;
let sourceId: string;
let facilityId: string;

beforeAll(async () => {
  server = await useServer();
  ({ owner, base, sourceId } = await makeSmallCompany(server, "Thistledown"));
  facilityId = /facilities\/([0-9a-f-]{36})/.exec((await owner.get(`${base}/facilities`)).text)![1]!;
});

const en = translator("en");
const RULES = { consolidationApproach: "operational_control", gwpSet: "AR6" };
const PLANT = { intent: "save", country: "CN", gridRegion: "CN-JS", consolidationShare: "1" };
const METER = { intent: "save", category: "purchased_electricity", unit: "kWh", factor: "grid_average" };

describe.each([
  { path: () => "settings", fields: () => RULES, fault: { gwpSet: "" }, told: en.organization.fault.stale },
  {
    path: () => `facilities/${facilityId}`,
    fields: () => PLANT,
    fault: { country: "" },
    told: en.facility.fault.stale,
  },
  {
    path: () => `sources/${sourceId}`,
    fields: () => ({ ...METER, facilityId }),
    fault: { unit: "" },
    told: en.facility.fault.stale,
  },
])("a form of $told", ({ path, fields, fault, told }) => {
  it("is not saved over an unseen change, and is saved after the change was shown", async () => {
    const address = `${base}/${path()}`;
    const post = (nameEn: string, basedOn: string, more = {}) =>
      owner.post(address, { ...fields(), nameEn, nameZh: "", basedOn, ...more });
    const seen = fieldOf((await owner.get(address)).text, "basedOn")!;
    expectRedirect(await post("First Name", seen));

    const outdated = await post("Second Name", seen);
    expect(outdated.status).toBe(409);
    expect(readable(outdated.text)).toContain(told);
    expect(fieldOf(outdated.text, "nameEn")).toBe("Second Name");
    // An invalid field does not show that change, so the form stays based on the version that was seen.
    const faulty = await post("Second Name", seen, fault);
    expect(faulty.status).toBe(422);
    expect(fieldOf(faulty.text, "basedOn")).toBe(seen);
    expect((await post("Second Name", "")).status).toBe(409);

    expect(fieldOf((await owner.get(address)).text, "nameEn")).toBe("First Name");
    expectRedirect(await post("Second Name", fieldOf(outdated.text, "basedOn")!));
    expect(fieldOf((await owner.get(address)).text, "nameEn")).toBe("Second Name");
  });
});
