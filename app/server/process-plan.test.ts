import { describe, expect, it } from "vitest";
import { nextWait, settingsOf } from "./process-plan.ts";

describe("nextWait", () => {
  it("doubles each time a process ends early, up to half a minute", () => {
    const waits = [0];
    for (let at = 0; at < 7; at += 1) waits.push(nextWait(waits.at(-1)!, 10));
    expect(waits.slice(1)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  it("is short again after a process ran for a minute", () => {
    expect(nextWait(30_000, 60_000)).toBe(1000);
  });
});

describe("settingsOf", () => {
  const metrics = { port: 9464, host: "127.0.0.1" };
  it("lets only the first process prepare the database and run jobs", () => {
    const [first, second] = [0, 1].map((number) => settingsOf({ metrics, hasJobs: true }, number));
    expect(first).toEqual({ PROCESSES: "1", JOBS: "on", METRICS_PORT: "9464" });
    expect(second).toEqual({ PROCESSES: "1", MIGRATE_AT_START: "false", JOBS: "off", METRICS_PORT: "9465" });
  });

  it("has no jobs and no metrics if they are off", () => {
    expect(settingsOf({ metrics: undefined, hasJobs: false }, 0)).toEqual({ PROCESSES: "1", JOBS: "off" });
  });
});
