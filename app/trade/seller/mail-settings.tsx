import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { asTenant } from "#app/access/actor.server.ts";
import { tenantAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { DoneLine } from "#app/kit/done-note.tsx";
import { TextAreaField, TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { BasedOn } from "#app/setting/based-on.tsx";
import { nameSetting, savesSetting } from "#app/setting/setting.ts";
import { getSellerMail, stateSellerMail } from "./seller-mail.server.ts";
import { printReminderDays, SellerMailSetting } from "./seller-mail.ts";
import { SellerTabs } from "./seller-tabs.tsx";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.seller.mail.title);

const MailActions = defineActions({ state: savesSetting(SellerMailSetting) });

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asTenant(request, params, "workspace.view", async (tx, { tenantId, may }) => ({
    tenantId,
    mail: await getSellerMail(tx),
    mayChange: may("workspace.manage"),
    mayList: may("trade.sell"),
    isDone: new URL(request.url).searchParams.has("saved"),
  }));

export const action = tenantAction(MailActions, {
  state: async (tx, { actor, value }) => {
    await stateSellerMail(tx, actor, value);
    return `/tenants/${actor.tenantId}/seller/mail?saved`;
  },
});

export default function SellerMailPage() {
  const { tenantId, mail, mayChange, mayList, isDone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { seller, clientMail } = useMessages();
  const t = seller.mail;
  const errors = (answer?.errors ?? {}) as Record<string, string>;
  const typed = (answer?.typed ?? {}) as Record<string, string>;
  const saved: Record<string, string> = { ...mail, reminderDays: printReminderDays(mail.reminderDays), version: "" };
  const field = (name: string) => ({
    id: name,
    name,
    defaultValue: typed[name] ?? saved[name] ?? "",
    error: errors[name] ? t.fault[errors[name]] : undefined,
    readOnly: !mayChange,
  });
  return (
    <PageBody>
      <PageHeader
        title={seller.title}
        about={t.about}
        actions={mayList && <ButtonLink to={`/tenants/${tenantId}/client-mails`}>{clientMail.title}</ButtonLink>}
      />
      <SellerTabs tenantId={tenantId} current="mail" />
      {isDone && !answer && <DoneLine isStacked>{t.done}</DoneLine>}
      <FormErrors errors={listErrors(errors, (fault) => t.fault[fault])} />
      <Form key={mail.version} method="post" className="max-w-160 space-y-4" noValidate>
        <BasedOn setting={nameSetting("seller_mail")} version={mail.version} />
        <TextField {...field("senderName")} label={t.senderName} hint={t.senderHint} />
        <TextField {...field("replyTo")} type="email" label={t.replyTo} hint={t.replyHint} />
        <TextAreaField {...field("signatureEn")} label={t.signatureEn} rows={3} />
        <TextAreaField {...field("signatureZh")} label={t.signatureZh} rows={3} />
        <TextField {...field("reminderDays")} label={t.reminderDays} hint={t.reminderHint} />
        {mayChange && (
          <Button name="intent" value="state">
            {t.save}
          </Button>
        )}
      </Form>
    </PageBody>
  );
}
