import type en from "../en/verify-page.ts";
import type { MessagesOf } from "../messages-of.ts";

const page = {
  titleFind: "核验报告",
  titleReport: (number: string) => `报告 ${number}`,
  findTitle: "核验报告",
  findLead: "输入首页上的报告编号，或放入文件。文件只在此浏览器中读取，不会离开您的电脑；无需注册账号。",
  orDrop: "或直接核验文件",
  notFoundTitle: "此编号下没有公开内容",
  record: {
    word: "已登记",
    current: (number: string, issuer: string, day: string) =>
      `报告 ${number} 由${issuer}于${day}签发，为现行版本。您手中的文件尚未比对。`,
    superseded: (number: string, successor: string, day: string) =>
      `报告 ${number} 已${day ? `于${day}` : ""}被${successor ? ` ${successor} ` : "新版本"}替代，请勿作为现行数据使用。`,
    withdrawn: (number: string, day: string, reason: string) =>
      `报告 ${number} 已${day ? `于${day}` : ""}由签发方撤回${reason ? `：${reason}` : "。"}`,
    altered: (number: string) => `报告 ${number} 的证明不成立，请勿采信。`,
    expired: (number: string, day: string) => `报告 ${number} 的有效期已于${day}届满；未被替代，也未被撤回。`,
    compare: "比对您的文件",
    compareText: "编号只能说明有这份报告，不能说明您手中的纸件或文件就是它。放入文件即可得知；文件只在此浏览器中读取。",
  },
  meta: {
    byServer: "按编号查询",
    byServerChecked: "由本服务器检验",
    inBrowser: "在此浏览器中检验",
    notUploaded: "在此浏览器中读取，未上传",
  },
  reading: (name: string) => `正在读取 ${name} …`,
  tooLarge: (name: string, size: string) => `${name} 大小为 ${size}，超出任何一份报告，未读取。`,
  unreadable: (name: string) => `无法读取 ${name}，请重新选择。`,
  offline: "无法连接登记系统。请检查网络后重新放入文件；目前未确认任何内容。",
  insecure: "此浏览器只在安全地址（https）下检验签名。请通过 https 打开本页，或使用命令行核验文件。",
  newer: "查看现行报告",
  getIssued: "获取签发的文件",
  statement: {
    title: "报告载明的内容",
    organization: "组织",
    registeredAs: "登记号码",
    noLegalId: "未载明登记号码",
    period: "期间",
    standards: "标准",
    boundary: "边界",
    gwp: "GWP 数据集",
    gwpValue: (set: string) => `IPCC ${set}，100 年`,
    gwpNote: "整份清单采用同一数据集",
    issuer: "签发方",
    issued: "签发日期",
    version: (version: string) => `第 ${version} 版`,
    language: "语言",
    languageName: { en: "英文", zh: "中文" },
    replaces: "替代",
    number: "编号",
    total: "合计",
    assurance: "核查",
  },
  listSeparator: "、",
  totals: {
    title: "合计",
    location: "合计（基于位置）",
    market: "合计（基于市场）",
    scopeColumn: "范围",
    share: "占比",
    caption: "各范围合计，范围二基于位置",
    bar: (one: string, two: string, three: string) => `占合计的比例：范围一 ${one}，范围二 ${two}，范围三 ${three}。`,
    about: {
      "1": "直接排放",
      "2": "基于位置",
      "3": (count: string) => `15 个类别中的 ${count} 个`,
    },
    withMarket: (value: string) => `范围二基于市场时（${value}）`,
    rounding: "各数值分别只舍入一次，因此各行相加的末位可能与合计不同。",
  },
  assurance: {
    title: "核查",
    notVerified: "未经第三方核查",
    notVerifiedText:
      "本报告由组织自行编制，没有核查机构对其发表意见。以下检验说明报告未被改动且计算相符，不说明活动数据真实。",
    note: "Truetonne 记录他人作出的声明，不对清单进行核查。",
  },
  checks: {
    titleServer: "五项检验",
    titleBrowser: "五项检验，均在此浏览器中完成",
    byServer: "签名、日志和状态已由本服务器检验。启用 JavaScript 的浏览器会自行再检验一遍；否则请使用验证包和命令行。",
    running: "您的浏览器正在重复检验 …",
    done: (time: string) => `已在此浏览器中重复检验，${time}。文件一项需要您放入文件。`,
    doneFile: (time: string) => `全部在此浏览器中完成，${time}。`,
    failedToRun: "此浏览器未能重复检验；以下为服务器检验的结果。",
    yourFile: "您的文件",
    registered: "登记值",
    registeredFor: (number: string) => `${number} 的登记值`,
    prefixOnly: "只发送了前八个字符以查找候选，其余在本机比对。",
    fileWaiting: "放入文件，即可与签发的文件比对。",
    totalsWaiting: "将在您的浏览器中，根据签发的 PDF 内的数据重新计算。",
    totalsTooLarge: (size: string) => `签发的 PDF 大小为 ${size}，不会自动载入。放入您的文件即可重新计算合计。`,
    keyName: "密钥",
    logPlace: "日志条目",
    totalsFrom: "根据签发的 PDF 内的数据计算，该文件由此浏览器载入。",
  },
  history: {
    title: "状态记录",
    issued: (version: string) => `已签发，第 ${version} 版`,
    logEntry: (index: string) => `日志第 ${index} 条`,
    superseded: "已被替代",
    by: (number: string) => `由 ${number} 替代`,
    withdrawn: "已由签发方撤回",
    current: "现行有效",
    currentDetail: "未被替代，未被撤回",
  },
  differs: {
    title: "差异所在",
    where: "位置",
    issued: "签发时",
    yours: "您的文件",
    size: "大小",
    bytes: (count: string) => `${count} 字节`,
    firstByte: "第一个不同的字节",
    atByte: (position: string) => `第 ${position} 字节`,
    changedBytes: (count: string) => `共 ${count} 个字节不同`,
    sha: "SHA-256",
    dataSame: "您的文件中嵌入的数据与签发时相同。改动在别处：在显示的页面中，或由于文件被重新保存。",
    dataDiffer: "您的文件中嵌入的数据与签发时不同。带路径的一行指出第一个不同之处。",
    dataMissing: "无法从您的文件中读出清单数据，因此不能逐项比对其数值。",
    noIssued: "无法载入签发的文件进行比对。",
    comparing: "正在将您的文件与签发的文件比对 …",
    none: "无",
    figures: {
      locationBasedCo2eKg: "合计（基于位置），kg CO₂e",
      marketBasedCo2eKg: "合计（基于市场），kg CO₂e",
      biogenicCo2Kg: "生物源 CO₂，kg",
      scope1Co2eKg: "范围一，kg CO₂e",
      scope2LocationBasedCo2eKg: "范围二（基于位置），kg CO₂e",
      scope2MarketBasedCo2eKg: "范围二（基于市场），kg CO₂e",
      scope3Co2eKg: "范围三，kg CO₂e",
    },
    todo: "现在该怎么做",
    todoUse: "请使用签发的文件，不要使用这一份。",
    todoAsk: "询问发送者该文件的来源。重新保存、打印为 PDF 或合并文件也会使其改变。",
    todoTell: "如果您认为有人在滥用该报告，请告知签发方。",
    theIssued: "签发的报告",
  },
  other: {
    title: "核验其他文件",
    compareTitle: "比对您的文件",
    drop: "将 PDF 或验证包拖到此处",
    privacy: "在您的浏览器中读取，不会离开您的电脑。",
    orNumber: "或输入报告编号",
  },
  without: {
    title: "不依赖我们核验",
    text: "重复全部五项检验所需的一切，在从未连接过本服务器的电脑上也能使用。",
    pdf: "报告，PDF/A-3",
    record: "签名记录",
    proof: "日志证明",
    keys: "密钥",
    checkpoint: "日志检查点",
    revocation: "已撤回报告的签名列表",
    superseded: "已替代报告的签名列表",
    bundle: "下载验证包",
    command: "需要 Node.js。将验证包放在文件旁边即可离线使用：加上 --offline。",
  },
  eye: {
    title: "目视比对",
    text: "签发报告的首页印有以下内容。您手中报告的编号、组织、合计和签发方须与之相同。",
    label: "签发报告首页所印内容",
    issued: (day: string, version: string) => `${day}签发 · 第 ${version} 版`,
    unit: "吨二氧化碳当量（基于位置）",
  },
  address: {
    title: "通过二维码来到这里？",
    before: "请核对地址栏，必须为",
    after: "仿冒页面可以显示任何内容。您也可以自行输入网址和编号。",
  },
  notOurs: {
    title: "能够检验的内容",
    text: "文件中没有我们的编号，其哈希值也不在登记之中。这不说明其内容是否属实。",
    next: "如果它应当是我们的报告，请索取签发时的原文件，或输入其首页上的编号。",
    comparedWith: (number: string) => `您来自报告 ${number} 的页面；这份文件不是该报告。`,
    back: (number: string) => `返回 ${number}`,
    document: "没有签名的清单文档",
  },
  bundleReadme: (facts: {
    number: string;
    publicUrl: string;
    madeAt: string;
  }) => `温室气体报告 ${facts.number}：不依赖签发方即可核验的验证包

由 ${facts.publicUrl} 于 ${facts.madeAt} 生成

内容
  report.pdf          签发的报告，逐字节相同
  inventory.json      报告内的数据包：每项活动、因子和结果
  report.vc.json      签发方签名的记录（W3C 可验证凭证，eddsa-jcs-2022）
  report.tlog-proof   证明该记录在公开日志中（C2SP tlog-proof）
  keys.json           签发方的密钥（JWKS），含 DID 文档和日志的验证密钥
  status-1.json …     已撤回和已替代报告的签名列表，截至上述时间

如何核验
  1. 安装 Node.js 20.19 或更新版本，在本文件所在的文件夹中运行：
       npx truetonne verify ${facts.number}.bundle.zip --offline
     不加 --offline 时，会查询当前状态和签发方公布的密钥。
  2. 手工核验：
       sha256sum report.pdf            须与 report.vc.json 中的 hashes.unsignedPdf 或 hashes.sealedPdf 相同
       sha256sum inventory.json        须与 hashes.inventory 相同
       npx truetonne calculate inventory.json    须得出报告中的合计
     签名和日志证明可用任何支持上述格式的工具检验。
  3. 将 keys.json 中的密钥与 ${facts.publicUrl}/.well-known/jwks.json 或其他来源的副本比对：
     验证包能证明多少，取决于您在多大程度上信任其中的密钥。

如需整体核验，请勿解压后重新打包；本文件须保持发出时的样子。

这不能证明什么
  不能证明活动数据真实或完整。只有第三方的核查意见才对此作出说明。`,
} satisfies MessagesOf<typeof en>;

export default page;
