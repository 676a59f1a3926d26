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
import { asVisitorRefusal } from "./visitor.server.ts";

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

/** Statuses for reasons that are more specific than the code. */
const STATUS_OF_REASON: Record<string, number> = { intent_unknown: 400, form_too_large: 413, disk_full: 507 };

/** The data of an error page: a message key, facts, and for unknown errors a reference to the log. */
export interface ErrorBody {
  code: AppErrorCode | "storage_full" | "unknown";
  details?: Record<string, unknown>;
  reference?: string;
  /** With `payment_required`: the fields of the form, so that no input is lost. */
  typed?: Record<string, string>;
  /** With `confirm_identity`: the form to send again. */
  form?: Record<string, string>;
}

/**
 * The only mapping from errors to HTTP. Responses (redirects) pass through. Unknown errors become 500 with the request
 * id.
 */
export function toErrorResponse(thrown: unknown, request: Request): unknown {
  if (thrown instanceof Response || isDataResponse(thrown)) return thrown;
  const error = asPlanRefusal(thrown) ?? asRightWait(thrown) ?? asVisitorRefusal(thrown) ?? asAbsence(thrown) ?? thrown;
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
  // A permission that ended during the request is answered as if it had never existed.
  if (isNoLongerAuthorised(error)) return data({ code: "not_found" } satisfies ErrorBody, { status: 404 });
  log.error("request_failed", error);
  return data({ code: "unknown", reference: currentRequestId() } satisfies ErrorBody, { status: 500 });
}

const EVENTS: Record<string, string> = { too_slow: "statement_timed_out", share_in_use: "share_exhausted" };

/** Logs for the operator which page took too long, or where a workspace exceeded its share. */
export function noteRefusal({ details }: AppError): void {
  const reason = String(details.reason);
  const isPlain = reason.startsWith("visitor_") || reason === "consent_missing";
  if (!(reason in EVENTS) && !isPlain) return;
  const context = currentContext();
  if (context) context.reason = reason;
  if (isPlain) return;
  log.warn(EVENTS[reason]!, { route: currentPace()?.route() });
}

/** The router drops headers of errors in nested pages, so the retry time is added to the answer here. */
export function addRetryAfter(response: Response): Response {
  const seconds = currentContext()?.retryAfterSeconds;
  if (seconds !== undefined && (response.status === 429 || response.status === 503)) {
    response.headers.set("Retry-After", String(seconds));
  }
  return response;
}

/**
 * A plain response with text. An address without a page sends it unchanged, while a page shows it in its error page
 * with the typed values.
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
