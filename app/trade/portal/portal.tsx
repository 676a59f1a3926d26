import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerErrors } from "#app/access/actor.server.ts";
import { type Locale, translator } from "#app/i18n/index.ts";
import { chosenLocale, LINK_HEADERS, orDead } from "#app/requests/recipient.server.ts";
import { RecipientFrame } from "#app/requests/recipient-frame.tsx";
import { asPortalClient, requirePortalLink } from "#app/trade/quote/quote-door.server.ts";
import { DeadPortal, PortalPage } from "./portal-page.tsx";
import { MOST_SHOWN, viewPortal } from "./portal-view.server.ts";

export const headers = () => LINK_HEADERS;

/** The same title for every client, so that browser tabs don't reveal who buys what. */
export const meta: MetaFunction = ({ data: loaded }) => {
  const { common, portal } = translator((loaded as { locale?: Locale } | undefined)?.locale ?? "en");
  return [{ title: `${portal.page.title} · ${common.productName}` }];
};

/** All that a seller sent to a client, for the holder of the link. All invalid links get the same page. */
export const loader = ({ request, params, context }: LoaderFunctionArgs) =>
  answerErrors(request, async () => {
    const page = await orDead(async () => {
      const door = await requirePortalLink(params, context.clientAddress);
      return asPortalClient(door, async (tx, open) => {
        const locale = chosenLocale(request, open.client.locale);
        const view = await viewPortal(tx, open, { locale, now: new Date() });
        return { locale, address: door.address, most: MOST_SHOWN, ...view };
      });
    });
    if (!page) return data({ page: null, locale: chosenLocale(request, null) }, { status: 404 });
    return { page, locale: page.locale };
  });

export default function Portal() {
  const { page, locale } = useLoaderData<typeof loader>();
  return <RecipientFrame locale={locale}>{page ? <PortalPage page={page} /> : <DeadPortal />}</RecipientFrame>;
}
