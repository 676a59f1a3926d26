import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { asOrganization } from "#app/access/actor.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { defineActions, offers } from "#app/action/action.ts";
import { Button } from "#app/kit/button.tsx";
import { DoneNote } from "#app/kit/done-note.tsx";
import { SelectField } from "#app/kit/field.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { BasedOn } from "#app/setting/based-on.tsx";
import { nameSetting, savesSetting } from "#app/setting/setting.ts";
import { faultText, listFaults } from "./instrument-form.ts";
import { getVintageWindow, stateVintageWindow } from "./vintage-window.server.ts";
import { VintageWindowSetting, WIDEST_WINDOW } from "./vintage-window.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.instrument.window.title);

const WindowActions = defineActions({ state: savesSetting(VintageWindowSetting) });

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
    const { value, version } = await getVintageWindow(tx, actor.organizationId);
    return {
      organizationId: actor.organizationId,
      window: value,
      version,
      isDone: new URL(request.url).searchParams.has("done"),
      mayEdit: offers(WindowActions, actor).state,
    };
  });

export const action = organizationAction(WindowActions, {
  state: async (tx, { actor, value }) => {
    await stateVintageWindow(tx, actor, value);
    return `/organizations/${actor.organizationId}/instruments/vintage-window?done=1`;
  },
});

export default function VintageWindowPage() {
  const { organizationId, window, version, isDone, mayEdit } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { instrument } = useMessages();
  const t = instrument.window;
  const errors = answer?.errors ?? {};
  const field = (name: keyof typeof window) => ({
    name,
    label: t[name],
    defaultValue: answer?.typed[name] ?? String(window[name]),
    error: faultText(instrument, errors[name]),
    options: Array.from({ length: WIDEST_WINDOW[name] + 1 }, (_, count) => ({
      value: String(count),
      label: t.months(String(count)),
    })),
  });
  return (
    <PageBody>
      <PageHeader
        title={t.title}
        about={mayEdit ? t.about : t.readOnly}
        crumbs={[{ to: `/organizations/${organizationId}/instruments`, label: instrument.title }]}
      />
      {isDone && !answer && <DoneNote>{t.done}</DoneNote>}
      <Form method="post" className="max-w-160">
        <fieldset disabled={!mayEdit} className="space-y-4">
          <FormErrors errors={listFaults(instrument, errors)} />
          <BasedOn setting={nameSetting("vintage_window", [organizationId])} version={version} />
          <SelectField {...field("monthsBefore")} />
          <SelectField {...field("monthsAfter")} />
          <p className="text-14 text-muted">{t.effect}</p>
          {mayEdit && <Button>{t.save}</Button>}
        </fieldset>
      </Form>
    </PageBody>
  );
}
