import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { type ChangeEvent, useState } from "react";
import { asOrganization, inTenant } from "#app/access/actor.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { Button } from "#app/kit/button.tsx";
import { TextField } from "#app/kit/field.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { NameField } from "#app/kit/name-field.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageColumns } from "#app/kit/page-columns.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { SettingsTabs } from "#app/kit/settings-tabs.tsx";
import { useEarlyValue } from "#app/kit/use-early-value.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import { BasedOn } from "#app/setting/based-on.tsx";
import { nameSetting, savesSetting } from "#app/setting/setting.ts";
import { getBrand, listBrands, stateBrand } from "./brand.server.ts";
import { readBrandForm } from "./brand-form.server.ts";
import { BrandHistory } from "./brand-history.tsx";
import { BrandPreview } from "./brand-preview.tsx";
import { BrandSetting } from "./brand-setting.ts";
import { LogoField } from "./logo-field.tsx";
import { type FormFault, useBrandFault } from "./use-brand-fault.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.brand.title);

const BrandActions = defineActions({ state: { ...savesSetting(BrandSetting), body: "own" } });

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => ({
    organizationId: actor.organizationId,
    brand: await getBrand(tx, actor.organizationId),
    earlier: (await listBrands(tx, actor.organizationId)).slice(1),
    ownName: (await getOrganization(tx, actor.organizationId)).name,
    mayChange: offers(BrandActions, actor).state,
    isSaved: new URL(request.url).searchParams.has("saved"),
  }));

export const action = organizationAction(BrandActions, {
  state: {
    outside: async ({ actor, request, typed }) => {
      const form = await readBrandForm(request);
      Object.assign(typed, form.typed);
      const stated = form.ok ? await inTenant(actor, (tx) => stateBrand(tx, actor, form.statement)) : form;
      if (!stated.ok) return data({ fault: stated.fault, typed: form.typed }, { status: 422 });
      return `/organizations/${actor.organizationId}/brand?saved`;
    },
  },
});

export default function BrandPage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { brand: t } = useMessages();
  return (
    <PageBody>
      <PageHeader title={t.title} about={t.about} />
      <SettingsTabs organizationId={page.organizationId} current="brand" mayChange={page.mayChange} />
      {page.isSaved && !answer && (
        <p role="status" className="mb-6 text-14 text-good-ink">
          {t.saved}
        </p>
      )}
      <BrandForm key={page.brand.version} />
    </PageBody>
  );
}

function BrandForm() {
  const { organizationId, brand, earlier, ownName, mayChange } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { brand: t } = useMessages();
  const [accent, setAccent] = useState(answer?.typed.accent ?? brand.accent);
  const [name, setName] = useState(answer?.typed.nameEn ?? brand.name.en);
  const [chosen, setChosen] = useState<string | null>(null);
  useEarlyValue("accent", accent, setAccent);
  useEarlyValue("nameEn", name, setName);
  const fault = answer && "fault" in answer ? (answer.fault as FormFault) : undefined;
  const sentence = useBrandFault(fault);
  const of = (field: string) => (fault?.field === field ? sentence : undefined);
  const readPicture = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    const reader = new FileReader();
    reader.onload = () => setChosen(reader.result as string);
    if (file) reader.readAsDataURL(file);
    else setChosen(null);
  };
  const stored = brand.logo ? `/organizations/${organizationId}/brand/logo` : null;
  return (
    <PageColumns
      isPanel
      aside={
        <>
          <Section title={t.preview} isAside>
            <div className="mt-4">
              <BrandPreview
                accent={accent.trim().toUpperCase()}
                name={name.trim() || ownName.en}
                logo={chosen ?? stored}
                onShade={setAccent}
              />
            </div>
          </Section>
          <BrandHistory earlier={earlier} />
        </>
      }
    >
      <p className="mb-6 max-w-160 text-14 text-muted">{t.intro}</p>
      {!mayChange && <p className="mb-6 text-14 text-muted">{t.readOnly}</p>}
      <Form method="post" encType="multipart/form-data" preventScrollReset>
        <BasedOn setting={nameSetting("brand", [organizationId])} version={brand.version} />
        <fieldset disabled={!mayChange} className="space-y-8">
          <FormErrors
            errors={
              fault && sentence
                ? [{ ...(fault.field === "form" ? {} : { field: fault.field }), message: sentence }]
                : []
            }
          />
          <TextField
            label={t.accent}
            name="accent"
            hint={t.accentHint}
            error={of("accent")}
            value={accent}
            onChange={(event) => setAccent(event.target.value)}
            maxLength={7}
            spellCheck={false}
            className="max-w-48 tabular-nums"
          />
          <NameField
            label={t.nameEn}
            name="nameEn"
            required={false}
            hint={t.nameHint}
            error={of("nameEn")}
            value={name}
            onChange={(event) => setName(event.target.value)}
            maxLength={200}
          />
          <NameField
            label={t.nameZh}
            name="nameZh"
            required={false}
            error={of("nameZh")}
            defaultValue={answer?.typed.nameZh ?? brand.name.zh}
            maxLength={200}
            lang="zh-Hans"
          />
          <LogoField hint={t.logoHint} error={of("logo")} logo={brand.logo} onChange={readPicture} />
          {mayChange && <Button>{t.submit}</Button>}
          <p className="text-12 text-muted">{t.draftNote}</p>
        </fieldset>
      </Form>
    </PageColumns>
  );
}
