import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import type { Messages } from "#app/i18n/index.ts";
import { ButtonLink } from "./button.tsx";
import { type Clock, useClock } from "./clock-context.tsx";
import { ConfirmIdentity } from "./confirm-identity.tsx";
import { useLocale, useMessages } from "./i18n-context.tsx";
import { PlanLink, RefusedForm } from "./plan-refusal.tsx";
import { planRefusalText } from "./plan-refusal-text.ts";
import { PublicLayout } from "./public-layout.tsx";

interface ErrorBody {
  code?: string;
  reference?: string;
  details?: Record<string, unknown>;
  typed?: Record<string, string>;
  form?: Record<string, string>;
}

/** Shows an error in the frame of public pages, for readers without access and for errors of the workspace frame. */
export function ErrorPage() {
  return (
    <PublicLayout>
      <div className="page-column py-16">
        <ErrorMessage />
      </div>
    </PublicLayout>
  );
}

/**
 * What happened, what it affects and what to do, in the reader's language. Includes a reference if only the log has the
 * details.
 */
export function ErrorMessage() {
  const error = useRouteError();
  const t = useMessages();
  const locale = useLocale();
  const clock = useClock();
  const body: ErrorBody = isRouteErrorResponse(error) ? toBody(error.data, error.status) : { code: "unknown" };
  const refusal = planRefusalText(t, locale, body.code === "payment_required" ? body.details : {});
  const words = refusal ?? waitWords(t, clock, body) ?? wordsOf(t.error, body);
  return (
    <>
      <h1 className="text-31 font-semibold">{words.title}</h1>
      <p className="mt-3 max-w-140 text-16 text-muted">{words.text}</p>
      {body.reference && <p className="mt-3 text-14 text-muted">{t.error.reference.title + body.reference}</p>}
      {body.code === "confirm_identity" ? (
        <ConfirmIdentity form={body.form ?? {}} fault={body.details?.fault} />
      ) : (
        <p className="mt-8 flex flex-wrap gap-3">
          {refusal && <PlanLink tenantId={body.details?.tenantId} />}
          {VISITOR.test(String(body.details?.reason)) && (
            <ButtonLink to="/sign-up" variant="primary" reloadDocument>
              {t.visit.signUp}
            </ButtonLink>
          )}
          {body.details?.reason === "consent_missing" && (
            <ButtonLink to="/account/consent" variant="primary">
              {t.consent.asked}
            </ButtonLink>
          )}
          <ButtonLink to="/" variant="secondary">
            {t.error.home.title}
          </ButtonLink>
        </p>
      )}
      {refusal && <RefusedForm typed={body.typed ?? {}} />}
    </>
  );
}

/** Explains that one of two people has had their permission too briefly, and from when they may act. */
function waitWords({ twoPeople: { refused } }: Messages, clock: Clock, { details }: ErrorBody) {
  if (details?.reason !== "right_waits") return null;
  return { title: refused.title, text: refused.text(clock.instant(String(details.from))) };
}

/** Refused to a reader of the sample company, who can get an account. */
const VISITOR = /^visitor_/;

/** Reasons with their own text. Others use the text of their error code. */
const TOLD = [
  "run_too_large",
  "run_over_memory",
  "intent_unknown",
  "form_too_large",
  "form_marks",
  "too_slow",
  "share_in_use",
  "visitor_changes",
  "visitor_reads",
  "consent_missing",
] as const;

function wordsOf(words: Messages["error"], { code, details }: ErrorBody) {
  const reason = TOLD.find((one) => one === details?.reason) ?? code ?? "unknown";
  return words[reason as keyof typeof words] ?? words.unknown;
}

function toBody(data: unknown, status: number): ErrorBody {
  if (typeof data === "object" && data !== null && "code" in data) return data as ErrorBody;
  return { code: status === 404 ? "not_found" : status === 405 ? "method_not_allowed" : "unknown" };
}
