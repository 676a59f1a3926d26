import { randomBytes } from "node:crypto";
import { request } from "node:http";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { faultsIn } from "#tests/support/log-faults.ts";
import { importCsv, makeOwnTenant, type OwnTenant, saveGrid, whenChecked } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { snapshotTenant } from "#tests/support/snapshot.ts";
import { type Answer, readable, Visitor } from "#tests/support/visitor.ts";

const HEADINGS = "facility,source,period,quantity,unit";
const GOOD = { facility: "Quillfeather Plant", source: "Quillfeather Hotel nights", period: "2025-03", quantity: "2" };
const BIDI = "Plant\u202eA";

let server: RunningServer;
let tenant: OwnTenant;
let owner: Visitor;
let base: string;
let before: Record<string, string>;

beforeAll(async () => {
  server = await useServer();
  tenant = await makeOwnTenant(server, "Quillfeather");
  owner = tenant.owner;
  base = `/organizations/${tenant.ids.organizationId}`;
  before = await snapshot();
});

const snapshot = () => snapshotTenant(server.ownerUrl, tenant.ids.organizationId);

/** The request was refused as a client error, not a server error, and changed nothing. */
async function expectUnchanged(answer: Answer): Promise<void> {
  expect(answer.status, readable(answer.text)).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(await snapshot()).toEqual(before);
}

/** Uploads and checks a file, then discards it. Returns the message of its page and expects no record and no import. */
async function tryImport(
  visitor: Visitor,
  csv: string | Uint8Array,
  look: (page: string) => Promise<void> = async () => {},
): Promise<Answer> {
  const file = { field: "file", name: "year.csv", bytes: csv };
  let answer = await visitor.upload(`${base}/activities/import`, {}, file);
  if (answer.status === 302) {
    const page = new URL(answer.location, "http://localhost").pathname;
    answer = await visitor.post(page, { intent: "check", decimal: "point" });
    if (answer.status === 302) answer = await whenChecked(visitor, page);
    await look(page);
    const forced = await visitor.post(page, { intent: "commit" });
    expect(forced.status, readable(forced.text)).toBe(422);
    expect((await visitor.post(page, { intent: "remove" })).status).toBe(302);
  }
  expect(answer.status).toBeLessThan(500);
  const { activity_record: records, activity_import: imports, import_draft: drafts } = await snapshot();
  const { activity_record, activity_import, import_draft } = before;
  expect({ records, imports, drafts }).toEqual({
    records: activity_record,
    imports: activity_import,
    drafts: import_draft,
  });
  // The audit trail and the jobs list what was tried.
  before = await snapshot();
  return answer;
}

const row = (cells: Partial<Record<"facility" | "source" | "period" | "quantity" | "unit", string>>) => {
  const { facility, source, period, quantity, unit } = { ...GOOD, unit: "room_night", ...cells };
  return [facility, source, period, quantity, unit].map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",");
};

