import { availableParallelism } from "node:os";
import { describe, expect, it } from "vitest";
import { readEnv } from "./env.server.ts";

describe("readEnv", () => {
  it("works without any setting", () => {
    expect(readEnv({})).toMatchObject({ port: 3000, isEmbedded: true, publicUrl: "http://localhost:3000" });
  });

  it("lists all errors at once, including incomplete pairs", () => {
    const read = () =>
      readEnv({
        PORT: "abc",
        DATABASE_URL: "mysql://x",
        PUBLIC_URL: "https://a.example/path",
        STRIPE_SECRET_KEY: "sk",
        SMTP_URL: "smtp://x",
      });
    for (const name of ["PORT", "DATABASE_URL", "PUBLIC_URL", "STRIPE_WEBHOOK_SECRET", "MAIL_FROM"]) {
      expect(read).toThrow(new RegExp(`^  ${name} `, "m"));
    }
  });

  it.each([
    ["a secret that is too short", { AUTH_SECRET: "short" }, "AUTH_SECRET"],
    ["a port outside the range", { PORT: "70000" }, "PORT"],
    ["a bucket without its keys", { S3_ENDPOINT: "https://s3.example", S3_BUCKET: "b" }, "S3_SECRET_ACCESS_KEY"],
    ["a scanner without a port", { CLAMD: "scanner" }, "CLAMD"],
    ["a quota that is not a number", { EVIDENCE_QUOTA_MIB: "much" }, "EVIDENCE_QUOTA_MIB"],
    ["a sealing key without certificates", { SEAL_KEY: "/key.pem" }, "SEAL_CERTIFICATES"],
    ["a password without the key", { SEAL_PASSWORD_FILE: "/password" }, "SEAL_KEY"],
    ["a sealing program without certificates", { SEAL_COMMAND: "/sign" }, "SEAL_CERTIFICATES"],
    ["certificates without a key", { SEAL_CERTIFICATES: "/d" }, "SEAL_KEY or SEAL_COMMAND is missing"],
    [
      "two sealing keys",
      { SEAL_KEY: "/a", SEAL_COMMAND: "/c", SEAL_CERTIFICATES: "/d" },
      "SEAL_COMMAND can't be set together with SEAL_KEY",
    ],
    ["a key file that is not PEM", { SEAL_PKCS12: "/seal.p12" }, "openssl pkcs12 -in FILE -nocerts -out KEY"],
    ["a timestamp without a seal", { SEAL_TSA_URL: "https://time.example" }, "SEAL_KEY or SEAL_COMMAND is missing"],
    [
      "a timestamp authority that is not a URL",
      { SEAL_KEY: "/a", SEAL_CERTIFICATES: "/d", SEAL_TSA_URL: "time.example" },
      "SEAL_TSA_URL must be a URL",
    ],
    ["a standby of the embedded database", { DATABASE_STANDBY_URL: "postgres://db" }, "DATABASE_STANDBY_URL needs"],
    ["one key of the payment pair", { STRIPE_WEBHOOK_SECRET: "whsec" }, "STRIPE_SECRET_KEY"],
  ])("refuses %s", (_, source, name) => {
    expect(() => readEnv(source)).toThrow(name);
  });

  it("has one process by default and allows more only on PostgreSQL", () => {
    const url = { DATABASE_URL: "postgres://app_login@localhost/truetonne" };
    expect(readEnv(url)).toMatchObject({ processes: 1 });
    expect(readEnv({ ...url, PROCESSES: "3" })).toMatchObject({ processes: 3 });
    expect(readEnv({ ...url, PROCESSES: "cores" })).toMatchObject({ processes: Math.min(64, availableParallelism()) });
    expect(readEnv({ PROCESSES: "1" })).toMatchObject({ processes: 1 });
    for (const several of ["2", "cores"])
      expect(() => readEnv({ PROCESSES: several })).toThrow("PROCESSES must be 1 with the embedded database");
    for (const wrong of ["0", "65", "all"]) expect(() => readEnv({ ...url, PROCESSES: wrong })).toThrow("PROCESSES");
  });

  it("runs jobs by default and allows to turn them off only on PostgreSQL", () => {
    const url = { DATABASE_URL: "postgres://app_login@localhost/truetonne" };
    expect(readEnv(url)).toMatchObject({ hasJobs: true, jobMemoryMib: 1024 });
    expect(readEnv({ ...url, JOBS: "off", JOB_MEMORY_MIB: "512" })).toMatchObject({
      hasJobs: false,
      jobMemoryMib: 512,
    });
    expect(readEnv(url)).toMatchObject({ hasJobProcesses: true });
    expect(readEnv({ ...url, JOB_PROCESSES: "off" })).toMatchObject({ hasJobs: true, hasJobProcesses: false });
    expect(readEnv({})).toMatchObject({ hasJobs: true, hasJobProcesses: false });
    expect(() => readEnv({ ...url, JOB_PROCESSES: "no" })).toThrow("JOB_PROCESSES must be on or off");
    expect(() => readEnv({ JOBS: "off" })).toThrow("JOBS must be on with the embedded database");
    expect(() => readEnv({ ...url, JOBS: "no" })).toThrow("JOBS must be on or off");
  });

  it("keeps evidence in the data folder without a virus scan by default", () => {
    expect(readEnv({ DATA_DIR: "/d", EVIDENCE_FILE_MIB: "" }).evidence).toEqual({
      dataDir: "/d",
      s3: undefined,
      clamd: undefined,
      fileBytes: 20 * 1024 ** 2,
      quotaBytes: 2 * 1024 ** 3,
      retentionYears: 10,
    });
  });

  it("reads the location of the seal key", () => {
    expect(readEnv({}).seal).toBeUndefined();
    const certificates = { SEAL_CERTIFICATES: "/d" };
    expect(readEnv({ ...certificates, SEAL_KEY: "/a", SEAL_TSA_URL: "https://time.example/" }).seal).toEqual({
      key: { kind: "file", file: "/a", passwordFile: undefined },
      certificateFile: "/d",
      timestampUrl: "https://time.example/",
    });
    expect(readEnv({ ...certificates, SEAL_KEY: "/a", SEAL_PASSWORD_FILE: "/b" }).seal?.key).toEqual({
      kind: "file",
      file: "/a",
      passwordFile: "/b",
    });
    expect(readEnv({ ...certificates, SEAL_COMMAND: "/c" }).seal).toEqual({
      key: { kind: "command", command: "/c" },
      certificateFile: "/d",
      timestampUrl: undefined,
    });
  });

  it("treats an empty text as not set", () => {
    expect(readEnv({ DATABASE_URL: "", SMTP_URL: " " }).smtp).toBeUndefined();
  });
});
