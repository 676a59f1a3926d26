import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerErrors } from "#app/access/actor.server.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { STATIC_PAGE } from "#app/kit/static-page.tsx";
import { LegalPage } from "./legal-page.tsx";
import { loadLegal } from "./load-legal.server.ts";

export const handle = STATIC_PAGE;

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.legal.title.imprint);

export const loader = ({ request }: LoaderFunctionArgs) => answerErrors(request, () => loadLegal(request, "imprint"));

export default function Imprint() {
  return <LegalPage {...useLoaderData<typeof loader>()} />;
}