/** An invalid cell, the column that the message must name, and the message in each language. */
const CELLS: [name: string, cells: Parameters<typeof row>[0], column: string, en: RegExp, zh: RegExp][] = [
  ["an exponent", { quantity: "1e9" }, "quantity", /“1e9” is not a valid number/, /1e9.*不是/],
  ["NaN", { quantity: "NaN" }, "quantity", /is not a valid number/, /不是/],
  ["Infinity", { quantity: "Infinity" }, "quantity", /is not a valid number/, /不是/],
  ["a hexadecimal number", { quantity: "0x10" }, "quantity", /is not a valid number/, /不是/],
  ["a decimal comma", { quantity: "1,5" }, "quantity", /Use a decimal point/, /小数点请用/],
  ["a group that is not of three", { quantity: "12 34" }, "quantity", /is not a valid number/, /不是/],
  ["full-width digits with a comma", { quantity: "１，２" }, "quantity", /is not a valid number/, /不是/],
  [
    "ten thousand digits",
    { quantity: "9".repeat(10_000) },
    "quantity",
    /too (many digits|long)|characters\. Shorten/,
    /位|字/,
  ],
  ["too many decimals", { quantity: `0.${"1".repeat(40)}` }, "quantity", /too many digits/, /位/],
  ["a negative number", { quantity: "-5" }, "quantity", /is negative/, /负/],
  ["nothing", { quantity: "" }, "quantity", /An empty cell is not zero/, /缺|零|0/],
  ["a formula", { quantity: "=1+1" }, "quantity", /is not a valid number/, /不是/],
  ["a unit of another dimension", { unit: "kWh" }, "unit", /units can't be converted/, /换算/],
  ["an unqualified ton", { unit: "ton" }, "unit", /can mean several units/, /ton/],
  ["an unknown unit", { unit: "furlong" }, "unit", /is not a known unit/, /单位/],
  ["an impossible day", { period: "2025-02-30" }, "period", /is not a valid period/, /期间|日期/],
  ["a day of another order", { period: "30/01/2025" }, "period", /is not a valid period/, /期间|日期/],
  ["another year", { period: "2024-12" }, "period", /covers 2025-01-01 to 2025-12-31/, /2025-01-01/],
  [
    "a period the wrong way round",
    { period: "2025-03-05/2025-03-01" },
    "period",
    /ends .* before it starts/,
    /早于|颠倒|先于/,
  ],
  ["an unknown facility", { facility: "Elsewhere" }, "facility", /“Elsewhere” is not a facility/, /Elsewhere/],
  ["an unknown source", { source: "Elsewhere" }, "source", /is not an emission source of this facility/, /排放源/],
  [
    "a name that reads both ways",
    { facility: BIDI },
    "facility",
    /direction characters|is not a facility/,
    /方向|不是/,
  ],
  ["a script", { facility: "<script>alert(1)</script>" }, "facility", /is not a facility/, /不是/],
];

describe("a CSV file with invalid cells", () => {
  const chinese = () => {
    const visitor = new Visitor(server);
    for (const pair of owner.cookie.split("; "))
      visitor.setCookie(pair.split("=")[0]!, pair.slice(pair.indexOf("=") + 1));
    visitor.setCookie("locale", "zh");
    return visitor;
  };
  const fileOf = (cells: typeof CELLS) => [HEADINGS, row({}), ...cells.map(([, cell]) => row(cell)), ""].join("\n");

  it("imports nothing because of one invalid cell, and names row, column and fix in both languages", async () => {
    const [[, , column, en, zh]] = CELLS as [(typeof CELLS)[number]];
    const { text } = await tryImport(owner, fileOf(CELLS.slice(0, 1)));
    expect(readable(text)).toMatch(en);
    expect(readable(text)).toContain(column);
    // The invalid row is the third line of the file, as a spreadsheet counts.
    expect(readable(text)).toMatch(/\b(D3|row 3)\b/i);
    expect(readable((await tryImport(chinese(), fileOf(CELLS.slice(0, 1)))).text)).toMatch(zh);
  });

  /** The messages for all invalid cells in one file by language: on the page, and in the downloaded list of rows. */
  const told = { en: { page: "", rows: [] as string[][] }, zh: { page: "", rows: [] as string[][] } };

  it("imports nothing if one file contains all of them", async () => {
    const readers = { en: owner, zh: chinese() };
    await tryImport(owner, fileOf(CELLS), async (page) => {
      for (const locale of ["en", "zh"] as const) {
        const answer = await readers[locale].get(page);
        expect(answer.text).not.toContain("<script>alert");
        told[locale].page = readable(answer.text);
        const { text } = await readers[locale].get(`${page}/rows.csv`);
        told[locale].rows = parse(text, { bom: true, from: 2 });
      }
    });
  });

  it.each(CELLS.map((cell, at) => [...cell, at + 3] as const))(
    "names row, column and fix for %s, in both languages",
    (_, _cells, column, en, zh, line) => {
      // Rows count as in a spreadsheet: the headings and a valid row come first.
      const place = `${"ABCDE"[HEADINGS.split(",").indexOf(column)]} ${column}`;
      for (const [locale, words] of [
        ["en", en],
        ["zh", zh],
      ] as const) {
        const faults = told[locale].rows.filter(([, fileRow, at]) => fileRow === String(line) && at === place);
        expect(faults.map((cells) => cells[4]).join(" ")).toMatch(words);
        expect(told[locale].page).toMatch(words);
      }
      const shown = told.en.page.split(/\bRow (?=\d+ )/).find((part) => part.startsWith(`${line} `));
      expect(shown).toMatch(en);
      expect(shown).toContain(place);
    },
  );
});

describe("an invalid CSV file", () => {
  const zip = Buffer.concat([Buffer.from("PK\u0003\u0004"), randomBytes(2000)]);
  it.each<[string, () => string | Uint8Array, RegExp]>([
    ["an empty file", () => "", /empty/],
    ["headings alone", () => HEADINGS, /no rows/],
    ["an archive", () => zip, /damaged|not a workbook/],
    ["random bytes", () => randomBytes(5000), /not a CSV|not completely UTF-8/],
    ["a PDF", () => Buffer.from("%PDF-1.7\n%âãÏÓ\n"), /not a CSV/],
    ["an open quotation mark", () => `${HEADINGS}\n"Plant,x,2025-01,1,t`, /not closed/],
    ["a missing column", () => "facility,source,period,unit\nA,B,2025-01,t", /columns still need a meaning/],
    ["a row too wide", () => `${HEADINGS}\n${row({})},extra`, /has 6 cells, but there are 5 headings/],
    [
      "headings like object keys",
      () => `__proto__,constructor,period,quantity,unit\nx,y,2025-01,1,t`,
      /columns still need a meaning/,
    ],
    ["sixty thousand columns", () => `${"a,".repeat(60_000)}\n`, /beyond column|no rows|has more than/],
  ])("is rejected with its reason: %s", async (_, content, reason) => {
    const answer = await tryImport(owner, content());
    expect(readable(answer.text)).toMatch(reason);
  });

  it("is rejected if the upload is broken or has no session", async () => {
    const path = `${base}/activities/import`;
    const headers = { "content-type": "multipart/form-data; boundary=x" };
    await expectUnchanged(
      await owner.request("POST", path, { headers, body: '--x\r\nContent-Disposition: form-data; name="file"' }),
    );
    await expectUnchanged(
      await owner.request("POST", path, { headers: { "content-type": "multipart/form-data" }, body: "x" }),
    );
    await expectUnchanged(await owner.request("POST", path, { body: new URLSearchParams({ intent: "import" }) }));
    const stranger = await importCsv(new Visitor(server), base, `${HEADINGS}\n${row({})}`);
    expect([stranger.status, stranger.location.split("?")[0]]).toEqual([302, "/sign-in"]);
    expect(await snapshot()).toEqual(before);
  });
});

describe("the grid and the form for one record", () => {
  // language: docs/asvs.csv quotes this name
  it("refuse a batch with one bad entry as a whole, with the fault of each field", async () => {
    const good = { ...EMPTY_ENTRY, ...GOOD, unit: "room_night" };
    const add = (entry: object) => ({ kind: "add", recordId: crypto.randomUUID(), entry });
    const answer = await saveGrid(owner, base, tenant.ids.inventoryId, [
      add(good),
      add({ ...good, quantity: "1e5", unit: "kWh", period: "2023" }),
    ]);
    expect(answer.text).toContain("number_grammar");
    expect(answer.text).toContain("unit_mismatch");
    expect(answer.text).toContain("period_outside");
    expect(await snapshot()).toEqual(before);
  });

  it.each<[string, unknown]>([
    ["no list", {}],
    ["an unknown kind", [{ kind: "erase", recordId: crypto.randomUUID() }]],
    ["a record id that is none", [{ kind: "delete", recordId: "1; drop table", version: 1, reason: "x" }]],
    ["a version that overflows", [{ kind: "delete", recordId: crypto.randomUUID(), version: 1e300, reason: "x" }]],
    [
      "too many changes",
      Array.from({ length: 501 }, () => ({ kind: "delete", recordId: crypto.randomUUID(), version: 1, reason: "x" })),
    ],
  ])("refuses a malformed batch: %s", async (_, changes) => {
    await expectUnchanged(await saveGrid(owner, base, tenant.ids.inventoryId, changes as object[]));
  });

  it("keep what was typed and name the field", async () => {
    const answer = await owner.post(`${base}/activities`, {
      intent: "add",
      ...GOOD,
      quantity: "12,5",
      unit: "room_night",
    });
    await expectUnchanged(answer);
    expect(readable(answer.text)).toMatch(/“12,5” is not a valid number/);
    expect(answer.text).toContain('value="12,5"');
  });
});

describe("the other forms", () => {
  it.each<[string, string, Record<string, string>]>([
    ["a facility of no country", "facilities", { nameEn: "X", country: "XX", consolidationShare: "1" }],
    ["a share above one", "facilities", { nameEn: "X", country: "CN", consolidationShare: "1.01" }],
    ["a share of NaN", "facilities", { nameEn: "X", country: "CN", consolidationShare: "NaN" }],
    ["a name that reads both ways", "facilities", { nameEn: BIDI, country: "CN", consolidationShare: "1" }],
    [
      "a name with a control character",
      "facilities",
      { nameEn: "Plant\u0007", country: "CN", consolidationShare: "1" },
    ],
    ["a name of a megabyte", "facilities", { nameEn: "x".repeat(1_000_000), country: "CN", consolidationShare: "1" }],
    [
      "an organization that reads both ways",
      "settings",
      { nameEn: BIDI, consolidationApproach: "operational_control", gwpSet: "AR6", yearFallback: "none" },
    ],
    [
      "a GWP set that is none",
      "settings",
      { nameEn: "X", consolidationApproach: "operational_control", gwpSet: "AR99", yearFallback: "none" },
    ],
    ["a year that is none", "inventories", { year: "99999" }],
    ["a role that is none", "members", { intent: "invite", email: "x@sample.example", role: "god" }],
    ["an address that is none", "members", { intent: "invite", email: "not an address", role: "viewer" }],
    ["a run that is none", "reports", { run: "1", en: "on" }],
  ])("refuse %s and change nothing", async (_, page, fields) => {
    // The server may answer and close before it has read all of an oversized form.
    const headers = { connection: "close" };
    const answer = await owner.request("POST", `${base}/${page}`, { headers, body: new URLSearchParams(fields) });
    await expectUnchanged(answer);
  });

  it("refuse a null character in a form, in a form with a file and in an address", async () => {
    for (const page of ["review/facts", "data-requests/new", "tasks", `activities/imports/${tenant.ids.importId}`]) {
      await expectUnchanged(
        await owner.post(`${base}/${page}`, { intent: "check", name: "a\0b", "constant-unit": "\0" }),
      );
    }
    const file = { field: "file", name: "a.pdf", bytes: "x" };
    await expectUnchanged(await owner.upload(`${base}/evidence`, { period: "2025\0" }, file));
    const { inventoryId, recordId } = tenant.ids;
    for (const reason of ["a\0b", "\ud800"]) {
      const changes = [{ kind: "delete", recordId, version: 1, reason }];
      await expectUnchanged(await saveGrid(owner, base, inventoryId, changes));
    }
    await expectUnchanged(
      await owner.post(`${base}/activities/review`, { intent: "return", recordId: recordId!, reason: "a\0b" }),
    );
    for (const page of ["evidence", "audit-trail", "activities/deleted", "activities"]) {
      await expectUnchanged(await owner.get(`${base}/${page}?q=%00`));
    }
  });

  it("refuse bytes that are no UTF-8", async () => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const body = Buffer.from([0x6e, 0x61, 0x6d, 0x65, 0x3d, 0xff, 0xfe]);
    await expectUnchanged(await owner.request("POST", `${base}/facilities`, { headers, body }));
  });
});

