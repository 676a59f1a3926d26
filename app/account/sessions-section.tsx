import { Form } from "@remix-run/react";
import type { SessionEntry } from "#app/access/account-security.server.ts";
import { Button } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { deviceOf } from "./device.ts";

export function SessionsSection({ sessions }: { sessions: SessionEntry[] }) {
  const words = useMessages().account.settings;
  const clock = useClock();
  const nameOf = (session: SessionEntry) => {
    const device = deviceOf(session.userAgent);
    return device ? words.browserOn(device.browser, device.system) : words.unknownDevice;
  };
  return (
    <Section title={words.sessions} count={sessions.length}>
      <p className="mt-3 mb-4 text-14 text-muted">{words.sessionsLead}</p>
      <Table
        caption={words.sessions}
        isStacked
        rows={sessions}
        rowKey={(session) => session.id}
        columns={[
          { key: "device", head: words.device, cell: nameOf, isRowHead: true },
          { key: "address", head: words.address, cell: (session) => session.address || "–", isMuted: true },
          { key: "last", head: words.lastUsed, cell: (session) => clock.instant(session.lastSeenAt) },
          {
            key: "action",
            head: <span className="sr-only">{words.action}</span>,
            cell: (session) =>
              session.isCurrent ? (
                <Chip tone="accent">{words.thisSession}</Chip>
              ) : (
                <Form method="post">
                  <input type="hidden" name="intent" value="end-session" />
                  <input type="hidden" name="sessionId" value={session.id} />
                  <Button variant="secondary" size="row" aria-label={words.signOutDevice(nameOf(session))}>
                    {words.signOut}
                  </Button>
                </Form>
              ),
          },
        ]}
      />
      {sessions.length > 1 && (
        <Form method="post" className="mt-4">
          <input type="hidden" name="intent" value="end-others" />
          <Button variant="destructive">{words.signOutOthers}</Button>
        </Form>
      )}
    </Section>
  );
}
