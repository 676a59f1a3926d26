import { expect, it } from "vitest";
import { secretSettings } from "./secret-settings.ts";

it("finds every key, and passwords in addresses, encoded and decoded", () => {
  const secrets = secretSettings({
    AUTH_SECRET: "newest-secret,older-secret",
    DATABASE_URL: "postgres://app_login:p%40ssword@db.example/truetonne",
    SMTP_URL: "smtps://mailer@mail.example",
    PUBLIC_URL: "https://carbon.example",
    STRIPE_WEBHOOK_SECRET: "whsec_a1, whsec_b2",
  });
  expect(secrets).toEqual(["newest-secret", "older-secret", "whsec_a1", "whsec_b2", "p%40ssword", "p@ssword"]);
});
