import { translator } from "#app/i18n/index.ts";
import { currentContext, currentRequestId } from "#app/observe/log/context.server.ts";
import { localeOf } from "./locale.server.ts";

const CODES = {
  400: "invalid",
  401: "unauthenticated",
  402: "payment_required",
  403: "forbidden",
  404: "not_found",
  405: "method_not_allowed",
  409: "conflict",
  422: "invalid",
  429: "rate_limited",
  503: "unavailable",
  507: "storage_full",
} as const;

/** Reasons with their own text. Others are described by their status. */
const REASONS = ["too_slow", "share_in_use", "visitor_changes", "visitor_reads", "consent_missing"] as const;

/** Adds text to the error of an address without a page, for which the router's own message is not translated. */
export function explainBareError(request: Request, response: Response): Response {
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
  if (!isJson || response.headers.get("X-Remix-Error") !== "yes") return response;
  const { status } = response;
  const code = CODES[status as keyof typeof CODES] ?? "unknown";
  const { title, text } = translator(localeOf(request)).error[
    REASONS.find((reason) => reason === currentContext()?.reason) ?? code
  ];
  const headers = new Headers(response.headers);
  headers.delete("Content-Length");
  const reference = status >= 500 ? { reference: currentRequestId() } : {};
  return Response.json({ title, detail: text, status, code, ...reference }, { status, headers });
}
