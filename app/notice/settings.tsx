import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors, asSystem } from "#app/access/actor.server.ts";
import { listTenantsOfUser } from "#app/access/membership.server.ts";
import { requireUser } from "#app/access/session.server.ts";
import { personAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { AccountFrame } from "#app/kit/account-frame.tsx";
import { Button } from "#app/kit/button.tsx";
import { DoneNote } from "#app/kit/done-note.tsx";
import { SelectField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Section } from "#app/kit/section.tsx";
import { listOrganizationsOfUser } from "#app/organization/organization.server.ts";
import { countUnread } from "./notice.server.ts";
import { NOTICE_KINDS, NOTICE_MODES, NOTICE_TOPICS } from "./notice-kind.ts";
import { readChoices, saveChoices } from "./preference.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.notice.settings.title);

export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const { userId, name, email, timeZone } = await requireUser(request);
    const around = await asSystem(request, async (tx) => ({
      organizations: await listOrganizationsOfUser(tx, userId),
      tenants: await listTenantsOfUser(tx, userId),
      unread: await countUnread(tx, userId),
      choices: await readChoices(tx, userId),
    }));
    const isSaved = new URL(request.url).searchParams.get("done") === "saved";
    return { ...around, isSaved, user: { name, email, timeZone } };
  });

const MAIL = "mail-";

const SettingsActions = defineActions({
  save: { right: "account.own", schema: z.looseObject({ digest: z.enum(["on", "off"]) }) },
});

export const action = personAction(SettingsActions, {
  save: async (tx, { actor, value }) => {
    const before = await readChoices(tx, actor.userId);
    const modes = before.modes.map(({ kind, mode }) => {
      const asked = NOTICE_MODES.find((one) => one === value[`${MAIL}${kind}`]);
      return { kind, mode: asked ?? mode };
    });
    await saveChoices(tx, actor.userId, { modes, hasDigest: value.digest === "on" });
    return "/notifications/settings?done=saved";
  },
});

export default function NoticeSettings() {
  const { choices, isSaved, organizations, tenants, unread, user } = useLoaderData<typeof loader>();
  const { notice: t } = useMessages();
  const { settings: words } = t;
  const options = NOTICE_MODES.map((value) => ({ value, label: words.modes[value] }));
  return (
    <AccountFrame user={{ ...user, unread }} organizations={organizations} tenants={tenants}>
      <PageBody>
        <PageHeader title={words.title} about={words.about} />
        {isSaved && <DoneNote>{words.saved}</DoneNote>}
        <Form method="post" className="max-w-[40rem] space-y-10">
          <SelectField
            name="digest"
            label={words.digest}
            hint={words.digestHint}
            defaultValue={choices.hasDigest ? "on" : "off"}
            options={(["on", "off"] as const).map((value) => ({ value, label: words.digestChoice[value] }))}
          />
          {NOTICE_TOPICS.map((topic) => (
            <Section key={topic} title={t.topics[topic]}>
              <div className="mt-4 space-y-4">
                {choices.modes
                  .filter(({ kind }) => NOTICE_KINDS[kind].topic === topic)
                  .map(({ kind, mode }) => (
                    <SelectField
                      key={kind}
                      name={`${MAIL}${kind}`}
                      label={words.kinds[kind]}
                      defaultValue={mode}
                      options={options}
                    />
                  ))}
              </div>
            </Section>
          ))}
          <Button name="intent" value="save">
            {words.save}
          </Button>
        </Form>
      </PageBody>
    </AccountFrame>
  );
}
