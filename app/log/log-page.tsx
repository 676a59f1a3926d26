import { Link } from "@remix-run/react";
import { formatDecimal } from "#app/carbon/format.ts";
import { formatInstant } from "#app/day/format-day.ts";
import { UTC } from "#app/day/zone.ts";
import { FactList } from "#app/kit/fact-list.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { VerifyColumns } from "#app/kit/verify-columns.tsx";
import { CodeBlock } from "./code-block.tsx";
import type { ListedEntry, ListedWitness, LogListing } from "./log-listing.server.ts";

interface LogPageProps extends LogListing {
  pageSize: number;
}

/** The transparency log for people: how long it is, who signed it, what is in it, how to follow it. */
export function LogPage({ origin, size, checkpoint, verifierKeys, witnesses, entries, pageSize }: LogPageProps) {
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
      {checkpoint === null ? (
        <p className="text-14 text-muted">{log.empty}</p>
      ) : (
        <>
          <Section title={log.checkpoint}>
            <p className="py-2 text-12 text-muted">{log.checkpointText}</p>
            <CodeBlock text={checkpoint.trimEnd()} />
          </Section>
          <Witnesses witnesses={witnesses} />
          <Entries entries={entries} size={size} pageSize={pageSize} />
        </>
      )}
    </VerifyColumns>
  );
}

/** Who outside signs that the log only grows, and how far each has seen it. */
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

function Entries({ entries, size, pageSize }: { entries: ListedEntry[]; size: number; pageSize: number }) {
  const { log } = useMessages();
  const locale = useLocale();
  const count = (value: number) => formatDecimal(`${value}`, { locale });
  const [newest, oldest] = [entries[0]?.index ?? 0, entries.at(-1)?.index ?? 0];
  return (
    <Section title={log.entries} aside={log.range(count(oldest + 1), count(newest + 1), count(size))}>
      <Table
        caption={log.entries}
        rowKey={(entry) => `${entry.index}`}
        rows={entries}
        columns={[
          { key: "index", head: log.entry, isRowHead: true, cell: (entry) => count(entry.index + 1) },
          {
            key: "type",
            head: log.kind,
            cell: (entry) => <span className="whitespace-nowrap">{log.type[entry.type]}</span>,
          },
          {
            key: "time",
            head: log.time,
            isMuted: true,
            cell: ({ at }) => (at ? <span className="whitespace-nowrap">{formatInstant(at, locale, UTC)}</span> : "–"),
          },
          {
            key: "hash",
            head: log.hash,
            cell: (entry) => <code className="block min-w-44 font-mono text-12 break-all">{entry.leafHash}</code>,
          },
        ]}
      />
      <Pages newest={newest} oldest={oldest} size={size} pageSize={pageSize} />
    </Section>
  );
}

function Pages({ newest, oldest, size, pageSize }: { newest: number; oldest: number; size: number; pageSize: number }) {
  const { log } = useMessages();
  const newerFrom = newest + 1 + pageSize;
  return (
    <nav aria-label={log.entries} className="flex gap-6 pt-3 text-14 print:hidden">
      {newest + 1 < size && (
        <Link to={newerFrom >= size ? "/log" : `/log?before=${newerFrom}`} className="text-link touch:py-3">
          {log.newer}
        </Link>
      )}
      {oldest > 0 && (
        <Link to={`/log?before=${oldest}`} className="text-link touch:py-3">
          {log.older}
        </Link>
      )}
    </nav>
  );
}

function FollowLog() {
  const { log } = useMessages();
  const addresses = [
    { address: "/log/checkpoint", about: log.follow.checkpoint, href: "/log/checkpoint" },
    { address: "/log/tile/<level>/<index>", about: log.follow.hashes },
    { address: "/log/tile/entries/<index>", about: log.follow.entries },
    { address: "/verify/<number>/evidence.json", about: log.follow.proof },
    { address: "node app/cli/truetonne.js log monitor <log>", about: log.follow.monitor },
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
