import { Form } from "@remix-run/react";
import { Button } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Progress } from "#app/kit/progress.tsx";

interface IssuingNoticeProps {
  /** Steps done of three. */
  done: number;
  /** Why it was stopped, as a code; null where it was not. */
  stoppedFor: string | null;
  /** Code of the external service that it waits for; null if none. */
  waitsFor: string | null;
  mayRetry: boolean;
}

/** How far the issue of a report is, what it waits for, and what to do where it stopped. */
export function IssuingNotice({ done, stoppedFor, waitsFor, mayRetry }: IssuingNoticeProps) {
  const { issuing: t } = useMessages().reportLife;
  const hasFailed = stoppedFor !== null;
  return (
    <div className="max-w-160">
      <div role="status">
        {!hasFailed && <Progress label={t.title} counts={t.steps} done={done} of={3} />}
        {stoppedFor !== null && <p className="text-14 text-bad">{sayStop(t, stoppedFor)}</p>}
        {waitsFor !== null && (
          <p className="mt-3 text-14">{t.waits((t.waitsFor as Record<string, string>)[waitsFor] ?? t.waitsForSeal)}</p>
        )}
      </div>
      {hasFailed && mayRetry && (
        <Form method="post" className="mt-4">
          <Button name="intent" value="retry">
            {t.retry}
          </Button>
        </Form>
      )}
      {!hasFailed && waitsFor === null && <p className="mt-3 text-14 text-muted">{t.about}</p>}
    </div>
  );
}

/** A lost permission, an ended plan, an unprintable character, a stopped print; anything else is our own error. */
function sayStop(t: ReturnType<typeof useMessages>["reportLife"]["issuing"], code: string): string {
  if (code === "no_longer_authorised" || code === "plan_lapsed") return t[code];
  const [cause = "", detail = ""] = code.split(" ");
  const say = Object.hasOwn(t.failedFor, cause) ? t.failedFor[cause as keyof typeof t.failedFor] : undefined;
  return say ? `${say(detail)}${t.kept}` : t.failed;
}
