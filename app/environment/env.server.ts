import { isIPv4, isIPv6 } from "node:net";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";
import { once } from "#app/encoding/once.ts";
import { UUID } from "#app/encoding/uuid.ts";
import { type AccountSecrets, parseAccountSecrets } from "./account-secrets.ts";

const optional = z
  .string()
  .optional()
  .transform((text) => (text?.trim() ? text.trim() : undefined));

/** A whole number within bounds. An empty text counts as not set. */
function wholeNumber(least: number, most: number, standard: number) {
  const error = `must be a whole number from ${least} to ${most}`;
  const number = z.coerce.number({ error }).int({ error }).min(least, { error }).max(most, { error });
  return z.preprocess(
    (text) => (typeof text === "string" && text.trim() === "" ? undefined : text),
    number.default(standard),
  );
}

const MOST_PROCESSES = 64;

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
  DATABASE_STANDBY_URL: optional.refine((url) => !url || /^postgres(ql)?:\/\//.test(url), {
    error: "must start with postgres://",
  }),
  PUBLIC_URL: optional.refine((url) => !url || /^https?:\/\/[^/]+$/.test(url), {
    error: "must be an origin without a path, such as https://carbon.example",
  }),
  AUTH_SECRET: optional.refine((text) => !text || parseAccountSecrets(text) !== null, {
    error: "must have at least 32 characters. Separate several secrets by commas",
  }),
  SMTP_URL: optional.refine((url) => !url || /^smtps?:\/\//.test(url), {
    error: "must start with smtp:// or smtps://",
  }),
  MAIL_FROM: optional,
  SECURITY_CONTACT: optional.refine((address) => !address || /^(mailto:|https:\/\/|tel:)\S+$/.test(address), {
    error: "must start with mailto:, https:// or tel:",
  }),
  MIGRATE_AT_START: z.enum(["true", "false", ""], { error: "must be true or false" }).default("true"),
  TRUST_PROXY: z.enum(["true", "false", ""], { error: "must be true or false" }).default("false"),
  S3_ENDPOINT: optional.refine((url) => !url || /^https?:\/\/[^/]+\/?$/.test(url), {
    error: "must be an origin without a path, such as https://s3.example",
  }),
  S3_BUCKET: optional.refine((name) => !name || /^[a-z0-9][a-z0-9.-]{1,62}$/.test(name), {
    error: "must be the name of a bucket",
  }),
  S3_REGION: optional,
  S3_ACCESS_KEY_ID: optional,
  S3_SECRET_ACCESS_KEY: optional,
  CLAMD: optional.refine((address) => !address || /^([^/:\s]+|\[[0-9a-f:]+\]):\d+$|^\//.test(address), {
    error: "must be host:port, or the path of a socket",
  }),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error", "silent", ""], { error: "must be debug, info, warn, error or silent" })
    .default("info"),
  METRICS_PORT: wholeNumber(0, 65_535, 0),
  METRICS_HOST: optional,
  REAUTH_MINUTES: wholeNumber(1, 60, 10),
  EVIDENCE_FILE_MIB: wholeNumber(1, 100, 20),
  EVIDENCE_QUOTA_MIB: wholeNumber(1, 10_000_000, 2048),
  EVIDENCE_RETENTION_YEARS: wholeNumber(1, 100, 10),
  JOBS: z.enum(["on", "off", ""], { error: "must be on or off" }).default("on"),
  JOB_PROCESSES: z.enum(["on", "off", ""], { error: "must be on or off" }).default("on"),
  JOB_MEMORY_MIB: wholeNumber(128, 65_536, 1024),
  PROCESSES: z.preprocess(
    (text) => (text === "cores" ? Math.min(MOST_PROCESSES, availableParallelism()) : text),
    wholeNumber(1, MOST_PROCESSES, 1),
  ),
  STATEMENT_SECONDS: wholeNumber(1, 600, 10),
  STOP_SECONDS: wholeNumber(1, 600, 10),
  REPORT_THREADS: wholeNumber(1, 64, availableParallelism()),
  SEAL_KEY: optional,
  SEAL_PASSWORD_FILE: optional,
  SEAL_COMMAND: optional,
  SEAL_CERTIFICATES: optional,
  // Rejected instead of ignored, because the operator expects a seal.
  SEAL_PKCS12: optional.refine((file) => !file, {
    error:
      "is not supported: create PEM files with openssl pkcs12 -in FILE -nocerts -out KEY and openssl pkcs12 -in FILE -nokeys -out CERTIFICATES, and name them in SEAL_KEY and SEAL_CERTIFICATES",
  }),
  SEAL_TSA_URL: optional.refine((url) => !url || (/^https?:\/\//.test(url) && URL.canParse(url)), {
    error: "must be a URL that starts with https:// or http://",
  }),
  TRADES_DIR: optional,
  LEGAL_DIR: optional,
  LOG_WITNESSES: optional,
  STRIPE_SECRET_KEY: optional.refine((key) => !key || /^(sk|rk)_(test|live)_[A-Za-z0-9]+$/.test(key), {
    error: "must be a secret key, such as sk_live_…",
  }),
  STRIPE_WEBHOOK_SECRET: optional.refine(
    (secrets) => !secrets || /^whsec_[^\s,]+(\s*,\s*whsec_[^\s,]+)*$/.test(secrets),
    {
      error: "must be one or more secrets that start with whsec_, separated by commas",
    },
  ),
  // Secret keys are sent only to Stripe, or to a test program on this machine.
  STRIPE_API_URL: optional.refine((url) => !url || /^http:\/\/(127\.0\.0\.1|localhost):\d+$/.test(url), {
    error: "must be a URL on this machine, such as http://127.0.0.1:12111",
  }),
  STRIPE_PLATFORM_COUNTRY: optional.refine((country) => !country || /^[A-Z]{2}$/.test(country), {
    error: "must be a country code of two capital letters, such as HK",
  }),
  STRIPE_FEE_PERCENT: optional.refine((percent) => !percent || /^([0-9]|[1-4][0-9])(\.[0-9]{1,3})?$/.test(percent), {
    error: "must be a percentage from 0 to below 50, such as 2.5",
  }),
  DOMAIN_DNS: optional.refine((servers) => !servers || servers.split(",").every(isServerAddress), {
    error: "must be IP addresses of DNS servers, separated by commas, such as 9.9.9.9 or 127.0.0.1:5353",
  }),
  // Answers for every domain, so it can only be a test program on this machine.
  DOMAIN_STAND_IN: optional.refine((url) => !url || /^http:\/\/127\.0\.0\.1:\d+$/.test(url), {
    error: "must be a URL on this machine, such as http://127.0.0.1:12111. It is for tests only",
  }),
  // Data of workspaces leave for this address, so it is encrypted, or a program on this machine.
  MODEL_URL: optional.refine((url) => !url || isModelUrl(url), {
    error: "must be a URL that starts with https://, or with http:// on this machine, such as https://model.example/v1",
  }),
  MODEL_NAME: optional.refine((name) => !name || name.length <= 200, { error: "must have at most 200 characters" }),
  MODEL_KEY: optional.refine((key) => !key || /^[\x21-\x7e]{1,1000}$/.test(key), {
    error: "must be a key of printable ASCII characters without spaces",
  }),
  MODEL_IMAGES: z.enum(["on", "off", ""], { error: "must be on or off" }).default("off"),
  MODEL_SECONDS: wholeNumber(1, 120, 30),
  PSEUDO_LOCALE: z.enum(["on", "off", ""], { error: "must be on or off" }).default("off"),
  OPERATOR_TENANT_ID: optional.refine((id) => !id || UUID.test(id), {
    error: "must be the id of a workspace, as shown in its address",
  }),
});

function isModelUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  const isHere = ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
  const isSafe = protocol === "https:" || (protocol === "http:" && isHere);
  return isSafe && `${username}${password}${search}${hash}` === "";
}

function isServerAddress(text: string): boolean {
  const [, v6 = "", v4 = ""] = /^\s*(?:\[([0-9a-f:]+)\](?::\d+)?|([\d.]+)(?::\d+)?)\s*$/i.exec(text) ?? [];
  return isIPv4(v4) || isIPv6(v6) || isIPv6(text.trim());
}

/**
 * Settings that depend on each other. Checked even if other settings are wrong, so that one start reports all errors.
 */
function findPairFaults(source: Record<string, string | undefined>): string[] {
  const isSet = (name: string) => Boolean(source[name]?.trim());
  const needs = (name: string, other: string) =>
    isSet(name) && !isSet(other) ? [`  ${other} is missing although ${name} is set`] : [];
  return [
    ...needs("STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"),
    ...needs("STRIPE_WEBHOOK_SECRET", "STRIPE_SECRET_KEY"),
    ...needs("STRIPE_API_URL", "STRIPE_SECRET_KEY"),
    ...needs("STRIPE_PLATFORM_COUNTRY", "STRIPE_FEE_PERCENT"),
    ...needs("STRIPE_FEE_PERCENT", "STRIPE_PLATFORM_COUNTRY"),
    ...needs("METRICS_HOST", "METRICS_PORT"),
    ...needs("SMTP_URL", "MAIL_FROM"),
    ...needs("MODEL_URL", "MODEL_NAME"),
    ...needs("MODEL_NAME", "MODEL_URL"),
    ...needs("MODEL_KEY", "MODEL_URL"),
    ...needs("SEAL_KEY", "SEAL_CERTIFICATES"),
    ...needs("SEAL_COMMAND", "SEAL_CERTIFICATES"),
    ...needs("SEAL_PASSWORD_FILE", "SEAL_KEY"),
    ...findSealFaults(isSet),
    ...findPartialS3(isSet),
  ];
}

