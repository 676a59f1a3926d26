import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { once } from "#app/encoding/once.ts";
import { log } from "#app/observe/log/log.server.ts";
import { metrics } from "#app/observe/metrics/metrics.server.ts";
import { env } from "#app/settings/env.server.ts";
import { composeMail } from "./compose.ts";
import type { Mail, SendMail } from "./letter.ts";

export interface MailSettings {
  smtp: { url: string; from: string } | undefined;
  dataDir: string;
}

export interface Mailer {
  send: SendMail;
  /** True when mails are written to the folder `mail` of the data folder instead of being sent. */
  isLocal: boolean;
  /** Ends when every mail handed over so far has left. */
  settle: () => Promise<void>;
}

/** A mail server that does not answer must not hold anything up for longer. */
const SMTP_TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 } as const;

/**
 * Opens the way out for mails: SMTP, or without SMTP settings the folder `mail` of the data folder, one `.eml` and one
 * readable `.txt` per mail. The product works while mail is away: a failure is logged, without the mail itself, and the
 * person can ask for the mail again.
 */
export function openMailer(settings: MailSettings): Mailer {
  const deliver = settings.smtp ? smtpDelivery(settings.smtp) : folderDelivery(join(settings.dataDir, "mail"));
  const underway = new Set<Promise<void>>();
  const send = (mail: Mail) => {
    const { kind } = mail.letter;
    const count = (outcome: string) => metrics().mails.inc({ kind, outcome });
    const sending = deliver(mail).then(
      () => count("sent"),
      (error: unknown) => {
        count("failed");
        const reason = error instanceof Error && "code" in error ? String(error.code) : "unknown";
        log.error("mail_failed", undefined, { kind, reason });
      },
    );
    underway.add(sending);
    return sending.finally(() => underway.delete(sending));
  };
  return {
    send,
    isLocal: !settings.smtp,
    settle: async () => {
      await Promise.all(underway);
    },
  };
}

/** The way out of this process. */
export const mailer = once(() => openMailer(env()));

type Delivery = (mail: Mail) => Promise<void>;

function smtpDelivery(smtp: { url: string; from: string }): Delivery {
  const transport = createTransport({
    url: smtp.url,
    ...SMTP_TIMEOUTS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async (mail) => {
    await transport.sendMail({ from: smtp.from, ...envelopeOf(mail) });
  };
}

function folderDelivery(folder: string): Delivery {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: "unix" });
  return async (mail) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const envelope = envelopeOf(mail);
    const { message } = await transport.sendMail({ from: "Truetonne <truetonne@localhost>", ...envelope });
    const name = `${new Date().toISOString().replace(/[:.]/g, "-")}-${mail.letter.kind}-${randomUUID().slice(0, 8)}`;
    const options = { mode: 0o600, flag: "wx" } as const;
    await writeFile(join(folder, `${name}.eml`), message as Buffer, options);
    const readable = `To: ${envelope.to.address}\nSubject: ${envelope.subject}\n\n${envelope.text}`;
    await writeFile(join(folder, `${name}.txt`), readable, options);
  };
}

function envelopeOf(mail: Mail) {
  const { subject, text } = composeMail(mail.letter, mail.locale);
  // As an object the address is taken whole: what it contains cannot become further receivers.
  return { to: { name: "", address: mail.to }, subject, text, headers: { "Auto-Submitted": "auto-generated" } };
}
