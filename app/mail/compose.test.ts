import { describe, expect, it } from "vitest";
import { LOCALES } from "#app/i18n/index.ts";
import { composeMail } from "./compose.ts";
import type { Letter } from "./letter.ts";

const URL = "https://carbon.example/x?token=abc";
const LETTERS: Letter[] = [
  { kind: "confirmAddress", name: "Wang Fang", url: URL },
  { kind: "accountExists", name: "Wang Fang", signInUrl: URL, resetUrl: URL },
  { kind: "accountUnconfirmed", url: URL },
  { kind: "resetPassword", name: "Wang Fang", url: URL },
  { kind: "passwordChanged", name: "Wang Fang", resetUrl: URL },
  { kind: "secondFactorOff", name: "Wang Fang", resetUrl: URL },
  { kind: "invitation", inviter: "Wang Fang", tenant: "Sample Works", url: URL },
];

describe.each(LOCALES)("composeMail in %s", (locale) => {
  it.each(LETTERS)("writes $kind with its link on a line of its own", (letter) => {
    const { subject, text } = composeMail(letter, locale);
    expect(subject).not.toBe("");
    expect(text.split("\n")).toContain(URL);
    expect(text).not.toMatch(/undefined|\[object/);
  });

  it("keeps a name on its line and breaks up what looks like an address of the web", () => {
    const tenant = "Prize\r\nBcc: x@y.example https://evil.example/win now";
    const { subject, text } = composeMail({ kind: "invitation", inviter: "evil.example", tenant, url: URL }, locale);
    expect(subject).not.toMatch(/[\r\n]/);
    expect(text).not.toMatch(/evil\.example|https:\/\/evil/);
  });
});
