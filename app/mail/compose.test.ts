import { describe, expect, it } from "vitest";
import { formatDay } from "#app/day/format-day.ts";
import { LOCALES, PSEUDO } from "#app/i18n/locale.ts";
import { unmarkedIn } from "#tests/support/unmarked.ts";
import { composeMail } from "./compose.ts";
import type { Letter } from "./letter.ts";

const URL = "https://carbon.example/x?token=abc";
const LETTERS: Letter[] = [
  { kind: "confirmAddress", name: "Wang Fang", url: URL },
  { kind: "accountExists", name: "Wang Fang", signInUrl: URL, resetUrl: URL },
  { kind: "accountUnconfirmed", url: URL },
  { kind: "resetPassword", name: "Wang Fang", url: URL },
  { kind: "passwordChanged", name: "Wang Fang", resetUrl: URL },
  { kind: "signInPaused", name: "Wang Fang", resetUrl: URL },
  { kind: "codePaused", name: "Wang Fang", resetUrl: URL },
  { kind: "secondFactorOff", name: "Wang Fang", resetUrl: URL },
  { kind: "invitation", inviter: "Wang Fang", tenant: "Sample Works", url: URL },
  {
    kind: "taskReminder",
    name: "Wang Fang",
    tasks: [{ organizationName: { en: "Sample Works", zh: "" }, dueOn: "2026-01-31", openCells: 2, note: "meters" }],
    url: URL,
  },
  ...(["dataRequest", "dataRequestReminder", "dataRequestQuestion"] as const).map((kind) => ({
    kind,
    recipient: "Li Na",
    asker: "Wang Fang",
    organization: "Sample Works",
    message: "",
    url: URL,
    expires: "2026-12-24",
  })),
  ...(["quote", "quoteLink"] as const).map((kind) => ({
    kind,
    recipient: "Li Na",
    seller: "Sample Works",
    number: "Q-2026-000001",
    validUntil: "2026-12-24",
    url: URL,
  })),
  { kind: "portalLink", recipient: "Li Na", seller: "Sample Works", expiresAt: "2028-12-24", url: URL },
  {
    kind: "administratorNotice" as const,
    name: "Wang Fang",
    tenantName: "Sample Works",
    zone: "Asia/Shanghai",
    url: URL,
    entries: [
      { at: "2026-12-04T08:00:00Z", authorName: "Li Na", action: "invitation.accepted", about: null, role: "admin" },
    ],
  },
  {
    kind: "notices",
    name: "Wang Fang",
    lines: [{ text: "meters", scope: "Sample Works" }],
    ...{ url: URL, settingsUrl: `${URL}/settings` },
  },
  {
    kind: "noticeDigest",
    name: "Wang Fang",
    lines: Array.from({ length: 42 }, () => ({ text: "meters", scope: "Sample Works" })),
    ...{ url: URL, settingsUrl: `${URL}/settings`, stopUrl: `${URL}/stop` },
  },
  { kind: "watchConfirm", number: "GHG-2026-000417", url: URL, stopUrl: URL },
  {
    kind: "watchSuperseded",
    ...{ number: "GHG-2026-000417", organization: { en: "Sample Works", zh: "" }, successor: "GHG-2026-000418" },
    before: { co2eKg: "1000000", co2eKgMarketBased: "0" },
    after: { co2eKg: "1250000.5", co2eKgMarketBased: "900" },
    ...{ url: URL, stopUrl: `${URL}/stop` },
  },
  ...["GHG-2026-000418", null].map((later) => ({
    kind: "watchWithdrawn" as const,
    ...{ number: "GHG-2026-000417", organization: { en: "Sample Works", zh: "" }, reason: "meters", later, url: URL },
  })),
  {
    kind: "watchExpired",
    ...{ number: "GHG-2026-000417", organization: { en: "Sample Works", zh: "" }, day: "2026-12-24", url: URL },
  },
  { kind: "dataRequestAnswered", name: "Wang Fang", recipient: "Li Na", organization: "Sample Works", url: URL },
  { kind: "supplierFactorAnswered", name: "Wang Fang", recipient: "Li Na", organization: "Sample Works", url: URL },
];

