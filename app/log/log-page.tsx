import { Link } from "@remix-run/react";
import { formatDecimal } from "#app/carbon/format.ts";
import { formatInstant } from "#app/day/format-day.ts";
import { UTC } from "#app/day/zone.ts";
import { TermHint } from "#app/glossary/term-hint.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { ListBody, ListFile } from "#app/kit/list/list.tsx";
import type { ListView } from "#app/kit/list/list-view.ts";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { VerifyColumns } from "#app/kit/verify-columns.tsx";
import { CHECKER } from "./checker-name.ts";
import { CodeBlock } from "./code-block.tsx";
import type { ListedWitness, LogFacts } from "./log-listing.server.ts";

interface LogPageProps extends LogFacts {
  list: ListView;
}

/** The public log: size, keys, entries and how to monitor it. */
export function LogPage({ origin, size, checkpoint, verifierKeys, witnesses, list }: LogPageProps) {
  const { log } = useMessages();
  const locale = useLocale();
  return (
    <VerifyColumns aside={<FollowLog />}>
      <div>
        <PageHeader title={log.title} />
        <p className="mb-6 max-w-[40rem] text-16 text-muted">{log.lead}</p>
        <FactList
          facts={[
            { label: log.size, value: <span className="tabular-nums">{formatDecimal(`${size}`, { locale })}</span> },
            { label: log.origin, value: <code className="font-mono text-12 break-all">{origin}</code> },
            ...verifierKeys.map((key, index) => ({
              label: verifierKeys.length > 1 ? `${log.verifierKey} ${index + 1}` : log.verifierKey,
              value: <code className="font-mono text-12 break-all">{key}</code>,
            })),
          ]}
        />
      </div>
      {checkpoint !== null && (
        <>
          <Section title={log.checkpoint} term={<TermHint term="checkpoint" />}>
            <p className="py-2 text-12 text-muted">{log.checkpointText}</p>
            <CodeBlock text={checkpoint.trimEnd()} />
          </Section>
          <Witnesses witnesses={witnesses} />
        </>
      )}
      <Entries list={list} />
    </VerifyColumns>
  );
}

/** Witnesses of the log and the size that each has seen. */
function Witnesses({ witnesses }: { witnesses: ListedWitness[] }) {
  const { witness: t } = useMessages().log;
  const locale = useLocale();
  return (
    <Section title={t.title} count={witnesses.length || undefined}>
      <p className="py-2 text-12 text-muted">{witnesses.length === 0 ? t.none : t.about}</p>
      {witnesses.length > 0 && (
        <Table
          caption={t.title}
          rowKey={({ name }) => name}
          rows={witnesses}
          columns={[
            {
              key: "name",
              head: t.name,
              isRowHead: true,
              cell: ({ name, vkey }) => (
                <>
                  <span className="break-all">{name}</span>
                  {vkey && <code className="block font-mono text-12 break-all text-muted">{vkey}</code>}
                </>
              ),
            },
            {
              key: "size",
              head: t.size,
              isNumeric: true,
              cell: ({ size }) => (size === null ? "–" : formatDecimal(`${size}`, { locale })),
            },
            {
              key: "at",
              head: t.at,
              isMuted: true,
              cell: ({ at }) =>
                at ? <span className="whitespace-nowrap">{formatInstant(at, locale, UTC)}</span> : t.waiting,
            },
          ]}
        />
      )}
    </Section>
  );
}

function Entries({ list }: { list: ListView }) {
  const { log } = useMessages();
  const locale = useLocale();
  const rows = new Map(list.rows.map(({ key, cells }) => [key, cells]));
  const textOf = (name: string, index: string) =>
    rows.get(index)![list.columns.findIndex(({ key }) => key === name)]!.text;
  const onOneLine = (name: string) => (index: string) => (
    <span className="md:whitespace-nowrap">{textOf(name, index)}</span>
  );
  return (
    <Section title={log.entries} aside={<ListFile list={list} />}>
      <div className="mt-4">
        <ListBody
          list={list}
          cells={{
            // The row key is the index of the entry, from 0.
            entry: (index) => formatDecimal(`${Number(index) + 1}`, { locale }),
            kind: onOneLine("kind"),
            time: onOneLine("time"),
            hash: (index) => (
              <code className="block min-w-44 font-mono text-12 break-all">{textOf("hash", index)}</code>
            ),
          }}
        />
      </div>
    </Section>
  );
}

function FollowLog() {
  const { log } = useMessages();
  const addresses = [
    { address: "/log/checkpoint", about: log.follow.checkpoint, href: "/log/checkpoint" },
    { address: "/log/tile/<level>/<index>", about: log.follow.hashes },
    { address: "/log/tile/entries/<index>", about: log.follow.entries },
    { address: "/verify/<number>/evidence.json", about: log.follow.proof },
    { address: `node ${CHECKER} log monitor <log>`, about: log.follow.monitor, href: "/verify/checker" },
  ];
  return (
    <>
      <Section title={log.followTitle} isAside>
        <p className="text-14 text-muted">{log.followText}</p>
        <ul className="mt-2 divide-y divide-line">
          {addresses.map(({ address, about, href }) => (
            <li key={address} className="py-2 text-14">
              {href ? (
                <a href={href} className="text-link font-mono text-12 break-all" translate="no">
                  {address}
                </a>
              ) : (
                <code className="font-mono text-12 break-all">{address}</code>
              )}
              <span className="block text-12 text-muted">{about}</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={log.compareTitle} isAside>
        <p className="text-14 text-muted">{log.compareText}</p>
      </Section>
      <Section title={log.keys.title} isAside>
        <p className="text-14">
          <Link to="/keys" className="text-link">
            {log.keys.list}
          </Link>
        </p>
      </Section>
    </>
  );
}
