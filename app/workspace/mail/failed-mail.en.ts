import type { Letter } from "#app/mail/letter.ts";
import type { MailFailure } from "#app/mail/mail-failure.ts";

/** The page of mails that could not be sent. */
const failedMail = {
  title: "Failed e-mails",
  about: "E-mails of this workspace that could not be sent. They are kept for up to 14 days.",
  none: "No failed e-mails",
  noneReason: "An e-mail that can't be sent is listed here, with the reason.",
  see: "See failed e-mails",
  seeAbout: (n: number) =>
    n === 0
      ? "E-mails that can't be sent are listed on a page of their own, with the reason."
      : n === 1
        ? "1 e-mail could not be sent."
        : `${n} e-mails could not be sent.`,
  recipient: "To",
  kind: "Kind",
  reason: "Reason",
  failedAt: "Given up",
  until: "Can be sent until",
  again: "Send again",
  dismiss: "Dismiss",
  done: { again: "The e-mail is on its way again.", dismissed: "The e-mail was dismissed." } as Record<string, string>,
  fault: {
    mail_over: "This e-mail can no longer be sent, because its link has ended. Make a new one.",
  } as Record<string, string>,
  reasons: {
    rejected: "The mail server refused the address or the e-mail. Check the address.",
    unreachable: "The mail server could not be reached.",
    login: "The mail server refused the sign-in of this installation. Ask its operator.",
    key: "The e-mail can't be read with the key of this installation (AUTH_SECRET). Ask its operator.",
    expired: "The link in the e-mail ended before it could be sent. Make a new one.",
    unknown: "The mail server did not accept the e-mail.",
  } satisfies Record<MailFailure, string>,
  kinds: {
    confirmAddress: "Confirmation of an address",
    accountExists: "Account exists",
    accountUnconfirmed: "Account not confirmed",
    resetPassword: "New password",
    passwordChanged: "Password changed",
    signInPaused: "Sign-in paused",
    codePaused: "Codes paused",
    secondFactorOff: "Second factor off",
    invitation: "Invitation",
    verifierInvitation: "Invitation of a verifier",
    engagementOffer: "Offer of an engagement",
    taskReminder: "Reminder of tasks",
    administratorNotice: "Notice to administrators",
    quote: "Quote",
    quoteLink: "New link of a quote",
    bankDetailsChanged: "Change of bank details",
    dataRequest: "Data request",
    dataRequestReminder: "Reminder of a data request",
    dataRequestQuestion: "Question about a data request",
    dataRequestAnswered: "Data request answered",
  } satisfies Record<Letter["kind"], string>,
};

export default failedMail;
