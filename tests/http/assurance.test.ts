import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import { checkPack } from "#app/assurance/pack/check-pack.ts";
import { formatDay } from "#app/day/format-day.ts";
import { translator } from "#app/i18n/index.ts";
import { unpackBundle } from "#app/proof/bundle.ts";
import { checkDetail } from "#app/proof/detail/check-detail.ts";
import { pdfOf } from "#tests/support/evidence-files.ts";
import { makeOwnTenant, type OwnTenant, statementFields } from "#tests/support/own-tenant.ts";
import { GPS_CANARY, phoneJpeg, phonePng, phoneWebp, plainJpeg } from "#tests/support/photos.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { type JoinedVerifier, joinAsVerifier } from "#tests/support/verifier.ts";
import { expectRedirect, readable, Visitor } from "#tests/support/visitor.ts";

describe("assurance over http", () => {
  let server: RunningServer;
  let tenant: OwnTenant;
  let verifier: JoinedVerifier;
  let organization: string;
  beforeAll(async () => {
    server = await useServer();
    tenant = await makeOwnTenant(server, "Quillfeather");
    organization = `/organizations/${tenant.ids.organizationId}`;
    verifier = await joinAsVerifier(server, tenant, "Fernhollow");
  });

  const PAGES = [
    "",
    "/lines",
    "/lines?line=a1",
    "/lines/a1",
    "/evidence",
    "/completeness",
    "/trail",
    "/findings",
    "/statement",
  ];
  const view = (path: string, who: Visitor = verifier.visitor) => who.get(`${verifier.base}${path}`);
  const manage = (path = "") => tenant.owner.get(`${organization}/assurance${path}`);

  it("shows what the organization reports of a verification as not confirmed, with register and document", async () => {
    const { text } = await new Visitor(server).get(`/verify/${tenant.reportNumber}`);
    const words = readable(text);
    expect(words).toContain(
      "The organization reports a verification by Quillfeather Verification. Quillfeather Verification has not confirmed it.",
    );
    expect(words).not.toContain("Verified by Quillfeather");
    const document = /href="(\/verify\/[^"]+\/assurance\/[0-9a-f]{64})"/.exec(text)?.[1] ?? "";
    expect(
      createHash("sha256")
        .update((await new Visitor(server).get(document)).bytes)
        .digest("hex"),
    ).toBe(document.slice(-64));
    expect(words).toContain("Nothing has come to our attention about Quillfeather.");
    expect(words).toContain("register.sample.example (external site)");
    expect(text).toContain('rel="noopener noreferrer nofollow"');
    const inside = `/assurance/statements/${tenant.ids.statementId}`;
    for (const locale of ["en", "zh"] as const) {
      const { accreditedBy, accreditationScope, accreditedUntil, accreditationClaim } =
        translator(locale).verify.page.assurance;
      tenant.owner.setCookie("locale", locale);
      const shown = [
        await new Visitor(server).get(`/verify/${tenant.reportNumber}`, { "accept-language": locale }),
        await tenant.owner.get(`${organization}${inside}`),
      ];
      for (const said of [
        accreditedBy("Sample Accreditation Board", "SAB-0001"),
        accreditationScope("ISO 14064-1, manufacturing"),
        accreditedUntil(formatDay("2099-06-30", locale)),
        accreditationClaim,
      ])
        for (const page of shown) expect(readable(page.text)).toContain(said);
    }
    tenant.owner.setCookie("locale", "en");
    const evidence = JSON.parse((await new Visitor(server).get(`/verify/${tenant.reportNumber}/evidence.json`)).text);
    expect(evidence.assurance).toHaveLength(1);
    const bundle = await new Visitor(server).get(`/verify/${tenant.reportNumber}/bundle.zip`);
    expect(unpackBundle(bundle.bytes).assurance).toEqual(evidence.assurance);
  });

  it("makes the document of the organization public even if the form does not ask for it", async () => {
    const stranger = new Visitor(server);
    const bytes = pdfOf("a public statement");
    const { bytes: data } = await tenant.owner.get(`${organization}/runs/${tenant.ids.runId}/document.json`);
    const fields = {
      ...statementFields("Quillfeather"),
      subject: `report:${tenant.ids.reportId}`,
      packageHash: createHash("sha256").update(data).digest("hex"),
    };
    const form = `${organization}/assurance/statements/new`;
    expectRedirect(await tenant.owner.upload(form, fields, { field: "file", name: "public.pdf", bytes }));
    const hash = createHash("sha256").update(bytes).digest("hex");
    const answer = await stranger.get(`/verify/${tenant.reportNumber}/assurance/${hash}`);
    expect(Buffer.from(answer.bytes).equals(Buffer.from(bytes))).toBe(true);
    expect(answer.headers.get("content-security-policy")).toContain("sandbox");
  });

  it("rejects a statement without document, number, body, date or level, and reports what is missing", async () => {
    const form = `${organization}/assurance/statements/new`;
    const whole: Record<string, string> = {
      ...statementFields("Quillfeather"),
      subject: `report:${tenant.ids.reportId}`,
      packageHash: "0".repeat(64),
    };
    const file = { field: "file", name: "statement.pdf", bytes: pdfOf("x") };
    for (const name of ["verifierName", "accreditationNumber", "date", "level", "subject", "packageHash", "opinion"]) {
      const answer = await tenant.owner.upload(form, { ...whole, [name]: "" }, file);
      expect(answer.status, name).toBe(422);
      expect(answer.text, name).toContain(`href="#${name}"`);
    }
    const withoutFile = await tenant.owner.upload(form, whole, { field: "other", name: "x", bytes: "x" });
    expect(withoutFile.status).toBe(422);
    expect(readable(withoutFile.text)).toContain("Choose the document.");
    const wrongKind = await tenant.owner.upload(form, whole, { ...file, bytes: "<html></html>" });
    expect(wrongKind.status).toBe(422);
  });

  it("opens every page of the workspace only to the verifier", async () => {
    for (const path of PAGES) {
      const answer = await view(path);
      expect(answer.status, path).toBe(200);
      expect(readable(answer.text), path).toContain("Quillfeather");
    }
    for (const who of [tenant.owner, new Visitor(server)]) {
      for (const path of PAGES) expect([302, 404], path).toContain((await view(path, who)).status);
    }
    for (const path of ["", "/members", "/activities", "/assurance", "/settings", "/audit-trail"]) {
      expect((await verifier.visitor.get(`${organization}${path}`)).status, path).toBe(404);
    }
    const changed = await verifier.visitor.post(`${organization}/activities`, { intent: "add" });
    expect(changed.status).toBe(404);
  });

  it("recomputes every figure with equal results", async () => {
    const answer = await verifier.visitor.post(`${verifier.base}?index`, {});
    expect(readable(answer.text)).toMatch(/All [\d,]+ figures of \d+ lines match/);
  });

  it("serves evidence in a sandbox and logs each view", async () => {
    const file = `/evidence/${tenant.ids.evidenceId}`;
    const preview = await view(`${file}/preview`);
    expect(preview.headers.get("content-security-policy")).toBe("sandbox; default-src 'none'");
    expect((await view(`${file}/download`)).status).toBe(200);
    const page = readable((await manage(`/engagements/${verifier.engagementId}`)).text);
    for (const kind of ["Viewed a file", "Viewed a line", "Downloaded a file"]) expect(page).toContain(kind);
    // What was viewed would reveal what was sampled, so it is hidden until the statement.
    expect(page).not.toMatch(/Viewed a (file|line):/);
    const csv = (await manage(`/engagements/${verifier.engagementId}/access.csv`)).text;
    expect(csv).toContain("Fernhollow Verifier");
    expect(csv).toContain("file_download,Downloaded a file");
    expect(csv).not.toContain(tenant.ids.evidenceId);
  });

  it("accepts a finding with a file, the company's answer and the verifier's decision", async () => {
    const findings = `${verifier.base}/findings`;
    const bill = { field: "file", name: "marked.pdf", bytes: pdfOf("marked") };
    const finding = { intent: "add", subjectKind: "line", severity: "material", text: "The bill does not fit." };
    const unknown = await verifier.visitor.upload(findings, { ...finding, subjectId: "a999" }, bill);
    expect(unknown.status).toBe(422);
    expectRedirect(await verifier.visitor.upload(findings, { ...finding, subjectId: "a1" }, bill));
    const engagement = `/engagements/${verifier.engagementId}`;
    const shown = await manage(engagement);
    expect(readable(shown.text)).toContain("The bill does not fit.");
    const findingId = /name="findingId" value="([0-9a-f-]{36})"/.exec(shown.text)![1]!;
    const answered = await tenant.owner.upload(
      `${organization}/assurance${engagement}`,
      { intent: "answer", findingId, text: "Here is the right one." },
      { ...bill, name: "right.pdf" },
    );
    expectRedirect(answered);
    const seen = await view("/findings");
    expect(readable(seen.text)).toContain("Here is the right one.");
    expect(seen.text).toContain("right.pdf");
    const step = { intent: "step", findingId, state: "resolved", text: "It fits now." };
    expectRedirect(await verifier.visitor.upload(findings, step, { field: "none", name: "", bytes: "" }));
    expect(readable((await manage(engagement)).text)).toContain("closed it as resolved");
  });

  it("gives the pack as one archive that matches its manifest, with the verifier's rights", async () => {
    const { bytes, status } = await view("/pack.zip");
    expect(status).toBe(200);
    const path = join(server.dataDir, "pack.zip");
    writeFileSync(path, bytes);
    expect((await checkPack(path)).faults).toEqual([]);
    const files = unzipSync(bytes);
    const names = Object.keys(files);
    expect(names).toEqual(
      expect.arrayContaining([
        "README.txt",
        `reports/${tenant.reportNumber}-en.pdf`,
        `reports/${tenant.reportNumber}-en.bundle.zip`,
        "inventory.json",
        "factors.csv",
        "lines.csv",
        "records.ndjson",
        "records.csv",
        "estimates-and-gaps.csv",
        "findings.json",
        "statements.json",
        "audit-trail.jsonl",
        "evidence.jsonl",
        "manifest.json",
        "manifest.sha256",
      ]),
    );
    const text = (name: string) => new TextDecoder().decode(files[name]);
    const document = JSON.parse(text("inventory.json"));
    expect(text("lines.csv").trim().split("\r\n")).toHaveLength(document.activities.length + 1);
    const pieces = text("records.ndjson").trimEnd().split("\n");
    const check = await checkDetail(
      document,
      (async function* () {
        yield* pieces;
      })(),
    );
    expect(check).toMatchObject({ ok: true, records: Number(document.detail.records) });
    expect(text("records.csv").trim().split("\r\n")).toHaveLength(Number(document.detail.records) + 1);
    expect(text("records.csv")).toContain(tenant.ids.recordId);
    expect(text("findings.json")).toContain("Here is the right one.");
    const evidence = names.filter((name) => name.startsWith("evidence/"));
    expect(evidence).toHaveLength(1);
    const hash = createHash("sha256").update(files[evidence[0]!]!).digest("hex");
    expect(evidence[0]).toBe(`evidence/${hash}.pdf`);
    for (const secret of [...tenant.emails, "membership", "invitation"]) {
      expect(text("audit-trail.jsonl"), secret).not.toContain(secret);
    }
  });

  it("removes the metadata of photos for outsiders and keeps it for members", async () => {
    const photos = { "a.jpg": phoneJpeg(), "b.png": phonePng(), "c.webp": phoneWebp() };
    const record = `${organization}/activities/${tenant.ids.recordId}`;
    for (const [name, bytes] of Object.entries(photos)) {
      expectRedirect(await tenant.owner.upload(`${record}/evidence`, {}, { field: "file", name, bytes }));
    }
    const findings = `${verifier.base}/findings`;
    const finding = { intent: "add", subjectKind: "whole", subjectId: "", severity: "minor", text: "See the photo." };
    const photo = { field: "file", name: "seen.jpg", bytes: phoneJpeg() };
    expectRedirect(await verifier.visitor.upload(findings, finding, photo));
    const sent = await view("/findings");
    const files = [...sent.text.matchAll(/files\/[0-9a-f-]{36}/g)].map(([path]) => `/${path}`);
    const { files: kept } = JSON.parse((await tenant.owner.get(`${record}/evidence.json`)).text);
    const sums: Record<string, string> = {};
    for (const [name, original] of Object.entries(photos)) {
      const { fileId } = kept.find((one: { name: string }) => one.name === name);
      for (const way of ["download", "preview"]) {
        const path = `/evidence/${fileId}/${way}`;
        expect(Buffer.from((await tenant.owner.get(`${organization}${path}`)).bytes)).toEqual(Buffer.from(original));
        const copy = await view(path);
        expect([path, copy.status]).toEqual([path, 200]);
        expect(Buffer.from(copy.bytes).includes(GPS_CANARY)).toBe(false);
        const digest = createHash("sha256").update(copy.bytes).digest();
        expect(copy.headers.get("repr-digest")).toBe(`sha-256=:${digest.toString("base64")}:`);
        sums[name] = digest.toString("hex");
      }
    }
    expect(files.length).toBeGreaterThan(0);
    for (const path of files) expect(Buffer.from((await view(path)).bytes).includes(GPS_CANARY), path).toBe(false);
    const packs = [await view("/pack.zip"), await manage(`/engagements/${verifier.engagementId}/pack.zip`)];
    for (const { bytes } of packs) {
      const path = join(server.dataDir, "photos.zip");
      writeFileSync(path, bytes);
      expect((await checkPack(path)).faults).toEqual([]);
      const unpacked = unzipSync(bytes);
      for (const [path, content] of Object.entries(unpacked)) {
        expect(Buffer.from(content).includes(GPS_CANARY), path).toBe(false);
      }
      const rows = new TextDecoder()
        .decode(unpacked["evidence.jsonl"])
        .trim()
        .split("\n")
        .map((row) => JSON.parse(row));
      for (const [name, original] of Object.entries(photos)) {
        const row = rows.find((one) => one.name === name);
        const sha256 = createHash("sha256").update(original).digest("hex");
        const kind = { "a.jpg": "jpeg", "b.png": "png", "c.webp": "webp" }[name];
        const copy = { without: "metadata", sha256: sums[name], size: unpacked[row.path]!.length };
        expect(row).toMatchObject({ path: `evidence/${sums[name]}.${kind}`, sha256, size: original.length, copy });
      }
    }
  });

  it("does not share a photo whose metadata can't be removed, and lists it", async () => {
    const bytes = Buffer.concat([
      plainJpeg().subarray(0, -2),
      Buffer.from([0xff, 0x01]),
      Buffer.from(GPS_CANARY),
      plainJpeg().subarray(-2),
    ]);
    const record = `${organization}/activities/${tenant.ids.recordId}`;
    expectRedirect(await tenant.owner.upload(`${record}/evidence`, {}, { field: "file", name: "odd.jpg", bytes }));
    const { files } = JSON.parse((await tenant.owner.get(`${record}/evidence.json`)).text);
    const { fileId } = files.find((one: { name: string }) => one.name === "odd.jpg");
    const answer = await view(`/evidence/${fileId}/download`);
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([409, { code: "photo_metadata", file: "odd.jpg" }]);
    expect(answer.text).not.toContain(GPS_CANARY);
    const unpacked = unzipSync((await view("/pack.zip")).bytes);
    expect(Object.values(unpacked).some((content) => Buffer.from(content).includes(GPS_CANARY))).toBe(false);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const place = new TextDecoder().decode(unpacked[`evidence/${sha256}.not-shared.txt`]);
    expect(place).toContain("odd.jpg");
    expect(Buffer.from((await tenant.owner.get(`${organization}/evidence/${fileId}/download`)).bytes)).toEqual(bytes);
  });

  it("closes at once when the engagement ends", async () => {
    const engagement = `${organization}/assurance/engagements/${verifier.engagementId}`;
    const none = { field: "none", name: "", bytes: "" };
    expectRedirect(await tenant.owner.post(engagement, { intent: "revoke", reason: "The work is done." }));
    for (const path of [...PAGES, "/pack.zip", "/document.json", `/evidence/${tenant.ids.evidenceId}/download`]) {
      expect((await view(path)).status, path).toBe(404);
    }
    const late = { intent: "add", subjectKind: "whole", severity: "minor", text: "Too late." };
    expect((await verifier.visitor.upload(`${verifier.base}/findings`, late, none)).status).toBe(404);
    expect(readable((await manage(`/engagements/${verifier.engagementId}`)).text)).toContain("The bill does not fit.");
  });

  it("requires a second factor before anything is shown", async () => {
    const other = await joinAsVerifier(server, tenant, "Larkmere");
    const stop = { intent: "stop-second-factor", stopPassword: other.person.password };
    expectRedirect(await other.visitor.post("/account", stop));
    expect((await other.visitor.get(other.base)).location).toBe("/assurance");
    const list = readable((await other.visitor.get("/assurance")).text);
    expect(list).toContain("You need a second factor");
  });
});
