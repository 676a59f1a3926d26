import type { ClientMailKind, ClientMailState } from "#db/notice-schema.ts";

const clientMail = {
  title: "Emails to clients",
  about: "Every email that was sent to your clients, newest first.",
  none: "No emails to clients yet",
  noneReason: "Quotes, invoices, payments, reminders and reports that are emailed to clients appear here.",
  client: "Client",
  recipient: "Email address",
  kind: "Type",
  number: "Number",
  createdAt: "Created",
  settledAt: "Sent or failed",
  state: "Status",
  states: {
    waiting: "Waiting",
    queued: "Being sent",
    sent: "Sent",
    failed: "Failed",
    no_address: "No email address",
  } satisfies Record<ClientMailState, string>,
  kinds: {
    "quote.sent": "Quote",
    "quote.link_renewed": "New quote link",
    "invoice.issued": "Invoice",
    "invoice.reminder": "Payment reminder",
    "credit_note.issued": "Credit note",
    "payment.recorded": "Payment received",
    "order.draft_given": "Draft of the report",
    "order.draft_answered": "Comment on the draft",
    "order.released": "Report released",
    "order.copy_added": "Copy of the contract",
    "client.portal_sent": "Portal link",
  } satisfies Record<ClientMailKind, string>,
  letters: {
    invoice: {
      subject: (seller: string, number: string) => `Invoice ${number} from ${seller}`,
      body: (seller: string, number: string, amount: string, due: string) =>
        `${seller} issued invoice ${number} for ${amount}, due on ${due}.`,
      attached: "The invoice is attached as a PDF with the payment details.",
    },
    reminder: {
      subject: (number: string) => `Payment reminder: invoice ${number}`,
      before: (seller: string, number: string, amount: string, due: string) =>
        `Invoice ${number} of ${seller} is due on ${due}. ${amount} is open.`,
      after: (seller: string, number: string, amount: string, due: string) =>
        `Invoice ${number} of ${seller} was due on ${due}. ${amount} is open.`,
      paid: "If you have already paid, please ignore this email.",
    },
    credit: {
      subject: (seller: string, number: string) => `Credit note ${number} from ${seller}`,
      body: (seller: string, number: string, amount: string, invoice: string) =>
        `${seller} issued credit note ${number} for ${amount}. It reduces invoice ${invoice}.`,
      attached: "The credit note is attached as a PDF.",
    },
    payment: {
      subject: (number: string) => `Payment received for invoice ${number}`,
      body: (seller: string, number: string, amount: string) =>
        `${seller} received your payment of ${amount} for invoice ${number}. Thank you.`,
    },
    draft: {
      subject: (seller: string, number: string) => `Draft of your report for order ${number} from ${seller}`,
      body: (seller: string, number: string) => `${seller} prepared a draft of your report for order ${number}.`,
    },
    comment: {
      subject: (seller: string, number: string) => `${seller} commented on the draft for order ${number}`,
      body: (seller: string, number: string) => `${seller} commented on the draft of your report for order ${number}.`,
    },
    released: {
      subject: (seller: string, number: string) => `Your report for order ${number} from ${seller}`,
      body: (seller: string, number: string) => `${seller} released your report for order ${number}.`,
    },
    copy: {
      subject: (seller: string, number: string) => `Copy of the contract of order ${number} from ${seller}`,
      body: (seller: string, number: string) => `${seller} uploaded a copy of the contract of order ${number}.`,
    },
    link: "You can see it with the link that you received with the quote.",
    from: (seller: string) => `You get this email because ${seller} has your address for this order.`,
  },
};

export default clientMail;
