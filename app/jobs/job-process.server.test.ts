import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "#app/encoding/errors.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { MissingGlyph } from "#app/press/fonts/missing-glyph.ts";
import { hearError, tellError } from "./job-message.ts";
import { CutOff, JobProcess, ProcessDied } from "./job-process.server.ts";

/** A fake job program that behaves as its job id requests. */
const PROGRAM = `
  process.once("disconnect", () => process.exit(0));
  process.on("message", ({ payload }) => {
    if (payload.jobId === "done") process.send({ is: "done" });
    if (payload.jobId === "failed") process.send({ is: "failed", failure: { name: "Error", message: "disk", known: null } });
    if (payload.jobId === "killed") process.kill(process.pid, "SIGKILL");
    if (payload.jobId === "hungry") for (const kept = []; ; ) kept.push(Array.from({ length: 1000 }, (_, at) => ({ at })));
  });
  process.send({ is: "ready" });
`;

describe("a job process", { timeout: 120_000 }, () => {
  let folder: string;
  let jobs: JobProcess;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "job-process-"));
    writeFileSync(join(folder, "program.mjs"), PROGRAM);
  });
  afterEach(() => jobs.end());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const order = (jobId: string) => ({ kind: "calculate-run", payload: { tenantId: "t", userId: "u", jobId } }) as const;
  const begin = (memoryMib = 64) => {
    jobs = new JobProcess({ memoryMib, program: join(folder, "program.mjs") });
    return jobs;
  };

  it("reports how each job ended and runs the next one", async () => {
    begin();
    await jobs.perform(order("done"));
    await expect(jobs.perform(order("failed"))).rejects.toThrow("disk");
    await jobs.perform(order("done"));
  });

  it.each(["killed", "hungry"])("is replaced for the next job after it was %s", async (how) => {
    begin();
    await expect(jobs.perform(order(how))).rejects.toThrow(ProcessDied);
    await jobs.perform(order("done"));
  });

  it("interrupts its job when it is ended, without counting an error", async () => {
    begin();
    await jobs.perform(order("done"));
    const waiting = expect(jobs.perform(order("waits"))).rejects.toThrow(CutOff);
    await jobs.end();
    await waiting;
  });
});

it("passes an error with its details, also if the job waits for an external service", () => {
  const heard = hearError(structuredClone(tellError(new TransparencyError("timestamp_refused", { status: "2" }))));
  expect(heard).toBeInstanceOf(TransparencyError);
  expect(heard).toMatchObject({ code: "timestamp_refused", facts: { status: "2" } });
  const full = new AppError("unavailable", { details: { reason: "press_full" } });
  const toldFull = hearError(structuredClone(tellError(full)));
  expect(toldFull).toBeInstanceOf(AppError);
  expect(toldFull).toMatchObject({ code: "unavailable", details: { reason: "press_full" } });
  expect(hearError(structuredClone(tellError(new MissingGlyph("ꙮ"))))).toMatchObject({ codePoint: "U+A66E" });
  expect(hearError(tellError(new RangeError("too long")))).toMatchObject({ name: "RangeError", message: "too long" });
});