const isSetOff = ({ JOBS }: Record<string, string | undefined>) => JOBS === "off";
const isSeveral = ({ PROCESSES }: Record<string, string | undefined>) => !["", "1"].includes(PROCESSES?.trim() ?? "");
const isServer = ({ DATABASE_URL }: Record<string, string | undefined>) => /^\s*postgres/.test(DATABASE_URL ?? "");

/** A timestamp needs a seal, and an installation has one seal. */
function findSealFaults(isSet: (name: string) => boolean): string[] {
  const keys = ["SEAL_KEY", "SEAL_COMMAND"].filter(isSet);
  if (keys.length === 2) return ["  SEAL_COMMAND can't be set together with SEAL_KEY"];
  const needsKey = ["SEAL_CERTIFICATES", "SEAL_TSA_URL"].filter(isSet);
  return keys.length === 0 && needsKey[0]
    ? [`  SEAL_KEY or SEAL_COMMAND is missing although ${needsKey[0]} is set`]
    : [];
}

const S3 = ["S3_ENDPOINT", "S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"];

function findPartialS3(isSet: (name: string) => boolean): string[] {
  const set = S3.filter(isSet);
  return set.length === 0
    ? []
    : S3.filter((name) => !isSet(name)).map((name) => `  ${name} is missing although ${set[0]} is set`);
}