describe.each(LOCALES)("composeMail in %s", (locale) => {
  it.each(LETTERS)("writes $kind with its link on a separate line", (letter) => {
    const { subject, text } = composeMail(letter, locale);
    expect(subject).not.toBe("");
    expect(text.split("\n")).toContain(URL);
    expect(text).not.toMatch(/undefined|\[object/);
  });

  it.each(LETTERS)("writes $kind as HTML that has the same text, its own links and nothing to load", (letter) => {
    const { text, html } = composeMail(letter, locale);
    const links = new Set([...html.matchAll(/href="([^"]*)"/g)].map(([, link]) => link!.replaceAll("&amp;", "&")));
    expect(links).toEqual(new Set(text.split("\n").filter((line) => /^https?:/.test(line))));
    expect(html).not.toMatch(/<(?:img|script|link|style|iframe)|src=|url\(/);
    const shown = html
      .replace(/^[\s\S]*<body[^>]*>|<[^>]+>/g, "")
      .replaceAll("&#39;", "'")
      .replaceAll("&quot;", '"');
    expect(shown.replaceAll("&amp;", "&").split(/\n+/).filter(Boolean)).toEqual(text.split(/\n+/).filter(Boolean));
  });

  it("keeps a name on one line and breaks up anything that looks like a web address", () => {
    const tenant = "Prize\r\nBcc: x@y.example https://evil.example/win now";
    const { subject, text } = composeMail({ kind: "invitation", inviter: "evil.example", tenant, url: URL }, locale);
    expect(subject).not.toMatch(/[\r\n]/);
    expect(text).not.toMatch(/evil\.example|https:\/\/evil/);
  });

  it("announces changed bank details without an account number and without a link", () => {
    const seller = "Sample Works evil.example";
    const letter = { kind: "bankDetailsChanged" as const, recipient: "Li Na", seller, currency: "USD" };
    const { subject, text } = composeMail({ ...letter, takesEffectOn: "2026-12-04" }, locale);
    expect(subject).toContain("Sample Works");
    expect(text).toMatch(new RegExp(`USD.*${formatDay("2026-12-04", locale)}`));
    expect(text).not.toMatch(/evil\.example|https?:\/\/|undefined|\d{6,}/);
  });

  it("confirms a deleted account with a letter that has no link", () => {
    const { subject, text } = composeMail({ kind: "accountDeleted", name: "Wang Fang" }, locale);
    expect(subject).not.toBe("");
    expect(text).toContain("Wang Fang");
    expect(text).not.toMatch(/https?:\/\/|undefined/);
  });

  it("states both totals of the version that replaced a watched report, with their changes, and how to stop", () => {
    const { text } = composeMail(LETTERS.find(({ kind }) => kind === "watchSuperseded")!, locale);
    expect(text).toMatch(/1,000\.00.*1,250\.00.*\+250\.00.*\+25\.0%/);
    // A share of nothing does not exist.
    expect(text).toMatch(/0\.00.*0\.90.*\+0\.90\D*$/m);
    expect(text.split("\n")).toContain(`${URL}/stop`);
  });

  it("keeps the lines of a typed message, breaks up its links and omits an empty message", () => {
    const letter = {
      kind: "dataRequest" as const,
      recipient: "Li Na",
      asker: "Wang Fang",
      organization: "Sample Works",
      expires: "2026-12-24",
      url: URL,
    };
    const { text } = composeMail({ ...letter, message: "First line\nhttps://evil.example/x\r\nlast" }, locale);
    expect(text).toContain("First line\n");
    expect(text).toContain(formatDay("2026-12-24", locale));
    expect(text).not.toMatch(/evil\.example|https:\/\/evil|\r/);
    expect(composeMail({ ...letter, message: "" }, locale).text.split("\n\n")).toHaveLength(6);
  });
});

const CLIENT_KINDS = [
  "clientInvoice",
  "clientReminder",
  "clientCreditNote",
  "clientPayment",
  "clientDraft",
  "clientComment",
  "clientReleased",
  "clientCopy",
] as const;

describe.each(LOCALES)("mails to clients in %s", (locale) => {
  const letter = {
    recipient: "Li Na",
    seller: "Sample Advisory",
    number: "INV-2026-000001",
    other: "INV-2026-000009",
    amount: "USD 4,800.00",
    dueOn: "2026-12-24",
    isOverdue: false,
    senderName: "Sample Advisory",
    replyTo: "",
    signature: "Wang Fang\nhttps://evil.example/x",
    attachment: null,
  };

  it.each(CLIENT_KINDS)("%s names seller and number, keeps the lines of the signature and has no link", (kind) => {
    const { subject, text, html } = composeMail({ kind, ...letter }, locale);
    expect(subject).toContain(letter.number);
    expect(text).toContain("Sample Advisory");
    expect(text).toContain("Wang Fang\n");
    expect(`${text}${html}`).not.toMatch(/undefined|evil\.example|https:\/\/|href=/);
  });

  it("remind differently before and after the due date", () => {
    const [before, after] = [false, true].map((isOverdue) => {
      return composeMail({ kind: "clientReminder", ...letter, isOverdue }, locale).text;
    });
    expect(before).not.toBe(after);
    for (const text of [before, after]) expect(text).toContain(formatDay("2026-12-24", locale));
  });
});

describe("composeMail in the pseudo language", () => {
  const data = {
    texts: new Set([URL, `${URL}/stop`, `${URL}/settings`]),
    forms: [/Wang Fang|Li Na|Sample Works|meters|GHG-\d+-\d+|[+−]?[\d,]+\.\d+%?|\S+@\S+|Asia\/Shanghai/g],
  };

  it.each(LETTERS)("writes $kind with text from message files only", (letter) => {
    const { subject, text } = composeMail(letter, PSEUDO);
    expect([subject, ...text.split("\n")].flatMap((line) => unmarkedIn(line, data))).toEqual([]);
    expect(subject).toContain("⟦");
  });
});
