import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OID } from "./object-ids.ts";
import { openSeal, type SealSettings } from "./open-seal.server.ts";
import { sealPdf } from "./seal-pdf.ts";
import { makeIdentity } from "./testing/sample-certificates.ts";
import { makeSealable } from "./testing/sample-pdf.ts";
import { answerRequest } from "./testing/sample-timestamp.ts";
import { verifySeal } from "./verify-seal.ts";

const NOW = new Date("2026-03-02T09:15:00Z");
const PASSWORD = "Sample-密码-1";
const issuing = makeIdentity("Sample Root", { kind: "p256", usage: 0x06 });
const identity = makeIdentity("Sample Issuer 示例", { kind: "p256", issuer: issuing, until: "2046-01-01T00:00:00Z" });
let folder: string;
const fileOf = (name: string) => join(folder, name);

const pemOf = (...certificates: Uint8Array[]) =>
  certificates
    .map((raw) => `-----BEGIN CERTIFICATE-----\n${Buffer.from(raw).toString("base64")}\n-----END CERTIFICATE-----\n`)
    .join("");
const { privateKey } = identity;
const encrypted = { type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: PASSWORD } as const;
const FILES: Record<string, string | Buffer> = {
  "key.pem": privateKey.export({ type: "pkcs8", format: "pem" }),
  "sec1.pem": privateKey.export({ type: "sec1", format: "pem" }),
  // As openssl pkcs12 writes it.
  "bag.pem": `Bag Attributes\n    localKeyID: 3B CF\nKey Attributes: <No Attributes>\n${privateKey.export(encrypted)}`,
  password: `${PASSWORD}\n`,
  "chain.pem": pemOf(identity.certificate.raw, issuing.certificate.raw),
  "turned.pem": pemOf(issuing.certificate.raw, identity.certificate.raw),
  "root.pem": pemOf(issuing.certificate.raw),
  "seal.p12": Buffer.from("3082053c020103", "hex"),
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "truetonne-seal-"));
  for (const [name, content] of Object.entries(FILES)) await writeFile(fileOf(name), content);
});
afterAll(() => rm(folder, { recursive: true }));

interface Names {
  key?: string;
  password?: string;
  certificates?: string;
}

function settings({ key = "key.pem", password, certificates = "chain.pem" }: Names = {}, timestampUrl?: string) {
  return {
    key: { kind: "file", file: fileOf(key), passwordFile: password && fileOf(password) },
    certificateFile: fileOf(certificates),
    timestampUrl,
  } satisfies SealSettings;
}

describe("the seal of an installation", () => {
  it("is absent without settings", async () => {
    expect(await openSeal(undefined, NOW)).toBeNull();
  });

  it.each<[string, Names]>([
    ["a key", {}],
    ["a key in the form of its kind", { key: "sec1.pem" }],
    ["a key with a password, whatever is written over it", { key: "bag.pem", password: "password" }],
    ["certificates in another order", { certificates: "turned.pem" }],
  ])("seals with %s, and carries its chain", async (_, names) => {
    const seal = await openSeal(settings(names), NOW);
    expect(seal?.signer.chain).toHaveLength(1);
    const found = await verifySeal(await sealPdf(await makeSealable(), seal!, NOW.toISOString()));
    expect(found).toMatchObject({ kind: "intact", subject: "Sample Issuer 示例", issuer: "Sample Root" });
  });

  it.each<[string, Names, Date, RegExp]>([
    ["a missing file", { key: "nowhere.pem" }, NOW, /SEAL_KEY .*nowhere.*ENOENT/],
    ["missing certificates", { certificates: "nowhere.pem" }, NOW, /SEAL_CERTIFICATES .*nowhere.*ENOENT/],
    ["a wrong password", { key: "bag.pem", password: "chain.pem" }, NOW, /SEAL_PASSWORD_FILE does not open the key/],
    ["a password that is not told", { key: "bag.pem" }, NOW, /name that in SEAL_PASSWORD_FILE/],
    ["a PKCS#12 file", { key: "seal.p12" }, NOW, /openssl pkcs12 -in FILE -nocerts/],
    ["certificates in place of the key", { key: "chain.pem" }, NOW, /SEAL_KEY must be a private key in PEM/],
    ["certificates of another key", { certificates: "root.pem" }, NOW, /no certificate of the key/],
    ["a file without certificates", { certificates: "key.pem" }, NOW, /no certificate of the key/],
    ["a certificate that is over", {}, new Date("2046-06-01T00:00:00Z"), /not in force.*2046-01-01/],
    ["a certificate that has not begun", {}, new Date("2025-06-01T00:00:00Z"), /not in force/],
  ])("ends the start with the reason for %s", async (_, names, now, reason) => {
    await expect(openSeal(settings(names), now)).rejects.toThrow(reason);
  });

  it.each([
    ["for servers only", { purposes: ["1.3.6.1.5.5.7.3.1"] }, /not for signing documents/],
    ["that may only sign certificates", { usage: 0x06 }, /not for signing documents/],
  ])("refuses a certificate %s", async (_, options, reason) => {
    const { certificate } = makeIdentity("Sample", { kind: "p256", ...options });
    await writeFile(fileOf("other.pem"), pemOf(certificate.raw));
    await writeFile(fileOf("sign.sh"), "#!/bin/sh\n");
    await chmod(fileOf("sign.sh"), 0o700);
    const key = { kind: "command" as const, command: fileOf("sign.sh") };
    const given = { key, certificateFile: fileOf("other.pem"), timestampUrl: undefined };
    await expect(openSeal(given, NOW)).rejects.toThrow(reason);
  });
});

