import { ApiProblem, type ProblemPlace } from "./problem.ts";

/** Dates and times are sent as ISO 8601 text. */
export function instant(date: Date): string {
  return date.toISOString();
}

export function refuseContent(errors: ProblemPlace[], facts: Record<string, string> = {}): ApiProblem {
  return new ApiProblem("content_refused", { errors, facts });
}

export function versionTag(version: number): string {
  return `"${version}"`;
}
