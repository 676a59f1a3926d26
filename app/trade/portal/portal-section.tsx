import { Form } from "@remix-run/react";
import { WholeDays } from "#app/day/whole-days.tsx";
import { Button } from "#app/kit/button.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { ShownLink } from "#app/kit/shown-link.tsx";

interface PortalSectionProps {
  portal: {
    /** The email address of the client now. */
    email: string;
    access: { email: string; sentAt: string; expiresAt: string; isOpen: boolean } | null;
    /** The new link, once. */
    link: string | null;
    isMailLocal: boolean;
  };
  maySell: boolean;
  fault: string | undefined;
}

/** The client's access to the portal, on the seller's page of the client. */
export function PortalSection({ portal: { email, access, link, isMailLocal }, maySell, fault }: PortalSectionProps) {
  const { portal: t } = useMessages();
  const clock = useClock();
  return (
    <Section title={t.title} isAside id="portal">
      <p className="text-14 text-muted">{t.about}</p>
      {link && (
        <div className="mt-3">
          <ShownLink url={link} label={t.linkLabel} about={isMailLocal ? t.shownLocal : t.shown(access?.email ?? "")} />
        </div>
      )}
      <p className="mt-3 text-14 [overflow-wrap:anywhere]">
        <WholeDays>
          {!access
            ? t.none
            : access.isOpen
              ? t.sent(access.email, clock.day(access.sentAt), clock.day(access.expiresAt))
              : t.lapsed(clock.day(access.expiresAt))}
        </WholeDays>
      </p>
      {fault && (
        <p role="alert" className="mt-3 text-14 text-bad-ink">
          {t.faults[fault as keyof typeof t.faults] ?? fault}
        </p>
      )}
      {maySell && !email && <p className="mt-3 text-14">{t.noEmail}</p>}
      {maySell && email && (
        <Form method="post" className="mt-3">
          <Button name="intent" value="portal" variant="secondary">
            {access ? t.sendNew : t.send}
          </Button>
          <p className="mt-1 text-12 text-muted [overflow-wrap:anywhere]">
            {access?.isOpen ? t.sendNewNote(email) : t.sendNote(email)}
          </p>
        </Form>
      )}
      {maySell && access?.isOpen && (
        <Form method="post" className="mt-3">
          <input type="hidden" name="intent" value="end_portal" />
          <ConfirmAction label={t.end} lost="" question={t.endQuestion} isAtStart />
        </Form>
      )}
    </Section>
  );
}
