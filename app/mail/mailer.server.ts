import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { composeMail } from "./compose.ts";
import type { Mail, TradeAttachment } from "./letter.ts";
import { oneLine } from "./one-line.ts";

export interface MailSettings {
  smtp: { url: string; from: string } | undefined;
  dataDir: string;
}

/** Reads the file of an attachment. */
type Attach = (attachment: TradeAttachment) => Promise<{ name: string; content: Uint8Array }>;

/** Delivers a mail. `id` identifies a repeated delivery. Throws if the mail was not accepted. */
export type Deliver = (mail: Mail, id: string) => Promise<void>;

/** Limits how long an unresponsive mail server can block sending. */
const SMTP_TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 } as const;

/**
 * Opens SMTP delivery. Without SMTP settings, mails are written to the folder `mail` of the data folder, each as an
 * `.eml` and a readable `.txt` file.
 */
export function openMailer({ smtp, dataDir }: MailSettings, attach: Attach): Deliver {
  return smtp ? smtpDelivery(smtp, attach) : folderDelivery(join(dataDir, "mail"), attach);
}

function smtpDelivery(smtp: { url: string; from: string }, attach: Attach): Deliver {
  const transport = createTransport({
    url: smtp.url,
    ...SMTP_TIMEOUTS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = /@([^\s>]+)/.exec(smtp.from)?.[1] ?? "localhost";
  return async (mail, id) => {
    await transport.sendMail({ messageId: `<${id}@${domain}>`, ...(await envelopeOf(mail, smtp.from, attach)) });
  };
}

function folderDelivery(folder: string, attach: Attach): Deliver {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: "unix" });
  return async (mail, id) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const envelope = await envelopeOf(mail, "Truetonne <truetonne@localhost>", attach);
    const { message } = await transport.sendMail({ messageId: `<${id}@localhost>`, ...envelope });
    const name = `${new Date().toISOString().replace(/[:.]/g, "-")}-${mail.letter.kind}-${randomUUID().slice(0, 8)}`;
    const options = { mode: 0o600, flag: "wx" } as const;
    await writeFile(join(folder, `${name}.eml`), message as Buffer, options);
    const readable = `To: ${envelope.to.address}\nSubject: ${envelope.subject}\n\n${envelope.text}`;
    await writeFile(join(folder, `${name}.txt`), readable, options);
  };
}

async function envelopeOf(mail: Mail, from: string, attach: Attach) {
  const { subject, text, html } = composeMail(mail.letter, mail.locale);
  // Passed as an object, so that the address can't be parsed into several recipients.
  const headers = { "Auto-Submitted": "auto-generated", ...unsubscribeHeaders(mail.letter) };
  return {
    to: { name: "", address: mail.to },
    subject,
    text,
    html,
    headers,
    ...(await senderOf(mail.letter, from, attach)),
  };
}

/** A mail to a client names its seller next to the product and is answered to it. The address stays the installation's. */
async function senderOf(letter: Mail["letter"], from: string, attach: Attach) {
  if (!("senderName" in letter)) return { from };
  const { senderName, replyTo, attachment } = letter;
  const file = attachment && (await attach(attachment));
  return {
    from: { name: `${oneLine(senderName)} (Truetonne)`, address: /<([^<>]+)>/.exec(from)?.[1] ?? from },
    ...(replyTo && { replyTo: { name: "", address: replyTo } }),
    ...(file && {
      attachments: [{ filename: file.name, content: Buffer.from(file.content), contentType: "application/pdf" }],
    }),
  };
}

/** The button of mail programs that ends a watch or a daily summary (RFC 8058). */
function unsubscribeHeaders(letter: Mail["letter"]): Record<string, string> {
  if (!("stopUrl" in letter)) return {};
  return {
    "List-Unsubscribe": `<${letter.stopUrl}/stop>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  };
}
