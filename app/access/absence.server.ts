import { localeOf } from "#app/http/locale.server.ts";
import { translator } from "#app/i18n/index.ts";
import { RETRY_SECONDS } from "./absence.ts";
import { awayPage } from "./away-page.server.ts";

/** Longer requests cause a check of the database. Most take some hundredths of a second. */
const PATIENCE_MILLISECONDS = 4000;

/**
 * Returns the answer, or that the database is away if there is no answer and the database does not respond, so that no
 * request hangs permanently. The work itself continues or fails on its own.
 *
 * @param isAnswering queries the database, for a few seconds at most
 */
export async function unlessAway(
  request: Request,
  work: Promise<Response>,
  isAnswering: () => Promise<boolean>,
): Promise<Response> {
  work.catch(() => {});
  for (;;) {
    const answer = await Promise.race([work, patience()]);
    if (answer) return answer;
    if (!(await isAnswering())) return sayAway(request);
  }
}

function patience(): Promise<null> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MILLISECONDS, null).unref());
}

/** In the reader's language, without depending on anything that may be away. Programs get JSON. */
function sayAway(request: Request): Response {
  const locale = localeOf(request);
  const headers = { "Retry-After": String(RETRY_SECONDS), "Cache-Control": "no-store" };
  const { pathname } = new URL(request.url);
  if (pathname.startsWith("/api/v1/") || pathname.endsWith(".data") || pathname.endsWith(".json")) {
    const { title, text } = translator(locale).error.unavailable;
    return Response.json({ title, detail: text, status: 503, code: "unavailable" }, { status: 503, headers });
  }
  return awayPage(locale, headers);
}
