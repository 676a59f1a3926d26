import { Form, Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { WholeDays } from "#app/day/whole-days.tsx";
import { Button } from "#app/kit/button.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Progress } from "#app/kit/progress.tsx";
import { Steps } from "#app/kit/steps.tsx";
import { usePolling } from "#app/kit/use-polling.ts";
import { CheckStep } from "./check-step.tsx";
import { DoneStep } from "./done-step.tsx";
import { sizeText } from "./import-lists.tsx";
import type { ImportPageData } from "./import-load.server.ts";
import { IMPORT } from "./import-state.ts";
import type { ImportHead, ImportStep, Told } from "./import-view.ts";
import { failureText } from "./import-words.ts";
import { MappingForm } from "./mapping-form.tsx";
import { Notice } from "./notice.tsx";
import { PreviewStep } from "./preview-step.tsx";

export interface ImportStepsProps extends ImportPageData {
  organizationId: string;
  undone: { count: number; kept: number };
  problem: Told | null;
}

const STEP_NUMBERS: Record<ImportStep, number> = { map: 1, check: 2, preview: 3, done: 4 };

/** One import from mapping to result. Each step has its own address. */
export function ImportStepsPage(props: ImportStepsProps) {
  const { organizationId, head, step, job, problem } = props;
  const messages = useMessages();
  const { activityImport: t } = messages;
  const clock = useClock();
  const base = `/organizations/${organizationId}`;
  const told = problem ?? head.failure;
  return (
    <PageBody>
      <PageHeader
        title={t.titleOf(head.fileName)}
        about={
          <>
            <WholeDays>{[head.by || t.formerMember, clock.instant(head.at)].join(" · ")}</WholeDays> · {t.sha}{" "}
            <code title={head.sha256}>{`${head.sha256.slice(0, 8)}…${head.sha256.slice(-8)}`}</code>
            {head.hasOriginal && (
              <>
                {" · "}
                <a href={`${base}/activities/imports/${head.id}/original`} className="text-link" download>
                  {t.original}
                </a>
              </>
            )}
          </>
        }
        crumbs={[{ to: `${base}/activities/import`, label: t.title }]}
        actions={IMPORT.may("map", head.state) ? <RemoveDraft head={head} /> : undefined}
      />
      <Steps labels={t.steps} current={STEP_NUMBERS[step]} />
      <div className="mt-8 space-y-10">
        {told && <Notice isWarning>{failureText(messages, told)}</Notice>}
        {job ? <Working {...props} job={job} /> : <Step {...props} base={base} />}
      </div>
    </PageBody>
  );
}

function Step({ base, ...props }: ImportStepsProps & { base: string }): ReactNode {
  const { head, mapping, check, done, step } = props;
  if (mapping) return <MappingForm key={mapping.sheet} head={head} mapping={mapping} />;
  if (check && step === "preview") return <PreviewStep base={base} head={head} check={check} />;
  if (check) return <CheckStep base={base} head={head} check={check} />;
  if (done)
    return <DoneStep base={base} head={head} done={done} inventoryId={props.inventoryId} undone={props.undone} />;
  return null;
}

/** A running job with progress and a cancel button. Refreshes automatically. */
function Working({ head, job }: ImportStepsProps & { job: { done: number; total: number } }) {
  const { activityImport: t } = useMessages();
  const locale = useLocale();
  usePolling(true);
  const { add, change, skip, person } = head.counts;
  const count = (value: number) => value.toLocaleString(locale);
  const isChecking = head.state === "checking";
  return (
    <div className="max-w-3xl space-y-4" aria-live="polite">
      {isChecking ? (
        <Progress
          label={t.checking}
          done={job.done}
          of={job.total}
          counts={t.checkingCounts(
            count(add + change + skip + person),
            sizeText(job.done, locale),
            sizeText(job.total, locale),
          )}
        />
      ) : (
        <Progress label={t.importing} done={0} of={1} counts={t.importingAbout(count(add + change))} />
      )}
      <p className="text-12 text-muted">{t.leaveAnyTime}</p>
      <div className="flex flex-wrap items-center gap-4">
        {isChecking && head.mayEdit && (
          <Form method="post">
            <Button variant="secondary" name="intent" value="cancel">
              {t.cancel}
            </Button>
          </Form>
        )}
        <noscript>
          <Link to="." className="text-link text-14">
            {t.look}
          </Link>
        </noscript>
      </div>
    </div>
  );
}

function RemoveDraft({ head }: { head: ImportHead }) {
  const { activityImport: t } = useMessages();
  if (!head.mayEdit) return null;
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="remove" />
      <ConfirmAction label={t.remove} lost={head.fileName} question={t.removeQuestion(head.fileName)} />
    </Form>
  );
}
