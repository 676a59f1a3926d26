import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { formatDay } from "#app/day/format-day.ts";
import { translator } from "#app/i18n/index.ts";
import { packBundle } from "#app/proof/bundle.ts";
import { didOf } from "#app/proof/did-document.ts";
import { formatKeySet, parseKeySet } from "#app/proof/key-set.ts";
import { formatVerifierKey } from "#app/proof/signed-note.ts";
import type { StatedProofs } from "#app/proof/stated-proof.ts";
import { makeSampleKey } from "#app/proof/testing/sample-keys.ts";
import {
  issueSampleReport,
  SAMPLE_DID,
  SAMPLE_ISSUER,
  type SampleReport,
  sampleDocument,
} from "#app/proof/testing/sample-report.ts";
import { parseTlogProof } from "#app/proof/tlog-proof.ts";
import { sayProof } from "#app/report/content/issuer-proofs.ts";
import { isAskable } from "./fetch-text.ts";
import { run } from "./verify.ts";

const FAR = "2099-01-01T00:00:00Z";
let folder: string;
/** Arguments of an offline reader who knows the name of the issuer's key. */
let offline: string[];

beforeEach(async () => {
  offline = ["--offline", "--key", (await makeSampleKey(5, "credential")).key.keyId];
  folder = await mkdtemp(join(tmpdir(), "verify-"));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const at = (name: string) => join(folder, name);

async function verify(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const written = { out: "", err: "" };
  const into = (name: "out" | "err") => (text: unknown, done?: unknown) => {
    written[name] += String(text);
    if (typeof done === "function") done();
    return true;
  };
  vi.spyOn(process.stdout, "write").mockImplementation(into("out") as typeof process.stdout.write);
  vi.spyOn(process.stderr, "write").mockImplementation(into("err") as typeof process.stderr.write);
  const code = await run(argv);
  vi.restoreAllMocks();
  return { code, ...written };
}

async function writeReport(report: SampleReport, parts: "bundle" | "sidecars"): Promise<void> {
  await writeFile(at("report.pdf"), report.pdf);
  if (parts === "bundle") return writeFile(at("report.bundle.zip"), packBundle(report));
  await writeFile(at("report.vc.json"), report.credential);
  await writeFile(at("report.tlog-proof"), report.proof);
  await writeFile(at("issuer-key.tlog-proof"), report.keyProof);
  await writeFile(at("keys.json"), report.keys);
  await writeFile(at("inventory.json"), report.inventory);
  for (const [index, list] of report.statusLists.entries()) await writeFile(at(`status-${index + 1}.json`), list);
}

describe("truetonne verify --offline", () => {
  it.each(["bundle", "sidecars"] as const)("accepts a report with its %s next to it", async (parts) => {
    await writeReport(await issueSampleReport({ listsValidUntil: FAR }), parts);
    const { code, out } = await verify(at("report.pdf"), ...offline);
    expect(out.split("\n").filter((line) => line.startsWith("passed"))).toHaveLength(5);
    expect(out).toMatch(/^Authentic: This file is exactly report GHG-/);
    expect(out).toContain("Keys: supplied with the file, confirmed by what you provided.");
    expect(code).toBe(0);
  });

  it("prints what the installation stated of the issuer, with who checked it and when", async () => {
    const checked = { checkedOn: "2026-02-27", checkedBy: "reports.example" };
    const proofs = [{ kind: "domain", method: "dns", value: "sample-precision.example", ...checked } as const];
    const { report } = translator("en");
    const said = (proof: string) => report.boundary.proof.atIssue(proof);
    const domain = said(sayProof(report, (day) => formatDay(day, "en"), proofs[0]!));
    const none = said(report.boundary.proof.none);
    const printed = async (stated?: StatedProofs) => {
      await writeReport(await issueSampleReport({ listsValidUntil: FAR, ...(stated ? { stated } : {}) }), "bundle");
      return verify(at("report.pdf"), ...offline);
    };
    expect(await printed({ nameChecked: false, proofs })).toMatchObject({
      code: 0,
      out: expect.stringContaining(domain),
    });
    expect(domain).toContain("sample-precision.example");
    expect((await printed({ nameChecked: false, proofs: [] })).out).toContain(none);
    // An older record states nothing of it, and is as valid.
    const { code, out } = await printed();
    expect([code, out.includes(said(""))]).toEqual([0, false]);
  });

  it("takes the word after --key as the name of a key, even if it begins with a hyphen", async () => {
    await writeReport(await issueSampleReport({ listsValidUntil: FAR }), "bundle");
    const [file, name] = [at("report.pdf"), `-${"a".repeat(42)}`];
    expect(await verify(file, "--offline", "--key", name)).toEqual(await verify(file, "--offline", `--key=${name}`));
    expect((await verify(file, "--offline", "--key", name)).code).toBe(1);
    expect((await verify(file, "--offline", "--key")).code).toBe(2);
  });

  it("reports nothing as authentic by keys that came with the file, until another source confirms them", async () => {
    const report = await issueSampleReport({ listsValidUntil: FAR });
    await writeReport(report, "bundle");
    const alone = await verify(at("report.pdf"), "--offline");
    expect(alone.out).toMatch(/^Key not confirmed: The file matches its proofs/);
    expect(alone.out).toContain(`${SAMPLE_ISSUER}#${offline[2]}`);
    expect(alone.code).toBe(1);
    await writeFile(at("checkpoint"), parseTlogProof(report.proof).checkpoint);
    const log = parseKeySet(report.keys).then(({ noteVerifiers: [key] }) =>
      formatVerifierKey(key!.name, key!.publicKey),
    );
    for (const kept of [
      ["--checkpoint", at("checkpoint")],
      ["--key", `${SAMPLE_ISSUER}#${offline[2]}`],
      ["--key", await log],
    ]) {
      expect(await verify(at("report.pdf"), "--offline", ...kept), kept.join(" ")).toMatchObject({ code: 0 });
    }
    for (const kept of ["x", "did:web:evil.example#", `did:web:evil.example#${offline[2]}`])
      expect(await verify(at("report.pdf"), "--offline", "--key", kept), kept).toMatchObject({ code: 1 });
  });

  it("names the issuer's host, regardless of the issuer's own name", async () => {
    await writeReport(await issueSampleReport({ listsValidUntil: FAR }), "bundle");
    expect((await verify(at("report.pdf"), ...offline)).out).toMatch(/issued by .+key of reports\.example\) on/);
  });

  it("states until when the status was known if the lists are old", async () => {
    await writeReport(await issueSampleReport(), "bundle");
    const { code, out } = await verify(at("report.pdf"), ...offline);
    expect(out).toContain("The status has been unknown since 2 Mar 2026, 09:15 UTC.");
    expect(code).toBe(0);
  });

  it("accepts the bundle itself and the data package of an unpacked one", async () => {
    const report = await issueSampleReport({ listsValidUntil: FAR });
    await writeFile(at("any name.zip"), packBundle(report));
    await writeReport(report, "sidecars");
    expect((await verify(at("any name.zip"), ...offline)).code).toBe(0);
    const { code, out } = await verify(at("inventory.json"), ...offline);
    expect(out).toContain("to the data package of the issued report");
    expect(code).toBe(0);
  });

  it.each(["report.pdf", "report.vc.json", "report.tlog-proof", "keys.json"])(
    "rejects one changed byte in %s",
    async (name) => {
      const report = await issueSampleReport({ listsValidUntil: FAR });
      await writeReport(report, "sidecars");
      const contents: Record<string, Uint8Array | string> = {
        "report.pdf": report.pdf,
        "report.vc.json": report.credential,
        "report.tlog-proof": report.proof,
        "keys.json": report.keys,
      };
      const bytes = Buffer.from(contents[name] as string);
      for (const share of [0.1, 0.3, 0.5, 0.7, 0.9]) {
        const changed = Buffer.from(bytes);
        const position = Math.floor(share * bytes.length);
        changed[position] = (changed[position] as number) ^ 1;
        await writeFile(at(name), changed);
        const { code, out } = await verify(at("report.pdf"), "--offline");
        expect(code, `${name} at ${position}`).toBe(1);
        expect(out).toMatch(/^(Altered|Inconclusive): /);
      }
    },
  );

  it("rejects one changed byte anywhere in the bundle", async () => {
    const archive = packBundle(await issueSampleReport({ listsValidUntil: FAR }));
    for (let share = 0; share < 1; share += 0.04) {
      const changed = archive.slice();
      const position = Math.floor(share * archive.length);
      changed[position] = (changed[position] as number) ^ 1;
      await writeFile(at("changed.zip"), changed);
      const { code, out } = await verify(at("changed.zip"), "--offline");
      expect(code, `byte ${position}`).toBe(1);
      expect(out).toMatch(/Altered|Inconclusive/);
    }
  });

  it("checks with the given keys instead of those in the bundle", async () => {
    const report = await issueSampleReport({ listsValidUntil: FAR });
    await writeReport(report, "bundle");
    await writeFile(at("jwks.json"), report.keys);
    const accepted = await verify(at("report.pdf"), "--offline", "--keys", at("jwks.json"));
    expect(accepted.out).toContain("Keys: from the file you provided.");
    expect(accepted.code).toBe(0);
    const [other, log] = [await makeSampleKey(8, "credential"), await makeSampleKey(2, "log")];
    await writeFile(at("jwks.json"), await formatKeySet(SAMPLE_DID, [other.key, log.key], "reports.example/log"));
    const refused = await verify(at("report.pdf"), "--offline", "--keys", at("jwks.json"));
    expect(refused.out).toContain("the key is not one of the issuer's");
    expect(refused.code).toBe(1);
  });

  it("confirms nothing of a report without evidence", async () => {
    await writeFile(at("alone.pdf"), (await issueSampleReport()).pdf);
    const { code, out } = await verify(at("alone.pdf"), "--offline");
    expect(out).toContain("Inconclusive: The check “File” could not be completed. Nothing is confirmed.");
    expect(code).toBe(1);
  });

  it("doesn't end with success for a withdrawn or superseded report", async () => {
    await writeReport(await issueSampleReport({ withdrawn: true }), "bundle");
    const { code, out } = await verify(at("report.pdf"), ...offline);
    expect(out).toContain("Withdrawn: Authentic, but withdrawn by the issuer");
    expect(code).toBe(1);
  });

  it("prints Chinese and JSON", async () => {
    await writeReport(await issueSampleReport({ listsValidUntil: FAR }), "bundle");
    expect((await verify(at("report.pdf"), ...offline, "--language", "zh")).out).toContain("这份文件正是");
    const { out } = await verify(at("report.pdf"), ...offline, "--json");
    const [element] = JSON.parse(out);
    expect(element).toMatchObject({ file: at("report.pdf"), verdict: "authentic" });
    expect(element.checks.map(({ id }: { id: string }) => id)).toEqual([
      "file",
      "signature",
      "log",
      "status",
      "totals",
      "printed",
      "seal",
    ]);
  });
});

describe("truetonne verify on an inventory document", () => {
  it("calculates it again", async () => {
    await writeFile(at("inventory.json"), JSON.stringify(sampleDocument(), null, 2));
    const { code, out } = await verify(at("inventory.json"));
    expect(out).toContain("It has no signature");
    expect(code).toBe(0);
  });

  it.each<[string, (document: ReturnType<typeof sampleDocument>) => unknown, RegExp]>([
    [
      "another total",
      (d) => JSON.parse(JSON.stringify(d).replace('"co2eKgMarketBased":"2680"', '"co2eKgMarketBased":"1"')),
      /\/results\/totals\/co2eKgMarketBased shows “1”, but the lines give “2680”/,
    ],
    [
      "another quantity",
      (d) => JSON.parse(JSON.stringify(d).replace('"quantity":"1000"', '"quantity":"1001"')),
      /factorQuantity shows “1000”, but the lines give “1001”/,
    ],
    ["no results", ({ results, ...d }) => d, /the document states no results/],
    ["an error", (d) => ({ ...d, period: "2025" }), /not a valid inventory document \(\/period\)/],
    ["something else", () => [1], /not a valid inventory document/],
  ])("rejects one with %s", async (_name, change, said) => {
    await writeFile(at("inventory.json"), JSON.stringify(change(sampleDocument())));
    const { code, out } = await verify(at("inventory.json"));
    expect(out).toMatch(said);
    expect(code).toBe(1);
  });
});

describe("truetonne verify with a network", () => {
  let server: Server;
  let published: Map<string, string>;
  let base: string;

  beforeEach(async () => {
    published = new Map();
    server = createServer((request, response) => {
      const text = published.get(request.url ?? "");
      response.writeHead(text === undefined ? 404 : 200).end(text);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  function publish(report: SampleReport): void {
    const page = new URL(report.facts.address).pathname;
    const { credential, proof: tlogProof, keyProof } = report;
    published.set(`${page}/evidence.json`, JSON.stringify({ credential, tlogProof, keyProof }));
    published.set("/.well-known/jwks.json", report.keys);
    for (const [index, { list }] of report.facts.status.entries())
      published.set(new URL(list).pathname, report.statusLists[index] as string);
  }

  it("asks the address in the PDF", async () => {
    const report = await issueSampleReport({ base, listsValidUntil: FAR });
    publish(report);
    await writeFile(at("alone.pdf"), report.pdf);
    const { code, out } = await verify(at("alone.pdf"));
    expect(out).toContain(`Keys: published by ${new URL(base).host}.`);
    expect(out).toContain("Authentic: This file is exactly");
    expect(code).toBe(0);
  });

  it("trusts the issuer's published keys and lists, not those in a bundle", async () => {
    const report = await issueSampleReport({ base, listsValidUntil: FAR });
    const withdrawn = await issueSampleReport({ base, listsValidUntil: FAR, withdrawn: true });
    publish(withdrawn);
    await writeReport(report, "bundle");
    expect((await verify(at("report.pdf"), ...offline)).code).toBe(0);
    expect((await verify(at("report.pdf"))).out).toContain("Withdrawn");
    const other = await makeSampleKey(8, "credential");
    published.set("/.well-known/jwks.json", await formatKeySet(didOf(base), [other.key], "x"));
    expect((await verify(at("report.pdf"))).out).toContain("Altered");
  });

  it("distinguishes an altered file, an unknown one and a silent server", async () => {
    const report = await issueSampleReport({ base, listsValidUntil: FAR });
    await writeFile(at("report.pdf"), report.pdf);
    expect((await verify(at("report.pdf"))).out).toContain("Not recognised: We did not issue this file.");
    publish(report);
    await writeFile(at("changed.pdf"), Buffer.concat([report.pdf, Buffer.from("%")]));
    const altered = await verify(at("changed.pdf"));
    expect(altered.out).toContain(`Altered: This file differs from report ${report.facts.number} as it was issued.`);
    expect(altered.code).toBe(1);
    published.set(`${new URL(report.facts.address).pathname}/evidence.json`, "<html>");
    expect((await verify(at("report.pdf"))).out).toContain("Inconclusive");
    const silent = await issueSampleReport({ base: "http://127.0.0.1:9", listsValidUntil: FAR });
    await writeFile(at("silent.pdf"), silent.pdf);
    expect((await verify(at("silent.pdf"))).out).toContain("Inconclusive");
  });

  it("needs the status list and does not pass without it", async () => {
    const report = await issueSampleReport({ base, listsValidUntil: FAR });
    publish(report);
    published.delete("/status/revocation/1");
    await writeFile(at("report.pdf"), report.pdf);
    const { code, out } = await verify(at("report.pdf"));
    expect(out).toContain("Inconclusive: The check “Status” could not be completed.");
    expect(code).toBe(1);
  });
});

describe("truetonne verify with wrong arguments", () => {
  it.each([[[]], [["--frob", "x"]], [["x", "--language", "fr"]]])(
    "ends with code 2 and the usage for %j",
    async (argv) => {
      const { code, err } = await verify(...argv);
      expect(code).toBe(2);
      expect(err).toContain("Usage: truetonne verify");
    },
  );

  it("ends with code 2 for a missing file or invalid keys", async () => {
    const missing = await verify(at("missing.pdf"));
    expect(missing).toMatchObject({ code: 2, out: "" });
    expect(missing.err).toContain("ENOENT");
    await writeFile(at("a.json"), "{}");
    expect((await verify(at("a.json"), "--keys", at("a.json"))).code).toBe(2);
  });

  it("prints its usage", async () => {
    expect((await verify("--help")).out).toContain("--offline");
  });

  it.each([
    ["https://reports.example/x", true],
    ["http://localhost:3000/x", true],
    ["http://127.0.0.1:3000/x", true],
    ["http://reports.example/x", false],
    ["http://127.0.0.1.evil.example/x", false],
    ["https://user:pass@reports.example/x", false],
    ["file:///etc/hostname", false],
    ["nothing", false],
  ])("asks %s: %s", (address, expected) => {
    expect(isAskable(address)).toBe(expected);
  });
});
