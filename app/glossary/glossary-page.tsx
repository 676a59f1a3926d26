import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerErrors } from "#app/access/actor.server.ts";
import { workspaceOf } from "#app/access/reader.server.ts";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { titleIn } from "#app/kit/page-title.ts";
import { PublicLayout } from "#app/kit/public-layout.tsx";
import { STATIC_PAGE } from "#app/kit/static-page.tsx";
import { UnitText } from "#app/kit/unit-text.tsx";
import { TERM_IDS } from "./terms.ts";

export const handle = STATIC_PAGE;

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.glossary.title);

export const loader = ({ request }: LoaderFunctionArgs) =>
  answerErrors(request, async () => ({ workspaceHref: await workspaceOf(request) }));

export default function GlossaryPage() {
  const { workspaceHref } = useLoaderData<typeof loader>();
  const { glossary: t } = useMessages();
  return (
    <PublicLayout workspaceHref={workspaceHref}>
      <div className="page-column py-10 max-md:py-6">
        <PageHeader title={t.title} about={t.about} />
        <dl className="max-w-180 divide-y divide-line border-y border-ink">
          {TERM_IDS.map((id) => (
            <div key={id} id={id} className="grid gap-x-6 gap-y-1 py-3 target:bg-current-row sm:grid-cols-[14rem_1fr]">
              <dt className="font-semibold">
                <UnitText text={t.terms[id].name} wraps />
              </dt>
              <dd>
                <UnitText text={t.terms[id].text} wraps />
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </PublicLayout>
  );
}
