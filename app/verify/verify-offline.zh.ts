/** 保存后从本地打开的验证页面。各项检查的用语见 `verify.ts`。 */
const offline = {
  pageTitle: "离线验证报告 · Truetonne",
  title: "离线验证报告",
  lead: "请保存本页面，断开网络，从本地打开，再拖入收到的文件。本页面是一个独立文件，不查询也不发送任何内容，其自身规则禁止联网。",
  drop: "拖入验证包，或 PDF 及其验证包",
  dropMore: "拖入更多文件或其他文件",
  help: "验证包（.bundle.zip）包含所需的全部内容，使用解压后的文件也可以。如果还有从其他渠道留存的密钥（jwks.json）或日志检查点，请一并拖入，结论会更可靠。",
  given: "已读取的文件",
  startAgain: "重新开始",
  kinds: {
    bundle: "验证包",
    pdf: "报告 PDF",
    record: "签名记录",
    proof: "日志证明",
    status: "状态列表",
    keys: "密钥",
    checkpoint: "日志检查点",
    document: "清单文档",
    unknown: "无法识别的文件",
    damaged: "验证包已改动或损坏",
  },
  working: "正在检查……",
  tooLarge: (name: string) => `${name} 超过任何报告的大小，未读取。`,
  unreadable: (name: string) => `无法读取 ${name}，请重新选择。`,
  failed: "此浏览器无法完成检查，未确认任何内容。请换用较新的浏览器，或使用验证程序 truetonne-verify.mjs。",
  needsEvidence: "缺少该 PDF 的签名记录。请同时拖入其验证包，验证包可在报告的验证页面下载。",
  onDisk: "从本地读取，不发送到任何地方",
  checks: "在本页面完成的检查",
  trust: {
    title: "使用了谁的密钥",
    carried: "以上检查使用随文件附带的密钥。伪造报告的人同样会伪造密钥，因此密钥得到确认之前，不会判定报告真实。",
    confirmed: "以上检查使用随文件附带的密钥。您从其他渠道提供的内容已确认这些密钥。",
    given:
      "以上检查使用您提供的密钥，而不是验证包中的密钥。只有这些密钥来自签发方或由您此前留存，才能确认报告。如果来自提供验证包的人，则不能。",
    none: "没有可用于检查的密钥。",
    credentialKey: "签发方密钥",
    held: (host: string, day: string) =>
      `由 ${host} 于 ${day}（UTC）计入日志，并代签发方保管。该密钥可将该签发方与 ${host} 上的其他签发方区分开，但不能防范 ${host} 自身。`,
    logKeys: "日志密钥",
    publishedAt: (host: string) => `公布于 ${host}/.well-known/jwks.json`,
  },
  confirm: {
    title: "确认密钥",
    text: (host: string) =>
      `如果您知道 ${host} 是签发方使用的网址，请在浏览器中输入 ${host}/keys，并复制用于日志检查点的密钥名称。也可使用您信任的以往报告中“如何验证本报告”一节印出的签发方密钥名称。您留存的 jwks.json 或日志检查点同样可用，请拖入上方。`,
    label: "从其他渠道得到的日志密钥或签发方密钥名称",
    compare: "比对",
    given: (files: string) =>
      `您提供了 ${files}。只有它来自签发方或由您此前留存，才能确认密钥。伪造报告的人也可以随报告附上密钥和检查点。`,
    own: "它不是随报告一起得到的",
    separator: "、",
    other: "这既不是日志密钥的名称，也不是签名所用密钥的名称。请检查是否复制完整。如已完整，请勿采信该文件。",
  },
  checkpoint: {
    title: "您留存的检查点",
    equal: (size: string) => `与证明中的检查点一致：共 ${size} 条记录，根哈希相同。`,
    fork: (size: string) =>
      `同为 ${size} 条记录，根哈希却不同，说明日志展示过两种历史。请保留两份文件，不要采信本报告，并告知他人。`,
    sameKey: (kept: string, size: string) =>
      `由同一密钥签名，当时有 ${kept} 条记录，证明针对的是 ${size} 条记录。如果由您自己留存，则密钥得到确认。两者是否属于同一历史，只能查询日志本身：运行 node truetonne-verify.mjs log monitor，并给出日志的网址。`,
    noMatch: "它属于另一日志，或者现有密钥均未对其签名。它不能说明本报告的任何情况。",
  },
  states: "签名记录载明的内容",
  page: {
    title: "本页面本身是否真实？",
    text: "请从签发方网站或您信任的人处获取本页面，并将其 SHA-256 与验证包说明文件中的数值或其他来源的副本比对。给您伪造报告的人，也可能给您伪造的页面。",
  },
  noScript:
    "本页面需要 JavaScript 才能在您的浏览器中检查文件。请启用 JavaScript，或使用验证程序 truetonne-verify.mjs。",
};

export default offline;
