import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { asTenant } from "#app/access/actor.server.ts";
import { findStricterUntil } from "#app/access/loosened-rule.server.ts";
import { getTenantZone } from "#app/access/membership.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { omit } from "#app/encoding/omit.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { Button } from "#app/kit/button.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { listCountries } from "#app/kit/country.ts";
import { DoneLine } from "#app/kit/done-note.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { codeOptions, SelectField, TextAreaField, TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { LooserRuleNote } from "#app/kit/looser-rule-note.tsx";
import { NameField } from "#app/kit/name-field.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { CURRENCIES } from "#app/money/currency.ts";
import { money } from "#app/money/money.ts";
import { printAmount } from "#app/money/money-text.ts";
import { BasedOn } from "#app/setting/based-on.tsx";
import { savesSetting } from "#app/setting/setting.ts";
import { sayUnprinted } from "#app/trade/invoice/unprinted-field.ts";
import { listSellerDetails, type SellerDetail, stateSellerDetail } from "./seller-detail.server.ts";
import { FIELD_OF, SellerSetting } from "./seller-form.ts";
import { SellerTabs } from "./seller-tabs.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.seller.title);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "workspace.view", async (tx, { tenantId, may }) => {
    const versions = await listSellerDetails(tx);
    return {
      tenantId,
      countries: listCountries(localeOf(request)),
      values: versions[0] ? toFields(versions[0]) : { ...DEFAULTS, timeZone: await getTenantZone(tx) },
      isStated: versions.length > 0,
      stricterUntil: await findStricterUntil(tx, "seller_detail"),
      history: versions.map(({ version, statedAt, authorName }) => ({
        version,
        authorName: authorName ?? "",
        day: statedAt.toISOString(),
      })),
      mayChange: may("workspace.manage"),
      isSaved: new URL(request.url).searchParams.has("saved"),
    };
  });

const SellerActions = defineActions({ save: { ...savesSetting(SellerSetting), recent: true } });

export const action = tenantAction(SellerActions, {
  save: async (tx, { actor, request, value }) => {
    const stated = await stateSellerDetail(tx, actor, value);
    if (stated.ok) return `/tenants/${actor.tenantId}/seller?saved`;
    return stated.fault === "unprintable"
      ? refuse({ [stated.unprinted.field]: sayUnprinted(stated.unprinted, localeOf(request)) })
      : refuse({ [FIELD_OF[stated.fault]]: stated.fault });
  },
});

type Fields = Record<string, string>;

const DEFAULTS: Fields = {
  fiscalFirstMonth: "1",
  quotePrefix: "Q",
  invoicePrefix: "INV",
  creditNotePrefix: "CN",
  paymentDays: "30",
};

function toFields(seller: Omit<SellerDetail, "version" | "statedAt" | "authorName">): Fields {
  const { confirmAboveMinor: above, fiscalFirstMonth, paymentDays, ...texts } = seller;
  const plain = omit(texts as Partial<SellerDetail>, "version", "statedAt", "authorName");
  return {
    ...(plain as Fields),
    fiscalFirstMonth: String(fiscalFirstMonth),
    paymentDays: String(paymentDays),
    confirmAbove: above === null ? "" : printAmount(money(above, seller.homeCurrency)),
  };
}

export default function SellerPage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { seller: t } = useMessages();
  const clock = useClock();
  return (
    <PageBody>
      <PageHeader title={t.title} about={t.about} />
      <SellerTabs tenantId={page.tenantId} current="details" />
      {page.isSaved && !answer && <DoneLine>{t.saved}</DoneLine>}
      <PageColumns
        aside={
          <Section title={t.history} isAside>
            {page.history.length === 0 ? (
              <p className="text-14 text-muted">{t.noHistory}</p>
            ) : (
              <ul className="space-y-2 text-14">
                {page.history.map(({ version, day, authorName }) => (
                  <li key={version}>
                    <WholeDays>{t.version(version, clock.day(day), authorName)}</WholeDays>
                  </li>
                ))}
              </ul>
            )}
          </Section>
        }
      >
        {!page.isStated && !answer && <EmptyState title={t.emptyTitle} reason={t.emptyReason} />}
        {!page.mayChange && <p className="mb-6 text-14 text-muted">{t.readOnly}</p>}
        <SellerFields key={page.history[0]?.version ?? 0} />
      </PageColumns>
    </PageBody>
  );
}

