import type { Letter } from "#app/mail/letter.ts";
import type { MailFailure } from "#app/mail/mail-failure.ts";

const failedMail = {
  title: "Failed emails",
  about: "These emails of this workspace could not be sent. They are kept for up to 14 days.",
  none: "No failed emails",
  noneReason: "Emails that can't be sent appear here with the reason.",
  see: "View failed emails",
  seeAbout: (n: number) =>
    n === 0
      ? "Emails that can't be sent are listed on their own page with the reason."
      : n === 1
        ? "1 email could not be sent."
        : `${n} emails could not be sent.`,
  recipient: "To",
  kind: "Type",
  reason: "Reason",
  failedAt: "Failed",
  until: "Can be sent until",
  again: "Send again",
  dismiss: "Dismiss",
  done: { again: "The email is being sent again.", dismissed: "The email was dismissed." } as Record<string, string>,
  fault: {
    mail_over: "This email can no longer be sent because its link has expired. Create a new link.",
  } as Record<string, string>,
  reasons: {
    rejected: "The mail server rejected the address or the email. Check the address.",
    unreachable: "The mail server could not be reached.",
    login: "The mail server rejected the sign-in of this installation. Contact the operator.",
    key: "The email can't be read with the key of this installation (AUTH_SECRET). Contact the operator.",
    expired: "The link expired before the email could be sent. Create a new link.",
    unknown: "The mail server did not accept the email.",
  } satisfies Record<MailFailure, string>,
  kinds: {
    confirmAddress: "Address confirmation",
    accountExists: "Account exists",
    accountUnconfirmed: "Account not confirmed",
    resetPassword: "Password reset",
    passwordChanged: "Password changed",
    signInPaused: "Sign-in paused",
    codePaused: "Codes paused",
    secondFactorOff: "Two-factor authentication off",
    accountDeleted: "Account deleted",
    invitation: "Invitation",
    verifierInvitation: "Verifier invitation",
    engagementOffer: "Engagement offer",
    taskReminder: "Task reminder",
    notices: "Notifications",
    noticeDigest: "Daily summary",
    clientInvoice: "Invoice to a client",
    clientReminder: "Payment reminder to a client",
    clientCreditNote: "Credit note to a client",
    clientPayment: "Payment confirmation to a client",
    clientDraft: "Draft for a client",
    clientReleased: "Report for a client",
    clientComment: "Comment on a draft for a client",
    clientCopy: "Copy of a contract for a client",
    administratorNotice: "Notice to admins",
    quote: "Quote",
    quoteLink: "New quote link",
    portalLink: "Portal link",
    bankDetailsChanged: "Bank details changed",
    dataRequest: "Data request",
    dataRequestReminder: "Data request reminder",
    dataRequestQuestion: "Data request question",
    dataRequestAnswered: "Data request answered",
    supplierFactorAnswered: "Emission factor submitted",
    watchConfirm: "Confirmation of a watched report",
    watchSuperseded: "Replacement of a watched report",
    watchWithdrawn: "Withdrawal of a watched report",
    watchExpired: "Expiry of a watched report",
  } satisfies Record<Letter["kind"], string>,
};

export default failedMail;
