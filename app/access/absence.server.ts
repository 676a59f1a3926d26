import { localeOf } from "#app/http/locale.server.ts";
import { translator } from "#app/i18n/index.ts";
import { RETRY_SECONDS } from "./absence.ts";
import { awayPage } from "./away-page.server.ts";

/** A request that takes longer is looked after; most answers take some hundredths of a second. */
const PATIENCE_MILLISECONDS = 4000;

/**
 * The answer; or, where it does not come and the database says nothing any more, that it is away: nobody waits for ever.
 * What was begun goes on or fails by itself.
 *
 * @param isAnswering asks the database, and takes no longer than a few seconds
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

/** In the reader's language and without a look at anything that may be away. Programs get JSON. */
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
