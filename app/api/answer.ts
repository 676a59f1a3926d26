import { ApiProblem, type ProblemPlace } from "./problem.ts";

/** Moments and days travel as ISO 8601 text. */
export function instant(date: Date): string {
  return date.toISOString();
}

/** Refuses with places in the body. */
export function refuseContent(errors: ProblemPlace[], facts: Record<string, string> = {}): ApiProblem {
  return new ApiProblem("content_refused", { errors, facts });
}

/** The tag of a version, for `If-Match`. */
export function versionTag(version: number): string {
  return `"${version}"`;
}
