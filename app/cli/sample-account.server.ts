import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { env } from "#app/doors.server.ts";
import { auth } from "#app/http/session.server.ts";
import { createInvitedAccount } from "#app/services/account.server.ts";

export interface SampleAccount {
  userId: string;
  email: string;
  password: string;
}

const EMAIL = "li@sample.example";

/** The sample account with a password of its own for each data folder, kept there so that a second run can say it again. */
export async function makeSampleAccount(onProgress: (line: string) => void): Promise<SampleAccount> {
  const file = join(env().dataDir, "sample-account.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as SampleAccount;
  onProgress("making the sample account");
  const password = randomBytes(12).toString("base64url");
  const account = { name: "Li Sample 李示例", email: EMAIL, password, locale: "en" as const };
  const made = await createInvitedAccount(await auth(), new Headers(), account);
  if (!made.ok) throw new Error(`the sample account could not be made: ${made.fault}`);
  const sample = { userId: made.value.userId, email: EMAIL, password };
  writeFileSync(file, `${JSON.stringify(sample)}\n`, { mode: 0o600 });
  return sample;
}
