import { Form, Link } from "@remix-run/react";
import type { ProposalEnd } from "#app/access/proposal-state.ts";
import { formatTonnes } from "#app/carbon/format.ts";
import { formatDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import type { Sent } from "#app/encoding/sent.ts";
import { Button } from "#app/kit/button.tsx";
import { Chip, type ChipTone } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { DoneNote } from "#app/kit/done-note.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { TextAreaField } from "#app/kit/field.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { WaitNote } from "#app/kit/wait-note.tsx";
import type { ReportRelease } from "#app/report/report-release.server.ts";
import { type CarriedStatement, IssuePreview, type PublicPreview } from "../issue-preview.tsx";
import { nameLanguages } from "../name-languages.ts";

interface ReleasesPageProps {
  base: string;
  mayIssue: boolean;
  /** From when on the reader may confirm an open one. */
  waits: Record<string, string>;
  needsSecond: boolean;
  done: string | null;
  releases: Sent<ReportRelease>[];
  /** What an open report makes public besides its figures. Null for a reader without the right to issue. */
  public: { confidential: number; preview: PublicPreview; statements: Record<string, CarriedStatement[]> } | null;
  problem: string | null;
  typed: Record<string, string>;
}

const TONES: Record<ProposalEnd, ChipTone> = { confirmed: "good", declined: "bad", taken_back: "neutral" };

/** The proposals to issue a report: who proposed, who confirmed. */
export function ReleasesPage(props: ReleasesPageProps) {
  const { base, needsSecond, done, releases, problem } = props;
  const { release: t, reportPage } = useMessages();
  const notes = t.done as Record<string, string>;
  const problems = t.problem as Record<string, string>;
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ to: `${base}/reports`, label: reportPage.title }]}
        title={t.title}
        about={<span className="block max-w-160">{needsSecond ? t.about : t.notNeeded}</span>}
      />
      {done && notes[done] && <DoneNote>{notes[done]}</DoneNote>}
      <FormErrors errors={problem ? [{ message: problems[problem] ?? problem }] : []} />
      {releases.length === 0 ? (
        <EmptyState title={t.emptyTitle} reason={t.emptyReason} />
      ) : (
        <ul className="max-w-200 divide-y divide-line border-y border-line">
          {releases.map((release) => (
            <Release key={release.id} release={release} {...props} />
          ))}
        </ul>
      )}
    </PageBody>
  );
}

function Release({ release, ...props }: { release: Sent<ReportRelease> } & ReleasesPageProps) {
  const { base, mayIssue, waits, typed, public: open } = props;
  const { release: t, reportPage } = useMessages();
  const locale = useLocale();
  const clock = useClock();
  const { id, end } = release;
  return (
    <li className="py-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-14 font-semibold">
          {t.reportOf(release.period.start.slice(0, 4), nameLanguages(reportPage, release.locales))}
        </h2>
        {end ? <Chip tone={TONES[end.state]}>{t.state[end.state]}</Chip> : <Chip tone="warning">{t.state.open}</Chip>}
      </div>
      <p className="mt-1 text-14">
        <WholeDays>{t.proposedBy(release.proposerName, clock.day(release.proposedAt))}</WholeDays>
      </p>
      <p className="text-14">
        {release.co2eKg && `${formatTonnes(release.co2eKg, { locale, digits: 2 })} t CO₂e · `}
        <Link className="text-link" to={`${base}/reports?run=${release.runId}`}>
          {t.look}
        </Link>
      </p>
      {release.validUntil && (
        <p className="text-12 text-muted">
          <WholeDays>{t.validUntil(formatDay(release.validUntil, locale))}</WholeDays>
        </p>
      )}
      {end && (
        <p className="text-14">
          <WholeDays>{t.endedBy[end.state](end.name, clock.day(end.at))}</WholeDays>
        </p>
      )}
      {end?.note && <p className="mt-1 text-14 break-words text-muted">“{end.note}”</p>}
      {!end && (
        <Form method="post" action={`${base}/reports/releases`} className="mt-3 space-y-3">
          <input type="hidden" name="releaseId" value={id} />
          {release.isOwn ? (
            <>
              <input type="hidden" name="intent" value="take-back" />
              <p className="text-14 text-muted">{t.waitsForAnother}</p>
              <Button variant="secondary">{t.takeBack}</Button>
            </>
          ) : (
            mayIssue && (
              <>
                <TextAreaField
                  id={`note-${id}`}
                  label={t.note}
                  hint={t.noteHint}
                  name="note"
                  rows={2}
                  maxLength={1000}
                  required={false}
                  defaultValue={typed.releaseId === id ? (typed.note ?? "") : ""}
                />
                <WaitNote until={waits[id]} />
                <div className="flex flex-wrap items-start gap-3">
                  {!waits[id] && open && (
                    <ConfirmAction
                      label={t.confirm}
                      lost=""
                      question={reportPage.confirm.question}
                      intent="confirm"
                      isHarmless
                      isWide
                    >
                      <IssuePreview
                        draft={{ ...release, ...open, statements: open.statements[release.runId] ?? [] }}
                        chosen={release.locales}
                      />
                    </ConfirmAction>
                  )}
                  <Button variant="secondary" name="intent" value="decline">
                    {t.decline}
                  </Button>
                </div>
              </>
            )
          )}
        </Form>
      )}
    </li>
  );
}
