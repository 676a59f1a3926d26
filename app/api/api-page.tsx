import { Fragment, type ReactNode } from "react";
import { formatDecimal } from "#app/carbon/format.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { CodeBlock } from "#app/log/code-block.tsx";
import type { ApiView, ObjectView } from "./api-view.ts";
import { FieldTable, TypeText } from "./field-table.tsx";
import { OperationSection } from "./operation-section.tsx";
import { Paragraphs, Prose } from "./prose.tsx";

interface ApiPageProps {
  view: ApiView;
  limit: number;
  limitHeaders: string;
}

/** The documentation of the API: one page with an anchor for each part. */
export function ApiPage({ view, limit, limitHeaders }: ApiPageProps) {
  const { api: t } = useMessages();
  const locale = useLocale();
  return (
    <div className="page-column py-10 max-md:py-6">
      <PageHeader title={t.title} />
      <p className="max-w-[40rem] text-16 text-muted">{t.lead}</p>
      <div className="mt-10 grid grid-cols-[11rem_minmax(0,1fr)] gap-12 max-desk:grid-cols-1 max-desk:gap-8">
        <Contents view={view} />
        <div className="min-w-0 space-y-12">
          <Beginning view={view} />
          <Chapter id="keys" title={t.authTitle}>
            <Paragraphs texts={t.auth} />
            <Scopes view={view} />
          </Chapter>
          <Chapter id="form" title={t.formTitle}>
            <Paragraphs texts={t.form} />
          </Chapter>
          <Chapter id="errors" title={t.problemsTitle}>
            <Paragraphs texts={t.problems} />
            <Problems view={view} />
          </Chapter>
          <Chapter id="limits" title={t.limitsTitle}>
            <Paragraphs texts={[t.limits(formatDecimal(`${limit}`, { locale }))]} />
            <p className="mt-4 mb-2 text-12 font-medium text-muted">{t.limitsExample}</p>
            <div className="max-w-160">
              <CodeBlock text={limitHeaders} />
            </div>
          </Chapter>
          <Chapter id="sending-again" title={t.idempotencyTitle}>
            <Paragraphs texts={t.idempotency} />
          </Chapter>
          <Chapter id="versions" title={t.versionsTitle}>
            <Paragraphs texts={t.versions} />
          </Chapter>
          <Chapter id="pages" title={t.pagesTitle}>
            <Paragraphs texts={t.pages} />
          </Chapter>
          <Chapter id="compatibility" title={t.changesTitle}>
            <Paragraphs texts={t.changes} />
          </Chapter>
          <Operations view={view} />
          <Chapter id="objects" title={t.objectsTitle}>
            <div className="mt-6 gap-8 wide:columns-2">
              {view.objects.map((object) => (
                <ObjectTable key={object.name} object={object} />
              ))}
            </div>
          </Chapter>
        </div>
      </div>
    </div>
  );
}

function Beginning({ view }: { view: ApiView }) {
  const { api: t } = useMessages();
  const first = view.rooms[0]?.operations[0];
  return (
    <Chapter id="begin" title={t.beginTitle}>
      <ol className="mt-3 max-w-160 list-decimal space-y-2 pl-5 text-14">
        {t.begin.map((text) => (
          <li key={text}>
            <Prose text={text} />
          </li>
        ))}
      </ol>
      {first && (
        <div className="mt-4 max-w-160 space-y-2">
          <CodeBlock text={first.example.curl} />
          <CodeBlock text={first.example.answer} />
        </div>
      )}
      <p className="mt-4 text-14">
        {t.base}: <code className="font-mono text-12 break-all">{view.base}</code>
      </p>
      <p className="mt-1 text-14">
        <a href="/api/openapi.json" className="text-link touch:inline-block touch:py-2">
          {t.openApi}
        </a>
      </p>
    </Chapter>
  );
}

function Operations({ view }: { view: ApiView }) {
  const { api: t } = useMessages();
  return (
    <Chapter id="operations" title={t.operationsTitle}>
      <p className="mt-3 text-12 text-muted">{t.sampleNote}</p>
      {view.rooms.map(({ noun, operations }) => (
        <div key={noun} id={`noun-${noun}`} className="mt-8 scroll-mt-6">
          <h3 className="mb-4 text-20 font-semibold">{t.noun[noun]}</h3>
          <div className="space-y-10">
            {operations.map((operation) => (
              <OperationSection key={operation.id} operation={operation} />
            ))}
          </div>
        </div>
      ))}
    </Chapter>
  );
}

