import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes longest, so that no long file is left alone at the end while the other workers have nothing more to do. */
const LONGEST = [
  "http/isolation",
  "database/report-number",
  "database/backup",
  "database/fsck",
  "database/order-model",
  "browser/engagement",
  "http/planner",
  "database/bounded-reads",
  "browser/api",
  "browser/audit-trail",
  "browser/evidence",
  "browser/review",
  "browser/assurance",
  "browser/verify-page",
  "http/plan",
  "browser/plan",
  "browser/activity-grid",
  "browser/activity-import",
];

/** Begins with the longest files; the others follow by their size, as without it. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(`/tests/${name}.test.ts`));
      return at === -1 ? LONGEST.length : at;
    };
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}
