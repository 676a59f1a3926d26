import { isLongPath } from "#app/http/safe-path.ts";
import { API_ROOT } from "./operation.ts";
import { ApiProblem } from "./problem.ts";
import { toProblemAnswer } from "./problem-answer.server.ts";

/** A pattern of routes does not match across these, so that such an address would never reach the dispatch. */
const LINE_BREAK = /%0a|%0d|%e2%80%a[89]/i;

/** The answer to an address of the API with a line break in it, or longer than any: there is nothing, in the form of the API. */
export function refuseUnroutable(request: Request, publicUrl: string): Response | null {
  const { pathname } = new URL(request.url);
  if (!pathname.startsWith(`${API_ROOT}/`) || !(isLongPath(pathname) || LINE_BREAK.test(pathname))) return null;
  return toProblemAnswer(new ApiProblem("not_found"), { publicUrl, locale: "en" });
}
