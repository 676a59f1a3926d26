import { Form, Link } from "@remix-run/react";
import { formatDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { localName } from "#app/i18n/index.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { Chip, type ChipTone } from "#app/kit/chip.tsx";
import { ClientMark } from "#app/kit/client-mark.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { ShownNote } from "#app/kit/shown-note.tsx";
import { Table } from "#app/kit/table.tsx";
import type { BoardClient, BoardSearch, ClientStage } from "./board-search.ts";

const STAGES = ["collecting", "review", "calculated", "draft", "issued"] as const;
const TONES: Record<ClientStage, ChipTone> = {
  collecting: "neutral",
  review: "warning",
  calculated: "accent",
  draft: "accent",
  issued: "good",
};

interface ClientsPageProps {
  base: string;
  /** In UTC. */
  today: string;
  /** Whether the reader may enter a client that buys. */
  maySell: boolean;
  search: BoardSearch;
  /** How many there are without the filter. */
  all: number;
  /** How many the filter finds; the first of them are shown. */
  found: number;
  clients: BoardClient[];
}

/** Every client, how far each is and what is due next. */
export function ClientsPage({ base, today, maySell, search, all, found, clients }: ClientsPageProps) {
  const { clientBoard: t, client } = useMessages();
  const query = new URLSearchParams({ q: search.words, stage: search.stage, order: search.order });
  return (
    <PageBody>
      <PageHeader
        title={t.title}
        about={t.about(found, all)}
        actions={
          <>
            {all > 0 && (
              <ButtonLink icon="download" to={`${base}/export.csv?${query}`} reloadDocument>
                {t.exportCsv}
              </ButtonLink>
            )}
            {maySell && all > 0 && (
              <ButtonLink icon="copy" to={base.replace(/clients$/, "packages")}>
                {t.applyPackage}
              </ButtonLink>
            )}
            {maySell && (
              <ButtonLink icon="plus" to={`${base}/new`}>
                {client.add}
              </ButtonLink>
            )}
          </>
        }
      />
      {all === 0 ? (
        <EmptyState title={t.emptyTitle} reason={t.emptyReason} />
      ) : (
        <>
          <Filter search={search} />
          {clients.length === 0 ? (
            <EmptyState title={t.noneTitle} reason={t.noneReason} />
          ) : (
            <>
              <Board base={base} clients={clients} today={today} />
              <ShownNote shown={clients.length} total={found} />
            </>
          )}
        </>
      )}
    </PageBody>
  );
}

function Filter({ search }: { search: BoardSearch }) {
  const { clientBoard: t } = useMessages();
  return (
    <Form method="get" className="mb-6 grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_11rem_11rem_auto]">
      <TextField label={t.search} name="q" type="search" defaultValue={search.words} />
      <SelectField
        label={t.columns.stage}
        name="stage"
        defaultValue={search.stage}
        placeholder={t.everyStage}
        options={STAGES.map((stage) => ({ value: stage, label: t.stage[stage] }))}
      />
      <SelectField
        label={t.order}
        name="order"
        defaultValue={search.order}
        options={(["next", "name", "stage"] as const).map((order) => ({ value: order, label: t.orders[order] }))}
      />
      <Button variant="secondary">{t.show}</Button>
    </Form>
  );
}

function Board({ base, clients, today }: Pick<ClientsPageProps, "base" | "clients" | "today">) {
  const { clientBoard: t } = useMessages();
  const locale = useLocale();
  const tenant = base.replace(/\/clients$/, "");
  return (
    <Table
      caption={t.title}
      rows={clients}
      rowKey={({ organizationId }) => organizationId}
      columns={[
        {
          key: "name",
          head: t.columns.client,
          isRowHead: true,
          cell: (client) => <Client client={client} tenant={tenant} />,
        },
        {
          key: "stage",
          head: t.columns.stage,
          cell: ({ stage }) => <Chip tone={TONES[stage]}>{t.stage[stage]}</Chip>,
        },
        { key: "waits", head: t.columns.waits, isHiddenOnPhone: true, cell: (client) => <Waits client={client} /> },
        {
          key: "order",
          head: t.columns.order,
          isHiddenOnPhone: true,
          cell: ({ trade }) => <Trade trade={trade} tenant={tenant} />,
        },
        {
          key: "next",
          head: t.columns.next,
          cell: ({ next }) =>
            next && (
              <span className={next < today ? "font-medium text-bad-ink" : ""}>
                <WholeDays>{formatDay(next, locale)}</WholeDays>
                {next < today && <span className="block text-12">{t.overdue}</span>}
              </span>
            ),
        },
      ]}
    />
  );
}

function Client({ client, tenant }: { client: BoardClient; tenant: string }) {
  const { clientBoard: t } = useMessages();
  const locale = useLocale();
  const name = localName(client.name, locale);
  return (
    <span className="flex items-start gap-2.5">
      <ClientMark id={client.organizationId} name={name} />
      <span className="min-w-0">
        <Link className="text-link break-words" to={`/organizations/${client.organizationId}`}>
          {name}
        </Link>
        <span className="block text-12 font-normal text-muted">
          <WholeDays>
            {[
              client.period && t.year(client.period.start.slice(0, 4)),
              client.reportNumber,
              client.engagedUntil && t.engagedUntil(formatDay(client.engagedUntil, locale)),
            ]
              .filter(Boolean)
              .join(" · ")}
          </WholeDays>
        </span>
        {client.tasks.count + client.requests.count + client.toReview > 0 && (
          <span className="block text-12 font-normal sm:hidden">
            <Waits client={client} />
          </span>
        )}
        {(client.trade.order ?? client.trade.quote) && (
          <span className="block text-12 font-normal sm:hidden">
            <Trade trade={client.trade} tenant={tenant} />
          </span>
        )}
      </span>
    </span>
  );
}

/** The order under way and on whom it waits, and how long an open quote holds. */
function Trade({ trade: { order, quote }, tenant }: { trade: BoardClient["trade"]; tenant: string }) {
  const { clientBoard: t, order: words } = useMessages();
  const locale = useLocale();
  return (
    <ul>
      {order && (
        <li>
          <Link className="text-link" to={`${tenant}/orders/${order.id}`}>
            {words.states[order.state]}
          </Link>
          {order.waits.on !== "nobody" && (
            <span className="block text-12 text-muted">
              {t.orderWaits(words.on[order.waits.on], words.waits[order.waits.for])}
            </span>
          )}
        </li>
      )}
      {quote && (
        <li>
          <Link className="text-link" to={`${tenant}/quotes/${quote.id}`}>
            <WholeDays>{t.quote(quote.number, formatDay(quote.validUntil, locale))}</WholeDays>
          </Link>
        </li>
      )}
    </ul>
  );
}

function Waits({ client }: { client: BoardClient }) {
  const { clientBoard: t } = useMessages();
  const { organizationId, tasks, requests, toReview } = client;
  const base = `/organizations/${organizationId}`;
  const lines = [
    tasks.count > 0 && { to: `${base}/tasks?view=all`, text: t.tasks(tasks.count, tasks.owner ?? "") },
    requests.count > 0 && { to: `${base}/data-requests`, text: t.requests(requests.count, requests.recipient ?? "") },
    toReview > 0 && { to: `${base}/review`, text: t.toReview(toReview) },
  ].filter((line) => line !== false);
  if (lines.length === 0) return <span className="text-muted">{t.nothing}</span>;
  return (
    <ul>
      {lines.map(({ to, text }) => (
        <li key={to}>
          <Link className="text-link" to={to}>
            {text}
          </Link>
        </li>
      ))}
    </ul>
  );
}
