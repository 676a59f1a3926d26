import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import type { Mail } from "./letter.ts";
import { failureOf, secondsToNextTry } from "./mail-failure.ts";
import { openMailer } from "./mailer.server.ts";

const URL = "https://carbon.example/password/reset?token=secret-of-the-link";
const ID = "0195f7a0-0000-7000-8000-000000000001";
const MAIL: Mail = {
  to: "person@sample.example",
  locale: "zh",
  letter: { kind: "resetPassword", name: "王芳", url: URL },
};

const undo: (() => void)[] = [];
afterEach(() => {
  for (const step of undo.splice(0)) step();
});

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "truetonne-mail-"));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The subset of an SMTP server (RFC 5321) that one delivery needs. */
async function startSmtp(answers: { RCPT?: string } = {}): Promise<{ url: string; received: () => string }> {
  let received = "";
  const server = createServer((socket) => {
    let isData = false;
    socket.write("220 ready\r\n");
    socket.on("data", (bytes) => {
      const text = bytes.toString();
      received += text;
      if (isData && received.endsWith("\r\n.\r\n")) {
        isData = false;
        socket.write("250 kept\r\n");
      } else if (!isData) {
        isData = /^DATA\r\n$/m.test(text);
        const answer = text.startsWith("RCPT") && answers.RCPT ? answers.RCPT : "250 ok";
        socket.write(isData ? "354 go on\r\n" : text.startsWith("QUIT") ? "221 bye\r\n" : `${answer}\r\n`);
      }
    });
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  undo.push(() => server.close());
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { url: `smtp://127.0.0.1:${port}`, received: () => received };
}

const attach = async () => ({ name: "INV-1.pdf", content: new TextEncoder().encode("%PDF-sample") });

const mailerTo = (url: string) =>
  openMailer({ smtp: { url, from: "Truetonne <carbon@sample.example>" }, dataDir: makeFolder() }, attach);

describe("openMailer", () => {
  it("writes mails to the data folder, readable by its owner only, if no mail server is set", async () => {
    const dataDir = makeFolder();
    await openMailer({ smtp: undefined, dataDir }, attach)(MAIL, ID);
    const names = readdirSync(join(dataDir, "mail")).sort();
    expect(names.map((name) => name.slice(name.lastIndexOf(".")))).toEqual([".eml", ".txt"]);
    const [eml = "", txt = ""] = names.map((name) => join(dataDir, "mail", name));
    const { subject } = translator("zh").account.mail.resetPassword;
    expect(readFileSync(txt, "utf8")).toContain(`To: person@sample.example\nSubject: ${subject}\n`);
    expect(readFileSync(txt, "utf8").split("\n")).toContain(URL);
    expect(readFileSync(eml, "utf8")).toMatch(/^From: .*[\s\S]*^To: person@sample\.example$/m);
    expect(statSync(txt).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, "mail")).mode & 0o777).toBe(0o700);
  });

  it("sends each mail to one recipient, and repeats under the same Message-ID", async () => {
    const smtp = await startSmtp();
    const deliver = mailerTo(smtp.url);
    await deliver(MAIL, ID);
    await deliver(MAIL, ID);
    expect(smtp.received()).toContain("MAIL FROM:<carbon@sample.example>");
    expect(smtp.received().match(/RCPT TO:<[^>]*>/g)).toEqual(Array(2).fill("RCPT TO:<person@sample.example>"));
    expect(smtp.received()).toContain("Auto-Submitted: auto-generated");
    expect(smtp.received().match(/^Message-ID: .*$/gm)).toEqual(Array(2).fill(`Message-ID: <${ID}@sample.example>`));
  });

  it("names the seller of a mail to a client next to the product, and attaches the file", async () => {
    const smtp = await startSmtp();
    const letter = {
      kind: "clientInvoice" as const,
      recipient: "Li Na",
      seller: "Sample Advisory",
      number: "INV-1",
      other: "",
      amount: "USD 1.00",
      dueOn: "2026-12-24",
      isOverdue: false,
      senderName: "Sample\r\nBcc: x@y.example",
      replyTo: "billing@advisory.example",
      signature: "",
      attachment: { tenantId: ID, kind: "invoice" as const, id: ID },
    };
    await mailerTo(smtp.url)({ to: "buyer@client.example", locale: "en", letter }, ID);
    const received = smtp.received();
    expect(received).toMatch(/^From: .*Sample.*\(Truetonne\).*<carbon@sample\.example>$/m);
    expect(received).toMatch(/^Reply-To: billing@advisory\.example$/m);
    expect(received).not.toMatch(/^Bcc:/m);
    expect(received.match(/RCPT TO:<[^>]*>/g)).toEqual(["RCPT TO:<buyer@client.example>"]);
    expect(received).toContain("filename=INV-1.pdf");
    expect(received).toContain(Buffer.from("%PDF-sample").toString("base64"));
  });

  it.each([
    ["550 no such mailbox", "rejected"],
    ["450 try later", "unknown"],
  ])("fails if the mail server answers %s, for a reason without names", async (RCPT, reason) => {
    const { url } = await startSmtp({ RCPT });
    const error = await mailerTo(url)(MAIL, ID).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(failureOf(error)).toBe(reason);
  });

  it("fails without a mail server", async () => {
    const error = await mailerTo("smtp://127.0.0.1:1")(MAIL, ID).catch((thrown: unknown) => thrown);
    expect(failureOf(error)).toBe("unreachable");
  });
});

describe("secondsToNextTry", () => {
  it("waits longer each time and ends", () => {
    const waits = [1, 2, 3, 4, 5, 6, 7].map((tries) => secondsToNextTry(tries, "unreachable"));
    expect(waits).toEqual([30, 120, 480, 1920, 7680, 30_720, null]);
  });

  it("does not retry permanent errors", () => {
    for (const failure of ["rejected", "key", "expired"] as const) expect(secondsToNextTry(1, failure)).toBeNull();
  });
});
