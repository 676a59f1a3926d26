import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { loadList } from "#app/access/list-route.server.ts";
import { refuse, tenantAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { Button } from "#app/kit/button.tsx";
import { DoneNote } from "#app/kit/done-note.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { ListBody, ListFile } from "#app/kit/list/list.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { endFailedMail } from "./failed-mail.server.ts";
import { failedMails } from "./failed-mails.list.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.failedMail.title);

/** Failed e-mails, for owners and admins of the workspace. */
export const loader = (routed: LoaderFunctionArgs) =>
  loadList(failedMails, routed, async () => ({ done: new URL(routed.request.url).searchParams.get("done") }));

// A lapsed plan must not block sending e-mails again.
const act = { right: "workspace.manage", whenLapsed: "allowed", schema: z.object({ mailId: z.uuid() }) } as const;
const FailedMailActions = defineActions({ again: act, dismiss: act });

export const action = tenantAction(FailedMailActions, {
  again: async (tx, { actor, value }) => {
    const fault = await endFailedMail(tx, actor, value.mailId, "sent_again");
    return fault ? refuse({ form: fault }) : `/tenants/${actor.tenantId}/mail?done=again`;
  },
  dismiss: async (tx, { actor, value }) => {
    await endFailedMail(tx, actor, value.mailId, "dismissed");
    return `/tenants/${actor.tenantId}/mail?done=dismissed`;
  },
});

export default function FailedMails() {
  const { list, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { failedMail: t } = useMessages();
  const problem = t.fault[answer?.errors.form ?? ""];
  const note = t.done[done ?? ""];
  return (
    <PageBody>
      <PageHeader title={list.title} about={list.about} actions={<ListFile list={list} />} />
      {note && <DoneNote>{note}</DoneNote>}
      <FormErrors errors={problem ? [{ field: answer?.typed.mailId ?? "", message: problem }] : []} />
      <ListBody list={list} act={{ head: t.again, of: (mailId) => <Acts mailId={mailId} /> }} />
    </PageBody>
  );
}

function Acts({ mailId }: { mailId: string }) {
  const { failedMail: t } = useMessages();
  return (
    <Form method="post" id={mailId} className="flex flex-wrap gap-2" preventScrollReset>
      <input type="hidden" name="mailId" value={mailId} />
      <Button name="intent" value="again">
        {t.again}
      </Button>
      <Button variant="secondary" name="intent" value="dismiss">
        {t.dismiss}
      </Button>
    </Form>
  );
}
