import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OID } from "./object-ids.ts";
import { openSeal, type SealSettings } from "./open-seal.server.ts";
import { openPkcs12 } from "./pkcs12.server.ts";
import { sealPdf } from "./seal-pdf.ts";
import { makeIdentity } from "./testing/sample-certificates.ts";
import { makeSealable } from "./testing/sample-pdf.ts";
import {
  CERTIFICATES_PEM,
  PKCS12_AES,
  PKCS12_AES_128,
  PKCS12_RC2,
  PKCS12_TRIPLE_DES,
  SAMPLE_PASSWORD,
} from "./testing/sample-pkcs12.ts";
import { answerRequest } from "./testing/sample-timestamp.ts";
import { verifySeal } from "./verify-seal.ts";

const NOW = new Date("2026-03-02T09:15:00Z");
let folder: string;
const fileOf = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "truetonne-seal-"));
  await writeFile(fileOf("seal.p12"), Buffer.from(PKCS12_AES, "base64"));
  await writeFile(fileOf("password"), `${SAMPLE_PASSWORD}\n`);
  await writeFile(fileOf("chain.pem"), CERTIFICATES_PEM);
});
afterAll(() => rm(folder, { recursive: true }));

const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, "base64"));

function settings(change: Partial<{ file: string; passwordFile: string }> = {}, timestampUrl?: string): SealSettings {
  return {
    key: { kind: "pkcs12", file: fileOf("seal.p12"), passwordFile: fileOf("password"), ...change },
    timestampUrl,
  };
}

describe("a PKCS#12 file", () => {
  it.each([
    ["AES-256", PKCS12_AES],
    ["AES-128 and AES-192", PKCS12_AES_128],
    ["triple DES", PKCS12_TRIPLE_DES],
  ])("is opened: %s", (_, base64) => {
    const { privateKey, certificates } = openPkcs12(bytesOf(base64), SAMPLE_PASSWORD);
    expect(privateKey.asymmetricKeyType).toBe("ec");
    expect(certificates).toHaveLength(2);
    expect(() => openPkcs12(bytesOf(base64), "another")).toThrow("wrong_password");
  });

  it("is refused where its encryption is not known, or where it is something else", () => {
    expect(() => openPkcs12(bytesOf(PKCS12_RC2), SAMPLE_PASSWORD)).toThrow("pkcs12_not_supported");
    for (const other of ["", "hello", CERTIFICATES_PEM])
      expect(() => openPkcs12(new TextEncoder().encode(other), "x")).toThrow("not_pkcs12");
  });

  it("is refused whichever byte was changed", () => {
    const whole = bytesOf(PKCS12_TRIPLE_DES);
    for (let at = 0; at < whole.length; at += 7) {
      const changed = whole.map((byte, position) => (position === at ? byte ^ 1 : byte));
      expect(() => openPkcs12(changed, SAMPLE_PASSWORD), `byte ${at}`).toThrow(
        /wrong_password|not_pkcs12|pkcs12_not_supported|not_der/,
      );
    }
  });
});

describe("the seal of an installation", () => {
  it("is absent without settings", async () => {
    expect(await openSeal(undefined, NOW)).toBeNull();
  });

  it("seals with the key of the file, and carries its chain", async () => {
    const seal = await openSeal(settings(), NOW);
    expect(seal?.signer.chain).toHaveLength(1);
    const found = await verifySeal(await sealPdf(await makeSealable(), seal!, NOW.toISOString()));
    expect(found).toMatchObject({ kind: "intact", subject: "Sample Issuer 示例", issuer: "Sample Root" });
  });

  it.each([
    ["a missing file", { file: "/nowhere/seal.p12" }, NOW, /SEAL_PKCS12 \/nowhere.*ENOENT/],
    ["a wrong password", { passwordFile: "chain.pem" }, NOW, /password in SEAL_PASSWORD_FILE does not open it/],
    ["a certificate that is over", {}, new Date("2046-06-01T00:00:00Z"), /not in force.*2046-01-01/],
    ["a certificate that has not begun", {}, new Date("2025-06-01T00:00:00Z"), /not in force/],
  ])("ends the start with the reason for %s", async (_, change, now, reason) => {
    const { passwordFile } = change as { passwordFile?: string };
    const given = { ...change, ...(passwordFile ? { passwordFile: fileOf(passwordFile) } : {}) };
    await expect(openSeal(settings(given), now)).rejects.toThrow(reason);
  });

  it.each([
    ["for servers only", { purposes: ["1.3.6.1.5.5.7.3.1"] }, /not for signing documents/],
    ["that may only sign certificates", { usage: 0x06 }, /not for signing documents/],
  ])("refuses a certificate %s", async (_, options, reason) => {
    const { certificate } = makeIdentity("Sample", { kind: "p256", ...options });
    const pem = `-----BEGIN CERTIFICATE-----\n${Buffer.from(certificate.raw).toString("base64")}\n-----END CERTIFICATE-----\n`;
    await writeFile(fileOf("other.pem"), pem);
    await writeFile(fileOf("sign.sh"), "#!/bin/sh\n");
    await chmod(fileOf("sign.sh"), 0o700);
    const key = { kind: "command" as const, command: fileOf("sign.sh"), certificateFile: fileOf("other.pem") };
    await expect(openSeal({ key, timestampUrl: undefined }, NOW)).rejects.toThrow(reason);
  });
});

describe("a program that signs", () => {
  const bySource = async (name: string, source: string) => {
    await writeFile(fileOf(name), `#!${process.execPath}\n${source}`);
    await chmod(fileOf(name), 0o700);
    const key = { kind: "command" as const, command: fileOf(name), certificateFile: fileOf("chain.pem") };
    return (await openSeal({ key, timestampUrl: undefined }, NOW))!;
  };

  it("is given the bytes, and its signature is the seal", async () => {
    const { privateKey } = openPkcs12(bytesOf(PKCS12_AES), SAMPLE_PASSWORD);
    await writeFile(fileOf("key.pem"), privateKey.export({ type: "pkcs8", format: "pem" }));
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
    ["says nothing", "", "signer_unavailable"],
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
