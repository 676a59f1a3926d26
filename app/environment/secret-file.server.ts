import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type AccountSecrets, parseAccountSecrets } from "./account-secrets.ts";

/** Two processes may start simultaneously on one folder: the first writes, and both read the same. */
export function readOrMakeSecrets(folder: string): AccountSecrets {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, "auth-secret");
  try {
    writeFileSync(file, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const secrets = parseAccountSecrets(readFileSync(file, "utf8"));
  if (!secrets) throw new Error(`The key in ${file} is damaged: it has fewer than 32 characters.`);
  return secrets;
}
