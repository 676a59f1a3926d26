import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { readDurations } from "./durations.ts";

/** A file this long would run alone at the end, while the other workers have nothing left to do. */
const LONG_SECONDS = 60;

/**
 * Orders files by their duration (`durations.json`): first the long ones, then the others by project, so that workers
 * reuse modules and servers. The short tests of pure code come last.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const durations = readDurations();
    const names = this.ctx.projects.map(({ name }) => name);
    const keyOf = ({ moduleId, project }: TestSpecification) => {
      const seconds = durations[relative(this.ctx.config.root, moduleId)] ?? 0;
      return [seconds >= LONG_SECONDS ? 1 : 0, names.indexOf(project.name), seconds];
    };
    const keys = new Map(files.map((file) => [file, keyOf(file)]));
    return files.toSorted((one, other) => {
      const [a, b] = [keys.get(one)!, keys.get(other)!];
      const at = a.findIndex((part, index) => part !== b[index]);
      return at === -1 ? 0 : b[at]! - a[at]!;
    });
  }
}
