import type { Reporter, TestModule } from "vitest/node";
import { writeDurations } from "./durations.ts";

/** Saves the duration of each file in a run that passed, on its slowest engine. */
export default class KeepDurations implements Reporter {
  readonly #seconds = new Map<string, number>();

  onTestModuleEnd(module: TestModule): void {
    const { duration, collectDuration } = module.diagnostic();
    const before = this.#seconds.get(module.relativeModuleId) ?? 0;
    this.#seconds.set(module.relativeModuleId, Math.max(before, (duration + collectDuration) / 1000));
  }

  onTestRunEnd(_modules: unknown, _errors: unknown, reason: string): void {
    if (reason === "passed") writeDurations(this.#seconds);
  }
}