function SellerFields() {
  const { values, countries, mayChange, stricterUntil, history } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { seller: t } = useMessages();
  const errors = answer?.errors as Fields | undefined;
  const typed: Fields = (answer?.typed as Fields | undefined) ?? values;
  const field = (name: string) => ({
    name,
    label: (t as unknown as Fields)[name],
    defaultValue: typed[name] ?? "",
    error: errors?.[name] ? (t.fault[errors[name]] ?? errors[name]) : undefined,
  });
  return (
    <Form method="post" preventScrollReset>
      <BasedOn setting="seller_detail" version={history[0]?.version ?? 0} />
      <fieldset disabled={!mayChange} className="max-w-160 space-y-10">
        <FormErrors errors={listErrors(errors ?? {}, (fault) => t.fault[fault])} />
        <Section title={t.party}>
          <div className="mt-4 space-y-5">
            <NameField {...field("legalNameEn")} required={false} maxLength={200} hint={t.nameHint} lang="en" />
            <NameField {...field("legalNameZh")} required={false} maxLength={200} lang="zh-Hans" />
            <SelectField
              {...field("country")}
              placeholder={t.chooseCountry}
              options={countries.map(({ code, name }) => ({ value: code, label: name }))}
            />
            <TextField {...field("taxId")} required={false} maxLength={60} hint={t.taxIdHint} />
            <TextField {...field("registrationId")} required={false} maxLength={60} hint={t.registrationHint} />
            <TextAreaField {...field("addressEn")} required={false} maxLength={500} rows={2} lang="en" />
            <TextAreaField {...field("addressZh")} required={false} maxLength={500} rows={2} lang="zh-Hans" />
            <TextField {...field("email")} required={false} type="email" maxLength={254} />
          </div>
        </Section>
        <Section title={t.books}>
          <div className="mt-4 grid grid-cols-2 gap-x-6 gap-y-5 max-md:grid-cols-1">
            <SelectField
              {...field("homeCurrency")}
              placeholder="—"
              hint={t.homeCurrencyHint}
              options={codeOptions(CURRENCIES)}
            />
            <TextField {...field("timeZone")} maxLength={64} hint={t.timeZoneHint} spellCheck={false} />
            <SelectField
              {...field("fiscalFirstMonth")}
              options={Array.from({ length: 12 }, (_, index) => ({ value: `${index + 1}`, label: `${index + 1}` }))}
            />
            <TextField {...field("paymentDays")} inputMode="numeric" maxLength={3} />
          </div>
          <div className="mt-5 grid grid-cols-3 gap-x-6 gap-y-5 max-md:grid-cols-1">
            <TextField {...field("quotePrefix")} maxLength={8} spellCheck={false} />
            <TextField {...field("invoicePrefix")} maxLength={8} spellCheck={false} />
            <TextField {...field("creditNotePrefix")} maxLength={8} spellCheck={false} />
          </div>
          <p className="mt-2 text-12 text-muted">{t.prefixHint}</p>
          <div className="mt-5 space-y-2">
            <TextField
              {...field("confirmAbove")}
              required={false}
              inputMode="decimal"
              maxLength={40}
              hint={t.confirmAboveHint}
            />
            <LooserRuleNote until={stricterUntil} />
          </div>
        </Section>
        <Section title={t.terms}>
          <div className="mt-4 space-y-5">
            <TextAreaField {...field("termsEn")} required={false} maxLength={4000} lang="en" />
            <TextAreaField {...field("termsZh")} required={false} maxLength={4000} lang="zh-Hans" />
          </div>
        </Section>
        {mayChange && <Button>{t.save}</Button>}
      </fieldset>
    </Form>
  );
}
