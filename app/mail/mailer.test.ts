import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { log } from "#app/observe/log/log.server.ts";
import type { Mail } from "./letter.ts";
import { openMailer } from "./mailer.server.ts";

const URL = "https://carbon.example/password/reset?token=secret-of-the-link";
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

/** As much of an SMTP server (RFC 5321) as one delivery needs. */
async function startSmtp(): Promise<{ url: string; received: () => string }> {
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
        socket.write(isData ? "354 go on\r\n" : text.startsWith("QUIT") ? "221 bye\r\n" : "250 ok\r\n");
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

describe("openMailer", () => {
  it("writes mails to the data folder for its owner's eyes, when no mail server is set", async () => {
    const dataDir = makeFolder();
    const mailer = openMailer({ smtp: undefined, dataDir });
    expect(mailer.isLocal).toBe(true);
    await mailer.send(MAIL);
    const names = readdirSync(join(dataDir, "mail")).sort();
    expect(names.map((name) => name.slice(name.lastIndexOf(".")))).toEqual([".eml", ".txt"]);
    const [eml = "", txt = ""] = names.map((name) => join(dataDir, "mail", name));
    expect(readFileSync(txt, "utf8")).toContain(`To: person@sample.example\nSubject: 设置新密码\n`);
    expect(readFileSync(txt, "utf8").split("\n")).toContain(URL);
    expect(readFileSync(eml, "utf8")).toMatch(/^From: .*[\s\S]*^To: person@sample\.example$/m);
    expect(statSync(txt).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, "mail")).mode & 0o777).toBe(0o700);
  });

  it("hands mails to the mail server, each to its one receiver", async () => {
    const smtp = await startSmtp();
    const mailer = openMailer({ smtp: { url: smtp.url, from: "carbon@sample.example" }, dataDir: makeFolder() });
    expect(mailer.isLocal).toBe(false);
    void mailer.send(MAIL);
    await mailer.settle();
    expect(smtp.received()).toContain("MAIL FROM:<carbon@sample.example>");
    expect(smtp.received().match(/RCPT TO:<[^>]*>/g)).toEqual(["RCPT TO:<person@sample.example>"]);
    expect(smtp.received()).toContain("Auto-Submitted: auto-generated");
  });

  it("logs a mail that could not leave, without its link or receiver, and goes on", async () => {
    const error = vi.spyOn(log, "error").mockImplementation(() => {});
    undo.push(() => error.mockRestore());
    const mailer = openMailer({
      smtp: { url: "smtp://127.0.0.1:1", from: "carbon@sample.example" },
      dataDir: makeFolder(),
    });
    await expect(mailer.send(MAIL)).resolves.toBeUndefined();
    const lines = JSON.stringify(error.mock.calls);
    expect(lines).toContain("mail_failed");
    expect(lines).not.toMatch(/secret-of-the-link|person@/);
  });
});
