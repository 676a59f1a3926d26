import { Link } from "@remix-run/react";
import { formatDecimal } from "#app/carbon/format.ts";
import { FactList } from "#app/kit/fact-list.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { ButtonAnchor } from "#app/kit/plain-button.tsx";
import { Section } from "#app/kit/section.tsx";
import { VerifyColumns } from "#app/kit/verify-columns.tsx";
import type { CheckerFacts } from "#app/log/checker.server.ts";
import { CHECKER, CHECKER_PATH } from "#app/log/checker-name.ts";
import { CodeBlock } from "#app/log/code-block.tsx";
import { formatSize } from "./page/format-size.ts";

/** How a hash is calculated where the reader is. */
const HASH_COMMANDS = [
  { system: "Linux", command: `sha256sum ${CHECKER}` },
  { system: "macOS", command: `shasum -a 256 ${CHECKER}` },
  { system: "Windows (PowerShell)", command: `Get-FileHash ${CHECKER}` },
];

/** The checker: the file, its hash and log entry, and how to run it. */
export function CheckerPage({ checker }: { checker: CheckerFacts | null }) {
  const { checker: t } = useMessages();
  return (
    <VerifyColumns aside={<CheckerAside />}>
      <div>
        <PageHeader title={t.title} />
        <p className="mb-6 max-w-[40rem] text-16 text-muted">{t.lead}</p>
        {checker === null ? <p className="text-14">{t.missing}</p> : <CheckerFile checker={checker} />}
      </div>
      <Section title={t.run.title}>
        <div className="space-y-3 pt-2 text-14 text-muted">
          <p>{t.run.text}</p>
          <CodeBlock text={`node ${CHECKER} REPORT.pdf`} />
          <p>{t.run.online}</p>
          <p>{t.run.offlineText}</p>
          <CodeBlock text={t.run.offline} />
          <p>{t.run.key}</p>
        </div>
      </Section>
      {checker !== null && (
        <Section title={t.genuine.title}>
          <div className="space-y-3 pt-2 text-14 text-muted">
            <p>{t.genuine.text}</p>
            <dl className="space-y-2">
              {HASH_COMMANDS.map(({ system, command }) => (
                <div key={system}>
                  <dt className="mb-1 text-12">{system}</dt>
                  <dd>
                    <CodeBlock text={command} />
                  </dd>
                </div>
              ))}
            </dl>
            {checker.leaf !== null && (
              <>
                <p>{t.genuine.log}</p>
                <CodeBlock text={checker.leaf} />
              </>
            )}
            <p>{t.genuine.source}</p>
          </div>
        </Section>
      )}
    </VerifyColumns>
  );
}

function CheckerFile({ checker }: { checker: CheckerFacts }) {
  const { checker: t } = useMessages();
  const locale = useLocale();
  const entry =
    checker.entry === null ? (
      t.noEntry
    ) : (
      <Link to="/log?kind=checker" reloadDocument className="text-link">
        {t.entry(formatDecimal(`${checker.entry}`, { locale }))}
      </Link>
    );
  return (
    <>
      <FactList
        facts={[
          { label: t.file, value: <code className="font-mono text-12 break-all">{CHECKER}</code> },
          { label: t.size, value: formatSize(checker.bytes) },
          { label: t.sha256, value: <code className="font-mono text-12 break-all">{checker.sha256}</code> },
          { label: t.logEntry, value: entry },
        ]}
      />
      <div className="mt-4 print:hidden">
        <ButtonAnchor href={CHECKER_PATH} icon="download">
          {t.download}
        </ButtonAnchor>
      </div>
    </>
  );
}

function CheckerAside() {
  const { checker: t } = useMessages();
  const others = [
    { command: "pack verify PACK.zip", about: t.others.pack },
    { command: "trail verify audit-trail.jsonl", about: t.others.trail },
    { command: "detail verify inventory.json records.ndjson", about: t.others.detail },
    { command: "log monitor <log>", about: t.others.log },
  ];
  const without = [
    { href: "/verify-offline.html", label: t.without.offlinePage },
    { href: "/verify/verify-by-hand.md", label: t.without.byHand },
    { href: "/verify/verify.py", label: t.without.script },
    { href: "/verify/recompute.py", label: t.without.recompute },
  ];
  return (
    <>
      <Section title={t.others.title} isAside>
        <ul className="divide-y divide-line">
          {others.map(({ command, about }) => (
            <li key={command} className="py-2 text-14">
              <code className="font-mono text-12 break-all">{`node ${CHECKER} ${command}`}</code>
              <span className="block text-12 text-muted">{about}</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t.without.title} isAside>
        <ul className="divide-y divide-line">
          {without.map(({ href, label }) => (
            <li key={href} className="py-2 text-14 touch:py-3">
              <a href={href} className="text-link">
                {label}
              </a>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
