import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors } from "#app/access/actor.server.ts";
import { publicAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { translator } from "#app/i18n/index.ts";
import { checkHandIn, handIn } from "./data-request-answer.server.ts";
import { viewForRecipient } from "./data-request-view.server.ts";
import { asRecipient, chosenLocale, LINK_HEADERS, orDead, requireLink } from "./recipient.server.ts";
import { DeadLink, RecipientFrame } from "./recipient-frame.tsx";
import { recipientTitle } from "./recipient-title.ts";
import { ReviewAnswersPage } from "./review-answers-page.tsx";
import { tellAsker } from "./tell-asker.server.ts";

export const headers = () => LINK_HEADERS;
export const meta = recipientTitle;

export const loader = ({ request, params, context }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const found = await orDead(async () => {
      const link = await requireLink(request, params.token, context.clientAddress);
      return asRecipient(link, async (tx, open) => {
        const { changed, faults } = await checkHandIn(tx, open);
        const changedCells = changed.map(({ draft }) => `${draft.position}.${draft.month}`);
        return { page: await viewForRecipient(tx, open), changedCells, faults };
      });
    });
    if (!found) return data({ step: "dead", locale: chosenLocale(request, null) } as const, { status: 404 });
    const locale = chosenLocale(request, found.page.locale);
    return { step: "open", ...found, locale, token: params.token ?? "" } as const;
  });

const HandInActions = defineActions({ "hand-in": { right: "public.use", schema: z.object({}) } });

/** Submits the answers. Errors from the organization's rules are shown at their cell. */
export const action = publicAction(HandInActions, {
  "hand-in": {
    outside: async ({ request, params, clientAddress }) => {
      const form = new URL(request.url).pathname.replace(/\/review$/, "");
      const done = await orDead(async () => {
        const link = await requireLink(request, params.token, clientAddress);
        return asRecipient(link, async (tx, open) => {
          const { dataRequest } = translator(open.request.locale);
          const result = await handIn(tx, open, { detachReason: dataRequest.detachReason(open.request.recipientName) });
          if (result.ok) await tellAsker(tx, open);
          return result;
        });
      });
      if (!done) return form;
      if (!done.ok) return data(done, { status: 422 });
      return `${form}?done=1`;
    },
  },
});

export default function ReviewAnswers() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <RecipientFrame locale={loaded.locale}>
      {loaded.step === "dead" ? (
        <DeadLink />
      ) : (
        <ReviewAnswersPage {...loaded} refused={answer && "faults" in answer ? answer : null} />
      )}
    </RecipientFrame>
  );
}
