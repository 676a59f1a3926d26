import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { ApiJudge, type ApiReply, makeKey, Program, readOpenApi } from "#tests/support/api.ts";
import { makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";

let server: RunningServer;
let tenant: OwnTenant;
let program: Program;
let base: string;
let meter: string;

beforeAll(async () => {
  server = await useServer();
  tenant = await makeOwnTenant(server, "Ambleford");
  const judge = new ApiJudge(await readOpenApi(server));
  program = new Program(server, await makeKey(tenant.owner, tenant.ids.organizationId), judge);
  base = `/organizations/${tenant.ids.organizationId}`;
  const { json } = await program.get(`${base}/sources`);
  const sources = json.items as { name: { en: string }; id: string }[];
  meter = sources.find(({ name }) => name.en === "Ambleford Electricity")!.id;
});

/** Serial numbers that no other test uses. */
const serials = () => {
  const series = randomUUID();
  return { first: `${series}-S0001`, last: `${series}-S0009` };
};
const certificates = (change: object = {}) => ({
  type: "green_power_trade",
  registry: "Sample registry",
  serials: serials(),
  technology: "wind",
  country: "CN",
  generation: { start: "2025-01-01", end: "2025-06-30" },
  quantity: "9",
  unit: "MWh",
  kgPerUnit: { CO2: "0" },
  cancelledOn: "2026-01-20",
  beneficiary: "Ambleford Works",
  ...change,
});
const add = (body: object) => program.send("POST", `${base}/instruments`, { body });
const allocate = (id: string, change: object = {}) =>
  program.send("POST", `${base}/instruments/${id}/allocations`, {
    body: { inventoryId: tenant.ids.inventoryId, sourceId: meter, ...change },
  });
const placesOf = ({ status, json }: ApiReply) => [
  status,
  ...(json.errors as { pointer: string; code: string }[]).map(({ pointer, code }) => `${pointer} ${code}`),
];

describe("contractual instruments", () => {
  it("are added and allocated as on the page", async () => {
    const added = await add(certificates());
    expect(added.status).toBe(201);
    expect(added.json).toMatchObject({ state: "held", allocated: "0", left: "9", authorName: "Sample program" });
    const { id } = added.json;
    expect(added.headers.get("location")).toBe(`/api/v1${base}/instruments/${id}`);
    const allocated = await allocate(id, { quantity: "4.5" });
    expect([allocated.status, allocated.json]).toMatchObject([201, { quantity: "4.5", left: "4.5" }]);
    expect((await program.get(`${base}/instruments/${id}`)).json).toMatchObject({ state: "part", allocated: "4.5" });
    const { json } = await program.get(`${base}/instruments/${id}/allocations`);
    expect(json.items[0]).toMatchObject({ sourceId: meter, quantity: expect.any(String) });
    const listed = await program.get(`${base}/instruments`, { limit: "1" });
    expect(listed.json.items.map((one: { id: string }) => one.id)).toEqual([id]);
    const next = await program.get(`${base}/instruments`, { limit: "1", cursor: listed.json.next });
    expect(next.json.items.map((one: { id: string }) => one.id)).toEqual([tenant.ids.instrumentId]);
  });

  it("are refused where a certificate would be claimed twice", async () => {
    const range = serials();
    const { json } = await add(certificates({ serials: range }));
    const again = await add(certificates({ serials: { first: range.last, last: range.last }, quantity: "1" }));
    expect(placesOf(again)).toEqual([422, "#/serials/first instrument_claimed_twice"]);
    expect(placesOf(await allocate(json.id, { quantity: "9.000001" }))).toEqual([
      422,
      "#/quantity instrument_claimed_twice",
    ]);
  });

  it.each<[place: string, change: object]>([
    ["#/cancelledOn instrument_not_cancelled", { cancelledOn: null }],
    ["#/country instrument_other_market", { country: "GB" }],
    ["#/kgPerUnit/CO2 instrument_negative", { kgPerUnit: { CO2: "-1" } }],
    ["#/quantity instrument_serials_too_few", { quantity: "9.1" }],
    ["#/contract instrument_contract_extra", { contract: "C-1" }],
    ["#/generation/end instrument_period_reversed", { generation: { start: "2025-02-01", end: "2025-01-31" } }],
    ["#/statementFileId instrument_file_unknown", { statementFileId: randomUUID() }],
  ])("are refused at %s", async (place, change) => {
    expect(placesOf(await add(certificates(change)))).toEqual([422, place]);
  });

  it("cover no meter of another market, vintage or kind", async () => {
    const contract = { type: "supplier_contract", registry: "", serials: null, contract: `C-${randomUUID()}` };
    const british = await add(certificates({ ...contract, cancelledOn: null, country: "GB" }));
    expect(placesOf(await allocate(british.json.id))).toEqual([422, "#/sourceId instrument_other_market"]);
    const old = await add(certificates({ generation: { start: "2023-01-01", end: "2023-12-31" } }));
    expect(placesOf(await allocate(old.json.id))).toEqual([422, "#/inventoryId instrument_vintage"]);
    const { json } = await program.get(`${base}/sources`);
    const fuel = json.items.find(({ scope }: { scope: number }) => scope === 1);
    const one = await add(certificates());
    expect(placesOf(await allocate(one.json.id, { sourceId: fuel.id }))).toEqual([
      422,
      "#/sourceId instrument_source_not_energy",
    ]);
    expect(placesOf(await allocate(one.json.id, { quantity: "0" }))).toEqual([
      422,
      "#/quantity instrument_quantity_missing",
    ]);
    expect((await allocate(one.json.id, { sourceId: randomUUID() })).status).toBe(404);
  });

  it("explain an error in the language of the caller", async () => {
    const said = async (language: string) => {
      const body = certificates({ cancelledOn: null });
      const headers = { "accept-language": language };
      return (await program.send("POST", `${base}/instruments`, { body, headers })).json.errors[0].detail as string;
    };
    const [english, chinese] = [await said("en"), await said("zh")];
    expect(english).not.toBe(chinese);
    expect(chinese).toMatch(/\p{Script=Han}/u);
  });
});

describe("the template of an import", () => {
  it.each(["xlsx", "csv"])("is offered as %s", async (type) => {
    const page = `/organizations/${tenant.ids.organizationId}/instruments`;
    const answer = await tenant.owner.get(`${page}/template?type=${type}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-disposition")).toContain(`instruments.${type}`);
  });

  it("leads from the register", async () => {
    const page = `/organizations/${tenant.ids.organizationId}/instruments`;
    expect((await tenant.owner.get(page)).text).toContain(`href="${page}/import"`);
  });
});
