import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInvitedAccount, signIn } from "#app/access/account.server.ts";
import { beginSecondFactor } from "#app/access/account-security.server.ts";
import { auth } from "#app/access/session.server.ts";
import { env } from "#app/environment/env.server.ts";
import { SAMPLE_OWNER } from "./sample-organization.ts";

export interface SampleAccount {
  userId: string;
  email: string;
  password: string;
  /** The key for an authenticator app. */
  totpUri: string;
  /** Each works once instead of a code from the app. */
  backupCodes: string[];
}

type Made = Pick<SampleAccount, "userId" | "email" | "password">;

/**
 * The sample account with its own secrets for each data folder. They are saved there so that a second run can print
 * them again.
 */
export async function makeSampleAccount(onProgress: (line: string) => void): Promise<SampleAccount> {
  const file = join(env().dataDir, "sample-account.json");
  const kept: Made | SampleAccount | null = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
  if (kept && "backupCodes" in kept) return kept;
  onProgress("making the sample account");
  const sample = await enrolSample(kept ?? (await makeAccount()));
  writeFileSync(file, `${JSON.stringify(sample)}\n`, { mode: 0o600 });
  return sample;
}

async function makeAccount(): Promise<Made> {
  const password = randomBytes(12).toString("base64url");
  const account = { ...SAMPLE_OWNER, password, locale: "en" as const };
  const made = await createInvitedAccount(await auth(), new Headers(), account);
  if (!made.ok) throw new Error(`the sample account could not be made: ${made.fault}`);
  return { userId: made.value.userId, email: SAMPLE_OWNER.email, password };
}

/** The sample person owns a workspace, and an owner needs a second factor. */
async function enrolSample({ userId, email, password }: Made): Promise<SampleAccount> {
  const library = await auth();
  const signedIn = await signIn(library, new Headers(), { email, password });
  if (!signedIn.ok) throw new Error(`the sample account can't sign in: ${signedIn.fault}`);
  const cookie = signedIn.cookies.map((text) => text.split(";")[0]).join("; ");
  const begun = await beginSecondFactor(library, new Headers({ cookie }), password);
  if (!begun.ok) throw new Error(`the sample account has no second factor: ${begun.fault}`);
  const { adapter, internalAdapter } = await library.$context;
  const where = [{ field: "userId", value: userId }];
  await adapter.update({ model: "twoFactor", where, update: { verified: true } });
  await internalAdapter.updateUser(userId, { twoFactorEnabled: true });
  return { userId, email, password, ...begun.value };
}
