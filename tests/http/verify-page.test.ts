import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { tonnesFromKg } from "#app/carbon/format.ts";
import { writeWorkbook } from "#app/encoding/workbook/write-workbook.ts";
import { translator } from "#app/i18n/index.ts";
import { drawReportCode, formatReportNumber } from "#app/proof/report-number.ts";
import { inviteMember, makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectRedirect, readable, Visitor } from "#tests/support/visitor.ts";
import { withinWindow } from "#tests/support/within-window.ts";

let server: RunningServer;
let tenant: OwnTenant;
let number: string;
const stranger = () => new Visitor(server);
const CHINESE = { "accept-language": "zh-CN" };

beforeAll(async () => {
  server = await useServer();
  tenant = await makeOwnTenant(server, "Marrowstone");
  number = tenant.reportNumber;
});

/** A number in valid form that was never given. */
function neverGiven(serial = 77): string {
  const place = { year: 2026, serial };
  return formatReportNumber({ ...place, code: drawReportCode(place) });
}

const withoutNonces = (text: string) => text.replaceAll(/nonce(=\\?"|\\?":\\?")[\w+/=-]+/g, "nonce$1");
const scriptsOf = (text: string) => [...text.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);

describe("the public page of a report", () => {
  it("loads completely, with one script of its own if files are checked and none otherwise", async () => {
    const scriptsOfHome = scriptsOf((await stranger().get("/")).text);
    expect(scriptsOfHome).toHaveLength(2);
    for (const [at, name] of ["verify-page", "estimate-page"].entries())
      expect(scriptsOfHome[at]).toMatch(new RegExp(` type="module" src="/assets/${name}-[\\w-]{8}\\.js"`));
    for (const path of ["/verify", `/verify/${number}`, `/verify/${neverGiven()}`]) {
      const scripts = scriptsOf((await stranger().get(path)).text);
      expect(scripts, path).toHaveLength(1);
      expect(scripts[0], path).toMatch(/ type="module" src="\/assets\/verify-page-[\w-]{8}\.js"/);
    }
    for (const path of ["/log", "/keys", "/verify/many"]) {
      expect(scriptsOf((await stranger().get(path)).text), path).toEqual([]);
    }
    expect(scriptsOf((await stranger().get("/sign-in")).text).length).toBeGreaterThan(1);
  });

  it("gives its script exactly what the report discloses", async () => {
    const { text } = await stranger().get(`/verify/${number}`);
    const page = JSON.parse(unescapeHtml(/data-page="([^"]*)"/.exec(text)![1]!));
    expect(Object.keys(page).sort()).toEqual(["kind", "view"]);
    expect(Object.keys(page.view).sort()).toEqual(
      [
        "number",
        "version",
        "isSample",
        "issuedAt",
        "issuer",
        "organization",
        "legalId",
        "legalIdForm",
        "period",
        "standards",
        "listedIssuer",
        "issuerProofs",
        "consolidationApproach",
        "facilities",
        "gwpSet",
        "co2eKg",
        "co2eKgMarketBased",
        "byScope",
        "intensity",
        "scope2MarketBasedKg",
        "scope3Categories",
        "supersedes",
        "later",
        "editions",
        "evidenceBytes",
        "statusList",
        "history",
        "publicDocuments",
        "verification",
        "checkedAt",
        "host",
        "nameNotices",
      ].sort(),
    );
    expect(Object.keys(page.view.verification).sort()).toEqual(
      ["assurance", "checkpoint", "checks", "facts", "isKeyConfirmed", "number", "status", "subject", "verdict"].sort(),
    );
  });

  it("states the official address, the issuer, the operator and the checks, with the same figures in both languages", async () => {
    const [english, chinese] = [
      readable((await stranger().get(`/verify/${number}`)).text),
      readable((await stranger().get(`/verify/${number}`, CHINESE)).text),
    ];
    for (const [words, locale] of [
      [english, "en"],
      [chinese, "zh"],
    ] as const) {
      const { verify } = translator(locale);
      const { page, trust, check, limits } = verify;
      expect(words).toContain(`localhost:${server.port}`);
      for (const said of [
        page.address.title,
        trust.authority.title,
        page.answers.assurance.question,
        limits.title,
        limits.text,
      ]) {
        expect(words).toContain(said);
      }
      for (const title of Object.values(check)) expect(words).toContain(title);
      expect(words).toContain(`did:web:localhost%3A${server.port}`);
    }
    const figures = (words: string) => [...words.matchAll(/\d[\d,]*\.\d\d\b/g)].map(([figure]) => figure);
    expect(figures(english).length).toBeGreaterThan(6);
    expect(figures(chinese)).toEqual(figures(english));
  });

  it("claims neither forgery nor validity for a number that is not public", async () => {
    const loaded = /forg|fake|fraud|counterfeit|invalid|genuine|authentic|伪造|假冒|造假|虚假|无效|真实/i;
    for (const locale of ["en", "zh"] as const) {
      const { number: words, page } = translator(locale).verify;
      const { note } = translator(locale).verifyMany;
      for (const text of [words.notFound, page.notFoundTitle, note.not_public]) expect(text).not.toMatch(loaded);
    }
  });
});

describe("cached answers", () => {
  it("are named by their hash and not sent again while unchanged", async () => {
    const kept = [
      [`/verify/${number}/report.pdf`, /max-age=31536000, immutable/],
      ["/log/tile/0/000.p/1", /max-age=31536000, immutable/],
      ["/log/checkpoint", /max-age=5$/],
      ["/.well-known/jwks.json", /max-age=300$/],
    ] as const;
    for (const [path, control] of kept) {
      const first = await stranger().get(path);
      expect(first.headers.get("cache-control"), path).toMatch(control);
      const tag = first.headers.get("etag")!;
      expect(tag, path).toMatch(/^"[\w-]{22}"$/);
      const again = await stranger().get(path, { "if-none-match": `"other", W/${tag}` });
      expect([again.status, again.bytes.length], path).toEqual([304, 0]);
      expect(again.headers.get("etag"), path).toBe(tag);
      expect((await stranger().get(path, { "if-none-match": '"other"' })).status, path).toBe(200);
    }
  });

  it("are short-lived if a withdrawal must show, and private if they show the reader's account", async () => {
    const evidence = await stranger().get(`/verify/${number}/evidence.json`);
    expect(evidence.headers.get("cache-control")).toBe("public, max-age=0");
    expect(evidence.headers.get("etag")).toMatch(/^"/);
    for (const list of ["/status/revocation", "/status/superseded"]) {
      expect((await stranger().get(list)).headers.get("cache-control")).toBe("public, max-age=60");
    }
    const page = await tenant.owner.get(`/verify/${number}`);
    expect(page.headers.get("cache-control")).toBe("private, no-store");
    expect(page.headers.get("content-security-policy")).toContain("'nonce-");
    expect(page.headers.get("etag")).toBeNull();
    expect((await stranger().get(`/verify/${neverGiven()}`)).headers.get("cache-control")).toBe("private, no-store");
  });

  it.each([
    ["br;q=0.5, gzip", "br", brotliDecompressSync],
    ["br;q=0, gzip;q=0.8", "gzip", gunzipSync],
  ] as const)("use the encoding that the caller accepts: %s", async (accepted, coding, unpack) => {
    const [, script] = / src="(\/assets\/verify-page-[^"]+)"/.exec((await stranger().get("/verify")).text)!;
    const { organizationId, tenantId } = tenant.ids;
    const asked = [
      [stranger(), script!],
      [stranger(), `/verify/${number}`],
      [stranger(), `/verify/${number}/evidence.json`],
      [stranger(), "/api/openapi.json"],
      [tenant.owner, `/organizations/${organizationId}/reports`],
      [tenant.owner, `/organizations/${organizationId}.data`],
      [tenant.owner, `/tenants/${tenantId}/invoices/new`],
    ] as const;
    for (const [visitor, path] of asked) {
      const plain = await visitor.get(path, { "accept-encoding": "identity" });
      const packed = await visitor.get(path, { "accept-encoding": accepted });
      expect([path, plain.status, packed.status]).toEqual([path, 200, 200]);
      expect([path, plain.headers.get("content-encoding")]).toEqual([path, null]);
      expect([path, packed.headers.get("content-encoding")]).toEqual([path, coding]);
      for (const { headers } of [plain, packed]) expect(headers.get("vary"), path).toContain("Accept-Encoding");
      expect(withoutNonces(unpack(packed.bytes).toString()), path).toBe(withoutNonces(plain.text));
      expect(packed.bytes.length, path).toBeLessThan(plain.bytes.length / 2);
      const tag = packed.headers.get("etag");
      if (tag)
        expect((await visitor.get(path, { "accept-encoding": accepted, "if-none-match": tag })).status).toBe(304);
    }
    const paper = await stranger().get(`/verify/${number}/report.pdf`, { "accept-encoding": accepted });
    expect([paper.headers.get("content-type"), paper.headers.get("content-encoding")]).toEqual([
      "application/pdf",
      null,
    ]);
  });
});

describe("a check of many numbers", () => {
  const ask = (text: string, visitor = stranger(), path = "/verify/many") =>
    visitor.upload(path, {}, { field: "file", name: "list.csv", bytes: text });
  const askCsv = (text: string, visitor = stranger()) => ask(text, visitor, "/verify/many.csv");
  const rowsOf = (csv: string) => csv.replace("\ufeff", "").trimEnd().split("\r\n");

  it("returns one row per input row, in the order of the list, and marks invalid numbers", async () => {
    const mistyped = number.slice(0, -1) + (number.endsWith("7") ? "8" : "7");
    const list = `supplier,report number\nA,${number}\nB,${neverGiven()}\nC,${mistyped}\nD,hello\nE,\nF,${number.toLowerCase()}\n`;
    const { status, headers, text } = await askCsv(list);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toContain("text/csv");
    const [heading, ...rows] = rowsOf(text);
    expect(heading!.split(",").slice(0, 4)).toEqual(["Your entry", "Status", "Number", "Organization"]);
    expect(rows.map((row) => row.split(",")[1])).toEqual([
      ..."Current|Nothing public|Mistyped|Not a report number|Not a report number|Current".split("|"),
    ]);
    expect(rows[0]).toMatch(/Marrowstone Works,Marrowstone Works,Not checked,.*,2025-01-01,2025-12-31,/);
    const [location, market] = tenant.figures.map((kg) => tonnesFromKg(kg));
    expect(rows[0]).toContain(`,${location},${market},,,,ISO 14064-1:2018`);
    expect(rows[0]).toContain(`${server.origin}/verify/${number}`);
    const page = readable((await ask(list)).text);
    for (const word of ["Marrowstone Works", "Mistyped", "hello", "6 rows, 2 current"]) expect(page).toContain(word);
  });

  it("gives the same answer for any number that was never given, and no more than a single lookup", async () => {
    const { text } = await askCsv([neverGiven(1), neverGiven(2), neverGiven(3)].join("\n"));
    const answers = rowsOf(text).slice(1);
    expect(new Set(answers.map((row) => row.split(",").slice(1, 9).join())).size).toBe(1);
  });

  it("accepts pasted lines without a file, in Chinese, and returns the table as CSV", async () => {
    const visitor = stranger();
    visitor.setCookie("locale", "zh");
    const form = new FormData();
    form.set("numbers", `${number}\n不是编号`);
    const encoded = new Response(form);
    const { text, status } = await visitor.request("POST", "/verify/many", {
      headers: { "content-type": encoded.headers.get("content-type")! },
      body: new Uint8Array(await encoded.arrayBuffer()),
    });
    expect(status).toBe(200);
    for (const word of ["有效", "不是报告编号", "Marrowstone示例工厂"]) expect(readable(text)).toContain(word);
    const back = unescapeHtml(/<textarea[^>]*name="numbers"[^>]*>([^<]*)</.exec(text)![1]!);
    const csv = rowsOf((await askCsv(back, visitor)).text);
    expect(csv).toHaveLength(3);
    expect(csv[2]).toContain("不是报告编号");
  });

  it("reads the numbers of a workbook, and shows the statement on record as a claim", async () => {
    const rows = [
      ["Supplier", ""],
      ["Works", number],
    ];
    const bytes = writeWorkbook([{ name: "Suppliers", rows, widths: [20, 40] }]);
    const send = (file: Uint8Array) =>
      stranger().upload("/verify/many", {}, { field: "file", name: "list.xlsx", bytes: file });
    const { status, text } = await send(bytes);
    expect(status).toBe(200);
    const { reportedBy, level, fault } = translator("en").verifyMany;
    for (const said of [number, level.limited, reportedBy.organization("Marrowstone Verification")]) {
      expect(readable(text)).toContain(said);
    }
    const refused = await send(bytes.slice(0, 300));
    expect([refused.status, readable(refused.text).includes(fault.workbook)]).toEqual([422, true]);
  });

  it("is offered by the API for up to a hundred numbers without a key", async () => {
    const unknown = neverGiven();
    const answer = await stranger().get(`/api/v1/verification?numbers=${number},${unknown},hello`);
    expect(answer.status).toBe(200);
    const { items } = JSON.parse(answer.text);
    expect(items.map(({ outcome }: { outcome: string }) => outcome)).toEqual(["current", "not_public", "shape"]);
    expect(items[0]).toMatchObject({ number, issuerProofs: { domains: [] }, co2eKgMarketBased: tenant.figures[1] });
    expect(items[1]).toMatchObject({ typed: unknown, number: null, page: null });
    const many = Array(101).fill(number).join(",");
    expect((await stranger().get(`/api/v1/verification?numbers=${many}`)).status).toBe(400);
  });

  it("rejects lists that are invalid or too long, and explains what to do", async () => {
    for (const [text, said] of [
      ["\n \n", "No report numbers found"],
      [Array(501).fill(number).join("\n"), "The list has 501 rows"],
      [`number\n"${number}`, "a closing quotation mark is missing"],
      ["x".repeat(300_000), "too large for a list"],
    ] as const) {
      const { status, text: page } = await ask(text);
      expect([status, readable(page).includes(said)], said).toEqual([422, true]);
      expect((await askCsv(text)).status, said).toBe(422);
    }
  });

  it("can't make a spreadsheet run what the list contained", async () => {
    const csv = rowsOf((await askCsv('=HYPERLINK("http://x.example")\n+1\n@a')).text);
    expect(csv).toHaveLength(4);
    for (const row of csv.slice(1)) expect(row).toMatch(/^"?'[=+@]/);
  });

  it("counts rows and single lookups together, and then asks to wait", async () => {
    const list = Array(500).fill(neverGiven()).join("\n");
    const statuses = await withinWindow(900, async () => {
      const buyer = stranger();
      const given: number[] = [];
      for (let round = 0; round < 5; round += 1) given.push((await ask(list, buyer)).status);
      return given;
    });
    expect(statuses).toEqual([200, 200, 200, 200, 429]);
    const { found, last } = await withinWindow(60, async () => {
      const guesser = stranger();
      const given: number[] = [];
      for (let round = 0; round < 61; round += 1)
        given.push((await guesser.get(`/verify/${neverGiven(round + 1)}`)).status);
      // With a query, because the page itself may come from the shared cache and then needs no lookup.
      return { found: given, last: await guesser.get(`/verify/${number}?again`) };
    });
    expect(found.slice(0, 60)).toEqual(Array(60).fill(404));
    // Known or not, the answer is to wait.
    expect([found[60], last.status]).toEqual([429, 429]);
    expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("the list of an issuer's reports", () => {
  const NONE = "/issuers/5f0c2b7e-9a41-4d3e-8c56-0e1f7a2b9d84";
  const settings = () => `/organizations/${tenant.ids.organizationId}/listing`;
  const choose = (listed: string, basedOn: string, who = tenant.owner) => who.post(settings(), { listed, basedOn });

  it("exists only if the issuer chose so, in both languages, and is linked with its reports", async () => {
    expect((await stranger().get(`/verify/${number}`)).text).not.toContain("/issuers/");
    expect((await stranger().get(NONE)).status).toBe(404);
    expect((await stranger().get("/issuers/x")).status).toBe(404);
    const viewer = await inviteMember(server, tenant, "viewer");
    expect((await choose("yes", "0", viewer)).status).toBe(403);
    expectRedirect(await choose("yes", "0"));
    const [address] = /\/issuers\/[0-9a-f-]{36}/.exec((await tenant.owner.get(settings())).text)!;
    const listed = await stranger().get(address);
    expect(listed.status).toBe(200);
    expect(listed.headers.get("cache-control")).toBe("private, no-store");
    expect(listed.text).toContain(`href="/verify/${number}"`);
    expect(readable(listed.text)).toContain("It was not checked.");
    expect(scriptsOf(listed.text)).toEqual([]);
    expect(readable((await stranger().get(address, CHINESE)).text)).toContain("未经核实");
    for (const id of [tenant.ids.tenantId!, tenant.ids.organizationId!]) expect(listed.text).not.toContain(id);
    expect((await stranger().get(`/verify/${number}`, CHINESE)).text).toContain(`href="${address}"`);
    expectRedirect(await choose("no", "1"));
    // The page was cached a moment ago.
    expect((await stranger().get(`/verify/${number}`, CHINESE)).text).not.toContain("/issuers/");
    expect((await stranger().get(address)).status).toBe(404);
  });
});

describe("the public page of a report for many strangers", () => {
  const path = () => `/verify/${number}`;

  it("can be cached in each language if the client revalidates it, and has no nonce", async () => {
    const [english, chinese] = [await stranger().get(path()), await stranger().get(path(), CHINESE)];
    for (const page of [english, chinese]) {
      expect(page.headers.get("cache-control")).toBe("public, no-cache");
      expect(page.headers.get("vary")).toBe("Accept-Language, Cookie, Accept-Encoding");
      expect(page.headers.get("content-security-policy")).toContain("script-src 'self';");
      expect(page.text).not.toContain("nonce");
      expect(page.headers.get("x-content-type-options")).toBe("nosniff");
    }
    expect(english.headers.get("etag")).not.toBe(chinese.headers.get("etag"));
    const chosen = stranger();
    chosen.setCookie("locale", "zh");
    expect((await chosen.get(path())).text).toContain('<html lang="zh');
    const signedIn = await tenant.owner.get(path());
    expect(signedIn.text).toContain('href="/organizations"');
    expect(english.text).not.toContain('href="/organizations"');
  });

  it("is cached: a caller who opens it again and again uses up no limit", async () => {
    const crowd = stranger();
    const statuses = new Set<number>();
    // Far more than a caller may look up in a minute.
    for (let look = 0; look < 200; look += 1) statuses.add((await crowd.get(path())).status);
    expect([...statuses]).toEqual([200]);
  });

  it("shows a withdrawal at the next request, also to clients with a cached page", async () => {
    const { ids, owner } = tenant;
    const report = `/organizations/${ids.organizationId}/reports/${ids.reportId}`;
    const second = await inviteMember(server, tenant, "admin");
    expectRedirect(await owner.post(report, { intent: "propose", reasonEn: "A figure was wrong", reasonZh: "" }));
    const before = await stranger().get(path());
    const held = { "if-none-match": before.headers.get("etag")! };
    // The bytes stay the same except for the minute that they state, so clients with a copy get 304.
    await expect
      .poll(async () => {
        const tag = (await stranger().get(path())).headers.get("etag")!;
        return (await stranger().get(path(), { "if-none-match": tag })).status;
      })
      .toBe(304);
    expect([before.status, readable(before.text).includes("A figure was wrong")]).toEqual([200, false]);
    expect((await stranger().get(path(), CHINESE)).text).not.toContain("A figure was wrong");
    expectRedirect(await second.post(report, { intent: "confirm", attempt: "1", note: "" }));
    const after = await stranger().get(path(), held);
    expect([after.status, readable(after.text).includes("A figure was wrong")]).toEqual([200, true]);
    // In both languages, whichever was cached.
    expect(readable((await stranger().get(path(), CHINESE)).text)).toContain("A figure was wrong");
  });
});

function unescapeHtml(text: string): string {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
