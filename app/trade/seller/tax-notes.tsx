import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { asTenant } from "#app/access/actor.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { formatDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { CONTENT_TAG } from "#app/encoding/language.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { localName } from "#app/i18n/locale.ts";
import { Button } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { TextAreaField, TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { BasedOn } from "#app/setting/based-on.tsx";
import { nameSetting, savesSetting } from "#app/setting/setting.ts";
import { sayUnprinted } from "#app/trade/invoice/unprinted-field.ts";
import { getSellerDetail } from "./seller-detail.server.ts";
import { SellerTabs } from "./seller-tabs.tsx";
import { listTaxNotes, stateTaxNote } from "./tax-note.server.ts";
import { TaxNoteSetting } from "./tax-note.ts";
import { OWN_NOTE, rulesOfSeller } from "./tax-rules.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.seller.tax.title);

const TaxActions = defineActions({ state: savesSetting(TaxNoteSetting) });

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "workspace.view", async (tx, { tenantId, may }) => {
    const seller = await getSellerDetail(tx);
    const notes = await listTaxNotes(tx);
    const locale = localeOf(request);
    const rules = seller ? rulesOfSeller(seller.country) : [];
    const own = { id: OWN_NOTE, textEn: "", textLocal: "", localLanguage: "zh", requiredFields: [], validFrom: null };
    return {
      tenantId,
      hasSeller: seller !== null,
      mayChange: may("workspace.manage"),
      isDone: new URL(request.url).searchParams.has("saved"),
      rows: [...rules, { ...own, source: "", reviewedOn: null, confirm: { en: "", zh: "" } }].map((rule) => {
        const note = notes.find(({ ruleId }) => ruleId === rule.id);
        return {
          id: rule.id,
          source: rule.source,
          reviewedOn: rule.reviewedOn,
          validFrom: rule.validFrom,
          requiredFields: [...rule.requiredFields] as string[],
          confirm: localName(rule.confirm, locale),
          version: note?.version ?? 0,
          isOn: note?.isOn ?? false,
          values: {
            textEn: note?.textEn ?? rule.textEn,
            textLocal: note?.textLocal ?? rule.textLocal,
            localLanguage: note?.localLanguage ?? rule.localLanguage,
            confirmedWith: note?.confirmedWith ?? "",
            confirmedOn: note?.confirmedOn ?? "",
          },
        };
      }),
    };
  });

export const action = tenantAction(TaxActions, {
  state: async (tx, { actor, request, value }) => {
    const stated = await stateTaxNote(tx, actor, value);
    if (stated.ok) return `/tenants/${actor.tenantId}/seller/tax-notes?saved`;
    return stated.fault === "unprintable"
      ? refuse({ [stated.unprinted.field]: sayUnprinted(stated.unprinted, localeOf(request)) })
      : refuse({ [stated.fault === "confirmation_missing" ? "confirmedWith" : "textEn"]: stated.fault });
  },
});

export default function TaxNotesPage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { seller } = useMessages();
  const t = seller.tax;
  const errors = (answer?.errors ?? {}) as Record<string, string>;
  const typed = answer?.typed as Record<string, string> | undefined;
  return (
    <PageBody>
      <PageHeader title={seller.title} about={t.about} />
      <SellerTabs tenantId={page.tenantId} current="taxNotes" />
      <div className="max-w-160 space-y-10">
        <p className="rounded-6 bg-warning-tint px-4 py-3 text-14 text-warning-ink">{t.disclaimer}</p>
        {page.isDone && !answer && <DoneLine isStacked>{t.done}</DoneLine>}
        {!page.hasSeller && <p className="text-14 text-muted">{t.needSeller}</p>}
        <FormErrors
          errors={listErrors(
            errors,
            (fault) => t.fault[fault],
            (name) => `${name}-${typed?.ruleId}`,
          )}
        />
        {page.rows.map((row) => (
          <NoteSection
            key={`${row.id}-${row.version}`}
            row={row}
            mayChange={page.mayChange}
            errors={typed?.ruleId === row.id ? errors : {}}
            typed={typed?.ruleId === row.id ? typed : null}
          />
        ))}
      </div>
    </PageBody>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["rows"][number];

function NoteSection(props: {
  row: Row;
  mayChange: boolean;
  errors: Record<string, string>;
  typed: Record<string, string> | null;
}) {
  const { row, mayChange, errors, typed } = props;
  const { seller, common } = useMessages();
  const t = seller.tax;
  const locale = useLocale();
  const values: Record<string, string> = typed ?? row.values;
  const field = (name: string) => ({
    name,
    id: `${name}-${row.id}`,
    label: (t as unknown as Record<string, string>)[name],
    defaultValue: values[name] ?? "",
    error: errors[name] ? (t.fault[errors[name]] ?? errors[name]) : undefined,
  });
  const lang = row.values.localLanguage === "zh" ? CONTENT_TAG.zh : row.values.localLanguage;
  return (
    <Section
      title={t.ruleNames[row.id] ?? row.id}
      aside={<Chip tone={row.isOn ? "good" : "neutral"}>{row.isOn ? t.on : t.off}</Chip>}
    >
      <div className="mt-3 space-y-1 text-14 text-muted">
        {row.id === "own" && <p>{t.own}</p>}
        {row.confirm && <p>{common.labelled(t.confirm, row.confirm)}</p>}
        {row.source && (
          <p>
            <WholeDays>
              {common.labelled(
                t.source,
                row.validFrom ? `${row.source} (${t.since(formatDay(row.validFrom, locale))})` : row.source,
              )}
            </WholeDays>
          </p>
        )}
        {row.source && (
          <p>
            <WholeDays>{row.reviewedOn ? t.lookedAt(formatDay(row.reviewedOn, locale)) : t.notLookedAt}</WholeDays>
          </p>
        )}
        {row.requiredFields.length > 0 && (
          <p>{common.labelled(t.needs, common.listed(row.requiredFields.map((name) => t.fields[name] ?? name)))}</p>
        )}
        {row.isOn && (
          <p className="text-ink">
            <WholeDays>{t.confirmed(row.values.confirmedWith, formatDay(row.values.confirmedOn, locale))}</WholeDays>
          </p>
        )}
      </div>
      {mayChange && (
        <details className="mt-3" open={typed !== null}>
          <summary className="text-14 font-medium text-accent touch:py-2">{row.isOn ? t.change : t.switchOn}</summary>
          <Form method="post" className="mt-3 space-y-4" preventScrollReset>
            <BasedOn setting={nameSetting("tax_note", [row.id])} version={row.version} />
            <input type="hidden" name="ruleId" value={row.id} />
            <input type="hidden" name="localLanguage" value={row.values.localLanguage} />
            <TextAreaField {...field("textEn")} required={false} rows={2} maxLength={1000} lang="en" />
            <TextAreaField {...field("textLocal")} required={false} rows={2} maxLength={1000} lang={lang} />
            <TextField {...field("confirmedWith")} maxLength={300} hint={t.confirmedWithHint} />
            <TextField {...field("confirmedOn")} type="date" className="max-w-48" />
            <div className="flex gap-2">
              <Button name="isOn" value="on">
                {row.isOn ? t.change : t.switchOn}
              </Button>
              {row.isOn && (
                <Button variant="secondary" name="isOn" value="off">
                  {t.switchOff}
                </Button>
              )}
            </div>
          </Form>
        </details>
      )}
    </Section>
  );
}
