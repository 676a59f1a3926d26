import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, expect, it } from "vitest";
import {
  confirmAddress,
  createInvitedAccount,
  finishSignIn,
  requestPasswordReset,
  resetPassword,
  signIn,
  signOut,
  signUp,
} from "#app/access/account.server.ts";
import {
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  endOtherSessions,
  endSession,
  listSessions,
  stopSecondFactor,
} from "#app/access/account-security.server.ts";
import { type Auth, createAuth } from "#app/access/auth.server.ts";
import type { Mail } from "#app/mail/letter.ts";
import { type Engine, onEachEngine } from "#tests/support/engines.ts";
import { asOwner } from "#tests/support/owner.ts";
import { takeMails } from "#tests/support/sent-mails.ts";
import { nextTotpCode, totpCode } from "#tests/support/totp.ts";

const PUBLIC_URL = "https://carbon.example";
const SECRETS = ["the key of the accounts of a test"] as const;
const PASSWORD = "a sentence to remember";
const OTHER_PASSWORD = "another sentence entirely";

onEachEngine("accounts", (engine) => {
  const sent: Mail[] = [];
  let auth: Auth;
  beforeAll(() => {
    auth = createAuth(settingsOf(engine));
  });

  const address = () => `${randomUUID()}@sample.example`;
  const mailsTo = async (email: string) => {
    sent.push(...(await takeMails(engine.doors, SECRETS)));
    return sent.filter((mail) => mail.to === email).map((mail) => mail.letter);
  };
  const lastLink = async (email: string) => {
    const letter = (await mailsTo(email)).at(-1);
    return letter && "url" in letter ? new URL(letter.url) : undefined;
  };
  const lastToken = async (email: string) => (await lastLink(email))?.searchParams.get("token") ?? "";
  const userOf = async (cookies: string[]) => (await auth.api.getSession({ headers: withCookies(cookies) }))?.user;

  async function makeAccount(email = address()) {
    await signUp(auth, new Headers(), { name: "Wang Fang", email, password: PASSWORD, locale: "zh" });
    const confirmed = await confirmAddress(auth, new Headers(), await lastToken(email));
    if (!confirmed.ok) throw new Error(confirmed.fault);
    const user = await userOf(confirmed.cookies);
    return { email, cookies: confirmed.cookies, userId: user!.id };
  }

  async function signInAgain(email: string, password = PASSWORD): Promise<string[]> {
    const result = await signIn(auth, new Headers(), { email, password });
    if (!result.ok) throw new Error(result.fault);
    return result.cookies;
  }

  async function enrol(account: { cookies: string[]; userId: string }) {
    const begun = await beginSecondFactor(auth, withCookies(account.cookies), PASSWORD);
    if (!begun.ok) throw new Error(begun.fault);
    const { totpUri: uri, backupCodes } = begun.value;
    const code = totpCode(uri);
    const confirmed = await confirmSecondFactor(auth, withCookies(account.cookies), account.userId, code);
    if (!confirmed.ok) throw new Error(confirmed.fault);
    return { uri, backupCodes, cookies: confirmed.cookies };
  }

  it("creates one account for simultaneous sign-ups with one address, and answers both in the same way", async () => {
    const account = { name: "Wang Fang", email: address(), password: PASSWORD, locale: "zh" } as const;
    const answers = await Promise.all(Array.from({ length: 4 }, () => signUp(auth, new Headers(), account)));
    expect(answers).toEqual(Array.from({ length: 4 }, () => ({ ok: true, value: null, cookies: [] })));
    expect((await mailsTo(account.email)).filter(({ kind }) => kind === "confirmAddress")).toHaveLength(1);
  });

  it.runIf(engine.name === "PostgreSQL")("asks to try again if an account can't be stored", async () => {
    await asOwner(engine.ownerUrl, async (db) => {
      await sql`create function lose() returns trigger language plpgsql as $$ begin raise 'lost' using errcode = '57P01'; end $$`.execute(
        db,
      );
      await sql`create trigger lose before insert on user_account for each row execute function lose()`.execute(db);
    });
    const account = { name: "Wang Fang", email: address(), password: PASSWORD, locale: "zh" } as const;
    await expect(signUp(auth, new Headers(), account)).rejects.toMatchObject({ code: "unavailable" });
    await asOwner(engine.ownerUrl, (db) => sql`drop function lose() cascade`.execute(db));
    expect(await signUp(auth, new Headers(), account)).toMatchObject({ ok: true });
  });

  it("opens an account only after its address is confirmed, in the language it was made in", async () => {
    const email = address();
    const account = { name: "Wang Fang", email, password: PASSWORD, locale: "zh" } as const;
    expect(await signUp(auth, new Headers(), account)).toMatchObject({ ok: true, cookies: [] });
    expect(await signIn(auth, new Headers(), account)).toEqual({ ok: false, fault: "unverified" });
    await mailsTo(email);
    expect(sent.at(-1)).toMatchObject({ to: email, locale: "zh", letter: { kind: "confirmAddress" } });
    expect((await lastLink(email))?.href).toMatch(/^https:\/\/carbon\.example\/email\/verify\?token=/);
    const confirmed = await confirmAddress(auth, new Headers(), await lastToken(email));
    expect(confirmed).toMatchObject({ ok: true, value: { isSignedIn: true } });
    expect(await userOf(confirmed.ok ? confirmed.cookies : [])).toMatchObject({ email, locale: "zh" });
  });

  it("signs in no one with a confirmation that was used, changed or made up", async () => {
    const { email } = await makeAccount();
    const again = await confirmAddress(auth, new Headers(), await lastToken(email));
    expect(again).toMatchObject({ ok: true, value: { isSignedIn: false }, cookies: [] });
    for (const token of ["", "x", `${await lastToken(email)}x`, (await lastToken(email)).replace(/^e/, "f")]) {
      expect(await confirmAddress(auth, new Headers(), token)).toEqual({ ok: false, fault: "link_dead" });
    }
  });

  it("gives the same answer for known and unknown addresses, and explains the difference by mail", async () => {
    const { email } = await makeAccount();
    const known = await signUp(auth, new Headers(), { name: "X", email, password: OTHER_PASSWORD, locale: "en" });
    const unknown = await signUp(auth, new Headers(), {
      name: "X",
      email: address(),
      password: PASSWORD,
      locale: "en",
    });
    expect(known).toEqual(unknown);
    expect((await mailsTo(email)).at(-1)).toMatchObject({ kind: "accountExists" });
    expect(await signIn(auth, new Headers(), { email, password: OTHER_PASSWORD })).toEqual({
      ok: false,
      fault: "credentials",
    });
    expect(await signIn(auth, new Headers(), { email: address(), password: PASSWORD })).toEqual({
      ok: false,
      fault: "credentials",
    });
  });

  it("gives an account that a stranger started to the owner of the mailbox, with the owner's password", async () => {
    const email = address();
    await signUp(auth, new Headers(), { name: "Stranger", email, password: OTHER_PASSWORD, locale: "en" });
    await signUp(auth, new Headers(), { name: "Owner", email, password: PASSWORD, locale: "en" });
    expect((await mailsTo(email)).at(-1)?.kind).toBe("accountUnconfirmed");
    const reset = await resetPassword(auth, { token: await lastToken(email), password: PASSWORD });
    expect(reset.ok).toBe(true);
    expect((await signIn(auth, new Headers(), { email, password: PASSWORD })).ok).toBe(true);
    expect((await signIn(auth, new Headers(), { email, password: OTHER_PASSWORD })).ok).toBe(false);
  });

  it("refuses passwords outside 12 to 128 characters", async () => {
    const account = { name: "X", email: address(), locale: "en" } as const;
    const tryWith = (change: object) => signUp(auth, new Headers(), { ...account, password: PASSWORD, ...change });
    expect(await tryWith({ password: "elevenchars" })).toEqual({ ok: false, fault: "password_short" });
    expect(await tryWith({ password: "x".repeat(129) })).toEqual({ ok: false, fault: "password_long" });
    expect(await tryWith({ password: "twelve chars" })).toMatchObject({ ok: true });
  });

  it("sets cookies for this host, over https and out of reach of scripts", async () => {
    const { cookies } = await makeAccount();
    expect(cookies[0]).toMatch(/^__Host-truetonne_session_token=/);
    for (const attribute of [/; Path=\/(;|$)/, /; HttpOnly/, /; Secure/, /; SameSite=Lax/])
      expect(cookies[0]).toMatch(attribute);
    expect(cookies[0]).not.toMatch(/; Domain=/);
  });

  it("ends the session in the database at sign-out", async () => {
    const { cookies } = await makeAccount();
    await signOut(auth, withCookies(cookies));
    expect(await userOf(cookies)).toBeUndefined();
  });

  it("ends a session 30 days after sign-in, used or not", async () => {
    const { cookies, userId } = await makeAccount();
    const { expires_at } = await engine.doors.accounts
      .selectFrom("session")
      .select("expires_at")
      .where("user_id", "=", userId)
      .executeTakeFirstOrThrow();
    expect(Math.round((expires_at.getTime() - Date.now()) / 86_400_000)).toBe(30);
    await engine.doors.accounts
      .updateTable("session")
      .set({ expires_at: new Date(Date.now() - 1000) })
      .where("user_id", "=", userId)
      .execute();
    expect(await userOf(cookies)).toBeUndefined();
  });

  // language: docs/asvs.csv quotes this name
  it("lists sessions and ends one, the others, or none of somebody else", async () => {
    const account = await makeAccount();
    await signInAgain(account.email);
    await signInAgain(account.email);
    const stranger = await makeAccount();
    const current = (await auth.api.getSession({ headers: withCookies(account.cookies) }))!.session.id;
    const sessions = await listSessions(auth, account.userId, current);
    expect(sessions).toHaveLength(3);
    expect(sessions.map(({ isCurrent }) => isCurrent)).toEqual([true, false, false]);
    await endSession(auth, stranger.userId, sessions[1]!.id);
    expect(await listSessions(auth, account.userId, current)).toHaveLength(3);
    await endSession(auth, account.userId, sessions[1]!.id);
    expect(await listSessions(auth, account.userId, current)).toHaveLength(2);
    await signInAgain(account.email);
    await endOtherSessions(auth, account.userId, current);
    expect((await listSessions(auth, account.userId, current)).map(({ id }) => id)).toEqual([current]);
    expect(await userOf(account.cookies)).toMatchObject({ email: account.email });
  });

  it("changes a password with the current one only, and ends the other sessions", async () => {
    const account = await makeAccount();
    const other = await signInAgain(account.email);
    const holder = {
      ...account,
      name: "Wang Fang",
      locale: "en" as const,
      publicUrl: PUBLIC_URL,
    };
    const change = (currentPassword: string) =>
      changePassword(auth, withCookies(account.cookies), holder, { currentPassword, newPassword: OTHER_PASSWORD });
    expect(await change("not the password")).toEqual({ ok: false, fault: "password_wrong" });
    const changed = await change(PASSWORD);
    expect(changed.ok).toBe(true);
    expect(await userOf(other)).toBeUndefined();
    expect(await userOf(account.cookies)).toBeUndefined();
    expect(await userOf(changed.ok ? changed.cookies : [])).toMatchObject({ email: account.email });
    expect((await mailsTo(account.email)).at(-1)).toMatchObject({ kind: "passwordChanged" });
    await signInAgain(account.email, OTHER_PASSWORD);
  });

  it("resets a password once per link, ends every session and every other link", async () => {
    const account = await makeAccount();
    await requestPasswordReset(auth, account.email);
    const older = await lastToken(account.email);
    await requestPasswordReset(auth, account.email);
    const token = await lastToken(account.email);
    expect(older).not.toBe(token);
    expect((await resetPassword(auth, { token, password: OTHER_PASSWORD })).ok).toBe(true);
    expect(await userOf(account.cookies)).toBeUndefined();
    for (const used of [token, older, "", "x".repeat(24)]) {
      expect(await resetPassword(auth, { token: used, password: PASSWORD })).toEqual({ ok: false, fault: "link_dead" });
    }
    await signInAgain(account.email, OTHER_PASSWORD);
  });

  it("lets only one of two simultaneous uses of a reset link succeed", async () => {
    const account = await makeAccount();
    await requestPasswordReset(auth, account.email);
    const token = await lastToken(account.email);
    const results = await Promise.all(
      [PASSWORD, OTHER_PASSWORD].map((password) => resetPassword(auth, { token, password })),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("sends no mail to an address without an account that requests a new password", async () => {
    const email = address();
    await requestPasswordReset(auth, email);
    expect(await mailsTo(email)).toEqual([]);
  });

  it("asks for the second factor, takes each code once and each backup code once", async () => {
    const account = await makeAccount();
    const { uri, backupCodes } = await enrol(account);
    expect(backupCodes).toHaveLength(10);
    const begin = async () => {
      const result = await signIn(auth, new Headers(), { email: account.email, password: PASSWORD });
      if (!result.ok) throw new Error(result.fault);
      expect(result.value.userId).toBeNull();
      expect(await userOf(result.cookies)).toBeUndefined();
      return withCookies(result.cookies);
    };
    const code = nextTotpCode(uri);
    const finished = await finishSignIn(auth, await begin(), { code, kind: "totp" });
    expect(await userOf(finished.ok ? finished.cookies : [])).toMatchObject({ email: account.email });
    const before = await countSessions(account.userId);
    expect(await finishSignIn(auth, await begin(), { code, kind: "totp" })).toEqual({ ok: false, fault: "code_wrong" });
    expect(await countSessions(account.userId)).toBe(before);
    const backup = { code: backupCodes[0]!, kind: "backup" } as const;
    expect((await finishSignIn(auth, await begin(), backup)).ok).toBe(true);
    expect(await finishSignIn(auth, await begin(), backup)).toEqual({ ok: false, fault: "code_wrong" });
  });

  it("ends a sign-in after five wrong codes, and takes no code without the password before it", async () => {
    const account = await makeAccount();
    const { uri } = await enrol(account);
    const result = await signIn(auth, new Headers(), { email: account.email, password: PASSWORD });
    const headers = withCookies(result.ok ? result.cookies : []);
    for (let attempt = 0; attempt < 5; attempt++) {
      expect(await finishSignIn(auth, headers, { code: "000000", kind: "totp" })).toEqual({
        ok: false,
        fault: "code_wrong",
      });
    }
    const right = { code: nextTotpCode(uri), kind: "totp" } as const;
    expect(await finishSignIn(auth, headers, right)).toEqual({ ok: false, fault: "challenge_over" });
    expect(await finishSignIn(auth, new Headers(), right)).toEqual({ ok: false, fault: "challenge_over" });
  });

  it("keeps the second factor through a reset and turns it off with the password only", async () => {
    const account = await makeAccount();
    const { cookies } = await enrol(account);
    const holder = {
      ...account,
      name: "Wang Fang",
      locale: "en" as const,
      publicUrl: PUBLIC_URL,
    };
    expect(await stopSecondFactor(auth, withCookies(cookies), holder, "not the password")).toEqual({
      ok: false,
      fault: "password_wrong",
    });
    await requestPasswordReset(auth, account.email);
    await resetPassword(auth, { token: await lastToken(account.email), password: OTHER_PASSWORD });
    expect(await signIn(auth, new Headers(), { email: account.email, password: OTHER_PASSWORD })).toMatchObject({
      value: { userId: null },
    });
  });

  // language: docs/asvs.csv quotes this name
  it("keeps nothing in the database that opens an account by itself", async () => {
    const account = await makeAccount();
    const { uri, backupCodes } = await enrol(account);
    await requestPasswordReset(auth, account.email);
    const tables = ["user_account", "session", "credential", "verification", "two_factor"];
    const dump: string[] = [];
    for (const table of tables) {
      const { rows } = await sql`select * from ${sql.table(table)}`.execute(engine.doors.accounts);
      dump.push(JSON.stringify(rows));
    }
    const all = dump.join("\n");
    expect(all).toContain(account.email);
    const cookieValue = decodeURIComponent(account.cookies[0]!.split(";")[0]!.split("=").slice(1).join("="));
    for (const secret of [PASSWORD, await lastToken(account.email), backupCodes[0]!, secretOf(uri), cookieValue]) {
      expect(secret.length).toBeGreaterThan(5);
      expect(all).not.toContain(secret);
    }
  });

  it("creates an invited account with a confirmed address, and leaves an existing one unchanged", async () => {
    const email = address();
    const invited = { name: "Li Na", email, password: PASSWORD, locale: "zh" } as const;
    const made = await createInvitedAccount(auth, new Headers(), invited);
    expect(await userOf(made.ok ? made.cookies : [])).toMatchObject({ email, name: "Li Na", emailVerified: true });
    const again = { ...invited, name: "Somebody", password: OTHER_PASSWORD };
    expect(await createInvitedAccount(auth, new Headers(), again)).toEqual({ ok: false, fault: "account_exists" });
    const signedIn = await signInAgain(email);
    expect(await userOf(signedIn)).toMatchObject({ name: "Li Na" });
  });

  it("matches the tables that it writes", async () => {
    const checked = createAuth({ ...settingsOf(engine), validateSchema: true });
    expect(
      (await checked.api.signUpEmail({ body: { name: "X", email: address(), password: PASSWORD } })).token,
    ).toBeNull();
  });

  async function countSessions(userId: string): Promise<number> {
    const rows = await engine.doors.accounts.selectFrom("session").select("id").where("user_id", "=", userId).execute();
    return rows.length;
  }
});

function settingsOf({ doors }: Engine) {
  return { doors, publicUrl: PUBLIC_URL, secrets: SECRETS };
}

/** The headers of a browser that keeps the cookies it received. */
function withCookies(cookies: string[]): Headers {
  const pairs = cookies.filter((cookie) => !/max-age=0/i.test(cookie)).map((cookie) => cookie.split(";")[0]);
  return new Headers({ cookie: pairs.join("; ") });
}

function secretOf(uri: string): string {
  return new URL(uri).searchParams.get("secret")!;
}
