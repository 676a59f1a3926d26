import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { localeOf } from "#app/http/locale.server.ts";
import { type Locale, translator } from "#app/i18n/index.ts";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { LINK_HEADERS } from "#app/requests/recipient.server.ts";
import { COLUMN, RecipientFrame } from "#app/requests/recipient-frame.tsx";
import { rememberedPage } from "./checkout-return.server.ts";

export const headers = () => LINK_HEADERS;

export const meta: MetaFunction = ({ data }) => {
  const { common, payment } = translator((data as { locale?: Locale } | undefined)?.locale ?? "en");
  return [{ title: `${payment.backTitle} · ${common.productName}` }];
};

/** Redirects back to the client's quote link, or to a page that explains the payment status. */
export const loader = ({ request }: LoaderFunctionArgs) => {
  const isGivenUp = new URL(request.url).searchParams.has("given_up");
  const page = rememberedPage(request);
  if (page) return redirect(`${page}?checkout=${isGivenUp ? "given_up" : "done"}`);
  return { locale: localeOf(request), isGivenUp };
};

export default function CheckoutBack() {
  const { locale, isGivenUp } = useLoaderData<typeof loader>();
  return (
    <RecipientFrame locale={locale}>
      <Words isGivenUp={isGivenUp} />
    </RecipientFrame>
  );
}

function Words({ isGivenUp }: { isGivenUp: boolean }) {
  const { payment: t } = useMessages();
  return (
    <div className={`${COLUMN} py-12`}>
      <h1 className="text-25 font-semibold">{t.backTitle}</h1>
      <p className="mt-3 max-w-140 text-16">{isGivenUp ? t.backGivenUp : t.backDone}</p>
      <p className="mt-3 max-w-140 text-16 text-muted">{t.backLink}</p>
    </div>
  );
}
