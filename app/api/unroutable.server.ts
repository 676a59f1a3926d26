import { isLongPath } from "#app/http/safe-path.ts";
import { API_ROOT } from "./operation.ts";
import { ApiProblem } from "./problem.ts";
import { toProblemAnswer } from "./problem-answer.server.ts";

/** Route patterns don't match across line breaks, so that such an address would never reach the dispatch. */
const LINE_BREAK = /%0a|%0d|%e2%80%a[89]/i;

/** The "not found" error of the API, for addresses that contain a line break or are longer than any route. */
export function refuseUnroutable(request: Request, publicUrl: string): Response | null {
  const { pathname } = new URL(request.url);
  if (!pathname.startsWith(`${API_ROOT}/`) || !(isLongPath(pathname) || LINE_BREAK.test(pathname))) return null;
  return toProblemAnswer(new ApiProblem("not_found"), { publicUrl, locale: "en" });
}
