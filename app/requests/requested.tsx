import { data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors, requireId } from "#app/access/actor.server.ts";
import { publicAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { AppError } from "#app/encoding/errors.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { readText } from "#app/http/form.server.ts";
import { readCells } from "./answer-form.ts";
import { AnswerPage } from "./answer-page.tsx";
import { noteOpened } from "./data-request.server.ts";
import { saveDraft } from "./data-request-answer.server.ts";
import { removeRequestFile } from "./data-request-file.server.ts";
import { viewForRecipient } from "./data-request-view.server.ts";
import { receiveRequestFiles } from "./receive-request-files.server.ts";
import { asHolder, asRecipient, chosenLocale, LINK_HEADERS, orDead, requireLink } from "./recipient.server.ts";
import { DeadLink, RecipientFrame } from "./recipient-frame.tsx";
import { recipientTitle } from "./recipient-title.ts";

export const headers = () => LINK_HEADERS;
export const meta = recipientTitle;

/** Shows the form for a valid link. Every other link leads to the same page. */
export const loader = ({ request, params, context }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const page = await orDead(async () => {
      const link = await requireLink(request, params.token, context.clientAddress);
      return asHolder(link, async (tx, open) => {
        if (open.request.product) return "factor";
        await noteOpened(tx, open.author, open.request);
        return viewForRecipient(tx, open);
      });
    });
    if (!page) return data({ step: "dead", locale: chosenLocale(request, null) } as const, { status: 404 });
    if (page === "factor") throw redirect(`/requests/${params.token}/factor`, { headers: LINK_HEADERS });
    const { searchParams } = new URL(request.url);
    return {
      step: "open",
      page,
      locale: chosenLocale(request, page.locale),
      token: params.token ?? "",
      maxBytes: (await evidenceRoom()).limits.fileBytes,
      isSaved: searchParams.has("saved"),
      isHandedIn: searchParams.has("done"),
    } as const;
  });

const MAX_FORM_BYTES = 4 * 1024 * 1024;

const RequestedActions = defineActions({ answer: { right: "public.use", schema: z.object({}), body: "own" } });

/** The form without scripts: saves all cells, or adds or removes a file. */
export const action = publicAction(RequestedActions, {
  answer: {
    outside: async ({ request, params, clientAddress }) => {
      const here = new URL(request.url).pathname;
      const isUpload = request.headers.get("content-type")?.toLowerCase().startsWith("multipart/form-data");
      if (isUpload) {
        const received = await orDead(() => receiveRequestFiles(request, params.token, clientAddress));
        if (!received) return here;
        const isRefused = received.problem || received.outcomes.some(({ outcome }) => outcome === "refused");
        return isRefused ? data(received, { status: 422 }) : `${here}#source-${received.position}`;
      }
      const fields = new URLSearchParams(await readText(request, MAX_FORM_BYTES));
      const next = await orDead(async () => {
        const link = await requireLink(request, params.token, clientAddress);
        return asRecipient(link, async (tx, open) => {
          const removed = fields.get("remove");
          if (removed !== null) {
            await removeRequestFile(tx, open, requireId(removed));
            return here;
          }
          const cells = readCells(fields);
          if (!cells) throw new AppError("invalid", { details: { reason: "cells" } });
          await saveDraft(tx, open, cells);
          return fields.get("intent") === "review" ? `${here}/review` : `${here}?saved=1`;
        });
      });
      return next ?? here;
    },
  },
});

export default function Requested() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <RecipientFrame locale={loaded.locale}>
      {loaded.step === "dead" ? (
        <DeadLink />
      ) : (
        <AnswerPage {...loaded} received={answer && "outcomes" in answer ? answer : null} />
      )}
    </RecipientFrame>
  );
}
