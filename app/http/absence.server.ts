import { languageTag, translator } from "#app/i18n/index.ts";
import { RETRY_SECONDS } from "#app/services/absence.ts";
import { localeOf } from "./locale.server.ts";

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
  const { title, text } = translator(locale).error.unavailable;
  const headers = { "Retry-After": String(RETRY_SECONDS), "Cache-Control": "no-store" };
  const { pathname } = new URL(request.url);
  if (pathname.startsWith("/api/v1/") || pathname.endsWith(".data") || pathname.endsWith(".json")) {
    return Response.json({ title, detail: text, status: 503, code: "unavailable" }, { status: 503, headers });
  }
  const page = `<!doctype html><html lang="${languageTag(locale)}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${title}</title></head><body><main><h1>${title}</h1><p>${text}</p></main></body></html>`;
  return new Response(page, {
    status: 503,
    headers: { ...headers, "Content-Type": "text/html; charset=utf-8", "Content-Language": languageTag(locale) },
  });
}
