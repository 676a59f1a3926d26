import { type AppLoadContext, createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { withoutPadding } from "./http/without-padding.server.ts";
import { NonceContext } from "./kit/nonce-context.tsx";
import { PageScriptsContext } from "./kit/static-page.tsx";
import { log } from "./observe/log/log.server.ts";

// The server starts from the bundle of the pages (`serve.server.ts`), so that a module exists once in its process.
export { runServer } from "./server/serve.server.ts";

const ABORT_AFTER_MILLISECONDS = 10_000;

/**
 * Errors that a loader or action did not handle. The log line of the request already reports the router's own refusals,
 * such as a method that a page doesn't support; their text contains the address.
 */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (!isRouteErrorResponse(error) && !request.signal.aborted) log.error("page_failed", error);
}

/** Streams the page; robots get it as a whole. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const nonce = loadContext?.cspNonce ?? "";
  const scripts = loadContext?.pageScripts ?? { verify: null, estimate: null };
  const isRobot = isbot(request.headers.get("user-agent") ?? "");
  return new Promise((resolve, reject) => {
    let code = status;
    const answer = () => {
      const body = withoutPadding();
      headers.set("Content-Type", "text/html; charset=utf-8");
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status: code }));
      pipe(body);
    };
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <PageScriptsContext.Provider value={scripts}>
          <RemixServer context={context} url={request.url} abortDelay={ABORT_AFTER_MILLISECONDS} nonce={nonce} />
        </PageScriptsContext.Provider>
      </NonceContext.Provider>,
      {
        nonce,
        ...(isRobot ? { onAllReady: answer } : { onShellReady: answer }),
        onShellError: reject,
        onError(error) {
          code = 500;
          if (!request.signal.aborted) log.error("page_failed", error);
        },
      },
    );
    setTimeout(abort, ABORT_AFTER_MILLISECONDS + 1000).unref();
  });
}
