import type { LoaderFunctionArgs, MetaFunction, SerializeFrom } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { asTenant } from "#app/access/actor.server.ts";
import { formatShortDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { shownRows } from "#app/http/shown-rows.ts";
import { localName } from "#app/i18n/index.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { ShownNote } from "#app/kit/shown-note.tsx";
import { Table } from "#app/kit/table.tsx";
import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import { ORDER_TONES } from "#app/trade/document/state-tones.ts";
import { listOrders, type OrderRow } from "./order-list.server.ts";
import { waitsOn } from "./order-state.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.order.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "view", async (tx, actor) => {
    const { rows, total } = shownRows(await listOrders(tx), request);
    return { base: `/tenants/${actor.tenantId}`, total, orders: rows.map(toView) };
  });

const toView = ({ id, number, clientName, currency, facts, since, ...sums }: OrderRow) => ({
  id,
  number,
  clientName,
  state: facts.state,
  waits: waitsOn(facts),
  since: since.toISOString(),
  total: formatMoney(money(sums.totalMinor, currency)),
  paid: formatMoney(money(sums.paidMinor, currency)),
  owed: sums.owedMinor > 0n ? formatMoney(money(sums.owedMinor, currency)) : "",
});

/** What was agreed, how far it is, and on whom it waits. */
export default function Orders() {
  const { base, orders, total } = useLoaderData<typeof loader>();
  const { order: t } = useMessages();
  return (
    <PageBody>
      <PageHeader
        title={t.title}
        about={t.about}
        actions={
          orders.length > 0 && (
            <ButtonLink to={`${base}/orders/export.csv`} icon="download" reloadDocument>
              {t.export}
            </ButtonLink>
          )
        }
      />
      {orders.length === 0 ? (
        <EmptyState
          title={t.empty.title}
          reason={t.empty.reason}
          action={<ButtonLink to={`${base}/quotes`}>{t.empty.action}</ButtonLink>}
        />
      ) : (
        <>
          <OrderTable orders={orders} base={base} />
          <ShownNote shown={orders.length} total={total} />
        </>
      )}
    </PageBody>
  );
}

function OrderTable({ orders, base }: Pick<SerializeFrom<typeof loader>, "orders" | "base">) {
  const { order: t } = useMessages();
  const locale = useLocale();
  return (
    <Table
      caption={t.title}
      rows={orders}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "number",
          head: t.number,
          isRowHead: true,
          cell: ({ id, number, clientName }) => (
            <>
              <Link className="text-link whitespace-nowrap tabular-nums" to={`${base}/orders/${id}`}>
                {number}
              </Link>
              <span className="block text-12 text-muted">{localName(clientName, locale)}</span>
            </>
          ),
        },
        {
          key: "stage",
          head: t.stage,
          cell: ({ state, since }) => (
            <>
              <Chip tone={ORDER_TONES[state]}>{t.states[state]}</Chip>
              <span className="mt-0.5 block text-12 text-muted">
                <WholeDays>{formatShortDay(since, locale)}</WholeDays>
              </span>
            </>
          ),
        },
        {
          key: "waiting",
          head: t.waiting,
          cell: ({ waits }) =>
            waits.on === "nobody" ? (
              <span className="text-muted">–</span>
            ) : (
              <>
                {t.on[waits.on]}
                <span className="block text-12 text-muted">{t.waits[waits.for]}</span>
              </>
            ),
        },
        { key: "total", head: t.total, isNumeric: true, cell: ({ total }) => total },
        { key: "paid", head: t.paid, isNumeric: true, isHiddenOnPhone: true, cell: ({ paid }) => paid },
        { key: "owed", head: t.owed, isNumeric: true, isHiddenOnPhone: true, cell: ({ owed }) => owed || "–" },
      ]}
    />
  );
}
