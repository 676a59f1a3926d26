import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { asTenant } from "#app/access/actor.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { formatDay } from "#app/day/format-day.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { money } from "#app/money/money.ts";
import { formatMoney, parseMoney } from "#app/money/money-text.ts";
import { BasedOn } from "#app/setting/based-on.tsx";
import { nameSetting, savesSetting } from "#app/setting/setting.ts";
import { getSellerDetail, sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import { keptTimeRate, stateTimeRate } from "./rate.server.ts";
import { TimeRateSetting } from "./rate.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.time.rates.title);

const RateActions = defineActions({ state: savesSetting(TimeRateSetting) });

/** For the roles that see money. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "trade.bill", async (tx, { tenantId, may }) => {
    const rates = await keptTimeRate.list(tx, {});
    return {
      base: `/tenants/${tenantId}`,
      maySell: may("trade.sell"),
      currency: (await getSellerDetail(tx))?.homeCurrency ?? null,
      today: await sellerToday(tx),
      version: rates[0]?.version ?? 0,
      isDone: new URL(request.url).searchParams.has("saved"),
      rates: rates.map(({ version, authorName, value: { currency, validFrom, saleMinor, costMinor } }) => ({
        version,
        authorName: authorName ?? "",
        validFrom,
        sale: saleMinor === null ? null : formatMoney(money(saleMinor, currency)),
        cost: costMinor === null ? null : formatMoney(money(costMinor, currency)),
      })),
    };
  });

export const action = tenantAction(RateActions, {
  state: async (tx, { actor, value: { basedOn, sale, cost, validFrom } }) => {
    const currency = (await getSellerDetail(tx))?.homeCurrency;
    if (!currency) return refuse({ form: "seller" });
    const [saleRead, costRead] = [readRate(sale, currency), readRate(cost, currency)];
    if ("fault" in saleRead) return refuse({ sale: saleRead.fault });
    if ("fault" in costRead) return refuse({ cost: costRead.fault });
    await stateTimeRate(tx, actor, {
      basedOn,
      currency,
      validFrom,
      saleMinor: saleRead.minor,
      costMinor: costRead.minor,
    });
    return `/tenants/${actor.tenantId}/time/rates?saved`;
  },
});

/** An empty field is no rate, which is not a rate of zero. */
function readRate(typed: string, currency: string): { minor: bigint | null } | { fault: string } {
  if (typed.trim() === "") return { minor: null };
  const read = parseMoney(typed, currency);
  if (!read.ok) return { fault: read.fault };
  return read.money.minor < 0n ? { fault: "negative" } : { minor: read.money.minor };
}

export default function TimeRates() {
  const { base, maySell, currency, rates, isDone } = useLoaderData<typeof loader>();
  const { time } = useMessages();
  const t = time.rates;
  return (
    <PageBody>
      <PageHeader
        title={t.title}
        about={t.about}
        {...(maySell && { crumbs: [{ to: `${base}/time`, label: time.title }] })}
      />
      {isDone && <DoneLine isStacked>{time.saved}</DoneLine>}
      {currency === null ? (
        <EmptyState
          title={t.noSeller}
          reason={t.noSellerReason}
          action={<ButtonLink to={`${base}/seller`}>{t.toSeller}</ButtonLink>}
        />
      ) : (
        <PageColumns aside={<RateForm currency={currency} />}>
          {rates.length === 0 ? <EmptyState title={t.none} reason={t.noneReason} /> : <History />}
        </PageColumns>
      )}
    </PageBody>
  );
}

function History() {
  const { rates } = useLoaderData<typeof loader>();
  const { time } = useMessages();
  const t = time.rates;
  const locale = useLocale();
  const write = (amount: string | null) => amount ?? <span className="text-muted">{t.noRate}</span>;
  return (
    <Section title={t.history}>
      <Table
        caption={t.history}
        rows={rates}
        rowKey={({ version }) => String(version)}
        columns={[
          {
            key: "from",
            head: t.validFrom,
            isRowHead: true,
            cell: ({ validFrom, authorName }) => (
              <>
                {formatDay(validFrom, locale)}
                <span className="block text-12 font-normal text-muted">{authorName}</span>
              </>
            ),
          },
          { key: "sale", head: t.sale, isNumeric: true, cell: ({ sale }) => write(sale) },
          { key: "cost", head: t.cost, isNumeric: true, cell: ({ cost }) => write(cost) },
        ]}
      />
    </Section>
  );
}

function RateForm({ currency }: { currency: string }) {
  const { today, version } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { time } = useMessages();
  const t = time.rates;
  const errors = (answer?.errors ?? {}) as Record<string, string>;
  const typed = (answer?.typed ?? {}) as Record<string, string>;
  const words = t.faults as Record<string, string>;
  const field = (name: string) => ({
    name,
    defaultValue: typed[name] ?? "",
    error: errors[name] ? words[errors[name]] : undefined,
  });
  return (
    <Section title={t.add} isAside id="rate">
      <FormErrors errors={listErrors(errors, (fault) => words[fault])} />
      <Form method="post" noValidate className="mt-3 space-y-4" key={version}>
        <BasedOn setting={nameSetting("time_rate")} version={version} />
        <TextField {...field("sale")} label={t.saleIn(currency)} inputMode="decimal" required={false} />
        <TextField
          {...field("cost")}
          label={t.costIn(currency)}
          hint={t.emptyHint}
          inputMode="decimal"
          required={false}
        />
        <TextField {...field("validFrom")} label={t.validFrom} type="date" defaultValue={typed.validFrom ?? today} />
        <Button name="intent" value="state">
          {t.save}
        </Button>
      </Form>
    </Section>
  );
}
