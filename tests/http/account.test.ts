import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorkspace } from "#tests/support/own-tenant.ts";
import { asOwner } from "#tests/support/owner.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { nextTotpCode, totpCode } from "#tests/support/totp.ts";
import {
  type Answer,
  backupCodesIn,
  enrol,
  linkIn,
  readable,
  readMail,
  signUp,
  signUpByPassword,
  Visitor,
} from "#tests/support/visitor.ts";
import { withinWindow } from "#tests/support/within-window.ts";

const PASSWORD = "a sentence to remember";
const OTHER_PASSWORD = "another sentence entirely";

const fieldOf = (page: Answer, name: string) =>
  new RegExp(`name="${name}"[^>]* value="([^"]*)"`).exec(page.text)?.[1]?.replaceAll("&amp;", "&") ?? "";

describe("account pages", () => {
  let server: TestServer;
  let made = 0;
  beforeAll(async () => {
    server = await startServer("PGlite");
  });
  afterAll(async () => {
    await server?.remove();
  });

  const person = (name = "Wang Fang") => ({ name, email: `person-${++made}@sample.example`, password: PASSWORD });
  const signIn = (visitor: Visitor, email: string, password = PASSWORD, path = "/sign-in") =>
    visitor.post(path, { email, password });

  async function openOrganization(visitor: Visitor): Promise<string> {
    await startWorkspace(visitor, "Sample Works");
    const answer = await visitor.post("/organizations/new", {
      nameEn: "Sample Works",
      nameZh: "示例工厂",
      legalId: "",
      consolidationApproach: "operational_control",
      gwpSet: "AR6",
      year: "2025",
    });
    const path = /\/organizations\/[0-9a-f-]{36}/.exec(answer.location)?.[0];
    if (!path) throw new Error(`${answer.status} ${readable(answer.text)}`);
    return path;
  }

  it("leads a stranger to the sign-in page and back to where they were going, on this site only", async () => {
    const { email } = await signUpAndLeave();
    const visitor = new Visitor(server);
    const refused = await visitor.get("/account?done=saved");
    expect(refused).toMatchObject({ status: 302, location: "/sign-in?next=%2Faccount%3Fdone%3Dsaved" });
    expect((await visitor.get(refused.location)).text).toContain('action="/sign-in?next=%2Faccount%3Fdone%3Dsaved"');
    expect((await signIn(visitor, email, PASSWORD, refused.location)).location).toBe("/account?done=saved");
    for (const next of ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]) {
      const path = `/sign-in?${new URLSearchParams({ next })}`;
      expect((await signIn(new Visitor(server), email, PASSWORD, path)).location).toBe("/organizations");
    }
  });

  it("shows where the mail went, and confirms only when the button is pressed", async () => {
    const visitor = new Visitor(server);
    const someone = person();
    const sent = await visitor.post("/sign-up", { ...someone, kind: "company", locale: "zh" });
    expect(sent).toMatchObject({ status: 302, location: "/sign-up?sent=1" });
    expect(readable((await visitor.get(sent.location)).text)).toContain("data folder (DATA_DIR)");
    const mail = await readMail(server, someone.email, "confirmAddress");
    expect(mail).toContain("请确认您的电子邮箱");
    const link = linkIn(mail);
    const page = await visitor.get(link);
    expect(page.status).toBe(200);
    expect((await visitor.get("/account")).status).toBe(302);
    const confirmed = await visitor.post(link, { token: fieldOf(page, "token") });
    expect(confirmed.location).toBe("/organizations");
    expect((await visitor.get("/account")).status).toBe(200);
    const again = await new Visitor(server).post(link, { token: fieldOf(page, "token") });
    expect(again.location).toBe("/sign-in?notice=confirmed");
  });

  it("turns on the second factor of a founder with the first code on the page that confirms the address", async () => {
    const begin = async () => {
      const visitor = new Visitor(server);
      const someone = person();
      await visitor.post("/sign-up", { ...someone, kind: "company", locale: "en" });
      const link = linkIn(await readMail(server, someone.email, "confirmAddress"));
      const page = await visitor.get(link);
      return {
        visitor,
        link,
        form: { token: fieldOf(page, "token"), setUp: fieldOf(page, "setUp") },
        key: keyIn(page.text),
      };
    };
    const [first, second] = [await begin(), await begin()];
    const noCode = await first.visitor.post(first.link, { ...first.form, code: " " });
    expect(noCode.status).toBe(422);
    // The app has the key already, and the address is not confirmed without a code.
    expect(keyIn(noCode.text)).toBe(first.key);
    expect((await first.visitor.get("/account")).status).toBe(302);
    const right = await first.visitor.post(first.link, { ...first.form, code: codeOf(first.key) });
    expect(right.location).toBe("/organizations");
    expect((await first.visitor.get("/account/second-factor?next=/account")).location).toBe("/account");
    expect(readable((await first.visitor.get(first.link)).text)).not.toContain("authenticator");

    const wrong = await second.visitor.post(second.link, { ...second.form, code: "000000" });
    expect(wrong.location).toBe("/account/second-factor?next=/organizations&code=wrong");
    const again = await second.visitor.get(wrong.location);
    expect(keyIn(again.text)).toBe(second.key);
    expect(readable(again.text)).toContain("Enter the code exactly as shown.");

    const third = await begin();
    const borrowed = await third.visitor.post(third.link, {
      token: third.form.token,
      setUp: second.form.setUp,
      code: codeOf(second.key),
    });
    expect(borrowed.location).toBe("/organizations");
    const own = await third.visitor.get("/account/second-factor");
    expect(own.status).toBe(200);
    expect(keyIn(own.text)).not.toBe(second.key);
  });

  it("names each wrong field, keeps what was typed and never a password", async () => {
    const visitor = new Visitor(server);
    const answer = await visitor.post("/sign-up", {
      name: "see https://evil.example",
      email: "Nobody",
      password: "too short",
      locale: "en",
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/<fieldset id="kind"[^>]* aria-describedby="kind-error"/);
    const words = readable(answer.text);
    expect(words).toContain("Enter your name with 1 to 100 characters and no web addresses.");
    expect(words).toContain("Enter a complete email address, such as name@company.example.");
    expect(words).toContain("Choose a password with at least 12 characters.");
    expect(answer.text).toContain('value="Nobody"');
    expect(answer.text).not.toContain("too short");
    expect(answer.text).toMatch(/<input[^>]* id="email"[^>]*aria-invalid="true"/);
  });

  it("gives the same answer to a wrong password and to an unknown address", async () => {
    const { email } = await signUpAndLeave();
    const wrong = await signIn(new Visitor(server), email, "not the password");
    const unknown = await signIn(new Visitor(server), "nobody@sample.example", "not the password");
    expect([wrong.status, unknown.status]).toEqual([422, 422]);
    expect(readable(wrong.text).replace(email, "")).toBe(readable(unknown.text).replace("nobody@sample.example", ""));
  });

  it("ends the session at sign-out, also for a copy of the cookie", async () => {
    const visitor = await signUpByPassword(server, person());
    const copy = new Visitor(server);
    const [name = "", ...value] = visitor.cookie
      .split("; ")
      .find((pair) => pair.includes("session_token"))!
      .split("=");
    copy.setCookie(name, value.join("="));
    expect((await copy.get("/account")).status).toBe(200);
    expect((await visitor.get("/sign-out")).status).toBe(302);
    expect((await copy.get("/account")).status).toBe(200);
    expect((await visitor.post("/sign-out", {})).location).toBe("/");
    expect((await copy.get("/account")).status).toBe(302);
    expect((await visitor.get("/account")).status).toBe(302);
  });

  it("sets a new password once per email link and ends all sessions", async () => {
    const someone = person();
    const visitor = await signUpByPassword(server, someone);
    const stranger = new Visitor(server);
    const asked = await stranger.post("/password/forgot", { email: someone.email.toUpperCase() });
    const unknown = await stranger.post("/password/forgot", { email: "nobody@sample.example" });
    expect([asked.status, asked.location]).toEqual([unknown.status, unknown.location]);
    const link = linkIn(await readMail(server, someone.email, "resetPassword"));
    const token = fieldOf(await stranger.get(link), "token");
    const set = () => stranger.post(link, { token, password: OTHER_PASSWORD });
    expect((await set()).location).toBe("/sign-in?notice=passwordSet");
    expect(readable((await set()).text)).toContain("This link no longer works");
    expect((await visitor.get("/account")).status).toBe(302);
    expect((await signIn(stranger, someone.email)).status).toBe(422);
    expect((await signIn(stranger, someone.email, OTHER_PASSWORD)).location).toBe("/organizations");
    expect(await readMail(server, someone.email, "passwordChanged")).toContain("/password/forgot");
  });

  it("sets up a second factor, asks for it, and accepts each backup code once", async () => {
    const someone = person();
    const visitor = await signUpByPassword(server, someone);
    const wrong = await visitor.post("/account", { intent: "begin-second-factor", beginPassword: "not the password" });
    expect(readable(wrong.text)).toContain("This is not your current password.");
    const begun = await visitor.post("/account", { intent: "begin-second-factor", beginPassword: PASSWORD });
    const uri = fieldOf(begun, "uri");
    expect(uri).toMatch(/^otpauth:\/\/totp\/Truetonne/);
    expect(begun.text).toMatch(/<svg role="img" aria-label="QR code/);
    expect(begun.text).not.toMatch(/ style="/);
    const missed = await visitor.post("/account", { intent: "confirm-second-factor", code: "000000", uri });
    expect(missed.status).toBe(422);
    expect(fieldOf(missed, "uri")).toBe(uri);
    const codesOf = (page: Answer) => readable(page.text).match(/\b[A-Za-z0-9]{5}-[A-Za-z0-9]{5}\b/g) ?? [];
    const codes = codesOf(begun);
    expect(codes).toHaveLength(10);
    expect(codesOf(missed)).toEqual(codes);
    const confirm = (code: string) => visitor.post("/account", { intent: "confirm-second-factor", code, uri });
    expect((await confirm(totpCode(uri))).location).toBe("/account?done=turnedOn");
    expect((await visitor.get("/account")).text).not.toContain(codes[0]);
    expect((await confirm("000000")).text).not.toContain(codes[0]);

    const stranger = new Visitor(server);
    const first = await signIn(stranger, someone.email, PASSWORD, "/sign-in?next=%2Faccount");
    expect(first.location).toBe("/sign-in/second-factor?next=%2Faccount");
    expect((await stranger.get("/account")).status).toBe(302);
    const bad = await stranger.post(first.location, { kind: "totp", code: "000000" });
    expect(readable(bad.text)).toContain("This code is invalid or was already used.");
    const good = await stranger.post(first.location, { kind: "totp", code: nextTotpCode(uri) });
    expect(good.location).toBe("/account");
    expect((await stranger.get("/account")).status).toBe(200);

    const other = new Visitor(server);
    await signIn(other, someone.email);
    const byBackup = await other.post("/sign-in/second-factor", { kind: "backup", code: ` ${codes[0]} ` });
    expect(byBackup.location).toBe("/organizations");
    const off = await other.post("/account", { intent: "stop-second-factor", stopPassword: PASSWORD });
    expect(off.location).toBe("/account?done=turnedOff");
    expect((await signIn(new Visitor(server), someone.email)).location).toBe("/organizations");
  });

  it("makes an owner set up a second factor before opening a workspace, then returns to the requested page", async () => {
    const someone = person();
    const visitor = await signUpByPassword(server, someone);
    const enrolment = "/account/second-factor?next=%2Forganizations%2Fnew";
    // With nothing yet, the list leads to the page that sets it up.
    expect((await visitor.get("/organizations")).location).toBe("/organizations/new");
    expect((await visitor.get("/organizations/new")).location).toBe(enrolment);
    expect((await visitor.post("/organizations/new", { nameEn: "Sample Works" })).location).toBe(enrolment);
    const shown = await visitor.get(enrolment);
    const setUp = shown.text;
    expect(readable(setUp)).toContain("Save your backup codes");
    // The header knows a signed-in person.
    expect([setUp.includes('href="/sign-in"'), setUp.includes('href="/organizations"')]).toEqual([false, true]);
    // The session has just begun, so the key is there without a password, and stays until it is confirmed.
    expect(backupCodesIn(setUp)).toHaveLength(10);
    expect(backupCodesIn((await visitor.get(enrolment)).text)).toEqual(backupCodesIn(setUp));
    const uri = fieldOf(shown, "uri");
    const confirm = (code: string) => visitor.post(enrolment, { intent: "confirm-second-factor", code, uri });
    expect((await confirm("000000")).status).toBe(422);
    expect((await confirm(totpCode(uri))).location).toBe("/organizations/new");
    const organization = await openOrganization(visitor);
    expect((await visitor.get(organization)).status).toBe(200);
    expect((await visitor.get(enrolment)).location).toBe("/organizations/new");
    // Without a second factor the workspace is closed to its owner again, including for changes.
    await visitor.post("/account", { intent: "stop-second-factor", stopPassword: PASSWORD });
    const back = `/account/second-factor?${new URLSearchParams({ next: organization })}`;
    expect((await visitor.get(organization)).location).toBe(back);
    const facility = { nameEn: "Plant", country: "CN", gridRegion: "CN-JS", consolidationShare: "1" };
    expect((await visitor.post(`${organization}/facilities`, facility)).location).toMatch(/^\/account\/second-factor/);
  });

  it("asks every member for a second factor if the workspace requires one", async () => {
    const owner = await signUp(server, person("Owner"));
    const organization = await openOrganization(owner);
    const guest = person("Li Na");
    await owner.post(`${organization}/members`, { intent: "invite", email: guest.email, role: "viewer" });
    const visitor = new Visitor(server);
    const link = linkIn(await readMail(server, guest.email, "invitation"));
    await visitor.post(link, { name: guest.name, password: guest.password, locale: "en" });
    expect((await visitor.get(organization)).status).toBe(200);
    const settings = `${/\/tenants\/[0-9a-f-]{36}/.exec((await owner.get(organization)).text)![0]}/settings`;
    expect((await visitor.post(settings, { intent: "factor", allFactors: "no" })).status).toBe(403);
    expect((await owner.post(settings, { intent: "factor", allFactors: "yes", basedOn: "0" })).location).toBe(
      `${settings}?done=saved`,
    );
    expect((await visitor.get(organization)).location).toMatch(/^\/account\/second-factor\?next=/);
    await enrol(visitor, guest);
    expect((await visitor.get(organization)).status).toBe(200);
    expect(readable((await owner.get(`${organization}/audit-trail`)).text)).toContain(
      "changed whether every member needs a second factor",
    );
  });

  it("refuses common passwords and those made of name or address, wherever one is chosen", async () => {
    const someone = person();
    const words = {
      common: "one of the first passwords that attackers try",
      personal: "is your name or email address",
    };
    const refused = async (answer: Answer, fault: keyof typeof words) => {
      expect(answer.status).toBe(422);
      expect(readable(answer.text)).toContain(words[fault]);
    };
    const signUpWith = (password: string) =>
      new Visitor(server).post("/sign-up", { ...someone, kind: "company", password, locale: "en" });
    await refused(await signUpWith("1qaz2wsx3edc"), "common");
    await refused(await signUpWith(`${someone.email.toUpperCase()}!`), "personal");
    const visitor = await signUpByPassword(server, someone);
    const change = (newPassword: string) =>
      visitor.post("/account", { intent: "password", currentPassword: PASSWORD, newPassword });
    await refused(await change("Password2026"), "common");
    await refused(await change("Wang Fang 2026"), "personal");
    await visitor.post("/password/forgot", { email: someone.email });
    const link = linkIn(await readMail(server, someone.email, "resetPassword"));
    const token = fieldOf(await visitor.get(link), "token");
    await refused(await visitor.post(link, { token, password: "123456789012" }), "common");
    // The link still works. Leading and trailing spaces belong to the password.
    const spaced = "  words with room around  ";
    expect((await visitor.post(link, { token, password: spaced })).location).toBe("/sign-in?notice=passwordSet");
    expect((await signIn(new Visitor(server), someone.email, spaced.trim())).status).toBe(422);
    expect((await signIn(new Visitor(server), someone.email, spaced)).location).toBe("/organizations");
  });

  it("changes name, language and password, and ends other sessions", async () => {
    const someone = person();
    const visitor = await signUpByPassword(server, someone);
    const elsewhere = new Visitor(server);
    await signIn(elsewhere, someone.email);
    const profile = { intent: "profile", name: "李娜", locale: "zh" };
    expect((await visitor.post("/account", { ...profile, timeZone: "Mars/Base" })).status).toBe(422);
    const refused = await visitor.post("/account", { ...profile, name: "", timeZone: "Asia/Kathmandu" });
    expect(refused.text).toMatch(/<option(?=[^>]*\sselected)[^>]*\svalue="Asia\/Kathmandu"/);
    await visitor.post("/account", { ...profile, timeZone: "Asia/Kathmandu" });
    const page = await visitor.get("/account");
    expect(page.text).toContain("UTC+5:45");
    expect(page.text).not.toMatch(/\d\d:\d\d\u00a0UTC</);
    expect(page.text).toContain('<html lang="zh-Hans"');
    expect(page.text).toContain("李娜");
    const sessions = [...page.text.matchAll(/name="sessionId" value="([^"]+)"/g)].map(([, id]) => id!);
    expect(sessions).toHaveLength(1);
    await visitor.post("/account", { intent: "end-session", sessionId: sessions[0]! });
    expect((await elsewhere.get("/account")).status).toBe(302);
    await signIn(elsewhere, someone.email);
    await visitor.post("/account", { intent: "end-others" });
    expect((await elsewhere.get("/account")).status).toBe(302);
    await signIn(elsewhere, someone.email);
    const change = { intent: "password", currentPassword: PASSWORD, newPassword: OTHER_PASSWORD };
    expect((await visitor.post("/account", change)).location).toBe("/account?done=passwordChanged");
    expect((await visitor.get("/account")).status).toBe(200);
    expect((await elsewhere.get("/account")).status).toBe(302);
  });

  it("invites the invited address only, and can withdraw the access again", async () => {
    const owner = await signUp(server, person("Owner"));
    const organization = await openOrganization(owner);
    const guest = person("Li Na");
    const invited = await owner.post(`${organization}/members`, {
      intent: "invite",
      email: guest.email,
      role: "editor",
    });
    expect(invited.location).toBe(`${organization}/members?done=invited`);
    const link = linkIn(await readMail(server, guest.email, "invitation"));

    const stranger = await signUpByPassword(server, person("Stranger"));
    expect(readable((await stranger.get(link)).text)).toContain("You are signed in as");
    await stranger.post(link, { name: "Stranger", password: PASSWORD });
    expect((await stranger.get(organization)).status).toBe(404);

    const visitor = new Visitor(server);
    expect((await visitor.post(link, { name: "", password: "short" })).status).toBe(422);
    const joined = await visitor.post(link, { name: guest.name, password: guest.password, locale: "en" });
    expect(joined.location).toBe("/organizations");
    expect((await visitor.get(organization)).status).toBe(200);
    expect((await visitor.get(`${organization}/members`)).status).toBe(403);
    expect((await visitor.post(`${organization}/members`, { intent: "remove", membershipId: "x" })).status).toBe(403);
    expect((await new Visitor(server).get(link)).status).toBe(404);

    const page = await owner.get(`${organization}/members`);
    const rows = [...page.text.matchAll(/name="membershipId" value="([^"]+)"/g)].map(([, id]) => id!);
    const [ownerRow, guestRow] = [rows[0]!, rows.at(-1)!];
    const last = await owner.post(`${organization}/members`, { intent: "remove", membershipId: ownerRow });
    expect(last.status).toBe(422);
    expect(readable(last.text)).toContain("This is the last owner.");
    await owner.post(`${organization}/members`, { intent: "change-role", membershipId: guestRow, memberRole: "admin" });
    expect((await visitor.get(organization)).location).toMatch(/^\/account\/second-factor\?next=/);
    await enrol(visitor, guest);
    expect((await visitor.get(`${organization}/members`)).status).toBe(200);
    await owner.post(`${organization}/members`, { intent: "remove", membershipId: guestRow });
    expect((await visitor.get(organization)).status).toBe(404);
    expect((await visitor.get("/account")).status).toBe(200);
  });

  it("lets a person who already has an account join with it, unchanged", async () => {
    const owner = await signUp(server, person("Owner"));
    const organization = await openOrganization(owner);
    const guest = person("Li Na");
    const visitor = await signUpByPassword(server, guest);
    await owner.post(`${organization}/members`, { intent: "invite", email: guest.email, role: "viewer" });
    const link = linkIn(await readMail(server, guest.email, "invitation"));
    const stranger = new Visitor(server);
    expect(readable((await stranger.get(link)).text)).toContain("This address already has an account.");
    const taken = await stranger.post(link, { name: "Somebody", password: OTHER_PASSWORD, locale: "en" });
    expect(readable(taken.text)).toContain("This address already has an account.");
    expect((await stranger.get(organization)).status).toBe(302);
    expect((await visitor.post(link, {})).location).toBe("/organizations");
    expect((await visitor.get(organization)).status).toBe(200);
    expect((await signIn(stranger, guest.email, OTHER_PASSWORD)).status).toBe(422);
  });

  it("keeps tokens, addresses and passwords out of its log", () => {
    expect(server.readLog()).toContain('"event":"signed_in"');
    expect(server.readLog()).not.toMatch(/sample\.example|a sentence|token=|\/invitations\/[A-Za-z0-9_-]{20}/);
  });

  async function signUpAndLeave() {
    const someone = person();
    const visitor = await signUpByPassword(server, someone);
    await visitor.post("/sign-out", {});
    return someone;
  }
});

describe("the account pages on PostgreSQL", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer("PostgreSQL");
  });
  afterAll(async () => {
    await server?.remove();
  });

  // language: docs/asvs.csv quotes this name
  it("end a session that nobody used for seven days, and keep one that is used", async () => {
    const visitor = await signUpByPassword(server, {
      name: "Wang Fang",
      email: "idle@sample.example",
      password: PASSWORD,
    });
    const rest = (days: number) =>
      asOwner(server.ownerUrl, (db) =>
        sql`update session set updated_at = now() - ${days} * interval '1 day'`.execute(db),
      );
    await rest(6.9);
    expect((await visitor.get("/account")).status).toBe(200);
    const { rows } = await asOwner(server.ownerUrl, (db) =>
      sql<{ age: number }>`select extract(epoch from now() - updated_at)::int as age from session`.execute(db),
    );
    expect(rows.map(({ age }) => age < 60)).toEqual([true]);
    await rest(7.1);
    expect((await visitor.get("/account")).status).toBe(302);
    await rest(0);
    expect((await visitor.get("/account")).status).toBe(302);
  });

  it("ask for the password before a second factor once the session is older", async () => {
    const someone = { name: "Wang Fang", email: "older@sample.example", password: PASSWORD };
    const visitor = await signUpByPassword(server, someone);
    const begin = (fields = {}) => visitor.post("/account", { intent: "begin-second-factor", ...fields });
    expect((await visitor.get("/account")).text).not.toContain('name="beginPassword"');
    expect(fieldOf(await begin(), "uri")).toMatch(/^otpauth:/);
    await asOwner(server.ownerUrl, (db) =>
      sql`update session set created_at = created_at - interval '16 minutes'
           where user_id = (select id from user_account where email = ${someone.email})`.execute(db),
    );
    expect((await visitor.get("/account/second-factor")).text).not.toContain("otpauth:");
    const refused = await begin();
    expect([refused.status, fieldOf(refused, "uri")]).toEqual([422, ""]);
    expect(refused.text).toContain('name="beginPassword"');
    expect(fieldOf(await begin({ beginPassword: PASSWORD }), "uri")).toMatch(/^otpauth:/);
  });

  it("stop guessing at one account after ten attempts, say for how long, and leave other accounts open", async () => {
    const seen = await withinWindow(900, async () => {
      const email = `${randomUUID()}@sample.example`;
      // Each guess comes without cookies and from the same address.
      const { address: place } = new Visitor(server);
      const guess = (address: string) => {
        const visitor = new Visitor(server);
        visitor.address = place;
        return visitor.post("/sign-in", { email: address, password: "not the password" });
      };
      const first: number[] = [];
      for (let attempt = 0; attempt < 10; attempt++) first.push((await guess(email)).status);
      const stopped = await guess(email.toUpperCase());
      const other = await guess("other@sample.example");
      for (let attempt = 0; attempt < 30; attempt++) await guess(`sprayed-${attempt}@sample.example`);
      return { first, stopped, other, fresh: await guess("fresh@sample.example") };
    });
    const { first, stopped, other, fresh } = seen;
    expect([...first, other.status]).toEqual(Array(11).fill(422));
    expect([stopped.status, fresh.status]).toEqual([429, 429]);
    expect(Number(stopped.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(Number(stopped.headers.get("Retry-After"))).toBeLessThanOrEqual(900);
    expect(readable(stopped.text)).toMatch(/Too many attempts\. Wait/);
  });

  it("stop sending mails to one address after five requests, from any caller", async () => {
    const statuses = await withinWindow(3600, async () => {
      const email = `${randomUUID()}@sample.example`;
      const given: number[] = [];
      for (let attempt = 0; attempt < 6; attempt++)
        given.push((await new Visitor(server).post("/password/forgot", { email })).status);
      return given;
    });
    expect(statuses).toEqual([...Array(5).fill(302), 429]);
  });
});

/** The key of an authenticator app that a page shows. */
function keyIn(html: string): string {
  return /(?:[A-Z2-7]{4} ){12}[A-Z2-7]{4}/.exec(readable(html))![0].replace(/ /g, "");
}

const codeOf = (key: string) => totpCode(`otpauth://totp/x?secret=${key}`);
