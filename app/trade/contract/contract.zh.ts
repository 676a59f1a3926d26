import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./contract.en.ts";

const contract = {
  title: "合同",
  about: "合同重述已接受的报价单和接受记录，不增加任何条款。",
  none: "此处没有本合同的已签署文本。",
  some: (n) => `此处有 ${n} 份上传的扫描件。`,
  unchecked: "Truetonne 不检查签字或印章的真伪。由谁签署以上传人的说明为准。",
  pdf: "待签字或盖章的合同（PDF）",
  copies: "已上传的扫描件",
  copy: (number) => `扫描件 ${number}`,
  signedBy: "签字或盖章方",
  signers: { both: "双方", client: "仅客户", seller: "仅卖方" },
  stated: (signers) => `上传人说明的签字或盖章方：${signers}`,
  uploaded: {
    seller: (when) => `由卖方上传 · ${when}`,
    client: (when) => `由客户上传 · ${when}`,
  },
  download: "下载",
  downloadOf: (number) => `下载扫描件 ${number}`,
  hash: "SHA-256",
  withdrawnState: "已撤回",
  withdrawn: (when, reason) => `已于${when}撤回：${reason}`,
  upload: "上传已签署的扫描件",
  file: "已签字或盖章的合同扫描件",
  fileHint: "一个 PDF、PNG 或 JPEG 文件，包含全部页面",
  chooseSigner: "请选择签署方",
  submit: "上传扫描件",
  shared: {
    seller: "客户会收到邮件，并可下载该扫描件。客户看到的照片不含拍摄地点等元数据。",
    client: "卖方会收到通知，并得到原文件，包括照片的元数据，例如拍摄地点。",
  },
  full: {
    seller: "本合同已上传 10 份扫描件，达到上限。其他扫描件请通过邮件发送。",
    client: "本合同已上传 10 份扫描件，达到上限。其他扫描件请直接发送给卖方。",
  },
  withdraw: "撤回",
  withdrawOf: (number) => `撤回扫描件 ${number}`,
  withdrawAbout: {
    seller: "该扫描件仍会列出，并注明原因。客户不能再下载。",
    client: "该扫描件仍会列出，并注明原因。卖方保留该文件。",
  },
  reason: "原因",
  done: { added: "扫描件已上传。", withdrawn: "扫描件已撤回。" },
  tooLarge: (limit) => `文件超过 ${limit}。请用黑白模式或较低的分辨率扫描。`,
  faults: {
    file_missing: "请选择要上传的文件。",
    signer_missing: "请选择该扫描件的签字或盖章方，然后重新选择文件。",
    empty: "文件为空。请选择已签署合同的扫描件。",
    wrong_kind: "文件内容不是 PDF、PNG 或 JPEG。请将合同另存或扫描为其中一种格式。",
    copy_there: "该文件已在记录中。请选择其他文件。",
    copy_unsigned: "这是下载的合同文件，尚未签署。请签字或盖章后上传扫描件。",
    copy_full: "每一方最多可上传 10 份合同扫描件。这份请通过邮件发送。",
    copy_withdrawn: "该扫描件已撤回。请刷新页面。",
    reason_missing: "请填写原因。",
    rate_limited: "上传次数过多。请等待 15 分钟后再上传。",
  },
} satisfies MessagesOf<typeof en>;

export default contract;
