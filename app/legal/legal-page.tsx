import { Link } from "@remix-run/react";
import { LegalBlocks } from "#app/consent/legal-blocks.tsx";
import type { LegalBlock, LegalKind } from "#app/consent/legal-text.ts";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { PublicLayout } from "#app/kit/public-layout.tsx";

const OWN_DATA = [
  { to: "/account", label: "toAccount" },
  { to: "/account/export.json", label: "toExport" },
  { to: "/account/delete", label: "toDeletion" },
] as const;
const IMPRINT = { to: "/imprint", label: "toImprint" } as const;

interface LegalPageProps {
  kind: LegalKind;
  text: { version: string; blocks: LegalBlock[] } | null;
  workspaceHref?: string | undefined;
}

export function LegalPage({ kind, text, workspaceHref }: LegalPageProps) {
  const { legal: t } = useMessages();
  return (
    <PublicLayout workspaceHref={workspaceHref}>
      <div className="page-column py-10 max-md:py-6">
        <PageHeader title={t.title[kind]} about={text ? t.version(text.version) : undefined} />
        <div className="max-w-180 space-y-10">
          {text ? <LegalBlocks blocks={text.blocks} /> : <Missing kind={kind} />}
          {kind === "privacy" && <Facts isSignedIn={workspaceHref !== undefined} />}
        </div>
      </div>
    </PublicLayout>
  );
}

function Missing({ kind }: { kind: LegalKind }) {
  const { legal: t } = useMessages();
  return (
    <div className="rounded-6 bg-neutral-tint px-4 py-3 text-14">
      <p className="font-semibold">{t.missing[kind]}</p>
      <p className="mt-1 text-muted">{t.todo(kind)}</p>
    </div>
  );
}

/** What the software stores, whatever the operator writes. */
function Facts({ isSignedIn }: { isSignedIn: boolean }) {
  const { legal: t } = useMessages();
  return (
    <section aria-labelledby="facts">
      <h2 id="facts" className="border-b border-ink pb-2.5 text-16 font-semibold">
        {t.factsTitle}
      </h2>
      <p className="mt-3 text-14 text-muted">{t.factsAbout}</p>
      {t.facts.map(({ title, items }) => (
        <section key={title} className="mt-6">
          <h3 className="text-14 font-semibold">{title}</h3>
          <ul className="mt-1 list-disc space-y-1 pl-5 text-14">
            {items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        </section>
      ))}
      <p className="mt-6 flex flex-wrap gap-x-6 gap-y-2 text-14">
        {(isSignedIn ? [...OWN_DATA, IMPRINT] : [IMPRINT]).map(({ to, label }) => (
          <Link key={to} reloadDocument className="text-link" to={to}>
            {t[label]}
          </Link>
        ))}
      </p>
    </section>
  );
}
