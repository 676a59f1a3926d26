import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors } from "#app/access/actor.server.ts";
import { publicAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { doors } from "#app/database/doors.server.ts";
import { AuthCard } from "#app/kit/auth-card.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { Button, ButtonAnchor } from "#app/kit/plain-button.tsx";
import { PublicLayout } from "#app/kit/public-layout.tsx";
import { STATIC_PAGE } from "#app/kit/static-page.tsx";
import { countStop } from "./count-stop.server.ts";
import { stopDigest } from "./notice-mail.server.ts";

export const handle = STATIC_PAGE;
export const headers = () => ({ "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" });
export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.notice.stop.title);

/** Opening the link changes nothing, because mail filters open links too. */
export const loader = ({ request, params, context }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    await countStop(context.clientAddress, params.token ?? "");
    return null;
  });

const StopActions = defineActions({ stop: { right: "public.use", schema: z.object({}) } });

/** Shows the same for every link, so that it reveals no address. */
export const action = publicAction(StopActions, {
  stop: {
    outside: async ({ params, clientAddress }) => {
      const token = params.token ?? "";
      await countStop(clientAddress, token);
      await (await doors()).withSystem((tx) => stopDigest(tx, token));
      return { done: true };
    },
  },
});

export default function StopDigest() {
  const { stop: t } = useMessages().notice;
  const answer = useActionData<typeof action>();
  const isDone = answer !== undefined && "done" in answer;
  return (
    <PublicLayout>
      <AuthCard title={isDone ? t.doneTitle : t.title} lead={isDone ? t.doneLead : t.lead}>
        {isDone ? (
          <ButtonAnchor href="/notifications/settings" variant="primary" size="large" isWide>
            {t.settings}
          </ButtonAnchor>
        ) : (
          <form method="post">
            <Button name="intent" value="stop" size="large" isWide>
              {t.act}
            </Button>
          </form>
        )}
      </AuthCard>
    </PublicLayout>
  );
}
