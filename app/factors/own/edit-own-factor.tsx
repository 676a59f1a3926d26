import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { type Actor, asOrganization } from "#app/access/actor.server.ts";
import { type Asked, organizationAction, refuse } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { listGwpSets } from "#app/factors/factor.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { localName } from "#app/i18n/index.ts";
import { Button, EnterSubmits } from "#app/kit/button.tsx";
import { listCountries } from "#app/kit/country.ts";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import type { TenantTx } from "#db/doors.ts";
import { addOwnVersion, getOwnFactor, takeOwnStep } from "./own-factor.server.ts";
import { FigureFields, OriginFields, WhatFields } from "./own-factor-fields.tsx";
import { listFaults, OwnFactorForm, readContent, toFormValues } from "./own-factor-form.ts";

/** The id of a new factor in the address. */
const NEW = "new";

const EditActions = defineActions({
  save: { right: "factors.write", schema: OwnFactorForm },
  propose: { right: "factors.write", schema: OwnFactorForm },
});

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.ownFactor.newTitle);

async function readSets(tx: TenantTx) {
  return Object.fromEntries((await listGwpSets(tx)).map(({ id, document }) => [id, document]));
}

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
    const isNew = params.ownFactorId === NEW;
    const factor = isNew ? null : await getOwnFactor(tx, actor.organizationId, params.ownFactorId ?? "");
    const newest = factor?.versions[0] ?? null;
    const sets = await readSets(tx);
    return {
      organizationId: actor.organizationId,
      factorId: factor?.factorId ?? null,
      name: newest && { en: newest.content.nameEn, zh: newest.content.nameZh },
      nextVersion: (newest?.version ?? 0) + 1,
      values: toFormValues(newest?.content ?? null, sets),
      gwpSets: Object.keys(sets),
      countries: listCountries(localeOf(request)),
      mayEdit: offers(EditActions, actor).save,
    };
  });

const add =
  (isProposed: boolean) =>
  async (tx: TenantTx, { actor, params, value }: Asked<Actor, z.output<typeof OwnFactorForm>>) => {
    const factorId = params.ownFactorId === NEW ? null : (params.ownFactorId ?? "");
    if (factorId !== null) await getOwnFactor(tx, actor.organizationId, factorId);
    const content = readContent(value, await readSets(tx));
    if (!content.ok) return refuse({ [content.field]: content.fault });
    const added = await addOwnVersion(tx, actor, factorId, content.value);
    if (isProposed) await takeOwnStep(tx, actor, added, { state: "proposed", reason: "" });
    return `/organizations/${actor.organizationId}/own-factors/${added.factorId}?version=${added.version}`;
  };

export const action = organizationAction(EditActions, { save: add(false), propose: add(true) });

export default function EditOwnFactor() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors = answer?.errors ?? {};
  const values: Record<string, string> = { ...page.values, ...answer?.typed };
  const { ownFactor: t } = useMessages();
  const locale = useLocale();
  const base = `/organizations/${page.organizationId}/own-factors`;
  const crumbs = [{ to: base, label: t.title }];
  if (page.factorId && page.name) crumbs.push({ to: `${base}/${page.factorId}`, label: localName(page.name, locale) });
  return (
    <PageBody>
      <PageHeader
        title={page.factorId ? t.editTitle(page.nextVersion) : t.newTitle}
        about={!page.mayEdit ? t.readOnly : page.factorId ? t.editAbout : undefined}
        crumbs={crumbs}
      />
      <Form method="post" key={page.factorId} className="max-w-192">
        <fieldset disabled={!page.mayEdit} className="space-y-10">
          <EnterSubmits intent="save" />
          <FormErrors errors={listFaults(t, errors)} />
          <WhatFields values={values} errors={errors} countries={page.countries} />
          <FigureFields values={values} errors={errors} gwpSets={page.gwpSets} />
          <OriginFields values={values} errors={errors} />
          {page.mayEdit && (
            <div className="flex flex-wrap gap-3">
              <Button name="intent" value="propose">
                {t.propose}
              </Button>
              <Button variant="secondary" name="intent" value="save">
                {t.saveDraft}
              </Button>
            </div>
          )}
        </fieldset>
      </Form>
    </PageBody>
  );
}
