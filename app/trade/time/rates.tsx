import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { asTenant } from "#app/access/actor.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { formatDay } from "#app/day/format-day.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { translator } from "#app/i18n/index.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import type { Money } from "#app/money/money.ts";
import { formatMoney, parseMoney } from "#app/money/money-text.ts";
import { BasedOn } from "#app/setting/based-on.tsx";
import { nameSetting, savesSetting } from "#app/setting/setting.ts";
import { getSellerDetail, sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import { keptTimeRate, stateTimeRate } from "./rate.server.ts";
import { newestRate, pairOf, type TimeRate, TimeRateSetting } from "./rate.ts";
import { readRatePeople } from "./rate-people.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.time.rates.title);

const RateActions = defineActions({ state: savesSetting(TimeRateSetting) });

/** For the roles that see money. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "trade.bill", async (tx, { tenantId, may }) => {
    const saved = await keptTimeRate.list(tx, {});
    const rates = saved.map(({ version, authorName, value }) => ({ version, authorName, ...value }));
    const locale = localeOf(request);
    const { rates: t } = translator(locale).time;
    const today = await sellerToday(tx);
    const people = (await readRatePeople(tx)).map(({ userId, name, ratedFrom }) => ({
      value: userId,
      label: name ?? t.former(formatDay(ratedFrom!, locale)),
    }));
    const nameOf = (userId: string | null) =>
      userId === null ? t.everyone : (people.find(({ value }) => value === userId)?.label ?? "");
    const show = (rate: TimeRate & { version: number }) => {
      const { sale, cost } = pairOf(rate);
      const { version, userId, validFrom } = rate;
      return { version, userId, name: nameOf(userId), validFrom, sale: write(sale), cost: write(cost) };
    };
    const current = [null, ...people.map(({ value }) => value)].flatMap((userId) => {
      const rate = newestRate(rates, userId, today);
      // A person whose newest rates are empty has the rates for everyone.
      const isOwn = rate !== null && (userId === null || rate.saleMinor !== null || rate.costMinor !== null);
      return isOwn ? [show(rate)] : [];
    });
    return {
      base: `/tenants/${tenantId}`,
      maySell: may("trade.sell"),
      currency: (await getSellerDetail(tx))?.homeCurrency ?? null,
      today,
      version: saved[0]?.version ?? 0,
      people,
      chosen: new URL(request.url).searchParams.get("person") ?? "",
      isDone: new URL(request.url).searchParams.has("saved"),
      current,
      rates: rates.map((rate) => ({ ...show(rate), authorName: rate.authorName ?? "" })),
    };
  });

const write = (amount: Money | null) => (amount === null ? null : formatMoney(amount));

export const action = tenantAction(RateActions, {
  state: async (tx, { actor, value: { basedOn, person, sale, cost, validFrom } }) => {
    const currency = (await getSellerDetail(tx))?.homeCurrency;
    if (!currency) return refuse({ form: "seller" });
    const isKnown = person === "" || (await readRatePeople(tx)).some(({ userId }) => userId === person);
    if (!isKnown) return refuse({ person: "person" });
    const [saleRead, costRead] = [readRate(sale, currency), readRate(cost, currency)];
    if ("fault" in saleRead) return refuse({ sale: saleRead.fault });
    if ("fault" in costRead) return refuse({ cost: costRead.fault });
    await stateTimeRate(tx, actor, {
      basedOn,
      userId: person || null,
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
          {rates.length === 0 ? (
            <EmptyState title={t.none} reason={t.noneReason} />
          ) : (
            <div className="space-y-10">
              <Current />
              <History />
            </div>
          )}
        </PageColumns>
      )}
    </PageBody>
  );
}

interface ShownRate {
  version: number;
  userId: string | null;
  name: string;
  validFrom: string;
  sale: string | null;
  cost: string | null;
  authorName?: string;
}

/** Who has which rates today. */
function Current() {
  const { current, today } = useLoaderData<typeof loader>();
  const { rates: t } = useMessages().time;
  const locale = useLocale();
  return (
    <Section title={t.current}>
      <p className="mt-3 mb-1 text-14 text-muted">
        {current.length === 0 ? t.noneYet : t.currentAbout(formatDay(today, locale))}
      </p>
      {current.length > 0 && <RateTable caption={t.current} rows={current} />}
    </Section>
  );
}

function History() {
  const { rates } = useLoaderData<typeof loader>();
  const { rates: t } = useMessages().time;
  return (
    <Section title={t.history}>
      <RateTable caption={t.history} rows={rates} />
    </Section>
  );
}

function RateTable({ caption, rows }: { caption: string; rows: ShownRate[] }) {
  const { rates: t } = useMessages().time;
  const locale = useLocale();
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={({ version }) => String(version)}
      columns={[
        {
          key: "person",
          head: t.person,
          isRowHead: true,
          cell: ({ name, validFrom, authorName }) => (
            <>
              {name}
              <span className="block text-12 font-normal text-muted">{t.since(formatDay(validFrom, locale))}</span>
              {authorName && <span className="block text-12 font-normal text-muted">{t.setBy(authorName)}</span>}
            </>
          ),
        },
        ...(["sale", "cost"] as const).map((key) => ({
          key,
          head: t[key],
          isNumeric: true,
          // An empty rate of a person is the rate for everyone.
          cell: ({ userId, [key]: amount }: ShownRate) =>
            amount ?? <span className="text-muted">{userId === null ? t.noRate : t.asEveryone}</span>,
        })),
      ]}
    />
  );
}

function RateForm({ currency }: { currency: string }) {
  const { today, version, people, chosen } = useLoaderData<typeof loader>();
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
        <SelectField
          {...field("person")}
          defaultValue={typed.person ?? chosen}
          label={t.person}
          hint={t.personHint}
          options={[{ value: "", label: t.everyone }, ...people]}
        />
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
