import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadList } from "#app/access/list-route.server.ts";
import { Chip } from "#app/kit/chip.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { ListBody, ListFile } from "#app/kit/list/list.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { money } from "#app/money/money.ts";
import { formatAmount } from "#app/money/money-text.ts";
import { ledger } from "./ledger.list.server.ts";
import { listBalances } from "./ledger.server.ts";
import { LEDGER_ACCOUNTS } from "./ledger-filter.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.ledger.title);

export const loader = (routed: LoaderFunctionArgs) =>
  loadList(ledger, routed, async (tx) => {
    const balances = await listBalances(tx);
    const currencies = [...new Set(balances.map(({ currency }) => currency))];
    return {
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
    };
  });

export default function Ledger() {
  const { list, currencies } = useLoaderData<typeof loader>();
  const { ledger: t } = useMessages();
  return (
    <PageBody>
      <PageHeader title={list.title} about={list.about} actions={<ListFile list={list} />} />
      <div className="space-y-12">
        {currencies.length > 0 && <Balances />}
        <Section title={t.entries}>
          <div className="mt-4">
            <ListBody list={list} />
          </div>
        </Section>
      </div>
    </PageBody>
  );
}

/** Each currency is shown separately, with a warning if its balances don't add up to zero. */
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
