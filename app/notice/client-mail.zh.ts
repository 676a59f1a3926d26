import type en from "./client-mail.en.ts";

const clientMail: typeof en = {
  title: "发给客户的邮件",
  about: "发给客户的所有邮件，按时间从新到旧排列。",
  none: "尚无发给客户的邮件",
  noneReason: "发给客户的报价单、发票、收款、催款和报告邮件会显示在此处。",
  client: "客户",
  recipient: "邮箱",
  kind: "类型",
  number: "编号",
  createdAt: "创建时间",
  settledAt: "发送或失败时间",
  state: "状态",
  states: { waiting: "等待中", queued: "发送中", sent: "已发送", failed: "发送失败", no_address: "无邮箱" },
  kinds: {
    "quote.sent": "报价单",
    "quote.link_renewed": "报价单新链接",
    "invoice.issued": "发票",
    "invoice.reminder": "付款提醒",
    "credit_note.issued": "贷项通知单",
    "payment.recorded": "收款通知",
    "order.draft_given": "报告草稿",
    "order.draft_answered": "对草稿的意见",
    "order.released": "报告交付",
    "order.copy_added": "合同扫描件",
    "client.portal_sent": "门户链接",
  },
  letters: {
    invoice: {
      subject: (seller, number) => `${seller}发票 ${number}`,
      body: (seller, number, amount, due) => `${seller}已开具发票 ${number}，金额 ${amount}，请于${due}前付款。`,
      attached: "发票以 PDF 附件发送，其中包含付款信息。",
    },
    reminder: {
      subject: (number) => `付款提醒：发票 ${number}`,
      before: (seller, number, amount, due) => `${seller}的发票 ${number} 将于${due}到期，未付金额 ${amount}。`,
      after: (seller, number, amount, due) => `${seller}的发票 ${number} 已于${due}到期，未付金额 ${amount}。`,
      paid: "如已付款，请忽略本邮件。",
    },
    credit: {
      subject: (seller, number) => `${seller}贷项通知单 ${number}`,
      body: (seller, number, amount, invoice) =>
        `${seller}已开具贷项通知单 ${number}，金额 ${amount}，用于冲减发票 ${invoice}。`,
      attached: "贷项通知单以 PDF 附件发送。",
    },
    payment: {
      subject: (number) => `已收到发票 ${number} 的款项`,
      body: (seller, number, amount) => `${seller}已收到您支付的发票 ${number} 款项 ${amount}，谢谢。`,
    },
    draft: {
      subject: (seller, number) => `${seller}：订单 ${number} 的报告草稿`,
      body: (seller, number) => `${seller}已完成订单 ${number} 的报告草稿。`,
    },
    comment: {
      subject: (seller, number) => `${seller}：对订单 ${number} 报告草稿的意见`,
      body: (seller, number) => `${seller}已就订单 ${number} 的报告草稿提出意见。`,
    },
    released: {
      subject: (seller, number) => `${seller}：订单 ${number} 的报告`,
      body: (seller, number) => `${seller}已交付订单 ${number} 的报告。`,
    },
    copy: {
      subject: (seller, number) => `${seller}：订单 ${number} 的合同扫描件`,
      body: (seller, number) => `${seller}已上传订单 ${number} 的合同扫描件。`,
    },
    link: "可通过报价单邮件中的链接查看。",
    from: (seller) => `${seller}为此订单登记了您的邮箱，因此向您发送本邮件。`,
  },
};

export default clientMail;
