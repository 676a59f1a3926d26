import { data } from "@remix-run/node";
import { currentPace } from "#app/database/pace.server.ts";
import { AppError, type AppErrorCode } from "#app/encoding/errors.ts";
import { formToRepeat, typedIn } from "#app/http/form.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { translator } from "#app/i18n/index.ts";
import { planRefusalText } from "#app/kit/plan-refusal-text.ts";
import { currentContext, currentRequestId } from "#app/observe/log/context.server.ts";
import { log } from "#app/observe/log/log.server.ts";
import { asAbsence } from "./absence.ts";
import { asPlanRefusal } from "./plan-refusal.ts";
import { isNoLongerAuthorised } from "./standing.server.ts";
import { asRightWait } from "./two-people.server.ts";

const STATUS: Record<AppErrorCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  confirm_identity: 403,
  not_found: 404,
  invalid: 422,
  conflict: 409,
  payment_required: 402,
  rate_limited: 429,
  unavailable: 503,
};

/** Where the reason says more than the code. */
const STATUS_OF_REASON: Record<string, number> = { intent_unknown: 400, form_too_large: 413, disk_full: 507 };

/** What an error page gets: a message key, facts, and for unknown errors a reference to the log. */
export interface ErrorBody {
  code: AppErrorCode | "storage_full" | "unknown";
  details?: Record<string, unknown>;
  reference?: string;
  /** With `payment_required`: what a form held, so that it is not lost. */
  typed?: Record<string, string>;
  /** With `confirm_identity`: the form to send again. */
  form?: Record<string, string>;
}

/** The only map from errors to HTTP. Responses (redirects) pass; unknown errors become 500 with the id of the request. */
export function toErrorResponse(thrown: unknown, request: Request): unknown {
  if (thrown instanceof Response || isDataResponse(thrown)) return thrown;
  const error = asPlanRefusal(thrown) ?? asRightWait(thrown) ?? asAbsence(thrown) ?? thrown;
  if (error instanceof AppError) {
    const retryAfter = error.details.retryAfterSeconds;
    noteRefusal(error);
    const context = currentContext();
    if (context && typeof retryAfter === "number") context.retryAfterSeconds = retryAfter;
    if (error.code === "payment_required") return paymentRequired(error, request);
    const isFull = error.details.reason === "disk_full";
    const body: ErrorBody = { code: isFull ? "storage_full" : error.code, details: { ...error.details } };
    if (error.code === "confirm_identity") body.form = formToRepeat(request);
    return data(body, {
      status: STATUS_OF_REASON[String(error.details.reason)] ?? STATUS[error.code],
      ...(typeof retryAfter === "number" ? { headers: { "Retry-After": String(retryAfter) } } : {}),
    });
  }
  // A right that ended while the request was under way is answered as if it had never been.
  if (isNoLongerAuthorised(error)) return data({ code: "not_found" } satisfies ErrorBody, { status: 404 });
  log.error("request_failed", error);
  return data({ code: "unknown", reference: currentRequestId() } satisfies ErrorBody, { status: 500 });
}

const EVENTS: Record<string, string> = { too_slow: "statement_timed_out", share_in_use: "share_exhausted" };

/** Tells the operator which page took too long, or where a workspace asked for more than its share. */
export function noteRefusal({ details }: AppError): void {
  const reason = String(details.reason);
  if (!(reason in EVENTS)) return;
  const context = currentContext();
  if (context) context.reason = reason;
  log.warn(EVENTS[reason]!, { route: currentPace()?.route() });
}

/** The router takes no header from the error of a page within another: when to come again is added to the answer here. */
export function addRetryAfter(response: Response): Response {
  const seconds = currentContext()?.retryAfterSeconds;
  if (seconds !== undefined && (response.status === 429 || response.status === 503)) {
    response.headers.set("Retry-After", String(seconds));
  }
  return response;
}

/**
 * A plain response, with words: an address without a page of its own sends it as it is, a page reads it into its error
 * page with what had been typed.
 */
function paymentRequired({ code, details }: AppError, request: Request): Response {
  const locale = localeOf(request);
  const words = planRefusalText(translator(locale), locale, details);
  const typed = typedIn(request);
  const body: ErrorBody & { message?: string } = {
    code,
    details: { ...details },
    ...(words && { message: `${words.title}. ${words.text}` }),
    ...(Object.keys(typed).length > 0 && { typed }),
  };
  return Response.json(body, { status: STATUS[code] });
}

function isDataResponse(error: unknown): boolean {
  return typeof error === "object" && error !== null && "type" in error && error.type === "DataWithResponseInit";
}
