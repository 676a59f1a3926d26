import { data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerErrors } from "#app/access/actor.server.ts";
import { publicAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import { noteOpened } from "../data-request.server.ts";
import { askedAgain } from "../data-request-view.server.ts";
import { asSupplier, chosenLocale, LINK_HEADERS, orDead, requireLink } from "../recipient.server.ts";
import { DeadLink, RecipientFrame } from "../recipient-frame.tsx";
import { recipientTitle } from "../recipient-title.ts";
import { receiveSupplierAnswer } from "./receive-answer.server.ts";
import { findFactorAnswer } from "./supplier-factor.server.ts";
import { SupplierForm } from "./supplier-form.tsx";

export const headers = () => LINK_HEADERS;
export const meta = recipientTitle;

/** The form for the emission factor of a product. Every other link leads to the same page. */
export const loader = ({ request, params, context }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const page = await orDead(async () => {
      const link = await requireLink(request, params.token, context.clientAddress);
      return asSupplier(link, async (tx, { request: asked, author }) => {
        await noteOpened(tx, author, asked);
        const given = await findFactorAnswer(tx, asked.id);
        return {
          organization: (await getOrganization(tx, author.organizationId)).name,
          askerName: asked.askedBy?.name ?? "",
          recipientName: asked.recipientName,
          locale: asked.locale,
          message: asked.message,
          comment: askedAgain(asked)?.comment ?? "",
          isAskedAgain: askedAgain(asked) !== undefined,
          expiresAt: asked.expiresAt.toISOString(),
          product: asked.product!,
          given: given && {
            company: given.company,
            co2eKg: given.co2eKg,
            gwp: given.gwp,
            boundary: given.boundary,
            year: String(given.year),
            document: given.document,
            note: given.note,
            fileName: given.file.name,
          },
        };
      });
    });
    if (!page) return data({ step: "dead", locale: chosenLocale(request, null) } as const, { status: 404 });
    return { step: "open", page, locale: chosenLocale(request, page.locale) } as const;
  });

const SupplierActions = defineActions({ answer: { right: "public.use", schema: z.object({}), body: "own" } });

export const action = publicAction(SupplierActions, {
  answer: {
    outside: async ({ request, params, clientAddress }) => {
      const here = new URL(request.url).pathname;
      const received = await orDead(() => receiveSupplierAnswer(request, params.token, clientAddress));
      if (!received) return here;
      return received.ok ? redirect(`${here}?done=1`) : data(received, { status: 422 });
    },
  },
});

export type SupplierView = Extract<ReturnType<typeof useLoaderData<typeof loader>>, { step: "open" }>["page"];

export default function SupplierPage() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <RecipientFrame locale={loaded.locale}>
      {loaded.step === "dead" ? (
        <DeadLink />
      ) : (
        <SupplierForm page={loaded.page} refused={answer && "refusedFile" in answer ? answer : null} />
      )}
    </RecipientFrame>
  );
}
