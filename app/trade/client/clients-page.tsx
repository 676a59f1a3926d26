import { Form, Link } from "@remix-run/react";
import { formatDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { localName } from "#app/i18n/index.ts";
import { languageOf } from "#app/i18n/locale.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { ClientMark } from "#app/kit/client-mark.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { ListPage } from "#app/kit/list/list.tsx";
import type { ListView } from "#app/kit/list/list-view.ts";
import { pickRows } from "#app/kit/list/pick.tsx";
import type { BoardClient } from "./client-board.server.ts";
import type { ListedClient } from "./client-list.server.ts";
import { STAGE_TONES } from "./client-stage.ts";

/** A client with its country and its open amounts as shown. */
export interface ShownClient extends Omit<ListedClient, "balances"> {
  balances: string[];
}

export interface ClientsPageProps {
  tenant: string;
  list: ListView;
  /** In UTC. */
  today: string;
  /** Whether the user can add clients. */
  maySell: boolean;
  /** The clients shown, by row key. */
  clients: Record<string, ShownClient>;
  /** Clients that got a portal link, had one, lack an email address, and lack client details. */
  portal: [number, number, number, number] | null;
  errors: Record<string, string>;
}

const PICK_FORM = "selected-clients";

export function ClientsPage({ tenant, list, today, maySell, clients, portal, errors }: ClientsPageProps) {
  const { clientBoard: t, client } = useMessages();
  const locale = useLocale();
  const gap = languageOf(locale).sentenceGap;
  const nameOf = (key: string) => localName(clients[key]!.name, locale);
  return (
    <ListPage
      list={list}
      actions={
        maySell && (
          <ButtonLink icon="plus" to={`${tenant}/clients/new`}>
            {client.add}
          </ButtonLink>
        )
      }
      pick={
        maySell
          ? pickRows({
              form: PICK_FORM,
              name: "client",
              labels: { all: t.selectAll, row: (key) => t.select(nameOf(key)) },
            })
          : undefined
      }
      below={maySell && list.rows.length > 0 && <Selected tenant={tenant} />}
      cells={{
        client: (key) => <Client client={clients[key]!} tenant={tenant} maySell={maySell} />,
        stage: (key) => <Stage board={clients[key]!.board} />,
        waits: (key) => <Waits board={clients[key]!.board} />,
        order: (key) => <Trade trade={clients[key]!.trade} tenant={tenant} />,
        balance: (key) => <Balances balances={clients[key]!.balances} />,
        next: (key) => <NextDay day={clients[key]!.next} today={today} />,
      }}
    >
      {portal && Object.keys(errors).length === 0 && (
        <DoneLine>{t.portalDone.flatMap((say, at) => (portal[at]! > 0 ? say(portal[at]!) : [])).join(gap)}</DoneLine>
      )}
      <FormErrors errors={listErrors(errors, (fault) => t.fault[fault as keyof typeof t.fault] ?? fault)} />
    </ListPage>
  );
}

/** Acts on the selected clients. The package is chosen on the next page. */
function Selected({ tenant }: { tenant: string }) {
  const { clientBoard: t } = useMessages();
  return (
    <Form
      id={PICK_FORM}
      method="post"
      aria-label={t.selected}
      className="mt-4 flex flex-wrap items-center gap-3 border-t border-rule py-3"
    >
      <p className="text-14 font-medium">{t.selected}</p>
      <Button name="intent" value="send_portal" variant="secondary">
        {t.sendPortal}
      </Button>
      <Button formMethod="get" formAction={`${tenant}/packages/apply`} variant="secondary">
        {t.applyPackage}
      </Button>
      <p className="w-full text-12 text-muted">{t.selectedAbout}</p>
    </Form>
  );
}

function NextDay({ day, today }: { day: string | null; today: string }) {
  const { clientBoard: t } = useMessages();
  const locale = useLocale();
  if (!day) return null;
  return (
    <span className={day < today ? "font-medium text-bad-ink" : ""}>
      <WholeDays>{formatDay(day, locale)}</WholeDays>
      {day < today && <span className="block text-12">{t.overdue}</span>}
    </span>
  );
}

function Stage({ board }: { board: BoardClient | null }) {
  const { clientBoard: t } = useMessages();
  if (!board) return <span className="whitespace-nowrap text-muted">{t.noData}</span>;
  return <Chip tone={STAGE_TONES[board.stage]}>{t.stage[board.stage]}</Chip>;
}

function Balances({ balances }: { balances: string[] }) {
  return (
    <ul>
      {balances.map((amount) => (
        <li key={amount} className="whitespace-nowrap tabular-nums">
          {amount}
        </li>
      ))}
    </ul>
  );
}

function Client({ client, tenant, maySell }: { client: ShownClient; tenant: string; maySell: boolean }) {
  const { clientBoard: t } = useMessages();
  const locale = useLocale();
  const { board, clientId, trade, balances } = client;
  const name = localName(client.name, locale);
  return (
    <span className="flex items-start gap-2.5">
      <ClientMark id={board?.organizationId ?? client.id} name={name} />
      <span className="min-w-0">
        <Link
          className="text-link break-words"
          to={clientId ? `${tenant}/clients/${clientId}` : `/organizations/${client.id}`}
        >
          {name}
        </Link>
        <span className="block text-12 font-normal text-muted">
          <span className="sm:hidden">{t.kind[client.kind]} · </span>
          <WholeDays>
            {[
              client.country,
              board?.period && t.year(board.period.start.slice(0, 4)),
              board?.reportNumber,
              board?.engagedUntil && t.engagedUntil(formatDay(board.engagedUntil, locale)),
            ]
              .filter(Boolean)
              .join(" · ")}
          </WholeDays>
        </span>
        {clientId && board && (
          <Link className="block text-12 font-normal text-link" to={`/organizations/${board.organizationId}`}>
            {t.openData}
          </Link>
        )}
        {maySell && !clientId && (
          <Link className="block text-12 font-normal text-link" to={`${tenant}/clients/new?organization=${client.id}`}>
            {t.addDetails}
          </Link>
        )}
        {board && board.tasks.count + board.requests.count + board.toReview > 0 && (
          <span className="block text-12 font-normal sm:hidden">
            <Waits board={board} />
          </span>
        )}
        {(trade.order ?? trade.quote) && (
          <span className="block text-12 font-normal sm:hidden">
            <Trade trade={trade} tenant={tenant} />
          </span>
        )}
        {balances.length > 0 && (
          <span className="block text-12 font-normal sm:hidden">
            {t.columns.balance}: {balances.join(" · ")}
          </span>
        )}
      </span>
    </span>
  );
}

/** The open order and who must act next, and the validity of an open quote. */
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

function Waits({ board }: { board: BoardClient | null }) {
  const { clientBoard: t } = useMessages();
  if (!board) return null;
  const { organizationId, tasks, requests, toReview } = board;
  const base = `/organizations/${organizationId}`;
  const lines = [
    tasks.count > 0 && { to: `${base}/tasks`, text: t.tasks(tasks.count, tasks.owner ?? "") },
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
