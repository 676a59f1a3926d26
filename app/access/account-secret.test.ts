import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import type { AccountSecrets } from "#app/environment/account-secrets.ts";
import { signAnew, versionOf } from "./account-secret.ts";

const [NEW, OLD, FOREIGN] = ["n", "o", "f"].map((letter) => letter.repeat(40)) as [string, string, string];
const secrets: AccountSecrets = [NEW, OLD];

const signed = (text: string, secret: string) =>
  encodeURIComponent(`${text}.${createHmac("sha256", secret).update(text).digest("base64")}`);

it("gives each secret its own number at any position in the list", () => {
  expect(versionOf(NEW)).toBe(versionOf(NEW));
  expect(versionOf(NEW)).not.toBe(versionOf(OLD));
  expect(Number.isSafeInteger(versionOf(NEW))).toBe(true);
});

it("signs again what an older key signed, and nothing else", () => {
  const name = "__Host-truetonne_session_token";
  expect(signAnew(`a=b; ${name}=${signed("token", OLD)}`, secrets)).toBe(`a=b; ${name}=${signed("token", NEW)}`);
  for (const cookies of [
    `${name}=${signed("token", NEW)}`,
    `${name}=${signed("token", FOREIGN)}`,
    `other=${signed("token", OLD)}`,
    `${name}=token`,
    `${name}=%E0%A4%A`,
    "",
  ]) {
    expect(signAnew(cookies, secrets)).toBe(cookies);
  }
  expect(signAnew(`${name}=${signed("token", OLD)}`, [NEW])).toBe(`${name}=${signed("token", OLD)}`);
});
