import { Form, Link, useLocation } from "@remix-run/react";
import { useRef } from "react";
import { Button } from "#app/kit/button.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import type { PageWays } from "#app/kit/list-page.ts";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { PageLinks } from "#app/kit/page-links.tsx";
import { AloneNotice, Notice, OutcomeNotice, problemText, ReviewTabs } from "#app/records/review-parts.tsx";
import {
  placeOf,
  type ReviewProblem,
  type ReviewRecordView,
  type ReviewRights,
} from "#app/records/review-record-view.ts";
import type { ReviewAct } from "#app/records/review-state.ts";
import { useLeftOut } from "#app/records/use-left-out.ts";
import { ReviewRecord } from "./review-record.tsx";
import { useNextRecord, useQueueKeys } from "./use-queue.ts";

type State = ReviewRecordView["state"];

export interface ReviewPreview {
  intent: ReviewAct;
  reason: string;
  done: string[];
  leftOut: { recordId: string; code: string; facts: Record<string, string> }[];
  leftCount: number;
  more: number;
  /** If false, there are more than `more`. */
  isCounted: boolean;
}

export interface ReviewQueuePageProps {
  organizationId: string;
  rights: ReviewRights;
  filter: { from: string; to: string; sourceId: string; facilityId: string; state: State | "" };
  page: PageWays;
  total: number;
  /** There are more records than were counted. */
  isMore: boolean;
  sources: { id: string; name: string; facility: string }[];
  facilities: { id: string; name: string }[];
  records: ReviewRecordView[];
  preview: ReviewPreview | null;
  problem: ReviewProblem | null;
}

export function ReviewQueuePage(props: ReviewQueuePageProps) {
  const { organizationId, rights, records, total, problem } = props;
  const messages = useMessages();
  const { review: t } = messages;
  const base = `/organizations/${organizationId}`;
  const { pathname, search } = useLocation();
  const here = `${pathname}${withoutOutcome(search)}`;
  return (
    <PageBody>
      <PageHeader
        title={t.queueTitle}
        about={props.isMore ? t.queueCountMore(String(total)) : t.queueCount(String(total))}
      />
      <ReviewTabs base={base} current="records" />
      <OutcomeNotice />
      {problem && problem.recordId === "" && <Notice tone="bad">{problemText(messages, problem)}</Notice>}
      {props.preview && <Preview preview={props.preview} records={records} base={base} here={here} />}
      {rights.isAlone && <AloneNotice base={base} />}
      <QueueFilter {...props} />
      {records.length === 0 ? (
        <EmptyState title={t.queueEmptyTitle} reason={t.queueEmptyReason} />
      ) : (
        <>
          <BulkForm {...props} here={here} />
          {rights.mayDecide && <p className="mb-3 text-12 text-muted max-md:hidden">{t.queueKeys}</p>}
          <RecordList {...props} base={base} here={here} />
          <PageLinks {...props.page} />
        </>
      )}
    </PageBody>
  );
}

function withoutOutcome(search: string): string {
  const parameters = new URLSearchParams(search);
  for (const name of ["did", "done", "left", "why", "until"]) parameters.delete(name);
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}

const BULK = "bulk";

