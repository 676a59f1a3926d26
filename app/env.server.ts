import { join, resolve } from "node:path";
import { z } from "zod";

const optional = z
  .string()
  .optional()
  .transform((text) => (text?.trim() ? text.trim() : undefined));

const Settings = z.object({
  PORT: z.coerce.number({ error: "must be a whole number" }).int().min(1).max(65_535).default(3000),
  HOST: z.string().min(1).default("0.0.0.0"),
  DATA_DIR: z.string().min(1).default(".data"),
  DATABASE_URL: optional.refine((url) => !url || /^postgres(ql)?:\/\/|^file:|^memory:$/.test(url), {
    error: "must start with postgres:// (or file:, for the embedded database)",
  }),
  DATABASE_OWNER_URL: optional.refine((url) => !url || /^postgres(ql)?:\/\//.test(url), {
    error: "must start with postgres://",
  }),
  PUBLIC_URL: optional.refine((url) => !url || /^https?:\/\/[^/]+$/.test(url), {
    error: "must be an origin without a path, such as https://carbon.example",
  }),
  AUTH_SECRET: optional.refine((secret) => !secret || secret.length >= 32, {
    error: "must have at least 32 characters",
  }),
  SMTP_URL: optional.refine((url) => !url || /^smtps?:\/\//.test(url), {
    error: "must start with smtp:// or smtps://",
  }),
  MAIL_FROM: optional,
  TRUST_PROXY: z.enum(["true", "false", ""], { error: "must be true or false" }).default("false"),
  STRIPE_SECRET_KEY: optional,
  STRIPE_WEBHOOK_SECRET: optional,
});

/** Settings that belong together; looked at even when others are wrong, so that one start tells all. */
function findPairFaults(source: Record<string, string | undefined>): string[] {
  const isSet = (name: string) => Boolean(source[name]?.trim());
  const needs = (name: string, other: string) =>
    isSet(name) && !isSet(other) ? [`  ${other} is missing although ${name} is set`] : [];
  return [
    ...needs("STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"),
    ...needs("STRIPE_WEBHOOK_SECRET", "STRIPE_SECRET_KEY"),
    ...needs("SMTP_URL", "MAIL_FROM"),
  ];
}

export interface Env {
  port: number;
  host: string;
  dataDir: string;
  databaseUrl: string;
  /** The owner's address, for migrations; the embedded database has one address for both. */
  databaseOwnerUrl: string;
  isEmbedded: boolean;
  publicUrl: string;
  authSecret: string | undefined;
  smtp: { url: string; from: string } | undefined;
  /** Whether a proxy of ours stands before the server and overwrites the forwarded headers. */
  trustProxy: boolean;
}

/**
 * Reads the settings of the process, all at once.
 *
 * @throws Error listing every fault, one a line, so that one start tells all that is wrong.
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const parsed = Settings.safeParse(source);
  const faults = (parsed.error?.issues ?? []).map((issue) => `  ${issue.path.join(".")} ${issue.message}`);
  faults.push(...findPairFaults(source));
  if (!parsed.success || faults.length > 0) {
    throw new Error(`These settings are wrong:\n${faults.join("\n")}\nSee the table of settings in README.md.`);
  }
  const settings = parsed.data;
  const dataDir = resolve(settings.DATA_DIR);
  const databaseUrl = settings.DATABASE_URL ?? `file:${join(dataDir, "database")}`;
  return Object.freeze({
    port: settings.PORT,
    host: settings.HOST,
    dataDir,
    databaseUrl,
    databaseOwnerUrl: settings.DATABASE_OWNER_URL ?? databaseUrl,
    isEmbedded: !databaseUrl.startsWith("postgres"),
    publicUrl: settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`,
    authSecret: settings.AUTH_SECRET,
    trustProxy: settings.TRUST_PROXY === "true",
    smtp: settings.SMTP_URL && settings.MAIL_FROM ? { url: settings.SMTP_URL, from: settings.MAIL_FROM } : undefined,
  });
}
