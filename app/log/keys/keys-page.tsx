import { Link } from "@remix-run/react";
import { formatDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { VerifyColumns } from "#app/kit/verify-columns.tsx";
import type { PublishedKey } from "#app/proof/jwks.ts";

type KeyRow = Pick<PublishedKey, "keyId" | "purpose" | "validFrom" | "validUntil" | "revokedAt">;

/** All current and retired keys with their validity periods. */
export function KeysPage({ did, keys }: { did: string; keys: KeyRow[] }) {
  const { log } = useMessages();
  const words = log.keys;
  return (
    <VerifyColumns aside={<KeysAside />}>
      <div>
        <PageHeader title={words.title} />
        <p className="mb-6 max-w-[40rem] text-16 text-muted">{words.lead}</p>
        <FactList facts={[{ label: words.did, value: <code className="font-mono text-12 break-all">{did}</code> }]} />
      </div>
      <Section title={words.list}>
        <KeyTable keys={keys} />
      </Section>
    </VerifyColumns>
  );
}

function KeyTable({ keys }: { keys: KeyRow[] }) {
  const words = useMessages().log.keys;
  const locale = useLocale();
  return (
    <Table
      caption={words.list}
      rowKey={(key) => key.keyId}
      rows={keys}
      columns={[
        {
          key: "name",
          head: words.name,
          isRowHead: true,
          cell: (key) => <code className="block min-w-32 font-mono text-12 break-all">{key.keyId}</code>,
        },
        // Next to the name, so that narrow screens show it too: a revoked key must look different.
        { key: "state", head: words.state, cell: (key) => <KeyState of={key} /> },
        {
          key: "purpose",
          head: words.purpose,
          cell: (key) => <span className="whitespace-nowrap">{words.purposes[key.purpose]}</span>,
        },
        {
          key: "from",
          head: words.from,
          isMuted: true,
          cell: (key) => formatDay(key.validFrom, locale),
        },
        {
          key: "until",
          head: words.until,
          isMuted: true,
          cell: (key) => (key.validUntil ? formatDay(key.validUntil, locale) : words.open),
        },
      ]}
    />
  );
}

function KeyState({ of: { validUntil, revokedAt } }: { of: KeyRow }) {
  const words = useMessages().log.keys;
  const locale = useLocale();
  if (revokedAt)
    return (
      <Chip tone="bad">
        <WholeDays>{words.revoked(formatDay(revokedAt, locale))}</WholeDays>
      </Chip>
    );
  return validUntil ? <Chip>{words.retired}</Chip> : <Chip tone="good">{words.current}</Chip>;
}

function KeysAside() {
  const { log } = useMessages();
  const words = log.keys;
  const files = [
    { href: "/.well-known/did.json", label: words.didDocument },
    { href: "/.well-known/jwks.json", label: words.jwks },
  ];
  return (
    <>
      <Section title={words.filesTitle} isAside>
        <p className="text-14 text-muted">{words.filesText}</p>
        <ul className="mt-2 divide-y divide-line">
          {files.map(({ href, label }) => (
            <li key={href} className="py-2 text-14">
              <a href={href} className="text-link">
                {label}
              </a>
            </li>
          ))}
          <li className="py-2 text-14">
            <Link to="/log" className="text-link">
              {words.logLink}
            </Link>
          </li>
        </ul>
      </Section>
      <Section title={words.trustTitle} isAside>
        <p className="text-14 text-muted">{words.trustText}</p>
      </Section>
    </>
  );
}
