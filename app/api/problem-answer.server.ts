import { asAbsence } from "#app/access/absence.ts";
import { noteRefusal } from "#app/access/error-response.server.ts";
import { asPlanRefusal } from "#app/access/plan-refusal.ts";
import { AppError } from "#app/encoding/errors.ts";
import { type Locale, languageTag, type Messages, translator } from "#app/i18n/index.ts";
import { currentRequestId } from "#app/observe/log/context.server.ts";
import { log } from "#app/observe/log/log.server.ts";
import { faultText } from "#app/records/sheet/fault-text.ts";
import { ApiProblem, PROBLEMS, type ProblemCode, type ProblemPlace } from "./problem.ts";
import { MOST_ERRORS } from "./read-request.server.ts";

/** The response to any error (RFC 9457), with the id of the request. Unexpected errors have no text of their own. */
export function toProblemAnswer(
  error: unknown,
  { publicUrl, locale }: { publicUrl: string; locale: Locale },
): Response {
  const problem = toProblem(error);
  const { code, facts, errors, headers } = problem;
  const messages = translator(locale);
  const words = messages.api.problem[code];
  const body = {
    type: `${publicUrl}/api#${anchorOf(code)}`,
    title: words.title,
    status: PROBLEMS[code],
    detail: words.detail(facts),
    code,
    ...(Object.keys(facts).length > 0 && { facts }),
    ...(errors.length > 0 && {
      errors: errors.slice(0, MOST_ERRORS).map((place) => ({ ...place, detail: describe(messages, place) })),
      errorCount: errors.length,
    }),
    reference: currentRequestId(),
  };
  return new Response(JSON.stringify(body), {
    status: PROBLEMS[code],
    headers: {
      "Content-Type": "application/problem+json",
      "Content-Language": languageTag(locale),
      "Cache-Control": "no-store",
      ...headers,
    },
  });
}

export function anchorOf(code: ProblemCode): string {
  return `problem-${code.replaceAll("_", "-")}`;
}

/** The sentence about one place: from the API's own form, an entry or a report. */
function describe(messages: Messages, { code, facts }: ProblemPlace): string {
  const { fault } = messages.api;
  if (Object.hasOwn(fault, code)) return fault[code as keyof typeof fault](facts);
  const ofInstrument = messages.instrument.fault[facts.reason ?? ""];
  if (code.startsWith("instrument_") && ofInstrument !== undefined) return ofInstrument;
  const { blockers } = messages.reportPage;
  if (Object.hasOwn(blockers, code)) return blockers[code as keyof typeof blockers](facts);
  return faultText(messages, { code, facts });
}

const OF_APP_ERROR = {
  unauthenticated: "key_missing",
  forbidden: "role_missing",
  // Never needed with a key, because it is a secret itself.
  confirm_identity: "role_missing",
  not_found: "not_found",
  invalid: "content_refused",
  conflict: "conflict",
  payment_required: "plan_lapsed",
  rate_limited: "rate_limited",
  unavailable: "unavailable",
} as const satisfies Record<AppError["code"], ProblemCode>;

const OF_REASON: Record<string, ProblemCode> = {
  plan_limit: "plan_limit",
  changed_since: "version_outdated",
  disk_full: "storage_full",
  form_too_large: "content_too_large",
  form_not_utf8: "request_malformed",
  idempotency_key_reused: "idempotency_key_reused",
  request_in_flight: "request_in_flight",
};

function toProblem(thrown: unknown): ApiProblem {
  if (thrown instanceof ApiProblem) return thrown;
  const error = asPlanRefusal(thrown) ?? asAbsence(thrown) ?? thrown;
  if (!(error instanceof AppError)) return unforeseen(error);
  noteRefusal(error);
  const { reason, retryAfterSeconds: seconds, ...rest } = error.details;
  const code = OF_REASON[String(reason)] ?? OF_APP_ERROR[error.code];
  const facts = Object.fromEntries(
    Object.entries({ ...rest, ...(code === OF_APP_ERROR[error.code] && reason !== undefined && { reason }) })
      .filter(([, value]) => typeof value === "string" || typeof value === "number")
      .map(([name, value]) => [name, String(value)]),
  );
  if (typeof seconds !== "number") return new ApiProblem(code, { facts });
  const headers = { "Retry-After": String(seconds) };
  return new ApiProblem(code, { facts: { ...facts, seconds: String(seconds) }, headers });
}

function unforeseen(error: unknown): ApiProblem {
  log.error("request_failed", error);
  return new ApiProblem("unknown");
}