function RecordList({ records, rights, base, here, problem }: ReviewQueuePageProps & { base: string; here: string }) {
  const { review: t, common } = useMessages();
  const list = useRef<HTMLOListElement>(null);
  const onKeyDown = useQueueKeys(list);
  useNextRecord(list);
  const next = (index: number) => `${here}#${placeOf((records[index + 1] ?? records[index]!).recordId)}`;
  return (
    <ol ref={list} onKeyDown={onKeyDown} className="max-w-240 divide-y divide-line border-y border-line">
      {records.map((record, index) => {
        const name = common.placed([record.source, record.facility, periodOf(record)]);
        return (
          <li
            key={record.recordId}
            id={placeOf(record.recordId)}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the shortcuts act on the record that has the focus
            tabIndex={0}
            aria-label={name}
            className="flex gap-4 py-4 outline-offset-2 focus-visible:bg-sunken"
          >
            <input
              type="checkbox"
              form={BULK}
              name="recordId"
              value={record.recordId}
              aria-label={t.select(name)}
              className="mt-1 size-4 shrink-0 accent-accent"
            />
            <div className="min-w-0 grow">
              <p className="mb-2 text-14">
                <span className="font-semibold">{record.source}</span>{" "}
                <span className="text-muted">{record.facility}</span>
              </p>
              <ReviewRecord
                record={record}
                rights={rights}
                base={base}
                here={here}
                next={next(index)}
                problem={problem}
              />
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** Acts on selected or all matching records, after a preview. */
function BulkForm({ rights, filter, here, problem }: ReviewQueuePageProps & { here: string }) {
  const { review: t } = useMessages();
  if (!rights.mayEdit && !rights.mayDecide) return null;
  const acts: { act: ReviewAct; label: string; isAllowed: boolean }[] = [
    { act: "submit", label: t.submit, isAllowed: rights.mayEdit },
    { act: "approve", label: t.approve, isAllowed: rights.mayDecide },
    { act: "return", label: t.giveBack, isAllowed: rights.mayDecide },
  ];
  return (
    <Form
      id={BULK}
      method="post"
      action={here}
      preventScrollReset
      className="mb-4 flex max-w-240 flex-wrap items-end gap-3 rounded-6 bg-sunken p-3"
    >
      <input type="hidden" name="from" value={filter.from} />
      <input type="hidden" name="to" value={filter.to} />
      <input type="hidden" name="sourceId" value={filter.sourceId} />
      <input type="hidden" name="facilityId" value={filter.facilityId} />
      <input type="hidden" name="state" value={filter.state} />
      <SelectField
        label={t.preview}
        name="scope"
        id="bulk-scope"
        options={[
          { value: "selected", label: t.selected },
          { value: "filter", label: t.allMatching },
        ]}
      />
      {rights.mayDecide && (
        <div className="min-w-48 grow">
          <TextField
            label={t.returnReason}
            name="reason"
            id="bulk-reason"
            required={false}
            maxLength={1000}
            defaultValue={problem?.typed.reason}
          />
        </div>
      )}
      {acts
        .filter(({ isAllowed }) => isAllowed)
        .map(({ act, label }) => (
          <Button key={act} variant="secondary" name="intent" value={`preview-${act}`}>
            {label}…
          </Button>
        ))}
    </Form>
  );
}

const periodOf = ({ period }: ReviewRecordView) => `${period.start} – ${period.end}`;

/** Shows the result of a bulk act before it is confirmed, with each skipped record and its reason. */
function Preview({
  preview,
  records,
  base,
  here,
}: {
  preview: ReviewPreview;
  records: ReviewRecordView[];
  base: string;
  here: string;
}) {
  const { review: t, common } = useMessages();
  const describe = useLeftOut();
  const nameOf = (id: string) => {
    const record = records.find(({ recordId }) => recordId === id);
    return record ? common.placed([record.source, periodOf(record)]) : id;
  };
  return (
    <section aria-label={t.preview} className="mb-6 max-w-240 rounded-6 border border-accent p-4">
      <h2 className="text-16 font-semibold">{t.previewTitle(preview.intent, preview.done.length)}</h2>
      {preview.leftCount > 0 && (
        <>
          <p className="mt-2 text-14">{t.previewLeft(preview.leftCount)}</p>
          <ul className="mt-1 list-disc pl-5 text-14">
            {preview.leftOut.map(({ recordId, code, facts }) => (
              <li key={recordId}>
                {nameOf(recordId)}: <span className="text-muted">{describe(code, facts)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {preview.more > 0 && (
        <p className="mt-2 text-14 text-muted">
          {(preview.isCounted ? t.previewMore : t.previewMoreThan)(String(preview.more))}
        </p>
      )}
      <Form method="post" action={`${base}/activities/review`} className="mt-4 flex gap-3">
        <input type="hidden" name="intent" value={preview.intent} />
        <input type="hidden" name="reason" value={preview.reason} />
        <input type="hidden" name="next" value={here} />
        {preview.done.map((id) => (
          <input key={id} type="hidden" name="recordId" value={id} />
        ))}
        {preview.done.length > 0 && <Button>{t.confirm}</Button>}
        <Link to={here} className="text-link self-center text-14">
          {common.cancel}
        </Link>
      </Form>
    </section>
  );
}

function QueueFilter({ filter, sources, facilities }: ReviewQueuePageProps) {
  const { review: t } = useMessages();
  const all = { value: "", label: t.all };
  return (
    <Form method="get" aria-label={t.filters} className="mb-5 flex flex-wrap items-end gap-3">
      <SelectField
        label={t.state}
        name="state"
        defaultValue={filter.state}
        options={[
          all,
          ...(["submitted", "returned", "draft", "approved"] as const).map((value) => ({
            value,
            label: t.recordState[value],
          })),
        ]}
      />
      <SelectField
        label={t.facility}
        name="facility"
        defaultValue={filter.facilityId}
        options={[all, ...facilities.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <SelectField
        label={t.source}
        name="source"
        defaultValue={filter.sourceId}
        options={[all, ...sources.map(({ id, name, facility }) => ({ value: id, label: `${name} · ${facility}` }))]}
      />
      <TextField label={t.from} name="from" type="month" defaultValue={filter.from} />
      <TextField label={t.to} name="to" type="month" defaultValue={filter.to} />
      <Button variant="secondary">{t.filter}</Button>
    </Form>
  );
}