function Chapter({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <div id={id} className="scroll-mt-6">
      <Section title={title}>{children}</Section>
    </div>
  );
}

function Contents({ view }: { view: ApiView }) {
  const { api: t } = useMessages();
  const chapters = [
    ["begin", t.beginTitle],
    ["keys", t.authTitle],
    ["form", t.formTitle],
    ["errors", t.problemsTitle],
    ["limits", t.limitsTitle],
    ["sending-again", t.idempotencyTitle],
    ["versions", t.versionsTitle],
    ["pages", t.pagesTitle],
    ["compatibility", t.changesTitle],
  ] as const;
  const entry = "block py-1 text-14 no-underline hover:text-accent touch:py-2.5";
  return (
    <nav
      aria-label={t.contents}
      className="desk:sticky desk:top-6 desk:max-h-[calc(100dvh-3rem)] desk:self-start desk:overflow-y-auto print:hidden"
    >
      <ul className="max-desk:columns-2 max-desk:gap-6">
        {chapters.map(([id, title]) => (
          <li key={id}>
            <a href={`#${id}`} className={`${entry} text-muted`}>
              {title}
            </a>
          </li>
        ))}
        <li>
          <a href="#operations" className={`${entry} font-semibold text-ink`}>
            {t.operationsTitle}
          </a>
        </li>
        {view.rooms.map(({ noun }) => (
          <li key={noun}>
            <a href={`#noun-${noun}`} className={`${entry} pl-3 text-muted`}>
              {t.noun[noun]}
            </a>
          </li>
        ))}
        <li>
          <a href="#objects" className={`${entry} font-semibold text-ink`}>
            {t.objectsTitle}
          </a>
        </li>
      </ul>
    </nav>
  );
}

function Scopes({ view }: { view: ApiView }) {
  const { api: t, account } = useMessages();
  return (
    <div className="mt-6">
      <Table
        caption={t.scopesTitle}
        rows={view.scopes}
        rowKey={({ scope }) => scope}
        columns={[
          {
            key: "scope",
            head: t.scopeColumn,
            isRowHead: true,
            cell: ({ scope }) => <code className="font-mono text-12">{scope}</code>,
          },
          { key: "meaning", head: t.scopeMeaning, cell: ({ scope }) => t.keys.scope[scope] },
          { key: "role", head: t.scopeRole, isMuted: true, cell: ({ role }) => account.role[role] },
        ]}
      />
    </div>
  );
}

function Problems({ view }: { view: ApiView }) {
  const { api: t } = useMessages();
  return (
    <div className="mt-6">
      <Table
        caption={t.problemsTitle}
        rows={view.problems}
        rowKey={({ code }) => code}
        columns={[
          { key: "status", head: t.statusColumn, isMuted: true, cell: ({ status }) => status },
          {
            key: "code",
            head: t.problemColumn,
            isRowHead: true,
            cell: ({ code, anchor }) => (
              <code id={anchor} className="scroll-mt-6 font-mono text-12">
                {code.split("_").map((word, index) => (
                  <Fragment key={word}>
                    {index > 0 && "_"}
                    {index > 0 && <wbr />}
                    {word}
                  </Fragment>
                ))}
              </code>
            ),
          },
          {
            key: "meaning",
            head: t.meaningColumn,
            cell: ({ title, detail }) => (
              <>
                {title}
                <span className="block text-12 text-muted">
                  <Prose text={detail} />
                </span>
              </>
            ),
          },
        ]}
      />
    </div>
  );
}

function ObjectTable({ object }: { object: ObjectView }) {
  const { api: t } = useMessages();
  const title = `object-${object.name}-title`;
  return (
    <section
      id={`object-${object.name}`}
      aria-labelledby={title}
      className="mb-8 min-w-0 scroll-mt-6 break-inside-avoid"
    >
      <h3 id={title} className="border-b border-rule pb-1 font-mono text-14 font-semibold" translate="no">
        {object.name}
      </h3>
      {object.variants.length > 0 && (
        <p className="py-2 text-14">
          {t.type.oneOf}{" "}
          {object.variants.map((parts, index) => (
            <span key={parts.map(({ text }) => text).join()}>
              {index > 0 && ", "}
              <TypeText parts={parts} />
            </span>
          ))}
        </p>
      )}
      {object.fields.length > 0 && <FieldTable label={{ headingId: title }} fields={object.fields} marksOptional />}
    </section>
  );
}