describe("a program that signs", () => {
  const bySource = async (name: string, source: string) => {
    await writeFile(fileOf(name), `#!${process.execPath}\n${source}`);
    await chmod(fileOf(name), 0o700);
    const key = { kind: "command" as const, command: fileOf(name) };
    return (await openSeal({ key, certificateFile: fileOf("chain.pem"), timestampUrl: undefined }, NOW))!;
  };

  it("is given the bytes, and its signature is the seal", async () => {
    const seal = await bySource(
      "signer.cjs",
      `const { readFileSync } = require("node:fs");
      const key = readFileSync(${JSON.stringify(fileOf("key.pem"))});
      process.stdout.write(require("node:crypto").sign("sha256", readFileSync(0), key));`,
    );
    const found = await verifySeal(await sealPdf(await makeSealable(), seal, NOW.toISOString()));
    expect(found).toMatchObject({ kind: "intact", subject: "Sample Issuer 示例" });
  });

  it.each([
    ["fails", `console.error("no token in the slot"); process.exit(3);`, "no token in the slot"],
    ["reports nothing", "", "signer_unavailable"],
    ["talks without end", `setInterval(() => process.stdout.write("x".repeat(9999)), 1);`, "SIGKILL"],
    ["signs something else", `process.stdout.write("not a signature");`, "wrong_signature"],
  ])("makes no seal where it %s", async (_, source, reason) => {
    const seal = await bySource("bad.cjs", source);
    await expect(sealPdf(await makeSealable(), seal, NOW.toISOString())).rejects.toThrow(reason);
  });
});

describe("a timestamp authority", () => {
  const root = makeIdentity("Sample Root", { usage: 0x06 });
  const authority = makeIdentity("Sample Time Authority", {
    issuer: root,
    usage: 0x80,
    purposes: [OID.timeStamping],
    until: "2028-01-01T00:00:00Z",
  });
  let server: Server;
  let answer: (request: Uint8Array) => { status?: number; body: Uint8Array };
  let address: string;

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const { status = 200, body } = answer(new Uint8Array(Buffer.concat(parts)));
      response.writeHead(status, status === 302 ? { Location: "/" } : {}).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const sealNow = async () => {
    const seal = await openSeal(settings({}, address), NOW);
    return sealPdf(await makeSealable(), seal!, NOW.toISOString());
  };

  it("adds its word to the seal", async () => {
    answer = (request) => ({ body: answerRequest(request, authority) });
    expect(await verifySeal(await sealNow())).toMatchObject({
      kind: "intact",
      timestamp: { at: "2026-03-02T09:15:01.000Z", authority: "Sample Time Authority" },
    });
  });

  const other = makeIdentity("Sample Web Server", { issuer: root, usage: 0x80, purposes: ["1.3.6.1.5.5.7.3.1"] });
  it.each<[string, typeof answer, string]>([
    ["is away", () => ({ status: 503, body: new Uint8Array() }), "timestamp_unavailable"],
    ["leads elsewhere", () => ({ status: 302, body: new Uint8Array() }), "timestamp_unavailable"],
    ["answers too much", () => ({ body: new Uint8Array(70_000) }), "timestamp_unavailable"],
    ["answers nonsense", () => ({ body: new TextEncoder().encode("<html>") }), "not_a_timestamp"],
    ["refuses", () => ({ body: Uint8Array.of(0x30, 5, 0x30, 3, 2, 1, 2) }), "timestamp_refused"],
    [
      "answers an earlier request",
      (request) => ({ body: answerRequest(request, authority, { nonce: Uint8Array.of(2, 1, 9) }) }),
      "timestamp_of_something_else",
    ],
    [
      "stamps something else",
      (request) => ({ body: answerRequest(request, authority, { imprint: new Uint8Array(32) }) }),
      "timestamp_of_something_else",
    ],
    ["is no authority for time", (request) => ({ body: answerRequest(request, other) }), "not_a_timestamp_certificate"],
    [
      "names another certificate",
      (request) => ({ body: answerRequest(request, authority, { named: root.certificate.raw }) }),
      "not_a_timestamp_certificate",
    ],
    [
      "stamps with a certificate that is over",
      (request) => ({ body: answerRequest(request, authority, { at: "2029-01-01T00:00:00Z" }) }),
      "not_a_timestamp_certificate",
    ],
  ])("leaves no seal where it %s", async (_, given, reason) => {
    answer = given;
    await expect(sealNow()).rejects.toThrow(reason);
  });
});
