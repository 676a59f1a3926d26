import { Form } from "@remix-run/react";
import { formatDecimal } from "#app/carbon/format.ts";
import { Button, offWhile } from "#app/kit/button.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Progress } from "#app/kit/progress.tsx";
import type { RunEstimate } from "./run-estimate.server.ts";
import type { RunStanding } from "./run-standing.server.ts";

/** What the forms of a calculation need to know. */
interface RunPlace {
  /** Page of the inventory, which calculates. */
  action: string;
  /** Set if the reader returns to the overview instead. */
  back?: "overview";
}

/** Starts a calculation of the year. */
export function CalculateForm({
  label,
  isPrimary,
  isOff,
  ...place
}: RunPlace & { label: string; isPrimary: boolean; isOff: boolean }) {
  return (
    <Form method="post" action={place.action}>
      <Back {...place} />
      <Button variant={isPrimary ? "primary" : "secondary"} {...offWhile(isOff)}>
        {label}
      </Button>
    </Form>
  );
}

function Back({ back }: Pick<RunPlace, "back">) {
  return back ? <input type="hidden" name="back" value={back} /> : null;
}

type Standing = Pick<RunStanding, "job" | "isUnauthorised" | "isCancelled" | "isGivenUp" | "estimate" | "isTooMuch">;

/** Whether a calculation waits or is at work. */
export function isAtWork({ job }: Pick<RunStanding, "job">): boolean {
  return job !== null && job.state !== "failed";
}

/** How far a calculation is, or what a large one would take. */
export function RunStandingNote({
  standing,
  mayCancel,
  ...place
}: RunPlace & { standing: Standing; mayCancel: boolean }) {
  const { estimate, isTooMuch } = standing;
  return (
    <>
      {standing.job && <RunProgress {...place} job={standing.job} standing={standing} mayCancel={mayCancel} />}
      {estimate && !isAtWork(standing) && <Estimate estimate={estimate} isTooMuch={isTooMuch} />}
    </>
  );
}

/** What a large run takes, before it is asked for; or that it would not fit. */
function Estimate({ estimate, isTooMuch }: { estimate: RunEstimate; isTooMuch: boolean }) {
  const { inventory: t } = useMessages();
  const locale = useLocale();
  const told = (number: number) => formatDecimal(String(number), { locale });
  const { records, sources, single, memoryMib, limitMib, seconds } = estimate;
  const facts = {
    records: told(records),
    sources: told(sources),
    single: told(single),
    memory: told(memoryMib),
    limit: told(limitMib),
    minutes: told(Math.ceil(seconds / 60)),
  };
  return (
    <p className={`mb-6 max-w-160 text-14 ${isTooMuch ? "text-bad" : "text-muted"}`}>
      {isTooMuch ? t.estimateBeyond(facts) : t.estimate(facts)}
    </p>
  );
}

/** How far a run is, and the way to call it off; or what became of it. */
function RunProgress({
  job,
  standing,
  mayCancel,
  ...place
}: RunPlace & { job: NonNullable<RunStanding["job"]>; standing: Standing; mayCancel: boolean }) {
  const { inventory: t } = useMessages();
  const locale = useLocale();
  if (job.state === "failed") {
    const words = standing.isUnauthorised ? t.runUnauthorised : standing.isGivenUp ? t.runGivenUp : t.runFailed;
    return (
      <p className={`mb-6 max-w-140 text-14 ${standing.isCancelled ? "text-muted" : "text-bad"}`} role="status">
        {standing.isCancelled ? t.runCancelled : words}
      </p>
    );
  }
  const count = (number: number) => formatDecimal(String(number), { locale });
  const isCounted = job.state === "running" && job.totalCount !== null && job.totalCount > 0;
  const words = job.state === "queued" ? t.runQueued : t.running;
  return (
    <div className="mb-6 flex max-w-140 flex-wrap items-end gap-4">
      <div className="min-w-48 flex-1" role="status">
        <Progress
          label={words}
          counts={isCounted ? t.runProgress(count(job.doneCount), count(job.totalCount!)) : words}
          done={job.doneCount}
          of={job.totalCount ?? 1}
        />
      </div>
      {mayCancel && (
        <Form method="post" action={place.action}>
          <Back {...place} />
          <Button variant="secondary" name="intent" value="cancel">
            {t.cancelRun}
          </Button>
        </Form>
      )}
    </div>
  );
}
