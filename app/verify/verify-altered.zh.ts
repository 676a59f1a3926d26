import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./verify-altered.en.ts";

const altered = {
  conclusion: {
    saved_again: "印出的数值全部与签发时相同，只是文件被重新保存过。",
    same_text: "文字中印出的数值全部与签发时相同。但页面是重新绘制的，例如打印成了 PDF。",
    same_figures: "印出的数值全部与签发时相同。但其他程序更改了文字的编码，因此未能比对文字。",
    unread: "无法读取这份文件的文字，因此未能比对其数值。",
  },
  differing: (count: string) => `印出的数值有 ${count} 处与签发的报告不同。`,
  noneDiffers: "印出的数值全部与签发时相同，但页面上有其他不同之处。",
  pagesDiffer: "页面与签发的报告不同。",
  protected: "文件设有密码。请去除密码后重新拖入。",
  tooLarge: "文件页数过多，或读取时间过长。",
  recodedPages: (pages: string) => `文字编码不同的页（例如 PDF 经某些程序压缩）：第 ${pages} 页。`,
  unreadPages: (pages: string) => `无法读取文字的页（例如页面是图片）：第 ${pages} 页。`,
  scope: {
    saved_again: "已比对：各页文字及其顺序，以及绘制页面的指令及其字体和图片。",
    figures: "已比对：各页数值及其位置。未比对：图片、图形和这些页的文字，它们可能遮盖或冒充数值，或另有所述。",
    text: "已比对：各页文字及其顺序、位置、大小和颜色。未比对：图片和图形，它们可能遮盖或冒充数值。",
  },
  bundle: {
    compared: "已与验证包中的 PDF 逐页比对。签名记录载明该 PDF 的哈希。",
    unconfirmed: "该记录的密钥未经确认，因此验证包也可能是伪造的。",
    other_edition: "验证包中是另一语言版本。请用与该文件语言相同的验证包比对。",
    no_issued: "如需了解哪些印出的数值不同，请一并提供报告的验证包，或将文件拖入报告的验证页面。",
  },
  notIssued: "这不是签发的文件，请使用签发的文件。",
  more: (count: string) => `另有 ${count} 处不同未列出。`,
  page: (page: string) => `第 ${page} 页`,
  issuedPage: (page: string) => `签发文件的第 ${page} 页`,
  layer: "图层",
  scripts: "整个文件",
  found: {
    moved: "位置或大小不同",
    hidden: "显示为白色",
    otherText: "文字不同，或无法读取",
    pageAdded: "签发时没有的页",
    pageRemoved: "缺失",
    scripts: "签发时没有的脚本",
  },
  annotation: { Link: "添加的链接", Widget: "添加的表单域", FreeText: "添加的文本框", Stamp: "添加的图章" } as Record<
    string,
    string
  >,
  otherAnnotation: "添加的批注或标记",
  draft: {
    word: "草稿",
    sentence: "这是草稿，不是签发的报告。",
    text: "草稿没有编号，也没有签名，任何人都可以修改。请向发送者索取签发的报告。",
  },
  foreign: {
    sentence: (number: string, host: string) => `这份文件载明的报告 ${number} 属于另一站点：${host}。`,
    text: (host: string, address: string) =>
      `${host} 的报告登记在其自己的系统中，只有该站点能够确认，地址为 ${address}。`,
    caution: "该地址来自文件本身，未经确认。打开之前，请确认该域名属于签发方。",
  },
  noText: "该 PDF 没有可读取的文字，例如扫描件。请输入其中显示的编号，并逐一核对数值。",
  unknownNumber: (number: string) => `这份文件载明报告 ${number}，但本站没有登记该编号的报告。`,
} satisfies MessagesOf<typeof en>;

export default altered;