describe("a forged request", () => {
  it("is refused from another site, or without saying where it comes from", async () => {
    const fields = new URLSearchParams({ nameEn: "Forged", country: "CN", consolidationShare: "1" });
    for (const origin of ["", "null", "https://elsewhere.example", `${server.origin}.elsewhere.example`]) {
      const answer = await owner.request("POST", `${base}/facilities`, { headers: { origin }, body: fields });
      expect(answer.status, origin).toBe(403);
    }
    const site = { origin: "", "sec-fetch-site": "cross-site" };
    expect((await owner.request("POST", `${base}/facilities`, { headers: site, body: fields })).status).toBe(403);
    expect(await snapshot()).toEqual(before);
  });

  it("is refused with the host name of another site", async () => {
    const status = await new Promise((resolve, reject) => {
      const headers = { host: "elsewhere.example", cookie: owner.cookie };
      const asked = request({ host: "127.0.0.1", port: server.port, path: base, headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      asked.once("error", reject).end();
    });
    expect(status).toBe(400);
  });

  it.each([
    "/%",
    "/verify/%E0%A4%A",
    "/..%2f..%2fpackage.json",
    "/assets/..%2f..%2fserver/index.js",
    "/build/server/index.js",
    "/.env",
    "/.data/keys/keys.json",
    `/${"a".repeat(9000)}`,
    "/verify?number=%00",
  ])("gets no file and no server error: %s", async (path) => {
    const { status, text } = await rawGet(path);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(text).not.toMatch(/PRIVATE KEY|"dependencies"|createRequestHandler/);
  });
});

it("logged no server error", () => {
  expect(faultsIn(server.readLog())).toEqual([]);
});

/** Sends the path unchanged, because `URL` would normalize it. */
function rawGet(path: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { host: `localhost:${server.port}` };
    const asked = request({ host: "127.0.0.1", port: server.port, path, headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
      answer.once("end", () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    asked.once("error", reject).end();
  });
}