export interface Env {
  port: number;
  host: string;
  dataDir: string;
  databaseUrl: string;
  /** The owner's address, for migrations. The embedded database has one address for both. */
  databaseOwnerUrl: string;
  /** A streaming standby of that server, for public reads. Undefined if not set. */
  standbyUrl: string | undefined;
  /** Whether the server runs migrations itself, as the owner of the database. */
  migratesAtStart: boolean;
  isEmbedded: boolean;
  publicUrl: string;
  /** Contact for security reports as a URI (RFC 9116). Undefined if not set. */
  securityContact: string | undefined;
  /** Newest first. Undefined if the data folder has its own. */
  accountSecrets: AccountSecrets | undefined;
  /** How long an entered password covers acts on money, members and keys. */
  reauthMinutes: number;
  smtp: { url: string; from: string } | undefined;
  /** Whether a trusted proxy in front of the server overwrites the forwarded headers. */
  trustProxy: boolean;
  /** The lowest level that is logged. */
  logLevel: string;
  /** Address of the metrics. Undefined if not set. */
  metrics: { port: number; host: string } | undefined;
  evidence: ReturnType<typeof evidenceOf>;
  /** Whether this process runs jobs and sweeps. */
  hasJobs: boolean;
  /** Number of processes that answer requests on one port. */
  processes: number;
  /** Whether jobs run in separate processes; otherwise they run in this one. */
  hasJobProcesses: boolean;
  /** Heap size of each job process. */
  jobMemoryMib: number;
  /** Time limit for a statement of a page, on PostgreSQL. */
  statementSeconds: number;
  /** Time that open requests get after a stop signal, and jobs after that. */
  stopSeconds: number;
  /** Number of threads that render reports. */
  reportThreads: number;
  /** The seal of reports. Undefined if reports have no seal. */
  seal: ReturnType<typeof sealOf>;
  /** Keys of the payment provider. Undefined if payments are by bank transfer only. */
  stripe: ReturnType<typeof stripeOf>;
  /** The fee that the installation keeps of each card payment, or null. */
  platformTerms: ReturnType<typeof termsOf>;
  /** The tenant that sells plans to the others. Undefined if plans are not sold and nothing is limited. */
  operatorTenantId: string | undefined;
  /** The language model of the operator. Undefined if not set: then nothing of it is shown. */
  model: ReturnType<typeof modelOf>;
  /** How the domains of issuers are checked. */
  domainProof: { dnsServers: string[]; standIn: string | undefined };
  /** Whether the test language can be selected, by its cookie only. */
  hasPseudoLocale: boolean;
  /** File with the witnesses of the log. Undefined if not set. */
  witnessFile: string | undefined;
  /** Folder with trades of the operator for the guided start. Undefined if not set. */
  tradesDir: string | undefined;
  /** Folder with the operator's terms, privacy notice and imprint. Undefined if not set. */
  legalDir: string | undefined;
}

/**
 * Reads all settings of the process at once.
 *
 * @throws Error listing every error on a line of its own
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const parsed = Settings.safeParse(source);
  const faults = (parsed.error?.issues ?? []).map((issue) => `  ${issue.path.join(".")} ${issue.message}`);
  faults.push(...findPairFaults(source));
  if (isSetOff(source) && !isServer(source)) {
    faults.push("  JOBS must be on with the embedded database, because it has only one process");
  }
  if (isSeveral(source) && !isServer(source)) {
    faults.push("  PROCESSES must be 1 with the embedded database, because only one process can open it");
  }
  if (source.DATABASE_STANDBY_URL?.trim() && !isServer(source)) {
    faults.push("  DATABASE_STANDBY_URL needs a DATABASE_URL that starts with postgres://");
  }
  if (!parsed.success || faults.length > 0) {
    throw new Error(`Some settings are wrong:\n${faults.join("\n")}\nSee docs/settings.md for all settings.`);
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
    standbyUrl: settings.DATABASE_STANDBY_URL,
    migratesAtStart: settings.MIGRATE_AT_START !== "false",
    isEmbedded: !databaseUrl.startsWith("postgres"),
    publicUrl: settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`,
    reauthMinutes: settings.REAUTH_MINUTES,
    accountSecrets: (settings.AUTH_SECRET && parseAccountSecrets(settings.AUTH_SECRET)) || undefined,
    trustProxy: settings.TRUST_PROXY === "true",
    logLevel: settings.LOG_LEVEL || "info",
    metrics: settings.METRICS_PORT
      ? { port: settings.METRICS_PORT, host: settings.METRICS_HOST ?? "127.0.0.1" }
      : undefined,
    evidence: evidenceOf(settings, dataDir),
    hasJobs: settings.JOBS !== "off",
    processes: settings.PROCESSES,
    // The embedded database allows a single process.
    hasJobProcesses: settings.JOB_PROCESSES !== "off" && databaseUrl.startsWith("postgres"),
    jobMemoryMib: settings.JOB_MEMORY_MIB,
    statementSeconds: settings.STATEMENT_SECONDS,
    stopSeconds: settings.STOP_SECONDS,
    reportThreads: settings.REPORT_THREADS,
    seal: sealOf(settings),
    stripe: stripeOf(settings),
    platformTerms: termsOf(settings),
    operatorTenantId: settings.OPERATOR_TENANT_ID,
    model: modelOf(settings),
    domainProof: {
      dnsServers: settings.DOMAIN_DNS?.split(",").map((server) => server.trim()) ?? [],
      standIn: settings.DOMAIN_STAND_IN,
    },
    hasPseudoLocale: settings.PSEUDO_LOCALE === "on",
    witnessFile: settings.LOG_WITNESSES,
    tradesDir: settings.TRADES_DIR,
    legalDir: settings.LEGAL_DIR,
    securityContact: settings.SECURITY_CONTACT,
    smtp: settings.SMTP_URL && settings.MAIL_FROM ? { url: settings.SMTP_URL, from: settings.MAIL_FROM } : undefined,
  });
}

/** @throws Error as `readEnv` does */
export const env = once(() => readEnv(process.env));

