import { Form, Link, useLocation } from "@remix-run/react";
import { formatShortDay } from "#app/day/format-day.ts";
import { localName } from "#app/i18n/index.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import type { PageWays } from "#app/kit/list-page.ts";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { PageLinks } from "#app/kit/page-links.tsx";
import { Table, type TableColumn } from "#app/kit/table.tsx";
import type { DataRequestRow, DataRequestStateKey } from "./data-request-row.ts";
import { StateChip } from "./state-chip.tsx";

interface DataRequestsPageProps {
  organizationId: string;
  mayEdit: boolean;
  filter: { state: DataRequestStateKey | ""; words: string };
  isEmpty: boolean;
  rows: readonly DataRequestRow[];
  page: PageWays;
}

/** All requests of an organization: whom, what, how far, until when. */
export function DataRequestsPage({ organizationId, mayEdit, filter, isEmpty, rows, page }: DataRequestsPageProps) {
  const { dataRequest: t } = useMessages();
  const { search } = useLocation();
  const base = `/organizations/${organizationId}/data-requests`;
  const makeNew = mayEdit && (
    <ButtonLink to={`${base}/new`} variant="primary" icon="plus">
      {t.new}
    </ButtonLink>
  );
  return (
    <PageBody>
      <PageHeader
        title={t.title}
        about={t.about}
        actions={
          !isEmpty && (
            <>
              <ButtonLink to={`${base}/export.csv${search}`} icon="download" reloadDocument>
                {t.export}
              </ButtonLink>
              {makeNew}
            </>
          )
        }
      />
      {isEmpty ? (
        <EmptyState title={t.emptyTitle} reason={t.emptyReason} action={makeNew} />
      ) : (
        <>
          <FilterForm filter={filter} />
          {rows.length === 0 ? (
            <p className="py-6 text-14 text-muted">{t.emptyFiltered}</p>
          ) : (
            <RequestTable base={base} rows={rows} />
          )}
          <PageLinks {...page} />
        </>
      )}
    </PageBody>
  );
}

function FilterForm({ filter: { state, words } }: Pick<DataRequestsPageProps, "filter">) {
  const { dataRequest: t } = useMessages();
  const states = Object.entries(t.state).map(([value, label]) => ({ value, label }));
  return (
    <Form
      method="get"
      role="search"
      aria-label={t.title}
      key={`${state} ${words}`}
      className="mb-4 flex flex-wrap items-end gap-3"
    >
      <div className="min-w-44 grow md:max-w-72">
        <TextField label={t.search} name="q" type="search" maxLength={200} defaultValue={words} />
      </div>
      <div className="w-44">
        <SelectField label={t.stateLabel} name="state" placeholder={t.anyState} defaultValue={state} options={states} />
      </div>
      <Button variant="secondary">{t.show}</Button>
    </Form>
  );
}

function RequestTable({ base, rows }: { base: string; rows: readonly DataRequestRow[] }) {
  const { dataRequest: t, common } = useMessages();
  const locale = useLocale();
  const columns: TableColumn<DataRequestRow>[] = [
    {
      key: "recipient",
      head: t.recipientHead,
      isRowHead: true,
      cell: ({ id, recipientName, recipientEmail }) => (
        <>
          <Link to={`${base}/${id}`} className="text-link font-medium">
            {recipientName}
          </Link>
          <span className="block text-12 break-all text-muted">{recipientEmail}</span>
        </>
      ),
    },
    {
      key: "asked",
      head: t.askedHead,
      isHiddenOnPhone: true,
      cell: ({ sources, months }) => (
        <>
          {t.askedFor(sources.length, months.length)}
          <span className="block text-12 text-muted">
            {common.listed(sources.map(({ name }) => localName(name, locale)))}
          </span>
        </>
      ),
    },
    { key: "state", head: t.stateLabel, cell: ({ state }) => <StateChip state={state} /> },
    {
      key: "progress",
      head: t.progressHead,
      isNumeric: true,
      cell: ({ answered, asked }) => t.progress(String(answered), String(asked)),
    },
    {
      key: "until",
      head: t.untilHead,
      isHiddenOnPhone: true,
      cell: ({ expiresAt }) => <span className="whitespace-nowrap">{formatShortDay(expiresAt, locale)}</span>,
    },
  ];
  return <Table caption={t.listCaption} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}
