import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData, useLocation } from "@remix-run/react";
import { asTenant } from "#app/access/actor.server.ts";
import { formatShortDay } from "#app/day/format-day.ts";
import { Button } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { buttonClasses } from "#app/kit/plain-button.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { money } from "#app/money/money.ts";
import { formatAmount } from "#app/money/money-text.ts";
import { listBalances, listLedger } from "./ledger.server.ts";
import { LEDGER_ACCOUNTS, readLedgerFilter } from "./ledger-filter.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.ledger.title);

const SHOWN = 500;

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "view", async (tx, { tenantId }) => {
    const filter = readLedgerFilter(new URL(request.url).searchParams);
    const balances = await listBalances(tx);
    const currencies = [...new Set(balances.map(({ currency }) => currency))];
    return {
      tenantId,
      filter,
      currencies: currencies.map((currency) => {
        const rows = balances
          .filter((one) => one.currency === currency)
          .sort((a, b) => LEDGER_ACCOUNTS.indexOf(a.account) - LEDGER_ACCOUNTS.indexOf(b.account));
        const sum = rows.reduce((total, { balance }) => total + balance.minor, 0n);
        return {
          currency,
          isBalanced: sum === 0n,
          sum: formatAmount(money(sum, currency)),
          rows: rows.map(({ account, balance }) => ({ account, balance: formatAmount(balance) })),
        };
      }),
      entries: (await listLedger(tx, { ...filter, limit: SHOWN })).map((row) => ({
        key: `${row.transactionId} ${row.position}`,
        isFirst: row.position === 1,
        kind: row.kind,
        occurredOn: row.occurredOn,
        account: row.account,
        currency: row.debit.currency,
        debit: row.debit.minor === 0n ? "" : formatAmount(row.debit),
        credit: row.credit.minor === 0n ? "" : formatAmount(row.credit),
      })),
    };
  });

export default function Ledger() {
  const { tenantId, currencies, entries } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  const { ledger: t } = useMessages();
  return (
    <PageBody>
      <PageHeader
        title={t.title}
        about={t.about}
        actions={
          currencies.length > 0 && (
            <a
              href={`/tenants/${tenantId}/ledger/export.csv${search}`}
              className={buttonClasses({ variant: "secondary" })}
              download
            >
              {t.csv}
            </a>
          )
        }
      />
      {currencies.length === 0 ? (
        <EmptyState title={t.emptyTitle} reason={t.emptyReason} />
      ) : (
        <div className="space-y-12">
          <Balances />
          <Section title={t.entries}>
            <Filter />
            {entries.length === 0 ? <p className="text-14 text-muted">{t.emptyFilter}</p> : <Entries />}
          </Section>
        </div>
      )}
    </PageBody>
  );
}

/** Each currency apart; its accounts add up to nothing, or the page says that they don't. */
function Balances() {
  const { currencies } = useLoaderData<typeof loader>();
  const { ledger: t, common } = useMessages();
  return (
    <Section title={t.balances}>
      <p className="mt-3 mb-4 text-14 text-muted">{t.balanceHint}</p>
      <div className="grid grid-cols-2 gap-x-14 gap-y-8 max-wide:grid-cols-1">
        {currencies.map(({ currency, rows, sum, isBalanced }) => (
          <div key={currency} className="min-w-0">
            <div className="mb-2 flex items-center justify-between gap-3">
              <h3 className="text-14 font-semibold">{currency}</h3>
              <Chip tone={isBalanced ? "good" : "bad"}>{isBalanced ? t.balanced : t.outOfBalance}</Chip>
            </div>
            <Table
              caption={common.placed([t.balances, currency])}
              rows={rows}
              rowKey={({ account }) => account}
              columns={[
                { key: "account", head: t.account, isRowHead: true, cell: (row) => t.accounts[row.account] },
                { key: "balance", head: currency, isNumeric: true, cell: (row) => row.balance },
              ]}
              total={{ account: t.sum(currency), balance: sum }}
            />
          </div>
        ))}
      </div>
    </Section>
  );
}

function Filter() {
  const { filter } = useLoaderData<typeof loader>();
  const { ledger: t } = useMessages();
  const accounts = LEDGER_ACCOUNTS.map((account) => ({ value: account, label: t.accounts[account] }));
  return (
    <Form method="get" className="mt-4 mb-5 flex flex-wrap items-end gap-4">
      <TextField label={t.from} name="from" type="date" defaultValue={filter.from ?? ""} />
      <TextField label={t.to} name="to" type="date" defaultValue={filter.to ?? ""} />
      <SelectField
        label={t.account}
        name="account"
        placeholder={t.allAccounts}
        options={accounts}
        defaultValue={filter.account ?? ""}
      />
      <Button variant="secondary">{t.show}</Button>
    </Form>
  );
}

function Entries() {
  const { entries } = useLoaderData<typeof loader>();
  const { ledger: t } = useMessages();
  const locale = useLocale();
  return (
    <Table
      caption={t.entries}
      rows={entries}
      rowKey={({ key }) => key}
      columns={[
        {
          key: "day",
          head: t.day,
          cell: (row) => (
            <span className={`whitespace-nowrap ${row.isFirst ? "" : "sr-only"}`}>
              {formatShortDay(row.occurredOn, locale)}
            </span>
          ),
        },
        {
          key: "kind",
          head: t.kindHead,
          isHiddenOnPhone: true,
          cell: (row) => <span className={row.isFirst ? "" : "sr-only"}>{t.kinds[row.kind] ?? row.kind}</span>,
        },
        {
          key: "account",
          head: t.account,
          isRowHead: true,
          cell: (row) => (
            <>
              {t.accounts[row.account]}
              <span className="block text-12 font-normal text-muted md:hidden">{row.currency}</span>
            </>
          ),
        },
        { key: "currency", head: t.currency, isMuted: true, isHiddenOnPhone: true, cell: (row) => row.currency },
        { key: "debit", head: t.debit, isNumeric: true, cell: (row) => row.debit },
        { key: "credit", head: t.credit, isNumeric: true, cell: (row) => row.credit },
      ]}
    />
  );
}