function stripeOf(settings: z.output<typeof Settings>) {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: secrets, STRIPE_API_URL: apiUrl } = settings;
  return secretKey && secrets
    ? { secretKey, webhookSecrets: secrets.split(",").map((secret) => secret.trim()), apiUrl }
    : undefined;
}

function modelOf(settings: z.output<typeof Settings>) {
  const { MODEL_URL: url, MODEL_NAME: name, MODEL_KEY: key, MODEL_IMAGES, MODEL_SECONDS: seconds } = settings;
  if (!url || !name) return undefined;
  return {
    url: url.replace(/\/$/, ""),
    host: new URL(url).host,
    name,
    key,
    seesImages: MODEL_IMAGES === "on",
    seconds,
  };
}

function termsOf({ STRIPE_PLATFORM_COUNTRY: country, STRIPE_FEE_PERCENT: feePercent }: z.output<typeof Settings>) {
  return country && feePercent ? { country, feePercent } : null;
}

function sealOf(settings: z.output<typeof Settings>) {
  const { SEAL_KEY: file, SEAL_COMMAND: command, SEAL_CERTIFICATES: certificateFile } = settings;
  const { SEAL_PASSWORD_FILE: passwordFile, SEAL_TSA_URL: timestampUrl } = settings;
  if (!certificateFile) return undefined;
  if (file) return { key: { kind: "file" as const, file, passwordFile }, certificateFile, timestampUrl };
  return command ? { key: { kind: "command" as const, command }, certificateFile, timestampUrl } : undefined;
}

const MIB = 1024 * 1024;

function evidenceOf(settings: z.output<typeof Settings>, dataDir: string) {
  const { S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, CLAMD } = settings;
  const isBucket = S3_ENDPOINT && S3_BUCKET && S3_ACCESS_KEY_ID && S3_SECRET_ACCESS_KEY;
  return {
    dataDir,
    clamd: CLAMD,
    s3: isBucket
      ? {
          endpoint: S3_ENDPOINT,
          bucket: S3_BUCKET,
          region: S3_REGION ?? "us-east-1",
          accessKeyId: S3_ACCESS_KEY_ID,
          secretAccessKey: S3_SECRET_ACCESS_KEY,
        }
      : undefined,
    fileBytes: settings.EVIDENCE_FILE_MIB * MIB,
    quotaBytes: settings.EVIDENCE_QUOTA_MIB * MIB,
    retentionYears: settings.EVIDENCE_RETENTION_YEARS,
  };
}
