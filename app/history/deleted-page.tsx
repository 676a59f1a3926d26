import { Form, Link, useLocation, useSearchParams } from "@remix-run/react";
import { WholeDays } from "#app/day/whole-days.tsx";
import type { Sent } from "#app/encoding/sent.ts";
import { type EvidenceSource, sourceOptions } from "#app/evidence/evidence-source.ts";
import { Button } from "#app/kit/button.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Table } from "#app/kit/table.tsx";
import type { DeletedRecord } from "#app/records/record-history.server.ts";
import { TrailTabs } from "./trail-tabs.tsx";

type ShownDeletion = Sent<Pick<DeletedRecord, "recordId" | "version" | "reason" | "at">> & {
  name: string;
  quantity: string;
  authorName: string;
};

interface DeletedPageProps {
  organizationId: string;
  mayEdit: boolean;
  maySeeTrail: boolean;
  search: { words: string; sourceId: string };
  sources: EvidenceSource[];
  records: ShownDeletion[];
  older: string | null;
  restored: { recordId: string; name: string } | null;
  fault: string | null;
}

/** Records that are deleted now, with who deleted them, when and why; each can be brought back. */
export function DeletedPage(props: DeletedPageProps) {
  const { organizationId, maySeeTrail, search, sources, records, older, restored, fault } = props;
  const { auditTrail: t, activity, evidence } = useMessages();
  const locale = useLocale();
  const base = `/organizations/${organizationId}`;
  const isNarrowed = search.words !== "" || search.sourceId !== "";
  return (
    <PageBody>
      <PageHeader
        title={t.tabDeleted}
        about={t.deletedAbout}
        crumbs={maySeeTrail ? [] : [{ to: `${base}/activities`, label: activity.title }]}
      />
      {maySeeTrail && <TrailTabs organizationId={organizationId} current="deleted" />}
      {fault && (
        <p role="alert" className="mb-4 text-14 text-bad-ink">
          {fault}
        </p>
      )}
      {restored && !fault && (
        <p role="status" className="mb-4 text-14 text-good-ink">
          <Link to={`${base}/activities/${restored.recordId}/history`} className="text-link">
            {t.wasRestored(restored.name)}
          </Link>
        </p>
      )}
      {(records.length > 0 || isNarrowed) && (
        <Form
          method="get"
          role="search"
          aria-label={t.tabDeleted}
          key={`${search.words} ${search.sourceId}`}
          className="mb-4 flex flex-wrap items-end gap-3"
        >
          <div className="min-w-44 grow md:max-w-64">
            <TextField label={t.words} name="q" type="search" maxLength={200} defaultValue={search.words} />
          </div>
          <div className="w-64 max-w-full">
            <SelectField
              label={evidence.source}
              name="source"
              placeholder={evidence.anySource}
              defaultValue={search.sourceId}
              options={sourceOptions(sources, locale)}
            />
          </div>
          <Button variant="secondary">{t.show}</Button>
        </Form>
      )}
      {records.length > 0 ? (
        <DeletedTable {...props} />
      ) : isNarrowed ? (
        <p className="py-6 text-14 text-muted">{t.deletedEmptyFiltered}</p>
      ) : (
        <EmptyState title={t.deletedEmpty} reason={t.deletedEmptyReason} />
      )}
      <Older cursor={older} />
    </PageBody>
  );
}

function DeletedTable({ organizationId, mayEdit, records }: DeletedPageProps) {
  const { auditTrail: t } = useMessages();
  const clock = useClock();
  const { search } = useLocation();
  const base = `/organizations/${organizationId}`;
  return (
    <Table
      caption={t.tabDeleted}
      rows={records}
      rowKey={({ recordId }) => recordId}
      columns={[
        {
          key: "record",
          head: t.record,
          isRowHead: true,
          cell: ({ recordId, name, quantity }) => (
            <>
              <Link to={`${base}/activities/${recordId}/history`} className="text-link">
                {name}
              </Link>
              <span className="block text-12 text-muted tabular-nums">{quantity}</span>
            </>
          ),
        },
        {
          key: "reason",
          head: t.reason,
          cell: ({ reason, authorName, at }) => (
            <>
              <span className="break-words">{reason}</span>
              <span className="block text-12 text-muted">
                {authorName} ·{" "}
                <time dateTime={at}>
                  <WholeDays>{clock.instant(at)}</WholeDays>
                </time>
              </span>
            </>
          ),
        },
        ...(mayEdit
          ? [
              {
                key: "restore",
                head: <span className="sr-only">{t.restore}</span>,
                cell: ({ recordId, version, name }: ShownDeletion) => (
                  <Form method="post" action={`${base}/activities/deleted${search}`} className="text-right">
                    <input type="hidden" name="recordId" value={recordId} />
                    <input type="hidden" name="version" value={version} />
                    <Button variant="secondary" size="row" aria-label={t.restoreOf(name)}>
                      {t.restore}
                    </Button>
                  </Form>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

function Older({ cursor }: { cursor: string | null }) {
  const { auditTrail: t } = useMessages();
  const [search] = useSearchParams();
  if (cursor === null) return null;
  const next = new URLSearchParams(search);
  next.delete("restored");
  next.set("before", cursor);
  return (
    <p className="mt-4 text-14">
      <Link to={`?${next}`} className="text-link">
        {t.older}
      </Link>
    </p>
  );
}
