import { createHash } from "node:crypto";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tonnesFromKg } from "#app/carbon/format.ts";
import { unpackBundle } from "#app/proof/bundle.ts";
import { verifyCheckpoint } from "#app/proof/checkpoint.ts";
import { deriveIssueEntry, parseReportCredential, verifyCredential } from "#app/proof/credential.ts";
import { buildDidDocument, installationOf } from "#app/proof/did-document.ts";
import { parseJwks } from "#app/proof/jwks.ts";
import { parseKeySet } from "#app/proof/key-set.ts";
import { decodeLogEntry, encodeLogEntry } from "#app/proof/log-entry.ts";
import { hashLeaf, rootOfLeafHashes } from "#app/proof/merkle.ts";
import { drawReportCode, formatReportNumber } from "#app/proof/report-number.ts";
import { readStatusList } from "#app/proof/status-list.ts";
import { splitEntryBundle, splitTile } from "#app/proof/tile.ts";
import { verifyTlogProof } from "#app/proof/tlog-proof.ts";
import { makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { hiddenIdsOf } from "#tests/support/snapshot.ts";
import { readable, Visitor } from "#tests/support/visitor.ts";
import { withinWindow } from "#tests/support/within-window.ts";

let server: TestServer;
let tenant: OwnTenant;
let hidden: string[];
let number: string;
const stranger = () => new Visitor(server);

beforeAll(async () => {
  server = await startServer();
  tenant = await makeOwnTenant(server, "Quillfeather");
  number = tenant.reportNumber;
  hidden = await hiddenIdsOf(server.ownerUrl, tenant.ids.organizationId);
});
afterAll(() => server?.remove());

const publicAddresses = () => [
  "/",
  "/verify",
  `/verify/${number}`,
  `/verify/${number}/report.pdf`,
  `/verify/${number}/evidence.json`,
  `/verify/${number}/bundle.zip`,
  "/log",
  "/log/checkpoint",
  "/status/revocation",
  "/status/superseded",
  "/.well-known/did.json",
  "/.well-known/jwks.json",
  "/keys",
  "/glossary",
  "/schema/inventory-document-v1.json",
  "/factors?q=diesel",
  "/factors/export.csv?q=diesel",
  "/factors/uk-desnz.29_600_4009_13",
  "/sign-in",
  "/sign-up",
];

describe("the factor library", () => {
  it("exports every factor that a search finds to a file in the reader's language", async () => {
    const search = "q=diesel&scope=1";
    const { text } = await stranger().get(`/factors?${search}`);
    const total = Number(/(\d+) factors/.exec(readable(text))![1]);
    expect(total).toBeGreaterThan(30);
    for (const [language, head] of [
      ["en-GB", "Publisher"],
      ["zh-CN", "发布"],
    ] as const) {
      const file = await stranger().get(`/factors/export.csv?${search}`, { "accept-language": language });
      expect([file.status, file.headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"]);
      const [heads, ...rows] = file.text.replace(/\r\n$/, "").split("\r\n");
      expect(heads).toContain(head);
      const ids = rows.map((row) => row.split(",")[0]);
      expect([ids.length, new Set(ids).size]).toEqual([total, total]);
    }
  });
});

describe("a file of factors", () => {
  it("requires a search, and repeated downloads have to wait", async () => {
    const plain = await stranger().get("/factors/export.csv?q=&scope=");
    expect([plain.status, plain.location]).toEqual([302, "/factors"]);
    const taker = stranger();
    const wide = "/factors/export.csv?kind=emission";
    const seen: number[] = [];
    const last = await withinWindow(900, async () => {
      const given: number[] = [];
      while (given.length < 6 && given.at(-1) !== 429) given.push((await taker.get(wide)).status);
      seen.push(...given);
      return given.at(-1);
    });
    // If a window ended during the test, the next one has already counted some requests.
    expect(seen[0]).toBe(200);
    expect(last).toBe(429);
  });
});

describe("verification by number", () => {
  it("leads from any spelling of the number to the one page of the report", async () => {
    const spellings = [number, number.toLowerCase(), number.replaceAll("-", " "), ` ${number.replaceAll("-", "")} `];
    for (const typed of spellings) {
      const found = await stranger().get(`/verify?${new URLSearchParams({ number: typed })}`);
      expect([found.status, found.location], typed).toEqual([302, `/verify/${number}`]);
    }
    for (const typed of [number.toLowerCase(), number.replaceAll("-", " ")]) {
      const { location } = await stranger().get(`/verify/${encodeURIComponent(typed)}`);
      expect(location, typed).toBe(`/verify/${number}`);
    }
  });

  it("reports a typo, not an unknown number, for one wrong character or two swapped ones", async () => {
    const at = number.length - 4;
    const wrong = number.slice(0, at) + (number[at] === "7" ? "8" : "7") + number.slice(at + 1);
    const isPair = (index: number) => /^(\w)(?!\1)\w$/.test(number.slice(index - 1, index + 1));
    const swap = Array.from(number, (_, index) => index).findLast(isPair)!;
    const swapped = number.slice(0, swap - 1) + number[swap] + number[swap - 1] + number.slice(swap + 1);
    for (const typed of [wrong, swapped]) {
      for (const path of [`/verify?number=${typed}`, `/verify/${typed}`]) {
        const { status, text } = await stranger().get(path);
        expect(status, path).toBe(422);
        expect(readable(text), path).toMatch(/mistyped/i);
        expect(readable(text), path).not.toContain("No public report has this number");
      }
      const chinese = await stranger().get(`/verify/${typed}`, { "accept-language": "zh-CN" });
      expect(readable(chinese.text)).toMatch(/输入有误|输错|误/);
    }
  });

  it("states that nothing is public under a number that was never given", async () => {
    const place = { year: 2026, serial: 77 };
    const unknown = formatReportNumber({ ...place, code: drawReportCode(place) });
    for (const path of [`/verify?number=${unknown}`, `/verify/${unknown}`]) {
      const { status, text } = await stranger().get(path);
      expect(status).toBe(404);
      expect(readable(text)).toContain("No public report has this number");
    }
    for (const file of ["report.pdf", "evidence.json", "bundle.zip"]) {
      expect((await stranger().get(`/verify/${unknown}/${file}`)).status, file).toBe(404);
    }
  });

  it("shows organization, legal id, period, totals and status on the page without any script", async () => {
    const { status, text, headers } = await stranger().get(`/verify/${number}`);
    expect(status).toBe(200);
    const words = readable(text);
    for (const fact of [
      "Quillfeather Works",
      "91320000SAMPLE003X",
      "2025",
      number,
      "The organization reports a verification by Quillfeather Verification. Quillfeather Verification has not confirmed it.",
    ]) {
      expect(words).toContain(fact);
    }
    const total = tonnesFromKg(tenant.figures[0]!).split(".")[0]!;
    expect(words.replaceAll(",", "").replaceAll("\u2009", "").replaceAll("\u202f", "")).toContain(total);
    expect(headers.get("cache-control")).not.toMatch(/max-age=([1-9]\d{2,})/);
    const chinese = await stranger().get(`/verify/${number}`, { "accept-language": "zh-CN,zh;q=0.9" });
    expect(chinese.text).toContain('<html lang="zh');
    expect(readable(chinese.text)).toContain("Quillfeather示例工厂");
  });
});

const evidence = async () =>
  JSON.parse((await stranger().get(`/verify/${number}/evidence.json`)).text) as Record<string, string> & {
    statusLists: string[];
  };

describe("the evidence of a report", () => {
  const keySet = async () => parseKeySet((await stranger().get("/.well-known/jwks.json")).text);

  it("contains the hash of the file that is served", async () => {
    const pdf = await stranger().get(`/verify/${number}/report.pdf`);
    expect(pdf.headers.get("content-type")).toBe("application/pdf");
    expect(pdf.headers.get("content-disposition")).toContain(`${number}-en.pdf`);
    const sha256 = createHash("sha256").update(pdf.bytes).digest("hex");
    const { facts } = parseReportCredential((await evidence()).credential!);
    expect(facts.hashes.editions[0]!.unsignedPdf).toBe(sha256);
    expect((await stranger().get(`/verify/${number}`)).text).toContain(sha256);
    const found = await stranger().get(`/verify/by-hash/${sha256}`);
    expect(found.text).toContain(number);
    expect(found.text).toContain(sha256);
    for (const part of [sha256.slice(0, 8), sha256.slice(0, 63), `${sha256}0`, "_".repeat(64), "%25".repeat(64)]) {
      expect((await stranger().get(`/verify/by-hash/${part}`)).status, part).toBe(404);
    }
  });

  it("is signed by a key of the issuer's own DID document, which the log has", async () => {
    const { did, keys } = await keySet();
    expect(did).toBe(`did:web:localhost%3A${server.port}`);
    const document = JSON.parse((await stranger().get("/.well-known/did.json")).text);
    expect(document).toEqual(JSON.parse(JSON.stringify(buildDidDocument(did!, keys))));
    const { credential, facts } = parseReportCredential((await evidence()).credential!);
    const { issuer } = facts;
    expect(installationOf(issuer.did)).toBe(did);
    const path = `/keys/${issuer.did.split(":").at(-1)}`;
    const own = await parseJwks(JSON.parse((await stranger().get(`${path}/jwks.json`)).text));
    await expect(verifyCredential(credential, own)).resolves.toBeDefined();
    await expect(verifyCredential(credential, keys)).rejects.toThrow("unknown_key");
    const { id, verificationMethod } = JSON.parse((await stranger().get(`${path}/did.json`)).text);
    expect(id).toBe(issuer.did);
    expect(verificationMethod).toMatchObject([{ publicKeyMultibase: issuer.key.publicKeyMultibase }]);
    for (const unknown of ["00000000-0000-4000-8000-000000000000", "x"])
      expect((await stranger().get(`/keys/${unknown}/did.json`)).status).toBe(404);
    expect(facts.address).toBe(`${server.origin}/verify/${number}`);
  });

  it("is in the log: checkpoint, tiles, entry and proof match", async () => {
    const { noteVerifiers } = await keySet();
    const { text: note } = await stranger().get("/log/checkpoint");
    const checkpoint = await verifyCheckpoint(note, noteVerifiers);
    expect(checkpoint.origin).toBe(`localhost:${server.port}/log`);
    const tile = await stranger().get(`/log/tile/0/000.p/${checkpoint.size}`);
    const leaves = splitTile(tile.bytes, checkpoint.size);
    expect(await rootOfLeafHashes(leaves)).toEqual(checkpoint.root);
    const bundle = await stranger().get(`/log/tile/entries/000.p/${checkpoint.size}`);
    const entries = splitEntryBundle(bundle.bytes);
    expect(await Promise.all(entries.map(hashLeaf))).toEqual(leaves);
    const { credential, tlogProof } = await evidence();
    const entry = encodeLogEntry(await deriveIssueEntry(parseReportCredential(credential!).credential));
    const proven = await verifyTlogProof(tlogProof!, entry, noteVerifiers);
    expect(await hashLeaf(entry)).toEqual(leaves[proven.index]);
    // The log shows that something was issued, and who issues here, but not who issued what.
    for (const one of entries.map(decodeLogEntry)) {
      const text = JSON.stringify(one);
      if (one.type !== "issuer_key") expect(text).not.toContain("Quillfeather");
      expect(text).not.toContain(number);
    }
    const tooWide = await stranger().get(`/log/tile/0/000.p/${checkpoint.size + 1}`);
    expect(tooWide.status).toBe(404);
  });

  it("has newly signed status lists with the status current", async () => {
    const { keys } = await keySet();
    const { facts } = parseReportCredential((await evidence()).credential!);
    expect(facts.status).toHaveLength(2);
    for (const place of facts.status) {
      const { pathname } = new URL(place.list);
      const { text } = await stranger().get(pathname);
      const at = { ...place, issuerDid: installationOf(facts.issuer.did)! };
      const reading = await readStatusList(text, at, { keys, now: new Date().toISOString() });
      expect(reading).toMatchObject({ isSet: false, isFresh: true });
    }
    // The first list has no number. Further lists exist once they contain a report.
    for (const path of ["/status/other", "/status/revocation/1", "/status/revocation/2", "/status/revocation/x"]) {
      expect((await stranger().get(path)).status, path).toBe(404);
    }
  });

  it("is complete in the bundle", async () => {
    const bundle = await stranger().get(`/verify/${number}/bundle.zip`);
    const parts = unpackBundle(bundle.bytes);
    expect(parts.credential).toBe((await evidence()).credential);
    expect(createHash("sha256").update(parts.pdf).digest("hex")).toBe(
      parseReportCredential(parts.credential).facts.hashes.editions[0]!.unsignedPdf,
    );
  });
});

describe("every public answer", () => {
  it("holds nothing beyond what is published: no row or tenant id, no e-mail address, no person's account", async () => {
    // The one id that is public: the random one of the issuer.
    const issuer = parseReportCredential((await evidence()).credential!)
      .facts.issuer.did.split(":")
      .at(-1)!;
    for (const path of publicAddresses()) {
      const { status, text, headers } = await stranger().get(path);
      expect(status, path).toBe(200);
      // The request id belongs to no row and is random for each request.
      const told = [...headers].filter(([name]) => name !== "x-request-id");
      const whole = `${text} ${told.join(" ")}`;
      for (const id of [...hidden, ...Object.values(tenant.ids), ...tenant.emails, "Quillfeather Person"]) {
        expect(whole.includes(id), `${path} holds ${id}`).toBe(false);
      }
      expect(whole.replaceAll(issuer, ""), path).not.toMatch(
        /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
      );
      expect(whole, path).not.toContain("tenant_id");
    }
  });

  it("has the security headers, and pages a policy that lets only their own scripts run", async () => {
    for (const path of [...publicAddresses(), "/nothing-here", `/organizations/${tenant.ids.organizationId}`]) {
      const { headers, text } = await stranger().get(path);
      expect(headers.get("x-content-type-options"), path).toBe("nosniff");
      expect(headers.get("referrer-policy"), path).toMatch(/^(no-referrer|same-origin)$/);
      expect(headers.get("x-frame-options"), path).toBe("DENY");
      expect(headers.get("strict-transport-security"), path).toMatch(/max-age=\d{7,}/);
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy, path).toContain("default-src 'none'");
      expect(policy, path).toContain("frame-ancestors 'none'");
      expect(policy, path).not.toMatch(/unsafe-(inline|eval)/);
      if (!headers.get("content-type")?.startsWith("text/html")) continue;
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
      const inline = [...text.matchAll(/<script(?![^>]*\bsrc=)([^>]*)>/g)].map(([, attributes]) => attributes ?? "");
      for (const attributes of inline) expect(attributes, path).toContain(`nonce="${nonce}"`);
      expect(text, path).not.toMatch(/\sstyle="/);
      expect(text, path).not.toMatch(/\son\w+="/);
    }
  });

  it("gives each page a different nonce", async () => {
    const policies = await Promise.all(
      [1, 2, 3].map(async () => (await stranger().get("/verify")).headers.get("content-security-policy")),
    );
    expect(new Set(policies).size).toBe(3);
  });

  it("keeps private what is not public", async () => {
    for (const path of ["/sign-in", "/account", `/organizations/${tenant.ids.organizationId}`]) {
      expect((await tenant.owner.get(path)).headers.get("cache-control"), path).toBe("private, no-store");
    }
  });

  it("is in the language that the reader chose, on the page where they were", async () => {
    const reader = stranger();
    expect((await reader.get("/verify")).text).toContain('<html lang="en');
    const back = `/verify/${number}`;
    const switched = await reader.post("/language", { locale: "zh", back });
    expect([switched.status, switched.location]).toEqual([302, back]);
    expect((await reader.get(back)).text).toContain('<html lang="zh');
    const away = await reader.post("/language", { locale: "en", back: "//elsewhere.example/" });
    expect(away.location).toBe("/");
  });

  it("does not answer under another host's name, nor believe forwarded ones", async () => {
    for (const host of [
      "elsewhere.example",
      `elsewhere.example:${server.port}`,
      "localhost:1",
      `localhost.elsewhere.example:${server.port}`,
    ]) {
      expect(await statusUnder(host), host).toBe(400);
    }
    expect(await statusUnder(`localhost:${server.port}`)).toBe(200);
    const forwarded = {
      "x-forwarded-host": "elsewhere.example",
      "x-forwarded-proto": "https",
      forwarded: "host=elsewhere.example",
    };
    expect((await stranger().get(`/verify/${number}`, forwarded)).text).not.toContain("elsewhere.example");
  });
});

function statusUnder(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port: server.port, path: "/verify", headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.once("error", reject).end();
  });
}
