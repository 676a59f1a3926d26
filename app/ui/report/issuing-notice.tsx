import { Form } from "@remix-run/react";
import { Button } from "../button.tsx";
import { useMessages } from "../i18n-context.tsx";
import { Progress } from "../progress.tsx";

interface IssuingNoticeProps {
  /** Steps done of three. */
  done: number;
  hasFailed: boolean;
  /** It failed because whoever asked for it may no longer issue. */
  isUnauthorised: boolean;
  /** Why it waits for somebody else's service, as a code; null where it does not. */
  waitsFor: string | null;
  mayRetry: boolean;
}

/** How far the issue of a report is, what it waits for, and what to do where it stopped. */
export function IssuingNotice({ done, hasFailed, isUnauthorised, waitsFor, mayRetry }: IssuingNoticeProps) {
  const { issuing: t } = useMessages().reportLife;
  return (
    <div className="max-w-160">
      <div role="status">
        {!hasFailed && <Progress label={t.title} counts={t.steps} done={done} of={3} />}
        {hasFailed && <p className="text-14 text-bad">{isUnauthorised ? t.unauthorised : t.failed}</p>}
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
